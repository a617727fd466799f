"""The rules that say whether two figures do together what was asked, and how fast things fall, on ways that are known."""

import unittest

import torch

from models.recipe.config import TINY
from models.recipe.data import FIXTURE, unpack
from models.recipe.ways import FALL_FRAMES, RULES, Way, fall_rate, related_clips, relation_prompt
from models.recipe.world.render import Renderer


class RulesTest(unittest.TestCase):
    def test_each_rule_holds_for_its_own_relation_and_for_no_other(self) -> None:
        renderer, bucket = Renderer(unpack(FIXTURE, TINY.scope.things), "cpu"), TINY.buckets[0]
        for relation in RULES:
            clips = related_clips(TINY, relation, 10)
            figures = renderer.render(clips, (16, 16), bucket.frames, bucket.fps).figures
            pairs = [(Way.of(clip[:, 0]), Way.of(clip[:, 1])) for clip in figures]
            for name, rule in RULES.items():
                held = sum(rule(a, b) for a, b in pairs)
                if rule is RULES[relation]:
                    self.assertGreaterEqual(held, 7, (relation, name))
                elif name != "left of":  # who chases somebody to the right is left of it, too
                    self.assertEqual(held, 0, (relation, name))

    def test_a_prompt_names_both_things_their_relation_and_the_place(self) -> None:
        clip = related_clips(TINY, "chases", 1)[0]
        self.assertRegex(relation_prompt(clip), r"^an? \w.* chasing an? \w.* \w+ \w+")

    def test_the_rate_of_a_fall_is_read_before_the_thing_lands(self) -> None:
        time = torch.arange(17.0)
        path = 0.2 + 0.1 * time + 0.5 * 0.03 * time**2
        path[FALL_FRAMES:] = path[FALL_FRAMES - 1]
        self.assertAlmostEqual(fall_rate(path), 0.03, places=5)


if __name__ == "__main__":
    unittest.main()
