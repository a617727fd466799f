"""Sixteen places, each a stack of painted layers that slide at their own speed (2.5-D).

Noise-like texture (dense stars, brick windows, fine stripes) is avoided: it would eat the autoencoder's rate.
"""

import torch

from .painter import MARGIN, Layer, Painter, over


def beach(p: Painter) -> list[Layer]:
    return [
        *p.sky(),
        *sea(p),
        p.layer(p.colour(250, 250, 245), p.edge(p.y - p.horizon - 0.155 - 0.03 * p.ridge(4)), sway=0.012),
        p.ground(p.horizon + 0.19, (242, 216, 160), 0.1),
    ]


def sea(p: Painter) -> list[Layer]:
    """Water from the horizon down and two bands of slow bright waves."""
    water = p.layer(
        p.colour(30, 120, 195) * (0.85 + 0.3 * p.cloudiness(0.6, 2.5)), p.edge(p.y - p.horizon), drift=0.015
    )
    layers = [water]
    for depth in (0.1, 0.24):
        line = p.horizon + depth + 0.05 * p.ridge(5)
        crest = p.edge(p.y - line) * (1 - (p.y - line) / 0.09).clamp(0, 1) * 0.4
        layers.append(p.layer(p.colour(190, 225, 245), crest, drift=0.1 * depth, sway=0.012))
    return layers


def ocean(p: Painter) -> list[Layer]:
    return [*p.sky(), *sea(p)]


def coral_reef(p: Painter) -> list[Layer]:
    """Blue water with light rays; corals as rounded pink and orange ridges at the bottom."""
    rays = torch.sin(p.x * 9 + p.y * 3 + 4 * p.rng.random()).clamp(0, 1) ** 3 * 0.3 * (1 - p.y).clamp(0, 1)
    layers = [p.gradient((40, 170, 215), (8, 60, 120), 1.0), p.layer(p.colour(190, 240, 255), rays, 0.2, drift=0.02)]
    for row, rgb in enumerate(((225, 90, 150), (250, 140, 90), (200, 90, 190))):
        layers.append(p.hills(0.82 + 0.055 * row, 0.13, 4 + 2 * row, rgb, 0.5 + 0.25 * row))
    return layers


def meadow(p: Painter) -> list[Layer]:
    return [
        *p.sky(),
        p.hills(p.horizon, 0.06, 1.6, (80, 160, 75), 0.5),
        p.ground(p.horizon + 0.06, (115, 200, 85), 0.2),
    ]


def mountains(p: Painter) -> list[Layer]:
    return [
        *p.sky(),
        p.hills(p.horizon - 0.1, 0.24, 2.4, (165, 180, 205), 0.25),
        p.hills(p.horizon + 0.02, 0.13, 3, (95, 115, 140), 0.5),
        p.ground(p.horizon + 0.12, (95, 150, 85)),
    ]


def desert(p: Painter) -> list[Layer]:
    return [
        *p.sky(),
        p.hills(p.horizon, 0.11, 1.3, (222, 172, 100), 0.5),
        p.ground(p.horizon + 0.07, (238, 198, 128), 0.12),
    ]


def snow_field(p: Painter) -> list[Layer]:
    return [
        *p.sky(),
        p.hills(p.horizon - 0.04, 0.12, 2, (190, 205, 225), 0.4),
        p.ground(p.horizon + 0.04, (242, 247, 255), 0.06),
    ]


def forest(p: Painter) -> list[Layer]:
    """Three rows of rounded firs, darker far away."""
    layers = p.sky()
    for row in range(3):
        trees = ((p.x * (3.5 + row) + p.rng.random()) % 1 - 0.5).abs() * 2  # 0 at a tip, 1 between trees
        top = p.horizon - 0.2 + 0.09 * row - 0.16 * (1 - trees)
        layers.append(p.layer(p.colour(25 + 22 * row, 85 + 24 * row, 50 + 8 * row), p.edge(p.y - top), 0.4 + 0.2 * row))
    return [*layers, p.ground(p.horizon + 0.13, (75, 135, 62), 0.2)]


def houses(p: Painter, neon: bool) -> list[Layer]:
    """Two rows of towers with a few large windows each; neon towers carry one glowing sign."""
    layers = []
    for row in range(2):
        x = -MARGIN - 0.1 * p.rng.random()
        while x < 1 + MARGIN:
            half = 0.09 + 0.05 * p.rng.random()
            top = p.horizon - 0.12 - (0.38 - 0.16 * row) * p.rng.random()
            tone = 105 + 40 * p.rng.random() - 25 * row
            layers.append(
                p.box(
                    x + half, (top + 0.75) / 2, half, (0.75 - top) / 2, (round(tone), round(tone + 5), round(tone + 25))
                )
            )
            if row or neon:
                lit = (255, 225, 140) if p.time != "day" else (175, 212, 240)
                sign = p.rng.choice([(255, 60, 160), (60, 220, 255), (255, 200, 60), (150, 90, 255)])
                layers.append(p.box(x + half, top + 0.1, half * 0.55, 0.045, sign if neon else lit, lit=not neon))
            x += 2 * half + 0.02
    merged = layers[0].picture
    for other in layers[1:]:
        merged = over(other.picture, merged)
    return [Layer(merged, 0.7)]


def lane(p: Painter) -> Layer:
    """The broken white line along a street."""
    dash = p.edge(0.012 - (p.y - p.horizon - 0.24).abs()) * p.edge(0.075 - ((p.x % 0.3) - 0.15).abs())
    return p.layer(p.colour(240, 240, 220), dash)


def city_street(p: Painter) -> list[Layer]:
    return [*p.sky(), *houses(p, neon=False), p.ground(p.horizon + 0.06, (105, 105, 115), 0.08), lane(p)]


def night_city(p: Painter) -> list[Layer]:
    """Dark street whose wet ground carries soft pink, blue and yellow light."""
    glow = torch.stack([0.5 + 0.5 * torch.sin(p.x * 8 + 2.1 * channel + 9 * p.rng.random()) for channel in range(3)])
    street = p.layer(p.colour(60, 50, 80, lit=False) + glow * 0.22, p.edge(p.y - p.horizon - 0.06))
    return [p.gradient((10, 8, 32), (70, 34, 92), 0.6), *houses(p, neon=True), street]


def road(p: Painter) -> list[Layer]:
    asphalt = p.layer(p.colour(92, 92, 102), p.edge(0.16 - (p.y - p.horizon - 0.24).abs()))
    return [
        *p.sky(),
        p.hills(p.horizon, 0.06, 1.6, (90, 150, 90), 0.5),
        p.ground(p.horizon + 0.05, (125, 180, 85)),
        asphalt,
        lane(p),
    ]


def space(p: Painter) -> list[Layer]:
    nebula = p.cloudiness(0.4, 0.4) ** 2 * 0.9
    tint = p.rng.choice([(95, 40, 140), (40, 60, 150), (130, 40, 100)])
    return [p.gradient((5, 5, 20), (8, 6, 28), 1.0), p.layer(p.colour(*tint), nebula, 0.05), p.stars(26)]


def moon(p: Painter) -> list[Layer]:
    """Black sky, grey ground with a few flat craters."""
    layers = [
        p.gradient((4, 4, 14), (10, 10, 26), 1.0),
        p.stars(16),
        p.hills(p.horizon + 0.02, 0.06, 2, (130, 130, 138), 0.5),
        p.ground(p.horizon + 0.06, (186, 186, 192), 0.15),
    ]
    crater = torch.zeros_like(p.x)
    for _ in range(6):
        cx, cy = -MARGIN + (1 + 2 * MARGIN) * p.rng.random(), p.horizon + 0.12 + 0.3 * p.rng.random()
        radius = 0.05 + 0.06 * p.rng.random()
        crater = torch.maximum(crater, p.edge(radius - ((p.x - cx) ** 2 + ((p.y - cy) * 3) ** 2).sqrt()))
    return [*layers, p.layer(p.colour(140, 140, 148), crater * 0.8)]


def sky(p: Painter) -> list[Layer]:
    p.horizon = 1.3
    return [*p.sky(), p.clouds(0.9)]


def living_room(p: Painter) -> list[Layer]:
    """Coloured wall, window, sofa, wooden floor."""
    wall = p.rng.choice([(235, 205, 170), (190, 215, 225), (215, 225, 190), (230, 195, 200)])
    sofa = p.rng.choice([(180, 80, 80), (80, 120, 160), (110, 140, 90)])
    x = 0.2 + 0.1 * p.rng.random()
    return [
        p.gradient(wall, wall, 1.0),
        p.box(x, 0.26, 0.15, 0.15, (250, 250, 250)),
        p.box(x, 0.26, 0.125, 0.125, (150, 205, 250)),
        p.ground(p.horizon + 0.12, (175, 125, 85), 0.12),
        p.box(0.72, p.horizon + 0.06, 0.26, 0.09, sofa),
        p.box(0.72, p.horizon + 0.14, 0.29, 0.05, tuple(round(c * 0.85) for c in sofa)),
    ]


def stage(p: Painter) -> list[Layer]:
    """Red curtain in broad folds, wooden floor, two spotlights."""
    folds = 0.75 + 0.25 * torch.sin(p.x * 22)
    layers = [
        p.layer(p.colour(150, 25, 40) * folds, p.everywhere(), 0.8),
        p.ground(p.horizon + 0.12, (140, 95, 60), 0.1),
    ]
    for side in (-0.2, 0.2):
        beam = 1 - (p.x - 0.5 - side * (1 - p.y)).abs() / (0.06 + 0.22 * p.y.clamp(min=0))
        layers.append(p.layer(p.colour(255, 245, 190), beam.clamp(0, 1) * 0.4, 0.8))
    return layers


PAINT = {
    "beach": beach,
    "ocean": ocean,
    "coral reef": coral_reef,
    "meadow": meadow,
    "mountains": mountains,
    "desert": desert,
    "snow": snow_field,
    "city": city_street,
    "night city": night_city,
    "space": space,
    "sky": sky,
    "forest": forest,
    "road": road,
    "living room": living_room,
    "stage": stage,
    "moon": moon,
}
