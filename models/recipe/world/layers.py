"""Painted layers -> frames: each slides over the screen at its own speed and is laid over what is behind it."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from .camera import CENTRE_ROW, Camera
from .painter import BLEED, Layer


def merge(layers: list[Layer], camera_splits: bool) -> list[Layer]:
    """Lays neighbours that always move alike onto one canvas; without parallax all that rest do."""
    result: list[Layer] = []
    for layer in layers:
        last = result[-1] if result else None
        alike = last is not None and last.rests and layer.rests and last.front == layer.front
        if last is not None and alike and (not camera_splits or last.parallax == layer.parallax):
            picture = torch.cat(
                [
                    torch.addcmul(layer.picture[:, :3], last.picture[:, :3], layer.picture[:, 3:]),
                    last.picture[:, 3:] * layer.picture[:, 3:],
                ],
                1,
            )
            result[-1] = Layer(picture, layer.parallax, front=layer.front)
        else:
            result.append(layer)
    return result


class Screen:
    """Frames of B clips under construction. size: (H, W). time: [B, T] seconds. camera: of the clips, on the device."""

    def __init__(self, size: tuple[int, int], time: Tensor, camera: Camera, trim: bool) -> None:
        self.height, self.width = size
        self.aspect = self.width / self.height
        self.time, self.camera, self.trim = time, camera, trim
        self.moves, self.upright = camera.moves, camera.upright
        self.y = (torch.arange(self.height, device=time.device) + 0.5) / self.height
        self.x = (torch.arange(self.width, device=time.device) + 0.5) / self.height
        self.image: Tensor | None = None  # [B, 1 or T, 3, H, W]

    def frames(self) -> Tensor:
        """The image so far, [B, T, 3, H, W], to be changed in place."""
        assert self.image is not None
        if self.image.shape[1] < self.time.shape[1]:
            self.image = self.image.expand(-1, self.time.shape[1], -1, -1, -1).contiguous()
        return self.image

    def lay(self, layer: Layer) -> tuple[slice, Tensor]:
        """Lays a layer over the image. -> the rows it may have touched and how much shines through there."""
        rows = self.rows(layer)
        view = self.view(layer, rows)
        if layer.pulse:
            wave = 0.62 + 0.38 * torch.sin(2 * math.pi * layer.pulse * self.time)
            strength = wave[:, :, None, None, None]
            view = torch.cat([view[:, :, :3] * strength, 1 - (1 - view[:, :, 3:]) * strength], 2)
        if self.image is None:
            self.image = torch.zeros_like(view[:, :, :3])
        target = self.frames() if view.shape[1] > 1 else self.image
        part = target[:, :, :, rows]
        torch.addcmul(view[:, :, :3], part, view[:, :, 3:], out=part)
        return rows, view[:, :, 3:]

    def part(self, rows: Tensor) -> "Screen":
        """Some of the clips, with a copy of their frames."""
        found = Screen((self.height, self.width), self.time[rows], self.camera[rows], self.trim)
        found.image = self.frames()[rows]
        return found

    def rows(self, layer: Layer) -> slice:
        """The rows of the screen a layer can show on; the rest need no work on a CPU."""
        if not self.trim or not self.upright or layer.fall is not None or self.image is None:
            return slice(0, self.height)
        seen = (layer.picture[:, 3] < 0.999).any(2).any(0).nonzero()
        if not len(seen):
            return slice(0, 1)
        slack = math.ceil(layer.sway * self.height) + 1
        top = round(BLEED * self.height)
        first, last = int(seen[0]) - top - slack, int(seen[-1]) - top + slack + 1
        return slice(min(max(first, 0), self.height - 1), min(max(last, 1), self.height))

    def view(self, layer: Layer, rows: slice) -> Tensor:
        """[B, 1 or T, 4, rows, W]: a plain cut where nothing moves it, else sampled between the pixels."""
        top = round(BLEED * self.height)
        if layer.drift is None and layer.fall is None and not layer.sway and not self.moves:
            return layer.picture[:, None, :, top + rows.start : top + rows.stop, : self.width]
        camera, depth = self.camera, layer.parallax
        scale = camera.zoom * (1 + camera.dolly * depth)  # [B, T]
        centre = self.aspect / 2
        left = centre - centre / scale + camera.pan * depth + camera.orbit * (depth - 1) + camera.shift
        up = CENTRE_ROW - CENTRE_ROW / scale + camera.tilt
        if layer.drift is not None:
            left = left - layer.drift[:, None] * self.time
        if layer.sway:
            up = up + layer.sway * torch.sin(2.5 * self.time + 7 * depth)
        if layer.fall is not None:
            up = up - layer.fall[:, None] * self.time
        if self.trim and layer.fall is None and bool((scale == 1).all()):
            return self.slide(layer.picture, left, up, rows)
        return self.sample(layer.picture, left, up, scale, rows, layer.fall is not None)

    def slide(self, picture: Tensor, left: Tensor, up: Tensor, rows: slice) -> Tensor:
        """What `sample` gives where nothing is scaled, three times faster on a CPU: shifted cuts, mixed linearly."""
        period, tall = picture.shape[3], picture.shape[2]
        wide = torch.cat([picture, picture[..., : self.width + 2]], 3)
        first = round(BLEED * self.height) + rows.start
        count = rows.stop - rows.start
        batch, frames = left.shape
        out = torch.empty(batch, frames, 4, count, self.width)
        column = ((left * self.height) % period).tolist()
        row = (up.clamp(-0.9 * BLEED, 0.9 * BLEED) * self.height + first).tolist()
        for b in range(batch):
            for t in range(frames):
                x, y = int(column[b][t]), min(max(int(row[b][t]), 0), tall - count - 1)
                cut, part = wide[b, :, y : y + count + 1], column[b][t] - x
                if row[b][t] == y:
                    cut = cut[:, :count]
                else:
                    cut = torch.lerp(cut[:, :-1], cut[:, 1:], row[b][t] - y)
                torch.lerp(cut[..., x : x + self.width], cut[..., x + 1 : x + 1 + self.width], part, out=out[b, t])
        return out

    def sample(self, picture: Tensor, left: Tensor, up: Tensor, scale: Tensor, rows: slice, falls: bool) -> Tensor:
        """Bilinear, with the canvas repeated in x (and in y where it falls)."""
        period = picture.shape[3] / self.height
        reach = min(math.ceil(self.width / float(scale.min())) + 3, picture.shape[3])
        wide = torch.cat([picture[..., -1:], picture, picture[..., :reach]], 3)
        x = ((left % period)[..., None] + self.x / scale[..., None]) * self.height + 1  # [B, T, W]
        bleed: float = round(BLEED * self.height)
        if falls:
            tall = picture.shape[2] / self.height
            wide = torch.cat([wide, wide[:, :, : min(reach + self.height, picture.shape[2])]], 2)
            up, bleed = up % tall, 0.0
        y = (up[..., None] + self.y[rows] / scale[..., None]) * self.height + bleed  # [B, T, rows]
        grid = torch.empty(*y.shape, self.width, 2, device=picture.device)
        grid[..., 0] = (x * (2 / wide.shape[3]) - 1)[:, :, None]
        grid[..., 1] = (y * (2 / wide.shape[2]) - 1)[..., None]
        batch, frames, count = y.shape
        out = F.grid_sample(
            wide, grid.view(batch, frames * count, self.width, 2), padding_mode="border", align_corners=False
        )
        return out.view(batch, 4, frames, count, self.width).transpose(1, 2)
