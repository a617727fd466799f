"""Mechanics: what moves obeys the laws of its place."""

import unittest
from itertools import pairwise

import numpy as np

from models.recipe.world.clip import Actor, Clip
from models.recipe.world.laws import GRAVITY, fall
from models.recipe.world.motion import ACTS, course
from models.recipe.world.relation import courses
from models.recipe.world.scope import MOTIONS, RELATIONS

TIME = np.arange(0, 3, 1 / 60)


def actor(motion: str, **changed: object) -> Actor:
    values = {"thing": 0, "x": 0.5, "foot": 0.85, "size": 0.4, "speed": 0.5, "phase": 0.4, "side": 1, "pose": 0}
    return Actor(motion=motion, **(values | changed))  # type: ignore[arg-type]


def flights(foot: np.ndarray, ground: float) -> list[np.ndarray]:
    """The stretches of time steps in the air that last a tenth of a second."""
    air = np.flatnonzero(foot < ground - 1e-3)
    return [run for run in np.split(air, np.flatnonzero(np.diff(air) > 1) + 1) if len(run) > 400]


class Motion(unittest.TestCase):
    def test_every_motion_is_defined_for_twenty_seconds_in_every_kind_of_place(self) -> None:
        time = np.arange(0, 20, 0.125)
        self.assertEqual(set(ACTS), set(MOTIONS))
        for motion in MOTIONS:
            for place in ("meadow", "moon", "ocean", "sky", "space", "coral reef"):
                way = course(actor(motion), place, time)
                values = np.stack([way.x, way.foot, way.size, way.turn, way.stretch])
                self.assertTrue(np.isfinite(values).all(), (motion, place))
                self.assertTrue((way.size > 0).all() and (way.stretch > 0.5).all(), (motion, place))

    def test_whatever_flies_freely_falls_with_the_gravity_of_its_place(self) -> None:
        for motion in ("bounces", "falls", "jumps", "is thrown"):
            for place in ("meadow", "moon"):
                time = np.arange(0, 3, 1 / 4000)
                foot = course(actor(motion), place, time).foot
                for run in flights(foot, 0.85)[:2]:
                    fitted = 2 * np.polyfit(time[run], foot[run], 2)[0]
                    self.assertAlmostEqual(fitted, fall(place), delta=0.05 * fall(place), msg=f"{motion} {place}")

    def test_things_fall_slower_on_the_moon(self) -> None:
        self.assertAlmostEqual(fall("meadow"), GRAVITY)
        self.assertLess(fall("moon"), 0.4 * GRAVITY)

    def test_each_bounce_loses_the_same_share_of_speed(self) -> None:
        time = np.arange(0, 3, 1 / 4000)
        foot = course(actor("bounces", phase=0.0), "meadow", time).foot
        tops = [0.85 - foot[run].min() for run in flights(foot, 0.85)]
        shares = [later / earlier for earlier, later in pairwise(tops[1:])]
        self.assertGreaterEqual(len(shares), 1)
        for share in shares:
            self.assertAlmostEqual(share, 0.78**2, delta=0.02)

    def test_rolling_does_not_slip(self) -> None:
        for aspect in (1.0, 16 / 9):
            way = course(actor("rolls"), "meadow", TIME, aspect)
            path, turned = np.diff(way.x) * aspect, np.diff(way.turn)
            np.testing.assert_allclose(path, turned * 0.47 * 0.4, atol=1e-6)

    def test_a_pendulum_swings_with_the_period_of_its_length(self) -> None:
        way = course(actor("swings on a rope", speed=0.0), "meadow", np.arange(0, 12, 0.01))
        turns = np.flatnonzero(np.diff(np.sign(way.x - 0.5)))
        self.assertAlmostEqual(np.diff(turns).mean() * 0.02, 2 * np.pi * (0.5 / GRAVITY) ** 0.5, delta=0.03)

    def test_a_collision_keeps_momentum(self) -> None:
        a = actor("moves right", x=0.14, size=0.4)
        b = actor("stands still", x=0.58, size=0.3)
        time = np.arange(0, 2, 1e-4)
        first, second = courses(Clip(0, "meadow", "day", "still", (a, b), relation="bumps into"), time)
        hit = int(np.flatnonzero(np.diff(second.x) > 0)[0])
        speed = [np.gradient(way.x, time) for way in (first, second)]
        mass = (0.4**2, 0.3**2)
        before = sum(m * v[hit - 20] for m, v in zip(mass, speed, strict=True))
        after = sum(m * v[hit + 20] for m, v in zip(mass, speed, strict=True))
        self.assertAlmostEqual(before, after, delta=0.02 * before)
        self.assertGreater(speed[1][hit + 20], speed[0][hit + 20])

    def test_who_chases_comes_closer_and_never_overtakes(self) -> None:
        a, b = actor("moves right", x=0.1), actor("moves right", x=0.5)
        first, second = courses(Clip(0, "meadow", "day", "still", (a, b), relation="chases"), np.arange(0, 1, 0.05))
        gap = second.x - first.x
        self.assertTrue((gap > 0).all() and (np.diff(gap) < 0).all())

    def test_a_second_act_begins_where_the_first_ended(self) -> None:
        way = course(actor("moves right", then="jumps", then_at=1.0), "meadow", TIME)
        steps = np.abs(np.diff(np.stack([way.x, way.foot, way.size])))
        self.assertLess(steps[:, 58:62].max(), 0.04)
        self.assertLess(np.abs(np.diff(way.x[61:])).max(), 1e-6)

    def test_every_relation_moves_its_actors(self) -> None:
        pair = (actor("moves right", x=0.2), actor("moves right", x=0.6))
        for relation in RELATIONS:
            found = courses(Clip(0, "meadow", "day", "still", pair, relation=relation), TIME)
            self.assertEqual(len(found), 2, relation)


if __name__ == "__main__":
    unittest.main()
