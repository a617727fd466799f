"""General pictures for the autoencoder, so that a person's own photograph survives it.

Two sources: 18 panoramas (npm `@pmndrs/assets`, `hdri/*.exr.js`, CC0) tone-mapped to 256x512, and still sprites
(npm `@lobehub/fluent-emoji-3d`, MIT) large on coloured gradients. Both become clips by a slow drift, zoom and turn.
"""

import base64
import re
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor

STILL_SIZE = 128

ClipSource = Callable[[Sequence[int]], Tensor]  # seeds -> [n, T, 3, H, W] in 0..1


def load_panorama(path: Path) -> Tensor:
    """[3, 256, 512] uint8 from a JavaScript file that holds an OpenEXR picture in base64; median brought to 0.18."""
    import OpenEXR  # noqa: PLC0415 -- only this stage needs it

    found = re.search(r"base64,([A-Za-z0-9+/=]+)", path.read_text())
    if not found:
        raise ValueError(f"{path} holds no base64 picture")
    with tempfile.NamedTemporaryFile(suffix=".exr") as file:
        file.write(base64.b64decode(found[1]))
        file.flush()
        with OpenEXR.File(file.name) as picture:
            light = torch.from_numpy(picture.channels()["RGB"].pixels.astype(np.float32)).clamp(min=0)
    exposed = light * 0.18 / light.median().clamp(min=1e-4)
    mapped = exposed * (1 + exposed / 9) / (1 + exposed)  # Reinhard with white at 3
    return (mapped.clamp(0, 1) ** (1 / 2.2) * 255).round().to(torch.uint8).permute(2, 0, 1)


def load_pictures(packages: Path, most: int = 1200) -> dict[str, Tensor]:
    """{"panoramas": [n, 3, 256, 512], "stills": [m, 4, 128, 128] premultiplied}, both uint8.

    `packages` holds the unpacked npm packages `assets` (optional) and `fluent-emoji-3d`. Skin tones are left out.
    """
    panoramas = [load_panorama(path) for path in sorted(packages.glob("assets/hdri/*.exr.js"))]
    files = sorted(packages.glob("fluent-emoji-3d/assets/*.webp"))
    plain = [path for path in files if not re.search("1f3f[b-f]", path.stem)]
    stills = []
    for path in plain[:: max(1, len(plain) // most)]:
        image = Image.open(path).convert("RGBA").resize((STILL_SIZE, STILL_SIZE), Image.Resampling.LANCZOS)
        rgba = torch.from_numpy(np.asarray(image).copy()).permute(2, 0, 1)
        colour = (rgba[:3].float() * rgba[3:].float() / 255).round().to(torch.uint8)
        stills.append(torch.cat([colour, rgba[3:]]))
    empty = torch.zeros(0, 3, 256, 512, dtype=torch.uint8)
    return {"panoramas": torch.stack(panoramas) if panoramas else empty, "stills": torch.stack(stills)}


def drift(generator: torch.Generator, frames: int, zoom: tuple[float, float], aspect: float) -> Tensor:
    """[T, 2, 3] affine maps of a slow move over a picture: a view of 1 / zoom of its height, somewhere inside."""

    def draw(low: float, high: float) -> float:
        return low + (high - low) * float(torch.rand((), generator=generator))

    maps = []
    scale, turn = 1 / draw(*zoom), draw(-0.3, 0.3)
    x, y = draw(-1, 1) * (1 - scale / aspect), draw(-1, 1) * (1 - scale)
    dx, dy, grow, spin = draw(-0.3, 0.3) * scale, draw(-0.15, 0.15) * scale, draw(-0.2, 0.2), draw(-0.2, 0.2)
    for index in range(frames):
        at = index / max(1, frames - 1)
        size, angle = scale * (1 + grow * at), turn + spin * at
        cos, sin = np.cos(angle) * size, np.sin(angle) * size
        maps.append([[cos / aspect, -sin / aspect, x + dx * at], [sin, cos, y + dy * at]])
    return torch.tensor(maps, dtype=torch.float32)


def view(picture: Tensor, maps: Tensor, size: int, padding: str) -> Tensor:
    """[C, H, W] in 0..1 seen through each map -> [T, C, size, size]."""
    grid = F.affine_grid(maps.to(picture.device), [len(maps), 1, size, size], align_corners=False)
    return F.grid_sample(picture[None].expand(len(maps), -1, -1, -1), grid, padding_mode=padding, align_corners=False)


def picture_clip(pictures: dict[str, Tensor], seed: int, frames: int, size: int) -> Tensor:
    """One clip of a general picture: [T, 3, size, size] in 0..1, on the pictures' device."""
    generator = torch.Generator().manual_seed(seed)
    panoramas, stills = pictures["panoramas"], pictures["stills"]
    if len(panoramas) and torch.rand((), generator=generator) < 0.6:
        chosen = panoramas[torch.randint(len(panoramas), (), generator=generator)].float() / 255
        clip = view(chosen, drift(generator, frames, (1.1, 3.0), 2.0), size, "reflection")
        gain = 0.7 + 0.6 * torch.rand(3, generator=generator).to(clip.device)
        clip = clip * gain[:, None, None]
        return (clip.flip(-1) if torch.rand((), generator=generator) < 0.5 else clip).clamp(0, 1)
    corners = torch.rand(1, 3, 2, 2, generator=generator).to(stills.device)
    clip = F.interpolate(corners, (size, size), mode="bilinear", align_corners=True).expand(frames, -1, -1, -1)
    for _ in range(int(torch.randint(1, 4, (), generator=generator))):
        sprite = stills[torch.randint(len(stills), (), generator=generator)].float() / 255
        seen = view(sprite, drift(generator, frames, (0.35, 1.3), 1.0), size, "zeros")
        clip = clip * (1 - seen[:, 3:]) + seen[:, :3]
    return clip.clamp(0, 1)
