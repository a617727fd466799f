# ruff: noqa: E501
"""Words for places, times, cameras, weathers and styles.

They make the captions, and the manifest carries them, so that the page can say what it understood of a prompt.
"""

from collections.abc import Mapping
from types import MappingProxyType

Phrases = tuple[str, ...]


def read(table: str) -> Mapping[str, tuple[Phrases, ...]]:
    """Lines of `name | phrase, phrase | phrase, ...` -> name -> the groups of phrases."""
    rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return MappingProxyType(
        {
            name: tuple(tuple(phrase.strip() for phrase in group.split(";")) for group in groups)
            for name, *groups in rows
        }
    )


# place | where it happens | the place itself | above it | onto or into it | across or along it
PLACE_TABLE = """
beach | on a beach; on the beach; by the sea; on the sand; at the seaside; on a sandy beach; at the beach; on the seashore | a beach; a sandy beach; a tropical beach; a beach with a palm tree | above the beach; over the sand | onto the beach; onto the sand | across the beach; along the beach; over the sand
ocean | on the ocean; at sea; on the waves; on the sea; out on the open sea; in the middle of the ocean; on the water | the ocean; the open sea; a calm sea; the blue ocean | above the ocean; over the sea; above the waves | into the sea; into the water; into the ocean | across the ocean; over the waves; across the sea
coral reef | in a coral reef; under water; underwater; beneath the sea; at the bottom of the sea; under the sea; among corals; deep in the sea | a coral reef; an underwater reef; the bottom of the sea; an underwater world | above the corals; over the reef | onto the sea floor; down to the corals | through the water; past the corals; over the reef
meadow | in a meadow; on green grass; in a field; on a lawn; in the park; on a green field; in the grass; in a garden | a meadow; a green field; a flowery meadow; a sunny park | above the meadow; over the grass | onto the grass; into the meadow | across the meadow; over the grass; through the park
mountains | in the mountains; before snowy peaks; in front of a mountain; in front of the mountains; in a mountain valley; in the alps | the mountains; a mountain valley; snowy peaks; a mountain landscape | above the valley; over the mountain meadow | onto the mountain meadow; into the valley | through the valley; across the mountain meadow
desert | in the desert; in a desert; among the dunes; on a sand dune; in the hot desert; on the desert sand; among cacti | a desert; sandy dunes; the desert; a desert with cacti | above the dunes; over the desert | onto the sand; into the sand | across the desert; over the dunes; across the sand
snow | in the snow; on a snow field; on the ice; in a winter landscape; in deep snow; in a snowy field; on a snowy hill; in winter | a snow field; a snowy landscape; a winter landscape; snowy hills | above the snow; over the snow field | into the snow; onto the snow | across the snow; through the snow; over the snow field
city | on a city street; in the city; downtown; in a town; on a street; in the street; between the houses; in a big city | a city street; a city; a town with colourful houses; a street in the city | above the street; over the city | onto the street; onto the road | down the street; along the street; through the city
night city | in a city at night; on a neon street at night; in a neon city; on a Tokyo street at night; in a glowing city at night; among neon lights; under neon signs | a neon city at night; a city street at night; a street full of neon signs | above a neon street; over the glowing city | onto the wet street; onto a neon street | down a neon street; along a wet street at night; through a neon city
space | in space; in outer space; among the stars; in the galaxy; in front of a nebula; in deep space; far away from the earth | outer space; a starry nebula; the galaxy; deep space | among the stars; in front of a planet | through space; past a planet | through space; past the stars; across the galaxy
sky | in the sky; among the clouds; above the clouds; high in the air; in the air; high above the ground; up in the clouds | the sky; a cloudy sky; a sea of clouds; the open sky | above the clouds; high above the ground | through the clouds; out of the sky | across the sky; through the clouds; above the clouds
forest | in a forest; in the forest; in the woods; among the trees; between fir trees; in a deep forest; in a pine forest | a forest; the woods; a fir forest; a deep green forest | above the forest floor; between the treetops | onto the forest floor; onto the grass in the forest | through the forest; through the woods; past the trees
road | on a road; on the road; along a highway; on a country road; on the asphalt; on a road through the fields; in the countryside | a country road; a road; a highway; a road through the fields | above the road; over the highway | onto the road; onto the asphalt | down the road; along the road; along a country road
living room | in a living room; in a room; at home; inside a house; by the sofa; in a cosy living room; on the carpet; in front of a sofa | a living room; a room; a cosy living room; a room with a sofa | above the carpet; over the rug | onto the carpet; onto the floor | across the living room; across the carpet; through the room
stage | on a stage; on stage; under spotlights; in a theatre; in the spotlight; in front of a curtain; before a red curtain | a stage; a theatre stage; a stage with spotlights; a theatre | above the stage; over the stage | onto the stage | across the stage; over the stage
moon | on the moon; on the surface of the moon; on the grey moon; among craters; on the moon with the earth in the sky | the moon; the lunar surface; a moonscape; the surface of the moon | above the moon; over the craters | onto the moon; onto the lunar surface | across the moon; past the craters; over the lunar surface
kitchen | in a kitchen; in the kitchen; in front of an oven; on the kitchen floor; in a bright kitchen; by the oven | a kitchen; a bright kitchen; a kitchen with an oven; the kitchen of a house | above the kitchen floor; in the air of the kitchen | onto the kitchen floor | across the kitchen; over the kitchen floor; through the kitchen
library | in a library; in the library; in front of bookshelves; among books; in an old library; in a bookshop | a library; an old library; shelves full of books; a room full of books | above the library floor; in front of the bookshelves | onto the library floor; onto the carpet of the library | through the library; past the bookshelves
castle | in front of a castle; by a castle; at the castle; before a fairy-tale castle; outside a castle; near the king's castle | a castle; a fairy-tale castle; a castle on a hill; a castle with blue roofs | above the castle meadow; over the castle grounds | onto the path to the castle; onto the grass by the castle | past the castle; past a fairy-tale castle; across the castle grounds
jungle | in a jungle; in the jungle; in the rainforest; among vines; in a tropical forest; deep in the jungle; between big leaves | a jungle; the rainforest; a tropical jungle; a dense green jungle | above the jungle floor; among the vines | onto the jungle floor; into the jungle | through the jungle; through the rainforest
river | on a river; on the river; in a river; on the water of a river; in the stream; on a calm river | a river; a calm river; a river between trees; a broad river | above the river; over the river | into the river; into the water | down the river; across the river; along the river
harbour | in a harbour; in the harbour; at the port; in front of a lighthouse; in a harbor; in the port; in the water of a harbour | a harbour; a port; a harbour with a lighthouse; a small harbor town | above the harbour; over the port | into the harbour; into the water of the harbour | across the harbour; through the harbour; through the port
amusement park | in an amusement park; at the fair; at a funfair; in front of a ferris wheel; in a theme park; at a carnival; at the fairground | an amusement park; a funfair; a carnival; a fair with a ferris wheel | above the fairground; over the amusement park | onto the fairground; onto the ground of the funfair | across the fairground; through the amusement park; past the ferris wheel
volcano | in front of a volcano; by a volcano; near hot lava; before an erupting volcano; on volcanic rock; at the foot of a volcano; next to a river of lava | a volcano; an erupting volcano; a land of lava; a volcano with glowing lava | above the lava; over the volcanic rock | onto the volcanic rock; onto the black rock | past a volcano; past the lava; across the volcanic rock
"""
ROWS = read(PLACE_TABLE)
PLACES: Mapping[str, tuple[Phrases, Phrases]] = MappingProxyType({name: (row[0], row[1]) for name, row in ROWS.items()})
OVER = MappingProxyType({name: row[2] for name, row in ROWS.items()})
INTO = MappingProxyType({name: row[3] for name, row in ROWS.items()})
ACROSS = MappingProxyType({name: row[4] for name, row in ROWS.items()})


def flat(table: str) -> Mapping[str, Phrases]:
    return MappingProxyType({name: groups[0] for name, groups in read(table).items()})


TIMES = flat(
    """
day | by day; in daylight; on a sunny day; during the day; on a bright day; in the sunshine; in the afternoon; at noon
sunset | at sunset; at dusk; in the golden hour; in the evening; as the sun goes down; in the evening light; under an orange sky
night | at night; in the dark; by night; under a night sky; in the moonlight; under the moon; late at night
dawn | at dawn; at sunrise; early in the morning; in the morning; in the first light; as the sun comes up; under a pink sky
"""
)
CAMERAS = flat(
    """
still | the camera stands still; static camera; the camera does not move; fixed camera; a still shot
pan left | the camera pans left; the camera moves left; panning left; the camera pans to the left; slow pan to the left
pan right | the camera pans right; the camera moves right; panning right; the camera pans to the right; slow pan to the right
zoom in | the camera zooms in; the camera moves closer; zooming in; slow zoom in; the camera slowly zooms in
zoom out | the camera zooms out; zooming out; slow zoom out; the camera slowly zooms out; the view widens
tilt up | the camera tilts up; tilting up; the camera looks up; slow tilt up
tilt down | the camera tilts down; tilting down; the camera looks down; slow tilt down
dolly in | the camera dollies in; the camera pushes in; dolly in; the camera glides forward; slow push in
dolly out | the camera dollies out; the camera pulls back; dolly out; the camera glides backward; slow pull back
orbit | the camera orbits; the camera circles around; orbit shot; the camera moves in an arc
handheld | handheld camera; the camera shakes; shaky camera; filmed by hand; shaky handheld footage
tracking | the camera follows along; tracking shot; the camera tracks the movement; the camera stays with it; the camera moves along
"""
)
WEATHERS = flat(
    """
clear | in clear weather; under a clear sky
rain | in the rain; on a rainy day; while it rains; in heavy rain; as rain falls; in pouring rain
snow | in falling snow; while it snows; as snow falls; during a snowfall; in a snow flurry; while snowflakes fall
fog | in the fog; in thick mist; on a foggy day; in mist; in dense fog; on a misty day
fireworks | under fireworks; while fireworks go off; with fireworks in the sky; as fireworks light up the sky; during fireworks
"""
)
# style | before a noun phrase | after a clause
STYLES: Mapping[str, tuple[Phrases, Phrases]] = MappingProxyType(
    {
        name: (groups[0], groups[1])
        for name, groups in read(
            """
plain | a 3D render of; a 3D animation of; an animation of; a cartoon of | 3D animation; in 3D; cartoon style
pixel art | pixel art of; a pixel art animation of; an 8-bit game scene of; a retro game scene with | in pixel art style; pixel art; 8-bit; as pixel art; in the style of a retro game
watercolour | a watercolour painting of; a watercolour of; a watercolor animation of | in watercolour; watercolour style; painted in watercolours; in soft watercolors
line drawing | a line drawing of; a pencil sketch of; a drawing of; an ink drawing of | as a line drawing; drawn in black lines on white paper; pencil sketch; sketched
black and white | a black and white film of; a black and white shot of; an old film of | in black and white; black and white; monochrome; without colours
felt | a felt animation of; a felt puppet scene with; a stop motion film of felt figures: | made of felt; in felt; felt style; as a felt craft
neon | a neon drawing of; a neon light animation of; glowing neon lines showing | in neon lines; in neon style; drawn in glowing lines; made of neon lights
"""
        ).items()
    }
)
NUMBERS = {
    1: ("one",),
    2: ("two", "two", "a pair of"),
    3: ("three", "three", "a group of three"),
    4: ("four", "four", "a group of four"),
}
SIZES = {
    "tiny": ("tiny", "little", "very small", "small"),
    "big": ("big", "large"),
    "giant": ("giant", "huge", "enormous", "gigantic"),
}
