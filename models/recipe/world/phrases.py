"""Noun phrases, verbs and circumstances of one clip, in words drawn at random; names are marked for their spans."""

import random
import re
from dataclasses import replace

from ..things import THINGS
from . import verbs as v
from .clip import Actor, Clip
from .hues import COLOURS, colours_of
from .laws import FLOATING, INDOORS, UNTIMED, WATER
from .words import ACROSS, INTO, NUMBERS, OVER, PLACES, SIZES, TIMES, WEATHERS

SLOW = {
    "moon": ("slowly", "in slow motion", "in the weak gravity", "slowly, as gravity is weak"),
    "coral reef": ("slowly", "slowly through the water"),
}
FALLING = frozenset({"bounces", "falls", "jumps", "is thrown"})
SKYWARD = re.compile("sunny|sunshine|sky|moon|sun goes|sun comes|bright day|first light|evening light")
CLAUSE = re.compile("^(while|as) ")
PLURAL_ONLY = frozenset(
    {
        "french fries",
        "fries",
        "glasses",
        "spectacles",
        "sunglasses",
        "dark glasses",
        "scissors",
        "headphones",
        "crossed swords",
        "pancakes",
        "grapes",
        "cherries",
        "books",
        "noodles",
    }
)
UNCOUNTED = frozenset(
    {
        "spaghetti",
        "pasta",
        "sushi",
        "broccoli",
        "french bread",
        "popcorn",
        "cheese",
        "bread",
        "milk",
        "coffee",
        "hot coffee",
        "corn",
        "money",
    }
)
SPOKEN_LETTERS = frozenset({"suv", "x-ray", "mp3 player"})


def with_article(noun: str) -> str:
    """ "a rocket", "an owl", "a unicorn", "an SUV"; marks before the first letter do not count."""
    first = noun.lstrip("\x010123456789\x02")
    sounds_like_consonant = first.startswith(("uni", "ufo", "eu", "one", "used", "u-"))
    vowel = first[0] in "aeiou" and not sounds_like_consonant
    return ("an " if vowel or any(first.startswith(word) for word in SPOKEN_LETTERS) else "a ") + noun


class Phrases:
    """Words for the parts of one clip. Each call draws anew; a thing keeps its name within one caption."""

    def __init__(self, clip: Clip, rng: random.Random) -> None:
        self.clip, self.rng = clip, rng
        alone = len(clip.actors) == 1
        self.article = rng.choices(("a", "the", "", "one", "my"), (70, 10, 13, 4 * alone, 3 * alone))[0]
        self.names = [self.name(number) for number in range(len(clip.actors))]

    def name(self, number: int) -> str:
        """A noun or synonym with the adjectives that are said, the noun marked as the name of actor `number`."""
        actor = self.clip.actors[number]
        thing = THINGS[actor.thing]
        nouns = [thing.noun] * 3 + [word for word in thing.synonyms if self.true_of(actor, word)]
        noun = nouns[0] if len(nouns) == 3 or self.rng.random() < 0.65 else self.rng.choice(nouns[3:])
        if self.clip.relation == "group":
            noun = thing.plural
        size, colour = (
            "" if noun.startswith("little") else self.size(actor),
            actor.colour if self.rng.random() < 0.85 else "",
        )
        if colour and not colours_of(actor.thing):
            colour = ""
        return " ".join(word for word in (size, colour, f"\x01{number}\x02{noun}\x03") if word)

    def true_of(self, actor: Actor, synonym: str) -> bool:
        """Whether a synonym does not name another colour than the thing has here."""
        if synonym in PLURAL_ONLY and (self.clip.relation or actor.then):
            return False
        return not (actor.colour and any(f" {colour} " in f" {synonym} " for colour in COLOURS))

    def many(self, number: int) -> bool:
        """Whether the name takes a plural verb."""
        return self.clip.relation == "group" or self.bare(number) in PLURAL_ONLY

    def bare(self, number: int) -> str:
        """The noun alone."""
        return self.names[number].partition("\x02")[2].rstrip("\x03")

    def size(self, actor: Actor) -> str:
        if len(self.clip.actors) > 1 or actor.motion in ("grows", "shrinks"):
            return ""
        kind = "tiny" if actor.size < 0.27 else "giant" if actor.size > 0.62 else "big" if actor.size > 0.51 else ""
        chance = {"tiny": 0.85, "giant": 0.85, "big": 0.12, "": 0}[kind]
        return self.rng.choice(SIZES[kind]) if self.rng.random() < chance else ""

    def thing(self, number: int, article: str | None = None) -> str:
        """ "a red car", "the car", "car", "one car", "three cars" for a group."""
        noun, kind = self.names[number], self.article if article is None else article
        if self.clip.relation == "group":
            return f"{self.rng.choice(NUMBERS[len(self.clip.actors)])} {noun}"
        if self.bare(number) in PLURAL_ONLY | UNCOUNTED and kind in ("a", "one"):
            return noun
        return with_article(noun) if kind == "a" else f"{kind} {noun}".strip()

    def verb(self, number: int, motion: str) -> v.Verb:
        """(third person or plural, -ing form)."""
        actor = self.clip.actors[number]
        third, doing = (
            self.sideways(actor, motion) if motion.startswith("moves") else self.rng.choice(v.MOTIONS[motion])
        )
        if motion in FALLING and self.clip.place in SLOW and self.rng.random() < 0.35:
            slowly = self.rng.choice(SLOW[self.clip.place])
            third, doing = f"{third} {slowly}", f"{doing} {slowly}"
        return (v.plural(third), doing) if self.many(number) else (third, doing)

    def sideways(self, actor: Actor, motion: str) -> v.Verb:
        """ "drives to the left", "swims right", or plain "moves left"."""
        if self.rng.random() < 0.4:
            return self.rng.choice(v.MOTIONS[motion])
        side, other = ("left", "right") if motion == "moves left" else ("right", "left")
        tail = self.rng.choice((side, f"to the {side}", f"to the {side}", f"{side}wards", f"from {other} to {side}"))
        third, doing = self.rng.choice(self.gaits(actor))
        return f"{third} {tail}", f"{doing} {tail}"

    def gaits(self, actor: Actor) -> tuple[v.Verb, ...]:
        """How this thing goes here."""
        thing, place = THINGS[actor.thing], self.clip.place
        if place == "coral reef":
            return (
                v.GAIT["swims"]
                if thing.category in ("animal", "character")
                else (("drifts", "drifting"), ("glides", "gliding"))
            )
        if place in ("sky", "space") or thing.noun in v.FLYERS:
            return v.GAIT["flies"]
        if place in WATER:
            alive = thing.category in ("animal", "character")
            return (
                v.GAIT["sails"]
                if thing.noun in v.BOATS
                else v.GAIT["swims"]
                if alive
                else (("floats", "floating"), ("drifts", "drifting"))
            )
        if thing.noun in v.BOATS or thing.noun in v.SWIMMERS:
            return v.SIDEWAYS["object"]
        return v.GAIT["crawls"] if thing.noun in v.CRAWLERS else v.SIDEWAYS[thing.category]

    def where(self, motion: str) -> str:
        """A phrase of place that goes with a motion: "on a beach", now and then "across the beach"."""
        place, roll = self.clip.place, self.rng.random()
        if motion.startswith("moves") or motion in ("rolls", "drifts in the wind"):
            table = ACROSS if roll < 0.4 else None
        elif motion in ("hovers", "rises"):
            table = OVER if roll < 0.3 else None
        else:
            table = INTO if motion == "falls" and roll < 0.35 else None
        return self.rng.choice(table[place] if table else PLACES[place][0])

    def scenery(self) -> str:
        """The place as a noun phrase."""
        return self.rng.choice(PLACES[self.clip.place][1])

    def circumstances(self, time: bool, weather: bool, as_clause: bool = True) -> str:
        """Time of day and weather: " at night in the rain", or nothing."""
        clip, parts = self.clip, []
        if time and clip.place not in UNTIMED and clip.place != "night city":
            plain = clip.weather != "clear" or clip.place in INDOORS
            choices = [word for word in TIMES[clip.time] if not (plain and SKYWARD.search(word))]
            parts.append(self.rng.choice([word for word in choices if as_clause or not CLAUSE.match(word)]))
        if weather and clip.weather != "clear":
            parts.append(
                self.rng.choice([word for word in WEATHERS[clip.weather] if as_clause or not CLAUSE.match(word)])
            )
        if len(parts) == 2 and CLAUSE.match(parts[0]):
            parts.reverse()
        return "".join(f" {part}" for part in parts)


def as_seen(clip: Clip, start: float) -> Clip:
    """The clip as it is from second `start` of its scene on: what has come to rest stands still by then."""
    if start < 1:
        return clip
    ends = {"falls": 1.6, "bounces": 4.0, "rolls": 4.5, "grows": 2.2, "shrinks": 6.0}
    actors = []
    for actor in clip.actors:
        motion = actor.then if actor.then and start > actor.then_at else actor.motion
        begun = actor.then_at if motion == actor.then and actor.then else 0.0
        over = start - begun > ends.get(motion, 1e9) and not (motion == "falls" and clip.place in FLOATING)
        over_now = "stands still" if over else motion
        actors.append(replace(actor, motion=over_now, then="" if start > actor.then_at else actor.then))
    camera = "still" if start > 5 and clip.camera not in ("orbit", "handheld", "tracking") else clip.camera
    relation = "" if clip.relation == "bumps into" and start > 2 else clip.relation
    if not relation and clip.relation:
        actors = [replace(actor, motion="stands still") for actor in actors]
    return replace(clip, actors=tuple(actors), camera=camera, relation=relation)
