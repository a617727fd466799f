"""The networks' own promises: shapes of any size, groups apart, known frames kept, weights that survive their file."""

import tempfile
import unittest
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import torch
from safetensors.torch import load_file
from torch import Tensor

from models.recipe.autoencoder import Autoencoder, enlarge, fit_pca, group_frames, psnr, shrink, steadied, ungroup_frames
from models.recipe.config import TINY
from models.recipe.export import dequantise, quantise, write_safetensors
from models.recipe.figures import FigureCodec, pack, unpack
from models.recipe.golden import randomise
from models.recipe.latents import lessons_of
from models.recipe.reader import answers, train_way_reader
from models.recipe.transformer import Transformer, patchify, shape_numbers, unpatchify
from models.recipe.world.cast import POSE_NUMBERS
from models.recipe.world.clip import draw_clip


def random_model(model: torch.nn.Module) -> torch.nn.Module:
    randomise(model, torch.Generator().manual_seed(0))
    return model.eval()


class AutoencoderTest(unittest.TestCase):
    def test_groups_hold_every_frame_and_the_first_four_times(self) -> None:
        clip = torch.rand(2, 9, 3, 16, 32)
        groups = group_frames(clip)
        self.assertEqual(groups.shape, (2, 3, 12, 16, 32))
        torch.testing.assert_close(ungroup_frames(groups), clip)
        torch.testing.assert_close(groups[:, 0, :3], groups[:, 0, 9:])

    @torch.no_grad()
    def test_the_encoder_sees_one_group_alone(self) -> None:
        model, clip = random_model(Autoencoder(TINY)), torch.rand(1, 9, 3, 32, 48)
        whole = model.encode(clip)
        torch.testing.assert_close(model.encode(clip[:, :5]), whole[:, :, :2])

    @torch.no_grad()
    def test_the_decoder_looks_back_one_group_and_never_ahead(self) -> None:
        model, latents = random_model(Autoencoder(TINY)), torch.randn(1, 8, 3, 2, 3)
        whole = model.decode(latents)
        self.assertEqual(whole.shape, (1, 9, 3, 32, 48))
        torch.testing.assert_close(model.decode(latents[:, :, :2]), whole[:, :5])

    @torch.no_grad()
    def test_a_fourth_level_draws_twice_as_large_and_begins_as_the_linear_path_enlarged(self) -> None:
        model = Autoencoder(replace(TINY, decoder_widths=(4, 8, 12, 16), decoder_blocks=(1, 1, 1, 1))).eval()
        latents = torch.randn(2, 8, 3, 2, 3)
        self.assertEqual(model.decode(latents).shape, (2, 9, 3, 64, 96))
        flat = model.decoder.coarse(latents[:, :, 0])
        torch.testing.assert_close(model.decoder(latents[:, :, 0], latents[:, :, 0]), enlarge(flat, 2))
        self.assertEqual(shrink(model.decode(latents), 2).shape, (2, 9, 3, 32, 48))

    def test_steadied_latents_lose_small_differences_between_groups_and_keep_large_ones(self) -> None:
        still = torch.randn(1, 8, 1, 2, 3).expand(-1, -1, 4, -1, -1)
        shaken = still + 0.1 * torch.randn(still.shape)
        self.assertLess(float(steadied(shaken).diff(dim=2).abs().mean()), 0.3 * float(shaken.diff(dim=2).abs().mean()))
        moving = torch.arange(4.0).view(1, 1, 4, 1, 1).expand(1, 8, -1, 2, 3) * 3
        torch.testing.assert_close(steadied(moving), moving, rtol=0, atol=1e-4)

    def test_principal_components_alone_bring_flat_blocks_back(self) -> None:
        colours = torch.rand(12, 5, 3, 2, 2).repeat_interleave(16, 3).repeat_interleave(16, 4)
        model = Autoencoder(replace(TINY, latent_channels=64, encoder_widths=(), decoder_widths=()))
        fit_pca(model, colours)
        with torch.no_grad():
            self.assertGreater(psnr(model.decode(model.encode(colours)), colours), 30)


class FigureTest(unittest.TestCase):
    def test_poses_come_back_from_their_latents(self) -> None:
        codec, poses = FigureCodec(4, 3), torch.randn(400, 9, 3, POSE_NUMBERS)
        codec.fit(poses.transpose(1, 2).flatten(0, 1))
        for frames in (9, 1, 5, 33):  # other lengths than those measured, too
            poses = torch.randn(4, frames, 3, POSE_NUMBERS)
            torch.testing.assert_close(codec.decode(codec.encode(poses)), poses, rtol=0, atol=1e-3)

    def test_what_stays_alike_is_one_number(self) -> None:
        still = torch.randn(2, 1, 3, POSE_NUMBERS).expand(-1, 9, -1, -1)
        self.assertLess(float(FigureCodec(4, 3).encode(still)[:, 1:].abs().max()), 1e-5)

    def test_latents_of_figures_are_white_where_they_matter(self) -> None:
        codec = FigureCodec(4, 2)
        poses = torch.randn(5000, 5, 1, POSE_NUMBERS) * torch.linspace(0.0, 2.0, POSE_NUMBERS)
        codec.fit(poses[:, :, 0])
        torch.testing.assert_close(codec.encode(poses)[:, :, 0].std(0), codec.spread, rtol=0.06, atol=3e-3)
        self.assertGreater(float(codec.spread[0].median()), 0.99)

    def test_a_throw_is_a_few_numbers_and_errors_in_them_are_smooth(self) -> None:
        time = torch.linspace(0, 2, 17)
        poses = torch.zeros(1, 17, 1, POSE_NUMBERS)
        poses[0, :, 0, 0], poses[0, :, 0, 1] = 0.5 * time - 0.5, (time - 1).square() - 0.5
        codec = FigureCodec(4, 5)
        latents = codec.encode(poses)
        self.assertGreater(float(latents[:, 0].square().sum()), 0.95 * float(latents.square().sum()))
        made = codec.decode(latents + torch.randn(latents.shape) * torch.tensor([0.1, 0, 0, 0, 0]).view(1, 5, 1, 1))
        jumps = (made - poses).diff(dim=1).abs().amax((0, 2, 3))
        self.assertLess(float(jumps.max()), 3 * float(jumps.median()) + 0.05)

    def test_place_and_figures_pack_and_unpack(self) -> None:
        place, figures = torch.randn(2, 8, 3, 2, 4), torch.randn(2, 3, 4, 56)
        packed = pack(place, figures)
        self.assertEqual(packed.shape, (2, 3, 8 * 8 + 4 * 56))
        for a, b in zip(unpack(packed, 8, 2, 4, 4), (place, figures), strict=True):
            torch.testing.assert_close(a, b)


class WayReaderTest(unittest.TestCase):
    def test_tells_ways_apart_that_it_has_not_seen(self) -> None:
        """Every motion here is a steady step of its own; the reader learns them of cached plans and is asked about others."""
        config, motions = replace(TINY, way_steps=300), len(TINY.scope.motions)
        steps = torch.randn(motions, POSE_NUMBERS, generator=torch.Generator().manual_seed(1))

        def ways(asked: Tensor) -> Tensor:
            return torch.randn(len(asked), 1, POSE_NUMBERS) + torch.arange(17)[:, None] / 16 * steps[asked][:, None]

        clips = [draw_clip(seed, config.scope) for seed in range(3000)]
        asked = torch.tensor([answers(config, clip)["motion"] for clip in clips])
        # What the reader must leave out says something else: several things, a moving camera, or not from the begin.
        starts = torch.where(torch.arange(len(clips)) % 5 == 0, 2.0, 0.0)
        lesson = lessons_of(config, clips, starts.tolist())
        shown = torch.where((lesson >= 0) & (lesson < motions), asked, (asked + 1) % motions)
        shelf = SimpleNamespace(lesson=lesson, figures=ways(shown)[:, :, None])
        reader = train_way_reader(config, SimpleNamespace(shelves={config.buckets[0]: shelf}))
        others = torch.arange(motions).repeat(10)
        with torch.no_grad():
            self.assertGreater(float((reader(ways(others)).argmax(1) == others).float().mean()), 0.9)


class TransformerTest(unittest.TestCase):
    def inputs(self, groups: int, rows: int, columns: int) -> dict[str, torch.Tensor]:
        slots = TINY.references
        return {
            "latents": torch.randn(2, groups, 8 * rows * columns + slots * 4 * POSE_NUMBERS),
            "mask": torch.zeros(2, 4, groups, rows, columns),
            "masked": torch.randn(2, 8, groups, rows, columns),
            "time": torch.tensor([0.3, 0.9]),
            "next_time": torch.tensor([0.3, 0.1]),
            "shape": torch.tensor([shape_numbers(8, 9, 64, 96)]).expand(2, -1),
            "text": torch.randn(2, 32, 384),
            "text_mask": torch.ones(2, 32),
            "references": torch.randn(2, slots, 8, 4, 4),
            "reference_tags": torch.randn(2, slots, 384),
            "reference_mask": torch.ones(2, slots),
        }

    def test_patches_come_apart_and_together(self) -> None:
        x = torch.randn(2, 3, 2, 4, 6)
        torch.testing.assert_close(unpatchify(patchify(x, 2), 2, 2, 2, 3), x)

    @torch.no_grad()
    def test_takes_any_length_and_any_even_size(self) -> None:
        model = random_model(Transformer(TINY))
        for groups, rows, columns in ((1, 2, 2), (3, 4, 6), (6, 8, 4)):
            inputs = self.inputs(groups, rows, columns)
            self.assertEqual(model(**inputs).shape, inputs["latents"].shape)

    @torch.no_grad()
    def test_what_is_masked_out_changes_nothing(self) -> None:
        model, inputs = random_model(Transformer(TINY)), self.inputs(2, 2, 4)
        inputs["text_mask"][:, 5:] = 0
        inputs["reference_mask"][:, 3] = 0
        other = {name: value.clone() for name, value in inputs.items()}
        other["text"][:, 5:] = 7
        other["references"][:, 3] = 7
        other["latents"][:, :, -4 * POSE_NUMBERS :] = 7
        found = [model(**given)[:, :, : -4 * POSE_NUMBERS] for given in (inputs, other)]
        torch.testing.assert_close(*found)

    @torch.no_grad()
    def test_the_next_time_matters(self) -> None:
        model, inputs = random_model(Transformer(TINY)), self.inputs(2, 2, 4)
        self.assertFalse(torch.allclose(model(**inputs)[1], model(**inputs | {"next_time": inputs["time"]})[1]))


class ExportTest(unittest.TestCase):
    def test_eight_bits_in_a_file_are_the_numbers_that_were_rounded(self) -> None:
        state = random_model(Transformer(TINY)).state_dict()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "t.safetensors"
            write_safetensors(quantise(state), path)
            back = dequantise(load_file(path))
        self.assertEqual(back.keys(), state.keys())
        for name, value in state.items():
            step = value.abs().max() / 127 if name.endswith(".weight") else torch.tensor(1e-6)
            self.assertLessEqual(float((back[name] - value).abs().max()), float(step), name)


if __name__ == "__main__":
    unittest.main()
