"""Step 5, `evaluate`: a contact sheet to look at, and two small figures on held-out prompts.

Figures are given with their ceiling (the same measure on real renders of the same plans) and their floor (the made
clips held against the prompts of others): place by a linear reading of coarse colour layout, direction of motion by
following what differs from the still background.
"""

import random
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from .config import Config
from .sample import Sampler, contact_sheet
from .things import THINGS
from .world.captions import with_article
from .world.clip import PLACE_NAMES, Clip, draw_clip, held_out
from .world.render import Renderer
from .world.words import MOTIONS, PLACES

FIT_SEED, TEST_SEED = 50_000_000, 60_000_000
DIRECTIONS = {"moves left": (-1, 0), "moves right": (1, 0), "rises": (0, -1), "falls": (0, 1)}
LAYOUT = 8  # rows and columns of the coarse picture that tells places apart


def hand_written() -> list[str]:
    return (Path(__file__).parent / "prompts.txt").read_text().splitlines()


def held_out_clips(config: Config, count: int) -> list[Clip]:
    """Plans of one thing in a combination never trained on, still camera; every second one in a plain direction."""
    clips: list[Clip] = []
    seed = TEST_SEED
    while len(clips) < count:
        seed += 1
        clip = draw_clip(seed, config.things, keep_held_out=True)
        actor = clip.actors[0]
        alone = len(clip.actors) == 1 and clip.camera == "still"
        wanted = len(clips) % 2 == 1 or actor.motion in DIRECTIONS
        if alone and wanted and held_out(actor.thing, clip.place, actor.motion):
            clips.append(clip)
    return clips


def plain_prompt(clip: Clip) -> str:
    """A sentence that says thing, motion and place."""
    rng, actor = random.Random(clip.seed), clip.actors[0]
    verb = rng.choice(MOTIONS[actor.motion])[0]
    return f"{with_article(THINGS[actor.thing].noun)} {verb} {rng.choice(PLACES[clip.place][0])}"


def layout(clips: Tensor) -> Tensor:
    """Coarse colours of the middle frame, [B, 3 * LAYOUT^2 + 1] with a constant."""
    coarse = F.adaptive_avg_pool2d(clips[:, clips.shape[1] // 2], LAYOUT).flatten(1)
    return torch.cat([coarse, torch.ones(len(coarse), 1)], 1)


def place_reader(config: Config, renderer: Renderer, count: int) -> Tensor:
    """Ridge regression from layout to place, fitted on real renders: [features, places]."""
    plans = [draw_clip(FIT_SEED + i, config.things) for i in range(count)]
    features = torch.cat([layout(renderer.render(plan)[None]) for plan in plans])
    answers = F.one_hot(torch.tensor([PLACE_NAMES.index(plan.place) for plan in plans]), len(PLACE_NAMES)).float()
    return torch.linalg.solve(features.T @ features + 0.3 * torch.eye(features.shape[1]), features.T @ answers)


def direction(clip: Tensor) -> str:
    """The direction in which what differs from the background moves; clip [T, 3, S, S]."""
    change = (clip - clip.median(0).values).abs().sum(1)  # [T, S, S]
    weight = (change - 0.25).clamp(min=0) + 1e-6
    axis = torch.linspace(0, 1, clip.shape[-1])
    mass = weight.sum((1, 2))
    x, y = (weight.sum(1) * axis).sum(1) / mass, (weight.sum(2) * axis).sum(1) / mass
    third = len(clip) // 3
    dx, dy = (float(path[-third:].mean() - path[:third].mean()) for path in (x, y))
    return max(DIRECTIONS, key=lambda name: DIRECTIONS[name][0] * dx + DIRECTIONS[name][1] * dy)


def score(clips: Tensor, plans: list[Clip], reader: Tensor) -> dict[str, float]:
    """Shares that are right: place of all, direction of those that ask for one."""
    places = (layout(clips) @ reader).argmax(1).tolist()
    right = [PLACE_NAMES[found] == plan.place for found, plan in zip(places, plans, strict=True)]
    asked = [plan.actors[0].motion for plan in plans]
    moving = [(clip, motion) for clip, motion in zip(clips, asked, strict=True) if motion in DIRECTIONS]
    followed = [direction(clip) == motion for clip, motion in moving]
    return {"place": sum(right) / len(right), "direction": sum(followed) / max(1, len(followed))}


def figures(config: Config, sampler: Sampler, renderer: Renderer, count: int, guidance: float) -> dict[str, float]:
    """place, direction, and both again for real renders (`...Ceiling`) and for shuffled prompts (`...Floor`)."""
    plans = held_out_clips(config, count)
    reader = place_reader(config, renderer, 600)
    prompts = [plain_prompt(plan) for plan in plans]
    made = torch.cat([sampler.clips(prompts[i : i + 20], i, guidance) for i in range(0, count, 20)])
    real = torch.stack([renderer.render(plan) for plan in plans])
    shuffled = plans[7:] + plans[:7]
    found = {}
    for suffix, clips, asked in (("", made, plans), ("Ceiling", real, plans), ("Floor", made, shuffled)):
        found |= {name + suffix: round(value, 3) for name, value in score(clips, asked, reader).items()}
    return found


def sheet(sampler: Sampler, path: Path, guidance: float, cast: bool, coarse: bool) -> None:
    """The hand-written prompts, three columns of four frames; read row by row in the order of prompts.txt."""
    clips = sampler.clips(hand_written(), 0, guidance, cast, coarse)
    contact_sheet(clips, 3).save(path)
