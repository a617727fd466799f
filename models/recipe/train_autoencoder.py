"""Step 2, `autoencoder`: principal components first, then both sides by gradient. Killed, the same command goes on.

L1 plus L1 on gradients, on fresh clips of the world and some general pictures, a few
with holes. The decoder's latents get noise, so that small errors of the transformer do not show; a small weight
on their size keeps the encoder from outgrowing it.
The linear paths (3,072 wide) throw training off under Adam at usual rates, so they get a small one of their own.
"""

import time
from collections.abc import Callable
from pathlib import Path

import torch
from torch import Tensor

from .autoencoder import Autoencoder, group_frames, psnr, shrink
from .config import Config
from .latents import save_atomically
from .muon import Muon
from .pictures import ClipSource

SEED = 40_000_000  # first clip of this training; never cached
SIZE_WEIGHT = 2e-3  # on the latents' mean square
GRADIENT_WEIGHT = 0.5


def picture_loss(made: Tensor, real: Tensor) -> Tensor:
    """L1 on pixels and on differences of neighbours, which is where block edges show; [N, 12, H, W]."""
    error = made - real
    edges = error.diff(dim=-1).abs().mean() + error.diff(dim=-2).abs().mean()
    return error.abs().mean() + GRADIENT_WEIGHT * edges


def with_hole(group: Tensor, generator: torch.Generator) -> Tensor:
    """A group [12, H, W] of which some frames, or a rectangle, are grey: what conditions look like."""
    holed, (height, width) = group.clone(), group.shape[1:]
    if torch.rand((), generator=generator) < 0.5:
        missing = torch.rand(len(group) // 3, generator=generator) < 0.5
        holed[missing.repeat_interleave(3)] = 0
        return holed
    rows, columns = (torch.randint(n + 1, (2,), generator=generator).sort().values.tolist() for n in (height, width))
    holed[:, rows[0] : rows[1], columns[0] : columns[1]] = 0
    return holed


def draw_groups(config: Config, world: ClipSource, general: ClipSource, step: int) -> tuple[Tensor, Tensor, Tensor]:
    """Some groups of this step's clips and the groups before them [N, 12, H, W], and noise amounts [N, 1, 1, 1]."""
    generator = torch.Generator().manual_seed(step)
    first = SEED + step * config.autoencoder_clips
    seeds = range(first, first + config.autoencoder_clips)
    pictures = round(config.autoencoder_general * len(seeds))
    clips = torch.cat([source(part) for source, part in ((general, seeds[:pictures]), (world, seeds[pictures:])) if part])
    now, before = [], []
    for groups in group_frames(clips):
        for index in torch.randperm(len(groups), generator=generator)[: config.autoencoder_groups].tolist():
            holed = torch.rand((), generator=generator) < config.autoencoder_holes
            now.append(with_hole(groups[index], generator) if holed else groups[index])
            before.append(groups[max(0, index - 1)])
    amount = config.latent_noise * torch.rand(len(now), 1, 1, 1, generator=generator) ** 2
    return torch.stack(now), torch.stack(before), amount.to(clips.device)


def make_optimisers(model: Autoencoder, rate: float) -> list[torch.optim.Optimizer]:
    """Muon on the convolutions inside, AdamW on the rest at this rate, at a small one on the linear paths.

    A linear encoder stays as it is: the transformer may train on its latents meanwhile.
    """
    if model.encoder.fine is None:
        model.encoder.requires_grad_(False)
    linear = [p for p in (model.encoder.linear.weight, model.decoder.linear.weight) if p.requires_grad]
    sides = [side.fine for side in (model.encoder, model.decoder) if side.fine is not None]
    edges = {id(p) for p in (*linear, *(side.out.weight for side in sides))}
    trained = [p for p in model.parameters() if p.requires_grad]
    inner = [p for p in trained if p.ndim == 4 and id(p) not in edges]
    chosen = {id(p) for p in (*inner, *linear)}
    rest = [p for p in trained if id(p) not in chosen]
    return [
        Muon(inner, 0.03),
        torch.optim.AdamW(
            [{"params": rest, "lr": rate}, {"params": linear, "lr": 2e-5, "weight_decay": 0.0}],
            betas=(0.9, 0.95),
            weight_decay=1e-3,
        ),
    ]


class AutoencoderTrainer:
    """Holds the state that a checkpoint keeps: weights, optimisers, step, seconds."""

    def __init__(self, config: Config, model: Autoencoder, path: Path, rate: float = 1e-3) -> None:
        self.config, self.path = config, path
        self.model = model.to(config.device, memory_format=torch.channels_last)
        self.optimisers = make_optimisers(model, rate)
        self.rates = [[group["lr"] for group in o.param_groups] for o in self.optimisers]
        self.step, self.seconds = 0, 0.0
        if path.exists():
            saved = torch.load(path, weights_only=False, map_location=config.device)
            self.model.load_state_dict(saved["model"])
            if "optimisers" in saved:
                for optimiser, state in zip(self.optimisers, saved["optimisers"], strict=True):
                    optimiser.load_state_dict(state)
            self.step, self.seconds = saved["step"], saved["seconds"]

    def save(self) -> None:
        state = {
            "config": self.config,
            "model": self.model.state_dict(),
            "optimisers": [optimiser.state_dict() for optimiser in self.optimisers],
            "step": self.step,
            "seconds": self.seconds,
        }
        save_atomically(state, self.path)

    def set_rates(self) -> None:
        """Warm-up by steps; the fall to 3 % by training time, because the time is what is given."""
        left = 1 - self.seconds / (self.config.autoencoder_minutes * 60)
        factor = min(1.0, (self.step + 1) / 50) * max(0.03, min(1.0, 1.7 * left))
        for optimiser, rates in zip(self.optimisers, self.rates, strict=True):
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * factor

    def train_step(self, now: Tensor, before: Tensor, amount: Tensor) -> float:
        self.set_rates()
        now, before = (x.contiguous(memory_format=torch.channels_last) for x in (now, before))
        noise = torch.Generator(now.device).manual_seed(self.step)

        def shaken(latents: Tensor) -> Tensor:
            return latents + amount * torch.randn(latents.shape, generator=noise, device=now.device)

        with torch.autocast("cuda", torch.bfloat16, enabled=now.device.type == "cuda"):
            latents = self.model.encoder(now)
            with torch.no_grad():
                previous = self.model.encoder(before)
            loss = picture_loss(self.model.decoder(shaken(latents), shaken(previous)), now)
        self.descend(loss + SIZE_WEIGHT * latents.float().square().mean())
        return loss.item()

    def descend(self, loss: Tensor) -> None:
        self.model.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimiser in self.optimisers:
            optimiser.step()
        self.step += 1


@torch.no_grad()
def held_out_psnr(model: Autoencoder, clips: Tensor) -> float:
    """Decibels of clips [B, T, 3, H, W], at the decoder's size, that went through both sides."""
    through = [model.decode(model.encode(shrink(clip[None], model.decoder.scale))) for clip in clips]
    return round(psnr(torch.cat(through), clips), 2)


def train_autoencoder(
    config: Config, model: Autoencoder, sources: tuple[ClipSource, ClipSource], tests: dict[str, Tensor], path: Path
) -> None:
    """Trains until the config's minutes are used up, over as many runs as it takes; `tests` are named clips."""
    trainer = AutoencoderTrainer(config, model, path)

    def test() -> dict[str, float]:
        return {name: held_out_psnr(model, clips) for name, clips in tests.items()}

    run_training(trainer, lambda: trainer.train_step(*draw_groups(config, *sources, trainer.step)), test)


def run_training(trainer: AutoencoderTrainer, step: Callable[[], float], test: Callable[[], dict[str, float]]) -> None:
    """Calls `step`, which answers its loss, until the config's minutes are used up; tells, tests and saves on the way."""
    config, trend, saved_at = trainer.config, 0.0, time.time()

    def tell() -> None:
        print(test(), flush=True)

    while trainer.seconds < config.autoencoder_minutes * 60:
        start = time.time()
        loss = step()
        trainer.seconds += time.time() - start
        trend = loss if trend == 0 else 0.98 * trend + 0.02 * loss
        if trainer.step % 20 == 0:
            print(f"step {trainer.step}, {trainer.seconds / 60:.1f} min, loss {trend:.4f}", flush=True)
        if trainer.step % 200 == 0:
            tell()
        if time.time() - saved_at > config.checkpoint_seconds:
            trainer.save()
            saved_at = time.time()
    trainer.save()
    tell()
