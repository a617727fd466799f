"""Step 4, `transformer`: rectified flow on the cached latents. Killed at any moment, the same command goes on.

z_t = (1 - t) z + t noise, target velocity = noise - z, one t per clip. A batch is drawn from its step number alone,
so the same seeds give the same batches, on any device. Muon on the matrices of the blocks, AdamW on the rest.
Half way up, every token also says how much of each thing it holds, which the world knows exactly; this teaches where
things are long before the picture does (REPA, Yu et al. 2025, with truth in place of another network's features).
"""

import copy
import signal
import time
from collections.abc import Mapping
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .autoencoder import Linear
from .cache import Batch, LatentCache, draw_batch
from .config import Config
from .latents import save_atomically
from .muon import Muon
from .transformer import LEAST_TIME, Transformer, patchify

CALM_TIME = 0.3  # below it an error of the data counts the same, where the velocity's would grow without bounds


def split_parameters(model: Transformer) -> tuple[list[nn.Parameter], list[nn.Parameter]]:
    """(matrices inside blocks, for Muon; all else, for AdamW)."""
    matrices = [p for name, p in model.blocks.named_parameters() if name.endswith(".weight")]
    chosen = {id(p) for p in matrices}
    return matrices, [p for p in model.parameters() if id(p) not in chosen]


def draw_times(config: Config, count: int, generator: torch.Generator) -> Tensor:
    """[count] logit-normal times in (0, 1)."""
    return torch.sigmoid(torch.randn(count, generator=generator) + config.time_mean)


class Aligner(nn.Module):
    """Latent tokens half way up -> share of each thing in the token's own cells; used in training alone."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.patch = config.patch
        self.out = Linear(config.width, config.references * config.patch**2)

    def forward(self, tokens: Tensor, where: Tensor) -> Tensor:
        """tokens [B, S, d], where [B, R, G, h, w] 0..1 -> mean binary cross-entropy."""
        wanted = patchify(where, self.patch)
        return F.binary_cross_entropy_with_logits(self.out(F.layer_norm(tokens, tokens.shape[-1:])), wanted)


class Trainer:
    """Holds the state that a checkpoint keeps."""

    def __init__(
        self,
        config: Config,
        path: Path,
        start: Mapping[str, Tensor] | None = None,
        spread: Tensor | None = None,
    ) -> None:
        """Where there is no checkpoint: `start`, averaged weights to begin from with fresh optimisers, or else
        `spread`, the latents' standard deviation by channel [C]."""
        torch.manual_seed(0)
        self.config, self.path = config, path
        self.model = Transformer(config).to(config.device)
        if start is not None:
            self.model.load_state_dict(start)
        elif spread is not None:
            self.model.final.spread.copy_(spread)
        self.forward = torch.compile(self.model) if config.compile else self.model
        self.average = copy.deepcopy(self.model).requires_grad_(False)
        self.aligner = Aligner(config).to(config.device)
        matrices, others = split_parameters(self.model)
        self.muon = Muon(matrices, config.muon_rate)
        self.adam = torch.optim.AdamW(
            [*others, *self.aligner.parameters()], config.adam_rate, betas=(0.9, 0.98), weight_decay=0.01
        )
        self.step, self.samples, self.seconds, self.trend = 0, 0, 0.0, 0.0
        if path.exists():
            self.load()

    def load(self) -> None:
        saved = torch.load(self.path, weights_only=False, map_location=self.config.device)
        for name in ("model", "average", "aligner", "muon", "adam"):
            getattr(self, name).load_state_dict(saved[name])
        for name in ("step", "samples", "seconds", "trend"):
            setattr(self, name, saved[name])

    def save(self) -> None:
        state = {name: getattr(self, name).state_dict() for name in ("model", "average", "aligner", "muon", "adam")}
        counts = {name: getattr(self, name) for name in ("step", "samples", "seconds", "trend")}
        save_atomically({"config": self.config} | state | counts, self.path)

    def set_rates(self) -> None:
        """Warm-up by steps; the fall to 5 % by training time, because the time is what is given."""
        left = 1 - self.seconds / (self.config.train_minutes * 60)
        factor = min(1.0, (self.step + 1) / self.config.warm_up) * max(0.05, min(1.0, 1.5 * left))
        self.muon.param_groups[0]["lr"] = self.config.muon_rate * factor
        self.adam.param_groups[0]["lr"] = self.config.adam_rate * factor

    def losses(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Weighted squared error of the velocity, and the alignment's; noise and times from the step's number."""
        generator = torch.Generator().manual_seed(self.step + (1 << 40))
        data, device = batch.data, batch.data.device
        noise = torch.randn(data.shape, generator=generator).to(device)
        moment = draw_times(self.config, len(data), generator).to(device)
        at = moment[:, None, None, None, None]
        velocity, tokens = self.forward(
            latents=(1 - at) * data + at * noise, time=moment, next_time=moment, **batch.inputs
        )
        calm = (at.clamp(min=LEAST_TIME) / at.clamp(min=CALM_TIME)).square()
        weight = batch.weight.expand_as(velocity)
        loss = ((velocity - (noise - data)).square() * weight * calm).sum() / weight.sum()
        return loss, self.aligner(tokens, batch.where)

    def train_step(self, batch: Batch) -> float:
        self.set_rates()
        with torch.autocast("cuda", torch.bfloat16, enabled=self.config.device == "cuda"):
            loss, align = self.losses(batch)
        self.model.zero_grad()
        self.aligner.zero_grad()
        (loss + self.config.align_weight * align).backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.muon.step()
        self.adam.step()
        self.step += 1
        self.samples += len(batch.data)
        decay = min(self.config.average_decay, 1 - 10 / (self.step + 10))
        torch._foreach_lerp_(list(self.average.parameters()), list(self.model.parameters()), 1 - decay)
        return loss.item()


def count_shards(folder: Path) -> int:
    return len(list(folder.glob("shard-*.pt")))


def train_transformer(config: Config, folder: Path, path: Path, start: Mapping[str, Tensor] | None = None) -> None:
    """Trains until the config's minutes are used up, over as many runs as it takes; `folder` holds the shards."""
    cache, shards = LatentCache(folder), count_shards(folder)
    trainer = Trainer(config, path, start, cache.spread())
    stop: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stop.append(number))  # finishes the step, saves, ends
    print(f"{len(cache)} clips, from step {trainer.step}, {trainer.seconds / 60:.1f} minutes in", flush=True)
    saved_at = logged_at = time.time()
    samples = trainer.samples
    while trainer.seconds < config.train_minutes * 60 and not stop:
        start_time = time.time()
        loss = trainer.train_step(draw_batch(config, cache, trainer.step).to(config.device))
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
                cache, shards = LatentCache(folder), count_shards(folder)
            saved_at = time.time()
    trainer.save()
