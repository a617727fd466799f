"""Places without an ordinary sky: under water, space, the moon, above the clouds, and a volcano."""

import math

import torch
from torch import Tensor

from .painter import Layer, Painter


def coral_reef(p: Painter) -> list[Layer]:
    """Blue water with broad rays of light, a far ridge, corals, swaying weed, a few fish and rising bubbles."""
    lean = p.x + 0.35 * p.y
    rays = (
        torch.sin(lean * (2 * math.pi * 3 / p.period) + p.draw(0, 6.3)) * 0.6
        + torch.sin(lean * (2 * math.pi * 7 / p.period) + p.draw(0, 6.3)) * 0.4
    )
    beams = (rays - 0.1).clamp(0, 1) * 0.34 * (1 - 0.95 * p.y).clamp(0, 1)
    return [
        p.backdrop(p.colour((72, 200, 232)), p.colour((14, 78, 150))),
        p.layer(p.colour((205, 246, 255)), beams, 0.05, drift=p.draw(0.01, 0.03)[:, 0, 0]),
        p.hills(0.82, 0.3, 0.5, (32, 120, 178), 0.0, 0.15),
        fish(p),
        corals(p, 0.9, 6, 0.2, [(226, 110, 170), (240, 140, 110), (170, 110, 210)], 0.4),
        p.hills(0.93, 0.1, 0.6, (196, 180, 150), 0.0, 0.6),
        corals(p, 0.99, 5, 0.16, [(255, 120, 130), (255, 160, 80), (200, 90, 200)], 0.9),
        bubbles(p),
    ]


def fish(p: Painter) -> Layer:
    """Three small fish that cross behind the actors."""

    def one(dx: Tensor, n: list[Tensor]) -> Tensor:
        dy = p.y - 0.2 - 0.4 * n[0]
        tail = p.peak(dy, dx + 0.03, 0.028, 0.035).minimum(dx + 0.065)
        return p.disc(dx, dy, 0.042, 0.024).maximum(tail.minimum(-dx - 0.02))

    body = p.alpha(p.row(3, one, 1, 0.8))
    return p.layer(
        p.one_of([(255, 214, 90), (255, 150, 90), (180, 225, 255)]), body, 0.3, drift=p.draw(0.05, 0.1)[:, 0, 0]
    )


def corals(
    p: Painter, base: float, count: int, tall: float, colours: list[tuple[int, int, int]], parallax: float
) -> Layer:
    """Rounded fans and fingers of coral."""

    def coral(dx: Tensor, n: list[Tensor]) -> Tensor:
        high = tall * (0.6 + 0.6 * n[0])
        dy = p.y - base
        fan = p.disc(dx, dy + 0.45 * high, 0.42 * high, 0.55 * high)
        fingers = p.box(dx, dy + 0.4 * high, 0.035, 0.5 * high, 0.035)
        for side in (-1, 1):
            slant = dx - side * 0.45 * (-dy).clamp(0, 1)
            fingers = fingers.maximum(p.box(slant, dy + 0.32 * high, 0.028, 0.42 * high, 0.028))
        return torch.where(n[1] > 0.5, fan, fingers)

    inside = p.row(max(round(count * p.period / 1.8), 2), coral, 2, 0.8)
    rgb = p.one_of(colours)
    share = ((p.y - base) / tall + 1).clamp(0, 1)
    return p.layer(p.blend(rgb * 1.08, rgb * 0.72, share), p.alpha(inside), parallax)


def bubbles(p: Painter) -> Layer:
    def bubble(dx: Tensor, n: list[Tensor]) -> Tensor:
        return p.disc(dx, p.y - 1.4 * n[0] + 0.2, 0.01 + 0.012 * n[1])

    alpha = p.alpha(p.row(7, bubble, 2, 0.9)) * 0.55
    return p.layer(p.colour((220, 246, 255)), alpha, 0.8, fall=-p.draw(0.1, 0.2)[:, 0, 0])


def space(p: Painter) -> list[Layer]:
    """Deep blue, one broad nebula, a few large stars, a planet far off."""
    band = p.y - 0.5 - 0.35 * p.ridge(0.5)
    cloud = torch.exp(-((band / 0.26) ** 2)) * (0.45 + 0.35 * p.ridge(0.8))
    glow = p.one_of([(120, 66, 190), (60, 96, 205), (190, 70, 150), (40, 140, 170)], lit=False)
    return [
        p.backdrop(p.colour((10, 10, 36), lit=False), p.colour((24, 18, 62), lit=False)),
        p.layer(glow, cloud.clamp(0, 0.7), 0.05),
        p.stars(13, 1.0, 1.0),
        planet(p, 0.09),
    ]


def planet(p: Painter, size: float) -> Layer:
    """A round world lit from the upper left, with a thin bright limb."""
    cx, cy, radius = p.aspect * p.draw(0.1, 0.9), p.draw(0.12, 0.3), size * p.draw(0.8, 1.4)
    dx, dy = p.across(cx), p.y - cy
    rgb = p.one_of([(235, 150, 90), (110, 180, 225), (220, 120, 150), (150, 200, 150)], lit=False)
    shade = ((dx + dy) / radius * 0.5 + 0.4).clamp(0, 1)
    return p.layer(p.blend(rgb * 1.1, rgb * 0.3, shade), p.alpha(p.disc(dx, dy, radius)), 0.08)


def moon(p: Painter) -> list[Layer]:
    """Black sky with the blue earth, grey hills and a pale ground with a few flat craters."""
    cx, cy = p.aspect * p.draw(0.15, 0.85), p.draw(0.14, 0.24)
    dx, dy = p.across(cx), p.y - cy
    shade = ((dx + dy) * 4 + 0.3).clamp(0, 1)
    land = p.alpha(p.disc(dx - 0.02, dy + 0.02, 0.05, 0.03).maximum(p.disc(dx + 0.04, dy - 0.04, 0.03, 0.02)), 0.01)
    sea = p.blend(p.colour((74, 150, 235), lit=False), p.colour((20, 44, 100), lit=False), shade)
    globe = sea + (p.colour((90, 180, 110), lit=False) - sea) * (land * (1 - shade))[:, None]
    return [
        p.backdrop(p.colour((5, 6, 20), lit=False), p.colour((16, 18, 42), lit=False)),
        p.stars(10, 1.0, 0.5),
        p.layer(globe, p.alpha(p.disc(dx, dy, 0.085)), 0.02),
        grey_hills(p, p.horizon + 0.02, 0.16, 0.7, (104, 106, 122), 0.3),
        grey_hills(p, p.horizon + 0.08, 0.08, 0.6, (146, 148, 160), 0.6),
        grey_hills(p, p.horizon + 0.13, 0.03, 0.5, (190, 191, 199), 1.0),
        craters(p),
    ]


def grey_hills(
    p: Painter, base: Tensor | float, height: float, waves: float, rgb: tuple[int, int, int], parallax: float
) -> Layer:
    top = base - height * (0.5 + p.ridge(waves))
    share = ((p.y - top) / 0.3).clamp(0, 1)
    return p.layer(p.blend(p.colour(rgb) * 1.1, p.colour(rgb) * 0.85, share), p.alpha(p.y - top), parallax)


def craters(p: Painter) -> Layer:
    def crater(dx: Tensor, n: list[Tensor]) -> Tensor:
        return p.disc(dx, p.y - 0.76 - 0.2 * n[0], 0.06 + 0.05 * n[1], 0.018 + 0.014 * n[1])

    hollow = p.row(4, crater, 2, 0.9)
    share = ((hollow + 0.02) / 0.04).clamp(0, 1)
    return p.layer(p.blend(p.colour((172, 173, 182)), p.colour((146, 147, 158)), share), p.alpha(hollow))


def sky(p: Painter) -> list[Layer]:
    """High above: clouds in four depths, the nearest below the actors."""
    p.horizon = p.horizon + 0.75
    return [
        *p.sky(0),
        p.clouds(3, 0.16, 0.05, 0.1, 0.3),
        p.clouds(2, 0.46, 0.075, 0.3, 0.15),
        p.clouds(3, 0.8, 0.1, 0.5, 0.08),
        p.clouds(3, 0.98, 0.15, 0.8, 0.0),
    ]


def volcano(p: Painter) -> list[Layer]:
    """A smoking mountain with glowing lava over dark rock."""
    base = p.horizon + 0.07
    dx, dy = p.across(p.aspect * p.draw(0.3, 0.7)), p.y - base
    top = 0.4
    slope = 0.1 + 0.3 * ((dy + top) / top).clamp(min=0) ** 1.5
    cone = (slope - dx.abs()).minimum(dy + top + 0.02 * p.ridge(5)).minimum(-dy + 0.3)
    stream = (0.018 + 0.05 * (dy + top) - (dx - 0.05 * torch.sin(9 * dy)).abs()).minimum(dy + top).minimum(-dy + 0.02)
    rim = p.disc(dx, dy + top, 0.1, 0.022)
    rock = p.blend(p.colour((120, 84, 84), 0.12), p.colour((74, 58, 68)), (dy + top) / top)
    smoke = p.row(2, lambda x, n: p.cloud(x, 0.1 + 0.08 * n[0] + 0 * x, 0.06 + 0.03 * n[1]), 2, 0.6)
    lava, glow = p.colour((255, 120, 40), lit=False), p.colour((255, 206, 90), lit=False)
    halo = torch.exp(-((dx / 0.2) ** 2 + ((dy + top + 0.04) / 0.15) ** 2)) * 0.6
    down = (p.y - p.horizon - 0.12).clamp(min=0)
    bend = dx - 0.14 * torch.sin(9 * down)
    pool = p.alpha((0.03 + 0.26 * down - bend.abs()).minimum(p.y - p.horizon - 0.125), 0.012)
    return [
        *p.sky(0.4),
        p.layer(p.colour((120, 104, 116), 0.2), p.alpha(smoke, 0.02) * 0.85, 0.12, drift=p.draw(0.02, 0.05)[:, 0, 0]),
        p.layer(p.colour((255, 140, 60), lit=False), halo, 0.15, pulse=0.5),
        p.layer(rock, p.alpha(cone), 0.15),
        p.layer(lava, p.alpha(stream.maximum(rim)), 0.15),
        p.layer(glow, p.alpha(stream - 0.012), 0.15, pulse=0.7),
        p.hills(p.horizon + 0.1, 0.08, 1.0, (92, 70, 78), 0.1, 0.5),
        p.ground(p.horizon + 0.12, (104, 84, 88), 0.6, 0.03, 0.1),
        p.layer(lava, pool, 1.0),
        p.layer(glow, p.alpha((0.01 + 0.12 * down - bend.abs()).minimum(p.y - p.horizon - 0.15), 0.02), 1.0, pulse=0.4),
        sparks(p),
    ]


def sparks(p: Painter) -> Layer:
    """Glowing flakes that rise."""
    flakes = p.row(5, lambda dx, n: p.disc(dx, p.y - 1.4 * n[0] + 0.2, 0.007 + 0.006 * n[1]), 2, 0.9)
    return p.layer(p.colour((255, 190, 90), lit=False), p.alpha(flakes), 0.8, fall=-p.draw(0.08, 0.16)[:, 0, 0])
