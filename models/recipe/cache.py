"""What the transformer's training reads: all shards of a cache in memory, and batches drawn from a step's number.

A batch mixes the tasks: nothing known (text to video), the first group (a picture), first and last (a loop, a blend),
the first or the last two (extension either way), any groups, and the cached holes (missing frames and regions).
"""

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from .config import Bucket, Config
from .transformer import shape_numbers

KNOWN_WEIGHT = 0.25  # known cells are easy, but a sampler integrates the velocity there too
STILL_POSES = 24
# share of the samples that are not plain: picture, both ends, head, tail, any groups, holes
TASKS = (0.25, 0.1, 0.15, 0.1, 0.1, 0.3)


@dataclass(frozen=True)
class Batch:
    """Everything one step needs; names as in Transformer.forward, without times and noise."""

    data: Tensor  # [B, C, G, h, w]
    inputs: dict[str, Tensor]
    weight: Tensor  # [B, 1, G, h, w], least where all is known
    where: Tensor  # [B, R, G, h, w] 0..1: where the things are
    within: Tensor  # [B, 2R, G, h, w]: across and down the thing itself from its middle, in its own sizes
    things: Tensor  # [B, R], -1 for none
    picked: Tensor  # [B], rows of the shelf

    def rows(self, part: slice) -> "Batch":
        """Some of its samples."""
        inputs = {name: value[part] for name, value in self.inputs.items()}
        rest = (self.weight, self.where, self.within, self.things, self.picked)
        return Batch(self.data[part], inputs, *(value[part] for value in rest))


class Shelf:
    """The shards of one bucket, end to end, on one device; caption_index counts through all of them."""

    latents: Tensor
    holed: Tensor
    hole: Tensor
    where: Tensor
    things: Tensor
    poses: Tensor
    tags: Tensor
    truth: Tensor
    starts: Tensor  # seconds
    states: Tensor
    mask: Tensor
    caption_index: Tensor

    def __init__(self, shards: list[dict], device: torch.device | str) -> None:
        first = 0
        for shard in shards:
            shard["caption_index"] = shard["caption_index"] + first
            first += len(shard["states"])
        for name in Shelf.__annotations__:
            setattr(self, name, torch.cat([shard.pop(name) for shard in shards]).to(device))
        self.seeds = [seed for shard in shards for seed in shard["seeds"]]

    def __len__(self) -> int:
        return len(self.latents)


class LatentCache:
    """Every shard written so far, by bucket, with the stills of the cast."""

    def __init__(self, folder: Path, device: torch.device | str = "cpu", only: Bucket | None = None) -> None:
        """only: leave all other buckets out."""
        self.device = torch.device(device)
        by_bucket: dict[Bucket, list[dict]] = {}
        for path in sorted(folder.glob("shard-*.pt")):
            shard = torch.load(path, weights_only=False)
            if only in (None, shard["bucket"]):
                by_bucket.setdefault(shard["bucket"], []).append(shard)
        if not by_bucket:
            raise FileNotFoundError(f"no shards in {folder}: run the step `latents` first")
        self.shelves = {bucket: Shelf(shards, device) for bucket, shards in by_bucket.items()}
        self.stills = torch.load(folder / "stills.pt").float().to(device)  # [things, poses, C, 4, 4]
        greys = torch.load(folder / "greys.pt", weights_only=False)
        self.greys: dict[Bucket, Tensor] = {bucket: grey.to(device) for bucket, grey in greys.items()}  # [C, h, w]

    def __len__(self) -> int:
        return sum(len(shelf) for shelf in self.shelves.values())

    def spread(self) -> Tensor:
        """[C]: the latents' standard deviation by channel, over the first bucket."""
        return next(iter(self.shelves.values())).latents[:500].float().std((0, 2, 3, 4))

    def draw_bucket(self, generator: torch.Generator) -> Bucket:
        """By the number of clips."""
        names = list(self.shelves)
        counts = torch.tensor([float(len(self.shelves[name])) for name in names])
        return names[int(torch.multinomial(counts, 1, generator=generator))]


def known_groups(batch: int, groups: int, plain_share: float, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """[B, G] bool: groups that are wholly known; and [B] bool: samples that take their cached hole instead."""
    known = torch.zeros(batch, groups, dtype=torch.bool)
    plain = torch.rand(batch, generator=generator) < plain_share
    task = torch.multinomial(torch.tensor(TASKS), batch, replacement=True, generator=generator)
    random = torch.rand(batch, groups, generator=generator) < 0.5
    known[task <= 2, 0] = True
    known[task == 1, -1] = True
    known[task == 2, 1] = True
    known[task == 3, -2:] = True
    known[task == 4] = random[task == 4]
    known[plain] = False
    return known, (task == 5) & ~plain


def choose_references(
    config: Config, cache: LatentCache, shelf: Shelf, rows: Tensor, generator: torch.Generator
) -> tuple[Tensor, Tensor]:
    """Stills [B, R, C, 4, 4] in another pose than the clip begins with, and the mask [B, R] of those present."""
    count = cache.stills.shape[1]
    things, step = shelf.things[rows], STILL_POSES // count
    first = (shelf.poses[rows].clamp(min=0) + step // 2) // step
    turn = torch.randint(1, max(2, count), things.shape, generator=generator).to(rows.device)
    pose = (first + turn) % count
    keep = (torch.rand(len(rows), 1, generator=generator) < config.reference_keep).to(rows.device)
    present = (keep & (things >= 0)).float()
    return cache.stills[things.clamp(min=0), pose] * present[..., None, None, None], present


def coordinates_within(truth: Tensor, bucket: Bucket, group: int, height: int, width: int) -> Tensor:
    """Where the middle of each latent cell lies in each thing, turned with it: truth [B, T, R, 5] (`Rendered.truth`)
    -> [B, 2R, G, h, w], clamped to +-1."""
    x, y, size, turn, _ = truth[..., None, None].unbind(3)  # [B, T, R, 1, 1]
    down = (torch.arange(height, device=truth.device) + 0.5)[:, None] / height - y
    across = ((torch.arange(width, device=truth.device) + 0.5) / width - x) * bucket.width / bucket.height
    own = torch.stack([turn.cos() * across + turn.sin() * down, turn.cos() * down - turn.sin() * across], 3)
    own = (own / size.clamp(min=0.05)[:, :, :, None]).clamp(-1, 1).flatten(2, 3)  # [B, T, 2R, h, w]
    full = torch.cat([own[:, :1].expand(-1, group - 1, -1, -1, -1), own], 1)
    return full.unflatten(1, (-1, group)).mean(2).transpose(1, 2)


def draw_batch(config: Config, cache: LatentCache, step: int) -> Batch:
    """The batch of one step, from its number alone; drawn on the CPU, so that every device draws the same."""
    generator = torch.Generator().manual_seed(step)
    bucket = cache.draw_bucket(generator)
    shelf, grey = cache.shelves[bucket], cache.greys[bucket]
    area = bucket.height * bucket.width * bucket.frames
    first = config.buckets[0]
    size = max(4, round(config.batch * first.height * first.width * first.frames / area))
    rows = torch.randint(len(shelf), (size,), generator=generator).to(cache.device)
    data = shelf.latents[rows].float()
    drawn = known_groups(size, data.shape[2], config.plain_share, generator)
    known, holed = (value.to(cache.device) for value in drawn)
    mask = known[:, None, :, None, None].expand(-1, config.group_frames, -1, *data.shape[3:]).clone()
    mask[holed] = shelf.hole[rows[holed]]
    masked = torch.where(known[:, None, :, None, None], data, grey[None, :, None])
    masked[holed] = shelf.holed[rows[holed]].float()
    choice = torch.randint(shelf.caption_index.shape[1], (size,), generator=generator).to(cache.device)
    lines = shelf.caption_index[rows, choice]
    text, text_mask = shelf.states[lines].float(), shelf.mask[lines].float()
    references, present = choose_references(config, cache, shelf, rows, generator)
    tags = shelf.tags[rows, choice].float()
    drop = (torch.rand(size, generator=generator) < config.caption_drop).to(cache.device)  # caption and cast go together
    for value in (text, text_mask, present, references, tags):
        value[drop] = 0
    text_mask[drop, 0] = 1
    shape = torch.tensor([shape_numbers(bucket.fps, bucket.frames, bucket.height, bucket.width)])
    inputs = {
        "mask": mask.float(),
        "masked": masked,
        "shape": shape.expand(size, -1).to(cache.device),
        "text": text,
        "text_mask": text_mask,
        "references": references,
        "reference_tags": tags,
        "reference_mask": present,
    }
    weight = torch.where(mask.all(1, keepdim=True), KNOWN_WEIGHT, 1.0)
    within = coordinates_within(shelf.truth[rows].float(), bucket, config.group_frames, *data.shape[3:])
    return Batch(data, inputs, weight, shelf.where[rows].float() / 255, within, shelf.things[rows], rows)
