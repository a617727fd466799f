"""Step 1, `data`: unpacked sprite packages -> one tensor of moving sprites, or one small packed file of them.

Sources (see card.md for licences): the npm packages @lobehub/fluent-emoji-anim-1 .. -4 (animated WebP, mostly
72 frames of 42 ms) and @lobehub/fluent-emoji-3d (stills), unpacked side by side in one folder.

Every sprite is cut to what is seen of it in any of its poses: a square as wide as the larger side, the thing in the
middle and its feet on the lower edge. So a thing's size on the screen is the size of the thing, not of its picture.

    python -m models.recipe.data --sprites sprites --size 96 --things 378 --output sprites.pt
    python -m models.recipe.data --sprites sprites --size 192 --things 378 --packed --output sprites.zip
    python -m models.recipe.data --sprites sprites --fixture   # tests/recipe/fixture.zip, 24 things, about 200 kB
"""

import argparse
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from .things import THINGS, Thing

FRAMES = 24  # three seconds at 8 frames a second
SOURCE_STEP = 3  # every third frame of 42 ms is 126 ms: 8 frames a second
BORDER = 0.02  # free edge around a sprite, so that its outline is smooth
COLUMNS = 6  # poses side by side in a packed picture

FIXTURE = Path("tests/recipe/fixture.zip")
FIXTURE_SIZE, FIXTURE_POSES, FIXTURE_THINGS = 48, 4, 24


def find_picture(folder: Path, sprite: str) -> Path:
    """The moving picture where there is one, else the still; file names differ in the variation selector FE0F."""
    names = [sprite, sprite.removesuffix("-fe0f"), sprite + "-fe0f"]
    candidates = [path for name in names for path in sorted(folder.glob(f"fluent-emoji-anim-*/assets/{name}.webp"))]
    moving = [path for path in candidates if getattr(Image.open(path), "n_frames", 1) > 1]
    stills = [folder / "fluent-emoji-3d" / "assets" / f"{name}.webp" for name in names]
    for path in moving + [still for still in stills if still.exists()]:
        return path
    raise FileNotFoundError(f"no picture of {sprite} under {folder}")


def cut(frames: Sequence[Image.Image]) -> tuple[int, int, int, int]:
    """The square (left, top, right, bottom) around all that any frame shows; it may reach beyond the pictures."""
    seen = np.max([np.asarray(frame.getchannel("A")) for frame in frames], axis=0) > 24
    columns, rows = np.flatnonzero(seen.any(0)), np.flatnonzero(seen.any(1))
    left, right, top, bottom = columns[0], columns[-1] + 1, rows[0], rows[-1] + 1
    side = max(right - left, bottom - top) * (1 + 2 * BORDER)
    middle, floor = (left + right) / 2, bottom + side * BORDER / (1 + 2 * BORDER)
    return round(middle - side / 2), round(floor - side), round(middle + side / 2), round(floor)


def load_sprite(path: Path, size: int) -> Tensor:
    """[FRAMES, 4, size, size] uint8, colour premultiplied by alpha; short animations repeat, stills stand."""
    image = Image.open(path)
    frames = []
    for index in range(0, getattr(image, "n_frames", 1), SOURCE_STEP):
        image.seek(index)
        frames.append(image.convert("RGBA"))
    box = cut(frames)
    pictures = [frame.crop(box).resize((size, size), Image.Resampling.LANCZOS) for frame in frames]
    straight = torch.from_numpy(np.stack([np.asarray(pictures[i % len(pictures)]) for i in range(FRAMES)]))
    return premultiply(straight.permute(0, 3, 1, 2))


def premultiply(rgba: Tensor) -> Tensor:
    """[..., 4, s, s] uint8 straight -> premultiplied."""
    colour = rgba[..., :3, :, :].float() * rgba[..., 3:, :, :].float() / 255
    return torch.cat([colour.round().to(torch.uint8), rgba[..., 3:, :, :]], -3)


def load_sprites(folder: Path, size: int, count: int, things: Sequence[Thing] = THINGS) -> Tensor:
    """Sprites of the first `count` of these things: [count, FRAMES, 4, size, size] uint8."""
    return torch.stack([load_sprite(find_picture(folder, thing.sprite), size) for thing in things[:count]])


@dataclass(frozen=True)
class Picture:
    """A thing's poses as one WebP picture."""

    data: bytes
    poses: int


def sheet_of(sprite: Tensor, quality: int = 80) -> Picture:
    """[poses, 4, s, s] premultiplied -> its poses in rows of COLUMNS, one pose where it stands still; loses a little."""
    shown = sprite[:1] if bool((sprite == sprite[:1]).all()) else sprite
    alpha = shown[:, 3:].float()
    colour = (shown[:, :3].float() * 255 / alpha.clamp(min=1)).clamp(0, 255).round().to(torch.uint8)
    sheet, data = tile(torch.cat([colour, shown[:, 3:]], 1)), io.BytesIO()
    Image.fromarray(sheet.permute(1, 2, 0).numpy()).save(data, "WEBP", quality=quality, method=4)
    return Picture(data.getvalue(), len(shown))


def pack(sprites: Tensor, path: Path, quality: int = 80) -> None:
    """[n, poses, 4, s, s] -> a zip of one WebP picture a thing."""
    _, poses, _, size, _ = sprites.shape
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("shape.json", json.dumps({"poses": poses, "size": size}))
        for row, sprite in enumerate(sprites):
            archive.writestr(f"{row:04d}.webp", sheet_of(sprite, quality).data)


def tile(poses: Tensor) -> Tensor:
    """[n, 4, s, s] -> [4, rows * s, COLUMNS * s]."""
    count, channels, size, _ = poses.shape
    columns = min(COLUMNS, count)
    rows = -(-count // columns)
    sheet = poses.new_zeros(rows * columns, channels, size, size)
    sheet[:count] = poses
    return sheet.reshape(rows, columns, channels, size, size).permute(2, 0, 3, 1, 4).reshape(channels, rows * size, -1)


def unpack(path: Path, count: int | None = None) -> Tensor:
    """The sprites of a packed file, premultiplied: [count or all, poses, 4, s, s] uint8."""
    with zipfile.ZipFile(path) as archive:
        shape = json.loads(archive.read("shape.json"))
        poses, size = shape["poses"], shape["size"]
        sprites = []
        for name in sorted(name for name in archive.namelist() if name.endswith(".webp"))[:count]:
            picture = np.asarray(Image.open(io.BytesIO(archive.read(name))).convert("RGBA"))
            sheet = torch.from_numpy(picture.copy()).permute(2, 0, 1)
            grid = sheet.unflatten(1, (-1, size)).unflatten(3, (-1, size))  # [4, rows, s, columns, s]
            cells = premultiply(grid.permute(1, 3, 0, 2, 4).flatten(0, 1))
            sprites.append(cells[:1].expand(poses, -1, -1, -1) if len(cells) == 1 else cells[:poses])
    return torch.stack(sprites)


def write_fixture(folder: Path, path: Path = FIXTURE) -> None:
    """A few things in a few poses, small enough to be committed; the tiny config needs nothing else."""
    path.parent.mkdir(parents=True, exist_ok=True)
    sprites = load_sprites(folder, FIXTURE_SIZE, FIXTURE_THINGS)
    pack(sprites[:, :: FRAMES // FIXTURE_POSES], path, quality=75)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m models.recipe.data")
    parser.add_argument("--sprites", type=Path, required=True, help="folder with the unpacked packages")
    parser.add_argument("--size", type=int, default=96)
    parser.add_argument("--things", type=int, default=len(THINGS))
    parser.add_argument("--packed", action="store_true", help="WebP in a zip instead of a tensor")
    parser.add_argument("--fixture", action="store_true")
    parser.add_argument("--output", type=Path, default=Path("sprites.pt"))
    options = parser.parse_args()
    if options.fixture:
        write_fixture(options.sprites)
        return
    sprites = load_sprites(options.sprites, options.size, options.things)
    if options.packed:
        pack(sprites, options.output)
    else:
        torch.save(sprites, options.output)


if __name__ == "__main__":
    main()
