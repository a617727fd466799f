"""Step 5, `pairs` and `polish`: the decoder learns to draw what the transformer makes, which is not quite what the encoder makes.

A pair is what the transformer makes of a clip of the cache from some noise on, by the last steps of a sampler, against the
clip itself, drawn again from its seed at the size that the decoder draws (the place alone where its things are
figures). So seams between blocks, which guesses get slightly wrong, do not show, and soft guesses are drawn as what they most
likely are. Some pairs are general pictures, with the encoder's latents. The encoder and everything trained on its latents
stay as they are. The linear path is the best linear answer (`fit_window`), found at once; convolutions are trained.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from .autoencoder import Autoencoder, blocks, enlarge, group_frames, psnr, shrink, steadied, windows
from .cache import Batch, LatentCache, draw_batch
from .config import Config
from .latents import save_atomically
from .pictures import ClipSource
from .sample import Sampler, flow_times
from .train_autoencoder import AutoencoderTrainer, picture_loss, run_training
from .world.clip import draw_clip

LAST_STEPS = 4  # a sampler's last steps that a guess may begin at
AT_ONCE = 8  # clips
SHARD_BATCHES = 12
RATE = 4e-3  # of all that Muon leaves out; the last layer begins from nothing
STEADY_WEIGHT = 1.0  # on differences from frame to frame, which is where borders of groups show
SEED = 70_000_000  # batches and general pictures


def as_drawn(config: Config) -> Config:
    """Without samples whose latents are other pictures than those of their clips: given cells, strange stills."""
    return replace(config, plain_share=1.0, still_share=0.0, batch=AT_ONCE)


def guess(sampler: Sampler, batch: Batch, generator: torch.Generator) -> Tensor:
    """[B, C, G, h, w] of the picture: what the sampler makes of a batch from one of its last steps on."""
    config = sampler.config
    times = flow_times(config.steps, config.shift)
    begin = config.steps - 1 - int(torch.randint(min(LAST_STEPS, config.steps), (), generator=generator))
    noise = torch.randn(batch.data.shape, generator=generator).to(batch.data.device)
    noisy = torch.lerp(batch.data, noise, float(times[begin]))
    return sampler.unpack(sampler.flow(noisy, times[begin:], batch.inputs, config.guidance), None)[0]


class PairMaker:
    """Draws batches of pairs: latents of three groups in a row, and the frames of the last two of them."""

    def __init__(self, sampler: Sampler, cache: LatentCache, general: ClipSource) -> None:
        """general: clips at the decoder's size."""
        self.sampler, self.cache, self.general, self.config = sampler, cache, general, sampler.config
        self.bucket = self.config.buckets[0]

    def batch(self, step: int) -> dict[str, Tensor]:
        """latents [n, 3, C, h, w] f16: of the group before, a group and the next; frames [n, 2, 12, H, W] uint8 of those two."""
        config = self.config
        generator = torch.Generator().manual_seed(SEED + step)
        group = int(torch.randint(config.groups - 1, (), generator=generator))
        chosen = [max(0, group - 1), group, group + 1]
        world = draw_batch(as_drawn(config), self.cache, SEED + step)
        shown = self.general([SEED + step * AT_ONCE + row for row in range(round(config.autoencoder_general * AT_ONCE))])
        pictures = self.sampler.autoencoder.encode(shrink(shown, self.sampler.autoencoder.decoder.scale))
        latents = torch.cat([guess(self.sampler, world, generator), pictures])[:, :, chosen].transpose(1, 2)
        later = group_frames(shown, config.group_frames)[:, chosen[1:]]
        frames = torch.cat([self.drawn(world, group), later])
        return {"latents": latents.half().cpu(), "frames": ((frames + 1) * 127.5).round().to(torch.uint8).cpu()}

    def drawn(self, batch: Batch, group: int) -> Tensor:
        """[B, 2, 12, H, W] in -1..1: two groups of a batch's clips, at the decoder's size."""
        config, bucket, scale = self.config, self.bucket, self.sampler.autoencoder.decoder.scale
        shelf, size = self.cache.shelves[bucket], config.group_frames
        first, count = (0, 1 + size) if group == 0 else ((group - 1) * size + 1, 2 * size)
        plans = [draw_clip(shelf.seeds[row], config.scope) for row in batch.picked.tolist()]
        starts = [start + first / bucket.fps for start in shelf.starts[batch.picked].tolist()]
        sides = (bucket.height * scale, bucket.width * scale)
        rendered = self.sampler.renderer.render(plans, sides, count, bucket.fps, start_seconds=starts)
        clips = torch.where(batch.apart[:, None, None, None, None], rendered.plates, rendered.frames)
        return group_frames(clips, size) if group == 0 else (clips * 2 - 1).unflatten(1, (2, size)).flatten(2, 3)


@torch.no_grad()
def cache_pairs(maker: PairMaker, folder: Path, part: int, parts: int) -> None:
    """Writes shards of pairs; several processes may share the work. Those that are there are not made again."""
    folder.mkdir(exist_ok=True)
    shards = -(-maker.config.polish_clips // (AT_ONCE * SHARD_BATCHES))
    for shard in range(part, shards, parts):
        path = folder / f"pairs-{shard:03}.pt"
        if path.exists():
            continue
        batches = [maker.batch(shard * SHARD_BATCHES + index) for index in range(SHARD_BATCHES)]
        save_atomically({name: torch.cat([each[name] for each in batches]) for name in batches[0]}, path)
        print(path.name, flush=True)


class Pairs:
    """The pairs written so far; the first shard is for tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shards: dict[str, dict[str, Tensor]] = {}
        self.refresh()

    def refresh(self) -> None:
        """Takes up new shards."""
        for path in sorted(self.folder.glob("pairs-*.pt")):
            if path.name not in self.shards:
                self.shards[path.name] = torch.load(path, mmap=True)
        if len(self.shards) < 2:
            raise FileNotFoundError(f"fewer than two shards in {self.folder}: run the step `pairs` first")

    @property
    def test(self) -> dict[str, Tensor]:
        return next(iter(self.shards.values()))

    def draw(self, count: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
        """latents [count, 3, C, h, w] and frames [count, 2, 12, H, W] in -1..1."""
        shards = list(self.shards.values())[1:]
        chosen = torch.randint(len(shards) * len(shards[0]["frames"]), (count,), generator=generator).tolist()
        places = [divmod(index, len(shards[0]["frames"])) for index in chosen]
        latents, frames = (torch.stack([shards[s][name][row] for s, row in places]) for name in ("latents", "frames"))
        return steadied(latents.float().transpose(1, 2)).transpose(1, 2), frames.float() / 127.5 - 1


class Polisher(AutoencoderTrainer):
    """Trains the decoder's convolutions alone."""

    def __init__(self, config: Config, model: Autoencoder, path: Path) -> None:
        model.encoder.requires_grad_(False)
        model.decoder.linear.requires_grad_(False)  # previews are drawn by it alone
        super().__init__(config, model, path, RATE)

    def polish_step(self, latents: Tensor, frames: Tensor) -> float:
        """latents [B, 3, C, h, w], frames [B, 2, 12, H, W] in -1..1."""
        self.set_rates()
        latents, frames = (value.to(self.config.device) for value in (latents, frames))
        with torch.autocast("cuda", torch.bfloat16, enabled=latents.device.type == "cuda"):
            loss = clip_loss(drawn_from(self.model, latents), frames)
        self.descend(loss)
        return loss.item()


def drawn_from(model: Autoencoder, latents: Tensor) -> Tensor:
    """Latents of three groups in a row [B, 3, C, h, w] -> the last two of them, drawn [B, 2, 12, H, W]."""
    made = model.decoder(latents[:, 1:].flatten(0, 1), latents[:, :2].flatten(0, 1))
    return made.unflatten(0, (len(latents), 2))


def steps_between(groups: Tensor) -> Tensor:
    """[B, 2, 12, H, W] -> the differences from frame to frame, [B, 7, 3, H, W]."""
    return groups.flatten(1, 2).unflatten(1, (-1, 3)).diff(dim=1)


def clip_loss(made: Tensor, real: Tensor) -> Tensor:
    steady = (steps_between(made) - steps_between(real)).abs().mean()
    return picture_loss(made.flatten(0, 1), real.flatten(0, 1)) + STEADY_WEIGHT * steady


@torch.no_grad()
def test_pairs(model: Autoencoder, pairs: Pairs) -> dict[str, float]:
    """Decibels of drawn guesses, and how much more there is of change at the border of groups than inside them; of the linear
    path alone, too."""
    made, coarse, real = [], [], []
    given = steadied(pairs.test["latents"].float().transpose(1, 2)).transpose(1, 2)
    for latents, frames in zip(given.split(4), pairs.test["frames"].split(4), strict=True):
        real.append(frames.float() / 127.5 - 1)
        made.append(drawn_from(model, latents).clamp(-1, 1))
        flat = enlarge(model.decoder.coarse(latents[:, 1:].flatten(0, 1)), model.decoder.scale)
        coarse.append(flat.clamp(-1, 1).unflatten(0, (len(latents), 2)))

    def border(groups: Tensor) -> float:
        """Over that of the real frames."""
        change = steps_between(groups).abs().mean((0, 2, 3, 4))
        return float(change[3] / change[[0, 1, 2, 4, 5, 6]].mean())

    truth = torch.cat(real)
    found = {}
    for name, parts in {"made": made, "linear": coarse}.items():
        groups = torch.cat(parts)
        found |= {name: round(psnr(groups / 2, truth / 2), 2), f"{name}Border": round(border(groups), 2)}
    return found | {"realBorder": round(border(truth), 2)}


def polish(config: Config, model: Autoencoder, folder: Path, path: Path) -> None:
    """Trains until the config's minutes are used up; killed, the same call goes on. `folder` holds the pairs."""
    pairs, trainer = Pairs(folder), Polisher(config, model, path)

    def step() -> float:
        if trainer.step % 100 == 0:
            pairs.refresh()
        generator = torch.Generator().manual_seed(trainer.step)
        return trainer.polish_step(*pairs.draw(config.autoencoder_clips, generator))

    run_training(trainer, step, lambda: test_pairs(model, pairs))


@torch.no_grad()
def fit_window(maker: PairMaker, path: Path) -> None:
    """The linear decoder that comes nearest to the clips, at the encoder's size, from guesses at them and from clean latents
    (least squares): a block is drawn with an eye on its neighbours, and what guesses get wrong is drawn more softly."""
    config, model = maker.config, maker.sampler.autoencoder
    decoder = model.decoder
    features = len(decoder.linear.weight) + 1
    square = torch.zeros(features, features, dtype=torch.float64, device=config.device)
    product = torch.zeros(features, decoder.linear.weight.shape[1], dtype=torch.float64, device=config.device)
    for latents, groups in windows_of(maker):
        x = windows(latents, decoder.window).flatten(0, 2)
        x = torch.cat([x, torch.ones_like(x[:, :1])], 1)
        y = blocks(F.avg_pool2d(groups, decoder.scale), config.spatial_factor).flatten(0, 2)
        square.add_((x.T @ x).double())
        product.add_((x.T @ y).double())
    even = 1e-6 * square.trace() / features * torch.eye(features, device=square.device)
    found = torch.linalg.solve(square + even, product)
    decoder.linear.weight.copy_(found[:-1].float())
    decoder.linear.bias.copy_(found[-1].float())
    save_atomically({"config": config, "model": model.state_dict(), "step": 0, "seconds": 0.0}, path)


def windows_of(maker: PairMaker) -> Iterator[tuple[Tensor, Tensor]]:
    """Latents [n, C, h, w] and their groups of frames [n, 12, H, W] in -1..1."""
    for step in range(maker.config.window_batches):
        pairs = maker.batch(step)
        latents, frames = (pairs[name].to(maker.config.device).float() for name in ("latents", "frames"))
        yield latents[:, 1:].flatten(0, 1), frames.flatten(0, 1) / 127.5 - 1
