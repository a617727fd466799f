"""What a world may contain: names of places, times, motions, relations, cameras, weathers and styles."""

from dataclasses import dataclass

from ..things import THINGS

PLACES = (
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
    "kitchen",
    "library",
    "castle",
    "jungle",
    "river",
    "harbour",
    "amusement park",
    "volcano",
)
TIMES = ("day", "sunset", "night", "dawn")
MOTIONS = (
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
    "swings on a rope",
    "is thrown",
    "drifts in the wind",
    "bobs",
)
RELATIONS = ("left of", "on top of", "group", "chases", "follows", "bumps into", "orbits")
CAMERAS = (
    "still",
    "pan left",
    "pan right",
    "zoom in",
    "zoom out",
    "tilt up",
    "tilt down",
    "dolly in",
    "dolly out",
    "orbit",
    "handheld",
    "tracking",
)
WEATHERS = ("clear", "rain", "snow", "fog", "fireworks")
STYLES = ("plain", "pixel art", "watercolour", "line drawing", "black and white", "felt", "neon")


@dataclass(frozen=True)
class Scope:
    """The part of the world that clips are drawn from; every tuple names members of the tuples above.

    things: rows of things.py in use. most_actors: 1 to 4. colours, sizes, order: whether things may be
    recoloured, be tiny or giant, and do one thing and then another. An unknown name or a count out of range raises
    ValueError.
    """

    things: int
    places: tuple[str, ...] = PLACES
    times: tuple[str, ...] = TIMES
    motions: tuple[str, ...] = MOTIONS
    relations: tuple[str, ...] = RELATIONS
    cameras: tuple[str, ...] = CAMERAS
    weathers: tuple[str, ...] = WEATHERS
    styles: tuple[str, ...] = STYLES
    most_actors: int = 4
    colours: bool = True
    sizes: bool = True
    order: bool = True

    def __post_init__(self) -> None:
        for field, known in KNOWN.items():
            chosen = getattr(self, field)
            unknown = [name for name in chosen if name not in known]
            if unknown or not (chosen or field == "relations"):
                raise ValueError(f"{field}: {unknown or 'none'} of {', '.join(known)}")
        if not 1 <= self.things <= len(THINGS):
            raise ValueError(f"things: {self.things} is not in 1..{len(THINGS)}")
        if not 1 <= self.most_actors <= 4:
            raise ValueError(f"most_actors: {self.most_actors} is not in 1..4")


KNOWN = {
    "places": PLACES,
    "times": TIMES,
    "motions": MOTIONS,
    "relations": RELATIONS,
    "cameras": CAMERAS,
    "weathers": WEATHERS,
    "styles": STYLES,
}

# Few places, plain pictures; of things and what they do everything but ropes, which no figure has (figures.py).
SMALL = Scope(
    things=len(THINGS),
    places=PLACES[:16],
    times=TIMES[:3],
    motions=tuple(motion for motion in MOTIONS if motion != "swings on a rope"),
    cameras=CAMERAS[:4],
    weathers=("clear",),
    styles=("plain",),
)
FULL = Scope(things=len(THINGS))
