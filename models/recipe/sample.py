"""Text (and pictures) to clip in PyTorch, for sheets and figures; the page does the same in TypeScript."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from .autoencoder import Autoencoder, steadied
from .config import Bucket, Config
from .figures import pack, unpack
from .latents import grey_latents
from .text import TextEncoder, name_tags
from .things import THINGS
from .transformer import Transformer, no_caption, shape_numbers
from .world.compose import Cast, compose
from .world.hues import COLOURS, colours_of
from .world.render import Renderer
from .world.words import PLACES


COUNTS = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4}


@dataclass(frozen=True)
class Member:
    """A thing that a prompt names: its row, the characters of its name, and a colour or ""."""

    thing: int
    span: tuple[int, int]
    colour: str


def find_cast(prompt: str, things: int, most: int) -> list[Member]:
    """The things a prompt names, in its order; longest names first where they overlap, several where it counts them."""
    names = [
        (name, row) for row, thing in enumerate(THINGS[:things]) for name in (thing.noun, thing.plural, *thing.synonyms)
    ]
    rest, found = prompt.lower(), []
    elsewhere = [phrase for groups in PLACES.values() for group in groups for phrase in group]
    for phrase in sorted([*elsewhere, "the camera"], key=len, reverse=True):  # mountains and cameras that are no things
        rest = rest.replace(phrase, "#" * len(phrase))
    for name, row in sorted(names, key=lambda pair: -len(pair[0])):
        match = re.search(rf"\b{re.escape(name)}\b", rest)
        if match:
            said = rest[: match.start()].split()
            colour = said[-1] if said and said[-1] in COLOURS and colours_of(row) else ""
            number = said[-2] if colour and len(said) > 1 else said[-1] if said else ""
            found += [Member(row, match.span(), colour)] * COUNTS.get(number, 1)
            rest = rest[: match.start()] + "#" * len(name) + rest[match.end() :]
    return sorted(found, key=lambda member: member.span)[:most]


def flow_times(steps: int, shift: float) -> Tensor:
    """steps + 1 falling times from 1 to 0, denser at high noise."""
    time = torch.linspace(1, 0, steps + 1)
    return shift * time / (1 + (shift - 1) * time)


def guidance_of(config: Config, latents: Tensor, masked: Tensor, guidance: float) -> Tensor:
    """As large as latents [B, G, N]: the guidance of the place, and of the figures. masked: as in Transformer.forward."""
    place, figures = unpack(latents, config.latent_channels, *masked.shape[3:], config.references)
    return pack(torch.full_like(place, guidance), torch.full_like(figures, config.figure_guidance))


@dataclass(frozen=True)
class Known:
    """What is known of a batch of clips: mask [B, 4, G, h, w] and masked [B, C, G, h, w]."""

    mask: Tensor
    masked: Tensor


class Sampler:
    """Holds what sampling needs. guidance 1 leaves out the second pass; `average` feeds the next time to a student."""

    def __init__(
        self, config: Config, transformer: Transformer, autoencoder: Autoencoder, renderer: Renderer, average: bool = False
    ) -> None:
        self.config, self.average = config, average
        self.device = next(transformer.parameters()).device
        self.transformer, self.autoencoder = transformer.eval(), autoencoder.eval().to(self.device)
        self.renderer = renderer
        self.text = TextEncoder(config.text_tokens, self.device)

    def cast_of(self, prompts: Sequence[str], cast: bool) -> Cast:
        """Who acts: nobody where the things are to be part of the picture."""
        shape = (len(prompts), self.config.references)
        found = Cast(
            torch.zeros(shape, dtype=torch.long, device=self.device),
            torch.zeros(shape, device=self.device),
            torch.zeros(shape, dtype=torch.long, device=self.device),
            [[""] * shape[1] for _ in prompts],
        )
        for row, prompt in enumerate(prompts if cast else ()):
            for slot, member in enumerate(find_cast(prompt, self.config.scope.things, shape[1])):
                found.things[row, slot], found.present[row, slot] = member.thing, 1
                found.colours[row][slot] = member.colour
        return found

    def front(self, prompts: Sequence[str], cast: Cast) -> dict[str, Tensor]:
        """Caption states, stills and tags of the things that act."""
        config = self.config
        text = self.text.encode(prompts)
        side = config.reference_size // config.spatial_factor
        shape = (len(prompts), config.references)
        stills = torch.zeros(*shape, config.latent_channels, side, side, device=self.device)
        tags = torch.zeros(*shape, config.text_width, device=self.device)
        for row, prompt in enumerate(prompts):
            members = find_cast(prompt, config.scope.things, config.references)
            tags[row] = name_tags(text, row, [member.span for member in members], config.references).float()
            for slot in cast.present[row].nonzero()[:, 0].tolist():
                thing, colour = int(cast.things[row, slot]), cast.colours[row][slot]
                still = self.renderer.stills([thing], [0], config.reference_size, [colour])
                stills[row, slot] = self.autoencoder.encode_still(still)[0]
        given = {
            "text": text.states.float(),
            "text_mask": text.mask.float(),
            "references": stills,
            "reference_tags": tags * cast.present[..., None],
            "reference_mask": cast.present,
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
        cast: Cast,
        known: Known | None = None,
        bucket: Bucket | None = None,
    ) -> Tensor:
        """[B, G, N] by Euler steps."""
        config, count = self.config, len(prompts)
        bucket = bucket or config.buckets[0]
        known = known or self.nothing_known(count, bucket)
        figures = torch.zeros(count, known.masked.shape[2], config.references, self.transformer.figure.codec.numbers)
        given = pack(known.masked, figures.to(self.device))
        whole = known.mask.amin(1, keepdim=True).expand_as(known.masked)
        held = pack(whole, torch.zeros_like(figures, device=self.device))  # what is wholly known stays as given
        noise = torch.randn(given.shape, generator=torch.Generator().manual_seed(seed)).to(self.device)
        shape = torch.tensor([shape_numbers(bucket.fps, bucket.frames, bucket.height, bucket.width)])
        common = {"mask": known.mask, "masked": known.masked, "shape": shape.expand(count, -1).to(self.device)}
        times = flow_times(config.steps, config.shift)
        asked = common | self.front(prompts, cast)
        found = self.flow(noise, times, asked, guidance, lambda x, now: torch.lerp(x, torch.lerp(given, noise, now), held))
        return torch.lerp(found, given, held)

    def flow(
        self,
        x: Tensor,
        times: Tensor,
        asked: dict[str, Tensor],
        guidance: float,
        hold: Callable[[Tensor, float], Tensor] = lambda x, _: x,
    ) -> Tensor:
        """Euler steps from x [B, G, N] at the first of these times to the last. asked: as in Transformer.forward, without
        latents and times. hold: puts what is known where it is at a time, before every step."""
        config, count = self.config, len(x)
        text, text_mask = no_caption(count, config)
        bare = asked | {"text": text.to(self.device), "text_mask": text_mask.to(self.device)}
        bare["reference_tags"] = torch.zeros_like(asked["reference_tags"])
        strength = guidance_of(config, x, asked["masked"], guidance)
        for now, after in pairwise(times.tolist()):
            x = hold(x, now)
            moment = torch.full((count,), now, device=self.device)
            ahead = torch.full((count,), after, device=self.device) if self.average else moment
            at = {"latents": x, "time": moment, "next_time": ahead}
            velocity = self.transformer(**at, **asked)
            if guidance != 1:
                without = self.transformer(**at, **bare)
                velocity = without + strength * (velocity - without)
            x = x + (after - now) * velocity
        return x

    def unpack(self, latents: Tensor, bucket: Bucket | None) -> tuple[Tensor, Tensor]:
        """[B, G, N] -> those of the place [B, C, G, h, w] and of the figures [B, G, S, F]."""
        config, bucket = self.config, bucket or self.config.buckets[0]
        rows, columns = bucket.height // config.spatial_factor, bucket.width // config.spatial_factor
        return unpack(latents, config.latent_channels, rows, columns, config.references)

    def poses(self, latents: Tensor, bucket: Bucket | None = None) -> Tensor:
        """[B, T, S, POSE_NUMBERS] of all figures, absent ones too."""
        return self.transformer.figure.codec.decode(self.unpack(latents, bucket)[1])

    @torch.no_grad()
    def decode(self, latents: Tensor, cast: Cast, bucket: Bucket | None = None) -> Tensor:
        """[B, G, N] -> [B, T, 3, H, W] in 0..1, as large as the decoder draws: the place, and the cast over it."""
        places = steadied(self.unpack(latents, bucket)[0])
        plates = torch.cat([self.autoencoder.decode(one[None]) for one in places])
        return compose(plates, self.poses(latents, bucket), cast, self.renderer.sprites)

    def clips(self, prompts: Sequence[str], seed: int, guidance: float, cast: bool = True) -> Tensor:
        """[B, T, 3, H, W] in 0..1."""
        who = self.cast_of(prompts, cast)
        return self.decode(self.latents(prompts, seed, guidance, who), who)


def contact_sheet(clips: Tensor, columns: int, frames: int = 4) -> Image.Image:
    """Some frames of each clip side by side, clips row by row; clips [B, T, 3, H, W]."""
    chosen = [round(i * (clips.shape[1] - 1) / (frames - 1)) for i in range(frames)]
    strips = [torch.cat([clip[index] for index in chosen], -1).cpu() for clip in clips]
    strips += [torch.zeros_like(strips[0])] * (-len(strips) % columns)
    rows = [torch.cat(strips[start : start + columns], -1) for start in range(0, len(strips), columns)]
    picture = torch.cat(rows, -2).clamp(0, 1).permute(1, 2, 0)
    return Image.fromarray((picture.numpy() * 255).round().astype(np.uint8))
