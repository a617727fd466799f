"""What figures do, read from their ways alone: their motion by a judge that learned it from true ways (reader.py); and by rules
that learn nothing, which way they go where a side or a height is asked for, and whether two of them do together what they should."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from .config import Bucket, Config
from .reader import WayReader
from .sample import Sampler
from .things import THINGS
from .world.captions import plain_prompt
from .world.clip import Clip, draw_clip
from .world.laws import FLOATING, WATER
from .world.phrases import with_article
from .world.render import Renderer
from .world.verbs import RELATION_NOUNS
from .world.words import PLACES

TEST_SEED = 61_000_000
# Who goes where: things that go of themselves, and words that ask for a side (-1: left) or a height (-1: up).
GOING = ("car", "penguin", "cat", "taxi", "rabbit", "sailboat", "dinosaur", "robot")
GROUNDS = ("on a road", "in the snow", "on a beach", "in a meadow", "in the desert", "on the ocean", "in a forest", "on the moon")
SIDES = {"moves left": -1, "moves to the right": 1, "drives from left to right": 1, "walks from right to left": -1}
HEIGHTS = {"rises": -1, "falls": 1}
PART = 16  # prompts at a time
FALL_FRAMES = 5  # of a falling thing, before it lands


@torch.no_grad()
def ways(sampler: Sampler, guidance: float) -> dict[str, float]:
    """Shares of prompts whose figure goes the asked way, to a side, and up or down; and how much its paths shake: the mean
    change of a step to the next one, in thousandths of a picture height."""
    found, shakes = {}, []
    for name, verbs, axis in (("side", SIDES, 0), ("height", HEIGHTS, 1)):
        asked = [(number, thing, verb) for number, thing in enumerate(GOING) for verb in verbs]
        prompts = [f"a {thing} {verb} {GROUNDS[(number + len(verb)) % len(GROUNDS)]}" for number, thing, verb in asked]
        poses = figures_of(sampler, prompts, guidance)[:, :, 0, :2]
        shakes.append(poses.diff(dim=1).diff(dim=1).abs().mean((1, 2)) / 2)
        path = poses[..., axis]
        signs = torch.tensor([verbs[verb] for _, _, verb in asked])
        right = (path[:, -5:].mean(1) - path[:, :5].mean(1)).cpu() * signs > 0
        found[name] = float(right.float().mean())
    return found | {"shake": 1000 * float(torch.cat(shakes).mean())}


def figures_of(sampler: Sampler, prompts: Sequence[str], guidance: float) -> Tensor:
    """[n, T, S, POSE_NUMBERS] of what is made for these prompts; one seed a part."""
    parts = [prompts[start : start + PART] for start in range(0, len(prompts), PART)]
    made = [sampler.latents(part, PART * i, guidance, sampler.cast_of(part, True)) for i, part in enumerate(parts)]
    return torch.cat([sampler.poses(latents) for latents in made])


@torch.no_grad()
def motions(sampler: Sampler, renderer: Renderer, reader: WayReader, guidance: float, plans: Sequence[Clip]) -> dict[str, float]:
    """Share of these plans' first figures that move as asked, over all and by motion; with the judge's answers on the true ways
    (ceiling) and against the prompts of others (floor)."""
    bucket, names = sampler.config.buckets[0], sampler.config.scope.motions
    asked = torch.tensor([names.index(plan.actors[0].motion) for plan in plans])
    made = figures_of(sampler, [plain_prompt(plan) for plan in plans], guidance)[:, :, 0]
    true = true_ways(renderer, plans, bucket)
    seen, real = (reader(poses.float()).argmax(1).cpu() for poses in (made, true))
    answered = {"motionOfWay": (seen, asked), "motionOfWayCeiling": (real, asked), "motionOfWayFloor": (seen, asked.roll(-7))}
    found = {name: float((said == right).float().mean()) for name, (said, right) in answered.items()}
    for number in asked.unique().tolist():
        found["motion" + camel(names[number])] = float((seen == number)[asked == number].float().mean())
    return found


def true_ways(renderer: Renderer, plans: Sequence[Clip], bucket: Bucket) -> Tensor:
    """[n, T, POSE_NUMBERS] of these plans' first figures."""
    parts = [plans[start : start + 64] for start in range(0, len(plans), 64)]
    return torch.cat([renderer.render(part, (16, 16), bucket.frames, bucket.fps).figures[:, :, 0] for part in parts])


def falls_down(plan: Clip) -> bool:
    """Whether its thing falls to the ground, where nothing bears it."""
    return plan.actors[0].motion == "falls" and plan.place not in FLOATING | WATER


@torch.no_grad()
def gravity(sampler: Sampler, renderer: Renderer, guidance: float, plans: Sequence[Clip]) -> dict[str, float]:
    """How fast things fall, of how fast they should, in the mean, in the middle one, and how far the falls differ; over those of
    these plans that fall."""
    falls = [plan for plan in plans if falls_down(plan)]
    if not falls:
        return {}
    made = figures_of(sampler, [plain_prompt(plan) for plan in falls], guidance)[:, :, 0]
    true = true_ways(renderer, falls, sampler.config.buckets[0])
    fell, fall = (torch.tensor([fall_rate(path) for path in poses[..., 1].cpu() / 2]) for poses in (made, true))
    found = {"gravity": fell.mean(), "gravityMiddle": fell.median(), "gravitySpread": fell.std(correction=0)}
    return {name: float(value / fall.mean()) for name, value in found.items()} | {"gravityFalls": float(len(falls))}


def fall_rate(path: Tensor) -> float:
    """Twice the quadratic coefficient of a parabola through the rows of the first frames; path [T] in screens a frame."""
    time = torch.arange(FALL_FRAMES, dtype=torch.float64)
    powers = torch.stack([torch.ones_like(time), time, time**2], 1)
    return float(2 * torch.linalg.lstsq(powers, path[:FALL_FRAMES].double()[:, None]).solution[2, 0])


def camel(name: str) -> str:
    """ "moves left" -> "MovesLeft"."""
    return name.title().replace(" ", "")


@dataclass(frozen=True)
class Way:
    """One figure's way: column and row of its middle and its size, [T] each, in screens."""

    x: Tensor
    y: Tensor
    size: Tensor

    @staticmethod
    def of(poses: Tensor) -> "Way":
        """poses [T, POSE_NUMBERS] as the world gives them (`figures` in world/cast.py)."""
        poses = poses.double()
        return Way(poses[:, 0] / 2, poses[:, 1] / 2, 0.4 * poses[:, 2].exp2())


def left_of(a: Way, b: Way) -> bool:
    return bool((b.x - a.x > 0.1).all())


def on_top_of(a: Way, b: Way) -> bool:
    return bool((a.x - b.x).abs().mean() < 0.2 and (b.y - a.y).mean() > 0.25 * b.size.mean())


def runs_after(a: Way, b: Way) -> bool:
    """Both go to the same side, a behind b. Who leaves the screen comes back on the other side: the middle step counts."""
    step, other = a.x.diff().median(), b.x.diff().median()
    side = step.sign()
    together = bool(step * other > 0 and min(step.abs(), other.abs()) * (len(a.x) - 1) > 0.2)
    return together and bool((side * (b.x - a.x)).median() > 0.05)


def bumps_into(a: Way, b: Way) -> bool:
    """a comes up to b, which stands until then and is pushed on."""
    gap = (b.x - a.x).abs()
    reach = 0.55 * (a.size + b.size)
    touched = (gap < reach).nonzero()[:, 0]
    if not len(touched) or gap[0] < gap.min() + 0.05:
        return False
    at = int(gap.argmin())
    side = (b.x[0] - a.x[0]).sign()
    stood = at == 0 or bool((b.x[: max(1, at - 1)] - b.x[0]).abs().max() < 0.08)
    return stood and bool(side * (b.x[-1] - b.x[0]) > 0.03)


def orbits(a: Way, b: Way) -> bool:
    """a goes most of the way around b on a flat ellipse, always to the same side; b stays."""
    angle = torch.atan2((a.y - b.y) / 0.3, a.x - b.x)
    turned = torch.remainder(angle.diff() + math.pi, 2 * math.pi) - math.pi
    stays = (b.x - b.x.mean()).abs().max() < 0.15
    return bool(stays and turned.sum().abs() > math.pi and turned.sum().abs() > 0.7 * turned.abs().sum())


RULES = {
    "left of": left_of,
    "on top of": on_top_of,
    "chases": runs_after,
    "follows": runs_after,
    "bumps into": bumps_into,
    "orbits": orbits,
}


def related_clips(config: Config, relation: str, count: int) -> list[Clip]:
    """Plans of two things in this relation before a still camera, plain style."""
    clips: list[Clip] = []
    seed = TEST_SEED
    while len(clips) < count:
        seed += 1
        clip = draw_clip(seed, config.scope, keep_held_out=True)
        if clip.relation == relation and clip.camera == "still" and clip.style == "plain":
            clips.append(clip)
    return clips


def relation_prompt(clip: Clip) -> str:
    """Says both things, what they are to each other, and the place."""
    one, two = (with_article(THINGS[actor.thing].noun) for actor in clip.actors[:2])
    return f"{RELATION_NOUNS[clip.relation][0].format(A=one, B=two)} {PLACES[clip.place][0][0]}"


@torch.no_grad()
def relations(sampler: Sampler, renderer: Renderer, guidance: float, count: int = 16) -> dict[str, float]:
    """Share of prompts for two things that do together what was asked, `count` of each relation; with the same rules' answers
    on true ways (ceiling) and on what was made for other relations (floor)."""
    config, bucket = sampler.config, sampler.config.buckets[0]
    found: dict[str, Tensor] = {}
    made, true = {}, {}
    names = [name for name in RULES if name in config.scope.relations]
    for name in names:
        clips = related_clips(config, name, count)
        made[name] = figures_of(sampler, [relation_prompt(clip) for clip in clips], guidance)
        true[name] = renderer.render(clips, (16, 16), bucket.frames, bucket.fps).figures
    for name in names:
        strange = torch.cat([made[other] for other in names if RULES[other] is not RULES[name]])
        for end, poses in (("", made[name]), ("Ceiling", true[name]), ("Floor", strange)):
            right = [RULES[name](Way.of(clip[:, 0]), Way.of(clip[:, 1])) for clip in poses.cpu()]
            found[name + end] = torch.tensor(right).float().mean()
    ends = {end: [found[name + end] for name in names] for end in ("", "Ceiling", "Floor")}
    means = {f"relation{end}": float(torch.stack(values).mean()) for end, values in ends.items()}
    return means | {"relation" + camel(name): float(found[name]) for name in names}
