"""Captions: words for places, motions, times and cameras, and the templates that join them.

The word tables also go into the manifest, so that the page can say what it understood of a prompt.
"""

import random
from collections.abc import Mapping
from types import MappingProxyType

from ..things import THINGS, Thing
from .clip import Clip

# place -> (phrases that say where, noun phrases for the place itself)
PLACES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = MappingProxyType({
    "beach": (("on a beach", "on the beach", "by the sea", "on the sand", "at the seaside"), ("a beach", "a sandy beach")),
    "ocean": (("on the ocean", "at sea", "on the waves", "on the water", "on a lake"), ("the ocean", "the open sea")),
    "coral reef": (("in a coral reef", "under water", "underwater", "beneath the sea", "at the bottom of the sea"),
                   ("a coral reef", "an underwater reef")),
    "meadow": (("in a meadow", "on green grass", "in a field", "on a lawn", "in the park"), ("a meadow", "a green field")),
    "mountains": (("in the mountains", "before snowy peaks", "in front of a mountain"), ("the mountains", "a mountain valley")),
    "desert": (("in the desert", "in a desert", "among the dunes", "on a sand dune"), ("a desert", "sandy dunes")),
    "snow": (("in the snow", "on a snow field", "on the ice", "in a winter landscape"), ("a snow field", "a snowy landscape")),
    "city": (("on a city street", "in the city", "downtown", "in a town", "on a street"), ("a city street", "a city")),
    "night city": (("in a city at night", "on a neon street at night", "in a neon city", "on a Tokyo street at night"),
                   ("a neon city at night", "a city street at night")),
    "space": (("in space", "in outer space", "among the stars", "in the galaxy"), ("outer space", "a starry nebula")),
    "sky": (("in the sky", "among the clouds", "above the clouds", "high in the air"), ("the sky", "a cloudy sky")),
    "forest": (("in a forest", "in the forest", "in the woods", "among the trees"), ("a forest", "the woods")),
    "road": (("on a road", "on the road", "along a highway", "on a country road"), ("a country road", "a road")),
    "living room": (("in a living room", "in a room", "at home", "inside a house", "by the sofa"), ("a living room", "a room")),
    "stage": (("on a stage", "on stage", "under spotlights", "in a theatre"), ("a stage", "a theatre stage")),
    "moon": (("on the moon", "on the surface of the moon", "on the grey moon"), ("the moon", "the lunar surface")),
})

# motion -> pairs of (third person, -ing form)
MOTIONS: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType({
    "bounces": (("bounces", "bouncing"), ("bounces up and down", "bouncing up and down"), ("hops", "hopping")),
    "falls": (("falls", "falling"), ("drops from above", "dropping from above"), ("falls down", "falling down"), ("lands", "landing")),
    "rises": (("rises", "rising"), ("floats up", "floating up"), ("takes off", "taking off"), ("lifts off", "lifting off"),
              ("flies up", "flying up"), ("goes up", "going up")),
    "moves left": (("moves left", "moving left"), ("goes to the left", "going to the left"), ("travels leftwards", "travelling leftwards"),
                   ("moves from right to left", "moving from right to left"), ("heads left", "heading left")),
    "moves right": (("moves right", "moving right"), ("goes to the right", "going to the right"), ("heads right", "heading right"),
                    ("travels rightwards", "travelling rightwards"), ("moves from left to right", "moving from left to right")),
    "spins": (("spins", "spinning"), ("rotates", "rotating"), ("turns around", "turning around"), ("twirls", "twirling")),
    "rolls": (("rolls", "rolling"), ("rolls along", "rolling along"), ("tumbles along", "tumbling along")),
    "hovers": (("hovers", "hovering"), ("floats", "floating"), ("hangs in the air", "hanging in the air"), ("levitates", "levitating")),
    "jumps": (("jumps", "jumping"), ("leaps", "leaping"), ("jumps up", "jumping up"), ("jumps into the air", "jumping into the air")),
    "grows": (("grows", "growing"), ("comes closer", "coming closer"), ("gets bigger", "getting bigger"), ("approaches", "approaching")),
    "shrinks": (("shrinks", "shrinking"), ("moves away", "moving away"), ("gets smaller", "getting smaller"),
                ("goes into the distance", "going into the distance")),
    "stands still": (("stands still", "standing still"), ("rests", "resting"), ("waits", "waiting"), ("stays", "staying")),
    "swings": (("swings", "swinging"), ("sways", "swaying"), ("wobbles", "wobbling"), ("dances", "dancing"), ("rocks", "rocking")),
})

# sideways motion in the words of a kind of thing
SIDEWAYS = {"vehicle": (("drives", "driving"),), "animal": (("walks", "walking"), ("runs", "running")), "character": (("walks", "walking"),)}
FLYING, SWIMMING = ("flies", "flying"), ("swims", "swimming")

TIMES: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "day": ("by day", "in daylight", "on a sunny day", "during the day"),
    "sunset": ("at sunset", "at dusk", "in the golden hour", "in the evening"),
    "night": ("at night", "in the dark", "by night", "under a night sky"),
})
CAMERAS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "still": ("the camera stands still", "static camera"),
    "pan left": ("the camera pans left", "the camera moves left", "panning left"),
    "pan right": ("the camera pans right", "the camera moves right", "panning right"),
    "zoom in": ("the camera zooms in", "the camera moves closer", "zooming in"),
})

# Slots: a/b things with article, t bare noun, v/w third person, g/h -ing form, p where, s the place, n when, c camera.
ONE = (
    "{a} {v} {p}", "{a} {v} {p}", "{a} {v} {p}", "{a} {v} {p}", "{a} {g} {p}", "{a} {g} {p}", "{a} {g} {p}", "{a} is {g} {p}",
    "{a} {v}", "{t} {g}", "{t} {p}", "{a} {p}", "{a}", "{p}, {a} {v}", "{p} {a} is {g}", "there is {a} {p}, {g}", "{a} that {v} {p}",
    "a video of {a} {g} {p}", "a clip of {a} that {v} {p}", "an animation of {a} {g} {p}", "a cartoon {t} {v} {p}", "a cute {t} {v} {p}",
    "a 3d render of {a} {g} {p}", "a close-up of {a} {g} {p}", "a shot of {s} where {a} {v}", "a view of {s} with {a} {g}", "{s} with {a}",
    "{s}, {a} {v}", "{s}: {a} {g}", "we see {a} {g} {p}", "one {t} {g} {p}", "the {t} {v} {p}", "the {t} is {g} {p}", "my {t} {v} {p}",
    "{a}, {g}, {p}", "{t}, {p}, {g}", "a scene {p}. {a} {v}.", "{a} {v}. it is {p}.", "a drone shot of {s}, {a} {v}",
    "a cinematic shot of {a} {g} {p}", "{t} {v} {p}", "{t} {g} {p}", "{s}. {a} is {g}.", "show me {a} {g} {p}", "{a} {v} all alone {p}",
    # with the time of day
    "{a} {v} {p} {n}", "{a} {v} {p} {n}", "{a} {g} {p} {n}", "{a} {g} {p} {n}", "{n}, {a} {v} {p}", "{p} {n}, {a} {v}", "{s} {n} with {a} {g}",
    "{s} {n}, {a} {v}", "{a} {v} {n}", "{a} {p} {n}", "a drone shot of {s} {n}, {a} {v}", "a cinematic shot of {a} {g} {p} {n}",
    "{t} {g} {p} {n}", "{s} {n}. {a} is {g}.", "a video of {a} {g} {p} {n}", "the {t} {v} {p} {n}", "{a} {v} {p}. it is {n}.",
    # with the camera
    "{a} {v} {p}, {c}", "{a} {v} {p}, {c}", "{a} {g} {p}, {c}", "{c} while {a} {v} {p}", "{c} as {a} is {g} {p}", "{a} {g} {p}. {c}.",
    "{c}: {a} {v} {p}", "a drone shot of {s}, {c}, {a} {g}", "{a} {v}, {c}", "{p}, {a} {v} and {c}", "{s}. {c}. {a} {v}.",
    "{a} {v} {p} {n}, {c}", "{a} {v} {p} {n}. {c}.", "{c} {p} {n} as {a} {v}", "{a} {p}, {c}",
)
TWO = (
    "{a} {v} and {b} {w} {p}", "{a} {v} and {b} {w} {p}", "{p}, {a} {v} and {b} {w}", "{a} and {b} {p}", "{a} {g} next to {b} {p}",
    "{a} {v} while {b} {w} {p}", "{a} {v} as {b} {w}", "{a} and {b}", "{s} with {a} and {b}", "{a} {v} {p}. {b} {w} beside it.",
    "{a} is {g} and {b} is {h} {p}", "a video of {a} {g} and {b} {h} {p}", "{s}, {a} {v}, {b} {w}", "{a} with {b} {p}",
    "{a} {v} and {b} {w} {p} {n}", "{n}, {a} {v} and {b} {w} {p}", "{a} and {b} {p} {n}", "{s} {n} with {a} {g} and {b} {h}",
    "{a} {v} and {b} {w} {p}, {c}", "{c} while {a} {v} and {b} {w} {p}", "{a} {v} and {b} {w} {p} {n}, {c}",
)
UNTIMED = frozenset({"coral reef", "space", "moon", "living room", "stage", "night city"})


def with_article(noun: str) -> str:
    """"a rocket", "an owl", "a unicorn", "a slice of pizza"."""
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


def caption(clip: Clip, rng: random.Random) -> str:
    """One sentence or two about a clip; not every caption says everything."""
    first, last = clip.actors[0], clip.actors[-1]
    words = {}
    for actor, keys in ((first, "avg"), (last, "bwh")):
        thing = THINGS[actor.thing]
        noun = rng.choice(thing.synonyms) if rng.random() < 0.3 else thing.noun
        verb, form = verbs(thing, actor.motion, clip.place, rng)
        words |= dict(zip(keys, (with_article(noun), verb, form)))
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
    return rng.choice(plain).format(**words)
