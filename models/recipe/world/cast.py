"""Things on the screen: warped sprites with shadow and reflection, and the truth about where they are."""

from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from ..things import THINGS
from .camera import CENTRE_ROW
from .clip import Actor, Clip
from .hues import recolour
from .laws import FLOATING, INDOORS, WATER
from .layers import Screen
from .motion import PIVOT, Course, heads_right
from .palette import ACTOR_LIGHT, TIME_ROW
from .relation import behind
from .sprites import Sprites

POSE_RATE = 8  # poses of an animation a second
POSE_NUMBERS = 14  # of `figures`
POSE_MIRRORED = (-1, 1, 1, 1, -1, 1, -1, 1, 1, 1, 1, 1, 1, 1)  # what they are multiplied by in a mirror
MIRROR_STRENGTH = 0.3  # of a reflection in water; wet streets give less
NO_GROUND = 1.5  # a row that nothing is seen on


@dataclass(frozen=True)
class Pass:
    """One sprite in each of several clips, painted at once. [n, T] unless said.

    rows, slot, thing: [n] clip of the batch, actor of the clip, picture. x, y: middle on the screen, in screen heights;
    ground: row of its shadow. mirrored: 1 or -1. things, colours: lists of n.
    """

    rows: Tensor
    slot: Tensor
    thing: Tensor
    pose: Tensor
    mirrored: Tensor
    x: Tensor
    y: Tensor
    size: Tensor
    turn: Tensor
    stretch: Tensor
    ground: Tensor
    opacity: Tensor
    things: list[int]
    colours: list[str]
    ropes: list[int]  # which of these hang on a rope
    pivot_x: Tensor
    pivot_y: Tensor


def passes(
    clips: list[Clip], courses: list[list[Course]], times: list[np.ndarray], screen: Screen, sprites: Sprites
) -> list[Pass]:
    """What to paint, in order: things that stand farther back first, one pass for each place in that order."""
    jobs: dict[int, list[tuple[int, int, np.ndarray]]] = {}
    for row, clip in enumerate(clips):
        for number, (slot, opacity) in enumerate(painting_order(clip, times[row])):
            jobs.setdefault(number, []).append((row, slot, opacity))
    return [make_pass(clips, courses, times, screen, sprites, jobs[number]) for number in sorted(jobs)]


def painting_order(clip: Clip, time: np.ndarray) -> list[tuple[int, np.ndarray]]:
    """(slot, opacity [T]) from back to front."""
    full = np.ones_like(time)
    if clip.relation == "orbits":
        back = behind(clip.actors[0], time)
        return [(0, back), (1, full), (0, 1 - back)]
    return [(slot, full) for slot in sorted(range(len(clip.actors)), key=lambda s: clip.actors[s].foot)]


def make_pass(
    clips: list[Clip],
    courses: list[list[Course]],
    times: list[np.ndarray],
    screen: Screen,
    sprites: Sprites,
    jobs: list[tuple[int, int, np.ndarray]],
) -> Pass:
    device = screen.time.device
    actors = [clips[row].actors[slot] for row, slot, _ in jobs]
    chosen = [courses[row][slot] for row, slot, _ in jobs]
    table = np.stack(
        [
            np.stack([c.x, c.foot, c.size, c.turn, c.stretch, ground_of(clips[row], a, c), opacity])
            for (row, _, opacity), a, c in zip(jobs, actors, chosen, strict=True)
        ]
    )
    x, foot, size, turn, stretch, ground, opacity = torch.from_numpy(table.astype(np.float32)).to(device).unbind(1)
    for number, (row, slot, _) in enumerate(jobs):
        if clips[row].relation == "on top of" and slot == 0:  # no gap above a thing that is low and broad
            foot[number] += (
                0.92 * size.new_tensor(courses[row][1].size) * (1 - sprites.tall[clips[row].actors[1].thing])
            )
    rows = torch.tensor([row for row, _, _ in jobs], device=device)
    thing = torch.tensor([a.thing for a in actors], device=device)
    pose = np.stack(
        [
            (a.pose + np.floor(times[row] * POSE_RATE + 1e-6)).astype(int)
            for (row, _, _), a in zip(jobs, actors, strict=True)
        ]
    )
    camera = screen.camera[rows]
    scale = camera.zoom * (1 + camera.dolly)
    middle = foot - 0.5 * size * sprites.tall[thing][:, None] * stretch.sqrt()
    centre = screen.aspect / 2
    held = torch.tensor([a.x for a in actors], device=device)[:, None]

    def on_screen(row: Tensor) -> Tensor:
        return (row - CENTRE_ROW - camera.tilt) * scale + CENTRE_ROW

    return Pass(
        rows=rows,
        slot=torch.tensor([slot for _, slot, _ in jobs], device=device),
        thing=thing,
        pose=torch.from_numpy(pose % sprites.pictures.shape[1]).to(device),
        mirrored=torch.from_numpy(
            np.stack([mirrored(a, times[row]) for (row, _, _), a in zip(jobs, actors, strict=True)])
        ).to(device),
        x=(x * screen.aspect - centre - camera.pan - camera.shift) * scale + centre,
        y=on_screen(middle),
        size=size * scale,
        turn=turn,
        stretch=stretch,
        ground=on_screen(ground),
        opacity=opacity,
        things=[a.thing for a in actors],
        colours=[a.colour for a in actors],
        ropes=[number for number, a in enumerate(actors) if a.motion == "swings on a rope"],
        pivot_x=(held * screen.aspect - centre - camera.pan - camera.shift) * scale + centre,
        pivot_y=on_screen(torch.full_like(x, PIVOT)),
    )


def ground_of(clip: Clip, actor: Actor, course: Course) -> np.ndarray:
    """The row on which the shadow lies; below the screen where there is none."""
    if (
        clip.place in FLOATING
        or (clip.relation == "on top of" and actor is clip.actors[0])
        or clip.relation == "orbits"
    ):
        return np.full_like(course.foot, 9.0)
    perspective = "grows" in (actor.motion, actor.then) or actor.motion == "shrinks"
    return course.foot if perspective and not actor.then else np.full_like(course.foot, actor.foot)


def mirrored(actor: Actor, time: np.ndarray) -> np.ndarray:
    """-1 while a thing that is drawn facing left heads right, or the other way round, else 1; [T] f32."""
    faces = THINGS[actor.thing].faces
    flips = []
    for motion in (actor.motion, actor.then or actor.motion):
        right = heads_right(actor, motion)
        left = motion in ("moves left", "rolls", "is thrown", "drifts in the wind") and not right
        flips.append(-1.0 if (faces == "l" and right) or (faces == "r" and left) else 1.0)
    return np.where(actor.then and time > actor.then_at, flips[1], flips[0]).astype(np.float32) + 0 * time.astype(
        np.float32
    )


def paint(job: Pass, screen: Screen, sprites: Sprites, place: str, light: Tensor, seen: Tensor) -> None:
    """Shadow or reflection, then the thing itself. light: [B, 3, 1, 1]. seen: [B, T, H, W] uint8, changed in place."""
    if place not in FLOATING and place not in WATER:
        cast_shadow(job, screen)
    if place in WATER or place == "night city":
        mirror = upside_down(job, mirror_strength(place))
        lay_sprite(mirror, screen, sprites, light, None)
    if job.ropes:
        draw_ropes(job, screen, light)
    lay_sprite(job, screen, sprites, light, seen)


def mirror_strength(place: str) -> float:
    """How strongly the ground of a place mirrors the things on it."""
    return MIRROR_STRENGTH if place in WATER else 0.22 if place == "night city" else 0.0


def draw_ropes(job: Pass, screen: Screen, light: Tensor) -> None:
    """A line from the pivot to the middle of each thing that hangs."""
    chosen = torch.tensor(job.ropes, device=screen.time.device)
    rows, px, py = job.rows[chosen], job.pivot_x[chosen], job.pivot_y[chosen] - 0.1
    ux, uy = job.x[chosen] - px, job.y[chosen] - py  # [n, T]
    dx = (screen.x - px[..., None])[:, :, None]
    dy = (screen.y - py[..., None])[..., None]
    long = (ux**2 + uy**2).sqrt()
    ux, uy = (ux / long)[..., None, None], (uy / long)[..., None, None]
    aside, along = (dx * uy - dy * ux).abs(), dx * ux + dy * uy
    alpha = ((0.007 - aside) * screen.height + 0.5).clamp(0, 1) * (along < long[..., None, None])
    colour = torch.tensor((0.55, 0.40, 0.26), device=alpha.device)[:, None, None] * light[rows][:, None]
    image = screen.frames()
    image[rows] = torch.lerp(image[rows], colour.expand(-1, alpha.shape[1], -1, *alpha.shape[2:]), alpha[:, :, None])


def upside_down(job: Pass, strength: float) -> Pass:
    """The reflection about the row the thing stands on; weaker when the thing is high above it."""
    lift = (job.ground - job.y - 0.5 * job.size).clamp(0, 0.5)
    y = 2 * job.ground - job.y - 0.04 * job.size
    return replace(job, y=y, turn=-job.turn, stretch=-job.stretch, opacity=job.opacity * strength * (1 - 2 * lift))


def cast_shadow(job: Pass, screen: Screen) -> None:
    """A soft ellipse on the ground that fades and widens as the thing leaves it."""
    lift = (job.ground - job.y - 0.5 * job.size).clamp(0, 0.6)
    strength = 0.36 * (1 - 1.4 * lift).clamp(min=0) * job.opacity
    across = (screen.x - job.x[..., None]) / (job.size * (0.38 + 0.3 * lift))[..., None]  # [n, T, W]
    first = int((float(job.ground.min()) - 0.12) * screen.height) if screen.trim else 0
    rows = slice(min(max(first, 0), screen.height - 1), screen.height)
    down = (screen.y[rows] - job.ground[..., None]) / 0.032
    dark = torch.exp(-(down**2))[..., None] * (torch.exp(-(across**2)) * strength[..., None])[..., None, :]
    image = screen.frames()
    if len(job.rows) == len(image):
        image[:, :, :, rows].mul_(1 - dark[:, :, None])
    else:
        image[job.rows, :, :, rows] = image[job.rows, :, :, rows] * (1 - dark[:, :, None])


def lay_sprite(job: Pass, screen: Screen, sprites: Sprites, light: Tensor, seen: Tensor | None) -> None:
    """Warps the sprite into the frames; where it covers more than half of a pixel, `seen` gets its number."""
    rows, columns = reach(job, screen)
    dx = screen.x[columns] - job.x[..., None]  # [n, T, w]
    dy = screen.y[rows] - job.y[..., None]  # [n, T, h]
    cos, sin = torch.cos(job.turn), torch.sin(job.turn)
    wide = 2 * job.mirrored / (job.size / job.stretch.abs().sqrt())
    high = 2 / (job.size * job.stretch.abs().sqrt()) * job.stretch.sign()
    grid = torch.empty(*dy.shape, dx.shape[2], 2, device=dx.device)
    grid[..., 0] = (cos * wide)[..., None, None] * dx[:, :, None] + (sin * wide)[..., None, None] * dy[..., None]
    grid[..., 1] = (cos * high)[..., None, None] * dy[..., None] - (sin * high)[..., None, None] * dx[:, :, None]
    grid[..., 1] += (1 - sprites.tall[job.thing])[:, None, None, None]  # the middle of what is seen
    pixels = (job.size.amax(1) * screen.height).tolist()
    sprite = recolour(sprites.sample(job.thing, job.pose, grid, pixels), job.things, job.colours)
    if not bool((job.opacity == 1).all()):
        sprite = sprite * job.opacity[:, :, None, None, None]
    image = screen.frames()
    everyone = len(job.rows) == len(image)
    target = image[:, :, :, rows, columns] if everyone else image[job.rows][:, :, :, rows, columns]
    target = target.mul_(1 - sprite[:, :, 3:]).addcmul_(sprite[:, :, :3], light[job.rows][:, None])
    if not everyone:
        image[job.rows, :, :, rows, columns] = target
    if seen is not None:
        part = seen[job.rows][:, :, rows, columns]
        number = (job.slot + 1).to(torch.uint8)[:, None, None, None]
        seen[job.rows, :, rows, columns] = torch.where(sprite[:, :, 3] > 0.5, number, part)


def reach(job: Pass, screen: Screen) -> tuple[slice, slice]:
    """The rows and columns that these sprites can touch; all of them where cutting saves nothing."""
    if not screen.trim:
        return slice(0, screen.height), slice(0, screen.width)
    half = 0.72 * job.size * job.stretch.abs().clamp(0.7, 1.4)
    ends = []
    for middle, count in ((job.y, screen.height), (job.x, screen.width)):
        low = int(float((middle - half).min()) * screen.height)
        high = int(float((middle + half).max()) * screen.height) + 2
        first = min(max(low, 0), count - 1)
        ends.append(slice(first, max(min(high, count), first + 1)))
    return ends[0], ends[1]


def truth(clips: list[Clip], jobs: list[Pass], screen: Screen, most: int) -> Tensor:
    """[B, T, A, 5]: middle (shares of width and height), size (screen heights), turn (radians), visible (0 or 1)."""
    result = torch.zeros(len(clips), screen.time.shape[1], most, 5, device=screen.time.device)
    for job in jobs:
        inside = (job.x > 0) & (job.x < screen.aspect) & (job.y > 0) & (job.y < 1)
        values = (job.x / screen.aspect, job.y, job.size, job.turn, inside.float())
        result[job.rows, :, job.slot] = torch.stack(values, -1)
    return result


def figures(clips: list[Clip], jobs: list[Pass], screen: Screen, light: Tensor, most: int) -> Tensor:
    """[B, T, A, POSE_NUMBERS], how each actor lies over the place, lengths in screen heights:
    column and row of its middle from that of the screen, log2 of its size over 0.4, cosine and sine of its turn,
    log2 of height over width, 1 or -1 (mirrored), row of its ground, whether it casts a shadow, how strongly the
    ground mirrors it, its light (red, green, blue), and its depth: a nearer figure lies over a farther one.
    Each is scaled to about -1..1. Zeros where a clip has fewer actors."""
    result = torch.zeros(len(clips), screen.time.shape[1], most, POSE_NUMBERS, device=screen.time.device)
    place = clips[0].place
    grounded = float(place not in FLOATING and place not in WATER)
    mirrors = mirror_strength(place) / MIRROR_STRENGTH
    for number, job in enumerate(jobs):
        here = result[job.rows, :, job.slot]
        ground = job.ground.clamp(max=NO_GROUND)
        rests = (ground < NO_GROUND).float()
        one = torch.ones_like(job.x)
        red, green, blue = (4 * (light[job.rows, channel, 0] - 0.85) * one for channel in range(3))
        depth = torch.tensor([depth_of(clips[row].actors[slot], number, clips[row].relation) for row, slot in
                              zip(job.rows.tolist(), job.slot.tolist(), strict=True)], device=one.device)[:, None]
        values = (
            2 * job.x - screen.aspect, 2 * job.y - 1, (job.size / 0.4).log2(), job.turn.cos(), job.turn.sin(),
            8 * job.stretch.log2(), job.mirrored, 2 * ground - 1, rests * grounded, rests * mirrors, red, green, blue,
            depth * one,
        )
        seen = job.opacity[..., None] > 0.5  # an orbiting actor has two passes
        result[job.rows, :, job.slot] = torch.where(seen, torch.stack(values, -1), here)
    return result


def depth_of(actor: Actor, number: int, relation: str) -> float:
    """By painting order where things go round each other, else by where a thing stands."""
    return (0.0, 0.5, 1.0)[min(number, 2)] if relation == "orbits" else 4 * (actor.foot - 0.7)


def lights(clips: list[Clip], device: torch.device) -> Tensor:
    """The light on the things of each clip, [B, 3, 1, 1]."""
    rows = [(0.9, 0.86, 0.95) if c.place == "night city" else ACTOR_LIGHT[TIME_ROW[c.time]] for c in clips]
    light = torch.tensor(rows, device=device)[:, :, None, None]
    return 0.5 + 0.5 * light if clips[0].place in INDOORS else light
