"""Plans of clips -> frames, in batches: parameters on the CPU, all pixels on the device."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from .camera import FLAT, shoot
from .cast import POSE_NUMBERS, figures, lights, paint, passes, truth
from .clip import Clip
from .hues import recolour
from .laws import INDOORS
from .layers import Screen, merge
from .motion import Curve
from .painter import Painter
from .palette import TIME_ROW
from .places import PAINT
from .relation import courses
from .sprites import Sprites
from .styles import stylise
from .weather import add_weather

NUMBERS = 1024  # random numbers a place may use
PLACE_SEED = 11 << 40
BATCH_PIXELS = {"cpu": 3_000_000, "cuda": 120_000_000}  # pixels of all frames painted at once


@dataclass(frozen=True)
class Rendered:
    """frames: [B, T, 3, H, W] 0..1. truth: [B, T, A, 5], per actor the middle (shares of width and height), size
    (screen heights), turn (radians, clockwise) and whether its middle is on the screen. seen: [B, T, H, W] uint8,
    0 where the place shows, k + 1 where actor k does. plates: [B, T, 3, H, W], the place without the actors;
    figures: [B, T, A, POSE_NUMBERS], how each actor is laid over it (`compose.py`). All on the renderer's device."""

    frames: Tensor
    truth: Tensor
    seen: Tensor
    plates: Tensor
    figures: Tensor


class Renderer:
    """sprites: [n, poses, 4, s, s] uint8, premultiplied (data.py); row n is thing n."""

    def __init__(self, sprites: Tensor, device: torch.device | str = "cpu") -> None:
        self.device = torch.device(device)
        self.sprites = Sprites(sprites, self.device)

    @torch.no_grad()
    def render(
        self,
        clips: Sequence[Clip],
        size: tuple[int, int],
        frames: int,
        fps: float,
        start_seconds: float | Sequence[float] = 0.0,
    ) -> Rendered:
        """Frames of these clips. size: (H, W), any. start_seconds: one for all or one each, from 0 to 20."""
        starts = [float(start_seconds)] * len(clips) if isinstance(start_seconds, int | float) else list(start_seconds)
        height, width = size
        most = max(len(clip.actors) for clip in clips)
        result = Rendered(
            torch.empty(len(clips), frames, 3, height, width, device=self.device),
            torch.zeros(len(clips), frames, most, 5, device=self.device),
            torch.zeros(len(clips), frames, height, width, dtype=torch.uint8, device=self.device),
            torch.empty(len(clips), frames, 3, height, width, device=self.device),
            torch.zeros(len(clips), frames, most, POSE_NUMBERS, device=self.device),
        )
        steps = np.arange(frames) / fps
        at_once = max(1, BATCH_PIXELS["cpu" if self.device.type == "cpu" else "cuda"] // (frames * height * width))
        for rows in self.groups(clips, at_once):
            part = self.render_alike([clips[row] for row in rows], size, [starts[row] + steps for row in rows])
            index = torch.tensor(rows, device=self.device)
            for name, whole in vars(result).items():
                piece = getattr(part, name)
                by_actor = name in ("truth", "figures")
                whole[index] = F.pad(piece, (0, 0, 0, most - piece.shape[2])) if by_actor else piece
        return result

    def groups(self, clips: Sequence[Clip], at_once: int) -> list[list[int]]:
        """Rows of clips that are painted together: same place; on a CPU also the same kind of camera, to save work."""
        together: dict[tuple[str, int], list[int]] = {}
        for row, clip in enumerate(clips):
            kind = 0 if clip.camera == "still" else 1 if clip.camera in FLAT else 2
            kind = kind if self.device.type == "cpu" else 0
            together.setdefault((clip.place, kind), []).append(row)
        return [rows[i : i + at_once] for rows in together.values() for i in range(0, len(rows), at_once)]

    def render_alike(self, clips: list[Clip], size: tuple[int, int], times: list[Curve]) -> Rendered:
        """Clips of one place; times: [T] seconds each."""
        place, aspect = clips[0].place, size[1] / size[0]
        ways = [courses(clip, time, aspect) for clip, time in zip(clips, times, strict=True)]
        camera = shoot(clips, ways, times, aspect).to(self.device)
        clock = torch.from_numpy(np.stack(times).astype(np.float32)).to(self.device)
        screen = Screen(size, clock, camera, trim=self.device.type == "cpu")
        painter = self.painter(clips, size[0], aspect)
        layers = PAINT[place](painter)
        assert painter.used <= NUMBERS // 2, f"{place} draws {painter.used} numbers"
        weathers = self.weathers(clips, painter)
        for layer in merge([layer for layer in layers if not layer.front], camera.splits):
            screen.lay(layer)
        add_weather(screen, weathers, front=False)
        jobs = passes(clips, ways, times, screen, self.sprites)
        seen = torch.zeros(*clock.shape, *size, dtype=torch.uint8, device=self.device)
        light = lights(clips, self.device)
        empty = screen.frames().clone()
        for job in jobs:
            paint(job, screen, self.sprites, place, light, seen)
        front, drawn, styles = [layer for layer in layers if layer.front], [], [clip.style for clip in clips]
        for image, things in ((screen.frames(), seen), (empty, torch.zeros_like(seen))):
            screen.image = image
            for layer in merge(front, camera.splits):
                rows, through = screen.lay(layer)
                things[:, :, rows] *= through[:, :, 0] > 0.5
            add_weather(screen, self.weathers(clips, painter), front=True)
            drawn.append(screen.frames().clamp_(0, 1))
            stylise(drawn[-1], things, styles)
        most = max(len(clip.actors) for clip in clips)
        poses = figures(clips, jobs, screen, light, most)
        return Rendered(drawn[0], truth(clips, jobs, screen, most), seen, drawn[1], poses)

    def painter(self, clips: list[Clip], height: int, aspect: float) -> Painter:
        """A painter with each clip's own numbers and time of day."""
        numbers = []
        for clip in clips:
            rng = random.Random(clip.seed + PLACE_SEED)
            numbers.append([rng.random() for _ in range(NUMBERS)])
        times = torch.tensor([TIME_ROW[clip.time] for clip in clips], device=self.device)
        return Painter(height, aspect, torch.tensor(numbers, device=self.device), times, clips[0].place in INDOORS)

    def weathers(self, clips: list[Clip], painter: Painter) -> dict[str, tuple[Tensor, Painter]]:
        """Weather -> the rows of the clips that have it, and a painter with numbers the place has not used."""
        found = {}
        for weather in sorted({clip.weather for clip in clips} - {"clear"}):
            rows = torch.tensor([row for row, clip in enumerate(clips) if clip.weather == weather], device=self.device)
            numbers = painter.numbers[rows, NUMBERS // 2 :]
            found[weather] = (rows, Painter(painter.height, painter.aspect, numbers, painter.times[rows]))
        return found

    @torch.no_grad()
    def stills(
        self,
        things: Sequence[int],
        poses: Sequence[int],
        size: int,
        hue: Sequence[str] | None = None,
        turn: Sequence[float] | None = None,
    ) -> Tensor:
        """Things alone on mid grey, as the cast shows them: [N, 3, size, size] in 0..1.

        hue: a colour's name or "" each (hues.py). turn: radians each, about the middle of what is seen.
        """
        row, pose = torch.tensor(list(things), device=self.device), torch.tensor(list(poses), device=self.device)
        picture = self.sprites.pictures[row, pose % self.sprites.pictures.shape[1]].float() / 255
        if hue is not None:
            picture = recolour(picture, list(things), list(hue))
        while picture.shape[-1] >= 2 * size:
            picture = F.avg_pool2d(picture, 2)
        angle = torch.tensor(list(turn) if turn is not None else [0.0] * len(row), device=self.device)
        axis = (torch.arange(size, device=self.device) + 0.5) / size * 2 - 1
        dy, dx = torch.meshgrid(axis, axis, indexing="ij")
        cos, sin = torch.cos(angle)[:, None, None], torch.sin(angle)[:, None, None]
        lift = (1 - self.sprites.tall[row])[:, None, None]  # the middle of what is seen to the middle of the picture
        grid = torch.stack([cos * dx + sin * dy, cos * dy - sin * dx + lift], -1)
        seen = F.grid_sample(picture, grid, align_corners=False)
        return (seen[:, :3] + 0.5 * (1 - seen[:, 3:])).clamp(0, 1)
