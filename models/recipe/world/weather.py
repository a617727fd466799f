"""Rain, snow, fog and fireworks: layers behind and before the actors."""

import math

import torch
from torch import Tensor

from .layers import Screen
from .painter import Layer, Painter

SPARKS = 11  # of one burst
LIFE = 1.5  # seconds


def add_weather(screen: Screen, painters: dict[str, tuple[Tensor, Painter]], front: bool) -> None:
    """Lays each weather over the clips that have it. painters: weather -> rows of the batch and a painter of theirs."""
    for weather, (rows, painter) in painters.items():
        layers = before_actors(painter, weather) if front else behind_actors(painter, weather)
        burning = weather == "fireworks" and not front
        if layers or burning:
            part = screen.part(rows)
            for layer in layers:
                part.lay(layer)
            if burning:
                fireworks(part, painter.numbers)
            screen.frames()[rows] = part.frames()


def behind_actors(p: Painter, weather: str) -> list[Layer]:
    """What dims or veils the place."""
    if weather == "rain":
        grey = p.colour((112, 124, 146))
        return [p.layer(grey, p.everywhere() * (0.5 - 0.25 * p.y.clamp(0, 1)), 0.0)]
    if weather == "snow":
        return [p.layer(p.colour((206, 216, 232)), p.everywhere() * 0.25, 0.0), flakes(p, 12, 0.009, 0.6, 0.13)]
    if weather == "fog":
        bank = torch.exp(-(((p.y - p.horizon - 0.02) / 0.2) ** 2)) * 0.5 + 0.42
        return [p.layer(p.colour((222, 228, 236)), bank + 0 * p.x, 0.0), mist(p, p.horizon + 0.08, 0.75)]
    return []


def before_actors(p: Painter, weather: str) -> list[Layer]:
    """What falls or drifts in front."""
    if weather == "rain":
        return [streaks(p, 15, 0.9, 1.15), streaks(p, 9, 1.2, 1.5)]
    if weather == "snow":
        return [flakes(p, 17, 0.017, 1.1, 0.24)]
    return [mist(p, 0.86, 0.35)] if weather == "fog" else []


def streaks(p: Painter, count: int, parallax: float, speed: float) -> Layer:
    """Slanting drops, few and long."""
    tall = p.y[0, -1, 0] - p.y[0, 0, 0]

    def drop(dx: Tensor, n: list[Tensor]) -> Tensor:
        dy = p.y + 0.2 - tall * (0.08 + 0.84 * n[0])
        return p.box(dx + 0.16 * dy, dy, 0.0045, 0.05 + 0.03 * n[1], 0.004)

    shine = p.colour((214, 228, 246))
    alpha = p.alpha(p.row(max(round(count * p.period / 1.8), 3), drop, 2, 0.9)) * 0.6
    return p.layer(
        shine, alpha, parallax, drift=-0.16 * speed + 0 * p.draw()[:, 0, 0], fall=speed * p.draw(0.9, 1.1)[:, 0, 0]
    )


def flakes(p: Painter, count: int, radius: float, parallax: float, speed: float) -> Layer:
    tall = p.y[0, -1, 0] - p.y[0, 0, 0]
    inside = p.row(
        max(round(count * p.period / 1.8), 3),
        lambda dx, n: p.disc(dx, p.y + 0.2 - tall * (0.03 + 0.94 * n[0]), radius * (0.7 + 0.6 * n[1])),
        2,
        0.9,
    )
    white = torch.lerp(p.colour((250, 252, 255)), p.colour((250, 252, 255), lit=False), 0.5)
    return p.layer(
        white,
        p.alpha(inside, 0.006) * 0.95,
        parallax,
        drift=p.draw(-0.06, 0.06)[:, 0, 0],
        fall=speed * p.draw(0.85, 1.15)[:, 0, 0],
    )


def mist(p: Painter, row: Tensor | float, strength: float) -> Layer:
    """A long soft bank."""
    edge = (p.y - row - 0.1 * p.ridge(0.6)) / 0.13
    return p.layer(p.colour((232, 236, 242)), torch.exp(-(edge**2)) * strength, 0.7, drift=p.draw(0.02, 0.06)[:, 0, 0])


def fireworks(screen: Screen, numbers: Tensor) -> None:
    """Bursts in the sky that open, sink and fade. numbers: [B, n] uniform; the last dozen of each are used."""
    image = screen.frames()
    palette = (
        torch.tensor(
            [(255, 110, 120), (255, 215, 100), (110, 220, 255), (190, 140, 255), (140, 255, 160)], device=image.device
        )
        / 255
    )
    high = max(int(0.62 * screen.height), 1)
    for burst in range(3):
        n = numbers[:, -4 * burst - 4 :][:, :4]
        period = 1.9 + 0.8 * n[:, :1]
        age = ((screen.time + period * (burst / 3 + 0.4 * n[:, 1:2])) % period) / LIFE  # [B, T], over 1: dark
        number = torch.floor((screen.time + period * (burst / 3 + 0.4 * n[:, 1:2])) / period)
        spread = (n[:, 2:3] * 7.13 + number * 0.37) % 1
        cx = screen.aspect * (0.14 + 0.72 * spread)
        cy = 0.12 + 0.2 * ((n[:, 3:4] * 5.1 + number * 0.61) % 1)
        radius = 0.26 * (1 - torch.exp(-3.2 * age))
        dx = (screen.x - cx[..., None])[:, :, None]  # [B, T, 1, W]
        dy = (screen.y[:high] - (cy + 0.07 * age**2)[..., None])[..., None]
        distance, angle = (
            (dx**2 + dy**2).sqrt(),
            torch.atan2(dy.expand(-1, -1, -1, screen.width), dx.expand(-1, -1, high, -1)),
        )
        step = 2 * math.pi / SPARKS
        fold = ((angle + 0.3 * burst) % step) - step / 2
        aside, along = distance * torch.sin(fold), distance * torch.cos(fold) - radius[..., None, None]
        bright = (1 - age).clamp(0, 1)[..., None, None]
        spark = torch.exp(-((aside / 0.014) ** 2) - (along / 0.022) ** 2)
        trail = torch.exp(-((aside / 0.009) ** 2)) * torch.exp(-((along / 0.09) ** 2)) * (along < 0) * 0.5
        glow = 0.25 * torch.exp(-((distance / 0.2) ** 2))
        light = ((spark + trail + glow) * bright)[:, :, None]
        colour = palette[((n[:, 2] * 5 + burst).long() % 5)][:, None, :, None, None]
        image[:, :, :, :high] += light * colour
    image.clamp_(max=1)
