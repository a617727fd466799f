"""The transformer: caption, figure and place tokens in one sequence; answers the velocity from data to noise.

Single stream, pre-norm, adaptive norm by time and shape of the whole clip (DiT, Peebles & Xie 2023), rotary positions
over frame, row and column on place tokens, over the frequency alone on figure tokens (figures.py). The mean state of the
caption goes to the adaptive norm and to the figures, besides. What the network adds is scaled, channel by channel, to what the best
linear guess from the noisy latents alone leaves open (preconditioning, Karras et al. 2022), so that it begins as that
guess; the sum is the clip, and the velocity follows from it. A token also says, number by number, how much more or less
of its noisy latents to keep: where all is flat it takes the noise away without having to carry it through every block.
`time - next_time` is an input too: 0 for the velocity itself, more for the average velocity down to `next_time`
(mean flow, Geng et al. 2025), which a few-step student is trained for.
"""

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .autoencoder import Linear
from .config import Config
from .figures import FigureCodec, frequency_rows, pack, unpack

TIME_NUMBERS = 4 * 128 + 4  # cosines and sines of time and of time - next_time, and the shape
LEAST_TIME = 0.05  # data -> velocity divides by the time


def axis_angles(length: int, dims: int) -> Tensor:
    """[length, dims / 2] rotary angles of one axis."""
    frequency = 100.0 ** (-torch.arange(0, dims, 2) / dims)
    return torch.arange(length)[:, None] * frequency


def rotary_angles(head_dim: int, front: int, slots: int, groups: int, rows: int, columns: int) -> Tensor:
    """[front + groups * slots + groups * rows * columns, head_dim / 2]: caption tokens are not turned, figures by their
    group alone."""
    dims = (head_dim - head_dim // 4) // 2
    frame = axis_angles(groups, head_dim - 2 * dims)
    row = axis_angles(rows, dims)[None, :, None].expand(groups, -1, columns, -1)
    column = axis_angles(columns, dims)[None, None].expand(groups, rows, -1, -1)
    places = torch.cat([frame[:, None, None].expand(-1, rows, columns, -1), row, column], -1).flatten(0, 2)
    figures = torch.cat([frame, torch.zeros(groups, dims)], 1).repeat_interleave(slots, 0)
    return torch.cat([torch.zeros(front, head_dim // 2), figures, places])


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """x [B, heads, S, head_dim], cos and sin [S, head_dim / 2]."""
    a, b = x.chunk(2, -1)
    return torch.cat([a * cos - b * sin, a * sin + b * cos], -1)


def normalise(x: Tensor, scale: Tensor, shift: Tensor) -> Tensor:
    """Layer norm without own weights, then scale and shift [B, 1, d]."""
    return torch.addcmul(shift, F.layer_norm(x, x.shape[-1:]), 1 + scale)


def patchify(x: Tensor, size: int) -> Tensor:
    """[B, C, G, h, w] -> [B, G * h/size * w/size, C * size^2], features in the order (channel, py, px)."""
    x = x.unflatten(4, (-1, size)).unflatten(3, (-1, size))  # B C G h p w p
    return x.permute(0, 2, 3, 5, 1, 4, 6).flatten(4).flatten(1, 3)


def unpatchify(x: Tensor, size: int, groups: int, rows: int, columns: int) -> Tensor:
    """The reverse of patchify; rows and columns count patches."""
    x = x.unflatten(2, (-1, size, size)).unflatten(1, (groups, rows, columns))  # B G h w C p p
    return x.permute(0, 4, 1, 2, 5, 3, 6).flatten(5, 6).flatten(3, 4)


def shape_numbers(fps: float, frames: int, height: int, width: int) -> list[float]:
    """What the network is told of a clip's shape: octaves from 8 fps, 2 s, 128x128 pixels and a square."""
    area, seconds = height * width / 128**2, (frames - 1) / fps
    return [math.log2(fps / 8), math.log2(seconds / 2), math.log2(area) / 2, math.log2(width / height)]


class Block(nn.Module):
    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.table = nn.Parameter(torch.zeros(6, width))
        self.qkv = Linear(width, 3 * width)
        self.qnorm = nn.Parameter(torch.ones(width // heads))
        self.knorm = nn.Parameter(torch.ones(width // heads))
        self.out = Linear(width, width)
        self.up = Linear(width, 4 * width)
        self.down = Linear(4 * width, width)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.down.weight)

    def forward(self, x: Tensor, modulation: Tensor, cos: Tensor, sin: Tensor, bias: Tensor) -> Tensor:
        """x [B, S, d], modulation [B, 6, d], bias [B, 1, 1, S] added to the attention scores."""
        shift1, scale1, gate1, shift2, scale2, gate2 = (modulation + self.table).unsqueeze(2).unbind(1)  # [B, 1, d]
        qkv = self.qkv(normalise(x, scale1, shift1))
        q, k, v = qkv.unflatten(-1, (3, self.heads, -1)).permute(2, 0, 3, 1, 4)  # [B, heads, S, head_dim]
        q = rotate(F.rms_norm(q, q.shape[-1:], self.qnorm, 1e-6), cos, sin)
        k = rotate(F.rms_norm(k, k.shape[-1:], self.knorm, 1e-6), cos, sin)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        x = x + (1 + gate1) * self.out(mixed.transpose(1, 2).flatten(2))
        hidden = F.gelu(self.up(normalise(x, scale2, shift2)), approximate="tanh")
        return x + (1 + gate2) * self.down(hidden)


def pair(first: nn.Module, second: nn.Module) -> nn.ModuleDict:
    return nn.ModuleDict({"in": first, "out": second})


class FigureTokens(nn.Module):
    """A token for each figure and frequency: its noisy latents, how the thing looks (latents of its still), which words
    name it (their states), the gist of the caption, and the number of its slot; and the way back."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        width, still = config.width, 16 * config.latent_channels
        self.codec = FigureCodec(config.group_frames, config.groups)
        numbers = self.codec.numbers
        self.numbers = Linear(numbers, width)
        self.still = Linear(still, width)
        self.tag = Linear(config.text_width, width)
        self.said = Linear(config.text_width, width)
        self.slot = nn.Parameter(torch.randn(config.references, width) * 0.02)
        self.out = Linear(width, 2 * numbers)
        self.guess = Linear(config.text_width, config.groups * numbers)
        for layer in (self.out, self.said, self.guess):
            nn.init.zeros_(layer.weight)

    def forward(self, latents: Tensor, stills: Tensor, tags: Tensor, gist: Tensor) -> Tensor:
        """latents [B, G, S, F], stills [B, S, C, 4, 4], tags [B, S, 384], gist [B, 384] -> [B, G * S, d]."""
        who = self.still(stills.flatten(2)) + self.tag(tags) + self.said(gist)[:, None] + self.slot
        return (self.numbers(latents) + who[:, None]).flatten(1, 2)

    def guessed(self, gist: Tensor, groups: int) -> Tensor:
        """What the gist alone lets one guess of a figure's path, [B, 384] -> [B, groups, 1, F], at unit variance."""
        rows = self.guess(gist).unflatten(1, (self.codec.groups, self.codec.numbers))
        return rows[:, frequency_rows(groups, self.codec.groups), None]


class Final(Linear):
    """A value and a share of the noisy latents for every number, and how far to take the held one (`held_cells`) instead;
    `spread` is the data's standard deviation by latent channel, measured on the cache before training."""

    spread: Tensor

    def __init__(self, width: int, channels: int, area: int) -> None:
        super().__init__(width, 2 * channels * area)
        self.hold = Linear(width, channels * area)
        self.modulation = Linear(width, 2 * width)
        self.register_buffer("spread", torch.ones(channels))
        nn.init.zeros_(self.weight)
        nn.init.zeros_(self.hold.weight)


def held_cells(mask: Tensor, masked: Tensor) -> tuple[Tensor, Tensor]:
    """What every cell held in the last group before and the next one after in which it is wholly known, the nearer one more of
    it, so that one picture becomes another: mask [B, 4, G, h, w], masked [B, C, G, h, w] -> held [B, C, G, h, w], noughts where
    it never is, and whether it is [B, 1, G, h, w]."""
    known, groups = mask.amin(1) == 1, mask.shape[2]  # [B, G, h, w]
    at = torch.arange(groups, device=mask.device)[None, :, None, None]
    before = torch.where(known, at, -1).cummax(1).values
    after = torch.where(known, at, groups).flip(1).cummin(1).values.flip(1)
    found = (before >= 0) | (after < groups)
    before, after = torch.where(before < 0, after, before), torch.where(after >= groups, before, after)
    share = ((at - before) / (after - before).clamp(min=1))[:, None]
    earlier, later = (
        masked.gather(2, group.clamp(0, groups - 1)[:, None].expand(-1, masked.shape[1], -1, -1, -1))
        for group in (before, after)
    )
    found = found[:, None].to(masked.dtype)
    return torch.lerp(earlier, later, share.to(masked.dtype)) * found, found


def to_data(latents: Tensor, value: Tensor, share: Tensor, at: Tensor, spread: Tensor) -> Tensor:
    """latents z = (1 - t) data + t noise, the network's answers, as large, the time and the data's standard deviation
    -> data."""
    variance = ((1 - at) * spread).square() + at.square()
    known, open_ = (1 - at) * spread.square() / variance, at * spread * variance.rsqrt()
    return latents * known + open_ * (value + share * latents * variance.rsqrt())


class Transformer(nn.Module):
    def __init__(self, config: Config) -> None:
        super().__init__()
        width, channels, area = config.width, config.latent_channels, config.patch**2
        self.patch_size, self.head_dim = config.patch, width // config.heads
        self.patch = Linear((2 * channels + config.group_frames) * area, width)
        self.text = pair(Linear(config.text_width, width), Linear(width, width))
        self.figure = FigureTokens(config)
        self.time = pair(Linear(TIME_NUMBERS, width), Linear(width, width))
        self.said = Linear(config.text_width, width)
        self.modulation = Linear(width, 6 * width)
        self.blocks = nn.ModuleList(Block(width, config.heads) for _ in range(config.depth))
        self.final = Final(width, channels, area)
        nn.init.zeros_(self.said.weight)
        nn.init.zeros_(self.modulation.weight)
        nn.init.zeros_(self.final.modulation.weight)

    def embed(self, time: Tensor, next_time: Tensor, shape: Tensor, gist: Tensor) -> Tensor:
        """time, next_time [B], shape [B, 4], gist [B, 384] -> silu of their embedding, [B, d]."""
        frequency = torch.exp(-math.log(1e4) * torch.arange(128, device=time.device) / 128)
        now, ahead = (1000 * t[:, None] * frequency for t in (time, time - next_time))
        numbers = torch.cat([now.cos(), now.sin(), ahead.cos(), ahead.sin(), shape], -1)
        return F.silu(self.time["out"](F.silu(self.time["in"](numbers))) + self.said(gist))

    def caption(self, text: Tensor) -> Tensor:
        """[B, tokens, 384] -> [B, tokens, d]."""
        return self.text["out"](F.gelu(self.text["in"](text), approximate="tanh"))

    def forward(
        self,
        latents: Tensor,
        mask: Tensor,
        masked: Tensor,
        time: Tensor,
        next_time: Tensor,
        shape: Tensor,
        text: Tensor,
        text_mask: Tensor,
        references: Tensor,
        reference_tags: Tensor,
        reference_mask: Tensor,
        figures_alone: bool = False,
    ) -> Tensor:
        """latents [B, G, N], place and figures packed (figures.py); mask [B, 4, G, h, w]; masked [B, C, G, h, w];
        time, next_time [B]; shape [B, 4] (`shape_numbers`); text [B, 32, 384]; text_mask [B, 32];
        references [B, S, C, 4, 4], latents of the figures' stills; reference_tags [B, S, 384];
        reference_mask [B, S] -> velocity [B, G, N]. What it says of absent figures means nothing. figures_alone: leaves out the
        place's tokens, and says nought of it."""
        size, (channels, groups) = self.patch_size, masked.shape[1:3]
        rows, columns = masked.shape[3] // size, masked.shape[4] // size
        slots = references.shape[1]
        place, figures = unpack(latents, channels, *masked.shape[3:], slots)
        words, gist = self.caption(text), gist_of(text, text_mask)
        tokens = [words, self.figure(figures, references, reference_tags, gist)]
        if figures_alone:
            rows = columns = 0
        else:
            tokens.append(self.patch(patchify(torch.cat([place, mask, masked], 1), size)))
        x = torch.cat(tokens, 1)
        known = torch.cat([text_mask, reference_mask.repeat(1, groups)], 1)
        bias = F.pad(-1e4 * (1 - known), (0, x.shape[1] - known.shape[1]))[:, None, None]  # place keys always count
        angles = rotary_angles(self.head_dim, words.shape[1], slots, groups, rows, columns).to(x.device)
        cos, sin = angles.cos(), angles.sin()
        embedded = self.embed(time, next_time, shape, gist)
        modulation = self.modulation(embedded).unflatten(-1, (6, -1))
        for block in self.blocks:
            x = block(x, modulation, cos, sin, bias)
        shift, scale = self.final.modulation(embedded)[:, None].chunk(2, -1)
        x = normalise(x[:, words.shape[1] :], scale, shift)
        moved, painted = x.split((groups * slots, groups * rows * columns), 1)
        at = time[:, None, None, None, None]
        if not figures_alone:
            value, share = unpatchify(self.final(painted), size, groups, rows, columns).chunk(2, 1)
            hold = unpatchify(self.final.hold(painted), size, groups, rows, columns)
            held, found = held_cells(mask, masked)
            place = to_data(place, value, share, at, self.final.spread[:, None, None, None])
            place = place + hold * (held - found * place)
        value, share = self.figure.out(moved).unflatten(1, (groups, slots)).chunk(2, -1)
        value = value + self.figure.guessed(gist, groups)
        spread = self.figure.codec.spreads(groups)[:, None]
        figures = to_data(figures, value, share, at[..., 0], spread)
        return (latents - pack(place, figures)) / time.clamp(min=LEAST_TIME)[:, None, None]


def gist_of(text: Tensor, mask: Tensor) -> Tensor:
    """The mean state of a caption's tokens, [B, tokens, d] -> [B, d]: that a thing goes left and not right is one word of many,
    and finding it by attention alone takes a small network very long."""
    return (text * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)


def no_caption(batch: int, config: Config) -> tuple[Tensor, Tensor]:
    """What stands for "no caption" in guidance: zero states, of which only the first counts."""
    mask = torch.zeros(batch, config.text_tokens)
    mask[:, 0] = 1
    return torch.zeros(batch, config.text_tokens, config.text_width), mask
