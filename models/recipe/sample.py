"""Text (and pictures) to clip in PyTorch, for sheets and figures; the page does the same in TypeScript."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from .autoencoder import Autoencoder
from .config import Bucket, Config
from .latents import grey_latents
from .text import TextEncoder, name_tags
from .things import THINGS
from .transformer import Transformer, no_caption, shape_numbers


def find_cast(prompt: str, things: int, most: int = 2) -> list[tuple[int, tuple[int, int]]]:
    """(row, characters) of the things a prompt names, longest names first where they overlap, in the prompt's order."""
    names = [
        (name, row) for row, thing in enumerate(THINGS[:things]) for name in (thing.noun, thing.plural, *thing.synonyms)
    ]
    rest, found = prompt.lower(), []
    for name, row in sorted(names, key=lambda pair: -len(pair[0])):
        match = re.search(rf"\b{re.escape(name)}\b", rest)
        if match:
            found.append((row, match.span()))
            rest = rest[: match.start()] + "#" * len(name) + rest[match.end() :]
    return sorted(found, key=lambda pair: pair[1])[:most]


def flow_times(steps: int, shift: float) -> Tensor:
    """steps + 1 falling times from 1 to 0, denser at high noise."""
    time = torch.linspace(1, 0, steps + 1)
    return shift * time / (1 + (shift - 1) * time)


@dataclass(frozen=True)
class Known:
    """What is known of a batch of clips: mask [B, 4, G, h, w] and masked [B, C, G, h, w]."""

    mask: Tensor
    masked: Tensor


class Sampler:
    """Holds what sampling needs. guidance 1 leaves out the second pass; `average` feeds the next time to a student."""

    def __init__(
        self, config: Config, transformer: Transformer, autoencoder: Autoencoder, stills: Tensor, average: bool = False
    ) -> None:
        self.config, self.average = config, average
        self.device = next(transformer.parameters()).device
        self.transformer, self.autoencoder = transformer.eval(), autoencoder.eval().to(self.device)
        self.stills = stills.float()  # [things, poses, C, 4, 4]
        self.text = TextEncoder(config.text_tokens, self.device)

    def front(self, prompts: Sequence[str], cast: bool) -> dict[str, Tensor]:
        """Caption states, stills and tags of the things that the prompts name."""
        config = self.config
        text = self.text.encode(prompts)
        stills = torch.zeros(len(prompts), config.references, *self.stills.shape[2:])
        present = torch.zeros(len(prompts), config.references)
        tags = torch.zeros(len(prompts), config.references, config.text_width)
        for row, prompt in enumerate(prompts):
            found = find_cast(prompt, config.scope.things, config.references)
            tags[row] = name_tags(text, row, [span for _, span in found], config.references).float()
            for column, (thing, _) in enumerate(found):
                stills[row, column], present[row, column] = self.stills[thing, 0], 1
        given = {
            "text": text.states.float(),
            "text_mask": text.mask.float(),
            "references": stills,
            "reference_tags": tags * cast,
            "reference_mask": present * cast,
        }
        return {name: value.to(self.device) for name, value in given.items()}

    def nothing_known(self, count: int, bucket: Bucket) -> Known:
        config, groups = self.config, 1 + (bucket.frames - 1) // self.config.group_frames
        grey = grey_latents(self.autoencoder, bucket, config).to(self.device)
        mask = torch.zeros(count, config.group_frames, groups, *grey.shape[1:], device=self.device)
        return Known(mask, grey[None, :, None].expand(count, -1, groups, -1, -1))

    @torch.no_grad()
    def latents(
        self,
        prompts: Sequence[str],
        seed: int,
        guidance: float,
        cast: bool = True,
        known: Known | None = None,
        steps: int | None = None,
        bucket: Bucket | None = None,
    ) -> Tensor:
        """[B, C, G, h, w] by Euler steps."""
        config, count = self.config, len(prompts)
        bucket = bucket or config.buckets[0]
        known = known or self.nothing_known(count, bucket)
        x = torch.randn(known.masked.shape, generator=torch.Generator().manual_seed(seed)).to(self.device)
        shape = torch.tensor([shape_numbers(bucket.fps, bucket.frames, bucket.height, bucket.width)])
        common = {"mask": known.mask, "masked": known.masked, "shape": shape.expand(count, -1).to(self.device)}
        asked = common | self.front(prompts, cast)
        text, text_mask = no_caption(count, config)
        bare = asked | {"text": text.to(self.device), "text_mask": text_mask.to(self.device)}
        bare["reference_mask"] = torch.zeros_like(asked["reference_mask"])
        times = flow_times(steps or config.steps, config.shift)
        for now, after in zip(times[:-1].tolist(), times[1:].tolist(), strict=True):
            moment = torch.full((count,), now, device=self.device)
            ahead = torch.full((count,), after, device=self.device) if self.average else moment
            at = {"latents": x, "time": moment, "next_time": ahead}
            velocity = self.transformer(**at, **asked)[0]
            if guidance != 1:
                without = self.transformer(**at, **bare)[0]
                velocity = without + guidance * (velocity - without)
            x = x + (after - now) * velocity
        whole = known.mask.amin(1, keepdim=True)  # what is wholly known stays as given
        return x * (1 - whole) + known.masked * whole

    @torch.no_grad()
    def decode(self, latents: Tensor) -> Tensor:
        """[B, C, G, h, w] -> [B, T, 3, H, W] in 0..1, clip by clip."""
        return torch.cat([self.autoencoder.decode(latent[None]) for latent in latents])

    def clips(self, prompts: Sequence[str], seed: int, guidance: float, cast: bool = True) -> Tensor:
        """[B, T, 3, H, W] in 0..1."""
        return self.decode(self.latents(prompts, seed, guidance, cast))


def contact_sheet(clips: Tensor, columns: int, frames: int = 4) -> Image.Image:
    """Some frames of each clip side by side, clips row by row; clips [B, T, 3, H, W]."""
    chosen = [round(i * (clips.shape[1] - 1) / (frames - 1)) for i in range(frames)]
    strips = [torch.cat([clip[index] for index in chosen], -1).cpu() for clip in clips]
    strips += [torch.zeros_like(strips[0])] * (-len(strips) % columns)
    rows = [torch.cat(strips[start : start + columns], -1) for start in range(0, len(strips), columns)]
    picture = torch.cat(rows, -2).clamp(0, 1).permute(1, 2, 0)
    return Image.fromarray((picture.numpy() * 255).round().astype(np.uint8))
