"""How figures lie over a clip, as latents: pose numbers by frequency over the clip's frames, whitened.

A figure is a thing of the cast that the transformer moves and the decoder draws: it says where, how large, how turned
and in which light, frame by frame (`world/cast.figures`), and `world/compose.py` lays the thing's own picture there.
So a thing keeps its outline, whatever the network's size, and motion is a handful of numbers (sprites as in MarioNette,
Smirnov et al. 2021; motion apart from looks as in latent flow diffusion, Ni et al. 2023).

A clip's latents are one row of numbers a group: those of the place [C, h, w], then those of each figure. A figure's
row k holds the cosines 4k to 4k + 3 over the frames (DCT-II) of its pose numbers, in their own principal components.
So what stays alike in a clip (size, colour of the light, height of the ground), a straight line and a throw are a few
numbers of the first row, and a network's errors are smooth: no path jumps from one group to the next.
"""

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .world.cast import POSE_NUMBERS

FLOOR = 0.05  # of a component's standard deviation, in pose numbers: less is not worth the network's while


def cosines(count: int) -> Tensor:
    """[count, count], orthonormal; row k is the k-th cosine (DCT-II)."""
    at = (torch.arange(count) + 0.5) * math.pi / count
    rows = (torch.arange(count)[:, None] * at).cos() * (2 / count) ** 0.5
    rows[0] *= 0.5**0.5
    return rows


def to_rows(poses: Tensor, group: int) -> Tensor:
    """[B, T, S, P] -> [B, G, S, group * P], cosines of rising frequency, noughts behind the last one."""
    waves = torch.einsum("kt,btsp->bksp", cosines(poses.shape[1]).to(poses.device), poses)
    waves = F.pad(waves, (0, 0, 0, 0, 0, -poses.shape[1] % group))
    return waves.unflatten(1, (-1, group)).transpose(2, 3).flatten(3)


def from_rows(rows: Tensor, group: int) -> Tensor:
    """The reverse of to_rows, for a clip of 1 + (G - 1) * group frames."""
    frames = 1 + (rows.shape[1] - 1) * group
    waves = rows.unflatten(3, (group, -1)).transpose(2, 3).flatten(1, 2)[:, :frames]
    return torch.einsum("kt,bksp->btsp", cosines(frames).to(rows.device), waves)


def frequency_rows(groups: int, known: int) -> list[int]:
    """Which of `known` measured rows stands for each of a clip of another length."""
    last = max(1, groups - 2)
    return [0, *(min(known - 1, round(1 + k * (known - 2) / last)) for k in range(groups - 1))] if known > 1 else [0] * groups


class FigureCodec(nn.Module):
    """Linear, fixed before training, measured on clips of `groups` groups: `mean` [P] of pose numbers, `basis`
    [groups, F, F] from the latents of a row to cosines of pose numbers, `spread` [groups, F] of latents."""

    mean: Tensor
    basis: Tensor
    spread: Tensor

    def __init__(self, group: int, groups: int) -> None:
        super().__init__()
        self.group, self.groups, self.numbers = group, groups, group * POSE_NUMBERS
        self.register_buffer("mean", torch.zeros(POSE_NUMBERS))
        self.register_buffer("basis", torch.eye(self.numbers).repeat(groups, 1, 1))
        self.register_buffer("spread", torch.ones(groups, self.numbers))

    def fit(self, poses: Tensor) -> None:
        """poses [n, T, P]: pose numbers of many figures."""
        self.mean.copy_(poses.mean((0, 1)))
        found = to_rows((poses - self.mean)[:, :, None], self.group)[:, :, 0].transpose(0, 1)
        for k, numbers in enumerate(found.double()):
            values, vectors = torch.linalg.eigh(numbers.T @ numbers / len(numbers))
            deviation = values.clamp(min=0).sqrt()
            size = deviation.clamp(min=FLOOR)
            self.basis[k] = (vectors * size).T
            self.spread[k] = (deviation / size).clamp(min=1e-3)

    def rows(self, groups: int) -> Tensor:
        """Bases [groups, F, F] for a clip of this length; a longer clip has larger cosines."""
        return self.basis[frequency_rows(groups, self.groups)] * (groups / self.groups) ** 0.5

    def spreads(self, groups: int) -> Tensor:
        """[groups, F]."""
        return self.spread[frequency_rows(groups, self.groups)]

    def importance(self, groups: int) -> Tensor:
        """[groups, F], 1 on average: how far a number moves the figure. Most are small, and what a caption asks for
        (a side, a height, a size) is in a few large ones."""
        size = self.rows(groups).norm(dim=2)
        return size / size.mean()

    def encode(self, poses: Tensor) -> Tensor:
        """[B, T, S, P] -> [B, G, S, F]."""
        waves = to_rows(poses - self.mean, self.group)
        return torch.einsum("bksf,kfh->bksh", waves, torch.linalg.inv(self.rows(waves.shape[1])))

    def decode(self, latents: Tensor) -> Tensor:
        """[B, G, S, F] -> [B, T, S, P]."""
        waves = torch.einsum("bksh,khf->bksf", latents, self.rows(latents.shape[1]))
        return from_rows(waves, self.group) + self.mean


def pack(place: Tensor, figures: Tensor) -> Tensor:
    """[B, C, G, h, w] and [B, G, S, F] -> [B, G, C * h * w + S * F]."""
    return torch.cat([place.transpose(1, 2).flatten(2), figures.flatten(2)], 2)


def unpack(latents: Tensor, channels: int, rows: int, columns: int, slots: int) -> tuple[Tensor, Tensor]:
    """The reverse of pack; rows and columns count cells."""
    size = channels * rows * columns
    place = latents[:, :, :size].unflatten(2, (channels, rows, columns)).transpose(1, 2)
    return place, latents[:, :, size:].unflatten(2, (slots, -1))
