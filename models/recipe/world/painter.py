"""Brushes for places: a layer is painted once on a canvas wider than the screen; camera and wind only shift it."""

import random
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

MARGIN = 0.3  # canvas beyond each side of the screen, in screen widths
BLEED = 0.05  # canvas above and below, in screen heights

SKIES = {
    "day": ((90, 160, 240), (205, 230, 255)),
    "sunset": ((95, 60, 135), (255, 150, 80)),
    "night": ((8, 10, 42), (32, 38, 90)),
}
LIGHT = {"day": 1.0, "sunset": 0.78, "night": 0.42}


@dataclass(frozen=True)
class Layer:
    """A painted canvas and how it moves.

    picture: [4, H, W] colour 0..1 and alpha. parallax: share of the camera's pan it follows.
    drift: screen widths a second. sway: height of a slow up and down, in screen heights.
    """

    picture: Tensor
    parallax: float = 1.0
    drift: float = 0.0
    sway: float = 0.0


class Painter:
    """Brushes over one canvas; all coordinates in screens, (0, 0) top left of the screen."""

    def __init__(self, size: int, noise: Tensor, rng: random.Random, time: str) -> None:
        width, height = round(size * (1 + 2 * MARGIN)), round(size * (1 + 2 * BLEED))
        self.size, self.noise, self.rng, self.time = size, noise, rng, time
        self.light = LIGHT[time]
        rows = (torch.arange(height) + 0.5) / size - BLEED
        columns = (torch.arange(width) + 0.5) / size - MARGIN
        self.y, self.x = torch.meshgrid(rows, columns, indexing="ij")  # [H, W]
        self.horizon = 0.55 + 0.06 * (rng.random() - 0.5)

    def colour(self, red: float, green: float, blue: float, lit: bool = True) -> Tensor:
        """[3, 1, 1] from 0..255, slightly varied from clip to clip and dimmed by the time of day."""
        vary = 1 + 0.08 * (self.rng.random() - 0.5)
        value = torch.tensor([red, green, blue]) / 255 * vary * (self.light if lit else 1.0)
        return value.clamp(0, 1)[:, None, None]

    def cloudiness(self, scale_x: float, scale_y: float) -> Tensor:
        """Smooth noise 0..1 over the canvas, [H, W]; scales say how many noise tiles one screen spans."""
        u = self.x * scale_x + self.rng.random() * 7
        v = self.y * scale_y + self.rng.random() * 7
        grid = torch.stack([u % 1, v % 1], -1)[None] * 2 - 1
        return F.grid_sample(self.noise[None, None], grid, align_corners=True, padding_mode="reflection")[0, 0]

    def ridge(self, roughness: float) -> Tensor:
        """A smooth line over x, [1, W] around 0 within about +-0.5."""
        u = (self.x[:1] * 0.15 * roughness + self.rng.random() * 7) % 1
        v = torch.full_like(u, self.rng.random())
        grid = torch.stack([u, v], -1)[None] * 2 - 1
        return F.grid_sample(self.noise[None, None], grid, align_corners=True)[0, 0] - 0.5

    def edge(self, inside: Tensor) -> Tensor:
        """Signed distance in screens -> antialiased alpha."""
        return (inside * self.size + 0.5).clamp(0, 1)

    def layer(
        self, colour: Tensor, alpha: Tensor, parallax: float = 1.0, drift: float = 0.0, sway: float = 0.0
    ) -> Layer:
        """colour [3, H|1, W|1], alpha [H, W] -> a layer."""
        picture = torch.cat([colour.clamp(0, 1).expand(3, *self.x.shape), alpha[None].expand(1, *self.x.shape)])
        return Layer(picture, parallax, drift, sway)

    def everywhere(self) -> Tensor:
        return torch.ones_like(self.x)

    def gradient(self, top: tuple[int, int, int], bottom: tuple[int, int, int], end: float, lit: bool = False) -> Layer:
        """A fixed backdrop from `top` at y = 0 to `bottom` at y = `end`."""
        mix = (self.y / end).clamp(0, 1)
        first, last = self.colour(*top, lit=lit), self.colour(*bottom, lit=lit)
        return self.layer(first + (last - first) * mix, self.everywhere(), parallax=0.0)

    def sky(self) -> list[Layer]:
        """Gradient, sun or moon, a few stars at night, drifting clouds."""
        layers = [self.gradient(*SKIES[self.time], end=self.horizon), self.sun()]
        if self.time == "night":
            layers.append(self.stars(12))
        return layers + [self.clouds(0.75)]

    def sun(self) -> Layer:
        cx = 0.2 + 0.6 * self.rng.random()
        cy = 0.4 if self.time == "sunset" else 0.14 + 0.08 * self.rng.random()
        distance = ((self.x - cx) ** 2 + (self.y - cy) ** 2).sqrt()
        colour = (
            self.colour(240, 240, 255, lit=False) if self.time == "night" else self.colour(255, 238, 170, lit=False)
        )
        alpha = torch.maximum(0.35 * torch.exp(-distance * 8), self.edge(0.06 - distance))
        return self.layer(colour, alpha, parallax=0.0)

    def stars(self, count: int) -> Layer:
        """Few and large, so that they survive the autoencoder."""
        alpha = torch.zeros_like(self.x)
        for _ in range(count):
            cx, cy = -MARGIN + (1 + 2 * MARGIN) * self.rng.random(), self.rng.random() * 0.8
            radius = 0.006 + 0.008 * self.rng.random()
            distance = ((self.x - cx) ** 2 + (self.y - cy) ** 2).sqrt()
            alpha = torch.maximum(alpha, self.edge(radius - distance) * 0.9)
        return self.layer(self.colour(255, 250, 235, lit=False), alpha, parallax=0.05)

    def clouds(self, strength: float) -> Layer:
        cover = ((self.cloudiness(0.3, 0.6) - 0.5) * 4).clamp(0, 1) * strength
        white = self.colour(255, 255, 255, lit=False) * max(self.light, 0.4)
        return self.layer(white, cover * self.edge(self.horizon - self.y), parallax=0.1, drift=0.012)

    def hills(self, base: float, height: float, roughness: float, rgb: tuple[int, int, int], parallax: float) -> Layer:
        shade = 0.9 + 0.2 * self.cloudiness(0.5, 0.5)
        top = base - 2 * height * self.ridge(roughness)
        return self.layer(self.colour(*rgb) * shade, self.edge(self.y - top), parallax)

    def ground(self, at: float, rgb: tuple[int, int, int], texture: float = 0.15) -> Layer:
        """Floor from row `at` down, a little darker far away."""
        shade = 1 - texture / 2 + texture * self.cloudiness(0.7, 1.6)
        depth = 0.86 + 0.14 * ((self.y - at) / 0.35).clamp(0, 1)
        return self.layer(self.colour(*rgb) * shade * depth, self.edge(self.y - at))

    def box(
        self, x: float, y: float, half_x: float, half_y: float, rgb: tuple[int, int, int], lit: bool = True
    ) -> Layer:
        inside = torch.minimum(half_x - (self.x - x).abs(), half_y - (self.y - y).abs())
        return self.layer(self.colour(*rgb, lit=lit), self.edge(inside))


def over(top: Tensor, bottom: Tensor) -> Tensor:
    """Lays one [4, H, W] picture on another; alpha stays straight."""
    alpha = top[3:] + bottom[3:] * (1 - top[3:])
    colour = (top[:3] * top[3:] + bottom[:3] * bottom[3:] * (1 - top[3:])) / alpha.clamp(min=1e-4)
    return torch.cat([colour, alpha])
