"""The jungle: foliage in four depths, before and behind the actors."""

import math

import torch
from torch import Tensor

from .painter import Colour, Layer, Painter


def jungle(p: Painter) -> list[Layer]:
    """Deep green in four depths, broad leaves, hanging vines, a beam of light; drifting leaves."""
    lean = p.across(p.aspect * p.draw(0.3, 0.7)) + 0.35 * p.y
    beam = torch.exp(-((lean / 0.16) ** 2)) * 0.32 * (1 - p.y).clamp(0, 1)
    far, low = p.colour((176, 226, 170), 0.25), p.colour((96, 176, 120), 0.1)
    floor = p.horizon + 0.14
    return [
        p.backdrop(far, low),
        trunks(p, 5, 0.035, (104, 160, 120), 0.35, 0.2),
        crowns(p, 0.08, 7, 0.16, (88, 168, 104), 0.25, 0.25),
        p.layer(p.colour((255, 250, 200)), beam, 0.2),
        trunks(p, 3, 0.06, (92, 94, 70), 0.1, 0.45),
        crowns(p, 0.0, 5, 0.2, (46, 132, 84), 0.05, 0.5),
        vines(p),
        ferns(p, floor + 0.01, 7, 0.2, (58, 150, 84), 0.05, 0.7),
        p.ground(floor, (92, 142, 72), 0.6, 0.03, 0.1),
        drifting(p, (150, 214, 90)),
        ferns(p, 1.06, 4, 0.2, (30, 104, 66), 0.0, 1.25, front=True),
    ]


def trunks(p: Painter, count: int, half: float, rgb: Colour, haze: float, parallax: float) -> Layer:
    inside = p.row(
        max(round(count * p.period / 1.8), 2), lambda dx, n: half * (0.7 + 0.6 * n[0]) - dx.abs() + 0 * p.y, 1, 0.8
    )
    return p.layer(p.colour(rgb, haze), p.alpha(inside.minimum(p.horizon + 0.2 - p.y)), parallax)


def crowns(p: Painter, base: float, count: int, size: float, rgb: Colour, haze: float, parallax: float) -> Layer:
    """Foliage that hangs in from above."""

    def crown(dx: Tensor, n: list[Tensor]) -> Tensor:
        return p.disc(dx, p.y - base, size * (0.9 + 0.5 * n[0]), size * (0.7 + 0.6 * n[1]))

    inside = p.row(max(round(count * p.period / 1.8), 2), crown, 2, 0.6).maximum(base - p.y)
    share = ((p.y - base) / size).clamp(0, 1)
    return p.layer(p.blend(p.colour(rgb, haze) * 0.85, p.colour(rgb, haze) * 1.12, share), p.alpha(inside), parallax)


def vines(p: Painter) -> Layer:
    def vine(dx: Tensor, n: list[Tensor]) -> Tensor:
        long = 0.25 + 0.2 * n[0]
        bend = dx - 0.03 * torch.sin(7 * p.y + 6 * n[1])
        leaf = p.disc(bend, p.y - long, 0.026, 0.04)
        return (0.009 - bend.abs()).minimum(long - p.y).maximum(leaf)

    return p.layer(p.colour((60, 140, 74)), p.alpha(p.row(3, vine, 2, 0.8)), 0.55, sway=0.004)


def ferns(
    p: Painter,
    base: Tensor | float,
    count: int,
    size: float,
    rgb: Colour,
    haze: float,
    parallax: float,
    front: bool = False,
) -> Layer:
    """Bushels of broad leaves that fan out from the ground."""

    def fern(dx: Tensor, n: list[Tensor]) -> Tensor:
        long = size * (0.75 + 0.5 * n[0])
        dy = p.y - base
        leaves = None
        for turn in (-2.5, -2.0, -1.57, -1.15, -0.65):
            along, aside = dx * math.cos(turn) + dy * math.sin(turn), -dx * math.sin(turn) + dy * math.cos(turn)
            share = (along / long).clamp(0, 1)
            leaf = (0.2 * long * (share * (1 - share) * 4) - aside.abs()).minimum(along).minimum(long - along)
            leaves = leaf if leaves is None else leaves.maximum(leaf)
        assert leaves is not None
        return leaves

    inside = p.row(max(round(count * p.period / 1.8), 2), fern, 1, 0.7)
    share = ((p.y - base) / size + 1).clamp(0, 1)
    return p.layer(
        p.blend(p.colour(rgb, haze) * 1.15, p.colour(rgb, haze) * 0.8, share), p.alpha(inside), parallax, front=front
    )


def drifting(p: Painter, rgb: Colour) -> Layer:
    """A few large leaves on the wind."""
    leaves = p.row(4, lambda dx, n: p.disc(dx, p.y - 1.4 * n[0] + 0.2, 0.02, 0.011), 1, 0.9)
    return p.layer(
        p.colour(rgb), p.alpha(leaves) * 0.9, 0.8, drift=p.draw(0.03, 0.08)[:, 0, 0], fall=p.draw(0.05, 0.1)[:, 0, 0]
    )
