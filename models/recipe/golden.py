"""Step 7, `golden`: numbers from PyTorch that the page's graphs must reproduce, computed with 8-bit weights as stored.

`tiny` has random weights everywhere, also where training starts from zero, and odd sizes that catch swapped axes.
Inputs are rounded to f16 first, so that they are exact in the file. Tolerances: 1e-4 where stored as F32, 1e-3 as F16.
"""

from pathlib import Path

import torch
from torch import Tensor, nn

from .autoencoder import Autoencoder
from .config import Config
from .data import FIXTURE, unpack
from .export import dequantise, export, quantise, write_safetensors
from .transformer import Transformer, shape_numbers
from .world.cast import POSE_NUMBERS
from .world.compose import Cast, compose
from .world.hues import recolour
from .world.sprites import Sprites


@torch.no_grad()
def randomise(module: nn.Module, generator: torch.Generator) -> None:
    """Random values of useful size in every parameter; matrices are divided by the root of their inputs."""
    for name, parameter in module.named_parameters():
        noise = torch.randn(parameter.shape, generator=generator)
        if name.endswith(".weight"):
            inputs = parameter.shape[0] if parameter.ndim == 2 else parameter[0].numel()
            parameter.copy_(noise * inputs**-0.5)
        else:
            around = 1.0 if "norm" in name else 0.0
            parameter.copy_(around + 0.2 * noise)
    for name, buffer in module.named_buffers():
        buffer.copy_(1 + 0.5 * torch.rand(buffer.shape, generator=generator))


class Inputs:
    """Seeded inputs, exact in f16."""

    def __init__(self, seed: int) -> None:
        self.generator = torch.Generator().manual_seed(seed)

    def normal(self, *shape: int, size: float = 1.0) -> Tensor:
        return (torch.randn(shape, generator=self.generator) * size).half().float()


@torch.no_grad()
def autoencoder_numbers(model: Autoencoder, config: Config, height: int, width: int) -> dict[str, Tensor]:
    """Encoder on one group; decoder for the first group (previous = itself) and a later one, every fourth row."""
    draw, factor = Inputs(1), config.spatial_factor
    group = draw.normal(1, 12, height, width, size=0.5).clamp(-1, 1)
    latents = draw.normal(2, config.latent_channels, height // factor, width // factor)
    first = model.decoder(latents[:1], latents[:1])
    later = model.decoder(latents[1:], latents[:1])
    frames = [((x + 1) / 2).clamp(0, 1)[:, :, ::4].contiguous() for x in (first, later)]
    return {
        "encoder.group": group.half(),
        "encoder.latents": model.encoder(group),
        "decoder.latents": latents[1:],
        "decoder.previous": latents[:1],
        "decoder.first_rows": frames[0],
        "decoder.later_rows": frames[1],
    }


@torch.no_grad()
def transformer_numbers(model: Transformer, config: Config, groups: int, rows: int, columns: int) -> dict[str, Tensor]:
    """One guided clip with known frames, a caption of nine tokens and all figures but the last; and the same without a caption."""
    draw, channels, slots = Inputs(2), config.latent_channels, config.references
    shape = (1, channels, groups, rows, columns)
    size = channels * rows * columns + slots * config.group_frames * POSE_NUMBERS
    inputs = {
        "latents": draw.normal(1, groups, size),
        "mask": torch.zeros(1, 4, groups, rows, columns),
        "masked": draw.normal(*shape),
    }
    inputs["mask"][:, :, 0] = 1
    inputs["mask"][:, 2, -1, :, 1:] = 1
    inputs["time"] = torch.tensor([0.625])
    inputs["next_time"] = torch.tensor([0.625])
    inputs["shape"] = torch.tensor([shape_numbers(config.buckets[0].fps, 1 + 4 * (groups - 1), 16 * rows, 16 * columns)])
    inputs["text"] = draw.normal(1, config.text_tokens, config.text_width, size=0.5)
    inputs["text_mask"] = (torch.arange(config.text_tokens) < 9).float()[None]
    inputs["references"] = draw.normal(1, slots, channels, 4, 4)
    inputs["reference_tags"] = draw.normal(1, slots, config.text_width, size=0.5)
    inputs["reference_mask"] = (torch.arange(slots) < slots - 1).float()[None]
    bare = inputs | {
        "text": torch.zeros_like(inputs["text"]),
        "text_mask": (torch.arange(config.text_tokens) < 1).float()[None],
        "reference_tags": torch.zeros_like(inputs["reference_tags"]),
    }
    numbers = {f"transformer.{name}": value for name, value in inputs.items()}
    for name in ("time", "next_time"):
        numbers[f"transformer.{name}"] = torch.tensor([0.625, 0.0])  # a second number pads the file to eight bytes
    numbers["transformer.text"] = inputs["text"].half()
    numbers["transformer.velocity"] = model(**inputs)
    numbers["transformer.velocity_without_caption"] = model(**bare)
    inputs["next_time"] = torch.tensor([0.25])
    numbers["transformer.velocity_to_quarter"] = model(**inputs)
    return numbers


@torch.no_grad()
def figure_numbers(model: Transformer, config: Config) -> dict[str, Tensor]:
    """Figures of three groups and the poses they stand for; and two figures laid over plates, in two frames."""
    draw, codec, slots = Inputs(3), model.figure.codec, config.references
    latents = draw.normal(1, 3, slots, codec.numbers)
    pictures = unpack(FIXTURE, 2)[:, :1]
    plates = draw.normal(1, 2, 3, 64, 96, size=0.5).clamp(0, 1)
    poses = torch.zeros(1, 2, slots, POSE_NUMBERS)
    poses[0, 0, 0] = torch.tensor([0.1, -0.2, 0.2, 0.8, 0.6, -1.0, 1, 0.6, 1, 0, 0.2, 0.1, -0.4, 0.3])
    poses[0, 1, 0] = torch.tensor([-0.9, 0.3, -0.8, 1, 0, 0, -1, 0.6, 0, 0.8, 0, 0, 0, 0.3])
    poses[0, :, 1] = torch.tensor([0.4, 0.1, 0.0, -0.6, 0.8, 0.5, -1, 0.7, 1, 0.4, 0.1, 0.1, 0.1, -0.1])
    things, present = torch.tensor([[1, 0] + [0] * (slots - 2)]), torch.zeros(1, slots)
    present[:, :2] = 1
    cast = Cast(things, present, torch.zeros_like(things), [[""] * slots])
    return {
        "figures.latents": latents,
        "figures.poses": codec.decode(latents),
        "compose.plates": plates.half(),
        "compose.poses": poses,
        "compose.pictures": pictures[:, 0].half(),  # 0..255
        "compose.blue": recolour(pictures[1:, 0].float() / 255, [1], ["blue"]).half(),  # the second of the pictures
        "compose.frames": compose(plates, poses, cast, Sprites(pictures, torch.device("cpu"))).half(),
    }


def golden(
    config: Config, transformer: Transformer, autoencoder: Autoencoder, path: Path, shape: tuple[int, int, int]
) -> None:
    """Writes the numbers of both networks with their weights rounded to 8 bits.

    shape: groups, rows and columns of the transformer's latents; pictures are 32x48 pixels.
    """
    for model in (transformer, autoencoder):
        model.load_state_dict(dequantise(quantise(model.state_dict())))
        model.eval()
    numbers = autoencoder_numbers(autoencoder, config, 32, 48)
    numbers |= transformer_numbers(transformer, config, *shape)
    if config.name == "tiny":  # what is laid over places is the same for all sizes
        numbers |= figure_numbers(transformer, config)
    write_safetensors(
        numbers,
        path,
        {
            "made_by": f"python -m models.recipe golden --config {config.name}",
            "decoder.first_rows": "0..1, every fourth pixel row; latents = previous = decoder.previous",
            "decoder.later_rows": "the same rows with latents = decoder.latents, previous = decoder.previous",
            "compose.frames": "pictures 1 and 0 over the plates",
            "transformer.time": "only the first number is the time; next_time likewise",
            "transformer.velocity_to_quarter": "next_time 0.25, else the inputs of transformer.velocity",
            "transformer.velocity_without_caption": "text and reference_tags 0, text_mask [1, 0, ...]; else the same",
        },
    )


def tiny_golden(config: Config, folder: Path) -> None:
    """Random weights, exported like real ones, and their numbers: 3 groups of 2x4 latents, pictures of 32x48 pixels."""
    generator = torch.Generator().manual_seed(0)
    transformer, autoencoder = Transformer(config), Autoencoder(config)
    for model in (transformer, autoencoder):
        randomise(model, generator)
    for layer in (autoencoder.decoder.fine.out, autoencoder.decoder.linear):
        layer.weight.data *= 0.3  # most of the picture within 0..1, where errors show
    transformer.figure.codec.spread.clamp_(0.2, 1)
    transformer.figure.codec.basis *= 0.1
    sprites = unpack(FIXTURE, config.scope.things)
    export(config, transformer.state_dict(), autoencoder.state_dict(), sprites, folder, folder / "manifest.json", {})
    golden(config, transformer, autoencoder, folder / "golden.safetensors", (3, 2, 4))
