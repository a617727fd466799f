"""What the tests of the world share: the committed sprites, and scopes over their 24 things."""

from dataclasses import replace
from functools import cache

import torch

from models.recipe.data import FIXTURE, unpack
from models.recipe.world.clip import FULL, SMALL, Clip, Scope, draw_clip
from models.recipe.world.render import Renderer

torch.set_num_threads(1)
THINGS = 24
FEW = replace(SMALL, things=THINGS)
ALL = replace(FULL, things=THINGS)


@cache
def renderer() -> Renderer:
    return Renderer(unpack(FIXTURE))


def plain(place: str, motion: str, **changed: object) -> Scope:
    """One thing, one place, one motion, a still camera."""
    scope = replace(FEW, places=(place,), motions=(motion,), cameras=("still",), most_actors=1)
    return replace(scope, **changed)  # type: ignore[arg-type]


def clips(scope: Scope, count: int, first: int = 0) -> list[Clip]:
    return [draw_clip(first + number, scope) for number in range(count)]
