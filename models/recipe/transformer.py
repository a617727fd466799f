"""The transformer: caption, cast and latent tokens in one sequence; predicts the velocity from data to noise.

Single stream, pre-norm, adaptive norm by one time for the whole clip (DiT, Peebles & Xie 2023), rotary positions
over frame, row and column on latent tokens only.
"""

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .autoencoder import Linear
from .config import Config


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
    """Patches of the cast's stills -> tokens, with a learned position for each of the 4 * references tokens."""

    def __init__(self, inputs: int, width: int, tokens: int) -> None:
        super().__init__(inputs, width)
        self.position = nn.Parameter(torch.randn(tokens, width) * 0.02)


class Final(Linear):
    def __init__(self, width: int, outputs: int) -> None:
        super().__init__(width, outputs)
        self.modulation = Linear(width, 2 * width)
        nn.init.zeros_(self.weight)


class Transformer(nn.Module):
    def __init__(self, config: Config) -> None:
        super().__init__()
        width, channels, area = config.width, config.latent_channels, config.patch**2
        self.patch_size, self.head_dim = config.patch, width // config.heads
        self.patch = Linear((2 * channels + config.group_frames) * area, width)
        self.text = pair(Linear(config.text_width, width), Linear(width, width))
        self.reference = Reference(channels * area, width, 4 * config.references)
        self.time = pair(Linear(256, width), Linear(width, width))
        self.modulation = Linear(width, 6 * width)
        self.blocks = nn.ModuleList(Block(width, config.heads) for _ in range(config.depth))
        self.final = Final(width, channels * area)
        nn.init.zeros_(self.modulation.weight)
        nn.init.zeros_(self.final.modulation.weight)

    def embed_time(self, time: Tensor) -> Tensor:
        """[B] -> silu of the time's embedding, [B, d]."""
        frequency = torch.exp(-math.log(1e4) * torch.arange(128) / 128)
        angle = 1000 * time[:, None] * frequency
        hidden = F.silu(self.time["in"](torch.cat([angle.cos(), angle.sin()], -1)))
        return F.silu(self.time["out"](hidden))

    def front(self, text: Tensor, references: Tensor) -> Tensor:
        """Caption and cast tokens: text [B, 24, 384], references [B, R, C, 4, 4] -> [B, 24 + 4R, d]."""
        words = self.text["out"](F.gelu(self.text["in"](text), approximate="tanh"))
        patches = patchify(references.transpose(1, 2), self.patch_size)  # [B, R * 4, C * 4]
        return torch.cat([words, self.reference(patches) + self.reference.position], 1)

    def forward(
        self,
        latents: Tensor,
        mask: Tensor,
        masked: Tensor,
        time: Tensor,
        text: Tensor,
        text_mask: Tensor,
        references: Tensor,
        reference_mask: Tensor,
    ) -> Tensor:
        """latents, masked [B, C, G, h, w]; mask [B, 4, G, h, w]; time [B]; text [B, 24, 384]; text_mask [B, 24];
        references [B, R, C, 4, 4]; reference_mask [B, R] -> velocity [B, C, G, h, w]."""
        groups, rows, columns = (
            latents.shape[2],
            latents.shape[3] // self.patch_size,
            latents.shape[4] // self.patch_size,
        )
        front = self.front(text, references)
        x = torch.cat([front, self.patch(patchify(torch.cat([latents, mask, masked], 1), self.patch_size))], 1)
        known = torch.cat([text_mask, reference_mask.repeat_interleave(4, 1)], 1)
        bias = F.pad(-1e4 * (1 - known), (0, x.shape[1] - front.shape[1]))[:, None, None]  # latent keys always count
        angles = rotary_angles(self.head_dim, front.shape[1], groups, rows, columns)
        cos, sin = angles.cos(), angles.sin()
        embedded = self.embed_time(time)
        modulation = self.modulation(embedded).unflatten(-1, (6, -1))
        for block in self.blocks:
            x = block(x, modulation, cos, sin, bias)
        shift, scale = self.final.modulation(embedded)[:, None].chunk(2, -1)
        x = self.final(normalise(x[:, front.shape[1] :], scale, shift))
        return unpatchify(x, self.patch_size, groups, rows, columns)


def no_caption(batch: int, config: Config) -> tuple[Tensor, Tensor]:
    """What stands for "no caption" in guidance: zero states, of which only the first counts."""
    mask = torch.zeros(batch, config.text_tokens)
    mask[:, 0] = 1
    return torch.zeros(batch, config.text_tokens, config.text_width), mask
