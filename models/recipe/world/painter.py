"""Brushes for places, over a batch of clips at once.

A layer is painted once, on a canvas that repeats in x: it is one period wide, and every brush is periodic in it, so
a camera may slide over it for ever. What differs from clip to clip comes from `Painter.draw`, tensors [B, 1, 1] of
numbers drawn on the CPU; the steps of painting are the same for all clips of a batch. Coordinates are in screen
heights: x from 0 (left edge of the screen) to `aspect`, on to `period`; y from 0 (top) to 1.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from .palette import HAZE, LIGHT, SKY_LOW, SKY_TOP, SUN, SUN_ROW, TIME_ROW

BLEED = 0.2  # canvas above and below the screen, in screen heights
Colour = tuple[float, float, float]  # 0..255


@dataclass(frozen=True)
class Layer:
    """A painted canvas and how it moves.

    picture: [B, 4, H, W], premultiplied colour and how much of what lies behind shines through (1 - alpha).
    parallax: 0 for what is infinitely far, 1 for the plane of the actors, more for what is nearer.
    drift, fall: [B] screen heights a second to the right and down. sway: half a slow up and down, in screen heights.
    pulse: the alpha goes up and down this often a second (0: never). front: painted over the actors.
    """

    picture: Tensor
    parallax: float = 1.0
    drift: Tensor | None = None
    fall: Tensor | None = None
    sway: float = 0.0
    pulse: float = 0.0
    front: bool = False

    @property
    def rests(self) -> bool:
        """Whether only the camera moves it."""
        return self.drift is None and self.fall is None and self.sway == 0 and self.pulse == 0


class Painter:
    """Brushes over one canvas for B clips. numbers: [B, n] uniform 0..1; times: [B] rows of TIME_ROW."""

    def __init__(self, height: int, aspect: float, numbers: Tensor, times: Tensor, indoors: bool = False) -> None:
        self.height, self.aspect, self.times = height, aspect, times
        self.numbers, self.used = numbers, 0
        self.columns = max(round(1.8 * aspect * height), height)
        self.period = self.columns / height
        top = round(BLEED * height)
        rows = torch.arange(height + 2 * top, device=numbers.device)
        self.y = ((rows + 0.5 - top) / height)[None, :, None]  # [1, H, 1]
        self.x = ((torch.arange(self.columns, device=numbers.device) + 0.5) / height)[None, None, :]  # [1, 1, W]
        self.horizon = 0.55 + self.draw(-0.02, 0.03)
        self.tint = self.of_time(LIGHT)  # [B, 3, 1, 1]
        if indoors:  # lamps are on
            self.tint = torch.lerp(torch.ones_like(self.tint), self.tint, 0.5)
        self.is_night = (times == TIME_ROW["night"]).float()[:, None, None]

    # numbers

    def draw(self, low: float = 0.0, high: float = 1.0) -> Tensor:
        """The next number of each clip, [B, 1, 1]."""
        self.used += 1
        return (low + (high - low) * self.numbers[:, self.used - 1])[:, None, None]

    def many(self, count: int) -> Tensor:
        """The next `count` numbers of each clip, [B, count]."""
        self.used += count
        return self.numbers[:, self.used - count : self.used]

    def of_time(self, table: Sequence[Colour] | Sequence[float]) -> Tensor:
        """The row of a palette table for each clip's time: [B, 3, 1, 1], or [B, 1, 1] for plain numbers."""
        rows = torch.tensor(table, dtype=torch.float32, device=self.times.device)[self.times]
        return rows[:, :, None, None] if rows.dim() == 2 else rows[:, None, None]

    # colours

    def colour(self, rgb: Colour, haze: float = 0.0, lit: bool = True) -> Tensor:
        """[B, 3, 1, 1] from 0..255: a little different in each clip, in the light of its time, paled by distance."""
        vary = 1 + 0.04 * (2 * self.many(1) - 1) + 0.015 * (2 * self.many(3) - 1)
        value = torch.tensor(rgb, device=vary.device) / 255 * vary
        value = value[:, :, None, None] * (self.tint if lit else 1.0)
        return (torch.lerp(value, self.of_time(HAZE), haze) if haze else value).clamp(0, 1)

    def one_of(self, choices: Sequence[Colour], haze: float = 0.0, lit: bool = True) -> Tensor:
        """One of several colours for each clip, [B, 3, 1, 1]."""
        row = (self.draw() * len(choices)).long().clamp(max=len(choices) - 1)[:, 0, 0]
        value = torch.tensor(choices, device=row.device)[row][:, :, None, None] / 255 * (self.tint if lit else 1.0)
        return (torch.lerp(value, self.of_time(HAZE), haze) if haze else value).clamp(0, 1)

    def blend(self, first: Tensor, last: Tensor, share: Tensor) -> Tensor:
        """Colours [B, 3, 1, 1] mixed by share [B, H, W] in 0..1."""
        return first + (last - first) * share.clamp(0, 1)[:, None]

    # shapes: signed distances in screen heights, positive inside

    def across(self, at: Tensor | float) -> Tensor:
        """Distance to the right of column `at`, the short way round the period."""
        return (self.x - at + self.period / 2) % self.period - self.period / 2

    def alpha(self, inside: Tensor, soft: float = 0.0) -> Tensor:
        """Signed distance -> alpha with a smooth edge of one pixel, or of `soft` screen heights."""
        width = max(soft * self.height, 1.2)
        return (inside * (self.height / width) + 0.5).clamp(0, 1)

    def ridge(self, waves: float, power: float = 1.0) -> Tensor:
        """A smooth line over x around 0, about +-0.5, [B, 1, W]; waves: how many a screen height."""
        total: Tensor | float = 0.0
        for octave, (times, strength) in enumerate(((1.0, 0.3), (1.7, 0.16), (2.9, 0.08))):
            count = max(round(waves * times * self.period), 1 + octave)
            angle = self.x * (2 * math.pi * count / self.period) + self.draw(0, 2 * math.pi)
            total = total + strength * (0.6 + 0.4 * self.draw()) * power**octave * torch.sin(angle)
        return total

    def disc(self, dx: Tensor, dy: Tensor, rx: Tensor | float, ry: Tensor | float | None = None) -> Tensor:
        """Ellipse (circle without ry): exact on the vertical axis."""
        ry = rx if ry is None else ry
        return (1 - ((dx / rx) ** 2 + (dy / ry) ** 2).sqrt()) * ry

    def box(
        self, dx: Tensor, dy: Tensor, half_x: Tensor | float, half_y: Tensor | float, round_: float = 0.0
    ) -> Tensor:
        """Rectangle with rounded corners."""
        qx, qy = dx.abs() - half_x + round_, dy.abs() - half_y + round_
        outside = (qx.clamp(min=0) ** 2 + qy.clamp(min=0) ** 2).sqrt()
        return round_ - outside - torch.maximum(qx, qy).clamp(max=0)

    def peak(self, dx: Tensor, dy: Tensor, half: Tensor | float, tall: Tensor | float) -> Tensor:
        """Triangle standing on dy = 0 with its tip at dy = -tall."""
        slope = (half * (1 + dy / tall) - dx.abs()) * 0.8
        return torch.minimum(slope, -dy)

    def row(
        self,
        count: int,
        shape: Callable[[Tensor, list[Tensor]], Tensor],
        values: int = 3,
        jitter: float = 0.5,
        reach: int = 1,
    ) -> Tensor:
        """The union of `count` shapes a period: shape(dx [B, 1, W], numbers [B, 1, W] each) -> signed distance.

        reach: how many neighbours on either side a shape may overlap.
        """
        width = self.period / count
        table = self.many(count * (values + 1)).reshape(-1, values + 1, count)
        cell = torch.floor(self.x[0, 0] / width).long()
        result: Tensor | None = None
        for offset in range(-reach, reach + 1):
            numbers = table[:, :, (cell + offset) % count][:, :, None]  # [B, values + 1, 1, W]
            centre = (cell + offset + 0.5) * width + (numbers[:, 0] - 0.5) * jitter * width
            inside = shape(self.x - centre, list(numbers[:, 1:].unbind(1)))
            result = inside if result is None else torch.maximum(result, inside)
        assert result is not None
        return result

    # layers

    def layer(self, colour: Tensor, alpha: Tensor, parallax: float = 1.0, **motion: object) -> Layer:
        """colour [B, 3, H|1, W|1] and alpha [B, H, W] -> a layer."""
        shape = (len(self.numbers), 1, self.y.shape[1], self.x.shape[2])
        alpha = alpha[:, None].expand(shape)
        return Layer(torch.cat([colour * alpha, 1 - alpha], 1), parallax, **motion)  # type: ignore[arg-type]

    def everywhere(self) -> Tensor:
        return (self.y + self.x * 0).new_ones(1, self.y.shape[1], self.x.shape[2])

    def backdrop(self, top: Tensor, low: Tensor, end: Tensor | float = 1.0) -> Layer:
        """A fixed gradient from row 0 to row `end`."""
        share = (self.y / end).clamp(0, 1) ** 1.2
        return self.layer(self.blend(top, low, share.expand(len(self.numbers), -1, -1)), self.everywhere(), 0.0)

    def hills(
        self, base: Tensor | float, height: float, waves: float, rgb: Colour, haze: float, parallax: float
    ) -> Layer:
        """Rounded hills up from row `base`, lighter at their crest."""
        top = base - height * (0.5 + self.ridge(waves))
        depth = ((self.y - top) / (height + 0.08)).clamp(0, 1)
        crest, foot = self.colour(rgb, haze), self.colour(rgb, min(haze + 0.25, 1.0))
        return self.layer(self.blend(crest * 1.05, foot * 0.94, depth), self.alpha(self.y - top), parallax)

    def ground(
        self, at: Tensor | float, rgb: Colour, waves: float = 0.5, height: float = 0.02, haze: float = 0.35
    ) -> Layer:
        """The floor of the actors from row `at` down: pale far away, in full colour near."""
        top = at - height * self.ridge(waves)
        share = ((self.y - top) / 0.3).clamp(0, 1) ** 0.7
        near = self.colour(rgb)
        return self.layer(self.blend(self.colour(rgb, haze), near, share), self.alpha(self.y - top), 1.0)

    # skies

    def sky(self, cloudy: float = 1.0) -> list[Layer]:
        """Gradient, sun or moon with a halo, a few large stars at night, two sheets of drifting clouds."""
        layers = [self.backdrop(self.of_time(SKY_TOP), self.of_time(SKY_LOW), self.horizon), self.sun()]
        layers.append(self.stars(9, self.is_night, 0.42))
        if cloudy:
            layers += [self.clouds(3, 0.2, 0.055, 0.04, 0.0), self.clouds(2, 0.33, 0.035, 0.1, 0.35)]
        return layers

    def sun(self) -> Layer:
        row = self.of_time(SUN_ROW) + self.draw(-0.03, 0.03)
        dx, dy = self.across(self.aspect * self.draw(0.16, 0.84)), self.y - row
        distance = (dx**2 + dy**2).sqrt()
        halo = 0.4 * torch.exp(-((distance / 0.17) ** 2)) + 0.22 * torch.exp(-distance / 0.3)
        return self.layer(self.of_time(SUN), torch.maximum(halo, self.alpha(0.062 - distance)), 0.0)

    def stars(self, count: int, strength: Tensor | float, low: float) -> Layer:
        """Few and large, so that they survive the autoencoder."""
        inside = self.row(
            count, lambda dx, n: (0.005 + 0.007 * n[1]) - (dx**2 + (self.y - low * n[0]) ** 2).sqrt(), 2, 0.9
        )
        return self.layer(self.colour((255, 250, 232), lit=False), self.alpha(inside, 0.008) * strength, 0.02)

    def clouds(self, count: int, at: float, radius: float, parallax: float, haze: float) -> Layer:
        """Flat-bottomed heaps of three balls, lit from above, drifting."""
        white = self.colour((255, 255, 255), 0.12 + haze)
        body = self.row(
            count, lambda dx, n: self.cloud(dx, at + 0.22 * (n[0] - 0.5), radius * (0.75 + 0.7 * n[1])), 2, 0.7
        )
        shade = ((self.y - at + 0.14) / 0.22).clamp(0, 1)
        pale = self.blend(white, torch.lerp(white, self.of_time(HAZE), 0.55), shade)
        drift = self.draw(0.008, 0.03)[:, 0, 0] * (1 + 3 * parallax)
        return self.layer(pale, self.alpha(body, 0.012) * 0.92, parallax, drift=drift)

    def cloud(self, dx: Tensor, row: Tensor, size: Tensor) -> Tensor:
        """One cloud: signed distance."""
        dy = self.y - row
        balls = self.disc(dx, dy + 0.3 * size, size)
        for place, share in ((-1.15, 0.66), (1.1, 0.74)):
            balls = torch.maximum(balls, self.disc(dx - place * size, dy + 0.1 * size, share * size))
        return torch.minimum(balls, 0.34 * size - dy)
