"""Step 5, `polish`: the decoder learns to draw what the transformer makes, which is not quite what the encoder makes.

A linear decoder's window is the best linear answer, found at once (`fit_window`); convolutions are trained. More than half of
their latents are the transformer's own guess at a clip of the cache from some noise, against the clip itself, drawn
again from its seed (the place alone where its things are figures); so that seams between blocks, which a guess gets
slightly wrong, do not show. The rest are clean latents of clips and of general pictures. The encoder and everything
trained on its latents stay as they are.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

from .autoencoder import Autoencoder, blocks, group_frames, windows
from .cache import Batch, LatentCache, draw_batch
from .config import Config
from .figures import unpack
from .latents import save_atomically
from .pictures import ClipSource
from .train_autoencoder import AutoencoderTrainer, picture_loss, run_training
from .transformer import Transformer
from .world.render import Rendered

GUESS_SHARE = 0.6
LEAST_NOISE, MOST_NOISE = 0.05, 0.5  # times at which the transformer guesses
SEED = 70_000_000  # general pictures

# clips of the cache by seed and second -> their renders
DrawAgain = Callable[[Sequence[int], Sequence[float]], Rendered]


def as_drawn(config: Config) -> Config:
    """Without samples whose latents are other pictures than those of their clips: given cells, strange stills."""
    return replace(config, plain_share=1.0, still_share=0.0)


@torch.no_grad()
def guess(config: Config, transformer: Transformer, batch: Batch, generator: torch.Generator) -> Tensor:
    """[B, C, G, h, w] of the picture: clean latents, or what the transformer makes of noisy ones."""
    noise = torch.randn(batch.data.shape, generator=generator).to(batch.data.device)
    span = MOST_NOISE - LEAST_NOISE
    moment = (LEAST_NOISE + span * torch.rand(len(noise), generator=generator)).to(noise.device)
    at = moment[:, None, None]
    noisy = (1 - at) * batch.data + at * noise
    found = noisy - at * transformer(latents=noisy, time=moment, next_time=moment, **batch.inputs)
    chosen = torch.rand(len(noise), generator=generator) < GUESS_SHARE
    found = torch.where(chosen.to(noise.device)[:, None, None], found, batch.data)
    channels, _, rows, columns = batch.inputs["masked"].shape[1:]
    return unpack(found, channels, rows, columns, config.references)[0]


class Polisher(AutoencoderTrainer):
    """Trains the decoder alone."""

    def __init__(self, config: Config, model: Autoencoder, path: Path) -> None:
        model.encoder.requires_grad_(False)
        super().__init__(config, model, path)

    def polish_step(self, latents: Tensor, clips: Tensor, generator: torch.Generator) -> float:
        """latents [B, C, G, h, w], clips [B, T, 3, H, W]: some groups of each."""
        self.set_rates()
        real = group_frames(clips, self.config.group_frames)  # [B, G, 12, H, W]
        count = min(self.config.autoencoder_groups, real.shape[1])
        chosen = torch.stack([torch.randperm(real.shape[1], generator=generator)[:count] for _ in real])
        row, group = torch.arange(len(real))[:, None].expand(-1, count).flatten(), chosen.flatten()
        now, before = (latents[row, :, at] for at in (group, (group - 1).clamp(min=0)))
        with torch.autocast("cuda", torch.bfloat16, enabled=latents.device.type == "cuda"):
            loss = picture_loss(self.model.decoder(now, before), real[row, group])
        self.descend(loss)
        return loss.item()


def polish(
    config: Config,
    model: Autoencoder,
    transformer: Transformer,
    folder: Path,
    sources: tuple[DrawAgain, ClipSource],
    tests: dict[str, Tensor],
    path: Path,
) -> None:
    """Trains until the config's minutes are used up; killed, the same call goes on. `folder` holds the shards,
    `sources` draw clips and general pictures, `tests` are named clips."""
    bucket = config.buckets[0]
    cache = LatentCache(folder, config.device, only=bucket)
    cache.codec = transformer.figure.codec
    trainer = Polisher(config, model, path)
    again, general = sources
    count = config.autoencoder_clips
    pictures = max(1, round(config.autoencoder_general * count))
    unconditional = as_drawn(config)

    def step() -> float:
        generator = torch.Generator().manual_seed(trainer.step)
        batch = draw_batch(unconditional, cache, trainer.step).rows(slice(count - pictures))
        shelf = cache.shelves[bucket]
        seeds = [shelf.seeds[row] for row in batch.picked.tolist()]
        drawn = again(seeds, shelf.starts[batch.picked].tolist())
        clips = torch.where(batch.apart[:, None, None, None, None], drawn.plates, drawn.frames)
        shown = general([SEED + trainer.step * count + index for index in range(pictures)])
        latents = torch.cat([guess(config, transformer, batch, generator), model.encode(shown)])
        return trainer.polish_step(latents, torch.cat([clips, shown]), generator)

    run_training(trainer, step, tests)


@torch.no_grad()
def fit_window(
    config: Config,
    model: Autoencoder,
    transformer: Transformer,
    folder: Path,
    sources: tuple[DrawAgain, ClipSource],
    path: Path,
) -> None:
    """The linear decoder that comes nearest to the clips, from the transformer's guesses at them and from clean latents
    (least squares): a block is drawn with an eye on its neighbours, and what guesses get wrong is drawn more softly."""
    bucket = config.buckets[0]
    cache = LatentCache(folder, config.device, only=bucket)
    cache.codec = transformer.figure.codec
    shelf, again, general = cache.shelves[bucket], *sources
    plain = as_drawn(config)
    decoder = model.decoder
    features = len(decoder.linear.weight) + 1
    square = torch.zeros(features, features, dtype=torch.float64, device=config.device)
    product = torch.zeros(features, decoder.linear.weight.shape[1], dtype=torch.float64, device=config.device)

    def add(latents: Tensor, clips: Tensor) -> None:
        """latents [B, C, G, h, w], clips [B, T, 3, H, W]."""
        x = windows(latents.transpose(1, 2).flatten(0, 1), decoder.window).flatten(0, 2)
        x = torch.cat([x, torch.ones_like(x[:, :1])], 1)
        y = blocks(group_frames(clips, config.group_frames).flatten(0, 1), config.spatial_factor).flatten(0, 2)
        square.add_((x.T @ x).double())
        product.add_((x.T @ y).double())

    for step in range(config.window_batches):
        generator = torch.Generator().manual_seed(step)
        batch = draw_batch(plain, cache, SEED + step)
        drawn = again([shelf.seeds[row] for row in batch.picked.tolist()], shelf.starts[batch.picked].tolist())
        clips = torch.where(batch.apart[:, None, None, None, None], drawn.plates, drawn.frames)
        add(guess(config, transformer, batch, generator), clips)
        count = max(1, round(config.autoencoder_general * len(clips)))
        shown = general([SEED + step * count + index for index in range(count)])
        add(model.encode(shown), shown)
    found = torch.linalg.solve(square + 1e-6 * square.trace() / features * torch.eye(features, device=square.device), product)
    decoder.linear.weight.copy_(found[:-1].float())
    decoder.linear.bias.copy_(found[-1].float())
    save_atomically({"config": config, "model": model.state_dict(), "step": 0, "seconds": 0.0}, path)
