"""Styles: shaders over finished frames. Each takes frames [n, T, 3, H, W] in 0..1 and what shows where [n, T, H, W]."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import torch
import torch.nn.functional as F
from torch import Tensor

LUMA = (0.299, 0.587, 0.114)


def luma(frames: Tensor) -> Tensor:
    """[..., 1, H, W]."""
    weights = torch.tensor(LUMA, device=frames.device)[:, None, None]
    return (frames * weights).sum(-3, keepdim=True)


def blur(frames: Tensor, step: int) -> Tensor:
    """Binomial blur with five taps, `step` pixels apart; plain sums, the same on every device."""
    for axis in (-1, -2):
        size = frames.shape[axis]
        index = torch.arange(size, device=frames.device)
        taps = [frames.index_select(axis, (index + step * offset).clamp(0, size - 1)) for offset in (-2, -1, 1, 2)]
        frames = (6 * frames + 4 * (taps[1] + taps[2]) + taps[0] + taps[3]) / 16
    return frames


def slopes(frames: Tensor, step: int) -> tuple[Tensor, Tensor]:
    """Differences to the right and down over 2 `step` pixels."""
    result = []
    for axis in (-1, -2):
        size = frames.shape[axis]
        index = torch.arange(size, device=frames.device)
        after = frames.index_select(axis, (index + step).clamp(max=size - 1))
        result.append(after - frames.index_select(axis, (index - step).clamp(min=0)))
    return result[0], result[1]


def edges(frames: Tensor) -> Tensor:
    """How much any channel changes from pixel to pixel, [..., 1, H, W]."""
    dx, dy = slopes(frames, 1)
    return (dx.square() + dy.square()).amax(-3, keepdim=True).sqrt()


def pixel_art(frames: Tensor, seen: Tensor) -> Tensor:
    """About 42 rows of large square pixels in six steps a channel."""
    count, time, _, height, width = frames.shape
    block = max(round(height / 42), 2)
    small = F.interpolate(frames.flatten(0, 1), (height // block, width // block), mode="area")
    small = ((small * 1.05 - 0.01).clamp(0, 1) * 6).round() / 6
    return F.interpolate(small, (height, width), mode="nearest").view(count, time, 3, height, width)


def watercolour(frames: Tensor, seen: Tensor) -> Tensor:
    """Soft washes, pooled darker at their borders, on warm paper that shows at the edge of the sheet."""
    height, width = frames.shape[-2:]
    soft = blur(blur(frames, max(height // 96, 1)), max(height // 64, 1))
    wash = (soft * 7).round() / 7
    wash = torch.lerp(soft, blur(wash, 1), 0.6)
    pool = (edges(blur(wash, 1)) * 2.2).clamp(0, 0.35)
    colour = wash * (1 - pool) + 0.06
    paper = torch.tensor((0.985, 0.965, 0.925), device=frames.device)[:, None, None]
    y = torch.linspace(-1, 1, height, device=frames.device)[:, None]
    x = torch.linspace(-1, 1, width, device=frames.device)[None]
    rim = torch.maximum(x.abs() + 0.03 * torch.sin(9 * y + 1), y.abs() + 0.03 * torch.sin(8 * x))
    sheet = ((0.97 - rim) / 0.09).clamp(0, 1) * 0.84
    return torch.lerp(paper.expand_as(colour), colour.clamp(0, 1), sheet)


def line_drawing(frames: Tensor, seen: Tensor) -> Tensor:
    """Dark lines where colours meet, a breath of shade, white paper."""
    sharp = edges(blur(frames, 1) if frames.shape[-2] > 160 else frames)
    things = edges((seen > 0).float()[:, :, None])
    ink = ((sharp - 0.1) * 3.0).clamp(0, 1).maximum(blur(things, 1).clamp(0, 1) * 0.9)
    shade = 0.9 + 0.09 * luma(frames)
    return (shade * (1 - 0.86 * ink)).clamp(0, 1).expand(-1, -1, 3, -1, -1).contiguous()


def black_and_white(frames: Tensor, seen: Tensor) -> Tensor:
    """Grey with a little more contrast."""
    grey = luma(frames)
    curve = grey + 0.35 * (grey - 0.5) * (1 - (2 * grey - 1).abs())
    return curve.clamp(0, 1).expand(-1, -1, 3, -1, -1).contiguous()


def felt(frames: Tensor, seen: Tensor) -> Tensor:
    """Cut-out pieces of soft cloth: few dusty tones, raised rims, a shadow behind the things."""
    height = frames.shape[-2]
    step = max(height // 90, 1)
    soft = blur(frames, step)
    tones = torch.lerp((soft * 6).round() / 6, soft, 0.25)
    grey = luma(tones)
    dusty = grey + 0.82 * (tones - grey)
    dx, dy = slopes(blur(luma(tones), step), step)
    raised = ((dx + dy) * -0.55).clamp(-0.16, 0.16)
    mask = (seen > 0).float()[:, :, None]
    thrown = blur(torch.roll(mask, (2 * step, 2 * step), (-2, -1)), 2 * step) * (1 - mask)
    return (dusty * 0.93 + 0.03 + raised - 0.22 * thrown).clamp(0, 1)


def neon(frames: Tensor, seen: Tensor) -> Tensor:
    """Glowing outlines in their own pure colours on near black."""
    height = frames.shape[-2]
    soft = blur(frames, 1)
    line = ((edges(soft) - 0.07) * 3.4).clamp(0, 1).maximum(blur(edges((seen > 0).float()[:, :, None]), 1).clamp(0, 1))
    grey = luma(soft)
    pure = (0.62 + 2.6 * (soft - grey)).clamp(0.08, 1)
    glow = blur(blur(line * pure, max(height // 64, 1)), max(height // 32, 1))
    night = torch.tensor((0.035, 0.02, 0.09), device=frames.device)[:, None, None]
    return (night + 0.1 * frames + line * pure + 0.9 * glow).clamp(0, 1)


SHADERS: Mapping[str, Callable[[Tensor, Tensor], Tensor]] = MappingProxyType(
    {
        "pixel art": pixel_art,
        "watercolour": watercolour,
        "line drawing": line_drawing,
        "black and white": black_and_white,
        "felt": felt,
        "neon": neon,
    }
)


def stylise(frames: Tensor, seen: Tensor, names: list[str]) -> None:
    """Applies each clip's style to its frames, in place."""
    for name in sorted(set(names) - {"plain"}):
        rows = torch.tensor([row for row, style in enumerate(names) if style == name], device=frames.device)
        frames[rows] = SHADERS[name](frames[rows], seen[rows])
