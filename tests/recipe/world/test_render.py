"""Frames and the truth about them, from the committed sprites."""

import unittest
from dataclasses import replace

import torch

from models.recipe.world.clip import draw_clip
from models.recipe.world.compose import Cast, compose
from models.recipe.world.hues import COLOURS, colours_of, recolour
from models.recipe.world.scope import CAMERAS, PLACES, STYLES, WEATHERS

from .scenes import ALL, FEW, THINGS, clips, plain, renderer


class Frames(unittest.TestCase):
    def test_clips_look_the_same_alone_and_in_a_batch(self) -> None:
        plans = clips(ALL, 24)
        together = renderer().render(plans, (48, 48), 5, 8)
        for row, plan in enumerate(plans):
            alone = renderer().render([plan], (48, 48), 5, 8)
            difference = (alone.frames[0] - together.frames[row]).abs().max()
            self.assertLess(float(difference), 2 / 255, plan)
            self.assertTrue(torch.equal(alone.seen[0], together.seen[row]))

    def test_fast_and_exact_ways_of_sliding_layers_agree(self) -> None:
        """A GPU takes the general way; here both run on the CPU."""
        plans = clips(replace(ALL, styles=("plain",)), 24, 100)
        quick = renderer().render(plans, (48, 48), 5, 8)
        general = untrimmed(plans)
        self.assertLess(float((quick.frames - general.frames).abs().max()), 2 / 255)

    def test_every_place_weather_style_and_camera_renders_in_every_shape(self) -> None:
        plans = [draw_clip(seed, replace(ALL, places=(place,))) for seed, place in enumerate(PLACES)]
        plans += [
            draw_clip(seed, replace(ALL, places=("meadow",), weathers=(name,))) for seed, name in enumerate(WEATHERS)
        ]
        plans += [draw_clip(seed, replace(ALL, places=("city",), styles=(name,))) for seed, name in enumerate(STYLES)]
        plans += [
            draw_clip(seed, replace(ALL, places=("forest",), cameras=(name,))) for seed, name in enumerate(CAMERAS)
        ]
        for size in ((32, 32), (36, 64), (64, 36)):
            made = renderer().render(plans, size, 3, 8, start_seconds=1.0)
            self.assertEqual(made.frames.shape, (len(plans), 3, 3, *size))
            self.assertTrue(bool(made.frames.isfinite().all()))
            self.assertTrue(bool((made.frames >= 0).all() and (made.frames <= 1).all()))
            self.assertGreater(float(made.frames.std((2, 3, 4)).min()), 0.02)

    def test_a_window_shows_what_the_whole_scene_shows_then(self) -> None:
        plans = clips(ALL, 8, 40)
        whole = renderer().render(plans, (40, 40), 17, 8)
        later = renderer().render(plans, (40, 40), 5, 8, start_seconds=[1.5] * len(plans))
        self.assertLess(float((whole.frames[:, 12:] - later.frames).abs().max()), 2 / 255)

    def test_scenes_go_on_for_twenty_seconds(self) -> None:
        made = renderer().render(clips(ALL, 12, 70), (32, 32), 2, 8, start_seconds=19.5)
        self.assertTrue(bool(made.frames.isfinite().all()))


class Figures(unittest.TestCase):
    def test_figures_over_plates_make_the_clip(self) -> None:
        """But for grass and railings in front of things, which stand behind figures, and turns half way."""
        scope = replace(ALL, styles=("plain",), weathers=("clear",), places=("beach", "road", "night city", "space"))
        scope = replace(scope, motions=tuple(m for m in scope.motions if m != "swings on a rope"), colours=False)
        plans = [plan for plan in clips(scope, 24, 500) if plan.relation != "orbits"]
        for plan in plans:
            made, rendered = renderer(), renderer().render([plan], (48, 48), 5, 8)
            actors = plan.actors
            cast = Cast(
                torch.tensor([[actor.thing for actor in actors]]),
                torch.ones(1, len(actors)),
                torch.tensor([[actor.pose for actor in actors]]),
                [[actor.colour for actor in actors]],
            )
            frames = compose(rendered.plates, rendered.figures, cast, made.sprites)
            error = (frames - rendered.frames).square().mean()
            self.assertLess(float(error), 2e-4, plan)
            self.assertGreater(float((rendered.plates - rendered.frames).abs().max()), 0.1)


class Truth(unittest.TestCase):
    def test_the_truth_says_where_things_are_seen(self) -> None:
        for motion in ("moves right", "falls", "spins", "grows"):
            plans = clips(plain("meadow", motion), 4)
            made = renderer().render(plans, (64, 64), 9, 8)
            rows = torch.linspace(0.5, 63.5, 64) / 64
            for b in range(len(plans)):
                for t in range(9):
                    mask = (made.seen[b, t] == 1).float()
                    x, y, size, _, visible = made.truth[b, t, 0].tolist()
                    inside = size / 2 < min(x, 1 - x, y, 1 - y)
                    if visible and inside and mask.sum() > 40:
                        self.assertAlmostEqual(float((mask * rows).sum() / mask.sum()), x, delta=0.24 * size)
                        self.assertAlmostEqual(float((mask * rows[:, None]).sum() / mask.sum()), y, delta=0.24 * size)

    def test_each_actor_has_its_own_number(self) -> None:
        scope = replace(ALL, relations=("left of",), places=("meadow",), cameras=("still",))
        plan = next(clip for clip in clips(scope, 60) if clip.relation)
        made = renderer().render([plan], (64, 64), 1, 8)
        self.assertEqual(set(made.seen.unique().tolist()), {0, 1, 2})
        self.assertLess(float(made.truth[0, 0, 0, 0]), float(made.truth[0, 0, 1, 0]))

    def test_things_are_large_enough_to_be_known(self) -> None:
        made = renderer().render(clips(replace(FEW, most_actors=1, cameras=("still",)), 60), (64, 64), 1, 8)
        self.assertGreaterEqual(float(made.truth[:, 0, 0, 2].median()), 0.3)


class Stills(unittest.TestCase):
    def test_stills_show_the_thing_alone_on_mid_grey(self) -> None:
        stills = renderer().stills(list(range(THINGS)), [0] * THINGS, 64)
        self.assertEqual(stills.shape, (THINGS, 3, 64, 64))
        self.assertTrue(torch.allclose(stills[:, :, :2, :2], torch.tensor(0.5), atol=0.02))
        self.assertGreater(float((stills - 0.5).abs().amax((1, 2, 3)).min()), 0.2)

    def test_a_turned_or_recoloured_still_differs(self) -> None:
        first = renderer().stills([1], [0], 64)
        self.assertGreater(float((first - renderer().stills([1], [0], 64, turn=[0.5])).abs().max()), 0.2)
        self.assertGreater(float((first - renderer().stills([1], [0], 64, hue=["blue"])).abs().max()), 0.2)

    def test_a_named_colour_is_the_colour_most_seen(self) -> None:
        names, right, total = list(COLOURS), 0, 0
        table = torch.tensor(list(COLOURS.values())) / 255
        for thing in (thing for thing in range(THINGS) if colours_of(thing)):
            for name in names:
                picture = renderer().stills([thing], [0], 48, hue=[name])[0]
                pixels = picture[:, (picture - 0.5).abs().amax(0) > 0.03].T
                chroma = pixels.amax(1) - pixels.amin(1)
                nearest = (pixels[:, None] - table).square().sum(2).argmin(1)
                votes = torch.zeros(len(names)).index_add(0, nearest, chroma * (chroma > 0.2))
                right, total = right + (names[int(votes.argmax())] == name), total + 1
        self.assertGreaterEqual(right / total, 0.85)

    def test_grey_stays_grey_when_a_thing_is_recoloured(self) -> None:
        grey = torch.full((1, 4, 4, 4), 0.4)
        grey[:, 3] = 1
        self.assertTrue(torch.equal(recolour(grey, [1], ["blue"]), grey))


def untrimmed(plans: list):  # type: ignore[type-arg, no-untyped-def]
    """The way a GPU goes, on the CPU."""
    from unittest.mock import patch

    from models.recipe.world import render
    from models.recipe.world.layers import Screen

    def general(size: tuple[int, int], time: torch.Tensor, camera: object, trim: bool) -> Screen:
        del trim
        return Screen(size, time, camera, trim=False)  # type: ignore[arg-type]

    with patch.object(render, "Screen", general):
        return renderer().render(plans, (48, 48), 5, 8)


if __name__ == "__main__":
    unittest.main()
