# ruff: noqa: E501
"""Verbs for motions and for what two things do together."""

from collections.abc import Mapping
from types import MappingProxyType

Verb = tuple[str, str]  # third person singular, -ing form; a tail may follow ("goes to the left")


def read(table: str) -> Mapping[str, tuple[Verb, ...]]:
    """Lines of `motion | goes away = going away; ...`."""
    rows = [line.split("|") for line in table.strip().splitlines()]
    return MappingProxyType(
        {
            name.strip(): tuple(tuple(form.strip() for form in verb.split("=")) for verb in verbs.split(";"))
            for name, verbs in rows
        }  # type: ignore[misc]
    )


MOTIONS = read(
    """
bounces | bounces = bouncing; bounces up and down = bouncing up and down; hops = hopping; keeps bouncing = bouncing again and again; bounces on the spot = bouncing on the spot
falls | falls = falling; drops from above = dropping from above; falls down = falling down; drops = dropping; comes down from above = coming down from above
rises | rises = rising; floats up = floating up; takes off = taking off; lifts off = lifting off; flies up = flying up; goes up = going up; flies away upwards = flying away upwards; soars into the air = soaring into the air
moves left | moves left = moving left; goes to the left = going to the left; travels leftwards = travelling leftwards; moves from right to left = moving from right to left; heads left = heading left
moves right | moves right = moving right; goes to the right = going to the right; heads right = heading right; travels rightwards = travelling rightwards; moves from left to right = moving from left to right
spins | spins = spinning; rotates = rotating; turns around = turning around; twirls = twirling; spins around = spinning around; whirls around = whirling around
rolls | rolls = rolling; rolls along = rolling along; tumbles along = tumbling along; rolls past = rolling past
hovers | hovers = hovering; floats = floating; hangs in the air = hanging in the air; levitates = levitating; floats up and down = floating up and down
jumps | jumps = jumping; leaps = leaping; jumps up = jumping up; jumps into the air = jumping into the air; leaps high = leaping high
grows | grows = growing; comes closer = coming closer; gets bigger = getting bigger; approaches = approaching; comes towards us = coming towards us
shrinks | shrinks = shrinking; moves away = moving away; gets smaller = getting smaller; goes into the distance = going into the distance; disappears in the distance = disappearing in the distance
stands still | stands still = standing still; rests = resting; waits = waiting; stays in one place = staying in one place; does not move = standing motionless; sits still = sitting still
swings | swings = swinging; sways = swaying; wobbles = wobbling; dances = dancing; rocks = rocking; sways from side to side = swaying from side to side
swings on a rope | swings on a rope = swinging on a rope; swings back and forth on a rope = swinging back and forth on a rope; hangs and swings like a pendulum = swinging like a pendulum; dangles from a rope = dangling from a rope
is thrown | is thrown through the air = flying through the air; flies in an arc = flying in an arc; flies past in a high arc = flying past in a high arc; is thrown across = being thrown across; sails through the air = sailing through the air
drifts in the wind | drifts in the wind = drifting in the wind; is blown away = being blown away; floats away on the wind = floating away on the wind; is carried by the wind = being carried by the wind; tumbles in the breeze = tumbling in the breeze
bobs | bobs up and down = bobbing up and down; bobs on the water = bobbing on the water; floats on the water = floating on the water; comes up out of the water = coming up out of the water; rocks on the waves = rocking on the waves
"""
)

# what a kind of thing does when it goes sideways: on land, in the air, in water
SIDEWAYS: Mapping[str, tuple[Verb, ...]] = MappingProxyType(
    {
        "vehicle": (("drives", "driving"), ("races", "racing"), ("speeds", "speeding")),
        "animal": (("walks", "walking"), ("runs", "running"), ("trots", "trotting")),
        "character": (("walks", "walking"), ("runs", "running"), ("strolls", "strolling")),
        "food": (("slides", "sliding"), ("glides", "gliding")),
        "toy": (("slides", "sliding"), ("glides", "gliding")),
        "object": (("slides", "sliding"), ("glides", "gliding")),
        "plant": (("slides", "sliding"), ("glides", "gliding")),
    }
)
FLYING: Verb = ("flies", "flying")
SWIMMING: Verb = ("swims", "swimming")
SAILING: Verb = ("sails", "sailing")
FLYERS = frozenset(
    {
        "airplane",
        "small airplane",
        "helicopter",
        "flying saucer",
        "rocket",
        "butterfly",
        "bee",
        "bat",
        "bird",
        "dove",
        "eagle",
        "parrot",
        "mosquito",
        "dragon",
        "kite",
        "balloon",
        "satellite",
        "superhero",
        "fairy",
        "ghost",
        "owl",
    }
)
CRAWLERS = frozenset(
    {
        "snail",
        "caterpillar",
        "worm",
        "snake",
        "turtle",
        "ladybug",
        "ant",
        "beetle",
        "spider",
        "crab",
        "scorpion",
        "lizard",
        "crocodile",
    }
)
CRAWLING: Verb = ("crawls", "crawling")
SWIMMERS = frozenset(
    {
        "fish",
        "tropical fish",
        "shark",
        "whale",
        "spouting whale",
        "dolphin",
        "jellyfish",
        "octopus",
        "squid",
        "pufferfish",
        "shrimp",
        "seal",
        "mermaid",
        "lobster",
    }
)
ROLLING_STOCK = frozenset({"train", "high-speed train", "bullet train", "tram"})
BOATS = frozenset({"sailboat", "ship", "speedboat", "canoe", "ferry"})
GAIT: Mapping[str, tuple[Verb, ...]] = MappingProxyType(
    {"flies": (FLYING,), "swims": (SWIMMING,), "sails": (SAILING,), "crawls": (CRAWLING, ("creeps", "creeping"))}
)

# relation | both are subjects of a verb: {A} the first actor, {B} the second, {d} left or right when they travel
RELATIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "chases": (
            "{A} chases {B}",
            "{A} is chasing {B}",
            "{A} runs after {B}",
            "{B} is chased by {A}",
            "{B} runs away from {A}",
            "{B} flees from {A}",
            "{A} chases {B} to the {d}",
            "{A} tries to catch {B}",
        ),
        "follows": (
            "{A} follows {B}",
            "{A} is following {B}",
            "{A} goes behind {B}",
            "{B} leads and {A} follows",
            "{B} is followed by {A}",
            "{A} follows {B} to the {d}",
            "{B} goes ahead and {A} follows",
        ),
        "bumps into": (
            "{A} bumps into {B}",
            "{A} crashes into {B}",
            "{A} collides with {B}",
            "{A} knocks {B} away",
            "{A} hits {B}",
            "{B} is hit by {A}",
            "{A} runs into {B} and pushes it away",
            "{A} pushes {B} to the {d}",
        ),
        "orbits": (
            "{A} circles {B}",
            "{A} orbits {B}",
            "{A} flies around {B}",
            "{A} goes round and round {B}",
            "{B} is circled by {A}",
            "{A} moves in circles around {B}",
        ),
        "left of": (
            "{A} is to the left of {B}",
            "{B} is to the right of {A}",
            "{A} is on the left and {B} is on the right",
            "on the left is {A}, on the right is {B}",
            "{A} is next to {B}",
        ),
        "on top of": (
            "{A} stands on {B}",
            "{A} is on top of {B}",
            "{A} balances on {B}",
            "{B} carries {A}",
            "{A} sits on {B}",
            "{B} has {A} on top",
        ),
    }
)
# the same as noun phrases: what one would call the picture
RELATION_NOUNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "chases": ("{A} chasing {B}", "{B} chased by {A}", "{A} running after {B}", "{B} fleeing from {A}"),
        "follows": ("{A} following {B}", "{B} followed by {A}", "{A} behind {B}"),
        "bumps into": ("{A} bumping into {B}", "{A} crashing into {B}", "{A} colliding with {B}", "{A} hitting {B}"),
        "orbits": ("{A} circling {B}", "{A} orbiting {B}", "{A} flying around {B}"),
        "left of": (
            "{A} to the left of {B}",
            "{B} to the right of {A}",
            "{A} on the left and {B} on the right",
            "{A} next to {B}",
            "{A} left of {B}",
        ),
        "on top of": (
            "{A} on top of {B}",
            "{A} on {B}",
            "{A} standing on {B}",
            "{B} with {A} on top",
            "{A} balancing on {B}",
        ),
    }
)

IRREGULAR = {"is": "are", "has": "have", "does": "do", "goes": "go", "flies": "fly", "approaches": "approach"}


def plural(third: str) -> str:
    """Third person singular -> plural: "goes to the left" -> "go to the left", "is blown" -> "are blown"."""
    first, _, rest = third.partition(" ")
    base = IRREGULAR.get(first) or first.removesuffix("s")
    before, joined, after = f" {rest}".partition(" and ")
    verb, _, tail = after.partition(" ")
    if joined and verb.endswith("s"):  # "hangs and swings"
        rest = f"{before} and {IRREGULAR.get(verb) or verb.removesuffix('s')} {tail}".strip()
    return f"{base} {rest}".strip()
