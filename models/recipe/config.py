"""Every number of the recipe, flat and frozen; the whole config is saved inside every checkpoint."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Config:
    """One model size. Lengths are in pixels unless said, rates per optimiser step."""

    name: str = "small"

    # clips
    size: int = 128
    frames: int = 17
    fps: int = 8
    sprite_size: int = 96
    things: int = 140  # rows of things.py in use

    # autoencoder
    latent_channels: int = 32
    group_frames: int = 4
    spatial_factor: int = 16
    pca_clips: int = 250
    low: int = 160
    low_blocks: int = 1
    high: int = 96
    high_blocks: int = 1
    decoder_minutes: float = 59.0
    decoder_batch: int = 6  # clips; two groups of each are decoded
    decoder_noise: float = 0.08  # on latents of sd 1, so that small errors of the transformer do not show

    # cache
    clips: int = 20_000
    shard_clips: int = 1_000
    captions_per_clip: int = 2
    reference_poses: int = 6

    # transformer
    patch: int = 2
    width: int = 192
    depth: int = 5
    heads: int = 4
    text_width: int = 384
    text_tokens: int = 24
    references: int = 2
    reference_size: int = 64
    train_minutes: float = 68.5
    batch: int = 32
    muon_rate: float = 0.02
    adam_rate: float = 1e-3
    warm_up: int = 100
    caption_drop: float = 0.1
    reference_keep: float = 0.75
    plain_share: float = 0.85  # share of samples without known frames
    time_mean: float = 0.4
    checkpoint_seconds: float = 180.0
    compile: bool = True  # a quarter faster on a CPU, for a minute at the start

    # sampling
    steps: int = 16
    guidance: float = 3.0
    shift: float = 2.0

    @property
    def groups(self) -> int:
        """1 + 4k frames make k + 1 groups."""
        return 1 + (self.frames - 1) // self.group_frames

    @property
    def grid(self) -> int:
        """Latent rows (and columns) of a square clip."""
        return self.size // self.spatial_factor


SMALL = Config()

# Seconds to run through end to end; its numbers mean nothing.
TINY = Config(
    name="tiny",
    size=64,
    sprite_size=32,
    things=4,
    latent_channels=8,
    pca_clips=8,
    low=16,
    high=4,
    decoder_minutes=0.05,
    decoder_batch=2,
    clips=24,
    shard_clips=12,
    reference_poses=2,
    width=32,
    depth=2,
    heads=2,
    train_minutes=0.05,
    batch=4,
    checkpoint_seconds=5.0,
    warm_up=5,
    compile=False,
)

CONFIGS = {config.name: config for config in (SMALL, TINY)}
