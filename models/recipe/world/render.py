"""Plan of a clip -> frames. Layers slide, actors are warped sprites with a soft shadow on the ground."""

import random

import torch
import torch.nn.functional as F
from torch import Tensor

from ..things import THINGS
from .clip import Clip
from .motion import FLOATING, Actor, Path, path
from .painter import BLEED, LIGHT, MARGIN, Layer, Painter
from .scenes import PAINT

PAN_SPEED = 0.12  # screen widths a second
ZOOM_SPEED = 0.12  # a second
GROUND = 0.85  # row where shadows lie


def smooth_noise(size: int = 256) -> Tensor:
    """Four octaves of smooth noise 0..1, [size, size], the same in every process."""
    generator = torch.Generator().manual_seed(0)
    total = torch.zeros(size, size)
    for octave in range(3, 7):
        coarse = torch.rand(1, 1, 2**octave + 1, 2**octave + 1, generator=generator)
        coarse[..., -1, :], coarse[..., -1] = coarse[..., 0, :], coarse[..., 0]  # tiles without a seam
        total += F.interpolate(coarse, (size, size), mode="bicubic", align_corners=True)[0, 0] * 0.5 ** (octave - 3)
    return (total - total.min()) / (total.max() - total.min())


class Renderer:
    """Renders clips of `frames` frames of size x size from sprites [n, 24, 4, s, s] uint8 (premultiplied)."""

    def __init__(self, sprites: Tensor, size: int, frames: int, fps: int) -> None:
        self.sprites, self.size, self.frames, self.fps = sprites, size, frames, fps
        self.noise = smooth_noise()
        self.seconds = torch.arange(frames) / fps  # [T]
        axis = (torch.arange(size) + 0.5) / size
        self.y, self.x = axis[:, None], axis[None, :]

    def render(self, clip: Clip) -> Tensor:
        """[T, 3, S, S] in 0..1."""
        rng = random.Random(clip.seed)
        pan = {"pan left": -PAN_SPEED, "pan right": PAN_SPEED}.get(clip.camera, 0.0) * self.seconds
        painter = Painter(self.size, self.noise, rng, clip.time)
        image = torch.zeros(1, 3, self.size, self.size)
        for layer in PAINT[clip.place](painter):
            picture = self.slide(layer, pan)  # [1 or T, 4, S, S]
            image = torch.lerp(image, picture[:, :3], picture[:, 3:])
        image = image.expand(self.frames, -1, -1, -1)
        light = 0.85 if clip.place == "night city" else 0.4 + 0.6 * LIGHT[clip.time]
        for actor in clip.actors:
            course = path(actor, clip.place, self.frames, self.fps)
            if clip.place not in FLOATING and clip.place != "ocean":
                image = image * self.shadow(course, pan)
            sprite = self.place_sprite(actor, course, pan)
            image = image * (1 - sprite[:, 3:]) + sprite[:, :3] * light
        return self.zoom(image) if clip.camera == "zoom in" else image

    def slide(self, layer: Layer, pan: Tensor) -> Tensor:
        """The screen's view of a layer: [1, 4, S, S] when it does not move, else [T, 4, S, S]."""
        dx = (pan * layer.parallax + layer.drift * self.seconds) * self.size
        dy = layer.sway * torch.sin(self.seconds * 2.5) * self.size
        left, top = round(MARGIN * self.size), round(BLEED * self.size)
        if not dx.any() and not dy.any():
            return layer.picture[None, :, top : top + self.size, left : left + self.size]
        views = [self.crop(layer.picture, left + x, top + y) for x, y in zip(dx.tolist(), dy.tolist(), strict=True)]
        return torch.stack(views)

    def crop(self, picture: Tensor, left: float, top: float) -> Tensor:
        """[4, S, S] at a fractional position (linear between neighbours)."""
        x, y, n = int(left), int(top), self.size
        if top == y:
            rows = picture[:, y : y + n]
        else:
            rows = torch.lerp(picture[:, y : y + n], picture[:, y + 1 : y + n + 1], top - y)
        return torch.lerp(rows[..., x : x + n], rows[..., x + 1 : x + n + 1], left - x)

    def place_sprite(self, actor: Actor, course: Path, pan: Tensor) -> Tensor:
        """[T, 4, S, S] premultiplied sprite at its place, size and turn."""
        poses = (actor.pose + torch.arange(self.frames)) % self.sprites.shape[1]
        sprite = self.sprites[actor.thing, poses].float() / 255
        if THINGS[actor.thing].faces == "l" and heads_right(actor):
            sprite = sprite.flip(-1)
        cos, sin = torch.cos(course.turn) / course.size, torch.sin(course.turn) / course.size
        # screen -> sprite, -1..1 over the sprite; the camera half follows what it films
        dx = 2 * (self.x[None] - (course.x - 0.5 * pan)[:, None, None])  # [T, 1, S]
        dy = 2 * (self.y[None] - (course.foot - course.size / 2)[:, None, None])  # [T, S, 1]
        cos, sin = cos[:, None, None], sin[:, None, None]
        grid = torch.stack([cos * dx + sin * dy, cos * dy - sin * dx], -1)  # [T, S, S, 2]
        return F.grid_sample(sprite, grid, align_corners=False)

    def shadow(self, course: Path, pan: Tensor) -> Tensor:
        """[T, 1, S, S] factor: a soft ellipse that fades as the thing leaves the ground."""
        lift = (GROUND - course.foot).clamp(0, 0.6)
        strength = 0.35 * (1 - 1.4 * lift).clamp(min=0)
        centre, half = course.x - 0.5 * pan, course.size * 0.4
        across = (self.x[None] - centre[:, None, None]) / half[:, None, None]
        down = (self.y[None] - torch.maximum(course.foot, torch.tensor(GROUND))[:, None, None]) / 0.03
        return 1 - (strength[:, None, None] * torch.exp(-(across**2)) * torch.exp(-(down**2)))[:, None]

    def zoom(self, image: Tensor) -> Tensor:
        scale = (1 / (1 + ZOOM_SPEED * self.seconds))[:, None, None]
        dx, dy = torch.broadcast_tensors(scale * (2 * self.x - 1)[None], scale * (2 * self.y - 1)[None])
        grid = torch.stack([dx, dy], -1)  # [T, S, S, 2]
        return F.grid_sample(image, grid, align_corners=False, padding_mode="border")

    def still(self, thing: int, pose: int, size: int) -> Tensor:
        """[3, size, size] in 0..1: a thing on grey, as the cast shows it."""
        sprite = self.sprites[thing, pose].float() / 255
        return F.interpolate((sprite[:3] + 0.5 * (1 - sprite[3:]))[None], (size, size), mode="area")[0]


def heads_right(actor: Actor) -> bool:
    """Things drawn facing left are mirrored when they travel right."""
    return actor.motion == "moves right" or (actor.motion == "rolls" and actor.side > 0)
