"""Places in the open: each paints the layers of a batch of clips, far ones first."""

from math import cos, sin

from torch import Tensor

from .painter import Layer, Painter


def water(p: Painter, at: Tensor | float, far: tuple[int, int, int], near: tuple[int, int, int]) -> list[Layer]:
    """A calm surface from row `at` down and three slow, broad waves; mirrors a little of the sky's light."""
    share = ((p.y - at) / 0.4).clamp(0, 1)
    layers = [p.layer(p.blend(p.colour(far, 0.4), p.colour(near), share), p.alpha(p.y - at), 0.6)]
    for number, (depth, strength) in enumerate(((0.06, 0.3), (0.16, 0.4), (0.3, 0.5))):
        line = at + depth + (0.02 + 0.03 * depth) * 2 * p.ridge(1.6 - 0.3 * number)
        below = (p.y - line) / (0.05 + 0.1 * depth)
        crest = p.alpha(p.y - line) * (1 - below).clamp(0, 1) * strength
        drift = (p.draw(0.02, 0.05) * (1 + 2 * depth))[:, 0, 0] * (1 if number % 2 else -1)
        layers.append(p.layer(p.colour((205, 236, 250), 0.1), crest, 0.65 + 0.1 * number, drift=drift, sway=0.008))
    return layers


def beach(p: Painter) -> list[Layer]:
    shore = p.horizon + 0.17 - 0.03 * p.ridge(0.7)
    foam = p.layer(p.colour((252, 252, 248)), p.alpha(p.y - shore + 0.022), sway=0.009)
    wet = p.layer(p.colour((214, 184, 132)), p.alpha(p.y - shore - 0.006))
    sand = p.layer(
        p.blend(p.colour((232, 202, 146)), p.colour((248, 224, 172)), (p.y - shore) / 0.3), p.alpha(p.y - shore - 0.045)
    )
    return [*p.sky(), *water(p, p.horizon, (70, 170, 220), (40, 150, 205))[:3], foam, wet, sand, palm(p)]


def palm(p: Painter) -> Layer:
    """A palm at the edge of the screen: a bent trunk and five broad leaves."""
    at = p.aspect * 0.06 + p.draw(-0.06, 0.03)
    dx, top = p.across(at), p.horizon - 0.3
    bend = dx - 0.1 * (p.y - top - 0.5) ** 2 * 2
    trunk = p.alpha(0.014 + 0.02 * (p.y - top) - bend.abs()) * p.alpha(p.y - top) * p.alpha(p.horizon + 0.27 - p.y)
    cx, cy = dx - 0.05, p.y - top
    leaves = None
    for turn, long in ((-2.7, 0.2), (-2.0, 0.17), (-1.1, 0.17), (-0.4, 0.21), (0.5, 0.15), (2.6, 0.15)):
        leaf = frond(cx, cy, turn, long)
        leaves = leaf if leaves is None else leaves.maximum(leaf)
    assert leaves is not None
    green = p.alpha(leaves)
    colour = p.colour((150, 108, 66)) * (1 - green[:, None]) + p.colour((62, 160, 84)) * green[:, None]
    return p.layer(colour, trunk.maximum(green))


def frond(dx: Tensor, dy: Tensor, turn: float, long: float) -> Tensor:
    """A leaf that starts at the origin, bows down and ends in a tip."""
    along = dx * cos(turn) + dy * sin(turn)
    aside = -dx * sin(turn) + dy * cos(turn)
    bow = aside - (1 if cos(turn) > 0 else -1) * 1.6 * along**2
    share = along / long
    return (0.035 * (share * (1 - share) * 4).clamp(min=0) - bow.abs()).minimum(along).minimum(long - along)


def ocean(p: Painter) -> list[Layer]:
    p.horizon = p.horizon - 0.03
    front = p.layer(
        p.colour((36, 128, 196)),
        p.alpha(p.y - 0.83 - 0.035 * p.ridge(1.2)) * 0.75,
        1.1,
        sway=0.012,
        drift=p.draw(0.03, 0.07)[:, 0, 0],
        front=True,
    )
    return [*p.sky(), *water(p, p.horizon, (84, 176, 224), (28, 112, 186)), front]


def meadow(p: Painter) -> list[Layer]:
    return [
        *p.sky(),
        p.hills(p.horizon, 0.13, 0.6, (96, 168, 120), 0.5, 0.15),
        trees(p, p.horizon + 0.015, 5, 0.07, (70, 148, 84), 0.3, 0.35),
        p.hills(p.horizon + 0.08, 0.07, 0.8, (132, 200, 98), 0.15, 0.5),
        p.ground(p.horizon + 0.13, (120, 204, 88), 0.5, 0.03),
        flowers(p),
    ]


def trees(
    p: Painter, base: Tensor | float, count: int, size: float, rgb: tuple[int, int, int], haze: float, parallax: float
) -> Layer:
    """Round crowns on short trunks in a loose row."""

    def shape(dx: Tensor, n: list[Tensor]) -> Tensor:
        radius = size * (0.7 + 0.6 * n[0])
        crown = p.disc(dx, p.y - base + radius * 1.25, radius * (0.85 + 0.25 * n[1]), radius)
        return crown.maximum(p.box(dx, p.y - base + 0.3 * radius, radius * 0.12, radius * 0.6))

    inside = p.row(max(round(count * p.period / 1.8), 2), shape, 2, 0.9)
    share = ((p.y - base) / (2.2 * size) + 1).clamp(0, 1)
    return p.layer(p.blend(p.colour(rgb, haze) * 1.1, p.colour(rgb, haze) * 0.86, share), p.alpha(inside), parallax)


def flowers(p: Painter) -> Layer:
    """A few large blossoms at the lower edge, in front of the actors' feet."""
    dots = p.row(7, lambda dx, n: p.disc(dx, p.y - 0.93 - 0.07 * n[0], 0.018 + 0.012 * n[1]), 2, 0.9)
    return p.layer(p.one_of([(255, 236, 120), (255, 170, 190), (250, 250, 255)]), p.alpha(dots), 1.15)


def mountains(p: Painter) -> list[Layer]:
    base, crags = p.horizon + 0.06, p.ridge(4)

    def summit(dx: Tensor, n: list[Tensor]) -> Tensor:
        return p.peak(dx, p.y - base, 0.34 + 0.1 * n[0], 0.3 + 0.16 * n[1])

    def snowcap(dx: Tensor, n: list[Tensor]) -> Tensor:
        tall = 0.3 + 0.16 * n[1]
        return summit(dx, n).minimum(base - tall + 0.11 + 0.03 * crags - p.y)

    mark = p.used
    rock = p.row(4, summit, 2, 0.5)
    after, p.used = p.used, mark
    snow = p.row(4, snowcap, 2, 0.5)  # the same numbers: the same summits
    p.used = after
    share = p.alpha(snow)
    colour = p.blend(p.colour((122, 142, 178), 0.3), p.colour((246, 249, 255), 0.05), share)
    return [
        *p.sky(),
        p.hills(p.horizon - 0.06, 0.2, 0.8, (150, 170, 205), 0.55, 0.08),
        p.layer(colour, p.alpha(rock), 0.2),
        p.hills(p.horizon + 0.07, 0.09, 0.9, (86, 136, 110), 0.25, 0.4),
        firs(p, p.horizon + 0.1, 12, 0.1, (58, 120, 88), 0.12, 0.6),
        p.ground(p.horizon + 0.13, (118, 178, 96), 0.5, 0.03),
    ]


def firs(
    p: Painter, base: Tensor | float, count: int, tall: float, rgb: tuple[int, int, int], haze: float, parallax: float
) -> Layer:
    """A row of slim firs of three tiers, lighter at the top, down to the ground."""

    def fir(dx: Tensor, n: list[Tensor]) -> Tensor:
        high = tall * (0.75 + 0.5 * n[0])
        tiers = p.peak(dx, p.y - base, 0.36 * high, 0.62 * high)
        tiers = tiers.maximum(p.peak(dx, p.y - base + 0.3 * high, 0.29 * high, 0.5 * high))
        return tiers.maximum(p.peak(dx, p.y - base + 0.56 * high, 0.2 * high, 0.44 * high))

    inside = p.row(max(round(count * p.period / 1.8), 2), fir, 1, 0.8).maximum(p.y - base)
    share = ((p.y - base) / tall + 1).clamp(0, 1)
    return p.layer(p.blend(p.colour(rgb, haze) * 1.12, p.colour(rgb, haze) * 0.8, share), p.alpha(inside), parallax)


def desert(p: Painter) -> list[Layer]:
    return [
        *p.sky(0),
        p.hills(p.horizon + 0.0, 0.1, 0.5, (232, 176, 120), 0.45, 0.15),
        p.hills(p.horizon + 0.06, 0.12, 0.45, (236, 182, 106), 0.2, 0.4),
        cacti(p),
        p.ground(p.horizon + 0.12, (244, 204, 132), 0.4, 0.06, 0.15),
    ]


def cacti(p: Painter) -> Layer:
    base = p.horizon + 0.15

    def cactus(dx: Tensor, n: list[Tensor]) -> Tensor:
        tall = 0.13 + 0.09 * n[0]
        dy, side = p.y - base + tall / 2, (n[1] > 0.5).float() * 2 - 1
        stem = p.box(dx, dy, 0.02, tall / 2, 0.02)
        arm = p.box(dx - 0.045 * side, dy + 0.1 * tall, 0.013, 0.22 * tall, 0.013)
        return stem.maximum(arm).maximum(p.box(dx - 0.025 * side, dy - 0.22 * tall, 0.032, 0.012, 0.01))

    return p.layer(p.colour((84, 150, 92), 0.1), p.alpha(p.row(3, cactus, 2, 0.8)), 0.7)


def snow_field(p: Painter) -> list[Layer]:
    return [
        *p.sky(0.5),
        p.hills(p.horizon - 0.03, 0.17, 0.7, (176, 198, 230), 0.4, 0.12),
        firs(p, p.horizon + 0.06, 9, 0.13, (120, 160, 176), 0.3, 0.35),
        p.hills(p.horizon + 0.09, 0.08, 0.6, (226, 236, 250), 0.15, 0.6),
        p.ground(p.horizon + 0.14, (246, 250, 255), 0.5, 0.04, 0.2),
    ]


def forest(p: Painter) -> list[Layer]:
    return [
        *p.sky(0.5),
        firs(p, p.horizon + 0.02, 13, 0.3, (86, 146, 120), 0.5, 0.2),
        firs(p, p.horizon + 0.07, 10, 0.38, (56, 122, 88), 0.2, 0.4),
        firs(p, p.horizon + 0.11, 6, 0.46, (38, 98, 66), 0.05, 0.7),
        p.ground(p.horizon + 0.13, (104, 158, 78), 0.5, 0.02),
    ]
