"""Step 5, `distil`: a student that makes in few passes what the teacher makes in many, guidance folded in.

The student predicts the average velocity between two times (a flow map). Up to one of its own steps, its target is what
two guided half steps of the teacher come to, so that all its steps are those of the teacher's sampler (progressive
distillation, Salimans & Ho 2022); further, what two half steps of its own averaged weights come to (shortcut models, Frans
et al. 2024). It starts as the teacher, which has never seen two different times. All tasks are in the batches.
"""

import signal
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

from .cache import Batch, LatentCache, draw_batch
from .config import Config
from .figures import pack, unpack
from .sample import Sampler, guidance_of
from .train_transformer import Trainer
from .transformer import Transformer, no_caption

LONG_EVERY = 4  # of as many samples one goes further than a step
LEAST_LEFT = 0.02  # of the way, for a start
ROUNDING = 1e-4


def shifted(left: Tensor, shift: float) -> Tensor:
    """The share of the way that is left, 1 to 0 -> times, as `flow_times` spaces them."""
    return shift * left / (1 + (shift - 1) * left)


def draw_spans(steps: int, count: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """What is left of the way at both ends of a span, [count] each: half of the starts are those of a sampler of so many steps,
    the others anywhere, and so are the ends."""
    device = generator.device

    def draw() -> Tensor:
        return torch.rand(count, generator=generator, device=device)

    grid = (1 + torch.randint(steps, (count,), generator=generator, device=device)) / steps
    long = torch.arange(count, device=device) % LONG_EVERY == LONG_EVERY - 1
    start = torch.where(draw() < 0.5, grid, LEAST_LEFT + (1 - LEAST_LEFT) * draw())
    start = torch.where(long, start.clamp(min=1 / steps), start)
    step = torch.where(draw() < 0.5, 1.0, draw()) / steps
    further = torch.where(draw() < 0.5, start, torch.lerp(torch.full_like(start, 1 / steps), start, draw()))
    return start, (start - torch.where(long, further, step)).clamp(min=0)


def column(value: Tensor) -> Tensor:
    """[B] -> [B, 1, 1]."""
    return value[:, None, None]


class Distiller(Trainer):
    """A Trainer whose targets come from a frozen teacher and from its own average."""

    def __init__(self, config: Config, path: Path, teacher: Transformer, start: Mapping[str, Tensor] | None = None) -> None:
        """start: weights of an earlier student; without them it begins as its teacher."""
        super().__init__(config, path, start=start or teacher.state_dict())
        self.teacher = teacher.requires_grad_(False).eval().to(config.device)

    def guided(self, batch: Batch, latents: Tensor, at: Tensor) -> Tensor:
        """The teacher's velocity with guidance, as the sampler takes it."""
        times = {"latents": latents, "time": at, "next_time": at, "figures_alone": batch.figures_alone}
        asked = self.teacher(**times, **batch.inputs)
        if batch.figures_alone and self.config.figure_guidance == 1:
            return asked
        text, text_mask = no_caption(len(at), self.config)
        bare = batch.inputs | {"text": text.to(at.device), "text_mask": text_mask.to(at.device)}
        bare["reference_tags"] = torch.zeros_like(batch.inputs["reference_tags"])
        without = self.teacher(**times, **bare)
        strength = guidance_of(self.config, latents, batch.inputs["masked"], self.config.guidance)
        return without + strength * (asked - without)

    def two_halves(self, batch: Batch, noise: Tensor, left: Tensor, ahead: Tensor, own: bool) -> Tensor:
        """The average velocity of two half steps, by the averaged student or else by the teacher, with what is known held between
        them as a sampler holds it."""

        def velocity(latents: Tensor, now: Tensor, after: Tensor) -> Tensor:
            if not own:
                return self.guided(batch, latents, now)
            return self.average(latents=latents, time=now, next_time=after, figures_alone=batch.figures_alone, **batch.inputs)

        start, middle, end = (shifted(part, self.config.shift) for part in (left, (left + ahead) / 2, ahead))
        latents = torch.lerp(batch.data, noise, column(start))
        first = velocity(latents, start, middle)
        between = latents - column(start - middle) * first
        between = torch.where(held_numbers(self.config, batch), torch.lerp(batch.data, noise, column(middle)), between)
        second = velocity(between, middle, end)
        return torch.lerp(second, first, column((start - middle) / (start - end)))

    def draw_spans(self, count: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
        return draw_spans(self.config.student_steps, count, generator)

    def loss(self, model: Transformer, batch: Batch, noise: Tensor, left: Tensor, ahead: Tensor) -> Tensor:
        """Weighted squared error of the average velocity. left, ahead: from `draw_spans`."""
        start, end = (shifted(part, self.config.shift) for part in (left, ahead))
        target = torch.empty_like(batch.data)
        with torch.no_grad():
            long = left - ahead > 1 / self.config.student_steps + ROUNDING
            for own in (False, True):
                some = (long == own).nonzero()[:, 0]
                if len(some):
                    target[some] = self.two_halves(batch.rows(some), noise[some], left[some], ahead[some], own).to(target)
        latents = torch.lerp(batch.data, noise, column(start))
        velocity = model(latents=latents, time=start, next_time=end, figures_alone=batch.figures_alone, **batch.inputs)
        weight = batch.weight * column(start).square()  # so that an error of data counts the same
        return ((velocity - target).square() * weight).sum()


def held_numbers(config: Config, batch: Batch) -> Tensor:
    """As large as the data: what is wholly known."""
    place, figures = unpack(batch.data, config.latent_channels, *batch.inputs["masked"].shape[3:], config.references)
    return pack(batch.inputs["mask"].amin(1, keepdim=True).expand_as(place), torch.zeros_like(figures)) == 1


def distil(
    config: Config, folder: Path, path: Path, teacher: Transformer, start: Mapping[str, Tensor] | None = None
) -> None:
    """Trains the student until the config's minutes are used up; killed, the same call goes on."""
    cache = LatentCache(folder, config.device)
    cache.codec = teacher.figure.codec
    student = Distiller(config, path, teacher, start)
    stop: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stop.append(number))  # finishes the step, saves, ends
    saved_at = time.time()
    while student.seconds < config.train_minutes * 60 and not stop:
        begun = time.time()
        loss = student.train_step(draw_batch(config, cache, student.step))
        student.seconds += time.time() - begun
        student.trend = loss if student.trend == 0 else 0.99 * student.trend + 0.01 * loss
        if student.step % 25 == 0:
            speed = student.samples / student.seconds
            told = f"step {student.step}, {student.seconds / 60:.1f} min, loss {student.trend:.4f}, {speed:.1f} samples/s"
            print(told, flush=True)
        if time.time() - saved_at > config.checkpoint_seconds:
            student.save()
            saved_at = time.time()
    student.save()


def student_sampler(config: Config, steps: int, student: Transformer, like: Sampler) -> Sampler:
    """A sampler of the student beside the teacher's: fewer steps, without guidance, next times given."""
    return Sampler(replace(config, steps=steps), student, like.autoencoder, like.renderer, average=True)
