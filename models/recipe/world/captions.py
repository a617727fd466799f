"""Captions: templates that join the words of a clip's things, motions, place, time and camera."""

import random
from dataclasses import dataclass

from ..things import THINGS, Thing
from .clip import Clip
from .words import CAMERAS, FLYING, MOTIONS, PLACES, SIDEWAYS, SWIMMING, TIMES

# Slots: a/b things with article, t bare noun, v/w third person, g/h -ing form, p where, s the place, n when, c camera.
ONE = (
    "{a} {v} {p}",
    "{a} {v} {p}",
    "{a} {v} {p}",
    "{a} {v} {p}",
    "{a} {g} {p}",
    "{a} {g} {p}",
    "{a} {g} {p}",
    "{a} is {g} {p}",
    "{a} {v}",
    "{t} {g}",
    "{t} {p}",
    "{a} {p}",
    "{a}",
    "{p}, {a} {v}",
    "{p} {a} is {g}",
    "there is {a} {p}, {g}",
    "{a} that {v} {p}",
    "a video of {a} {g} {p}",
    "a clip of {a} that {v} {p}",
    "an animation of {a} {g} {p}",
    "a cartoon {t} {v} {p}",
    "a cute {t} {v} {p}",
    "a 3d render of {a} {g} {p}",
    "a close-up of {a} {g} {p}",
    "a shot of {s} where {a} {v}",
    "a view of {s} with {a} {g}",
    "{s} with {a}",
    "{s}, {a} {v}",
    "{s}: {a} {g}",
    "we see {a} {g} {p}",
    "one {t} {g} {p}",
    "the {t} {v} {p}",
    "the {t} is {g} {p}",
    "my {t} {v} {p}",
    "{a}, {g}, {p}",
    "{t}, {p}, {g}",
    "a scene {p}. {a} {v}.",
    "{a} {v}. it is {p}.",
    "a drone shot of {s}, {a} {v}",
    "a cinematic shot of {a} {g} {p}",
    "{t} {v} {p}",
    "{t} {g} {p}",
    "{s}. {a} is {g}.",
    "show me {a} {g} {p}",
    "{a} {v} all alone {p}",
    # with the time of day
    "{a} {v} {p} {n}",
    "{a} {v} {p} {n}",
    "{a} {g} {p} {n}",
    "{a} {g} {p} {n}",
    "{n}, {a} {v} {p}",
    "{p} {n}, {a} {v}",
    "{s} {n} with {a} {g}",
    "{s} {n}, {a} {v}",
    "{a} {v} {n}",
    "{a} {p} {n}",
    "a drone shot of {s} {n}, {a} {v}",
    "a cinematic shot of {a} {g} {p} {n}",
    "{t} {g} {p} {n}",
    "{s} {n}. {a} is {g}.",
    "a video of {a} {g} {p} {n}",
    "the {t} {v} {p} {n}",
    "{a} {v} {p}. it is {n}.",
    # with the camera
    "{a} {v} {p}, {c}",
    "{a} {v} {p}, {c}",
    "{a} {g} {p}, {c}",
    "{c} while {a} {v} {p}",
    "{c} as {a} is {g} {p}",
    "{a} {g} {p}. {c}.",
    "{c}: {a} {v} {p}",
    "a drone shot of {s}, {c}, {a} {g}",
    "{a} {v}, {c}",
    "{p}, {a} {v} and {c}",
    "{s}. {c}. {a} {v}.",
    "{a} {v} {p} {n}, {c}",
    "{a} {v} {p} {n}. {c}.",
    "{c} {p} {n} as {a} {v}",
    "{a} {p}, {c}",
)
TWO = (
    "{a} {v} and {b} {w} {p}",
    "{a} {v} and {b} {w} {p}",
    "{p}, {a} {v} and {b} {w}",
    "{a} and {b} {p}",
    "{a} {g} next to {b} {p}",
    "{a} {v} while {b} {w} {p}",
    "{a} {v} as {b} {w}",
    "{a} and {b}",
    "{s} with {a} and {b}",
    "{a} {v} {p}. {b} {w} beside it.",
    "{a} is {g} and {b} is {h} {p}",
    "a video of {a} {g} and {b} {h} {p}",
    "{s}, {a} {v}, {b} {w}",
    "{a} with {b} {p}",
    "{a} {v} and {b} {w} {p} {n}",
    "{n}, {a} {v} and {b} {w} {p}",
    "{a} and {b} {p} {n}",
    "{s} {n} with {a} {g} and {b} {h}",
    "{a} {v} and {b} {w} {p}, {c}",
    "{c} while {a} {v} and {b} {w} {p}",
    "{a} {v} and {b} {w} {p} {n}, {c}",
)
UNTIMED = frozenset({"coral reef", "space", "moon", "living room", "stage", "night city"})


def with_article(noun: str) -> str:
    """ "a rocket", "an owl", "a unicorn", "a slice of pizza"."""
    sounds_like_consonant = noun.startswith(("uni", "ufo", "eu", "one"))
    return ("an " if noun[0] in "aeiou" and not sounds_like_consonant else "a ") + noun


def verbs(thing: Thing, motion: str, place: str, rng: random.Random) -> tuple[str, str]:
    """(third person, -ing form), now and then in words that fit the kind of thing: "drives left", "swims right"."""
    choices = MOTIONS[motion]
    if motion in ("moves left", "moves right") and rng.random() < 0.4:
        side = motion.removeprefix("moves ")
        own: tuple[tuple[str, str], ...] = SIDEWAYS.get(thing.category, ())
        if place == "coral reef":
            own = (SWIMMING,)
        elif place in ("sky", "space"):
            own = (FLYING,)
        choices = tuple((f"{verb} {side}", f"{form} {side}") for verb, form in own) or choices
    return rng.choice(choices)


@dataclass(frozen=True)
class Caption:
    """A caption and, for each actor of the clip, the characters of its name in it (start, end), or none when unsaid."""

    text: str
    spans: tuple[tuple[int, int] | None, ...]


def plain_prompt(clip: Clip) -> str:
    """A sentence that says thing, motion and place."""
    rng, actor = random.Random(clip.seed), clip.actors[0]
    verb = rng.choice(MOTIONS[actor.motion])[0]
    return f"{with_article(THINGS[actor.thing].noun)} {verb} {rng.choice(PLACES[clip.place][0])}"


def caption(clip: Clip, rng: random.Random) -> Caption:
    """One sentence or two about a clip; not every caption says everything."""
    first, last = clip.actors[0], clip.actors[-1]
    words: dict[str, str] = {}
    nouns = []
    for actor, keys in ((first, "avg"), (last, "bwh")):
        thing = THINGS[actor.thing]
        noun = rng.choice(thing.synonyms) if rng.random() < 0.3 else thing.noun
        nouns.append(noun)
        verb, form = verbs(thing, actor.motion, clip.place, rng)
        words |= dict(zip(keys, (with_article(noun), verb, form), strict=True))
        if actor is first:
            words["t"] = noun
    where, names = PLACES[clip.place]
    words |= {"p": rng.choice(where), "s": rng.choice(names)}
    templates = ONE if len(clip.actors) == 1 else TWO
    if clip.place not in UNTIMED:
        words["n"] = rng.choice(TIMES[clip.time])
    if clip.camera != "still" or rng.random() < 0.1:
        words["c"] = rng.choice(CAMERAS[clip.camera])
    sayable = [text for text in templates if all(f"{{{slot}}}" not in text or slot in words for slot in "nc")]
    filmed = [text for text in sayable if "{c}" in text]
    timed = [text for text in sayable if "{n}" in text and "{c}" not in text]
    plain = [text for text in sayable if "{n}" not in text and "{c}" not in text]
    # A night scene captioned without its night would teach that words do not matter: prefer the full ones.
    roll = rng.random()
    if filmed and roll < 0.55:
        plain = filmed
    elif timed and roll < (0.45 if clip.time == "day" else 0.85):
        plain = timed
    text = rng.choice(plain).format(**words)
    found = [text.find(noun) for noun in nouns[: len(clip.actors)]]
    spans = tuple((at, at + len(noun)) if at >= 0 else None for at, noun in zip(found, nouns, strict=False))
    return Caption(text, spans)
