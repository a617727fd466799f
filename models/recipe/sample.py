"""Text to clip in PyTorch, for sheets and figures; the page does the same in TypeScript."""

import re
from collections.abc import Sequence

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from .autoencoder import Autoencoder
from .config import Config
from .latents import TextEncoder
from .things import THINGS
from .transformer import Transformer, no_caption

SHEET_FRAMES = (0, 5, 10, 16)


def find_cast(prompt: str, things: int, most: int = 2) -> list[int]:
    """Rows of the things a prompt names, longest names first where they overlap, in the prompt's order."""
    names = [
        (name, row) for row, thing in enumerate(THINGS[:things]) for name in (thing.noun, thing.plural, *thing.synonyms)
    ]
    rest, found = prompt.lower(), []
    for name, row in sorted(names, key=lambda pair: -len(pair[0])):
        match = re.search(rf"\b{re.escape(name)}\b", rest)
        if match:
            found.append((match.start(), row))
            rest = rest[: match.start()] + "#" * len(name) + rest[match.end() :]
    return [row for _, row in sorted(found)][:most]


def flow_times(steps: int, shift: float) -> Tensor:
    """steps + 1 falling times from 1 to 0, denser at high noise."""
    time = torch.linspace(1, 0, steps + 1)
    return shift * time / (1 + (shift - 1) * time)


class Sampler:
    """Holds what sampling needs; `guidance` 1 leaves out the second pass."""

    def __init__(self, config: Config, transformer: Transformer, autoencoder: Autoencoder, stills: Tensor) -> None:
        self.config, self.transformer, self.autoencoder = config, transformer.eval(), autoencoder.eval()
        self.stills = stills  # [things, poses, C, 4, 4]
        self.text = TextEncoder(config.text_tokens)

    def references(self, prompts: Sequence[str]) -> tuple[Tensor, Tensor]:
        """Stills [B, R, C, 4, 4] and mask [B, R] of the things the prompts name."""
        config = self.config
        stills = torch.zeros(len(prompts), config.references, *self.stills.shape[2:])
        mask = torch.zeros(len(prompts), config.references)
        for row, prompt in enumerate(prompts):
            for column, thing in enumerate(find_cast(prompt, config.things, config.references)):
                stills[row, column], mask[row, column] = self.stills[thing, 0], 1
        return stills, mask

    @torch.no_grad()
    def latents(self, prompts: Sequence[str], seed: int, guidance: float, cast: bool = True) -> Tensor:
        """[B, C, G, h, w] by Euler steps."""
        config, count = self.config, len(prompts)
        shape = (count, config.latent_channels, config.groups, config.grid, config.grid)
        x = torch.randn(shape, generator=torch.Generator().manual_seed(seed))
        states, mask = self.text.encode(prompts)
        stills, present = self.references(prompts)
        known = {
            "mask": torch.zeros(count, config.group_frames, *shape[2:]),
            "masked": self.autoencoder.encoder.bias[None, :, None, None, None].expand(shape),
            "references": stills,
        }
        asked = {"text": states.float(), "text_mask": mask.float(), "reference_mask": present * cast}
        bare = dict(zip(("text", "text_mask"), no_caption(count, config), strict=True)) | {
            "reference_mask": torch.zeros_like(present)
        }
        times = flow_times(config.steps, config.shift)
        for now, after in zip(times[:-1], times[1:], strict=True):
            common = known | {"latents": x, "time": now.expand(count)}
            velocity = self.transformer(**common, **asked)
            if guidance != 1:
                without = self.transformer(**common, **bare)
                velocity = without + guidance * (velocity - without)
            x = x + (after - now) * velocity
        return x

    @torch.no_grad()
    def clips(
        self, prompts: Sequence[str], seed: int, guidance: float, cast: bool = True, coarse: bool = False
    ) -> Tensor:
        """[B, T, 3, S, S] in 0..1."""
        latents = self.latents(prompts, seed, guidance, cast)
        return torch.cat([self.autoencoder.decode(latent[None], coarse) for latent in latents])


def contact_sheet(clips: Tensor, columns: int) -> Image.Image:
    """Four frames a clip side by side, clips row by row; clips [B, T, 3, S, S]."""
    strips = [torch.cat([clip[index] for index in SHEET_FRAMES], -1) for clip in clips]
    strips += [torch.zeros_like(strips[0])] * (-len(strips) % columns)
    rows = [torch.cat(strips[start : start + columns], -1) for start in range(0, len(strips), columns)]
    picture = torch.cat(rows, -2).clamp(0, 1).permute(1, 2, 0)
    return Image.fromarray((picture.numpy() * 255).round().astype(np.uint8))
