"""Colours that a thing can take: its main colour is turned into another, whatever else it shows stays as it is.

The change is linear in RGB: greys stay, the thing's own main colour becomes the wanted one. Only pixels whose tint
is near the own colour take part, so a red car turned blue keeps its windows.
"""

from functools import cache

import torch
from torch import Tensor

from ..things import THINGS

COLOURS = {
    "red": (222, 44, 60),
    "orange": (250, 140, 40),
    "yellow": (252, 210, 64),
    "green": (66, 178, 84),
    "blue": (48, 116, 232),
    "purple": (142, 80, 214),
    "pink": (248, 132, 190),
}
NEAR, FAR = 0.85, 0.45  # cosines to the own tint between which a pixel takes part more and more

# noun and its own main colour (the mean of its strong pixels), for things that come in any colour
OWN = """
car e23569, fire truck d93149, tractor 3ec699, motorcycle f03e5b, race car db5241, helicopter f1784c,
skateboard 594a7a, cat eaa26f, dog eaa57d, fox f5833d, whale 61b9fb, octopus f88776,
dolphin 4abffe, turtle 53a395, horse 8f5a5b, chick fec057, pig fb7fa4, flamingo ec77a8, parrot d73a78,
snake 4dc399, dragon 4cb597, brontosaurus 4fc89c, dinosaur 44ce90, fish 4aa7f8, jellyfish 5d6ee8, crab fc378d,
snail ad735d, ladybug bf365f, bird e83d78, rose df4651, tulip d950a8, balloon d23063, teddy bear e18e59,
guitar d5396e, crown f19d59, diamond 3ba4e7, heart ef3173, star e9bd32, umbrella 7052a1, gift e78b34, bell f7bc4e,
tent 47bc42, alien 84db70, wizard 3698e9, spouting whale 68bbfb, lobster d65163, squid da42b6, caterpillar 5bd0ac,
cherry blossom fd7296, teapot ef3b75, ice cube 53bdf3, circus tent e84581, suv 4194e0, pickup truck d5384c,
scooter eb3867, kick scooter 5abff3, paper lantern ec6f3b, game controller 634599, t-shirt 85d877,
backpack f03e7f, running shoe b699d6, high heel ed2064, mailbox e43b6f, pencil fa7b4d, shield 42a2f2,
magnet ef3e69, door cf895f, chair 92544e, bucket 3a9fed, lizard 54cda0, feather d38d68, hibiscus f555bd,
yo-yo 9c70d9, puzzle piece b1e278, ball of yarn 2674d7, dress 3b82e3, boot ecaa5b, telephone df366d,
space invader 6e55a4, bicycle e76f5f, tram f1386c, van 47d0fa, bus 47bbf2
"""


@cache
def own_colours() -> dict[int, tuple[float, float, float]]:
    """Row of things.py -> main colour 0..1."""
    rows = {thing.noun: row for row, thing in enumerate(THINGS)}
    found = {}
    for cell in OWN.replace("\n", " ").split(","):
        noun, code = cell.strip().rsplit(" ", 1)
        found[rows[noun.strip()]] = tuple(int(code[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return found


def nearest_colour(rgb: tuple[float, float, float]) -> str:
    """The name of the colour nearest to rgb (0..1); "" where none is near: brown, grey, very dark or pale."""
    away = {name: sum((a - b / 255) ** 2 for a, b in zip(rgb, COLOURS[name], strict=True)) for name in COLOURS}
    nearest = min(away, key=lambda name: away[name])
    return nearest if away[nearest] < 0.06 else ""


def colours_of(thing: int) -> tuple[str, ...]:
    """The names of the colours a thing can take, the one it has included; none for things of a fixed colour."""
    return tuple(COLOURS) if thing in own_colours() else ()


@cache
def change(thing: int, colour: str) -> tuple[Tensor, Tensor]:
    """[3, 3] on RGB columns, and the unit tint [3] of the pixels that take part; zeros where nothing changes."""
    own = own_colours().get(thing)
    if not colour or own is None or nearest_colour(own) == colour:
        return torch.eye(3), torch.zeros(3)
    first = torch.tensor(own)
    last = torch.tensor(COLOURS[colour]) / 255
    tint, wanted = first - first.mean(), last - last.mean()
    unit = tint / tint.norm()
    # grey axis -> itself; own tint -> wanted tint and as much more light as the wanted colour has
    third = torch.linalg.cross(torch.full((3,), 3**-0.5), unit)
    aside = torch.linalg.cross(torch.full((3,), 3**-0.5), wanted / tint.norm())
    grey = torch.full((3,), 1 / 3)
    lighter = (last.mean() - first.mean()) / tint.norm()
    matrix = (
        torch.outer(torch.ones(3), grey) + torch.outer(wanted / tint.norm() + lighter, unit) + torch.outer(aside, third)
    )
    return matrix, unit


def recolour(picture: Tensor, things: list[int], colours: list[str]) -> Tensor:
    """picture [n, ..., 4, h, w] premultiplied -> the same with things[i] in colours[i] ("": its own)."""
    rows = [row for row, (thing, name) in enumerate(zip(things, colours, strict=True)) if change(thing, name)[1].any()]
    if not rows:
        return picture
    picture = picture.clone()
    for row in rows:
        matrix, unit = (value.to(picture.device) for value in change(things[row], colours[row]))
        part = picture[row]
        rgb, alpha = part[..., :3, :, :], part[..., 3:, :, :]
        grey = rgb.mean(-3, keepdim=True)
        along = torch.einsum("i,...ihw->...hw", unit, rgb - grey)[..., None, :, :]
        length = (rgb - grey).square().sum(-3, keepdim=True).sqrt()
        share = ((along / length.clamp(min=1e-4) - FAR) / (NEAR - FAR)).clamp(0, 1)
        new = torch.einsum("ij,...jhw->...ihw", matrix, rgb).clamp(min=0).minimum(alpha)
        part[..., :3, :, :] = torch.lerp(rgb, new, share)
    return picture
