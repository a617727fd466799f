"""The transformer: caption, cast and latent tokens in one sequence; answers the velocity from data to noise.

Single stream, pre-norm, adaptive norm by time and shape of the whole clip (DiT, Peebles & Xie 2023), rotary positions
over frame, row and column on latent tokens only. What the network adds is scaled, channel by channel, to what the best
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

TIME_NUMBERS = 4 * 128 + 4  # cosines and sines of time and of time - next_time, and the shape
LEAST_TIME = 0.05  # data -> velocity divides by the time


def axis_angles(length: int, dims: int) -> Tensor:
    """[length, dims / 2] rotary angles of one axis."""
    frequency = 100.0 ** (-torch.arange(0, dims, 2) / dims)
    return torch.arange(length)[:, None] * frequency


def rotary_angles(head_dim: int, front: int, groups: int, rows: int, columns: int) -> Tensor:
    """[front + groups * rows * columns, head_dim / 2]; the first `front` tokens (caption, cast) are not turned."""
    dims = (head_dim - head_dim // 4) // 2
    frame = axis_angles(groups, head_dim - 2 * dims)[:, None, None].expand(-1, rows, columns, -1)
    row = axis_angles(rows, dims)[None, :, None].expand(groups, -1, columns, -1)
    column = axis_angles(columns, dims)[None, None].expand(groups, rows, -1, -1)
    angles = torch.cat([frame, row, column], -1).flatten(0, 2)
    return torch.cat([torch.zeros(front, head_dim // 2), angles])


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


class Reference(Linear):
    """Patches of the cast's stills -> tokens, with a learned position for each of the 4 * references tokens.

    `tag` maps the caption's own states of a thing's name onto the tokens of its still, so that with two of them the
    network can tell which is which.
    """

    def __init__(self, inputs: int, width: int, tokens: int, text_width: int) -> None:
        super().__init__(inputs, width)
        self.position = nn.Parameter(torch.randn(tokens, width) * 0.02)
        self.tag = Linear(text_width, width)


class Final(Linear):
    """A value and a share of the noisy latents for every number; `spread` is the data's standard deviation by latent
    channel, measured on the cache before training."""

    spread: Tensor

    def __init__(self, width: int, channels: int, area: int) -> None:
        super().__init__(width, 2 * channels * area)
        self.modulation = Linear(width, 2 * width)
        self.register_buffer("spread", torch.ones(channels))
        nn.init.zeros_(self.weight)

    def to_data(self, latents: Tensor, found: Tensor, time: Tensor) -> Tensor:
        """latents z = (1 - t) data + t noise [B, C, G, h, w], the network's answer [B, 2C, G, h, w], time [B] -> data."""
        value, share = found.chunk(2, 1)
        at, spread = time[:, None, None, None, None], self.spread[:, None, None, None]
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
        self.reference = Reference(channels * area, width, 4 * config.references, config.text_width)
        self.time = pair(Linear(TIME_NUMBERS, width), Linear(width, width))
        self.modulation = Linear(width, 6 * width)
        self.blocks = nn.ModuleList(Block(width, config.heads) for _ in range(config.depth))
        self.final = Final(width, channels, area)
        nn.init.zeros_(self.modulation.weight)
        nn.init.zeros_(self.final.modulation.weight)

    def embed_time(self, time: Tensor, next_time: Tensor, shape: Tensor) -> Tensor:
        """time, next_time [B], shape [B, 4] -> silu of their embedding, [B, d]."""
        frequency = torch.exp(-math.log(1e4) * torch.arange(128, device=time.device) / 128)
        now, ahead = (1000 * t[:, None] * frequency for t in (time, time - next_time))
        numbers = torch.cat([now.cos(), now.sin(), ahead.cos(), ahead.sin(), shape], -1)
        return F.silu(self.time["out"](F.silu(self.time["in"](numbers))))

    def front(self, text: Tensor, references: Tensor, tags: Tensor) -> Tensor:
        """Caption and cast tokens: text [B, 24, 384], references [B, R, C, 4, 4], tags [B, R, 384] -> [B, 24 + 4R, d]."""
        words = self.text["out"](F.gelu(self.text["in"](text), approximate="tanh"))
        patches = patchify(references.transpose(1, 2), self.patch_size)  # [B, R * 4, C * 4]
        named = self.reference.tag(tags).repeat_interleave(4, 1)
        return torch.cat([words, self.reference(patches) + self.reference.position + named], 1)

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
    ) -> tuple[Tensor, Tensor]:
        """latents, masked [B, C, G, h, w]; mask [B, 4, G, h, w]; time, next_time [B]; shape [B, 4] (`shape_numbers`);
        text [B, 24, 384]; text_mask [B, 24]; references [B, R, C, 4, 4]; reference_tags [B, R, 384];
        reference_mask [B, R] -> velocity [B, C, G, h, w], and the latent tokens half way up [B, G * rows * columns, d],
        which training holds against what the world knows."""
        size = self.patch_size
        groups, rows, columns = latents.shape[2], latents.shape[3] // size, latents.shape[4] // size
        front = self.front(text, references, reference_tags)
        x = torch.cat([front, self.patch(patchify(torch.cat([latents, mask, masked], 1), size))], 1)
        known = torch.cat([text_mask, reference_mask.repeat_interleave(4, 1)], 1)
        bias = F.pad(-1e4 * (1 - known), (0, x.shape[1] - front.shape[1]))[:, None, None]  # latent keys always count
        angles = rotary_angles(self.head_dim, front.shape[1], groups, rows, columns).to(x.device)
        cos, sin = angles.cos(), angles.sin()
        embedded = self.embed_time(time, next_time, shape)
        modulation = self.modulation(embedded).unflatten(-1, (6, -1))
        half = x
        for index, block in enumerate(self.blocks):
            half = x if index == len(self.blocks) // 2 else half
            x = block(x, modulation, cos, sin, bias)
        shift, scale = self.final.modulation(embedded)[:, None].chunk(2, -1)
        x = self.final(normalise(x[:, front.shape[1] :], scale, shift))
        data = self.final.to_data(latents, unpatchify(x, size, groups, rows, columns), time)
        velocity = (latents - data) / time.clamp(min=LEAST_TIME)[:, None, None, None, None]
        return velocity, half[:, front.shape[1] :]


def no_caption(batch: int, config: Config) -> tuple[Tensor, Tensor]:
    """What stands for "no caption" in guidance: zero states, of which only the first counts."""
    mask = torch.zeros(batch, config.text_tokens)
    mask[:, 0] = 1
    return torch.zeros(batch, config.text_tokens, config.text_width), mask
