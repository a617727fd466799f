"""The recipe end to end on the tiny config: a kill changes nothing, a seed decides everything, all stages join."""

import argparse
import tempfile
import unittest
from dataclasses import replace
from pathlib import Path

import torch

from models.recipe import __main__ as recipe
from models.recipe.cache import LatentCache, draw_batch
from models.recipe.config import TINY
from models.recipe.distil import Distiller, draw_spans
from models.recipe.figures import unpack
from models.recipe.golden import randomise
from models.recipe.sample import Sampler, flow_times
from models.recipe.train_transformer import Trainer
from models.recipe.transformer import Transformer
from models.recipe.world.clip import draw_clip, one_lesson

OPTIONS = argparse.Namespace(packages=None, part="0/1", minutes=None, from_weights=False, guidance=3.0, count=4)


class RecipeTest(unittest.TestCase):
    folder: tempfile.TemporaryDirectory[str]
    run_: recipe.Run

    @classmethod
    def setUpClass(cls) -> None:
        torch.set_num_threads(1)
        cls.folder = tempfile.TemporaryDirectory()
        root = Path(cls.folder.name)
        cls.run_ = recipe.Run(replace(TINY, train_minutes=0.03), root / "state", root / "output", OPTIONS)
        for step in (recipe.data, recipe.autoencoder, recipe.latents):
            step(cls.run_)
        cls.cache = LatentCache(cls.run_.folder / "latents")

    @classmethod
    def tearDownClass(cls) -> None:
        cls.folder.cleanup()

    def test_a_step_has_the_same_batch_every_time_and_another_than_the_next(self) -> None:
        first, again, other = (draw_batch(TINY, self.cache, step) for step in (3, 3, 4))
        torch.testing.assert_close(first.data, again.data)
        torch.testing.assert_close(first.inputs, again.inputs)
        self.assertFalse(first.data.shape == other.data.shape and torch.equal(first.data, other.data))

    def test_batches_hold_every_kind_of_condition(self) -> None:
        masks = [draw_batch(replace(TINY, alone_share=0.0, plain_share=0.2), self.cache, step).inputs["mask"] for step in range(30)]
        shares = torch.cat([mask.flatten(1).mean(1) for mask in masks])
        self.assertGreater(int((shares == 0).sum()), 5)
        self.assertGreater(int(((shares > 0) & (shares < 1)).sum()), 30)

    def test_things_are_figures_over_an_empty_place_or_part_of_the_picture(self) -> None:
        batches = [draw_batch(replace(TINY, alone_share=0.0, figure_share=0.5, empty_share=0.3), self.cache, step) for step in range(40)]
        apart = torch.cat([batch.apart for batch in batches])
        present = torch.cat([batch.inputs["reference_mask"].any(1) for batch in batches])
        self.assertFalse(bool((present & ~apart).any()))
        for some in (present, apart & ~present, ~apart):  # figures, the place alone, things in the picture
            self.assertGreater(int(some.sum()), 10)
        for batch in batches:
            moved = batch.weight[:, :, -4 * 56 :].unflatten(2, (4, 56)).sum((1, 3)) > 0
            torch.testing.assert_close(moved, batch.inputs["reference_mask"] > 0)

    def test_figures_act_mirrored_too_with_the_words_of_the_other_side(self) -> None:
        found = {True: 0, False: 0}
        for step in range(40):
            batch = draw_batch(replace(TINY, caption_drop=0.0), self.cache, step)
            bucket = next(b for b, grey in self.cache.greys.items() if grey.shape[1:] == batch.inputs["masked"].shape[3:])
            shelf = self.cache.shelves[bucket]
            poses = self.cache.codec.decode(unpack(batch.data, TINY.latent_channels, *batch.inputs["masked"].shape[3:], 4)[1])
            for row, picked in enumerate(batch.picked.tolist()):
                if not batch.inputs["reference_mask"][row, 0]:
                    continue
                way = shelf.figures[picked, :, 0, 0].float()
                turned = not torch.allclose(poses[row, :, 0, 0], way, atol=0.02)
                torch.testing.assert_close(poses[row, :, 0, 0], -way if turned else way, atol=0.02, rtol=0)
                lines = (shelf.mirror_index if turned else shelf.caption_index)[picked]
                said = [torch.equal(batch.inputs["text"][row], shelf.states[line].float()) for line in lines.tolist()]
                self.assertTrue(any(said))
                self.assertTrue(bool(shelf.mirrors[picked]) or not turned)
                found[turned] += 1
        self.assertGreater(min(found.values()), 5, found)

    def test_captions_that_say_a_side_are_drawn_as_often_as_asked(self) -> None:
        for share in (0.0, 1.0):
            config = replace(TINY, side_share=share, caption_drop=0.0, empty_share=0.0)
            said, drawn = 0, 0
            for step in range(20):
                batch = draw_batch(config, self.cache, step)
                for shelf in self.cache.shelves.values():
                    lines = {tuple(pair) for pair in shelf.sided.tolist()}
                    for row, picked in enumerate(batch.picked.tolist()):
                        if picked >= len(shelf) or batch.inputs["masked"].shape[2] != shelf.latents.shape[2]:
                            continue
                        index = (shelf.caption_index[picked], shelf.mirror_index[picked])
                        states = [shelf.states[line].float() for pair in zip(*index, strict=True) for line in pair]
                        at = [number // 2 for number, one in enumerate(states) if torch.equal(one, batch.inputs["text"][row])]
                        drawn += 1
                        said += any((picked, caption) in lines for caption in at)
            self.assertGreater(drawn, 20)
            self.assertEqual(said == drawn, share == 1.0, (share, said, drawn))

    def test_lessons_are_drawn_as_often_as_asked_and_each_alike(self) -> None:
        config = replace(TINY, side_share=0.0, lesson_share=1.0)
        shelf = next(iter(self.cache.shelves.values()))
        clips = [draw_clip(seed, config.scope) for seed in shelf.seeds]
        taught = {row: one_lesson(clip) for row, clip in enumerate(clips) if one_lesson(clip) and shelf.starts[row] == 0}
        self.assertTrue(taught)
        weight = {name: 0.0 for name in taught.values()}
        for row in range(len(shelf)):
            self.assertEqual(float(shelf.lessons[row]) > 0, row in taught)
            if row in taught:
                weight[taught[row]] += float(shelf.lessons[row])
        self.assertEqual({round(total, 5) for total in weight.values()}, {1.0})
        for step in range(20):
            batch = draw_batch(config, self.cache, step)
            if batch.inputs["masked"].shape[2] == shelf.latents.shape[2]:
                self.assertLessEqual(set(batch.picked.tolist()), set(taught))

    def test_some_steps_teach_figures_alone_and_leave_the_place_as_it_was(self) -> None:
        kinds = {draw_batch(TINY, self.cache, step).figures_alone for step in range(20)}
        self.assertEqual(kinds, {True, False})
        trainer = Trainer(replace(TINY, alone_share=1.0), Path(self.folder.name) / "alone.pt")
        batch = draw_batch(trainer.config, self.cache, 0)
        noise, generator = trainer.draw_noise(batch.data)
        trainer.loss(trainer.model, batch, noise, *trainer.draw_spans(len(noise), generator)).backward()
        self.assertTrue(bool(trainer.model.figure.out.weight.grad.any()))
        self.assertFalse(bool(batch.weight[:, :, : -4 * 56].any()))
        randomise(trainer.model, torch.Generator().manual_seed(0))
        other = batch.inputs | {"masked": batch.inputs["masked"] + 1}
        at = torch.full((len(noise),), 0.5)
        for alone in (True, False):
            with torch.no_grad():
                seen, changed = (
                    trainer.model(latents=noise, time=at, next_time=at, figures_alone=alone, **inputs) for inputs in (batch.inputs, other)
                )
            self.assertEqual(torch.equal(seen[:, :, -4 * 56 :], changed[:, :, -4 * 56 :]), alone)
            self.assertEqual(bool(seen[:, :, : -4 * 56].any()), not alone)

    def test_training_killed_and_resumed_is_training_undisturbed(self) -> None:
        path = Path(self.folder.name) / "resumed.pt"
        whole = Trainer(TINY, Path(self.folder.name) / "whole.pt")
        for step in range(4):
            whole.train_step(draw_batch(TINY, self.cache, step))
        first = Trainer(TINY, path)
        for step in range(2):
            first.train_step(draw_batch(TINY, self.cache, step))
        first.save()
        second = Trainer(TINY, path)
        for step in range(2, 4):
            second.train_step(draw_batch(TINY, self.cache, step))
        for (name, a), b in zip(whole.average.state_dict().items(), second.average.state_dict().values(), strict=True):
            torch.testing.assert_close(a, b, rtol=0, atol=1e-6, msg=name)

    def test_a_student_is_guided_as_the_sampler_is(self) -> None:
        config = replace(TINY, guidance=3.0, figure_guidance=1.0, alone_share=0.0)
        teacher = Transformer(config)
        randomise(teacher, torch.Generator().manual_seed(0))
        student = Distiller(config, Path(self.folder.name) / "student-guided.pt", teacher)
        batch = draw_batch(config, self.cache, 0)
        moment = torch.full((len(batch.data),), 0.5)
        asked = teacher(latents=batch.data, time=moment, next_time=moment, **batch.inputs)
        parts = [
            unpack(velocity, config.latent_channels, *batch.inputs["masked"].shape[3:], config.references)
            for velocity in (asked, student.guided(batch, batch.data, moment))
        ]
        torch.testing.assert_close(parts[0][1], parts[1][1])
        self.assertFalse(torch.allclose(parts[0][0], parts[1][0]))

    def test_a_step_of_the_student_is_two_guided_ones_of_the_teacher(self) -> None:
        config = replace(TINY, alone_share=0.0, student_steps=2, compile=False)
        teacher = Transformer(config)
        randomise(teacher, torch.Generator().manual_seed(0))
        student = Distiller(config, Path(self.folder.name) / "student-steps.pt", teacher)
        batch = draw_batch(config, self.cache, 0)
        batch.inputs["mask"].zero_()
        noise = torch.randn(batch.data.shape, generator=torch.Generator().manual_seed(1))
        times = flow_times(4, config.shift)
        velocity = student.two_halves(batch, noise, torch.ones(len(noise)), torch.full((len(noise),), 0.5), own=False)
        sampler = Sampler.__new__(Sampler)
        sampler.config, sampler.average, sampler.device, sampler.transformer = config, False, "cpu", teacher
        with torch.no_grad():
            expected = sampler.flow(noise, times[:3], batch.inputs, config.guidance)
        torch.testing.assert_close(noise - (1 - times[2]) * velocity, expected, atol=1e-4, rtol=1e-4)

    def test_spans_start_where_the_student_steps_and_some_go_further(self) -> None:
        start, end = draw_spans(4, 4000, torch.Generator().manual_seed(0))
        self.assertTrue(bool(((start > end) & (end >= 0) & (start <= 1)).all()))
        self.assertGreater(float((start * 4 == (start * 4).round()).float().mean()), 0.5)
        further = (start - end > 1 / 4 + 1e-4).float().mean()
        self.assertTrue(0.15 < float(further) <= 0.25, further)

    def test_every_stage_follows_from_the_one_before(self) -> None:
        run = self.run_
        for step in (recipe.transformer, recipe.pairs, recipe.polish_decoder, recipe.student):
            step(run)
        for step in (recipe.evaluate, recipe.export_weights):
            step(run)
        metrics = run.metrics()
        judged = ("category", "categoryCeiling", "categoryFloor", "placeAt1", "placeTeacher", "motionOfWayFloor", "relationCeiling")
        for name in ("psnr", "platePsnr", "extendSeam", *judged):
            self.assertIn(name, metrics)
        self.assertTrue((run.output / "manifest.json").exists())
        self.assertTrue((run.folder / "sheet.png").exists())
        self.assertNotEqual(*((run.output / folder / "transformer.safetensors").read_bytes() for folder in ("weights", "teacher")))
        run.options.from_weights = True
        for name in ("transformer", "student"):
            (run.folder / f"{name}.pt").unlink()
        recipe.transformer(run)
        recipe.student(run)
        self.assertGreater(torch.load(run.folder / "transformer.pt", weights_only=False)["step"], 0)


if __name__ == "__main__":
    unittest.main()
