"""Pictures of things in several sizes, ready to be warped."""

import torch
import torch.nn.functional as F
from torch import Tensor


class Sprites:
    """Pictures [n, poses, 4, s, s] uint8, premultiplied, and how much of its square each thing fills."""

    def __init__(self, pictures: Tensor, device: torch.device) -> None:
        self.pictures = pictures.to(device)
        self.smaller = [self.pictures]  # halves, quarters ...: no flicker where a thing is small
        while self.smaller[-1].shape[-1] >= 32 and self.smaller[-1].shape[-1] % 2 == 0:
            self.smaller.append(torch.stack([halve(picture) for picture in self.smaller[-1]]))
        seen = self.pictures[:, :, 3].amax(1) > 40  # [n, s, s]
        self.tall = seen.any(2).float().mean(1)
        self.broad = seen.any(1).float().mean(1)

    def sample(self, thing: Tensor, pose: Tensor, grid: Tensor, pixels: list[float]) -> Tensor:
        """grid [n, T, h, w, 2] over the squares -> [n, T, 4, h, w] premultiplied. thing [n], pose [n, T].

        pixels: how tall each square is on the screen at most.
        Each thing is taken from the picture that is just larger than it will be seen, whatever else is in the batch.
        """
        levels = [self.level(size) for size in pixels]
        out = grid.new_empty(*grid.shape[:2], 4, *grid.shape[2:4])
        for level in sorted(set(levels)):
            rows = torch.tensor([row for row, found in enumerate(levels) if found == level], device=grid.device)
            picture = self.smaller[level][thing[rows][:, None], pose[rows]].float().mul_(1 / 255)
            part = F.grid_sample(picture.flatten(0, 1), grid[rows].flatten(0, 1), align_corners=False)
            part = part.view(len(rows), -1, *part.shape[1:])
            if len(rows) == len(levels):
                out = part
            else:
                out[rows] = part
        return out

    def level(self, pixels: float) -> int:
        """The first of the smaller pictures that is no more than 1.5 times as large as it is seen."""
        fitting = (number for number, level in enumerate(self.smaller) if level.shape[-1] <= 1.5 * pixels)
        return next(fitting, len(self.smaller) - 1)


def halve(picture: Tensor) -> Tensor:
    """[poses, 4, s, s] uint8 -> half as large."""
    return F.avg_pool2d(picture.float(), 2).round().to(torch.uint8)
