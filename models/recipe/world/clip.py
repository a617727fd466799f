"""What is in a clip, drawn from its seed alone; nothing here touches pixels, so it is the same on every machine."""

import random
from dataclasses import dataclass, replace

from ..things import THINGS
from .hues import colours_of
from .laws import ALIVE, FLOATING, INDOORS, UNTIMED, WATER, gravity
from .scope import FULL, MOTIONS, PLACES, SMALL, Scope

__all__ = ["FULL", "SMALL", "Actor", "Clip", "Scope", "draw_clip", "held_out", "may_be_mirrored", "one_lesson"]

HELD_OUT_SHARE = 25  # one combination in 25 is never trained on


@dataclass(frozen=True)
class Actor:
    """One thing in a clip.

    thing: row of things.py. x in screen widths, foot (row of its feet) and size in screen heights. speed and phase
    are 0..1, side is -1 or 1: what they mean depends on the motion. pose: first pose of its own animation.
    colour: a name of hues.py, or none for its own. After `then_at` seconds it does `then`.
    """

    thing: int
    motion: str
    x: float
    foot: float
    size: float
    speed: float
    phase: float
    side: int
    pose: int
    colour: str = ""
    then: str = ""
    then_at: float = 0.0


@dataclass(frozen=True)
class Clip:
    """One clip's plan. relation: how the first two actors belong together, or "" when each acts alone."""

    seed: int
    place: str
    time: str
    camera: str
    actors: tuple[Actor, ...]
    weather: str = "clear"
    style: str = "plain"
    relation: str = ""


def may_be_mirrored(clip: Clip) -> bool:
    """False where the place moves sideways: it would go on doing so when its things are mirrored."""
    return clip.camera not in ("pan left", "pan right", "orbit", "tracking")


def one_lesson(clip: Clip) -> str:
    """What a clip shows before a camera that stands still: the motion of one thing that does one thing, or how things belong
    together; "" where it is more than that."""
    first = clip.actors[0]
    if clip.camera != "still" or first.then or (len(clip.actors) > 1 and not clip.relation):
        return ""
    return clip.relation or first.motion


def held_out(thing: int, place: str, motion: str) -> bool:
    """True for the thing x place x motion combinations kept for evaluation."""
    number = thing * 7919 + PLACES.index(place) * 104_729 + MOTIONS.index(motion) * 1_299_709
    return (number // 97) % HELD_OUT_SHARE == 0


def draw_clip(seed: int, scope: Scope, keep_held_out: bool = False) -> Clip:
    """The plan of clip `seed`; held-out combinations are drawn again unless kept."""
    rng = random.Random(seed)
    place = rng.choice(scope.places)
    time = draw_time(rng, place, scope)
    relation = rng.choice(scope.relations) if scope.relations and rng.random() < 0.35 else ""
    while True:
        actors = draw_relation(rng, relation, place, scope) if relation else draw_actors(rng, place, scope)
        if keep_held_out or not any(held_out(a.thing, place, a.motion) for a in actors):
            break
    clip = Clip(seed, place, time, draw_camera(rng, scope, actors), actors, relation=relation)
    return replace(clip, weather=draw_weather(rng, place, time, scope), style=draw_style(rng, scope))


def draw_time(rng: random.Random, place: str, scope: Scope) -> str:
    """Day twice as often; places without a sky of their own have one time only."""
    time = rng.choice((scope.times[0], *scope.times))
    if place == "night city":
        return "night"
    return "day" if place in UNTIMED else time


def draw_weather(rng: random.Random, place: str, time: str, scope: Scope) -> str:
    """Mostly clear; rain, snow and fog out of doors, fireworks at night."""
    if scope.weathers == ("clear",) or rng.random() < 0.75:
        return "clear"
    weather = rng.choice(scope.weathers)
    under_a_sky = place not in INDOORS and place not in ("space", "moon", "coral reef")
    odd = not under_a_sky or (weather == "fireworks" and time != "night") or (weather == "snow" and place == "desert")
    return "clear" if odd else weather


def draw_style(rng: random.Random, scope: Scope) -> str:
    return "plain" if "plain" in scope.styles and rng.random() < 0.75 else rng.choice(scope.styles)


def draw_camera(rng: random.Random, scope: Scope, actors: tuple[Actor, ...]) -> str:
    """Still half of the time; only something that travels is tracked."""
    camera = "still" if "still" in scope.cameras and rng.random() < 0.45 else rng.choice(scope.cameras)
    travels = actors[0].motion in ("moves left", "moves right", "rolls")
    return "still" if camera == "tracking" and not travels else camera


def suits(motion: str, place: str) -> bool:
    """False where a motion would look wrong: nothing bounces without ground, and nothing bobs on dry land."""
    if place in ("space", "sky") and motion in ("bounces", "jumps", "rolls", "stands still", "swings"):
        return False
    if place == "space" and motion in ("falls", "is thrown", "drifts in the wind", "swings on a rope", "bobs"):
        return False
    if place in WATER and motion == "rolls":
        return False
    if motion == "bobs":
        return place in WATER
    if motion == "drifts in the wind":
        return place not in INDOORS and place not in ("moon", "coral reef", "space")
    return motion != "swings on a rope" or place not in ("space", "sky", "coral reef", "ocean")


def draw_motion(rng: random.Random, place: str, scope: Scope) -> str:
    choices = [motion for motion in scope.motions if suits(motion, place)]
    return rng.choice(choices or scope.motions)


def draw_actor(rng: random.Random, thing: int, motion: str, place: str, scope: Scope) -> Actor:
    """Sizes are for a thing alone in the clip."""
    foot = (0.66 if place in FLOATING else 0.8) + 0.09 * rng.random()
    actor = Actor(
        thing,
        motion,
        x=0.5 + 0.2 * (rng.random() - 0.5),
        foot=foot,
        size=0.34 + 0.2 * rng.random(),
        speed=rng.random(),
        phase=rng.random(),
        side=rng.choice((-1, 1)),
        pose=rng.randrange(8),
    )
    roll, colour = rng.random(), rng.random()
    if scope.colours and roll < 0.3:
        names = colours_of(thing)
        actor = replace(actor, colour=names[int(colour * len(names))] if names else "")
    return actor


def draw_actors(rng: random.Random, place: str, scope: Scope) -> tuple[Actor, ...]:
    """One thing mostly, else two (rarely three or four) side by side, each with a motion of its own."""
    roll = rng.random()
    count = 1 if roll < 0.72 else 2 if roll < 0.94 else 3 if roll < 0.98 else 4
    count = min(count, scope.most_actors)
    things = rng.sample(range(scope.things), count) if count <= scope.things else [0] * count
    actors = [draw_actor(rng, t, draw_motion(rng, place, scope), place, scope) for t in things]
    size = rng.random()
    if count == 1 and scope.sizes and size < 0.16:  # tiny or giant
        actors[0] = replace(actors[0], size=0.18 + size if size < 0.08 else 0.6 + size)
    if count == 1 and scope.order and rng.random() < 0.2:
        actors[0] = with_second_act(rng, actors[0], place)
    return side_by_side(actors)


def with_second_act(rng: random.Random, actor: Actor, place: str) -> Actor:
    """ "walks right, then jumps": two motions that follow from each other, changing about the middle of two seconds."""
    first, second = rng.choice(
        (
            ("moves left", "jumps"),
            ("moves right", "jumps"),
            ("moves right", "spins"),
            ("moves left", "spins"),
            ("jumps", "moves right"),
            ("jumps", "moves left"),
            ("jumps", "spins"),
            ("stands still", "rises"),
            ("stands still", "moves left"),
            ("stands still", "moves right"),
            ("spins", "rises"),
            ("grows", "jumps"),
            ("hovers", "rises"),
            ("spins", "jumps"),
        )
    )
    if place in FLOATING and "jumps" in (first, second):
        return actor
    at = 0.8 + 0.3 * rng.random() + (0.5 if first == "jumps" else 0) * (1 / gravity(place) ** 0.5)
    return replace(actor, motion=first, then=second, then_at=round(at, 3))


def side_by_side(actors: list[Actor]) -> tuple[Actor, ...]:
    """Several actors share the screen: smaller, one beside the other, from left to right."""
    count = len(actors)
    if count == 1:
        return tuple(actors)
    step, shrink = {2: (0.46, 0.8), 3: (0.31, 0.66), 4: (0.24, 0.54)}[count]
    return tuple(
        replace(a, x=0.5 + step * (i - (count - 1) / 2) + 0.3 * (a.x - 0.5), size=a.size * shrink)
        for i, a in enumerate(actors)
    )


def draw_relation(rng: random.Random, relation: str, place: str, scope: Scope) -> tuple[Actor, ...]:
    """Actors that belong together; where the relation needs two, the first one is its subject."""
    one, two = rng.sample(range(scope.things), 2) if scope.things > 1 else (0, 0)
    if relation == "group":
        return draw_group(rng, one, place, scope)
    if relation in ("chases", "follows"):
        living = [row for row in range(scope.things) if THINGS[row].category in ALIVE]
        one, two = (rng.choice(living), rng.choice(living)) if relation == "chases" and living else (one, two)
        motion = rng.choice(("moves left", "moves right"))
        motions = (motion, motion)
    elif relation == "bumps into":
        motion = rng.choice(("moves left", "moves right"))
        motions = (motion, "stands still")
    elif relation == "orbits":
        motions = ("hovers", "hovers")
    else:
        still = [m for m in ("stands still", "hovers", "spins", "swings", "jumps") if m in scope.motions]
        still = [m for m in still if suits(m, place)] or ["hovers"]
        motions = (rng.choice(still), rng.choice(still))
        motions = ("stands still", "stands still") if relation == "on top of" else motions
    a, b = (draw_actor(rng, t, m, place, scope) for t, m in zip((one, two), motions, strict=True))
    return tuple(arrange(relation, a, b))


def arrange(relation: str, a: Actor, b: Actor) -> tuple[Actor, Actor]:
    """Places and sizes of two actors in a relation."""
    foot, speed, side = max(a.foot, b.foot), a.speed, 1 if a.motion == "moves right" else -1
    a, b = replace(a, foot=foot, size=0.8 * a.size), replace(b, foot=foot, size=0.8 * b.size, speed=speed)
    match relation:
        case "left of":
            return replace(a, x=0.27), replace(b, x=0.73)
        case "on top of":
            low, high = max(a.size, b.size, 0.34), 0.8 * min(a.size, b.size)
            return replace(a, x=0.5, size=high, foot=foot - 0.92 * low), replace(b, x=0.5, size=low)
        case "orbits":
            middle = replace(b, x=0.5, foot=0.5 + 0.5 * b.size, size=b.size * 0.9)
            return replace(a, x=0.5, foot=0.5 + 0.25 * a.size, size=0.5 * a.size), middle
        case "chases" | "follows":
            return replace(a, x=0.5 - 0.42 * side), replace(b, x=0.5 - 0.02 * side, motion=a.motion)
        case _:
            return replace(a, x=0.5 - 0.36 * side, speed=0.5 + 0.5 * a.speed), replace(b, x=0.5 + 0.08 * side)


def draw_group(rng: random.Random, thing: int, place: str, scope: Scope) -> tuple[Actor, ...]:
    """Two, three or four of a kind that do the same, a little out of step."""
    count = rng.randint(2, max(2, scope.most_actors))
    first = draw_actor(rng, thing, draw_motion(rng, place, scope), place, scope)
    alike = [
        replace(
            first,
            x=0.5 + 0.1 * (rng.random() - 0.5),
            phase=(first.phase + 0.23 * i) % 1,
            pose=(first.pose + 5 * i) % 24,
        )
        for i in range(count)
    ]
    return side_by_side(alike)
