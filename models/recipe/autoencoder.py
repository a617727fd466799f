"""The autoencoder: a linear encoder (PCA of 4x16x16 blocks) and a small convolutional decoder on top of it.

A clip of 1 + 4k frames is k + 1 groups of four frames; the first frame, four times, is a group of its own. A group
is [12, H, W] in -1..1, channel = frame * 3 + rgb. Latents are normalised: mean 0, overall sd 1, strong components
stay strong. Commands: `autoencoder --pca-only` fits the PCA, `autoencoder` then trains the decoder.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .config import Config


def group_frames(clip: Tensor, group: int = 4) -> Tensor:
    """[B, T, 3, H, W] in 0..1 -> [B, G, 12, H, W] in -1..1."""
    first = clip[:, :1].expand(-1, group - 1, -1, -1, -1)
    frames = torch.cat([first, clip], 1) * 2 - 1
    return frames.unflatten(1, (-1, group)).flatten(2, 3)


def ungroup_frames(groups: Tensor, group: int = 4) -> Tensor:
    """[B, G, 12, H, W] in -1..1 -> [B, T, 3, H, W] in 0..1."""
    frames = groups.unflatten(2, (group, 3)).flatten(1, 2)[:, group - 1 :]
    return ((frames + 1) / 2).clamp(0, 1)


def blocks(groups: Tensor, factor: int) -> Tensor:
    """[N, 12, H, W] -> [N, h, w, 12 * factor^2]."""
    return F.pixel_unshuffle(groups, factor).permute(0, 2, 3, 1)


class Linear(nn.Module):
    """x @ weight + bias with the weight stored [in, out], as in the exported files."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(inputs, outputs) * inputs**-0.5)
        self.bias = nn.Parameter(torch.zeros(outputs))

    def forward(self, x: Tensor) -> Tensor:
        return torch.addmm(self.bias, x.flatten(0, -2), self.weight).unflatten(0, x.shape[:-1])


def pixel_norm(x: Tensor, gain: Tensor) -> Tensor:
    """x [N, c, h, w] over its root mean square across channels, times a gain per channel [c, 1, 1]."""
    return x * torch.rsqrt(x.square().mean(1, keepdim=True) + 1e-6) * gain


class Residual(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.norm = nn.Parameter(torch.ones(channels, 1, 1))
        self.a = nn.Conv2d(channels, channels, 3, padding=1)
        self.b = nn.Conv2d(channels, channels, 3, padding=1)
        nn.init.zeros_(self.b.weight)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.b(F.silu(self.a(F.silu(pixel_norm(x, self.norm)))))


class Decoder(nn.Module):
    """Inverse PCA plus what convolutions at 1/16 and 1/8 add to it; `out` starts at zero."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        channels, factor = config.latent_channels, config.spatial_factor
        pixels = config.group_frames * 3 * factor**2
        self.factor = factor
        setattr(self, "in", nn.Conv2d(2 * channels, config.low, 3, padding=1))
        self.low = nn.ModuleList(Residual(config.low) for _ in range(config.low_blocks))
        self.up = nn.Conv2d(config.low, 4 * config.high, 1)
        self.high = nn.ModuleList(Residual(config.high) for _ in range(config.high_blocks))
        self.norm = nn.Parameter(torch.ones(config.high, 1, 1))
        self.out = nn.Conv2d(config.high, pixels // 4, 3, padding=1)
        self.linear = Linear(channels, pixels)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, latents: Tensor, previous: Tensor) -> Tensor:
        """latents, previous [N, C, h, w] -> [N, 12, 16h, 16w] in about -1..1."""
        x = self.get_submodule("in")(torch.cat([latents, previous], 1))
        for block in self.low:
            x = block(x)
        x = F.pixel_shuffle(self.up(x), 2)
        for block in self.high:
            x = block(x)
        fine = F.pixel_shuffle(self.out(F.silu(pixel_norm(x, self.norm))), self.factor // 2)
        return fine + self.coarse(latents)

    def coarse(self, latents: Tensor) -> Tensor:
        """The inverse PCA alone: [N, C, h, w] -> [N, 12, 16h, 16w]."""
        return F.pixel_shuffle(self.linear(latents.permute(0, 2, 3, 1)).permute(0, 3, 1, 2), self.factor)


class Autoencoder(nn.Module):
    def __init__(self, config: Config) -> None:
        super().__init__()
        self.factor, self.group = config.spatial_factor, config.group_frames
        self.encoder = Linear(config.group_frames * 3 * config.spatial_factor**2, config.latent_channels)
        self.decoder = Decoder(config)

    def encode(self, clip: Tensor) -> Tensor:
        """[B, T, 3, H, W] in 0..1 -> [B, C, G, h, w]."""
        groups = group_frames(clip, self.group)
        latents = self.encoder(blocks(groups.flatten(0, 1), self.factor))  # [B*G, h, w, C]
        return latents.unflatten(0, groups.shape[:2]).permute(0, 4, 1, 2, 3)

    def encode_still(self, stills: Tensor) -> Tensor:
        """[N, 3, H, W] in 0..1, each taken as a group that stands still -> [N, C, h, w]."""
        return self.encode(stills[:, None])[:, :, 0]

    def decode(self, latents: Tensor, coarse: bool = False) -> Tensor:
        """[B, C, G, h, w] -> [B, T, 3, H, W] in 0..1; `coarse` leaves out the convolutions."""
        now = latents.permute(0, 2, 1, 3, 4)  # [B, G, C, h, w]
        before = torch.cat([now[:, :1], now[:, :-1]], 1)
        flat = now.flatten(0, 1)
        groups = self.decoder.coarse(flat) if coarse else self.decoder(flat, before.flatten(0, 1))
        return ungroup_frames(groups.unflatten(0, now.shape[:2]), self.group)


@torch.no_grad()
def fit_pca(model: Autoencoder, clips: Tensor) -> None:
    """Sets the linear paths from the principal components of the clips' blocks; clips [B, T, 3, H, W] in 0..1.

    Component k, with sd s_k, is divided by c * sqrt(s_k): half way to white, so that strong components keep their
    weight in the transformer's loss; c brings the overall sd to 1.
    """
    channels = model.encoder.weight.shape[1]
    total, square, count = 0.0, 0.0, 0
    for clip in clips:
        x = blocks(group_frames(clip[None], model.group)[0], model.factor).flatten(0, 2)  # [blocks, 3072]
        total, square, count = total + x.sum(0), square + x.T @ x, count + len(x)
    mean = total / count
    values, vectors = torch.linalg.eigh(square / count - torch.outer(mean, mean))
    basis, spread = vectors[:, -channels:].flip(1), values[-channels:].flip(0).clamp(min=1e-8).sqrt()
    scale = spread.sqrt() * spread.mean().sqrt()  # mean of (spread / scale)^2 is 1
    model.encoder.weight.copy_(basis / scale)
    model.encoder.bias.copy_(-(mean @ basis) / scale)
    model.decoder.linear.weight.copy_((basis * scale).T)
    model.decoder.linear.bias.copy_(mean)


def psnr(a: Tensor, b: Tensor) -> float:
    """Decibels between pictures in 0..1."""
    return float(-10 * torch.log10((a - b).square().mean()))
