"""Every place's painter by name."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from . import places_grand as grand
from . import places_inside as inside
from . import places_jungle
from . import places_outside as outside
from . import places_strange as strange
from . import places_town as town
from .painter import Layer, Painter

PAINT: Mapping[str, Callable[[Painter], list[Layer]]] = MappingProxyType(
    {
        "beach": outside.beach,
        "ocean": outside.ocean,
        "coral reef": strange.coral_reef,
        "meadow": outside.meadow,
        "mountains": outside.mountains,
        "desert": outside.desert,
        "snow": outside.snow_field,
        "city": town.city,
        "night city": town.night_city,
        "space": strange.space,
        "sky": strange.sky,
        "forest": outside.forest,
        "road": town.road,
        "living room": inside.living_room,
        "stage": inside.stage,
        "moon": strange.moon,
        "kitchen": inside.kitchen,
        "library": inside.library,
        "castle": grand.castle,
        "jungle": places_jungle.jungle,
        "river": grand.river,
        "harbour": grand.harbour,
        "amusement park": grand.amusement_park,
        "volcano": strange.volcano,
    }
)
