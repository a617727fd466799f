"""The networks' own promises: shapes of any size, groups apart, known frames kept, weights that survive their file."""

import tempfile
import unittest
from dataclasses import replace
from pathlib import Path

import torch
from safetensors.torch import load_file

from models.recipe.autoencoder import Autoencoder, fit_pca, group_frames, psnr, ungroup_frames
from models.recipe.config import TINY
from models.recipe.export import dequantise, quantise, write_safetensors
from models.recipe.golden import randomise
from models.recipe.transformer import Transformer, patchify, shape_numbers, unpatchify


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

    def test_principal_components_alone_bring_flat_blocks_back(self) -> None:
        colours = torch.rand(12, 5, 3, 2, 2).repeat_interleave(16, 3).repeat_interleave(16, 4)
        model = Autoencoder(replace(TINY, latent_channels=64, encoder_widths=()))
        fit_pca(model, colours)
        with torch.no_grad():
            self.assertGreater(psnr(model.decode(model.encode(colours)), colours), 30)


class TransformerTest(unittest.TestCase):
    def inputs(self, groups: int, rows: int, columns: int) -> dict[str, torch.Tensor]:
        shape = (2, 8, groups, rows, columns)
        return {
            "latents": torch.randn(shape),
            "mask": torch.zeros(2, 4, *shape[2:]),
            "masked": torch.randn(shape),
            "time": torch.tensor([0.3, 0.9]),
            "next_time": torch.tensor([0.3, 0.1]),
            "shape": torch.tensor([shape_numbers(8, 9, 64, 96)]).expand(2, -1),
            "text": torch.randn(2, 32, 384),
            "text_mask": torch.ones(2, 32),
            "references": torch.randn(2, 2, 8, 4, 4),
            "reference_tags": torch.randn(2, 2, 384),
            "reference_mask": torch.ones(2, 2),
        }

    def test_patches_come_apart_and_together(self) -> None:
        x = torch.randn(2, 3, 2, 4, 6)
        torch.testing.assert_close(unpatchify(patchify(x, 2), 2, 2, 2, 3), x)

    @torch.no_grad()
    def test_takes_any_length_and_any_even_size(self) -> None:
        model = random_model(Transformer(TINY))
        for groups, rows, columns in ((1, 2, 2), (3, 4, 6), (6, 8, 4)):
            velocity, tokens = model(**self.inputs(groups, rows, columns))
            self.assertEqual(velocity.shape, (2, 8, groups, rows, columns))
            self.assertEqual(tokens.shape, (2, groups * rows * columns // 4, 32))

    @torch.no_grad()
    def test_what_is_masked_out_changes_nothing(self) -> None:
        model, inputs = random_model(Transformer(TINY)), self.inputs(2, 2, 4)
        inputs["text_mask"][:, 5:] = 0
        inputs["reference_mask"][:, 1] = 0
        other = inputs | {"text": inputs["text"].clone(), "references": inputs["references"].clone()}
        other["text"][:, 5:] = 7
        other["references"][:, 1] = 7
        torch.testing.assert_close(model(**inputs)[0], model(**other)[0])

    @torch.no_grad()
    def test_the_next_time_matters(self) -> None:
        model, inputs = random_model(Transformer(TINY)), self.inputs(2, 2, 4)
        self.assertFalse(torch.allclose(model(**inputs)[0][1], model(**inputs | {"next_time": inputs["time"]})[0][1]))


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
