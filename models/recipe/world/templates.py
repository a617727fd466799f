"""The templates that captions are put together from: cores, frames, finishes."""

import re

from .verbs import RELATION_NOUNS, RELATIONS

# Cores. A clause has a subject and a verb; a title names the picture. A, B: things; v, w: verbs; g, h: -ing forms.
ONE_CLAUSES = ("{A} {v}", "{A} {v}", "{A} is {g}", "{A} {v}", "there is {A} {g}", "you can see {A} {g}")
ONE_TITLES = ("{A} {g}", "{A} {g}", "{A} that {v}", "{A}")
THEN_CLAUSES = (
    "{A} {v}, then {v2}",
    "{A} {v} and then {v2}",
    "first {A} {v}, then it {v2}",
    "{A} {v} before it {v2}",
    "after {g}, {A} {v2}",
    "{A} {v}. then it {v2}",
    "{A} {v} for a moment and then {v2}",
)
TWO_CLAUSES = (
    "{A} {v} and {B} {w}",
    "{A} {v} and {B} {w}",
    "{A} {v} while {B} {w}",
    "{A} {v} as {B} {w}",
    "{A} is {g} and {B} is {h}",
    "{A} {v}, {B} {w}",
    "{A} {v} next to {B}, which {w}",
    "{A} {v} on the left and {B} {w} on the right",
)
TWO_TITLES = (
    "{A} {g} and {B} {h}",
    "{A} and {B}",
    "{A} {g} next to {B}",
    "{A} with {B}",
    "{A} {g}, {B} {h}",
    "{A} on the left, {B} on the right",
)
GROUP_CLAUSES = ("{A} {v}", "{A} {v}", "{A} are {g}", "there are {A} {g}")
GROUP_TITLES = ("{A} {g}", "{A} {g}", "{A}", "{A} side by side, {g}")

# Frames. F: clause, N: title, p: where, s: the place, n: time and weather (with its blank).
CLAUSE_FRAMES = (
    "{F} {p}{n}",
    "{F} {p}{n}",
    "{F} {p}{n}",
    "{p}{n}, {F}",
    "{p}, {F}{n}",
    "{F}{n}",
    "{F}",
    "{s}{n}: {F}",
    "{s}{n} where {F}",
    "{F}. the scene is {s}{n}",
    "{s}{n}. {F}",
    "a shot of {s}{n} where {F}",
    "a scene {p}{n}: {F}",
    "{F} {p}. {t}",
    "{t}. {F} {p}",
)
TITLE_FRAMES = (
    "{N} {p}{n}",
    "{N} {p}{n}",
    "{N} {p}{n}",
    "{N} {p}{n}",
    "{N} {p}",
    "{N}",
    "{N}{n}",
    "{s}{n} with {N}",
    "{N}, {p}{n}",
    "{s}{n}, {N}",
    "a video of {N} {p}{n}",
    "a clip of {N} {p}{n}",
    "a shot of {N} {p}{n}",
    "a close-up of {N} {p}{n}",
    "a cinematic shot of {N} {p}{n}",
    "footage of {N} {p}{n}",
    "a scene with {N} {p}{n}",
    "a drone shot of {s}{n} with {N}",
    "a wide shot of {s}{n} with {N}",
    "show me {N} {p}{n}",
    "{p}{n}, {N}",
    "make a video of {N} {p}{n}",
    "{N} {p}. {t}",
    "a beautiful scene of {s}{n} with {N}",
    "a medium shot of {N} {p}{n}",
)
ARTICLE_FRAMES = re.compile("^(a |make|footage|show)|with {N}")  # frames that want "a car", not "car"

# Finishes. X: what has been said, c: camera, y: style after a clause, Y: style before a title.
CAMERA_FINISHES = ("{X}, {c}", "{X}, {c}", "{X}. {c}", "{X}. {c}", "{c}: {X}", "{X}; {c}")
CAMERA_CLAUSES = ("{c} as {X}", "{c} while {X}", "{X}, and {c}", "{X} while {c}", "{X} as {c}")  # "the camera ..." only
STYLE_FINISHES = ("{X}, {y}", "{X}, {y}", "{X}. {y}", "{y}: {X}")
SHOTS = {
    "still": ("a static shot of", "a still shot of"),
    "pan left": ("a panning shot of", "a slow pan left across the scene:"),
    "pan right": ("a panning shot of", "a slow pan right across the scene:"),
    "zoom in": ("a slow zoom in on", "a zoom in on"),
    "zoom out": ("a slow zoom out from", "a zoom out from"),
    "dolly in": ("a push-in shot of", "a dolly shot of"),
    "dolly out": ("a pull-back shot of", "a dolly out from"),
    "orbit": ("an orbit shot of", "an arc shot of"),
    "handheld": ("handheld footage of", "a shaky handheld shot of"),
    "tracking": ("a tracking shot of", "a tracking shot following"),
}
TIME_SENTENCES = {
    "day": ("it is day", "it is a bright day", "the sky is blue"),
    "sunset": ("the sun is setting", "it is evening", "the sky is orange"),
    "night": ("it is night", "it is dark", "the moon is out"),
    "dawn": ("it is early morning", "the sun is rising", "the sky is pink"),
}
OPEN_PLACES = frozenset(
    {"beach", "ocean", "meadow", "mountains", "desert", "snow", "city", "road", "river", "harbour", "castle"}
)
# openings after which "a drawing of ..." makes no sense
NO_PREFIX = (
    "a video",
    "a clip",
    "a shot",
    "a close-up",
    "a cinematic",
    "a scene",
    "a drone",
    "a wide",
    "show",
    "make",
    "footage",
    "a medium",
    "a beautiful",
    "the camera",
    "in ",
    "on ",
    "at ",
    "by ",
    "under",
    "a panning",
    "a slow",
    "a zoom",
    "an orbit",
    "an arc",
    "handheld",
    "a shaky",
    "a tracking",
    "a push",
    "a pull",
    "a dolly",
    "a static",
    "a still",
    "among",
    "before",
    "near",
    "deep",
    "high",
    "up ",
    "down",
    "beneath",
    "inside",
    "along",
    "between",
    "out",
    "far",
    "above",
    "outside",
    "next",
)


def count_templates() -> int:
    """How many sentence plans there are, words apart."""
    clauses = set(ONE_CLAUSES + THEN_CLAUSES + TWO_CLAUSES + GROUP_CLAUSES) | {
        t for ts in RELATIONS.values() for t in ts
    }
    titles = set(ONE_TITLES + TWO_TITLES + GROUP_TITLES) | {t for ts in RELATION_NOUNS.values() for t in ts}
    framed = len(clauses) * len(set(CLAUSE_FRAMES)) + len(titles) * len(set(TITLE_FRAMES))
    return framed * (1 + len(set(CAMERA_FINISHES)) + len(set(STYLE_FINISHES)))
