"""The judge of the evaluation: reads from a clip what it shows. Trained on renders of other seeds, never on made clips.

It looks through the frozen encoder (a made clip is decoded to pixels and encoded again first), so training it takes
minutes: the cache already holds the latents of every render. What a figure does is read from its way besides (`WayReader`),
because a picture of 128x128 pixels tells little of a slow turn or a small step.
"""

import time
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .cache import LatentCache, Shelf
from .config import Config
from .things import THINGS
from .world.clip import Clip, draw_clip

CATEGORIES = tuple(sorted({thing.category for thing in THINGS}))
COUNTS = 4


@dataclass(frozen=True)
class Reading:
    """Scores of a batch: thing [B, things], category, place, time, motion, count, style, camera [B, choices];
    path [B, G, 4, 3]: centre column, centre row (screens) and size of the first thing in every frame."""

    scores: dict[str, Tensor]
    path: Tensor


def choices(config: Config) -> dict[str, tuple[str, ...]]:
    """The answers each question may have."""
    scope = config.scope
    return {
        "thing": tuple(str(row) for row in range(scope.things)),
        "category": CATEGORIES,
        "place": scope.places,
        "time": scope.times,
        "motion": scope.motions,
        "count": tuple(str(n + 1) for n in range(COUNTS)),
        "style": scope.styles,
        "camera": scope.cameras,
    }


def answers(config: Config, clip: Clip) -> dict[str, int]:
    """The right answer to every question about a clip's plan; -1 where the question does not apply."""
    first = clip.actors[0]
    said = {
        "thing": str(first.thing),
        "category": THINGS[first.thing].category,
        "place": clip.place,
        "time": clip.time,
        "motion": first.motion,
        "count": str(len(clip.actors)),
        "style": clip.style,
        "camera": clip.camera,
    }
    options = choices(config)
    return {name: options[name].index(value) if value in options[name] else -1 for name, value in said.items()}


class Reader(nn.Module):
    """Latents [B, C, G, h, w] -> Reading; convolutions in each group, then over time."""

    def __init__(self, config: Config, width: int = 160) -> None:
        super().__init__()
        channels = config.latent_channels
        self.space = nn.Sequential(
            nn.Conv2d(channels, width, 3, padding=1),
            nn.GELU(),
            nn.Conv2d(width, width, 3, padding=1),
            nn.GELU(),
            nn.Conv2d(width, width, 3, padding=1, stride=2),
            nn.GELU(),
        )
        self.time = nn.Sequential(nn.Conv1d(2 * width, width, 3, padding=1), nn.GELU())
        self.norm = nn.LayerNorm(4 * width)
        self.heads = nn.ModuleDict({name: nn.Linear(4 * width, len(of)) for name, of in choices(config).items()})
        self.path = nn.Linear(2 * width, 12)
        self.look = nn.Conv2d(width, 1, 1)

    def forward(self, latents: Tensor) -> Reading:
        batch, _, groups = latents.shape[:3]
        x = self.space(latents.transpose(1, 2).flatten(0, 1))  # [B*G, width, h/2, w/2]
        focus = torch.softmax(self.look(x).flatten(2), -1)  # looks at one spot, and at everything
        spot = (x.flatten(2) * focus).sum(-1)
        whole = x.mean((2, 3))
        rows, columns = torch.meshgrid(
            torch.linspace(0, 1, x.shape[2], device=x.device),
            torch.linspace(0, 1, x.shape[3], device=x.device),
            indexing="ij",
        )
        centre = torch.stack([(focus[:, 0] * axis.flatten()).sum(-1) for axis in (columns, rows)], -1)
        frame = torch.cat([spot, whole], 1)
        path = self.path(frame).unflatten(-1, (4, 3)) + F.pad(centre, (0, 1))[:, None]
        joined = frame.unflatten(0, (batch, groups))  # [B, G, 2 * width]
        moved = self.time(joined.transpose(1, 2))  # [B, width, G]
        pooled = torch.cat([moved.mean(-1), moved.amax(-1), joined.mean(1)], -1)
        features = self.norm(pooled)
        return Reading({name: head(features) for name, head in self.heads.items()}, path.unflatten(0, (batch, groups)))

    @torch.no_grad()
    def features(self, latents: Tensor) -> Tensor:
        """[B, 4 * width] before the heads, for distances between sets of clips."""
        kept: list[Tensor] = []
        hook = self.norm.register_forward_hook(lambda *args: kept.append(args[2]))
        self(latents)
        hook.remove()
        return kept[0]


def reader_loss(reading: Reading, labels: dict[str, Tensor], truth: Tensor) -> Tensor:
    """labels [B] with -1 ignored; truth [B, T, A, 5] as the world gives it, of which the first thing is read."""
    loss = torch.stack([F.cross_entropy(reading.scores[name], labels[name], ignore_index=-1) for name in labels])
    first = truth[:, :, 0]  # [B, T, 5]
    full = torch.cat([first[:, :1].expand(-1, 3, -1), first], 1).unflatten(1, (-1, 4))
    seen = full[..., 4:] > 0
    error = (reading.path - full[..., :3]).abs() * seen
    return loss.nanmean() + 4 * error.sum() / (3 * seen.sum().clamp(min=1))


def labels_of(config: Config, shelf: Shelf) -> dict[str, Tensor]:
    """The answers of every clip of a shelf, drawn again from the seeds; the motion only where its begin is shown."""
    rows = [answers(config, draw_clip(seed, config.scope)) for seed in shelf.seeds]
    labels = {name: torch.tensor([row[name] for row in rows]) for name in rows[0]}
    labels["motion"][shelf.starts.cpu() > 0] = -1
    return {name: value.to(config.device) for name, value in labels.items()}


def train_reader(config: Config, cache: LatentCache) -> Reader:
    """Trains for the config's minutes on the first bucket's cached renders, with noise so that it does not learn the
    renderer's last bit."""
    torch.manual_seed(0)
    shelf = cache.shelves[config.buckets[0]]
    labels = labels_of(config, shelf)
    reader = Reader(config).to(config.device)
    optimiser = torch.optim.AdamW(reader.parameters(), 1e-3, weight_decay=0.02)
    begun, step = time.time(), 0
    while (left := 1 - (time.time() - begun) / (config.reader_minutes * 60)) > 0:
        generator = torch.Generator().manual_seed(step)
        rows = torch.randint(len(shelf), (64,), generator=generator).to(config.device)
        data = shelf.latents[rows].float()
        data = data + 0.3 * float(torch.rand((), generator=generator)) * torch.randn_like(data)
        optimiser.param_groups[0]["lr"] = 1e-3 * min(1.0, 2 * left)
        chosen = {name: value[rows] for name, value in labels.items()}
        loss = reader_loss(reader(data), chosen, shelf.truth[rows].float())
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        step += 1
    print(f"reader: {step} steps, last loss {loss.item():.3f}", flush=True)
    return reader.eval()


class WayReader(nn.Module):
    """Poses of one figure [B, T, P] as the decoder lays it -> scores of its motion [B, motions]."""

    mean: Tensor
    spread: Tensor

    def __init__(self, poses: Tensor, motions: int, width: int = 256) -> None:
        """poses [n, T, P] of all that it will learn from, for their mean and spread."""
        super().__init__()
        self.register_buffer("mean", poses.mean((0, 1)))
        self.register_buffer("spread", poses.std((0, 1)).clamp(min=1e-2))
        frames, numbers = poses.shape[1:]
        self.heads = nn.Sequential(
            nn.Linear((2 * frames - 1) * numbers, width),
            nn.GELU(),
            nn.Dropout(0.2),
            nn.Linear(width, width),
            nn.GELU(),
            nn.Linear(width, motions),
        )

    def forward(self, poses: Tensor) -> Tensor:
        at = (poses - self.mean) / self.spread
        return self.heads(torch.cat([at.flatten(1), 4 * at.diff(dim=1).flatten(1)], 1))  # steps are small beside places


def train_way_reader(config: Config, cache: LatentCache) -> WayReader:
    """Learns on the true ways of cached clips that show one motion from its begin; shaken a little, so that it goes by
    what a thing does and not by the last bit of how."""
    torch.manual_seed(0)
    shelf = cache.shelves[config.buckets[0]]
    rows = ((shelf.lesson >= 0) & (shelf.lesson < len(config.scope.motions))).nonzero()[:, 0]
    poses, motions = shelf.figures[rows, :, 0].float(), shelf.lesson[rows]
    reader = WayReader(poses, len(config.scope.motions)).to(poses.device)
    optimiser = torch.optim.AdamW(reader.parameters(), 1e-3, weight_decay=0.05)
    for step in range(config.way_steps):
        generator = torch.Generator().manual_seed(step)
        chosen = torch.randint(len(poses), (128,), generator=generator).to(poses.device)
        aside, shaken = torch.randn(128, 1, poses.shape[2], generator=generator), torch.randn(128, *poses.shape[1:], generator=generator)
        shown = poses[chosen] + reader.spread * (0.02 * aside + 0.01 * shaken).to(poses.device)
        optimiser.param_groups[0]["lr"] = 1e-3 * (1 - step / config.way_steps)
        loss = F.cross_entropy(reader(shown), motions[chosen])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    print(f"reader of ways: {len(poses)} of them, last loss {loss.item():.3f}", flush=True)
    return reader.eval()
