"""Streets and built places."""

import torch
from torch import Tensor

from .painter import Colour, Layer, Painter

HOUSES: list[Colour] = [
    (238, 150, 128),
    (246, 200, 130),
    (150, 196, 214),
    (178, 170, 216),
    (236, 176, 186),
    (160, 206, 172),
]
DUSKY: list[Colour] = [(86, 72, 132), (64, 84, 140), (104, 66, 120), (58, 66, 116)]
NEON: list[Colour] = [(255, 70, 170), (70, 225, 255), (255, 205, 70), (160, 100, 255), (90, 255, 170)]


def cell_colours(p: Painter, count: int, colours: list[Colour], haze: float, lit: bool = True) -> Tensor:
    """A colour of the list for each of `count` equal cells over the period, [B, 3, 1, W]."""
    table = torch.tensor(colours, device=p.x.device) / 255
    chosen = table[(p.many(count) * len(colours)).long().clamp(max=len(colours) - 1)]  # [B, count, 3]
    cell = (p.x[0, 0] / p.period * count).long().clamp(max=count - 1)
    value = chosen[:, cell].permute(0, 2, 1)[:, :, None]
    if lit:
        value = value * p.tint
    if haze:
        from .palette import HAZE

        value = torch.lerp(value, p.of_time(HAZE), haze)
    return value


def towers(
    p: Painter,
    count: int,
    base: Tensor,
    low: float,
    high: float,
    colours: list[Colour],
    haze: float,
    parallax: float,
    panes: Colour | None = None,
) -> list[Layer]:
    """A row of flat houses without gaps, each of one colour; `panes`: one broad lit window a house."""
    count = max(round(count * p.period / 1.8), 2)
    heights, cell = p.many(count), (p.x[0, 0] / p.period * count).long().clamp(max=count - 1)
    rise = heights[:, cell][:, None]  # [B, 1, W]
    top = base - low - (high - low) * rise
    colour = cell_colours(p, count, colours, haze)
    shade = ((p.y - top) / 0.5).clamp(0, 1)
    layers = [p.layer(colour * (1.06 - 0.26 * shade)[:, None], p.alpha(p.y - top), parallax)]
    if panes is not None:
        width = p.period / count
        local = (p.x[0, 0] % width - width / 2)[None, None]
        window = p.box(local, p.y - top - 0.075, width * 0.27, 0.032, 0.01)
        window = window.maximum(p.box(local, p.y - top - 0.18, width * 0.27, 0.032, 0.01))
        lamp = p.colour((255, 226, 140), lit=False)
        pane = torch.lerp(p.colour(panes, haze), lamp, p.is_night[:, None])
        layers.append(p.layer(pane, p.alpha(window) * 0.9, parallax))
    return layers


def city(p: Painter) -> list[Layer]:
    """Pale far towers, a row of coloured houses, pavement and street."""
    base = p.horizon + 0.1
    return [
        *p.sky(0.5),
        *towers(p, 9, base, 0.2, 0.46, [(150, 170, 205), (166, 182, 214)], 0.5, 0.2),
        *towers(p, 6, base, 0.16, 0.34, HOUSES, 0.1, 0.5, (206, 234, 250)),
        p.layer(p.colour((206, 202, 206)), p.alpha(p.y - base), 0.95),
        p.layer(p.colour((112, 116, 130)), p.alpha(p.y - base - 0.06), 1.0),
        dashes(p, 0.93),
    ]


def dashes(p: Painter, row: Tensor | float) -> Layer:
    """The broken white line along a street."""
    count = max(round(p.period / 0.36), 2)
    local = (p.x[0, 0] % (p.period / count) - p.period / count / 2)[None, None]
    return p.layer(p.colour((246, 244, 228)), p.alpha(p.box(local, p.y - row, 0.09, 0.011)))


def night_city(p: Painter) -> list[Layer]:
    """Dark towers with glowing signs; the wet street carries their light in soft stripes."""
    base = p.horizon + 0.1
    signs = neon_signs(p, base)
    stripes = cell_colours(p, max(round(6 * p.period / 1.8), 2), NEON, 0.0, lit=False)
    near = torch.exp(-(((p.y - base - 0.1) / 0.16) ** 2))
    wave = (0.5 + p.ridge(1.6)).clamp(0, 1)
    street = p.colour((46, 40, 74), lit=False) * (1.15 - 0.3 * p.y)
    return [
        p.backdrop(p.colour((16, 12, 50), lit=False), p.colour((112, 48, 122), lit=False), 0.65),
        *towers(p, 8, base, 0.22, 0.46, [(150, 120, 230), (120, 110, 220)], 0.35, 0.2),
        *towers(p, 6, base, 0.2, 0.4, [(110, 96, 190), (84, 104, 190), (130, 84, 170)], 0.0, 0.5),
        *signs,
        p.layer(street, p.alpha(p.y - base), 1.0),
        p.layer(stripes, p.alpha(p.y - base) * near * wave * 0.5, 0.9),
    ]


def neon_signs(p: Painter, base: Tensor) -> list[Layer]:
    """Glowing bars and rings, some of which pulse."""
    layers = []
    for number, pulse in enumerate((0.0, 0.8)):

        def sign(dx: Tensor, n: list[Tensor]) -> Tensor:
            dy = p.y - base + 0.13 + 0.14 * n[0]
            bar = p.box(dx, dy, 0.028, 0.08, 0.02)
            ring = 0.018 - ((dx**2 + dy**2).sqrt() - 0.05).abs()
            wide = p.box(dx, dy, 0.085, 0.026, 0.02)
            return torch.where(n[1] < 0.4, bar, torch.where(n[1] < 0.65, ring, wide))

        inside = p.row(max(round((4 - number) * p.period / 1.8), 2), sign, 2, 0.6)
        colour = p.one_of(NEON[number::2], lit=False)
        glow = torch.exp(inside.clamp(max=0) / 0.035) * 0.4
        core = torch.lerp(colour, torch.ones_like(colour), 0.35)
        tone = p.blend(colour, core, p.alpha(inside))
        layers.append(p.layer(tone, p.alpha(inside).maximum(glow), 0.5, pulse=pulse))
    return layers


def road(p: Painter) -> list[Layer]:
    """A country road before fields and rounded hills."""
    from .places_outside import trees

    top = p.horizon + 0.17
    return [
        *p.sky(),
        p.hills(p.horizon + 0.01, 0.14, 0.55, (110, 170, 140), 0.5, 0.15),
        p.hills(p.horizon + 0.06, 0.09, 0.6, (222, 206, 120), 0.2, 0.35),
        trees(p, p.horizon + 0.1, 4, 0.06, (80, 150, 84), 0.15, 0.55),
        p.ground(p.horizon + 0.1, (136, 194, 92), 0.5, 0.02),
        p.layer(p.colour((104, 108, 122)), p.alpha(p.y - top).minimum(p.alpha(0.975 - p.y))),
        p.layer(p.colour((246, 246, 236)), p.alpha(0.007 - (p.y - top - 0.014).abs())),
        dashes(p, p.horizon + 0.29),
    ]
