"""The laws of each place: gravity, water and air, and what has ground, sky or walls. Lengths in screen heights."""

GRAVITY = 2.4  # screen heights a second squared, on the earth
SHARE = {"moon": 0.3, "coral reef": 0.25, "space": 0.0, "sky": 0.35}  # of the earth's; in the sky air holds things up

FLOATING = frozenset({"space", "sky", "coral reef"})  # nothing to stand on
WATER = frozenset({"ocean", "river", "harbour"})  # things float on it and are mirrored in it
INDOORS = frozenset({"living room", "stage", "kitchen", "library"})
UNTIMED = frozenset({"coral reef", "space", "moon", "stage"})  # no time of day
ALIVE = frozenset({"animal", "character"})  # they walk, chase and look where they go


def gravity(place: str) -> float:
    """Share of the earth's gravity, never nought: used to stretch times."""
    return max(SHARE.get(place, 1.0), 0.25)


def fall(place: str) -> float:
    """Downward acceleration in screen heights a second squared."""
    return GRAVITY * gravity(place)
