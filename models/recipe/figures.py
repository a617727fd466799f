"""How figures lie over a clip, as latents: pose numbers by frequency over the clip's groups, whitened.

A figure is a thing of the cast that the transformer moves and the decoder draws: it says where, how large, how turned
and in which light, frame by frame (`world/cast.figures`), and `world/compose.py` lays the thing's own picture there.
So a thing keeps its outline, whatever the network's size, and motion is a handful of numbers (sprites as in MarioNette,
Smirnov et al. 2021; motion apart from looks as in latent flow diffusion, Ni et al. 2023).

A clip's latents are one row of numbers a group: those of the place [C, h, w], then those of each figure. A figure's
number k is its k-th cosine over the groups (DCT-II), each frequency in its own principal components: so what stays
alike in a clip (size, colour of the light, height of the ground) is one number, and a network's small errors in the
high frequencies are small errors of the path.
"""

import math

import torch
from torch import Tensor, nn

from .world.cast import POSE_NUMBERS

FLOOR = 0.03  # of a component's standard deviation, in pose numbers: less is not worth the network's while


def to_groups(poses: Tensor, group: int) -> Tensor:
    """[B, T, S, P] -> [B, G, S, group * P], the first frame alone in its group, as often as it takes."""
    full = torch.cat([poses[:, :1].expand(-1, group - 1, -1, -1), poses], 1)
    return full.unflatten(1, (-1, group)).transpose(2, 3).flatten(3)


def to_frames(groups: Tensor, group: int) -> Tensor:
    """The reverse of to_groups."""
    frames = groups.unflatten(3, (group, -1)).transpose(2, 3).flatten(1, 2)
    return frames[:, group - 1 :]


def cosines(groups: int) -> Tensor:
    """[groups, groups], orthonormal; row k is the k-th cosine (DCT-II)."""
    at = (torch.arange(groups) + 0.5) * math.pi / groups
    rows = (torch.arange(groups)[:, None] * at).cos() * (2 / groups) ** 0.5
    rows[0] *= 0.5**0.5
    return rows


def frequency_rows(groups: int, known: int) -> list[int]:
    """Which of `known` measured frequencies stands for each of a clip of another length."""
    last = max(1, groups - 2)
    return [0, *(min(known - 1, round(1 + k * (known - 2) / last)) for k in range(groups - 1))] if known > 1 else [0] * groups


class FigureCodec(nn.Module):
    """Linear, fixed before training, measured on clips of `groups` groups: `mean` [F] of pose numbers, `basis`
    [groups, F, F] from the latents of a frequency to cosines of pose numbers, `spread` [groups, F] of latents."""

    mean: Tensor
    basis: Tensor
    spread: Tensor

    def __init__(self, group: int, groups: int) -> None:
        super().__init__()
        self.group, self.groups, count = group, groups, group * POSE_NUMBERS
        self.register_buffer("mean", torch.zeros(count))
        self.register_buffer("basis", torch.eye(count).repeat(groups, 1, 1))
        self.register_buffer("spread", torch.ones(groups, count))

    def fit(self, clips: Tensor) -> None:
        """clips [n, groups, F]: pose numbers of many figures."""
        self.mean.copy_(clips.mean((0, 1)))
        found = torch.einsum("kg,ngf->knf", cosines(self.groups).to(clips.device), clips - self.mean)
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

    def encode(self, poses: Tensor) -> Tensor:
        """[B, T, S, P] -> [B, G, S, F]."""
        groups = to_groups(poses, self.group) - self.mean
        count = groups.shape[1]
        waves = torch.einsum("kg,bgsf->bksf", cosines(count).to(poses.device), groups)
        return torch.einsum("bksf,kfh->bksh", waves, torch.linalg.inv(self.rows(count)))

    def decode(self, latents: Tensor) -> Tensor:
        """[B, G, S, F] -> [B, T, S, P]."""
        count = latents.shape[1]
        waves = torch.einsum("bksh,khf->bksf", latents, self.rows(count))
        groups = torch.einsum("kg,bksf->bgsf", cosines(count).to(latents.device), waves)
        return to_frames(groups + self.mean, self.group)


def pack(place: Tensor, figures: Tensor) -> Tensor:
    """[B, C, G, h, w] and [B, G, S, F] -> [B, G, C * h * w + S * F]."""
    return torch.cat([place.transpose(1, 2).flatten(2), figures.flatten(2)], 2)


def unpack(latents: Tensor, channels: int, rows: int, columns: int, slots: int) -> tuple[Tensor, Tensor]:
    """The reverse of pack; rows and columns count cells."""
    size = channels * rows * columns
    place = latents[:, :, :size].unflatten(2, (channels, rows, columns)).transpose(1, 2)
    return place, latents[:, :, size:].unflatten(2, (slots, -1))
