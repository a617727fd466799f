"""Step 1, `data`: unpacked sprite packages -> one tensor of moving sprites.

Sources (see card.md for licences): the npm packages @lobehub/fluent-emoji-anim-1 .. -4 (animated WebP, mostly
72 frames of 42 ms) and @lobehub/fluent-emoji-3d (stills), unpacked side by side in one folder.
"""

from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from .things import THINGS

FRAMES = 24  # three seconds at 8 frames a second
SOURCE_STEP = 3  # every third frame of 42 ms is 126 ms: 8 frames a second


def find_picture(folder: Path, sprite: str) -> Path:
    """The moving picture where there is one, else the still; file names differ in the variation selector FE0F."""
    names = [sprite, sprite.removesuffix("-fe0f"), sprite + "-fe0f"]
    candidates = [path for name in names for path in sorted(folder.glob(f"fluent-emoji-anim-*/assets/{name}.webp"))]
    moving = [path for path in candidates if getattr(Image.open(path), "n_frames", 1) > 1]
    stills = [folder / "fluent-emoji-3d" / "assets" / f"{name}.webp" for name in names]
    for path in moving + [still for still in stills if still.exists()]:
        return path
    raise FileNotFoundError(f"no picture of {sprite} under {folder}")


def load_sprite(path: Path, size: int) -> Tensor:
    """[FRAMES, 4, size, size] uint8, colour premultiplied by alpha; short animations repeat, stills stand."""
    image = Image.open(path)
    frames = []
    for index in range(0, getattr(image, "n_frames", 1), SOURCE_STEP):
        image.seek(index)
        frames.append(np.asarray(image.convert("RGBA").resize((size, size), Image.Resampling.LANCZOS)))
    rgba = torch.from_numpy(np.stack([frames[i % len(frames)] for i in range(FRAMES)])).permute(0, 3, 1, 2)
    colour = rgba[:, :3].float() * rgba[:, 3:].float() / 255
    return torch.cat([colour.round().to(torch.uint8), rgba[:, 3:]], 1)


def load_sprites(folder: Path, size: int, count: int) -> Tensor:
    """Sprites of the first `count` things: [count, FRAMES, 4, size, size] uint8."""
    return torch.stack([load_sprite(find_picture(folder, thing.sprite), size) for thing in THINGS[:count]])
