"""The light of each time of day; colours 0..1 unless said. Rows follow scope.TIMES: day, sunset, night, dawn."""

from .scope import TIMES

TIME_ROW = {name: row for row, name in enumerate(TIMES)}


def _table(*rows: tuple[int, int, int]) -> tuple[tuple[float, float, float], ...]:
    return tuple((red / 255, green / 255, blue / 255) for red, green, blue in rows)


SKY_TOP = _table((70, 148, 236), (92, 70, 150), (12, 16, 56), (118, 150, 222))
SKY_LOW = _table((200, 231, 253), (255, 164, 96), (48, 62, 124), (255, 208, 196))
HAZE = _table((196, 222, 244), (246, 160, 116), (42, 54, 108), (246, 210, 210))  # what distance fades to
SUN = _table((255, 246, 205), (255, 216, 126), (238, 242, 255), (255, 234, 196))
LIGHT = ((1.0, 1.0, 1.0), (1.0, 0.77, 0.66), (0.40, 0.47, 0.74), (1.0, 0.88, 0.88))  # on what is lit by the sky
ACTOR_LIGHT = ((1.0, 1.0, 1.0), (1.0, 0.88, 0.80), (0.66, 0.70, 0.88), (1.0, 0.95, 0.94))  # things stay readable
SUN_ROW = (0.15, 0.44, 0.16, 0.40)  # screen heights
