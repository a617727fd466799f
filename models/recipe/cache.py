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
    things: Tensor  # [B, R], -1 for none

    def to(self, device: torch.device | str) -> "Batch":
        inputs = {name: value.to(device, non_blocking=True) for name, value in self.inputs.items()}
        rest = (x.to(device, non_blocking=True) for x in (self.weight, self.where, self.things))
        return Batch(self.data.to(device, non_blocking=True), inputs, *rest)


class Shelf:
    """The shards of one bucket, end to end."""

    def __init__(self, shards: list[dict]) -> None:
        for name in ("latents", "holed", "hole", "where", "things", "poses", "caption_index", "tags", "truth", "starts"):
            setattr(self, name, torch.cat([shard[name] for shard in shards]))
        self.latents: Tensor
        self.holed: Tensor
        self.hole: Tensor
        self.where: Tensor
        self.things: Tensor
        self.poses: Tensor
        self.caption_index: Tensor  # within the shard
        self.tags: Tensor
        self.truth: Tensor
        self.starts: Tensor
        self.states = [shard["states"] for shard in shards]  # left apart: together they are the largest tensor
        self.mask = [shard["mask"] for shard in shards]
        self.shard_of = torch.cat([torch.full((len(shard["latents"]),), i) for i, shard in enumerate(shards)])
        self.seeds = [seed for shard in shards for seed in shard["seeds"]]

    def __len__(self) -> int:
        return len(self.latents)

    def captions(self, rows: Tensor, choice: Tensor) -> tuple[Tensor, Tensor]:
        """States [B, tokens, 384] and mask [B, tokens] of one caption of each row."""
        lines = self.caption_index[rows, choice]
        places = list(zip(self.shard_of[rows].tolist(), lines.tolist(), strict=True))
        states = torch.stack([self.states[shard][line] for shard, line in places])
        return states.float(), torch.stack([self.mask[shard][line] for shard, line in places]).float()


class LatentCache:
    """Every shard written so far, by bucket, with the stills of the cast."""

    def __init__(self, folder: Path) -> None:
        by_bucket: dict[Bucket, list[dict]] = {}
        for path in sorted(folder.glob("shard-*.pt")):
            shard = torch.load(path, weights_only=False)
            by_bucket.setdefault(shard["bucket"], []).append(shard)
        if not by_bucket:
            raise FileNotFoundError(f"no shards in {folder}: run the step `latents` first")
        self.shelves = {bucket: Shelf(shards) for bucket, shards in by_bucket.items()}
        self.stills = torch.load(folder / "stills.pt").float()  # [things, poses, C, 4, 4]
        self.greys = torch.load(folder / "greys.pt", weights_only=False)  # bucket -> [C, h, w]

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
    pose = (first + torch.randint(1, max(2, count), things.shape, generator=generator)) % count
    keep = torch.rand(len(rows), 1, generator=generator) < config.reference_keep
    present = (keep & (things >= 0)).float()
    return cache.stills[things.clamp(min=0), pose] * present[..., None, None, None], present


def draw_batch(config: Config, cache: LatentCache, step: int) -> Batch:
    """The batch of one step, from its number alone."""
    generator = torch.Generator().manual_seed(step)
    bucket = cache.draw_bucket(generator)
    shelf, grey = cache.shelves[bucket], cache.greys[bucket]
    area = bucket.height * bucket.width * bucket.frames
    first = config.buckets[0]
    size = max(4, round(config.batch * first.height * first.width * first.frames / area))
    rows = torch.randint(len(shelf), (size,), generator=generator)
    data = shelf.latents[rows].float()
    known, holed = known_groups(size, data.shape[2], config.plain_share, generator)
    mask = known[:, None, :, None, None].expand(-1, config.group_frames, -1, *data.shape[3:]).clone()
    mask[holed] = shelf.hole[rows[holed]]
    masked = torch.where(known[:, None, :, None, None], data, grey[None, :, None])
    masked[holed] = shelf.holed[rows[holed]].float()
    choice = torch.randint(shelf.caption_index.shape[1], (size,), generator=generator)
    text, text_mask = shelf.captions(rows, choice)
    references, present = choose_references(config, cache, shelf, rows, generator)
    tags = shelf.tags[rows, choice].float()
    drop = torch.rand(size, generator=generator) < config.caption_drop  # caption and cast go together
    for value in (text, text_mask, present, references, tags):
        value[drop] = 0
    text_mask[drop, 0] = 1
    shape = torch.tensor([shape_numbers(bucket.fps, bucket.frames, bucket.height, bucket.width)])
    inputs = {
        "mask": mask.float(),
        "masked": masked,
        "shape": shape.expand(size, -1),
        "text": text,
        "text_mask": text_mask,
        "references": references,
        "reference_tags": tags,
        "reference_mask": present,
    }
    weight = torch.where(mask.all(1, keepdim=True), KNOWN_WEIGHT, 1.0)
    return Batch(data, inputs, weight, shelf.where[rows].float() / 255, shelf.things[rows])
