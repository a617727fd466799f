"""Packed sprites."""

import tempfile
import unittest
from pathlib import Path

import torch

from models.recipe.data import FIXTURE, pack, premultiply, unpack


class Packed(unittest.TestCase):
    def test_the_committed_sprites_are_few_and_small(self) -> None:
        sprites = unpack(FIXTURE)
        self.assertEqual((sprites.shape, sprites.dtype), ((24, 4, 4, 48, 48), torch.uint8))
        self.assertLessEqual(FIXTURE.stat().st_size, 300_000)
        self.assertTrue(bool((sprites[:, :, :3] <= sprites[:, :, 3:]).all()))

    def test_feet_stand_on_the_lower_edge(self) -> None:
        seen = unpack(FIXTURE)[:, :, 3].amax(1) > 40
        lowest = [int(rows.any(1).nonzero().max()) for rows in seen]
        self.assertGreaterEqual(min(lowest), 45)

    def test_packing_loses_little(self) -> None:
        rows = torch.linspace(0, 255, 48).to(torch.uint8)
        straight = torch.zeros(2, 3, 4, 48, 48, dtype=torch.uint8)
        straight[:, :, 0] = rows
        straight[:, :, 1] = rows[:, None]
        straight[:, :, 3, 8:40, 8:40] = 255
        straight[1, 1:, 2] = 90  # the second one moves
        sprites = premultiply(straight)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "sprites.zip"
            pack(sprites, path, quality=90)
            again = unpack(path)
        self.assertEqual(again.shape, sprites.shape)
        self.assertLess(float((again.float() - sprites.float()).abs().mean()), 3)


if __name__ == "__main__":
    unittest.main()
