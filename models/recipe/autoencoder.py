"""The autoencoder: 4 frames and 16x16 pixels to `latent_channels` numbers, by 2-D convolutions group by group.

A clip of 1 + 4k frames is k + 1 groups of four frames; the first frame, four times, is a group of its own. A group
is [12, H, W] in -1..1, channel = frame * 3 + rgb. The encoder sees one group alone, so a clip may be encoded in
pieces; the decoder also sees the latents of the group before, so that groups join without a seam.

Both sides are a linear path (4x16x16 blocks, started from their principal components) plus convolutions at 1/4, 1/8
and 1/16 of the size that begin by adding nothing. The encoder of `small` leaves them out: its latents are ready at once, and
frozen; its decoder has them, and draws at twice the size.
"""

from itertools import pairwise

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


def residuals(channels: int, count: int) -> nn.ModuleList:
    return nn.ModuleList(Residual(channels) for _ in range(count))


class Encoder(nn.Module):
    """One group [N, 12, H, W] in -1..1 -> latents [N, C, H/16, W/16]; widths at 1/4, 1/8, 1/16 of the size.

    Without widths it is the linear path alone, which is ready at once and costs nothing to train.
    """

    def __init__(self, config: Config) -> None:
        super().__init__()
        channels, frames = config.latent_channels, config.group_frames * 3
        self.linear = Linear(frames * 256, channels)
        self.fine = EncoderConvolutions(config) if config.encoder_widths else None

    def forward(self, groups: Tensor) -> Tensor:
        coarse = self.linear(blocks(groups, 16)).permute(0, 3, 1, 2)
        return coarse if self.fine is None else coarse + self.fine(groups)


class EncoderConvolutions(nn.Module):
    """What an encoder adds to its linear path, each level half as large as the one before; `out` starts at zero."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        widths = config.encoder_widths
        self.first = nn.Conv2d(config.group_frames * 3 * 16, widths[0], 1)
        self.levels = nn.ModuleList(map(residuals, widths, config.encoder_blocks))
        self.downs = nn.ModuleList(nn.Conv2d(4 * fine, coarse, 1) for fine, coarse in pairwise(widths))
        self.norm = nn.Parameter(torch.ones(widths[-1], 1, 1))
        self.out = nn.Conv2d(widths[-1], config.latent_channels, 1)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, groups: Tensor) -> Tensor:
        x = self.first(F.pixel_unshuffle(groups, 4))
        for index, level in enumerate(self.levels):
            if index:
                x = self.downs[index - 1](F.pixel_unshuffle(x, 2))
            for block in level:
                x = block(x)
        return self.out(F.silu(pixel_norm(x, self.norm)))


def windows(latents: Tensor, size: int) -> Tensor:
    """[N, C, h, w] -> [N, h, w, C * size^2], features in the order (channel, row, column); at the edges cells repeat."""
    padded = F.pad(latents, [size // 2] * 4, mode="replicate")
    return F.unfold(padded, size).unflatten(2, latents.shape[2:]).permute(0, 2, 3, 1)


class Decoder(nn.Module):
    """Latents and those of the group before [N, C, h, w] -> [N, 12, 16h * scale, 16w * scale] in about -1..1.

    Without widths it is the linear path alone: each block from its own cell and the ones around it, at scale 1. A level more than
    the three that lead from a cell to 4x4 pixels draws twice as large as the encoder sees.
    """

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.window = config.decoder_window
        self.linear = Linear(config.latent_channels * self.window**2, config.group_frames * 3 * 256)
        self.fine = DecoderConvolutions(config) if config.decoder_widths else None
        self.scale = 2 ** (len(config.decoder_widths) - 3) if config.decoder_widths else 1

    def forward(self, latents: Tensor, previous: Tensor) -> Tensor:
        coarse = self.coarse(latents)
        if self.fine is None:
            return coarse
        return enlarge(coarse, self.scale) + self.fine(latents, previous)

    def coarse(self, latents: Tensor) -> Tensor:
        """The linear path alone: [N, C, h, w] -> [N, 12, 16h, 16w]."""
        return F.pixel_shuffle(self.linear(windows(latents, self.window)).permute(0, 3, 1, 2), 16)


def enlarge(pictures: Tensor, scale: int) -> Tensor:
    """[N, C, H, W] at `scale` times the size, linearly between the middles of pixels."""
    return pictures if scale == 1 else F.interpolate(pictures, scale_factor=scale, mode="bilinear")


ALIKE = 0.15  # mean square difference of latents at which groups that show the same count e times less


def steadied(latents: Tensor) -> Tensor:
    """Latents [B, C, G, h, w] in which a cell that shows the same in several groups is the same: each the mean of all, by how
    alike they are. What a transformer makes different from group to group is its error, and would show as a flicker."""
    apart = (latents[:, :, :, None] - latents[:, :, None]).square().mean(1)  # [B, G, G, h, w]
    share = torch.softmax(-apart / ALIKE, 2)
    return torch.einsum("bgkhw,bckhw->bcghw", share, latents)


def shrink(clips: Tensor, scale: int) -> Tensor:
    """[B, T, 3, H, W] at a `scale`-th of the size: what the encoder sees of a clip as large as it is drawn."""
    return clips if scale == 1 else F.avg_pool2d(clips.flatten(0, 1), scale).unflatten(0, clips.shape[:2])


class DecoderConvolutions(nn.Module):
    """What a decoder adds to its linear path, each level twice as large as the one before; `out` starts at zero."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        widths, blocks = config.decoder_widths[::-1], config.decoder_blocks[::-1]
        self.first = nn.Conv2d(2 * config.latent_channels, widths[0], 3, padding=1)
        self.levels = nn.ModuleList(map(residuals, widths, blocks))
        self.ups = nn.ModuleList(nn.Conv2d(coarse, 4 * fine, 1) for coarse, fine in pairwise(widths))
        self.norm = nn.Parameter(torch.ones(widths[-1], 1, 1))
        self.out = nn.Conv2d(widths[-1], config.group_frames * 3 * 16, 1)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, latents: Tensor, previous: Tensor) -> Tensor:
        x = self.first(torch.cat([latents, previous], 1))
        for index, level in enumerate(self.levels):
            if index:
                x = F.pixel_shuffle(self.ups[index - 1](x), 2)
            for block in level:
                x = block(x)
        return F.pixel_shuffle(self.out(F.silu(pixel_norm(x, self.norm))), 4)


class Autoencoder(nn.Module):
    def __init__(self, config: Config) -> None:
        super().__init__()
        self.group = config.group_frames
        self.encoder, self.decoder = Encoder(config), Decoder(config)

    def encode(self, clip: Tensor) -> Tensor:
        """[B, T, 3, H, W] in 0..1 -> [B, C, G, h, w]."""
        groups = group_frames(clip, self.group)
        return self.encoder(groups.flatten(0, 1)).unflatten(0, groups.shape[:2]).transpose(1, 2)

    def encode_still(self, stills: Tensor) -> Tensor:
        """[N, 3, H, W] in 0..1, each taken as a group that stands still -> [N, C, h, w]."""
        return self.encode(stills[:, None])[:, :, 0]

    def decode(self, latents: Tensor) -> Tensor:
        """[B, C, G, h, w] -> [B, T, 3, H, W] in 0..1, at the decoder's scale."""
        now = latents.transpose(1, 2)  # [B, G, C, h, w]
        before = torch.cat([now[:, :1], now[:, :-1]], 1)
        groups = self.decoder(now.flatten(0, 1), before.flatten(0, 1))
        return ungroup_frames(groups.unflatten(0, now.shape[:2]), self.group)


@torch.no_grad()
def fit_pca(model: Autoencoder, clips: Tensor) -> None:
    """Starts the linear paths from the principal components of the clips' blocks; clips [B, T, 3, H, W] in 0..1.

    Component k, with sd s_k, is divided by c * sqrt(s_k): half way to white, so that strong components keep their
    weight in the transformer's loss; c brings the overall sd to 1.
    """
    channels, around = model.encoder.linear.weight.shape[1], model.decoder.window**2
    total, square, count = 0.0, 0.0, 0
    for clip in clips:
        x = blocks(group_frames(clip[None], model.group)[0], 16).flatten(0, 2)  # [blocks, 3072]
        total, square, count = total + x.sum(0), square + x.T @ x, count + len(x)
    mean = total / count
    values, vectors = torch.linalg.eigh(square / count - torch.outer(mean, mean))
    basis, spread = vectors[:, -channels:].flip(1), values[-channels:].flip(0).clamp(min=1e-8).sqrt()
    scale = spread.sqrt() * spread.mean().sqrt()  # mean of (spread / scale)^2 is 1
    model.encoder.linear.weight.copy_(basis / scale)
    model.encoder.linear.bias.copy_(-(mean @ basis) / scale)
    model.decoder.linear.weight.zero_()
    model.decoder.linear.weight[around // 2 :: around] = (basis * scale).T  # of the window's middle alone
    model.decoder.linear.bias.copy_(mean)


def psnr(a: Tensor, b: Tensor) -> float:
    """Decibels between pictures in 0..1."""
    return float(-10 * torch.log10((a - b).square().mean()))
