"""Step 6, `evaluate`: contact sheets to look at, and one table of figures on held-out prompts.

Every figure comes with its ceiling (the same measure on real renders of the same plans) and its floor (the made clips
held against the prompts of others), so that a judge that learned nothing shows. Made clips are decoded to pixels and
encoded again before the reader sees them.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from torch import Tensor

from .autoencoder import Autoencoder, psnr, shrink
from .config import Config
from .reader import Reader, answers
from .sample import Known, Sampler, contact_sheet
from .world.captions import plain_prompt
from .world.clip import Clip, draw_clip, held_out
from .world.render import Renderer

TEST_SEED = 60_000_000
QUESTIONS = ("category", "place", "time", "motion")


def hand_written() -> list[str]:
    return (Path(__file__).parent / "prompts.txt").read_text().splitlines()


def held_out_clips(config: Config, count: int) -> list[Clip]:
    """Plans of one thing in a combination never trained on, camera still, plain style."""
    clips: list[Clip] = []
    seed = TEST_SEED
    while len(clips) < count:
        seed += 1
        clip = draw_clip(seed, config.scope, keep_held_out=True)
        actor = clip.actors[0]
        plain = len(clip.actors) == 1 and clip.camera == "still" and clip.style == "plain" and not actor.then
        if plain and held_out(actor.thing, clip.place, actor.motion):
            clips.append(clip)
    return clips


def shares(reader: Reader, config: Config, latents: Tensor, plans: Sequence[Clip]) -> dict[str, float]:
    """Share of clips whose first answer is right, per question; for the thing also among the first five."""
    labels = [answers(config, plan) for plan in plans]
    with torch.no_grad():
        scores = reader(latents.float()).scores
    found = {}
    for name in QUESTIONS:
        right = torch.tensor([label[name] for label in labels], device=latents.device)
        found[name] = float((scores[name].argmax(1) == right).float().mean())
    thing = torch.tensor([label["thing"] for label in labels], device=latents.device)
    found["thingTop5"] = float((scores["thing"].topk(5).indices == thing[:, None]).any(1).float().mean())
    return found


def frechet(a: Tensor, b: Tensor) -> float:
    """Frechet distance of two sets of features [n, d], with diagonal covariances (n is small beside d)."""
    mean = (a.mean(0) - b.mean(0)).square().sum()
    spread = (a.std(0) - b.std(0)).square().sum()
    return float(mean + spread)


def sharpness(clips: Tensor) -> float:
    """Mean absolute difference of neighbouring pixels; clips [B, T, 3, H, W]."""
    return float(clips.diff(dim=-1).abs().mean() + clips.diff(dim=-2).abs().mean())


def flicker(clips: Tensor, group: int) -> float:
    """Change from frame to frame at the borders of groups over that within groups; 1 is without seams."""
    change = clips.diff(dim=1).abs().mean((0, 2, 3, 4))  # [T - 1], frame t to t + 1
    border = torch.arange(len(change)) % group == 0
    return float(change[border].mean() / change[~border].mean().clamp(min=1e-6))


def ungroup_mask(mask: Tensor, group: int) -> Tensor:
    """[B, 4, G, h, w] -> [B, T] bool: frames that are known in every pixel."""
    return mask.amin((3, 4)).transpose(1, 2).flatten(1)[:, group - 1 :] == 1


class Evaluation:
    """One model under test, with renders of the same held-out plans beside it."""

    def __init__(
        self, config: Config, sampler: Sampler, renderer: Renderer, reader: Reader, count: int
    ) -> None:
        self.config, self.sampler, self.reader = config, sampler, reader
        self.plans = held_out_clips(config, count)
        self.prompts = [plain_prompt(plan) for plan in self.plans]
        bucket, scale = config.buckets[0], self.autoencoder.decoder.scale
        size = (bucket.height * scale, bucket.width * scale)
        parts = [self.plans[i : i + 16] for i in range(0, count, 16)]
        renders = [renderer.render(part, size, bucket.frames, bucket.fps) for part in parts]
        self.real = torch.cat([rendered.frames for rendered in renders])
        self.real_latents = self.encode(self.real)

    @property
    def autoencoder(self) -> Autoencoder:
        return self.sampler.autoencoder

    @torch.no_grad()
    def encode(self, clips: Tensor) -> Tensor:
        scale = self.autoencoder.decoder.scale
        return torch.cat([self.autoencoder.encode(shrink(clip[None], scale)) for clip in clips])

    def make(self, known: Callable[[slice], Known] | None = None, cast: bool = True, **options: object) -> Tensor:
        """Clips for all prompts, twenty at a time; given frames are put back as they are."""
        made = []
        for start in range(0, len(self.prompts), 20):
            part = slice(start, start + 20)
            given, who = known(part) if known else None, self.sampler.cast_of(self.prompts[part], cast)
            latents = self.sampler.latents(self.prompts[part], start, cast=who, known=given, **options)  # type: ignore[arg-type]
            clips = self.sampler.decode(latents, who)
            if given is not None:
                whole = ungroup_mask(given.mask, self.config.group_frames)
                clips = torch.where(whole[:, :, None, None, None], self.real[part], clips)
            made.append(clips)
        return torch.cat(made)

    def text_to_video(self, **options: object) -> dict[str, float]:
        """The shares with ceiling and floor, and what can be measured without knowing the prompt."""
        config, clips = self.config, self.make(**options)
        seen = self.encode(clips)
        shuffled = self.plans[7:] + self.plans[:7]
        found = shares(self.reader, config, seen, self.plans)
        found |= {k + "Ceiling": v for k, v in shares(self.reader, config, self.real_latents, self.plans).items()}
        found |= {k + "Floor": v for k, v in shares(self.reader, config, seen, shuffled).items()}
        features = [self.reader.features(x.float()) for x in (seen, self.real_latents)]
        half = len(self.plans) // 2
        found["frechet"] = frechet(*features)
        found["frechetCeiling"] = frechet(features[1][:half], features[1][half:])
        found["sharpness"] = sharpness(clips) / sharpness(self.real)
        found["groupBorders"] = flicker(clips, config.group_frames)
        return found

    def known_groups(self, groups: list[int]) -> Callable[[slice], Known]:
        """Conditions: these groups of the real clips."""
        bucket = self.config.buckets[0]

        def known(part: slice) -> Known:
            real = self.real_latents[part]
            nothing = self.sampler.nothing_known(len(real), bucket)
            mask, masked = nothing.mask.clone(), nothing.masked.clone()
            mask[:, :, groups], masked[:, :, groups] = 1, real[:, :, groups]
            return Known(mask, masked)

        return known

    def tasks(self, **options: object) -> dict[str, float]:
        """Two groups given (extension): the seam; both ends given: the middle against the truth."""
        group = self.config.group_frames
        head = self.make(self.known_groups([0, 1]), **options)
        middle = self.make(self.known_groups([0, 1, 3, 4]), **options)
        round_trip = torch.cat([self.autoencoder.decode(one[None]) for one in self.real_latents])
        change = head.diff(dim=1).abs().mean((0, 2, 3, 4))
        seam, sides = change[group], torch.cat([change[group - 2 : group], change[group + 1 : group + 3]]).mean()
        gap = slice(1 + group, 1 + 2 * group)
        return {
            "extendSeam": float(seam / sides),
            "middle": psnr(middle[:, gap], self.real[:, gap]),
            "middleCeiling": psnr(round_trip[:, gap], self.real[:, gap]),
            "middleFloor": psnr(self.real[:, [group]].expand_as(self.real[:, gap]), self.real[:, gap]),
        }


def sheet(sampler: Sampler, path: Path, guidance: float, cast: bool) -> None:
    """The hand-written prompts, three columns of four frames; read row by row in the order of prompts.txt."""
    clips = sampler.clips(hand_written(), 0, guidance, cast)
    contact_sheet(shrink(clips, sampler.autoencoder.decoder.scale), 3).save(path)
