"""Every number of the recipe, flat and frozen; the whole config is saved inside every checkpoint.

`small` is for one or two CPU cores, `base` for one large GPU in parts of ten minutes, `tiny` runs every stage in CI.
"""

from dataclasses import dataclass, replace

from .world.scope import FULL, Scope
from .world.scope import SMALL as SMALL_SCOPE


@dataclass(frozen=True)
class Bucket:
    """A shape of clips that are trained together. Pixels; frames are 1 + 4k."""

    height: int = 128
    width: int = 128
    frames: int = 17
    fps: int = 8


@dataclass(frozen=True)
class Config:
    """One model size. Lengths are in pixels unless said, rates per optimiser step."""

    name: str = "small"
    device: str = "cpu"

    # clips
    buckets: tuple[Bucket, ...] = (Bucket(),)  # the first is what the page makes unasked
    scope: Scope = SMALL_SCOPE
    sprite_size: int = 96
    latest_start: float = 6.0  # seconds into a scene at which a clip may begin

    # autoencoder; widths and blocks are those at 1/4, 1/8 and 1/16 of the size
    latent_channels: int = 64
    group_frames: int = 4
    spatial_factor: int = 16
    plate_scale: int = 1  # the page shows places so many times as large as the encoder sees them, and figures at full size
    pca_clips: int = 250
    encoder_widths: tuple[int, ...] = ()  # none: a linear encoder, fixed by the principal components
    encoder_blocks: tuple[int, ...] = ()
    decoder_window: int = 3  # cells on each side that its linear path looks at
    decoder_widths: tuple[int, ...] = ()  # none: no convolutions on top of that; a fourth, finest, draws at twice the size
    decoder_blocks: tuple[int, ...] = ()
    autoencoder_minutes: float = 60.0
    autoencoder_clips: int = 5  # a step
    autoencoder_general: float = 0.2  # share of them that are general pictures
    autoencoder_groups: int = 3  # of each clip
    autoencoder_holes: float = 0.12  # share of groups with grey frames or regions, as conditions bring them
    latent_noise: float = 0.12  # most, on latents of sd 1
    window_batches: int = 240  # of pairs, for fitting the decoder's window
    polish_clips: int = 3000  # that the decoder learns from to draw what the transformer makes

    # cache
    clips: int = 32_000
    shard_clips: int = 500
    captions_per_clip: int = 2
    figure_clips: int = 1000  # whose poses give the figures' principal components
    still_pictures: int = 2000  # general pictures that are given to be held

    # transformer
    patch: int = 2
    width: int = 256
    depth: int = 6
    heads: int = 4
    text_width: int = 384
    text_tokens: int = 32
    references: int = 4  # figures at most
    reference_size: int = 64
    train_minutes: float = 600.0
    batch: int = 32
    muon_rate: float = 0.014
    adam_rate: float = 7e-4
    warm_up: int = 100
    average_decay: float = 0.998  # a step, of the weights that are kept
    caption_drop: float = 0.1
    alone_share: float = 0.4  # share of steps in which figures are learned without the place's tokens: two and a half times as fast
    figure_share: float = 0.8  # share of samples whose things are figures; in the others they are part of the picture
    empty_share: float = 0.06  # share of those that show the place alone
    still_share: float = 0.15  # share of those that stand over a given picture that has nothing to do with them, and hold it
    side_share: float = 0.08  # share of captions that say left or right, beside those drawn alike: one word that is slow to learn
    lesson_share: float = 0.4  # share of clips that show one motion or one relation alone, each as often: most prompts ask for that
    figure_weight: float = 1.0  # of their error beside the picture's
    plain_share: float = 0.7  # share of samples without known frames
    time_mean: float = 1.2  # of the logit: the strongest channels are four times the noise
    time_uniform: float = 0.2  # share of times drawn alike from all
    workers: int = 2  # threads that share a step's batch
    part: int = 8  # samples that one of them takes at a time
    checkpoint_seconds: float = 180.0
    compile: bool = True  # a quarter faster on a CPU, for a minute at the start

    # few steps
    distil_minutes: float = 60.0
    distil_rate: float = 0.25  # of the rates above
    distil_batch: int = 16  # what a teacher says has no noise in it: more steps are worth more than large ones
    distil_decay: float = 0.995
    student_steps: int = 4  # for each of them two of the teacher

    # sampling
    steps: int = 16
    guidance: float = 2.0
    figure_guidance: float = 1.0  # more is heard better (1.5: 76 % of motions instead of 72 %), and shakes a third more
    shift: float = 4.0

    # evaluation
    reader_minutes: float = 4.0
    way_steps: int = 2500  # of the reader of figures' ways

    @property
    def groups(self) -> int:
        """Of the first bucket's clips."""
        return 1 + (self.buckets[0].frames - 1) // self.group_frames


SMALL = Config(plate_scale=2, decoder_widths=(32, 64, 128, 192), decoder_blocks=(1, 1, 2, 2), autoencoder_clips=6, steps=8)

BASE = Config(
    name="base",
    device="cuda",
    buckets=(
        Bucket(256, 256, 33, 8),
        Bucket(192, 320, 33, 8),
        Bucket(320, 192, 33, 8),
        Bucket(256, 256, 17, 8),
        Bucket(128, 128, 33, 8),
    ),
    scope=FULL,
    sprite_size=192,
    latest_start=15.0,
    encoder_widths=(48, 112, 224),
    encoder_blocks=(1, 1, 2),
    decoder_widths=(64, 128, 256),
    decoder_blocks=(1, 2, 2),
    autoencoder_minutes=6.0,
    autoencoder_clips=48,
    clips=48_000,
    captions_per_clip=4,
    width=384,
    depth=9,
    heads=6,
    train_minutes=12.0,
    batch=256,
    muon_rate=0.02,
    adam_rate=1e-3,
    workers=1,
    part=4096,
    average_decay=0.999,
    warm_up=300,
    distil_minutes=4.0,
    distil_batch=256,
    reader_minutes=1.0,
)

# Seconds to run through end to end; its numbers mean nothing.
TINY = Config(
    name="tiny",
    buckets=(Bucket(64, 64, 17, 8), Bucket(64, 96, 9, 8)),
    scope=replace(SMALL_SCOPE, things=24),
    sprite_size=48,
    latent_channels=8,
    pca_clips=8,
    encoder_widths=(8, 12, 16),
    encoder_blocks=(1, 1, 1),
    decoder_widths=(8, 12, 16),
    decoder_blocks=(1, 1, 1),
    autoencoder_minutes=0.05,
    window_batches=2,
    polish_clips=100,
    autoencoder_clips=2,
    autoencoder_groups=2,
    clips=36,
    shard_clips=6,
    figure_clips=24,
    still_pictures=8,
    width=32,
    depth=2,
    heads=2,
    train_minutes=0.05,
    batch=4,
    part=2,
    warm_up=5,
    checkpoint_seconds=5.0,
    compile=False,
    distil_minutes=0.05,
    distil_batch=4,
    reader_minutes=0.03,
    way_steps=20,
    steps=4,
    student_steps=2,
)

CONFIGS = {config.name: config for config in (SMALL, BASE, TINY)}
