"""Words for places, motions, times and cameras.

They make the captions, and the manifest carries them, so that the page can say what it understood of a prompt.
"""

from collections.abc import Mapping
from types import MappingProxyType

# place -> (phrases that say where, noun phrases for the place itself)
PLACES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = MappingProxyType(
    {
        "beach": (
            ("on a beach", "on the beach", "by the sea", "on the sand", "at the seaside"),
            ("a beach", "a sandy beach"),
        ),
        "ocean": (
            ("on the ocean", "at sea", "on the waves", "on the water", "on a lake"),
            ("the ocean", "the open sea"),
        ),
        "coral reef": (
            ("in a coral reef", "under water", "underwater", "beneath the sea", "at the bottom of the sea"),
            ("a coral reef", "an underwater reef"),
        ),
        "meadow": (
            ("in a meadow", "on green grass", "in a field", "on a lawn", "in the park"),
            ("a meadow", "a green field"),
        ),
        "mountains": (
            ("in the mountains", "before snowy peaks", "in front of a mountain"),
            ("the mountains", "a mountain valley"),
        ),
        "desert": (("in the desert", "in a desert", "among the dunes", "on a sand dune"), ("a desert", "sandy dunes")),
        "snow": (
            ("in the snow", "on a snow field", "on the ice", "in a winter landscape"),
            ("a snow field", "a snowy landscape"),
        ),
        "city": (
            ("on a city street", "in the city", "downtown", "in a town", "on a street"),
            ("a city street", "a city"),
        ),
        "night city": (
            ("in a city at night", "on a neon street at night", "in a neon city", "on a Tokyo street at night"),
            ("a neon city at night", "a city street at night"),
        ),
        "space": (
            ("in space", "in outer space", "among the stars", "in the galaxy"),
            ("outer space", "a starry nebula"),
        ),
        "sky": (("in the sky", "among the clouds", "above the clouds", "high in the air"), ("the sky", "a cloudy sky")),
        "forest": (("in a forest", "in the forest", "in the woods", "among the trees"), ("a forest", "the woods")),
        "road": (("on a road", "on the road", "along a highway", "on a country road"), ("a country road", "a road")),
        "living room": (
            ("in a living room", "in a room", "at home", "inside a house", "by the sofa"),
            ("a living room", "a room"),
        ),
        "stage": (("on a stage", "on stage", "under spotlights", "in a theatre"), ("a stage", "a theatre stage")),
        "moon": (("on the moon", "on the surface of the moon", "on the grey moon"), ("the moon", "the lunar surface")),
    }
)

# motion -> pairs of (third person, -ing form)
MOTIONS: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        "bounces": (("bounces", "bouncing"), ("bounces up and down", "bouncing up and down"), ("hops", "hopping")),
        "falls": (
            ("falls", "falling"),
            ("drops from above", "dropping from above"),
            ("falls down", "falling down"),
            ("lands", "landing"),
        ),
        "rises": (
            ("rises", "rising"),
            ("floats up", "floating up"),
            ("takes off", "taking off"),
            ("lifts off", "lifting off"),
            ("flies up", "flying up"),
            ("goes up", "going up"),
        ),
        "moves left": (
            ("moves left", "moving left"),
            ("goes to the left", "going to the left"),
            ("travels leftwards", "travelling leftwards"),
            ("moves from right to left", "moving from right to left"),
            ("heads left", "heading left"),
        ),
        "moves right": (
            ("moves right", "moving right"),
            ("goes to the right", "going to the right"),
            ("heads right", "heading right"),
            ("travels rightwards", "travelling rightwards"),
            ("moves from left to right", "moving from left to right"),
        ),
        "spins": (
            ("spins", "spinning"),
            ("rotates", "rotating"),
            ("turns around", "turning around"),
            ("twirls", "twirling"),
        ),
        "rolls": (("rolls", "rolling"), ("rolls along", "rolling along"), ("tumbles along", "tumbling along")),
        "hovers": (
            ("hovers", "hovering"),
            ("floats", "floating"),
            ("hangs in the air", "hanging in the air"),
            ("levitates", "levitating"),
        ),
        "jumps": (
            ("jumps", "jumping"),
            ("leaps", "leaping"),
            ("jumps up", "jumping up"),
            ("jumps into the air", "jumping into the air"),
        ),
        "grows": (
            ("grows", "growing"),
            ("comes closer", "coming closer"),
            ("gets bigger", "getting bigger"),
            ("approaches", "approaching"),
        ),
        "shrinks": (
            ("shrinks", "shrinking"),
            ("moves away", "moving away"),
            ("gets smaller", "getting smaller"),
            ("goes into the distance", "going into the distance"),
        ),
        "stands still": (
            ("stands still", "standing still"),
            ("rests", "resting"),
            ("waits", "waiting"),
            ("stays", "staying"),
        ),
        "swings": (
            ("swings", "swinging"),
            ("sways", "swaying"),
            ("wobbles", "wobbling"),
            ("dances", "dancing"),
            ("rocks", "rocking"),
        ),
    }
)

# sideways motion in the words of a kind of thing
SIDEWAYS = {
    "vehicle": (("drives", "driving"),),
    "animal": (("walks", "walking"), ("runs", "running")),
    "character": (("walks", "walking"),),
}
FLYING, SWIMMING = ("flies", "flying"), ("swims", "swimming")

TIMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "day": ("by day", "in daylight", "on a sunny day", "during the day"),
        "sunset": ("at sunset", "at dusk", "in the golden hour", "in the evening"),
        "night": ("at night", "in the dark", "by night", "under a night sky"),
    }
)
CAMERAS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "still": ("the camera stands still", "static camera"),
        "pan left": ("the camera pans left", "the camera moves left", "panning left"),
        "pan right": ("the camera pans right", "the camera moves right", "panning right"),
        "zoom in": ("the camera zooms in", "the camera moves closer", "zooming in"),
    }
)
