"""What the transformer's training reads: all shards of a cache in memory, and batches drawn from a step's number.

A batch mixes the tasks: nothing known (text to video), the first group (a picture), first and last (a loop, a blend),
the first or the last two (extension either way), any groups, and the cached holes (missing frames and regions).
"""

from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor

from .config import Bucket, Config
from .figures import FigureCodec, pack
from .transformer import shape_numbers
from .world.cast import POSE_MIRRORED, POSE_NUMBERS

BECOMING = 0.3  # share of strange pictures that become another one, which is given, too
KNOWN_WEIGHT = 0.25  # known cells are easy, but a sampler integrates the velocity there too
# share of the samples that are not plain: picture, both ends, head, tail, any groups, holes
TASKS = (0.25, 0.1, 0.15, 0.1, 0.1, 0.3)


@dataclass(frozen=True)
class Batch:
    """Everything one step needs; names as in Transformer.forward, without times and noise."""

    data: Tensor  # [B, G, N], packed (figures.py)
    inputs: dict[str, Tensor]
    weight: Tensor  # [B, G, N]: of the place and of the figures, each with a sum of its own
    apart: Tensor  # [B] bool: whether the picture is the place alone
    picked: Tensor  # [B], rows of the shelf
    figures_alone: bool  # the place is neither shown nor asked for

    def rows(self, part: slice | Tensor) -> "Batch":
        """Some of its samples."""
        inputs = {name: value[part] for name, value in self.inputs.items()}
        return Batch(self.data[part], inputs, self.weight[part], self.apart[part], self.picked[part], self.figures_alone)


class Shelf:
    """The shards of one bucket, end to end, on one device; caption_index counts through all of them."""

    latents: Tensor
    plates: Tensor
    holed: Tensor
    hole: Tensor
    things: Tensor
    lesson: Tensor
    stills: Tensor
    figures: Tensor
    composed: Tensor
    tags: Tensor
    truth: Tensor
    starts: Tensor  # seconds
    states: Tensor
    mask: Tensor
    caption_index: Tensor
    mirror_index: Tensor
    mirror_tags: Tensor
    mirrors: Tensor

    def __init__(self, shards: list[dict], device: torch.device | str) -> None:
        first = 0
        for shard in shards:
            for name in ("caption_index", "mirror_index"):
                shard[name] = shard[name] + first
            first += len(shard["states"])
        for name in Shelf.__annotations__:
            setattr(self, name, torch.cat([shard.pop(name) for shard in shards]).to(device))
        self.seeds = [seed for shard in shards for seed in shard["seeds"]]
        says_a_side = (self.mirror_index != self.caption_index)[:, :-1] & self.mirrors[:, None]
        self.sided = says_a_side.nonzero()  # [n, 2], clip and caption
        taught = self.lesson.cpu()
        often = torch.bincount(taught + 1)
        self.lessons = torch.where(taught < 0, 0.0, 1 / often[taught + 1])  # [n] weights: every lesson as often as any other

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
        codec = torch.load(folder / "figures.pt")
        self.codec = FigureCodec(codec["basis"].shape[-1] // POSE_NUMBERS, len(codec["basis"]))
        self.codec.load_state_dict(codec)
        self.codec.to(device)
        greys = torch.load(folder / "greys.pt", weights_only=False)
        self.greys: dict[Bucket, Tensor] = {bucket: grey.to(device) for bucket, grey in greys.items()}  # [C, h, w]
        pictures = torch.load(folder / "pictures.pt", weights_only=False)
        self.pictures: dict[Bucket, Tensor] = {bucket: some.to(device) for bucket, some in pictures.items()}

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


def strange_stills(shelf: Shelf, pictures: Tensor, count: int, generator: torch.Generator) -> Tensor:
    """Latents [B, C, h, w] of pictures that none of the caption's things is in: general ones (`pictures` [n, C, h, w]),
    first frames of other clips with all that stands in them, and pictures like nothing, cells of a place moved about and
    some of its colours and patterns reversed. A network that is given them learns to hold what it does not know."""
    rows = torch.randint(len(shelf), (count,), generator=generator).to(shelf.plates.device)
    picture = shelf.plates[rows, :, 0].float()
    channels, height, width = picture.shape[1:]
    sign = torch.randint(2, (count, channels, 1, 1), generator=generator).to(picture) * 2 - 1
    moves = torch.randint(max(height, width), (count, 2), generator=generator).tolist()
    moved = torch.stack([one.roll(tuple(move), (1, 2)) for one, move in zip(picture, moves, strict=True)])
    general = pictures[torch.randint(len(pictures), (count,), generator=generator).to(pictures.device)].float()
    kind = torch.randint(3, (count, 1, 1, 1), generator=generator).to(picture.device)
    return torch.where(kind == 0, moved * sign, torch.where(kind == 1, general, shelf.latents[rows, :, 0].float()))


def draw_batch(config: Config, cache: LatentCache, step: int) -> Batch:
    """The batch of one step, from its number alone; drawn on the CPU, so that every device draws the same."""
    generator = torch.Generator().manual_seed(step)
    alone = bool(torch.rand((), generator=generator) < config.alone_share)
    if alone:
        config = replace(config, figure_share=1.0, plain_share=1.0, empty_share=0.0, still_share=0.0)
    bucket = cache.draw_bucket(generator)
    shelf, grey = cache.shelves[bucket], cache.greys[bucket]
    area = bucket.height * bucket.width * bucket.frames
    first = config.buckets[0]
    size = max(4, round(config.batch * first.height * first.width * first.frames / area))
    rows = torch.randint(len(shelf), (size,), generator=generator).to(cache.device)
    if shelf.lessons.any():
        lessons = torch.multinomial(shelf.lessons, size, replacement=True, generator=generator)
        taught = torch.rand(size, generator=generator) < config.lesson_share
        rows = torch.where(taught.to(cache.device), lessons.to(cache.device), rows)
    sided = (torch.rand(size, generator=generator) < config.side_share * bool(len(shelf.sided))).to(cache.device)
    sides = shelf.sided[torch.randint(max(1, len(shelf.sided)), (size,), generator=generator).to(cache.device)[sided]]
    rows[sided] = sides[:, 0]
    whole = shelf.latents[rows].float()
    chosen = torch.rand(size, generator=generator).to(cache.device) < config.figure_share
    apart = chosen & shelf.composed[rows]  # things are figures, and the picture is the place alone
    empty = apart & (torch.rand(size, generator=generator).to(cache.device) < config.empty_share)
    data = torch.where(apart[:, None, None, None, None], shelf.plates[rows].float(), whole)
    drawn = known_groups(size, data.shape[2], config.plain_share, generator)
    known, holed = (value.to(cache.device) & ~empty.view(-1, *[1] * (value.ndim - 1)) for value in drawn)
    still = apart & (torch.rand(size, generator=generator).to(cache.device) < config.still_share)
    strange, other = (strange_stills(shelf, cache.pictures[bucket], size, generator) for _ in range(2))
    becoming = still & (torch.rand(size, generator=generator).to(cache.device) < BECOMING)
    share = torch.linspace(0, 1, data.shape[2], device=cache.device) * becoming[:, None]
    strange = torch.lerp(strange[:, :, None], other[:, :, None], share[:, None, :, None, None])
    data, whole = (torch.where(still[:, None, None, None, None], strange, value) for value in (data, whole))
    known[still & ~known.any(1), 0] = True
    known[becoming] = False
    known[becoming, 0] = known[becoming, -1] = True
    holed = holed & ~still
    mask = known[:, None, :, None, None].expand(-1, config.group_frames, -1, *data.shape[3:]).clone()
    mask[holed] = shelf.hole[rows[holed]]
    masked = torch.where(known[:, None, :, None, None], whole, grey[None, :, None])
    masked[holed] = shelf.holed[rows[holed]].float()
    last = shelf.caption_index.shape[1] - 1  # of the place alone
    choice = torch.randint(last, (size,), generator=generator).to(cache.device)
    choice[sided] = sides[:, 1]
    choice[empty] = last
    # A figure acts alike in a mirror, and so the words of a side get examples that differ in nothing else.
    free = still | ~(known.any(1) | holed)
    turned = apart & shelf.mirrors[rows] & free & (torch.rand(size, generator=generator) < 0.5).to(cache.device)
    lines = torch.where(turned, shelf.mirror_index[rows, choice], shelf.caption_index[rows, choice])
    text, text_mask = shelf.states[lines].float(), shelf.mask[lines].float()
    data = torch.where(mask.all(1, keepdim=True), masked, data)  # as a sampler holds what is given
    present = ((shelf.things[rows] >= 0) & (apart & ~empty)[:, None]).float()
    references, tags = shelf.stills[rows].float(), shelf.tags[rows, choice].float()
    tags = torch.where(turned[:, None, None], shelf.mirror_tags[rows, choice].float(), tags)
    for value in (references, tags):
        value *= present.view(*present.shape, *[1] * (value.ndim - 2))
    drop = (torch.rand(size, generator=generator) < config.caption_drop).to(cache.device)  # the cast remains, unnamed
    for value in (text, text_mask, tags):
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
    poses = shelf.figures[rows].float()
    mirror = torch.tensor(POSE_MIRRORED, device=poses.device)
    poses = torch.where(turned[:, None, None, None], poses * mirror, poses)
    figures = cache.codec.encode(poses) * present[:, None, :, None]
    weight = torch.where(mask.all(1, keepdim=True), KNOWN_WEIGHT, 1.0).expand_as(data)
    moved = present[:, None, :, None] * cache.codec.importance(figures.shape[1])[:, None].expand_as(figures)
    each = pack(weight * (not alone) / weight.sum(), config.figure_weight * moved / moved.sum().clamp(min=1))
    return Batch(pack(data, figures), inputs, each, apart, rows, alone)
