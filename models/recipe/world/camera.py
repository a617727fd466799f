"""What the camera of each clip does, as numbers per frame; drawn on the CPU from the plan alone."""

import random
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from .clip import Clip
from .motion import Course, Curve

CAMERA_SEED = 7 << 40
CENTRE_ROW = 0.58  # zooming keeps this row
EASE = 3.0  # seconds after which a pan, tilt or zoom has done two thirds of its way


@dataclass(frozen=True)
class Camera:
    """Per clip and frame, [B, T], lengths in screen heights.

    pan: to the right, by parallax. orbit: about the actors. shift, tilt: right and down, alike for all depths.
    zoom: of the lens. dolly: share by which the plane of the actors has come nearer.
    """

    pan: Tensor
    orbit: Tensor
    shift: Tensor
    tilt: Tensor
    zoom: Tensor
    dolly: Tensor

    @property
    def moves(self) -> bool:
        """Whether any clip's camera does anything."""
        return bool(
            any(value.any() for value in (self.pan, self.orbit, self.shift, self.tilt, self.dolly))
            or (self.zoom != 1).any()
        )

    @property
    def splits(self) -> bool:
        """Whether near and far move differently."""
        return bool(self.pan.any() or self.orbit.any() or self.dolly.any())

    @property
    def upright(self) -> bool:
        """Whether no row of the picture moves up or down."""
        return not (self.tilt.any() or self.dolly.any() or (self.zoom != 1).any())

    def to(self, device: torch.device) -> "Camera":
        return Camera(*(getattr(self, name).to(device) for name in NAMES))

    def __getitem__(self, rows: Tensor) -> "Camera":
        return Camera(*(getattr(self, name)[rows] for name in NAMES))


FLAT = frozenset({"zoom in", "zoom out", "tilt up", "tilt down", "handheld"})  # near and far move alike
NAMES = ("pan", "orbit", "shift", "tilt", "zoom", "dolly")


def shoot(clips: list[Clip], courses: list[list[Course]], times: list[Curve], aspect: float) -> Camera:
    """The cameras of these clips; `courses` are needed where a thing is tracked. times: [T] seconds, one a clip."""
    table = np.zeros((len(NAMES), len(clips), len(times[0])))
    table[4] = 1.0
    for row, clip in enumerate(clips):
        if clip.camera != "still":
            for name, curve in move(clip, courses[row][0], times[row], aspect).items():
                table[NAMES.index(name), row] = curve
    return Camera(*torch.from_numpy(table.astype(np.float32)))


def move(clip: Clip, course: Course, time: Curve, aspect: float) -> dict[str, Curve]:
    """The curves that differ from a still camera. Moves slow down in the end, so that things stay in view."""
    rng = random.Random(clip.seed + CAMERA_SEED)
    rate, phase = 0.85 + 0.3 * rng.random(), 6.3 * rng.random()
    eased = EASE * (1 - np.exp(-time / EASE)) * rate
    match clip.camera:
        case "pan left" | "pan right":
            side = 1 if clip.camera == "pan right" else -1
            return {"pan": side * (0.17 * eased - 0.1) * aspect}
        case "zoom in":
            return {"zoom": 1 + 0.2 * eased}
        case "zoom out":
            return {"zoom": 1.4 / (1 + 0.22 * eased)}
        case "tilt up" | "tilt down":
            side = 1 if clip.camera == "tilt down" else -1
            return {"tilt": side * (0.1 * eased - 0.07)}
        case "dolly in":
            return {"dolly": 0.2 * eased - 0.1}
        case "dolly out":
            return {"dolly": 0.36 - 0.2 * eased}
        case "orbit":
            return {"orbit": rng.choice((-1, 1)) * 0.34 * time * rate}
        case "handheld":
            shake = {}
            for name, quick in (("shift", 1.0), ("tilt", 1.23)):
                shake[name] = 0.018 * (
                    np.sin(5.1 * quick * time + phase) + 0.6 * np.sin(8.7 * quick * time + 2 * phase)
                )
            return shake
        case "tracking":
            return {"pan": (course.x - 0.5) * aspect}
    raise ValueError(f"unknown camera {clip.camera!r}")
