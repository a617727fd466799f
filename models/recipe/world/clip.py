"""What is in a clip, drawn from its seed alone; nothing here touches pixels."""

import random
from dataclasses import dataclass

from .motion import FLOATING, Actor

PLACE_NAMES = (
    "beach",
    "ocean",
    "coral reef",
    "meadow",
    "mountains",
    "desert",
    "snow",
    "city",
    "night city",
    "space",
    "sky",
    "forest",
    "road",
    "living room",
    "stage",
    "moon",
)
MOTION_NAMES = (
    "bounces",
    "falls",
    "rises",
    "moves left",
    "moves right",
    "spins",
    "rolls",
    "hovers",
    "jumps",
    "grows",
    "shrinks",
    "stands still",
    "swings",
)
DAY_ONLY = frozenset({"space", "moon", "coral reef", "living room", "stage"})
HELD_OUT_SHARE = 25  # one combination in 25 is never trained on


@dataclass(frozen=True)
class Clip:
    """One clip's plan."""

    seed: int
    place: str
    time: str
    camera: str
    actors: tuple[Actor, ...]


def held_out(thing: int, place: str, motion: str) -> bool:
    """True for the thing x place x motion combinations kept for evaluation."""
    number = thing * 7919 + PLACE_NAMES.index(place) * 104_729 + MOTION_NAMES.index(motion) * 1_299_709
    return (number // 97) % HELD_OUT_SHARE == 0


def draw_actor(rng: random.Random, thing: int, motion: str, place: str) -> Actor:
    """Sizes are for a thing alone in the clip."""
    foot = (0.68 if place in FLOATING else 0.8) + 0.1 * rng.random()
    return Actor(
        thing,
        motion,
        x=0.5 + 0.24 * (rng.random() - 0.5),
        foot=foot,
        size=0.36 + 0.22 * rng.random(),
        speed=rng.random(),
        phase=rng.random(),
        side=rng.choice((-1, 1)),
        pose=rng.randrange(8),
    )


def draw_clip(seed: int, things: int, keep_held_out: bool = False) -> Clip:
    """The plan of clip `seed` over the first `things` things; held-out combinations are drawn again unless kept."""
    rng = random.Random(seed)
    place = rng.choice(PLACE_NAMES)
    time = rng.choice(("day", "day", "sunset", "night"))
    if place in DAY_ONLY:
        time = "day"
    if place == "night city":
        time = "night"
    camera = rng.choice(("still", "still", "still", "pan left", "pan right", "zoom in"))
    actors: list[Actor] = []
    for _ in range(1 if rng.random() < 0.75 else 2):
        while True:
            thing, motion = rng.randrange(things), rng.choice(MOTION_NAMES)
            if keep_held_out or not held_out(thing, place, motion):
                break
        actors.append(draw_actor(rng, thing, motion, place))
    return Clip(seed, place, time, camera, side_by_side(actors))


def side_by_side(actors: list[Actor]) -> tuple[Actor, ...]:
    """Two actors share the screen: smaller, one left of the other."""
    if len(actors) == 1:
        return tuple(actors)
    move = (-0.22, 0.22)
    return tuple(
        Actor(a.thing, a.motion, a.x + dx, a.foot, a.size * 0.8, a.speed, a.phase, a.side, a.pose)
        for a, dx in zip(actors, move, strict=True)
    )
