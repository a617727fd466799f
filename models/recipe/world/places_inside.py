"""Rooms: a wall with a few large things on it and a floor."""

import torch
from torch import Tensor

from .painter import Colour, Layer, Painter
from .palette import SKY_LOW, SKY_TOP

WALLS: list[Colour] = [(244, 214, 184), (196, 220, 226), (220, 228, 196), (238, 206, 210), (214, 204, 232)]
SOFAS: list[Colour] = [(206, 92, 92), (84, 130, 180), (112, 156, 104), (226, 160, 80)]


def room(p: Painter, walls: list[Colour], floor: Colour) -> list[Layer]:
    """A wall lit from above, a skirting board and a floor that is brighter in front."""
    wall = p.one_of(walls)
    base = p.horizon + 0.13
    near = p.blend(p.colour(floor) * 0.82, p.colour(floor) * 1.06, (p.y - base) / 0.3)
    return [
        p.layer(p.blend(wall * 1.04, wall * 0.84, p.y / 0.7 + 0 * p.x), p.everywhere(), 0.8),
        p.layer(p.colour((250, 246, 238)), p.alpha(0.014 - (p.y - base + 0.012).abs()), 0.8),
        p.layer(near, p.alpha(p.y - base), 1.0),
    ]


def window(p: Painter, cx: Tensor, cy: float, half_x: float, half_y: float) -> list[Layer]:
    """A window onto the sky of the hour."""
    dx, dy = p.across(cx), p.y - cy
    frame, pane = p.box(dx, dy, half_x, half_y, 0.012), p.box(dx, dy, half_x - 0.018, half_y - 0.018)
    bars = p.box(dx, dy, 0.008, half_y)
    sky = p.blend(p.of_time(SKY_TOP), p.of_time(SKY_LOW), (dy + half_y) / (2 * half_y))
    return [
        p.layer(p.colour((252, 250, 246)), p.alpha(frame), 0.8),
        p.layer(sky, p.alpha(pane), 0.8),
        p.layer(p.colour((252, 250, 246)), p.alpha(bars), 0.8),
    ]


def living_room(p: Painter) -> list[Layer]:
    at = p.aspect * p.draw(0.22, 0.34)
    sofa_x, base = p.aspect * p.draw(0.68, 0.78), p.horizon + 0.13
    sofa = p.one_of(SOFAS)
    dx = p.across(sofa_x)
    back = p.box(dx, p.y - base + 0.07, 0.25, 0.09, 0.04)
    seat = p.box(dx, p.y - base - 0.015, 0.28, 0.05, 0.03)
    arms = p.box(dx.abs() - 0.27, p.y - base + 0.02, 0.035, 0.085, 0.03)
    picture = p.box(dx, p.y - 0.24, 0.12, 0.085)
    rug = p.disc(p.across(p.aspect * 0.5), p.y - 0.9, 0.5, 0.07)
    layers = room(p, WALLS, (196, 146, 104))
    return [
        *layers[:2],
        *window(p, at, 0.27, 0.16, 0.17),
        p.layer(p.colour((250, 246, 236)), p.alpha(picture), 0.8),
        p.layer(p.one_of([(120, 170, 200), (230, 150, 120), (150, 190, 140)]), p.alpha(picture - 0.022), 0.8),
        layers[2],
        p.layer(p.one_of([(228, 206, 186), (150, 176, 190), (206, 150, 150)]), p.alpha(rug), 1.0),
        p.layer(sofa, p.alpha(back), 0.85),
        p.layer(sofa * 0.84, p.alpha(seat), 0.85),
        p.layer(sofa * 0.93, p.alpha(arms), 0.85),
        lamp(p, p.aspect * 0.5 + 0 * sofa_x, base),
    ]


def lamp(p: Painter, cx: Tensor, base: Tensor) -> Layer:
    """A standing lamp with its light."""
    dx, dy = p.across(cx), p.y - base + 0.34
    shade = (0.035 + 0.35 * (dy + 0.05) - dx.abs()).minimum(dy + 0.05).minimum(0.05 - dy)
    pole = p.box(dx, p.y - base + 0.13, 0.007, 0.17)
    glow = torch.exp(-((dx / 0.2) ** 2 + (dy / 0.2) ** 2)) * (0.15 + 0.3 * p.is_night)
    solid = p.alpha(shade.maximum(pole))
    return p.layer(p.colour((255, 228, 160), lit=False), solid.maximum(glow), 0.85)


def stage(p: Painter) -> list[Layer]:
    """Red curtain in broad folds, wooden floor, two spotlights."""
    folds = 0.5 + 0.5 * torch.sin(p.x * (2 * torch.pi * round(p.period * 4) / p.period))
    curtain = p.one_of([(176, 34, 52), (150, 30, 96), (36, 70, 150)])
    base = p.horizon + 0.13
    hem = p.horizon + 0.1 + 0.008 * folds
    cloth = p.blend(curtain * 0.6, curtain * 1.12, (folds + 0 * p.y))
    fringe = p.alpha(0.1 + 0.03 * (torch.sin(p.x * (2 * torch.pi * round(p.period * 3) / p.period))).abs() - p.y)
    floor = p.blend(p.colour((150, 100, 66)) * 0.8, p.colour((200, 144, 96)), (p.y - base) / 0.3)
    layers = [
        p.layer(p.colour((40, 14, 30)), p.everywhere(), 0.8),
        p.layer(cloth, p.alpha(hem - p.y), 0.8),
        p.layer(p.colour((232, 184, 84)), fringe, 0.8),
        p.layer(floor, p.alpha(p.y - base), 1.0),
    ]
    for side in (-1, 1):
        middle = p.aspect / 2 + side * 0.3 * (1 - p.y / 0.86)
        beam = (1 - (p.across(p.aspect / 2) - (middle - p.aspect / 2)).abs() / (0.05 + 0.24 * p.y.clamp(min=0))).clamp(
            0, 1
        )
        layers.append(p.layer(p.colour((255, 246, 200)), beam.sqrt() * 0.24, 0.9))
    pool = p.disc(p.across(p.aspect / 2), p.y - 0.87, 0.42, 0.09)
    layers.append(p.layer(p.colour((255, 246, 206)), p.alpha(pool, 0.06) * 0.4, 1.0))
    return layers


def kitchen(p: Painter) -> list[Layer]:
    """Cupboards, a window over the worktop, an oven and a tiled-free floor in two tones."""
    layers = room(p, [(214, 236, 226), (252, 232, 196), (214, 228, 244)], (214, 190, 166))
    base, top = p.horizon + 0.13, p.horizon - 0.03
    front = p.one_of([(110, 170, 190), (232, 140, 110), (130, 176, 130), (240, 236, 228)])
    width = p.period / max(round(p.period / 0.36), 3)
    local = (p.x % width) - width / 2
    doors = p.box(local, p.y - (top + base) / 2 - 0.01, width / 2 - 0.012, 0.066, 0.01)
    knobs = p.disc(local - width * 0.32, p.y - top - 0.05, 0.011)
    oven = p.across(p.aspect * p.draw(0.6, 0.82))
    glass = p.box(oven, p.y - top - 0.095, 0.1, 0.042, 0.012)
    shelf = p.box(oven, p.y - 0.3, 0.2, 0.012)
    jars = p.box(oven.abs() - 0.1, p.y - 0.245, 0.045, 0.045, 0.015).maximum(
        p.box(oven, p.y - 0.255, 0.03, 0.035, 0.012)
    )
    return [
        *layers[:2],
        *window(p, p.aspect * p.draw(0.22, 0.36), 0.27, 0.18, 0.15),
        p.layer(p.colour((190, 140, 96)), p.alpha(shelf), 0.8),
        p.layer(p.one_of([(240, 150, 90), (226, 96, 96), (110, 160, 210)]), p.alpha(jars), 0.8),
        p.layer(front * 0.72, p.alpha(p.y - top), 0.85),
        p.layer(front, p.alpha(doors), 0.85),
        p.layer(p.colour((250, 244, 230)), p.alpha(knobs), 0.85),
        p.layer(p.colour((236, 238, 242)), p.alpha(p.box(oven, p.y - (top + base) / 2, 0.15, 0.082)), 0.85),
        p.layer(p.colour((70, 72, 90)), p.alpha(glass), 0.85),
        p.layer(p.colour((255, 190, 100), lit=False), p.alpha(glass - 0.012) * 0.75, 0.85, pulse=0.3),
        p.layer(p.colour((244, 226, 200)), p.alpha(0.02 - (p.y - top).abs()), 0.86),
        layers[2],
    ]


def library(p: Painter) -> list[Layer]:
    """Shelves of broad, coloured books, a reading lamp's warm light, a carpet."""
    base = p.horizon + 0.13
    books: list[Colour] = [
        (196, 76, 70),
        (70, 110, 160),
        (226, 170, 84),
        (84, 140, 110),
        (150, 90, 140),
        (222, 204, 170),
    ]
    layers = [p.layer(p.colour((120, 78, 54)), p.everywhere(), 0.8)]
    for number, shelf in enumerate((0.02, 0.24, 0.46)):
        count = max(round((11 + number) * p.period / 1.8), 3)
        table = torch.tensor(books, device=p.x.device) / 255
        chosen = table[(p.many(count) * len(books)).long().clamp(max=len(books) - 1)] * p.tint[:, None, :, 0, 0]
        height = 0.1 + 0.06 * p.many(count)
        cell = (p.x[0, 0] / p.period * count).long().clamp(max=count - 1)
        local = (p.x[0, 0] / p.period * count) % 1 - 0.5
        tall = height[:, cell][:, None]
        foot = base - 0.47 + shelf
        book = p.box(
            local[None, None] * p.period / count, p.y - foot + tall / 2, p.period / count * 0.45, tall / 2, 0.01
        )
        colour = chosen[:, cell].permute(0, 2, 1)[:, :, None]
        layers.append(p.layer(p.colour((84, 52, 40)), p.alpha(p.box(p.x * 0, p.y - foot + 0.09, 9.0, 0.095)), 0.8))
        layers.append(p.layer(colour.clamp(0, 1), p.alpha(book), 0.8))
    floor = p.blend(p.colour((150, 70, 70)) * 0.85, p.colour((190, 96, 88)), (p.y - base) / 0.3)
    glow = torch.exp(-((p.across(p.aspect * p.draw(0.3, 0.7)) / 0.45) ** 2 + ((p.y - 0.4) / 0.4) ** 2)) * 0.22
    return [
        *layers,
        p.layer(p.colour((104, 66, 48)), p.alpha(0.035 - (p.y - base + 0.02).abs()), 0.8),
        p.layer(floor, p.alpha(p.y - base), 1.0),
        p.layer(p.colour((226, 190, 130)), p.alpha(0.008 - (p.y - base - 0.06).abs()), 1.0),
        p.layer(p.colour((255, 214, 140), lit=False), glow, 0.8),
    ]
