"""Step 3, `latents`: renders the clips once and keeps what the transformer reads, in shards.

A shard is a dict of
  latents, plates, holed [n, C, G, h, w] f16: the clip, the clip without its things, and the clip with a hole;
  hole [n, 4, G, h, w] bool: what is known of it
  things [n, S] (-1: none); stills [n, S, C, 4, 4] f16: the cast, in another pose than the clip begins with
  figures [n, T, S, P] f16: how the cast lies over the plates (`Rendered.figures`); composed [n] bool: whether the cast
  over the plates makes the clip (not where its style changes the things)
  captions (k a clip, [n * k] strings, the last of each of its place alone), states [m, tokens, 384] f16 and mask [m, tokens] of the m distinct ones,
  caption_index [n, k], tags [n, k, S, 384] f16; mirror_index and mirror_tags: those of the captions with left for right
  mirrors [n] bool: whether figures may be mirrored before a plate that stays
  lesson [n]: which motion or relation alone the clip shows from its begin (`lessons_of`), else -1
  truth [n, T, S, 5] f16: the cast's paths (`Rendered.truth`); seeds (a list) and starts [n] (seconds): with them
  all else can be drawn again
Several processes may share the work: `latents --part 0/2` and `latents --part 1/2`. A shard's size is its bucket's.
"""

import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from .autoencoder import Autoencoder, group_frames
from .config import Bucket, Config
from .figures import FigureCodec
from .pictures import ClipSource
from .text import TextEncoder, name_tags
from .world.captions import Caption, caption, mirrored, place_caption
from .world.clip import Clip, draw_clip, may_be_mirrored, one_lesson
from .world.render import Rendered, Renderer

CAPTION_SEED, START_SEED, STILL_SEED = 1 << 32, 3 << 32, 5 << 32
PICTURE_SEED = 22_000_000  # of general pictures
FIGURE_SEED = 21_000_000  # clips for the figures' principal components; never cached
RENDER_BATCH = 64
ENCODE_BATCH = {"cpu": 8, "cuda": 64}  # a processor's caches hold no more
STILL_POSES = 24


def start_of(clip: Clip, latest: float) -> float:
    """Seconds into its scene at which a clip begins: one clip in five begins in the middle."""
    rng = random.Random(clip.seed + START_SEED)
    return rng.random() * latest if rng.random() < 0.2 else 0.0


def captions_of(clip: Clip, count: int, start: float) -> list[Caption]:
    """The captions of a clip that begins `start` seconds into its scene, from its seed alone, and one more of its place."""
    rng = random.Random(clip.seed + CAPTION_SEED)
    return [*(caption(clip, rng, start) for _ in range(count)), place_caption(clip, rng)]


def draw_hole(frames: int, height: int, width: int, generator: torch.Generator) -> Tensor:
    """[T, H, W] bool, True where known: missing frames, a missing rectangle, or only a rectangle known."""
    known = torch.ones(frames, height, width, dtype=torch.bool)
    kind = int(torch.randint(4, (), generator=generator))
    if kind == 0:  # a stretch of frames is missing
        first, last = torch.randint(1, frames + 1, (2,), generator=generator).sort().values.tolist()
        known[first:last] = False
        return known
    if kind == 1:  # only a few frames are known
        known[torch.rand(frames, generator=generator) < 0.75] = False
        return known
    sides = [torch.randint(n // 8, n - n // 8 + 1, (2,), generator=generator).sort().values.tolist() for n in (height, width)]
    (top, bottom), (left, right) = sides
    known[:, top : bottom + 1, left : right + 1] = False
    return known if kind == 2 else ~known


def fold_mask(known: Tensor, group: int, factor: int) -> Tensor:
    """[T, H, W] bool -> [group, G, h, w] bool: a latent cell is known in a frame where all its pixels are."""
    cells = F.max_pool2d((~known)[:, None].float(), factor)[:, 0] == 0  # [T, h, w]
    full = torch.cat([cells[:1].expand(group - 1, -1, -1), cells])
    return full.unflatten(0, (-1, group)).transpose(0, 1)


@torch.no_grad()
def encode_batch(model: Autoencoder, config: Config, rendered: Rendered, seed: int) -> dict[str, Tensor]:
    """Latents of clips, of their plates, and of the clips with a hole each."""
    generator, frames = torch.Generator().manual_seed(seed), rendered.frames
    count, height, width = frames.shape[1], frames.shape[3], frames.shape[4]
    known = torch.stack([draw_hole(count, height, width, generator) for _ in frames])
    hole = torch.stack([fold_mask(each, config.group_frames, config.spatial_factor) for each in known])
    size = ENCODE_BATCH[frames.device.type]

    def encoded(clips: Tensor) -> Tensor:
        return torch.cat([model.encode(part).half().cpu() for part in clips.split(size)])

    holed = torch.where(known.to(frames.device)[:, :, None], frames, 0.5)
    return {"latents": encoded(frames), "plates": encoded(rendered.plates), "holed": encoded(holed), "hole": hole}


def first_of(values: Tensor, most: int) -> Tensor:
    """[B, T, A, k] -> [B, T, most, k] f16: those of the first things, zeros where a clip has fewer."""
    found = values[:, :, :most]
    return F.pad(found, (0, 0, 0, most - found.shape[2])).half().cpu()


def cast_of(clips: Sequence[Clip], most: int) -> Tensor:
    """things [n, most] of the clips' first actors, -1 for none."""
    things = torch.full((len(clips), most), -1)
    for row, clip in enumerate(clips):
        for column, actor in enumerate(clip.actors[:most]):
            things[row, column] = actor.thing
    return things


def lessons_of(config: Config, clips: Sequence[Clip], starts: Sequence[float]) -> Tensor:
    """[n]: of clips that show one thing from its begin, rows of the scope's motions, and of its relations behind them; -1 for
    all others."""
    names = [*config.scope.motions, *config.scope.relations]
    shown = [one_lesson(clip) if start == 0 else "" for clip, start in zip(clips, starts, strict=True)]
    return torch.tensor([names.index(one) if one else -1 for one in shown])


@torch.no_grad()
def stills_of(config: Config, renderer: Renderer, model: Autoencoder, clips: Sequence[Clip]) -> Tensor:
    """[n, S, C, 4, 4] f16: each actor alone on grey, in its colour, in another pose than it has when the clip begins."""
    side = config.reference_size // config.spatial_factor
    latents = torch.zeros(len(clips), config.references, config.latent_channels, side, side, dtype=torch.float16)
    places = [(row, slot) for row, clip in enumerate(clips) for slot in range(min(config.references, len(clip.actors)))]
    for start in range(0, len(places), RENDER_BATCH):
        part = places[start : start + RENDER_BATCH]
        actors = [clips[row].actors[slot] for row, slot in part]
        rngs = [random.Random(clips[row].seed + STILL_SEED + slot) for row, slot in part]
        poses = [actor.pose + rng.randrange(3, STILL_POSES - 2) for actor, rng in zip(actors, rngs, strict=True)]
        stills = renderer.stills(
            [actor.thing for actor in actors], poses, config.reference_size, [actor.colour for actor in actors]
        )
        rows, slots = (torch.tensor(column) for column in zip(*part, strict=True))
        latents[rows, slots] = model.encode_still(stills).half().cpu()
    return latents


@torch.no_grad()
def fit_figures(config: Config, renderer: Renderer) -> FigureCodec:
    """The figures' latents, from the poses of clips that are drawn too small to see."""
    codec, found, bucket = FigureCodec(config.group_frames, config.groups), [], config.buckets[0]
    plans = [draw_clip(FIGURE_SEED + i, config.scope) for i in range(config.figure_clips)]
    for start in range(0, len(plans), RENDER_BATCH):
        part = plans[start : start + RENDER_BATCH]
        size = (16, round(16 * bucket.width / bucket.height))
        poses = renderer.render(part, size, bucket.frames, bucket.fps).figures.cpu()
        found += [poses[row, :, : len(plan.actors)].transpose(0, 1) for row, plan in enumerate(part)]  # [A, T, P]
    codec.fit(torch.cat(found))
    return codec


def caption_rows(config: Config, text: TextEncoder, clips: Sequence[Clip], starts: Sequence[float]) -> dict:
    """Captions of the clips with the states of the distinct ones and the tags of the names in them."""
    captions = [
        captions_of(clip, config.captions_per_clip, start) for clip, start in zip(clips, starts, strict=True)
    ]
    turned = [[mirrored(line) for line in lines] for lines in captions]
    distinct = sorted({line.text for lines in captions + turned for line in lines})
    number = {line: index for index, line in enumerate(distinct)}
    states = text.encode(distinct)

    def index(lines: list[list[Caption]]) -> Tensor:
        return torch.tensor([[number[line.text] for line in row] for row in lines])

    def tags(lines: list[list[Caption]]) -> Tensor:
        each = [[name_tags(states, number[line.text], line.spans, config.references) for line in row] for row in lines]
        return torch.stack([torch.stack(row) for row in each])

    return {
        "captions": [line.text for lines in captions for line in lines],
        "states": states.states,
        "mask": states.mask,
        "caption_index": index(captions),
        "tags": tags(captions),
        "mirror_index": index(turned),
        "mirror_tags": tags(turned),
        "mirrors": torch.tensor([may_be_mirrored(clip) for clip in clips]),
    }


def build_shard(
    config: Config, renderer: Renderer, model: Autoencoder, text: TextEncoder, seeds: Sequence[int], bucket: Bucket
) -> dict:
    """Renders and encodes the clips of these seeds."""
    clips = [draw_clip(seed, config.scope) for seed in seeds]
    starts = [start_of(clip, config.latest_start) for clip in clips]
    parts: list[dict[str, Tensor]] = []
    for start in range(0, len(clips), RENDER_BATCH):
        batch = clips[start : start + RENDER_BATCH]
        size, begin = (bucket.height, bucket.width), starts[start : start + RENDER_BATCH]
        rendered = renderer.render(batch, size, bucket.frames, bucket.fps, start_seconds=begin)
        poses = {name: first_of(getattr(rendered, name), config.references) for name in ("figures", "truth")}
        parts.append(encode_batch(model, config, rendered, batch[0].seed) | poses)
    shard = {name: torch.cat([part[name] for part in parts]) for name in parts[0]}
    plain = {
        "things": cast_of(clips, config.references),
        "lesson": lessons_of(config, clips, starts),
        "stills": stills_of(config, renderer, model, clips),
        "composed": torch.tensor([clip.style == "plain" and len(clip.actors) <= config.references for clip in clips]),
        "seeds": list(seeds),
        "starts": torch.tensor(starts),
    }
    return shard | plain | caption_rows(config, text, clips, starts)


def save_atomically(value: object, path: Path) -> None:
    """A kill at any moment leaves the old file or the new one."""
    draft = path.with_suffix(f".{random.randrange(1 << 30)}.draft")
    torch.save(value, draft)
    draft.replace(path)


def picture_latents(config: Config, model: Autoencoder, general: ClipSource, bucket: Bucket) -> Tensor:
    """[n, C, h, w] f16 of general pictures that stand still."""
    found = []
    for start in range(0, config.still_pictures, RENDER_BATCH):
        seeds = range(PICTURE_SEED + start, PICTURE_SEED + min(start + RENDER_BATCH, config.still_pictures))
        pictures = F.interpolate(general(seeds)[:, 0], (bucket.height, bucket.width), mode="bilinear", antialias=True)
        found.append(model.encode_still(pictures).half().cpu())
    return torch.cat(found)


@torch.no_grad()
def cache_latents(
    config: Config,
    renderer: Renderer,
    general: ClipSource,
    model: Autoencoder,
    folder: Path,
    part: int,
    parts: int,
) -> None:
    """Writes this part's missing shards, in order; part 0 also writes the figures' codec, the grey groups and the general
    pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    if part == 0:
        save_atomically(fit_figures(config, renderer).state_dict(), folder / "figures.pt")
        greys = {bucket: grey_latents(model, bucket, config) for bucket in config.buckets}
        save_atomically(greys, folder / "greys.pt")
        pictures = {bucket: picture_latents(config, model, general, bucket) for bucket in config.buckets}
        save_atomically(pictures, folder / "pictures.pt")
    text = TextEncoder(config.text_tokens, next(model.parameters()).device)
    for shard in range(part, config.clips // config.shard_clips, parts):
        path = folder / f"shard-{shard:03d}.pt"
        if path.exists():
            continue
        start = time.time()
        seeds = range(shard * config.shard_clips, (shard + 1) * config.shard_clips)
        bucket = config.buckets[shard % len(config.buckets)]
        save_atomically(build_shard(config, renderer, model, text, seeds, bucket) | {"bucket": bucket}, path)
        print(f"{path.name}: {config.shard_clips / (time.time() - start):.1f} clips/s", flush=True)


@torch.no_grad()
def grey_latents(model: Autoencoder, bucket: Bucket, config: Config) -> Tensor:
    """[C, h, w] of a group that is all grey, which stands where nothing is known."""
    device = next(model.parameters()).device
    grey = torch.full((1, 1, 3, bucket.height, bucket.width), 0.5, device=device)
    return model.encoder(group_frames(grey, config.group_frames)[0])[0].float().cpu()
