"""Motion of one thing by mechanics, in closed form: any moment of a scene follows from the plan alone.

Times [T] in seconds since the scene began; positions in screens (x in widths, all else in heights); gravity is
GRAVITY x the place's share. Things that leave the screen come back on the other side, unseen in between.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..things import THINGS
from .clip import Actor
from .laws import ALIVE, FLOATING, WATER, fall, gravity

Curve = NDArray[np.float64]  # [T]
HORIZON = 0.56  # things that go away shrink towards this row


@dataclass(frozen=True)
class Course:
    """Per moment [T]: middle column, foot row, size, turn (radians, clockwise) and height over width."""

    x: Curve
    foot: Curve
    size: Curve
    turn: Curve
    stretch: Curve


def course(actor: Actor, place: str, time: Curve, aspect: float = 1.0) -> Course:
    """The whole motion of an actor that acts alone, its second act included. aspect: width over height."""
    if not actor.then:
        return act(actor, actor.motion, place, time, aspect)
    first = act(actor, actor.motion, place, np.minimum(time, actor.then_at), aspect)
    later = np.maximum(time - actor.then_at, 0.0)
    second = act(actor, actor.then, place, later, aspect)
    start = act(actor, actor.then, place, np.zeros(1), aspect)
    return Course(
        first.x + second.x - start.x,
        first.foot + second.foot - start.foot,
        first.size * second.size / start.size,
        first.turn + second.turn - start.turn,
        first.stretch * second.stretch / start.stretch,
    )


def act(actor: Actor, motion: str, place: str, time: Curve, aspect: float) -> Course:
    """One motion from its own second 0."""
    if motion not in ACTS:
        raise ValueError(f"unknown motion {motion!r}; known: {', '.join(ACTS)}")
    return ACTS[motion](actor, place, time, aspect)


def rest(actor: Actor, time: Curve, **changed: Curve) -> Course:
    """An actor at its place; what changes is given by name."""
    still = np.zeros_like(time)
    values = {
        "x": still + actor.x,
        "foot": still + actor.foot,
        "size": still + actor.size,
        "turn": still,
        "stretch": still + 1,
    }
    return Course(**(values | changed))


def wrap(value: Curve, low: float, high: float) -> Curve:
    return low + (value - low) % (high - low)


def bounce(time: Curve, height: float, gravity_here: float, restitution: float) -> tuple[Curve, Curve]:
    """A ball dropped at second 0 from `height`: height above ground and seconds since the last contact.

    Contact k comes at t0 + 2 t0 (e + e^2 + ... + e^k); after the series has ended, the ball lies.
    """
    first = (2 * height / gravity_here) ** 0.5
    since = np.maximum(time - first, 0.0)
    whole = 2 * first * restitution / (1 - restitution)  # time from first contact to rest
    left = np.clip(1 - since / whole, 1e-3, 1.0)
    hop = np.floor(np.log(left) / np.log(restitution) + 1e-9)  # hops completed
    begun = whole * (1 - restitution**hop)
    speed = gravity_here * first * restitution ** (hop + 1)
    clock = since - begun
    flying = speed * clock - 0.5 * gravity_here * clock**2
    up = np.where(time < first, height - 0.5 * gravity_here * time**2, np.maximum(flying, 0.0))
    up = np.where(since >= whole * 0.985, 0.0, up)
    return up, np.where(time < first, 9.0, clock) + 9.0 * (since >= whole * 0.9)


def squash(since_contact: Curve, strength: float = 0.16) -> Curve:
    """Height over width just after a contact: flat, then back within a fifth of a second."""
    return 1 - strength * np.exp(-since_contact / 0.07)


def bounces(actor: Actor, place: str, time: Curve, aspect: float) -> Course:
    """Dropped from above, bounces lower and lower; restitution 0.78 to 0.9."""
    height = min(0.34 + 0.12 * actor.speed, actor.foot - 0.55 * actor.size)
    up, since = bounce(time, height, fall(place), 0.78 + 0.12 * actor.phase)
    return rest(actor, time, foot=actor.foot - up, stretch=squash(since))


def falls(actor: Actor, place: str, time: Curve, aspect: float) -> Course:
    """Drops in from above and bounces a little; sinks slowly under water; drops through where there is no ground."""
    top = 0.12 + 0.5 * actor.size * actor.phase
    if place == "coral reef":
        depth = np.minimum(top + 0.3 * (time - 0.3 * (1 - np.exp(-time / 0.3))), 0.96)
        rocking = (1 - depth) * np.sin(4 * time + 6.3 * actor.phase)
        return rest(actor, time, foot=depth, turn=0.3 * rocking, x=actor.x + 0.04 * rocking)
    if place in FLOATING:
        depth = 0.25 * time + 0.5 * fall(place) * np.minimum(time, 1.2) ** 2 + 1.0 * np.maximum(time - 1.2, 0)
        return rest(actor, time, foot=wrap(top + depth, -0.4, 1 + actor.size + 0.4), turn=0.2 * actor.side * time)
    if place in WATER:  # plunges in, comes up and bobs
        until = (2 * (actor.foot - top) / fall(place)) ** 0.5
        since = np.maximum(time - until, 0.0)
        depth = np.where(time < until, top + 0.5 * fall(place) * time**2, actor.foot)
        dip = 0.17 * np.exp(-0.9 * since) * np.sin(4.6 * since)
        return rest(actor, time, foot=depth + dip, turn=0.3 * dip * actor.side)
    up, since = bounce(time, actor.foot - top, fall(place), 0.36)
    return rest(actor, time, foot=actor.foot - up, stretch=squash(since))


def rises(actor: Actor, place: str, time: Curve, aspect: float) -> Course:
    """Gathers speed upwards, as a rocket or a balloon does; comes back from below."""
    climb = 0.08 * time + 0.5 * 0.3 * (0.7 + 0.6 * actor.speed) * np.minimum(time, 2.2) ** 2
    climb = climb + np.maximum(time - 2.2, 0) * 0.7
    foot = wrap(actor.foot + 0.03 - climb, -0.5, 1 + actor.size + 0.2)
    return rest(actor, time, foot=foot, x=actor.x + 0.012 * np.sin(3 * time + 6.3 * actor.phase) / aspect)


def moves(actor: Actor, place: str, time: Curve, aspect: float, side: int) -> Course:
    """Crosses the screen at a steady speed; animals and people step, what flies or swims sways."""
    speed = 0.3 + 0.16 * actor.speed
    half = 0.5 * actor.size / aspect
    alone = abs(actor.x - 0.5) < 0.11
    start = 0.5 - side * (0.34 + 0.1 * actor.phase) if alone else actor.x - side * 0.1
    x = wrap(start + side * speed * time, -half - 0.15, 1 + half + 0.15)
    if place in FLOATING:
        wave = np.sin(3.2 * time + 6.3 * actor.phase)
        return rest(actor, time, x=x, foot=actor.foot - 0.12 + 0.03 * wave, turn=0.05 * side * wave)
    if THINGS[actor.thing].category in ALIVE and place not in WATER:
        step = np.sin(9.5 * time + 6.3 * actor.phase)
        return rest(actor, time, x=x, foot=actor.foot - 0.035 * np.abs(step), turn=0.06 * step)
    return rest(actor, time, x=x)


def rolls(actor: Actor, place: str, time: Curve, aspect: float) -> Course:
    """Rolls without slipping (turn = way / radius) and is slowed by the ground until it lies, after five seconds."""
    start = actor.x - actor.side * (0.36 if abs(actor.x - 0.5) < 0.11 else 0.14)
    speed, until = 0.44 + 0.2 * actor.speed, 5.0
    clock = np.minimum(time, until)
    way = speed * (clock - 0.5 * clock**2 / until)  # screen widths
    way = np.minimum(way, 1.4) * min(1.0, 0.75 / aspect + 0.25)
    radius = 0.47 * actor.size
    return rest(actor, time, x=start + actor.side * way, turn=actor.side * way * aspect / radius)


def hovers(actor: Actor, place: str, time: Curve, aspect: float) -> Course:
    """Floats above the ground, gently up and down."""
    wave = np.sin(3.6 * time + 6.3 * actor.phase)
    lift = 0.1 if place in FLOATING else 0.2
    return rest(actor, time, foot=actor.foot - lift + 0.04 * wave, turn=0.04 * np.sin(2.3 * time + 9 * actor.phase))


def jumps(actor: Actor, place: str, time: Curve, aspect: float) -> Course:
    """Crouches, leaps (a parabola under the place's gravity), lands, again and again."""
    height = min(0.32 + 0.1 * actor.speed, actor.foot - 0.45 * actor.size)
    g = fall(place)
    flight = 2 * (2 * height / g) ** 0.5
    crouch, pause = 0.22, 0.35
    period = crouch + flight + pause
    clock = (time + 0.15 * actor.phase) % period - crouch  # nought at take-off
    air = np.clip(clock, 0, flight)
    up = 0.5 * g * air * (flight - air)
    bend = np.where(clock < 0, 1 - 0.16 * np.sin(np.pi * np.clip((clock + crouch) / crouch, 0, 1)), 1.0)
    landed = np.where(clock > flight, clock - flight, 9.0)
    return rest(actor, time, foot=actor.foot - up, stretch=bend * squash(landed))


def grows(actor: Actor, place: str, time: Curve, aspect: float) -> Course:
    """Comes closer at a steady speed: size is one over distance."""
    distance = np.maximum(1.75 - (0.5 + 0.1 * actor.speed) * time, 0.62)
    return at_distance(actor, time, distance, place)


def shrinks(actor: Actor, place: str, time: Curve, aspect: float) -> Course:
    """Goes away at a steady speed."""
    distance = np.minimum(0.78 + (0.75 + 0.2 * actor.speed) * time, 8.0)
    return at_distance(actor, time, distance, place)


def at_distance(actor: Actor, time: Curve, distance: Curve, place: str) -> Course:
    """Perspective: size and height above the horizon shrink alike; where nothing stands, the middle stays."""
    size = actor.size / distance
    if place in FLOATING:
        return rest(actor, time, size=size, foot=actor.foot - 0.5 * actor.size + 0.5 * size)
    near = np.minimum(1 / distance, 1 + 0.3 * (1 / distance - 1))  # the feet stay on the screen
    foot = HORIZON + (actor.foot - HORIZON) * near
    x = 0.5 + (actor.x - 0.5) * np.minimum(1 / distance, 1.2)
    return rest(actor, time, size=size, foot=foot, x=x)


def spins(actor: Actor, place: str, time: Curve, aspect: float) -> Course:
    """Turns about its middle at a steady rate, a hand above the ground."""
    return rest(actor, time, turn=actor.side * time * (2.8 + 1.2 * actor.speed), foot=time * 0 + actor.foot - 0.1)


def stands(actor: Actor, place: str, time: Curve, aspect: float) -> Course:
    """Breathes a little."""
    return rest(actor, time, stretch=1 + 0.012 * np.sin(3 * time + 6.3 * actor.phase))


def sways(actor: Actor, place: str, time: Curve, aspect: float) -> Course:
    """Rocks about its feet like an upturned pendulum on a spring."""
    turn = (0.36 + 0.1 * actor.speed) * np.sin(4.2 * time + 6.3 * actor.phase)
    arm = 0.46 * actor.size
    return rest(
        actor, time, turn=turn, x=actor.x + arm * np.sin(turn) / aspect, foot=actor.foot + arm * (1 - np.cos(turn))
    )


def pendulum(actor: Actor, place: str, time: Curve, aspect: float) -> Course:
    """Hangs on a rope from above the screen: angular frequency = root of gravity over length."""
    length = 0.5 + 0.12 * actor.speed
    rate = (fall(place) / length) ** 0.5
    angle = 0.48 * np.cos(rate * time + 3.14 * round(actor.phase))
    middle = PIVOT + length * np.cos(angle)
    x = actor.x + length * np.sin(angle) / aspect
    return rest(actor, time, x=x, foot=middle + 0.5 * actor.size, turn=-angle)


PIVOT = 0.02  # row from which ropes hang


def thrown(actor: Actor, place: str, time: Curve, aspect: float) -> Course:
    """A projectile: in from one side, a parabola, one or two hops and out; thrown again from there."""
    g = fall(place)
    height = 0.5 + 0.08 * actor.speed
    rise = (2 * height / g) ** 0.5
    speed = min(0.85 / (2 * rise), 0.52)  # one flight is most of a screen wide
    period = 2 * rise + 1.6
    clock = (time + 0.12) % period
    up, since = bounce(np.maximum(clock - rise, 0.0), height, g, 0.5)
    up = np.where(clock < rise, height - 0.5 * g * (rise - clock) ** 2, up)
    x = 0.5 - actor.side * 0.62 + actor.side * speed * clock
    return rest(actor, time, x=x, foot=actor.foot - up, turn=actor.side * 4.0 * clock, stretch=squash(since, 0.1))


def drifts(actor: Actor, place: str, time: Curve, aspect: float) -> Course:
    """Carried by gusts of wind, tumbling slowly."""
    gust = 0.3 * time - 0.06 * np.cos(2.6 * time + 6.3 * actor.phase) + 0.06 * np.cos(6.3 * actor.phase)
    half = 0.5 * actor.size / aspect
    x = wrap(0.5 - actor.side * 0.36 + actor.side * gust, -half - 0.2, 1 + half + 0.2)
    foot = actor.foot - 0.2 + 0.07 * np.sin(2.6 * time + 6.3 * actor.phase)
    return rest(actor, time, x=x, foot=foot, turn=actor.side * 0.5 * np.sin(1.9 * time + 5 * actor.phase))


def bobs(actor: Actor, place: str, time: Curve, aspect: float) -> Course:
    """Buoyancy: pushed under at second 0, it comes up and swings out about its floating depth."""
    rate, damping = 4.4, 0.35
    dip = 0.1 * np.exp(-damping * time) * np.cos(rate * time) + 0.014 * np.sin(2.0 * time)
    tilt = 0.16 * np.exp(-damping * time) * np.sin(rate * 0.8 * time + 6.3 * actor.phase)
    return rest(actor, time, foot=actor.foot + dip, turn=tilt)


ACTS = {
    "bounces": bounces,
    "falls": falls,
    "rises": rises,
    "moves left": lambda a, p, t, w: moves(a, p, t, w, -1),
    "moves right": lambda a, p, t, w: moves(a, p, t, w, 1),
    "spins": spins,
    "rolls": rolls,
    "hovers": hovers,
    "jumps": jumps,
    "grows": grows,
    "shrinks": shrinks,
    "stands still": stands,
    "swings": sways,
    "swings on a rope": pendulum,
    "is thrown": thrown,
    "drifts in the wind": drifts,
    "bobs": bobs,
}


def heads_right(actor: Actor, motion: str) -> bool:
    """Whether the motion takes the actor to the right."""
    if motion in ("rolls", "is thrown", "drifts in the wind"):
        return actor.side > 0
    return motion == "moves right"


def pace(place: str) -> float:
    """How much slower things fall here than on the earth."""
    return gravity(place) ** 0.5
