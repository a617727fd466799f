"""Step 5, `distil`: a student that goes from any time to any earlier one in a single pass, guidance folded in.

The student predicts the average velocity between two times (a flow map). Where both times meet, its target is the
guided teacher's velocity; else it is what two of its own half steps come to (shortcut models, Frans et al. 2024), by
its averaged weights. It starts as the teacher, which has never seen two different times. All tasks are in the batches.
"""

import time
from pathlib import Path

import torch
from torch import Tensor

from .cache import Batch, LatentCache, draw_batch
from .config import Config
from .sample import Sampler, guidance_of
from .train_transformer import Trainer
from .transformer import Transformer, no_caption

INSTANT_SHARE = 0.5  # of the samples: both times meet
LEAST = 0.02  # smallest time


def draw_spans(count: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Times [count] and next times [count]; students' spans often start at pure noise and end at the clip."""

    def draw() -> Tensor:
        return torch.rand(count, generator=generator, device=generator.device)

    start = torch.where(draw() < 1 / 3, 1.0, LEAST + (1 - LEAST) * draw())
    ahead = torch.where(draw() < 1 / 3, 0.0, start * draw())
    instant = draw() < INSTANT_SHARE
    return start, torch.where(instant, start, ahead)


def column(value: Tensor) -> Tensor:
    """[B] -> [B, 1, 1]."""
    return value[:, None, None]


class Distiller(Trainer):
    """A Trainer whose targets come from a frozen teacher and from its own average."""

    def __init__(self, config: Config, path: Path, teacher: Transformer) -> None:
        super().__init__(config, path, start=teacher.state_dict())
        self.teacher = teacher.requires_grad_(False).eval().to(config.device)

    def guided(self, batch: Batch, latents: Tensor, at: Tensor) -> Tensor:
        """The teacher's velocity with guidance, as the sampler takes it."""
        times = {"latents": latents, "time": at, "next_time": at, "figures_alone": batch.figures_alone}
        text, text_mask = no_caption(len(at), self.config)
        bare = batch.inputs | {"text": text.to(at.device), "text_mask": text_mask.to(at.device)}
        bare["reference_tags"] = torch.zeros_like(batch.inputs["reference_tags"])
        asked = self.teacher(**times, **batch.inputs)
        without = self.teacher(**times, **bare)
        strength = guidance_of(self.config, latents, batch.inputs["masked"], self.config.guidance)
        return without + strength * (asked - without)

    def two_halves(self, batch: Batch, latents: Tensor, start: Tensor, end: Tensor) -> Tensor:
        """The average velocity of two half steps by the averaged student."""
        middle = (start + end) / 2
        common = batch.inputs | {"figures_alone": batch.figures_alone}
        first = self.average(latents=latents, time=start, next_time=middle, **common)
        between = latents - column(start - middle) * first
        second = self.average(latents=between, time=middle, next_time=end, **common)
        return (first + second) / 2

    def draw_spans(self, count: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
        return draw_spans(count, generator)

    def loss(self, model: Transformer, batch: Batch, noise: Tensor, start: Tensor, end: Tensor) -> Tensor:
        latents = (1 - column(start)) * batch.data + column(start) * noise
        with torch.no_grad():
            instant = self.guided(batch, latents, start)
            target = torch.where(column(start == end), instant, self.two_halves(batch, latents, start, end))
        velocity = model(latents=latents, time=start, next_time=end, figures_alone=batch.figures_alone, **batch.inputs)
        weight = batch.weight * column(start).square()  # so that an error of data counts the same
        return ((velocity - target).square() * weight).sum()


def distil(config: Config, folder: Path, path: Path, teacher: Transformer) -> None:
    """Trains the student until the config's minutes are used up; killed, the same call goes on."""
    cache = LatentCache(folder, config.device)
    cache.codec = teacher.figure.codec
    student = Distiller(config, path, teacher)
    saved_at = time.time()
    while student.seconds < config.train_minutes * 60:
        begun = time.time()
        loss = student.train_step(draw_batch(config, cache, student.step))
        student.seconds += time.time() - begun
        student.trend = loss if student.trend == 0 else 0.99 * student.trend + 0.01 * loss
        if student.step % 25 == 0:
            print(f"step {student.step}, {student.seconds / 60:.1f} min, loss {student.trend:.4f}", flush=True)
        if time.time() - saved_at > config.checkpoint_seconds:
            student.save()
            saved_at = time.time()
    student.save()


def student_sampler(config: Config, student: Transformer, like: Sampler) -> Sampler:
    """A sampler of the student beside the teacher's: no guidance, next times given."""
    return Sampler(config, student, like.autoencoder, like.renderer, average=True)
