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

    # autoencoder; widths and blocks are those at 1/4, 1/8 and 1/16 of the size
    latent_channels: int = 64
    group_frames: int = 4
    spatial_factor: int = 16
    pca_clips: int = 250
    encoder_widths: tuple[int, int, int] = (48, 112, 224)
    encoder_blocks: tuple[int, int, int] = (1, 1, 2)
    decoder_widths: tuple[int, int, int] = (64, 128, 256)
    decoder_blocks: tuple[int, int, int] = (1, 2, 2)
    autoencoder_minutes: float = 60.0
    autoencoder_clips: int = 5  # a step
    autoencoder_general: float = 0.2  # share of them that are general pictures
    autoencoder_groups: int = 3  # of each clip
    autoencoder_holes: float = 0.12  # share of groups with grey frames or regions, as conditions bring them
    latent_noise: float = 0.3  # most, on latents of sd 1

    # cache
    clips: int = 20_000
    shard_clips: int = 1_000
    captions_per_clip: int = 2
    reference_poses: int = 6

    # transformer
    patch: int = 2
    width: int = 256
    depth: int = 6
    heads: int = 4
    text_width: int = 384
    text_tokens: int = 32
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
    encoder_widths=(8, 12, 16),
    encoder_blocks=(1, 1, 1),
    decoder_widths=(8, 12, 16),
    decoder_blocks=(1, 1, 1),
    autoencoder_minutes=0.05,
    autoencoder_clips=2,
    autoencoder_groups=2,
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
