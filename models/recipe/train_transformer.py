"""Step 4, `transformer`: rectified flow on the cached latents. Killed at any moment, the same command goes on.

z_t = (1 - t) z + t noise, target velocity = noise - z, one t per clip. A batch is drawn from its step number alone,
so the same seeds give the same batches. Muon on the matrices of the blocks, AdamW on the rest.
"""

import copy
import signal
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from .config import Config
from .latents import save_atomically
from .muon import Muon
from .transformer import Transformer

KNOWN_WEIGHT = 0.25  # known groups are easy, but a sampler integrates the velocity there too


class LatentCache:
    """All shards in memory: latents [N, C, G, h, w], caption states, things and the stills of the cast."""

    def __init__(self, folder: Path) -> None:
        shards = [torch.load(path) for path in sorted(folder.glob("shard-*.pt"))]
        self.latents = torch.cat([shard["latents"] for shard in shards])
        self.things = torch.cat([shard["things"] for shard in shards])  # [N, 2], -1 for none
        self.poses = torch.cat([shard["poses"] for shard in shards])
        self.states = [shard["states"] for shard in shards]  # left apart: together they are the largest tensor
        self.mask = [shard["mask"] for shard in shards]
        self.caption_index = torch.cat([shard["caption_index"] for shard in shards])  # [N, captions], within the shard
        self.shard_of = torch.cat([torch.full((len(shard["latents"]),), i) for i, shard in enumerate(shards)])
        self.stills = torch.load(folder / "stills.pt")  # [things, poses, C, 4, 4]

    def captions(self, rows: Tensor, choice: Tensor) -> tuple[Tensor, Tensor]:
        """States [B, 24, 384] and mask [B, 24] of one caption of each row."""
        lines = self.caption_index[rows, choice]
        places = list(zip(self.shard_of[rows].tolist(), lines.tolist(), strict=True))
        states = torch.stack([self.states[shard][line] for shard, line in places])
        return states.float(), torch.stack([self.mask[shard][line] for shard, line in places]).float()


@dataclass(frozen=True)
class Batch:
    """Everything one step needs; names as in Transformer.forward."""

    inputs: dict[str, Tensor]
    target: Tensor  # [B, C, G, h, w]
    weight: Tensor  # [B, 1, G, 1, 1]


def known_groups(batch: int, groups: int, plain_share: float, generator: torch.Generator) -> Tensor:
    """[B, G] bool: mostly nothing; else the first group, first and last, first two, or any."""
    known = torch.zeros(batch, groups, dtype=torch.bool)
    task = (torch.rand(batch, generator=generator) - plain_share) / (1 - plain_share)  # below 0: plain
    known[task >= 0, 0] = True
    known[(task >= 0.4) & (task < 0.6), -1] = True
    known[(task >= 0.6) & (task < 0.8), 1] = True
    random = torch.rand(batch, groups, generator=generator) < 0.5
    anywhere = task >= 0.8
    known[anywhere] = random[anywhere]
    return known


def choose_references(
    config: Config, cache: LatentCache, rows: Tensor, generator: torch.Generator
) -> tuple[Tensor, Tensor]:
    """Stills [B, 2, C, 4, 4] in another pose than the clip begins with, and the mask [B, 2] of those present."""
    count = cache.stills.shape[1]
    things, step = cache.things[rows], 24 // count
    first = (cache.poses[rows].clamp(min=0) + step // 2) // step
    pose = (first + torch.randint(1, max(2, count), things.shape, generator=generator)) % count
    keep = torch.rand(len(rows), 1, generator=generator) < config.reference_keep
    present = (keep & (things >= 0)).float()
    return cache.stills[things.clamp(min=0), pose] * present[..., None, None, None], present


def draw_batch(config: Config, cache: LatentCache, empty: Tensor, step: int) -> Batch:
    """The batch of one step; `empty` [C] is the latent of a grey group (the encoder's bias)."""
    generator = torch.Generator().manual_seed(step)
    size = config.batch
    rows = torch.randint(len(cache.latents), (size,), generator=generator)
    data = cache.latents[rows].float()
    noise = torch.randn(data.shape, generator=generator)
    flow_time = torch.sigmoid(torch.randn(size, generator=generator) + config.time_mean)
    at = flow_time[:, None, None, None, None]
    known = known_groups(size, data.shape[2], config.plain_share, generator)[:, None, :, None, None]
    choice = torch.randint(cache.caption_index.shape[1], (size,), generator=generator)
    text, text_mask = cache.captions(rows, choice)
    references, reference_mask = choose_references(config, cache, rows, generator)
    drop = torch.rand(size, generator=generator) < config.caption_drop  # caption and cast go together
    text[drop], text_mask[drop], reference_mask[drop], references[drop] = 0, 0, 0, 0
    text_mask[drop, 0] = 1
    return Batch(
        inputs={
            "latents": (1 - at) * data + at * noise,
            "mask": known.float().expand(-1, config.group_frames, -1, *data.shape[3:]),
            "masked": torch.where(known, data, empty[None, :, None, None, None]),
            "time": flow_time,
            "text": text,
            "text_mask": text_mask,
            "references": references,
            "reference_mask": reference_mask,
        },
        target=noise - data,
        weight=torch.where(known, KNOWN_WEIGHT, 1.0),
    )


def split_parameters(model: Transformer) -> tuple[list[nn.Parameter], list[nn.Parameter]]:
    """(matrices inside blocks, for Muon; all else, for AdamW)."""
    matrices = [p for name, p in model.blocks.named_parameters() if name.endswith(".weight")]
    chosen = {id(p) for p in matrices}
    return matrices, [p for p in model.parameters() if id(p) not in chosen]


class Trainer:
    """Holds the state that a checkpoint keeps."""

    def __init__(self, config: Config, path: Path) -> None:
        torch.manual_seed(0)
        self.config, self.path = config, path
        self.model = Transformer(config)
        self.forward = torch.compile(self.model, dynamic=False) if config.compile else self.model
        self.average = copy.deepcopy(self.model).requires_grad_(False)
        matrices, others = split_parameters(self.model)
        self.muon = Muon(matrices, config.muon_rate)
        self.adam = torch.optim.AdamW(others, config.adam_rate, betas=(0.9, 0.98), weight_decay=0.01)
        self.step, self.seconds, self.trend = 0, 0.0, 0.0
        if path.exists():
            self.load()

    def load(self) -> None:
        saved = torch.load(self.path, weights_only=False)
        self.model.load_state_dict(saved["model"])
        self.average.load_state_dict(saved["average"])
        self.muon.load_state_dict(saved["muon"])
        self.adam.load_state_dict(saved["adam"])
        self.step, self.seconds, self.trend = saved["step"], saved["seconds"], saved["trend"]

    def save(self) -> None:
        save_atomically(
            {
                "config": self.config,
                "model": self.model.state_dict(),
                "average": self.average.state_dict(),
                "muon": self.muon.state_dict(),
                "adam": self.adam.state_dict(),
                "step": self.step,
                "seconds": self.seconds,
                "trend": self.trend,
            },
            self.path,
        )

    def set_rates(self) -> None:
        """Warm-up by steps; the fall to 5 % by training time, because the time is what is given."""
        left = 1 - self.seconds / (self.config.train_minutes * 60)
        factor = min(1.0, (self.step + 1) / self.config.warm_up) * max(0.05, min(1.0, 1.5 * left))
        self.muon.param_groups[0]["lr"] = self.config.muon_rate * factor
        self.adam.param_groups[0]["lr"] = self.config.adam_rate * factor

    def train_step(self, batch: Batch) -> float:
        self.set_rates()
        velocity = self.forward(**batch.inputs)
        weight = batch.weight.expand_as(velocity)
        loss = ((velocity - batch.target).square() * weight).sum() / weight.sum()
        self.model.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.muon.step()
        self.adam.step()
        self.step += 1
        decay = min(0.998, 1 - 10 / (self.step + 10))
        torch._foreach_lerp_(list(self.average.parameters()), list(self.model.parameters()), 1 - decay)
        return loss.item()


def train_transformer(config: Config, cache: LatentCache, empty: Tensor, path: Path) -> None:
    """Trains until the config's minutes are used up, over as many runs as it takes."""
    trainer = Trainer(config, path)
    stop: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stop.append(number))  # finishes the step, saves, ends
    print(f"{len(cache.latents)} clips, from step {trainer.step}, {trainer.seconds / 60:.1f} minutes in", flush=True)
    saved_at = logged_at = time.time()
    while trainer.seconds < config.train_minutes * 60 and not stop:
        start = time.time()
        loss = trainer.train_step(draw_batch(config, cache, empty, trainer.step))
        trainer.seconds += time.time() - start
        trainer.trend = loss if trainer.trend == 0 else 0.99 * trainer.trend + 0.01 * loss
        if trainer.step % 25 == 0:
            speed = 25 * config.batch / (time.time() - logged_at)
            print(
                f"step {trainer.step}, {trainer.seconds / 60:.1f} min, loss {trainer.trend:.4f}, {speed:.1f} samples/s",
                flush=True,
            )
            logged_at = time.time()
        if time.time() - saved_at > config.checkpoint_seconds:
            trainer.save()
            saved_at = time.time()
    trainer.save()
