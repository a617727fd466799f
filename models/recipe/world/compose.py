"""Figures over a place: sprites, shadows and reflections laid on finished plates by numbers (`cast.figures`).

The page does the same in TypeScript (models/kinora/compose.ts); both follow the renderer's own brushes.
"""

from dataclasses import dataclass, replace

import torch
from torch import Tensor

from .camera import Camera
from .cast import MIRROR_STRENGTH, POSE_NUMBERS, Pass, cast_shadow, lay_sprite, upside_down
from .layers import Screen
from .sprites import Sprites

LEAST_SIZE, MOST_SIZE = 0.02, 2.0  # screen heights


@dataclass(frozen=True)
class Cast:
    """Who the figures of some clips are: things and present [B, S], first poses [B, S], colours (B lists of S)."""

    things: Tensor
    present: Tensor
    poses: Tensor
    colours: list[list[str]]


def still_camera(count: int, device: torch.device) -> Camera:
    zero = torch.zeros(count, 1, device=device)
    return Camera(zero, zero, zero, zero, zero + 1, zero)


@torch.no_grad()
def compose(plates: Tensor, numbers: Tensor, cast: Cast, sprites: Sprites) -> Tensor:
    """plates [B, T, 3, H, W] in 0..1, numbers [B, T, S, POSE_NUMBERS] -> frames of the same shape. Poses follow each
    other frame by frame from the first."""
    batch, frames, _, height, width = plates.shape
    slots = numbers.shape[2]
    device, count = plates.device, batch * frames
    screen = Screen((height, width), torch.zeros(count, 1, device=device), still_camera(count, device), trim=True)
    screen.image = plates.flatten(0, 1)[:, None].clone()
    here = numbers.flatten(0, 1)  # [n, S, P]
    shown = cast.present.bool()[:, None].expand(-1, frames, -1).flatten(0, 1)  # [n, S]
    order = torch.where(shown, here[..., POSE_NUMBERS - 1], -torch.inf).argsort(1)
    for rank in range(slots):
        slot = order[:, rank]
        rows = shown.gather(1, slot[:, None])[:, 0].nonzero()[:, 0]
        if len(rows):
            lay(rows, slot[rows], here[rows, slot[rows]], screen, cast, sprites, frames)
    return screen.frames()[:, 0].clamp(0, 1).unflatten(0, (batch, frames))


def lay(
    rows: Tensor, slot: Tensor, values: Tensor, screen: Screen, cast: Cast, sprites: Sprites, frames: int
) -> None:
    """One figure in each of some frames: its shadow, its reflection, itself. values: [n, POSE_NUMBERS]."""
    x, y, size, cos, sin, stretch, side, ground, shadow, mirror, red, green, blue, _ = values[..., None].unbind(1)
    clip, moment = rows // frames, rows % frames
    light = torch.zeros(len(screen.time), 3, 1, 1, device=rows.device)
    light[rows] = torch.stack([red, green, blue], 1)[..., None] / 4 + 0.85
    job = Pass(
        rows=rows,
        slot=slot,
        thing=cast.things[clip, slot],
        pose=((cast.poses[clip, slot] + moment) % sprites.pictures.shape[1])[:, None],
        mirrored=torch.where(side < 0, -1.0, 1.0),
        x=(x + screen.aspect) / 2,
        y=(y + 1) / 2,
        size=(0.4 * 2**size).clamp(LEAST_SIZE, MOST_SIZE),
        turn=torch.atan2(sin, cos),
        stretch=2 ** (stretch / 8).clamp(-1, 1),
        ground=(ground + 1) / 2,
        opacity=torch.ones_like(x),
        things=cast.things[clip, slot].tolist(),
        colours=[cast.colours[a][b] for a, b in zip(clip.tolist(), slot.tolist(), strict=True)],
        ropes=[],
        pivot_x=x,
        pivot_y=y,
    )
    cast_shadow(replace(job, opacity=shadow.clamp(0, 1)), screen)
    if bool((mirror > 0.1).any()):
        lay_sprite(upside_down(job, MIRROR_STRENGTH * mirror.clamp(0, 1)), screen, sprites, light, None)
    lay_sprite(job, screen, sprites, light, None)
