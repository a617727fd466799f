"""Captions: natural, various, and true to the clip."""

import random
import re
import unittest
from dataclasses import replace

from models.recipe.things import THINGS
from models.recipe.world.captions import Caption, caption, count_templates, mirrored, plain_prompt
from models.recipe.world.clip import FULL, SMALL, draw_clip
from models.recipe.world.phrases import with_article
from models.recipe.world.scope import MOTIONS, PLACES
from models.recipe.world.verbs import MOTIONS as VERBS
from models.recipe.world.verbs import plural
from models.recipe.world.words import PLACES as WHERE
from models.recipe.world.words import TIMES as WHEN

DRAWN = [(draw_clip(seed, scope), random.Random(seed)) for scope in (SMALL, FULL) for seed in range(1500)]


class Captions(unittest.TestCase):
    def test_there_are_more_than_three_hundred_templates(self) -> None:
        self.assertGreater(count_templates(), 300)

    def test_captions_are_clean_text_of_two_words_to_three_sentences(self) -> None:
        for clip, rng in DRAWN:
            text = caption(clip, rng).text
            self.assertNotRegex(text, r"[\x00-\x1f{}]|  | ,|\.\.|^\s|\s$", text)
            self.assertLessEqual(len(re.findall(r"\. ", text)), 3, text)
            self.assertNotRegex(text.lower(), r"\ba [aeio](?!ne|u\b)|\ban [bcdfgjklpqtvwz]", text)

    def test_spans_hold_the_names_of_the_actors(self) -> None:
        for clip, rng in DRAWN:
            made = caption(clip, rng)
            self.assertEqual(len(made.spans), len(clip.actors))
            for actor, span in zip(clip.actors, made.spans, strict=True):
                thing = THINGS[actor.thing]
                self.assertIsNotNone(span, made.text)
                name = made.text[slice(*span)].lower()
                self.assertIn(name, [name.lower() for name in (thing.noun, thing.plural, *thing.synonyms)])

    def test_a_mirrored_caption_says_the_other_side_and_names_the_same_things(self) -> None:
        text = "Right by a cat, a Dog heads leftwards from right to left. Bright!"
        at = text.index("a Dog"), text.index(" heads")
        turned = mirrored(Caption(text, (None, at)))
        self.assertEqual(turned.text, "Left by a cat, a Dog heads rightwards from left to right. Bright!")
        self.assertEqual((turned.spans[0], turned.text[slice(*turned.spans[1])]), (None, "a Dog"))
        self.assertEqual(mirrored(turned).text, text)

    def test_most_captions_differ(self) -> None:
        self.assertGreater(len({caption(clip, random.Random(1)).text for clip, _ in DRAWN}), 0.85 * len(DRAWN))

    def test_a_colour_is_said_of_nothing_else(self) -> None:
        for clip, rng in DRAWN:
            for actor in clip.actors:
                if actor.colour and len(clip.actors) == 1:
                    text = caption(clip, rng).text.lower()
                    for other in {"red", "green", "blue", "purple", "pink"} - {actor.colour}:
                        self.assertNotRegex(text, rf"\b{other} {THINGS[actor.thing].noun}", text)

    def test_what_has_come_to_rest_is_not_said_to_move(self) -> None:
        clip = draw_clip(0, replace(SMALL, places=("meadow",), motions=("falls",), most_actors=1))
        for seed in range(40):
            self.assertNotRegex(
                caption(clip, random.Random(seed), 8.0).text.lower(), "fall|drop|coming down|comes down"
            )

    def test_articles_and_plurals_are_english(self) -> None:
        for noun, wanted in (
            ("owl", "an owl"),
            ("unicorn", "a unicorn"),
            ("suv", "an suv"),
            ("ufo", "a ufo"),
            ("car", "a car"),
        ):
            self.assertEqual(with_article(noun), wanted)
        for third, wanted in (
            ("flies up", "fly up"),
            ("goes away", "go away"),
            ("is blown away", "are blown away"),
            ("hangs and swings like a pendulum", "hang and swing like a pendulum"),
        ):
            self.assertEqual(plural(third), wanted)

    def test_every_place_and_motion_has_words(self) -> None:
        self.assertEqual((set(WHERE), set(VERBS)), (set(PLACES), set(MOTIONS)))
        self.assertTrue(all(len(pair) == 2 for pairs in VERBS.values() for pair in pairs))

    def test_a_plain_prompt_says_thing_motion_place_and_a_time_that_is_not_day(self) -> None:
        for seed in range(60):
            clip = draw_clip(seed, SMALL)
            prompt = plain_prompt(clip)
            self.assertIn(THINGS[clip.actors[0].thing].noun, prompt)
            self.assertTrue(any(where in prompt for where in WHERE[clip.place][0]))
            if clip.place == "night city":  # its own names say the time
                continue
            said = [time for time in ("sunset", "night") if any(prompt.endswith(words) for words in WHEN[time])]
            self.assertEqual(said, [clip.time] if clip.time != "day" else [], prompt)


if __name__ == "__main__":
    unittest.main()
