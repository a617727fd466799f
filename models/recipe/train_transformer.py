"""Step 4, `transformer`: rectified flow on the cached latents. Killed at any moment, the same command goes on.

z_t = (1 - t) z + t noise, target velocity = noise - z, one t per clip. A batch is drawn from its step number alone,
so the same seeds give the same batches, on any device. Muon on the matrices of the blocks, AdamW on the rest. Threads
share a step's batch: where one is held up, the others take its rows.
"""

import copy
import queue
import signal
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import torch
from torch import Tensor, nn

from .cache import Batch, LatentCache, draw_batch
from .config import Config
from .latents import save_atomically
from .muon import Muon
from .transformer import LEAST_TIME, Transformer

CALM_TIME = 0.3  # below it an error of the data counts the same, where the velocity's would grow without bounds


def split_parameters(model: Transformer) -> tuple[list[nn.Parameter], list[nn.Parameter]]:
    """(matrices inside blocks, for Muon; all else, for AdamW)."""
    matrices = [p for name, p in model.blocks.named_parameters() if name.endswith(".weight")]
    chosen = {id(p) for p in matrices}
    return matrices, [p for p in model.parameters() if id(p) not in chosen]


def draw_times(config: Config, count: int, generator: torch.Generator) -> Tensor:
    """[count] times in (0, 1): logit-normal, some uniform, or else the last noise would stay in the clips."""
    device = generator.device
    middling = torch.sigmoid(torch.randn(count, generator=generator, device=device) + config.time_mean)
    any_time, choice = torch.rand(2, count, generator=generator, device=device)
    return torch.where(choice < config.time_uniform, any_time, middling)


def share(model: Transformer) -> Transformer:
    """One thread's own gradients, on weights that all threads share."""
    other = copy.deepcopy(model)
    for own, new in zip(model.parameters(), other.parameters(), strict=True):
        new.data = own.data
    return other


class Trainer:
    """Holds the state that a checkpoint keeps."""

    def __init__(
        self,
        config: Config,
        path: Path,
        start: Mapping[str, Tensor] | None = None,
        cache: LatentCache | None = None,
    ) -> None:
        """Where there is no checkpoint: `start`, averaged weights to begin from with fresh optimisers, or else `cache`,
        from which the spread of the latents and the figures' codec are taken."""
        torch.manual_seed(0)
        self.config, self.path = config, path
        self.model = Transformer(config).to(config.device)
        if start is not None:
            self.model.load_state_dict(start)
        elif cache is not None:
            self.model.final.spread.copy_(cache.spread())
            self.model.figure.codec.load_state_dict(cache.codec.state_dict())
        self.average = copy.deepcopy(self.model).requires_grad_(False)
        self.learners = [self.model, *(share(self.model) for _ in range(config.workers - 1))]
        self.idle: queue.SimpleQueue[Transformer] = queue.SimpleQueue()
        for learner in self.learners:
            self.idle.put(learner)
            if config.compile:
                for block in learner.blocks:  # each alone: compiled once for all of them and for every shape
                    block.compile()
        self.pool = ThreadPoolExecutor(config.workers)
        matrices, others = split_parameters(self.model)
        self.muon = Muon(matrices, config.muon_rate)
        self.adam = torch.optim.AdamW(others, config.adam_rate, betas=(0.9, 0.98), weight_decay=0.01)
        self.step, self.samples, self.seconds, self.trend = 0, 0, 0.0, 0.0
        if path.exists():
            self.load()

    def load(self) -> None:
        saved = torch.load(self.path, weights_only=False, map_location=self.config.device)
        for name in ("model", "average", "muon", "adam"):
            getattr(self, name).load_state_dict(saved[name])
        for name in ("step", "samples", "seconds", "trend"):
            setattr(self, name, saved[name])

    def save(self) -> None:
        state = {name: getattr(self, name).state_dict() for name in ("model", "average", "muon", "adam")}
        counts = {name: getattr(self, name) for name in ("step", "samples", "seconds", "trend")}
        save_atomically({"config": self.config} | state | counts, self.path)

    def set_rates(self) -> None:
        """Warm-up by steps; the fall to 5 % by training time, because the time is what is given."""
        left = 1 - self.seconds / (self.config.train_minutes * 60)
        factor = min(1.0, (self.step + 1) / self.config.warm_up) * max(0.05, min(1.0, 1.5 * left))
        self.muon.param_groups[0]["lr"] = self.config.muon_rate * factor
        self.adam.param_groups[0]["lr"] = self.config.adam_rate * factor

    def draw_noise(self, like: Tensor) -> tuple[Tensor, torch.Generator]:
        """Noise from the step's number, by the device's own generator: a processor's would keep a GPU waiting."""
        generator = torch.Generator(like.device).manual_seed(self.step + (1 << 40))
        return torch.randn(like.shape, generator=generator, device=like.device), generator

    def draw_spans(self, count: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
        """Times [count] and next times [count]; here the same."""
        moment = draw_times(self.config, count, generator)
        return moment, moment

    def loss(self, model: Transformer, batch: Batch, noise: Tensor, start: Tensor, end: Tensor) -> Tensor:
        """Weighted squared error of the velocity."""
        at = start[:, None, None]
        velocity = model(latents=(1 - at) * batch.data + at * noise, time=start, next_time=end, figures_alone=batch.figures_alone, **batch.inputs)
        calm = (at.clamp(min=LEAST_TIME) / at.clamp(min=CALM_TIME)).square()
        return ((velocity - (noise - batch.data)).square() * batch.weight * calm).sum()

    def learn(self, batch: Batch, noise: Tensor, start: Tensor, end: Tensor) -> float:
        """Adds the gradients of some rows to those of an idle learner."""
        learner = self.idle.get()
        try:
            with torch.autocast("cuda", torch.bfloat16, enabled=self.config.device == "cuda"):
                loss = self.loss(learner, batch, noise, start, end)
            loss.backward()
        finally:
            self.idle.put(learner)
        return loss.item()

    def train_step(self, batch: Batch) -> float:
        self.set_rates()
        noise, generator = self.draw_noise(batch.data)
        start, end = self.draw_spans(len(batch.data), generator)
        size = self.config.part * (2 if batch.figures_alone else 1)  # fewer tokens each
        size = min(size, -(-len(batch.data) // self.config.workers))
        parts = [slice(row, row + size) for row in range(0, len(batch.data), size)]
        jobs = [(batch.rows(p), noise[p], start[p], end[p]) for p in parts]
        for learner in self.learners:
            for parameter in learner.parameters():
                parameter.grad = None
        if self.step < 2 or len(jobs) == 1:  # what is compiled is compiled by one thread
            loss = sum(self.learn(*job) for job in jobs)
        else:
            loss = sum(self.pool.map(lambda job: self.learn(*job), jobs))
        self.gather()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.muon.step(self.pool.map)
        self.adam.step()
        self.step += 1
        self.samples += len(batch.data)
        decay = min(self.config.average_decay, 1 - 10 / (self.step + 10))
        torch._foreach_lerp_(list(self.average.parameters()), list(self.model.parameters()), 1 - decay)
        return loss

    def gather(self) -> None:
        """Adds all learners' gradients up in the first one's."""
        first, *others = (learner.parameters() for learner in self.learners)
        for other in others:
            for whole, more in zip(first, other, strict=True):
                if more.grad is not None:
                    whole.grad = more.grad if whole.grad is None else whole.grad.add_(more.grad)


def count_shards(folder: Path) -> int:
    return len(list(folder.glob("shard-*.pt")))


def train_transformer(config: Config, folder: Path, path: Path, start: Mapping[str, Tensor] | None = None) -> None:
    """Trains until the config's minutes are used up, over as many runs as it takes; `folder` holds the shards."""
    cache, shards = LatentCache(folder, config.device), count_shards(folder)
    trainer = Trainer(config, path, start, cache)
    cache.codec = trainer.model.figure.codec  # weights that are gone on from keep the code that they know
    stop: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stop.append(number))  # finishes the step, saves, ends
    print(f"{len(cache)} clips, from step {trainer.step}, {trainer.seconds / 60:.1f} minutes in", flush=True)
    saved_at = logged_at = time.time()
    samples = trainer.samples
    while trainer.seconds < config.train_minutes * 60 and not stop:
        start_time = time.time()
        loss = trainer.train_step(draw_batch(config, cache, trainer.step))
        trainer.seconds += time.time() - start_time
        trainer.trend = loss if trainer.trend == 0 else 0.99 * trainer.trend + 0.01 * loss
        if trainer.step % 25 == 0:
            speed = (trainer.samples - samples) / (time.time() - logged_at)
            print(
                f"step {trainer.step}, {trainer.seconds / 60:.1f} min, {trainer.samples} samples, "
                f"loss {trainer.trend:.4f}, {speed:.1f} samples/s",
                flush=True,
            )
            logged_at, samples = time.time(), trainer.samples
        if time.time() - saved_at > config.checkpoint_seconds:
            trainer.save()
            if count_shards(folder) > shards:  # another process goes on rendering
                cache, shards = LatentCache(folder, config.device), count_shards(folder)
                cache.codec = trainer.model.figure.codec
            saved_at = time.time()
    trainer.save()
