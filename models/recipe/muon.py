"""Muon (Jordan et al. 2024): momentum, then five Newton-Schulz steps towards an orthogonal update."""

from collections.abc import Callable, Iterable

import torch
from torch import Tensor, nn

Map = Callable[[Callable, Iterable], Iterable]


def orthogonalise(update: Tensor) -> Tensor:
    """The nearest orthogonal matrix, roughly; works on the wide form because the products are then smaller."""
    a, b, c = 3.4445, -4.7750, 2.0315
    x = update / (update.norm() + 1e-7)
    tall = x.shape[0] > x.shape[1]
    x = x.T if tall else x
    for _ in range(5):
        square = x @ x.T
        x = a * x + (b * square + c * square @ square) @ x
    return x.T if tall else x


class Muon(torch.optim.Optimizer):
    """For matrices stored [in, out] and convolutions [out, in, kh, kw]; all else belongs to AdamW."""

    def __init__(self, parameters: Iterable[nn.Parameter], lr: float = 0.02, momentum: float = 0.95) -> None:
        super().__init__(parameters, {"lr": lr, "momentum": momentum})

    @torch.no_grad()
    def step(self, each: Map = map) -> None:  # type: ignore[override]
        """`each`: what calls a function for every parameter, such as a pool's `map`."""
        for group in self.param_groups:
            with_gradient = [parameter for parameter in group["params"] if parameter.grad is not None]
            list(each(lambda parameter, group=group: self.move(parameter, group), with_gradient))

    @torch.no_grad()
    def move(self, parameter: nn.Parameter, group: dict) -> None:
        average = self.state[parameter].setdefault("average", torch.zeros_like(parameter))
        average.lerp_(parameter.grad, 1 - group["momentum"])
        update = parameter.grad.lerp(average, group["momentum"]).flatten(1)
        inputs, outputs = update.shape if parameter.ndim == 2 else update.shape[::-1]
        # equal size of change per entry for every shape, a little more where a layer widens
        size = max(1, outputs / inputs) ** 0.5 * 0.04 * max(inputs, outputs) ** 0.5
        parameter.add_(orthogonalise(update).view_as(parameter), alpha=-group["lr"] * size)
