"""Step 3, `latents`: renders the clips once and keeps what the transformer reads, in shards.

A shard is a dict of
  latents, holed [n, C, G, h, w] f16: the clip, and the clip with a hole; hole [n, 4, G, h, w] bool: what is known of it
  things, poses [n, R]: the cast (-1: none); where [n, R, G, h, w] uint8: share of each latent cell that a thing covers
  captions (k a clip, [n * k] strings), states [m, tokens, 384] f16 and mask [m, tokens] of the m distinct ones,
  caption_index [n, k], tags [n, k, R, 384] f16
  truth [n, T, R, 5] f16: the cast's paths (`Rendered.truth`); seeds (a list) and starts [n] (seconds): with them
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
from .text import TextEncoder, name_tags
from .world.captions import Caption, caption
from .world.clip import Clip, draw_clip
from .world.render import Rendered, Renderer

CAPTION_SEED, START_SEED = 1 << 32, 3 << 32
RENDER_BATCH = 64
ENCODE_BATCH = {"cpu": 8, "cuda": 64}  # a processor's caches hold no more
STILL_POSES = 24


def start_of(clip: Clip, latest: float) -> float:
    """Seconds into its scene at which a clip begins: one clip in five begins in the middle."""
    rng = random.Random(clip.seed + START_SEED)
    return rng.random() * latest if rng.random() < 0.2 else 0.0


def captions_of(clip: Clip, count: int, start: float) -> list[Caption]:
    """The captions of a clip that begins `start` seconds into its scene, from its seed alone."""
    rng = random.Random(clip.seed + CAPTION_SEED)
    return [caption(clip, rng, start) for _ in range(count)]


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
def encode_batch(model: Autoencoder, config: Config, frames: Tensor, seed: int) -> dict[str, Tensor]:
    """Latents of clips [B, T, 3, H, W], and of the same with a hole each."""
    generator = torch.Generator().manual_seed(seed)
    count, height, width = frames.shape[1], frames.shape[3], frames.shape[4]
    known = torch.stack([draw_hole(count, height, width, generator) for _ in frames])
    hole = torch.stack([fold_mask(each, config.group_frames, config.spatial_factor) for each in known])
    plain, holed, size = [], [], ENCODE_BATCH[frames.device.type]
    for part, seen in zip(frames.split(size), known.to(frames.device).split(size), strict=True):
        plain.append(model.encode(part).half().cpu())
        holed.append(model.encode(torch.where(seen[:, :, None], part, 0.5)).half().cpu())
    return {"latents": torch.cat(plain), "holed": torch.cat(holed), "hole": hole}


def cover(rendered: Rendered, config: Config) -> Tensor:
    """[B, R, G, h, w] uint8: 255 times the share of a latent cell that each of the first R things covers."""
    planes = []
    for actor in range(1, config.references + 1):
        seen = (rendered.seen == actor).float()  # [B, T, H, W]
        cells = F.avg_pool2d(seen, config.spatial_factor)
        full = torch.cat([cells[:, :1].expand(-1, config.group_frames - 1, -1, -1), cells], 1)
        planes.append(full.unflatten(1, (-1, config.group_frames)).mean(2))
    return (torch.stack(planes, 1) * 255).round().to(torch.uint8).cpu()


def paths_of(rendered: Rendered, most: int) -> Tensor:
    """[B, T, most, 5] f16: `truth` of the first things, zeros where a clip has fewer."""
    found = rendered.truth[:, :, :most]
    return F.pad(found, (0, 0, 0, most - found.shape[2])).half().cpu()


def cast_of(clips: Sequence[Clip], most: int) -> tuple[Tensor, Tensor]:
    """things and poses [n, most] of the clips' first actors, -1 for none."""
    things, poses = torch.full((len(clips), most), -1), torch.full((len(clips), most), -1)
    for row, clip in enumerate(clips):
        for column, actor in enumerate(clip.actors[:most]):
            things[row, column], poses[row, column] = actor.thing, actor.pose
    return things, poses


def caption_rows(config: Config, text: TextEncoder, clips: Sequence[Clip], starts: Sequence[float]) -> dict:
    """Captions of the clips with the states of the distinct ones and the tags of the names in them."""
    captions = [
        captions_of(clip, config.captions_per_clip, start) for clip, start in zip(clips, starts, strict=True)
    ]
    distinct = sorted({line.text for lines in captions for line in lines})
    number = {line: index for index, line in enumerate(distinct)}
    states = text.encode(distinct)
    index = torch.tensor([[number[line.text] for line in lines] for lines in captions])
    tags = [[name_tags(states, number[line.text], line.spans, config.references) for line in lines] for lines in captions]
    return {
        "captions": [line.text for lines in captions for line in lines],
        "states": states.states,
        "mask": states.mask,
        "caption_index": index,
        "tags": torch.stack([torch.stack(row) for row in tags]),
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
        part = encode_batch(model, config, rendered.frames, batch[0].seed)
        parts.append(part | {"where": cover(rendered, config), "truth": paths_of(rendered, config.references)})
    shard = {name: torch.cat([part[name] for part in parts]) for name in parts[0]}
    things, poses = cast_of(clips, config.references)
    plain = {"things": things, "poses": poses, "seeds": list(seeds), "starts": torch.tensor(starts)}
    return shard | plain | caption_rows(config, text, clips, starts)


@torch.no_grad()
def reference_stills(config: Config, renderer: Renderer, model: Autoencoder) -> Tensor:
    """Latents of every thing on grey in a few poses: [things, poses, C, 4, 4]."""
    poses = [pose * STILL_POSES // config.reference_poses for pose in range(config.reference_poses)]
    latents = []
    for thing in range(config.scope.things):
        stills = renderer.stills([thing] * len(poses), poses, config.reference_size)
        latents.append(model.encode_still(stills).cpu())
    return torch.stack(latents)


def save_atomically(value: object, path: Path) -> None:
    """A kill at any moment leaves the old file or the new one."""
    draft = path.with_suffix(f".{random.randrange(1 << 30)}.draft")
    torch.save(value, draft)
    draft.replace(path)


@torch.no_grad()
def cache_latents(
    config: Config, renderer: Renderer, model: Autoencoder, folder: Path, part: int, parts: int
) -> None:
    """Writes this part's missing shards, in order; part 0 also writes the stills and the grey groups."""
    folder.mkdir(parents=True, exist_ok=True)
    if part == 0:
        save_atomically(reference_stills(config, renderer, model).half(), folder / "stills.pt")
        greys = {bucket: grey_latents(model, bucket, config) for bucket in config.buckets}
        save_atomically(greys, folder / "greys.pt")
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
