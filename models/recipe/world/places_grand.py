"""Castle, river, harbour and amusement park."""

import math

import torch
from torch import Tensor

from .painter import Layer, Painter
from .places_outside import flowers, trees, water
from .places_town import HOUSES, cell_colours


def castle(p: Painter) -> list[Layer]:
    """A fairy-tale castle with blue roofs on a green hill."""
    at, base = p.aspect * p.draw(0.36, 0.64), p.horizon + 0.07
    dx, dy = p.across(at), p.y - base
    wall = p.box(dx, dy + 0.08, 0.3, 0.1)
    teeth = p.box((dx + 0.04) % 0.08 - 0.04, dy + 0.19, 0.022, 0.02).minimum(0.3 - dx.abs())
    walls, roofs = wall.maximum(teeth), None
    for place, tall, half in (
        (-0.3, 0.27, 0.062),
        (0.3, 0.27, 0.062),
        (-0.12, 0.36, 0.055),
        (0.13, 0.33, 0.05),
        (0.0, 0.46, 0.06),
    ):
        walls = walls.maximum(p.box(dx - place, dy + tall / 2, half, tall / 2))
        roof = p.peak(dx - place, dy + tall, half * 1.35, 0.15)
        roofs = roof if roofs is None else roofs.maximum(roof)
    assert roofs is not None
    gate = p.box(dx, dy + 0.03, 0.05, 0.06, 0.045)
    panes = p.box(dx.abs() - 0.3, dy + 0.2, 0.016, 0.03, 0.014).maximum(p.box(dx, dy + 0.38, 0.016, 0.03, 0.014))
    stone = p.one_of([(240, 226, 214), (226, 220, 236), (236, 214, 190)], 0.12)
    lamp = torch.lerp(p.colour((96, 112, 160)), p.colour((255, 222, 130), lit=False), p.is_night[:, None])
    return [
        *p.sky(),
        p.hills(p.horizon, 0.18, 0.6, (120, 160, 170), 0.55, 0.1),
        p.layer(p.blend(stone * 1.02, stone * 0.82, (dy + 0.4) / 0.5), p.alpha(walls), 0.2),
        p.layer(p.one_of([(82, 110, 200), (196, 80, 110), (110, 90, 180)], 0.1), p.alpha(roofs), 0.2),
        p.layer(p.colour((122, 84, 72), 0.1), p.alpha(gate), 0.2),
        p.layer(lamp, p.alpha(panes), 0.2),
        p.hills(p.horizon + 0.12, 0.1, 0.7, (112, 178, 100), 0.15, 0.5),
        p.ground(p.horizon + 0.14, (128, 202, 96), 0.5, 0.03),
        path(p, at),
        flowers(p),
    ]


def path(p: Painter, at: Tensor) -> Layer:
    """A pale way that widens towards the screen's lower edge."""
    down = (p.y - p.horizon - 0.13).clamp(min=0)
    bend = p.across(at) - 0.25 * down * torch.sin(6 * down)
    inside = 0.025 + 0.5 * down - bend.abs()
    return p.layer(p.colour((238, 218, 176), 0.1), p.alpha(inside.minimum(p.y - p.horizon - 0.135)) * 0.9)


def river(p: Painter) -> list[Layer]:
    """A broad river between green banks: trees beyond, reeds in front."""
    bank = p.horizon + 0.1
    surface = water(p, bank + 0.015 * p.ridge(1.0), (110, 190, 214), (54, 146, 190))
    near = p.layer(
        p.colour((46, 140, 180)),
        p.alpha(p.y - 0.85 - 0.03 * p.ridge(1.2)) * 0.7,
        1.1,
        sway=0.008,
        drift=p.draw(0.04, 0.08)[:, 0, 0],
        front=True,
    )
    return [
        *p.sky(),
        p.hills(p.horizon, 0.15, 0.6, (110, 170, 150), 0.5, 0.12),
        trees(p, p.horizon + 0.045, 7, 0.085, (70, 150, 90), 0.22, 0.35),
        p.hills(p.horizon + 0.1, 0.08, 0.8, (124, 196, 96), 0.12, 0.5),
        *surface,
        near,
        reeds(p),
    ]


def reeds(p: Painter) -> Layer:
    """Bulrushes at the lower edge, in front of everything."""

    def reed(dx: Tensor, n: list[Tensor]) -> Tensor:
        long = 0.1 + 0.08 * n[0]
        bend = dx - 0.2 * (n[1] - 0.5) * (1 - p.y)
        stalk = (0.006 - bend.abs()).minimum(p.y - 1 + long)
        return stalk.maximum(p.box(bend, p.y - 1 + long, 0.012, 0.03, 0.012))

    return p.layer(p.colour((92, 120, 66)), p.alpha(p.row(6, reed, 2, 0.9)), 1.3, front=True)


def harbour(p: Painter) -> list[Layer]:
    """Coloured houses along the quay, a lighthouse, moored boats, calm water."""
    quay = p.horizon + 0.06
    count = max(round(7 * p.period / 1.8), 2)
    rise, cell = p.many(count), (p.x[0, 0] / p.period * count).long().clamp(max=count - 1)
    width = p.period / count
    local = (p.x[0, 0] % width - width / 2)[None, None]
    top = quay - 0.13 - 0.09 * rise[:, cell][:, None]
    roof = p.peak(local, p.y - top, width * 0.56, 0.085)
    colour = cell_colours(p, count, HOUSES, 0.12)
    lamp = torch.lerp(p.colour((250, 246, 236)), p.colour((255, 224, 130), lit=False), p.is_night[:, None])
    pane = p.box(local, p.y - top - 0.06, width * 0.18, 0.028, 0.008)
    front = p.layer(
        p.colour((38, 120, 180)),
        p.alpha(p.y - 0.84 - 0.03 * p.ridge(1.2)) * 0.72,
        1.1,
        sway=0.01,
        drift=p.draw(0.03, 0.06)[:, 0, 0],
        front=True,
    )
    return [
        *p.sky(),
        p.hills(p.horizon, 0.2, 0.6, (120, 170, 150), 0.5, 0.12),
        *lighthouse(p, quay),
        p.layer(colour, p.alpha(p.y - top), 0.35),
        p.layer(p.colour((196, 92, 76), 0.12), p.alpha(roof), 0.35),
        p.layer(lamp, p.alpha(pane), 0.35),
        p.layer(p.colour((176, 164, 156), 0.1), p.alpha(p.y - quay), 0.4),
        *water(p, quay + 0.04, (90, 176, 214), (36, 122, 186)),
        boats(p, quay + 0.09),
        front,
    ]


def lighthouse(p: Painter, base: Tensor) -> list[Layer]:
    dx, dy = p.across(p.aspect * p.draw(0.12, 0.88)), p.y - base
    tower = (0.04 - 0.05 * (-dy) - dx.abs()).minimum(dy + 0.4).minimum(-dy)
    band = ((dy + 0.4) % 0.16 - 0.08).abs() - 0.04
    white, red = p.colour((250, 246, 240), 0.1), p.colour((220, 70, 70), 0.1)
    cap = p.peak(dx, dy + 0.44, 0.032, 0.05).maximum(p.box(dx, dy + 0.42, 0.02, 0.025))
    glow = torch.exp(-((dx**2 + (dy + 0.42) ** 2) / 0.012)) * (0.25 + 0.5 * p.is_night)
    return [
        p.layer(p.blend(white, red, p.alpha(band)), p.alpha(tower), 0.3),
        p.layer(p.colour((190, 60, 66), 0.1), p.alpha(cap), 0.3),
        p.layer(p.colour((255, 240, 170), lit=False), glow, 0.3, pulse=0.5),
    ]


def boats(p: Painter, base: Tensor) -> Layer:
    """Small moored boats that rock."""

    def boat(dx: Tensor, n: list[Tensor]) -> Tensor:
        dy = p.y - base
        hull = (0.075 - 0.9 * (dy + 0.0).clamp(min=0) - dx.abs()).minimum(dy + 0.014).minimum(0.032 - dy)
        sail = p.peak(dx - 0.01, dy + 0.03, 0.045, 0.13).minimum(dx - 0.0)
        return hull.maximum(sail)

    return p.layer(
        p.one_of([(250, 246, 240), (236, 120, 100), (250, 206, 110)], 0.08),
        p.alpha(p.row(2, boat, 1, 0.8)),
        0.5,
        sway=0.008,
    )


def amusement_park(p: Painter) -> list[Layer]:
    """A great wheel, a striped tent, a coaster's arches and bunting before a bright sky."""
    base = p.horizon + 0.1
    at = p.aspect * p.draw(0.25, 0.4)
    dx, dy = p.across(at), p.y - base + 0.3
    distance, angle = (dx**2 + dy**2).sqrt(), torch.atan2(dy, dx)
    rim = 0.011 - (distance - 0.22).abs()
    spoke = 0.006 - ((angle % (math.pi / 4)) - math.pi / 8).abs() * distance
    legs = (0.011 - (dx.abs() - 0.35 * (dy).clamp(min=0)).abs()).minimum(dy).minimum(0.3 - dy)
    wheel = rim.maximum(spoke.minimum(0.22 - distance)).maximum(legs).maximum(0.026 - distance)
    sector = torch.floor(angle / (math.pi / 4) + 0.5) * (math.pi / 4)
    cabin = p.disc(dx - 0.22 * torch.cos(sector), dy - 0.22 * torch.sin(sector), 0.036)
    hue = (sector / (math.pi / 4)).round().long() % 2
    reds = torch.where((hue == 0)[:, None], p.colour((238, 86, 96), lit=False), p.colour((255, 206, 84), lit=False))
    return [
        *p.sky(),
        p.hills(p.horizon + 0.02, 0.12, 0.7, (120, 176, 150), 0.5, 0.12),
        coaster(p, base),
        p.layer(p.colour((120, 110, 190), 0.1), p.alpha(wheel), 0.3),
        p.layer(reds, p.alpha(cabin), 0.3),
        *tent(p, p.aspect * p.draw(0.66, 0.84), base),
        p.ground(base, (150, 206, 110), 0.5, 0.015),
        p.layer(p.colour((236, 214, 170), 0.05), p.alpha(p.y - base - 0.09 - 0.01 * p.ridge(0.8)), 1.0),
        *bunting(p),
    ]


def coaster(p: Painter, base: Tensor) -> Layer:
    """A track in great waves on thin legs."""
    line = base - 0.14 - 0.3 * p.ridge(0.7).abs()
    track = 0.011 - (p.y - line).abs()
    width = p.period / max(round(p.period / 0.2), 4)
    legs = (0.005 - ((p.x % width) - width / 2).abs()).minimum(p.y - line)
    return p.layer(p.colour((226, 120, 140), 0.3), p.alpha(track.maximum(legs)), 0.2)


def tent(p: Painter, at: Tensor, base: Tensor) -> list[Layer]:
    """A round tent with broad red and white stripes."""
    dx, dy = p.across(at), p.y - base
    body, roof = p.box(dx, dy + 0.06, 0.17, 0.075), p.peak(dx, dy + 0.12, 0.22, 0.16)
    stripe = torch.sin(dx * (math.pi / 0.068) / (0.35 + 0.65 * ((dy + 0.28) / 0.16).clamp(0, 1)))
    colour = p.blend(p.colour((250, 244, 236), 0.05), p.colour((226, 70, 84), 0.05), p.alpha(stripe * 0.02, 0.01))
    door = p.peak(dx, dy, 0.05, 0.11)
    return [
        p.layer(colour, p.alpha(body.maximum(roof)), 0.45),
        p.layer(p.colour((110, 50, 70)), p.alpha(door), 0.45),
    ]


def bunting(p: Painter) -> list[Layer]:
    """Coloured pennants on a sagging line along the upper edge."""
    count = max(round(p.period / 0.13), 4)
    width = p.period / count
    sag = 0.05 + 0.03 * torch.cos(p.x * (2 * math.pi * max(round(p.period / 0.9), 1) / p.period))
    local = (p.x % width) - width / 2
    flag = p.peak(local, -(p.y - sag), width * 0.42, 0.075)
    colour = cell_colours(p, count, [(238, 86, 96), (255, 206, 84), (90, 170, 230), (120, 200, 130)], 0.0)
    return [p.layer(colour, p.alpha(flag), 0.9, sway=0.003)]
