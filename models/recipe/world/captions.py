"""Captions: what happens (a core), where and when (a frame), and how it is filmed and drawn, each in many wordings.

A caption is put together in three steps, each from a list of templates: CORES x FRAMES x FINISHES make more than a
thousand sentences; see `count_templates`. Not every caption says everything.
"""

import random
import re
from dataclasses import dataclass

from ..things import THINGS
from .clip import Clip
from .phrases import Phrases, as_seen, with_article
from .templates import (
    ARTICLE_FRAMES,
    CAMERA_CLAUSES,
    CAMERA_FINISHES,
    CLAUSE_FRAMES,
    GROUP_CLAUSES,
    GROUP_TITLES,
    NO_PREFIX,
    ONE_CLAUSES,
    ONE_TITLES,
    OPEN_PLACES,
    SHOTS,
    STYLE_FINISHES,
    THEN_CLAUSES,
    TIME_SENTENCES,
    TITLE_FRAMES,
    TWO_CLAUSES,
    TWO_TITLES,
    count_templates,
)
from .verbs import MOTIONS, RELATION_NOUNS, RELATIONS
from .words import CAMERAS, PLACES, STYLES, TIMES

__all__ = ["CAMERAS", "MOTIONS", "PLACES", "TIMES", "Caption", "caption", "count_templates", "mirrored", "place_caption", "plain_prompt"]


@dataclass(frozen=True)
class Caption:
    """A caption and, for each actor of the clip, the characters of its name in it (start, end), or none when unsaid."""

    text: str
    spans: tuple[tuple[int, int] | None, ...]


SIDE = re.compile(r"\b(left|right)(?=(?:wards?)?\b)", re.IGNORECASE)


def mirrored(line: Caption) -> Caption:
    """The caption of the same clip in a mirror: left for right, and right for left."""

    def turn(text: str) -> str:
        return SIDE.sub(lambda side: other_side(side[1]), text)

    spans = tuple(span and (len(turn(line.text[: span[0]])), len(turn(line.text[: span[1]]))) for span in line.spans)
    return Caption(turn(line.text), spans)


def other_side(side: str) -> str:
    other = "right" if side.lower() == "left" else "left"
    return other.capitalize() if side[0].isupper() else other


def plain_prompt(clip: Clip) -> str:
    """A sentence that says the first thing, its motion, the place, and the time where it is not day."""
    rng, actor = random.Random(clip.seed), clip.actors[0]
    verb = rng.choice(MOTIONS[actor.motion])[0]
    colour = f"{actor.colour} " if actor.colour else ""
    said = f"{with_article(colour + THINGS[actor.thing].noun)} {verb} {rng.choice(PLACES[clip.place][0])}"
    timed = clip.time not in ("day", *clip.place.split())  # a night city says it
    return f"{said} {rng.choice(TIMES[clip.time])}" if timed else said


def caption(clip: Clip, rng: random.Random, start_seconds: float = 0.0) -> Caption:
    """A caption in words drawn from rng; start_seconds: where in its scene the shown window begins."""
    clip = as_seen(clip, start_seconds)
    said = Phrases(clip, rng)
    is_title = rng.random() < 0.5
    if not is_title and said.article == "":
        said.article = "a"
    core = pick_title(clip, said, rng) if is_title else pick_clause(clip, said, rng)
    framed = frame(core, is_title, clip, said, rng)
    kind = "clause" if not is_title else "title" if said.article else "bare title"
    whole = finished(polish(finish(framed, kind, clip, rng), rng), len(clip.actors))
    return Caption(whole.text, whole.spans[:1] * len(clip.actors)) if clip.relation == "group" else whole


def place_caption(clip: Clip, rng: random.Random) -> Caption:
    """A caption of the place alone, for clips without their things."""
    said, article = Phrases(clip, rng), rng.random() < 0.85
    timed = rng.random() < (0.25 if clip.time == "day" else 0.9)
    scene = said.scenery() if article else re.sub("^(a|an|the) ", "", said.scenery())
    text = scene + said.circumstances(timed, True, as_clause=False)
    whole = polish(finish(text, "title" if article else "bare title", clip, rng), rng)
    return Caption(whole, (None,) * len(clip.actors))


def pick_clause(clip: Clip, said: Phrases, rng: random.Random) -> str:
    """What happens, as a clause."""
    first = clip.actors[0]
    third, doing = said.verb(0, first.motion)
    if clip.relation in RELATIONS:
        side = "right" if first.motion == "moves right" else "left"
        return rng.choice(RELATIONS[clip.relation]).format(A=said.thing(0), B=said.thing(1), d=side)
    if clip.relation == "group" or (len(clip.actors) == 1 and said.many(0)):
        return rng.choice(GROUP_CLAUSES).format(A=said.thing(0), v=third, g=doing)
    if len(clip.actors) == 1 and first.then:
        again = said.verb(0, first.then)[0]
        text = rng.choice(THEN_CLAUSES if THINGS[first.thing].category != "character" else THEN_CLAUSES[:2])
        return text.format(A=said.thing(0), v=third, g=doing, v2=again)
    if len(clip.actors) == 1:
        seen = said.thing(0, "a") if said.article in ("the", "my") else said.thing(0)
        text = rng.choice(ONE_CLAUSES)
        return text.format(A=seen if text[0] != "{" else said.thing(0), v=third, g=doing)
    others = [said.verb(number, actor.motion) for number, actor in enumerate(clip.actors)]
    if len(clip.actors) == 2:
        text = rng.choice([text for text in TWO_CLAUSES if not (said.many(0) or said.many(1)) or " is " not in text])
        return text.format(A=said.thing(0), B=said.thing(1), v=third, g=doing, w=others[1][0], h=others[1][1])
    return listed([f"{said.thing(number)} {verb[0]}" for number, verb in enumerate(others)])


def pick_title(clip: Clip, said: Phrases, rng: random.Random) -> str:
    """What happens, as a noun phrase."""
    first = clip.actors[0]
    third, doing = said.verb(0, first.motion)
    if clip.relation in RELATION_NOUNS:
        return rng.choice(RELATION_NOUNS[clip.relation]).format(A=said.thing(0), B=said.thing(1))
    if clip.relation == "group":
        return rng.choice(GROUP_TITLES).format(A=said.thing(0), v=third, g=doing)
    if len(clip.actors) == 1:
        if first.then:
            return f"{said.thing(0)} {doing} and then {said.verb(0, first.then)[1]}"
        texts = ONE_TITLES if said.article and not said.many(0) else ONE_TITLES[:2] + ONE_TITLES[3:]
        return rng.choice(texts).format(A=said.thing(0), v=third, g=doing)
    others = [said.verb(number, actor.motion) for number, actor in enumerate(clip.actors)]
    if len(clip.actors) == 2:
        return rng.choice(TWO_TITLES).format(A=said.thing(0), B=said.thing(1), g=doing, h=others[1][1])
    acting = rng.random() < 0.5
    return listed([said.thing(number) + (f" {verb[1]}" if acting else "") for number, verb in enumerate(others)])


def listed(parts: list[str]) -> str:
    return ", ".join(parts[:-1]) + " and " + parts[-1]


def frame(core: str, is_title: bool, clip: Clip, said: Phrases, rng: random.Random) -> str:
    """Adds place, time and weather, or some of them."""
    timed = rng.random() < (0.25 if clip.time == "day" else 0.8)
    wet = rng.random() < 0.85
    options = []
    for text in TITLE_FRAMES if is_title else CLAUSE_FRAMES:
        if "{t}" in text and (not timed or clip.place not in OPEN_PLACES or clip.weather != "clear"):
            continue
        if ("{p}" not in text and "{s}" not in text) and rng.random() < 0.6:
            continue  # mostly the place is said
        if timed and "{n}" not in text and "{t}" not in text and rng.random() < 0.7:
            continue
        if is_title and said.article == "" and ARTICLE_FRAMES.search(text):
            continue
        if "where {F}" in text and (core.startswith(("there", "you", "first", "after", "on ")) or ". " in core):
            continue
        options.append(text)
    text = rng.choice(options or ["{N} {p}{n}" if is_title else "{F} {p}{n}"])
    motion = clip.actors[0].then or clip.actors[0].motion if len(clip.actors) == 1 or clip.relation == "group" else ""
    if core.endswith("\x03"):  # a name alone goes nowhere
        motion = ""
    starts = text.startswith("{p}")
    where = said.where("" if starts or "scene" in text or ", {p}" in text else motion)
    return text.format(
        F=core, N=core, p=where, s=said.scenery(), t=rng.choice(TIME_SENTENCES[clip.time]),
        n=said.circumstances(timed, wet, as_clause=not text.startswith(("{s}", "{p}", "a "))),
    )  # fmt: skip


def finish(text: str, kind: str, clip: Clip, rng: random.Random) -> str:
    """Adds camera and style, or one of them, or none. kind: clause, title or bare title."""
    if rng.random() < (0.6 if clip.camera != "still" else 0.07):
        text = filmed(text, kind, clip, rng)
    if rng.random() < (0.9 if clip.style != "plain" else 0.05):
        before, after = STYLES[clip.style]
        if kind == "title" and rng.random() < 0.5 and not text.startswith(NO_PREFIX):
            return f"{rng.choice(before)} {text}"
        return rng.choice(STYLE_FINISHES).format(X=text, y=rng.choice(after))
    return text


def filmed(text: str, kind: str, clip: Clip, rng: random.Random) -> str:
    """Adds what the camera does."""
    words = rng.choice(CAMERAS[clip.camera])
    if kind == "title" and clip.camera in SHOTS and rng.random() < 0.35 and not text.startswith(NO_PREFIX):
        return f"{rng.choice(SHOTS[clip.camera])} {text}"
    plain = kind == "clause" and not text.startswith(("you ", "there ", "first ", *NO_PREFIX))
    joins = plain and words.startswith("the camera") and not any(mark in text for mark in ".:;")
    if joins and rng.random() < 0.5 and " while " not in text and " as " not in text:
        return rng.choice(CAMERA_CLAUSES).format(X=text, c=words)
    return rng.choice(CAMERA_FINISHES).format(X=text, c=words)


MARK = re.compile("\x01(\\d)\x02([^\x03]*)\x03")


def polish(text: str, rng: random.Random) -> str:
    """Capitals and full stops as people write them: sentences when there are several, else now and then."""
    text = text.strip().replace("..", ".").replace("down down", "down").replace(" , ", ", ")
    if ". " not in text and rng.random() < 0.6:
        return text
    return re.sub("(^|\\. )((?:\x01\\d\x02)?[a-z])", lambda m: m[1] + m[2][:-1] + m[2][-1].upper(), text) + "."


def finished(text: str, actors: int) -> Caption:
    """Takes the marks out and notes where the names are."""
    spans: list[tuple[int, int] | None] = [None] * actors
    plain, last = "", 0
    for mark in MARK.finditer(text):
        plain += text[last : mark.start()]
        if spans[int(mark[1])] is None:
            spans[int(mark[1])] = (len(plain), len(plain) + len(mark[2]))
        plain, last = plain + mark[2], mark.end()
    return Caption(plain + text[last:], tuple(spans))
