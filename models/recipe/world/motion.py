"""Thirteen motions as curves over the frames of a clip."""

from dataclasses import dataclass

import torch
from torch import Tensor

GRAVITY = {"moon": 0.4, "coral reef": 0.35, "space": 0.3}  # share of the earth's; 1 elsewhere
FLOATING = frozenset({"space", "sky", "coral reef"})  # places without ground to stand on


@dataclass(frozen=True)
class Actor:
    """One thing in a clip. Positions and sizes in screens; `side` is -1 or 1; `phase` is 0..1."""

    thing: int
    motion: str
    x: float
    foot: float
    size: float
    speed: float
    phase: float
    side: int
    pose: int


@dataclass(frozen=True)
class Path:
    """Per frame [T]: centre column, foot row, size (screens), turn (radians)."""

    x: Tensor
    foot: Tensor
    size: Tensor
    turn: Tensor


def hop(clock: Tensor, height: float) -> Tensor:
    """A parabola of the given height while the clock runs from 0 to 1."""
    return height * 4 * clock * (1 - clock)


def path(actor: Actor, place: str, frames: int, fps: int) -> Path:
    """The motion of one actor; gentle gravity stretches falls, jumps and bounces in time."""
    time = torch.arange(frames) / fps  # seconds, [T]
    still = torch.zeros(frames)
    x, foot, size, turn = still + actor.x, still + actor.foot, still + actor.size, still
    slow = GRAVITY.get(place, 1.0) ** 0.5  # time runs slower by the root of gravity
    reach = 0.22 + 0.14 * actor.speed
    match actor.motion:
        case "moves left":
            x = 0.5 + reach - reach * time
        case "moves right":
            x = 0.5 - reach + reach * time
        case "rolls":
            x = 0.5 - actor.side * reach * (1 - time)
            turn = actor.side * reach * time / (actor.size * 0.4)
        case "bounces":
            period = (0.7 + 0.3 * actor.speed) / slow
            foot = foot - hop((time / period + actor.phase) % 1, 0.28 + 0.14 * actor.speed)
        case "jumps":
            wait = 0.2 + 0.4 * actor.phase
            foot = foot - hop(((time - wait) * slow / 0.85).clamp(0, 1), 0.34 + 0.08 * actor.speed)
        case "falls":
            foot = torch.minimum(0.1 + 0.45 * (time * slow) ** 2, foot)
        case "rises":
            foot = foot + 0.06 - (0.17 + 0.04 * actor.speed) * time - 0.04 * time**2
        case "hovers":
            foot = foot - 0.2 + 0.04 * torch.sin(time * 4 + 6.3 * actor.phase)
        case "spins":
            turn = actor.side * time * (2.6 + actor.speed)
        case "swings":
            turn = 0.4 * torch.sin(time * 4 + 6.3 * actor.phase)
        case "grows":
            size = size * (0.6 + 0.4 * time)
        case "shrinks":
            size, foot = size * (1.4 - 0.45 * time), foot - 0.05 * time
        case "stands still":
            pass
        case other:
            raise ValueError(f"unknown motion {other}")
    return Path(x, foot, size, turn)
