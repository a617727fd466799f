"""Plans: the same everywhere, from the seed alone."""

import hashlib
import json
import unittest
from dataclasses import asdict, replace

from models.recipe.things import THINGS
from models.recipe.world.clip import FULL, SMALL, Scope, draw_clip, held_out
from models.recipe.world.scope import (
    CAMERAS,
    MOTIONS,
    PLACES,
    RELATIONS,
    STYLES,
    WEATHERS,
)

# Of the plans of seeds 0..99 in SMALL and in FULL; changes when what clips hold changes, never with the machine.
PLANS = {"small": "bebc7898185185c4", "full": "18d30bff6da9fba4"}


def fingerprint(scope: Scope) -> str:
    plans = [asdict(draw_clip(seed, scope)) for seed in range(100)]
    return hashlib.sha256(json.dumps(plans, sort_keys=True).encode()).hexdigest()[:16]


class Clips(unittest.TestCase):
    def test_a_seed_makes_the_same_plan_on_every_machine(self) -> None:
        self.assertEqual({"small": fingerprint(SMALL), "full": fingerprint(FULL)}, PLANS)

    def test_the_small_scope_holds_few_places_and_all_that_figures_can_do(self) -> None:
        drawn = [draw_clip(seed, SMALL) for seed in range(4000)]
        self.assertEqual({(clip.weather, clip.style) for clip in drawn}, {("clear", "plain")})
        self.assertEqual({clip.place for clip in drawn}, set(PLACES[:16]))
        self.assertEqual({clip.relation for clip in drawn}, {"", *RELATIONS})
        self.assertEqual({len(clip.actors) for clip in drawn}, {1, 2, 3, 4})
        motions = {actor.motion for clip in drawn for actor in clip.actors}
        self.assertEqual(motions, set(MOTIONS) - {"swings on a rope"})

    def test_the_full_scope_draws_everything(self) -> None:
        drawn = [draw_clip(seed, FULL) for seed in range(6000)]
        self.assertEqual({clip.place for clip in drawn}, set(PLACES))
        self.assertEqual({clip.camera for clip in drawn}, set(CAMERAS))
        self.assertEqual({clip.weather for clip in drawn}, set(WEATHERS))
        self.assertEqual({clip.style for clip in drawn}, set(STYLES))
        self.assertEqual({clip.relation for clip in drawn}, {"", *RELATIONS})
        self.assertEqual({len(clip.actors) for clip in drawn}, {1, 2, 3, 4})
        self.assertEqual({actor.motion for clip in drawn for actor in clip.actors}, set(MOTIONS))

    def test_held_out_combinations_are_never_drawn_unless_asked_for(self) -> None:
        def kept_out(keep: bool) -> int:
            drawn = [draw_clip(seed, SMALL, keep_held_out=keep) for seed in range(1500)]
            return sum(held_out(actor.thing, clip.place, actor.motion) for clip in drawn for actor in clip.actors)

        self.assertEqual(kept_out(keep=False), 0)
        self.assertGreater(kept_out(keep=True), 20)

    def test_an_unknown_name_or_a_wrong_count_is_refused_by_name(self) -> None:
        for field, value in (
            ("places", ("atlantis",)),
            ("motions", ("teleports",)),
            ("styles", ()),
            ("cameras", ("drone",)),
        ):
            with self.assertRaisesRegex(ValueError, field):
                replace(FULL, **{field: value})
        with self.assertRaisesRegex(ValueError, "things"):
            replace(FULL, things=len(THINGS) + 1)
        with self.assertRaisesRegex(ValueError, "most_actors"):
            replace(FULL, most_actors=5)

    def test_names_of_things_are_not_shared(self) -> None:
        names = [name for thing in THINGS for name in {thing.noun, thing.plural, *thing.synonyms}]
        self.assertEqual(len(names), len(set(names)))


if __name__ == "__main__":
    unittest.main()
