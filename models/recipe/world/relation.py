"""Motion of things that belong together: chase, follow, collision, orbit; the others act alone."""

from dataclasses import replace

import numpy as np

from .clip import Actor, Clip
from .motion import Course, Curve, course, rest, wrap


def courses(clip: Clip, time: Curve, aspect: float = 1.0) -> list[Course]:
    """The motion of every actor of a clip, in the clip's order; things are smaller on a narrow screen."""
    shrink = min(1.0, aspect**0.6)
    if shrink < 1:
        clip = replace(clip, actors=tuple(replace(actor, size=actor.size * shrink) for actor in clip.actors))
    together = {"chases": chase, "follows": follow, "bumps into": collide, "orbits": orbit}.get(clip.relation)
    if together:
        return together(clip.actors[0], clip.actors[1], clip.place, time, aspect)
    if clip.relation == "on top of":
        under, upper = (
            course(clip.actors[1], clip.place, time, aspect),
            course(clip.actors[0], clip.place, time, aspect),
        )
        return [replace(upper, stretch=under.stretch, foot=under.foot - 0.92 * under.size * under.stretch), under]
    return [course(actor, clip.place, time, aspect) for actor in clip.actors]


def heading(actor: Actor) -> int:
    return 1 if actor.motion == "moves right" else -1


def pair(a: Actor, b: Actor, time: Curve, aspect: float, gap: Curve, beat: float) -> list[Course]:
    """Two runners on the same way; `gap` in screen widths between their middles. b runs ahead."""
    side, speed = heading(a), 0.3 + 0.1 * b.speed
    reach = 0.5 * (a.size + b.size) / aspect + 0.3
    lead = 0.5 - side * 0.04 + side * speed * time
    result = []
    for actor, offset in ((a, -side * gap), (b, np.zeros_like(time))):
        step = np.sin(beat * time + 6.3 * actor.phase)
        result.append(
            rest(
                actor,
                time,
                x=wrap(lead + offset, -reach, 1 + reach),
                foot=actor.foot - 0.035 * np.abs(step),
                turn=0.06 * step,
            )
        )
    return result


def chase(a: Actor, b: Actor, place: str, time: Curve, aspect: float) -> list[Course]:
    """a comes ever closer to b, and both hurry."""
    near = 0.36 * (a.size + b.size) / aspect
    return pair(a, b, time, aspect, near + 0.16 * np.exp(-0.7 * time), 13.0)


def follow(a: Actor, b: Actor, place: str, time: Curve, aspect: float) -> list[Course]:
    """a keeps its distance behind b."""
    return pair(a, b, time * 0.8, aspect, np.full_like(time, 0.52 * (a.size + b.size) / aspect + 0.03), 9.0)


def collide(a: Actor, b: Actor, place: str, time: Curve, aspect: float) -> list[Course]:
    """a runs into b, which stands: momentum is exchanged (mass = size squared, restitution 0.7), then friction."""
    side = heading(a)
    mass_a, mass_b, speed, bounce = a.size**2, b.size**2, 0.5 + 0.2 * a.speed, 0.7
    contact = abs(b.x - a.x) - 0.42 * (a.size + b.size) / aspect
    at = max(contact, 0.08) / speed
    after_a = speed * (mass_a - bounce * mass_b) / (mass_a + mass_b)
    after_b = speed * (1 + bounce) * mass_a / (mass_a + mass_b)
    since = np.maximum(time - at, 0.0)
    slide = 0.7 * (1 - np.exp(-since / 0.7))  # friction
    hit = np.where(time < at, 0.0, np.exp(-since / 0.12) * np.sin(np.minimum(since * 20, 3.14)))
    x_a = a.x + side * speed * np.minimum(time, at) + side * after_a * slide
    x_b = b.x + side * after_b * slide
    return [
        rest(a, time, x=x_a, turn=-0.12 * side * hit, stretch=1 + 0.12 * hit),
        rest(b, time, x=x_b, turn=0.2 * side * hit, stretch=1 + 0.12 * hit),
    ]


def orbit(a: Actor, b: Actor, place: str, time: Curve, aspect: float) -> list[Course]:
    """a circles b on a flat ellipse, nearer and larger in front; see `behind` for the order of painting."""
    angle = a.side * (2.4 + a.speed) * time + 6.3 * a.phase
    radius = 0.5 * b.size + 0.5 * a.size + 0.1
    middle = b.foot - 0.5 * b.size
    size = a.size * (1 + 0.28 * np.sin(angle))
    x = b.x + radius * np.cos(angle) / aspect
    foot = middle + 0.3 * radius * np.sin(angle) + 0.5 * size
    return [rest(a, time, x=x, foot=foot, size=size), rest(b, time, turn=0.1 * np.sin(time))]


def behind(a: Actor, time: Curve) -> Curve:
    """1 while an orbiting actor is on the far side, else 0."""
    return (np.sin(a.side * (2.4 + a.speed) * time + 6.3 * a.phase) < 0).astype(np.float64)
