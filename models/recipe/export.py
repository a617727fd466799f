"""Step 6, `export`: trained weights -> three safetensors files and the manifest that the page reads.

8-bit: a matrix or convolution `name` is I8 with `name.scale` F32 per output channel, w = q * scale. Everything
small stays F32; the cast's stills are F16. Linear weights are [in, out], convolutions [out, in, kh, kw].
"""

import hashlib
import json
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor

from .config import Config
from .things import THINGS
from .world.verbs import MOTIONS
from .world.words import CAMERAS, PLACES, TIMES

PIECE = 8 << 20  # bytes of a piece that the page can check while it downloads
DTYPES = {torch.int8: "I8", torch.float16: "F16", torch.float32: "F32"}
VERSION = "0.2.0"


def quantise(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """8-bit weights with a scale per output channel; tensors of other names pass unchanged, as f32."""
    packed: dict[str, Tensor] = {}
    for name, value in state.items():
        value = value.detach().float()
        if not name.endswith(".weight"):
            packed[name] = value
            continue
        axis = output_axis(value)
        scale = value.abs().amax([i for i in range(value.ndim) if i != axis], keepdim=True).clamp(min=1e-12) / 127
        packed[name] = (value / scale).round().to(torch.int8)
        packed[name + ".scale"] = scale.flatten()
    return packed


def dequantise(packed: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """What the page computes with: f32 tensors under their plain names."""
    state = {}
    for name, value in packed.items():
        if name.endswith(".scale"):
            continue
        state[name] = value.float()
        if name + ".scale" in packed:
            shape = [1] * value.ndim
            shape[output_axis(value)] = -1
            state[name] = value.float() * packed[name + ".scale"].view(shape)
    return state


def output_axis(weight: Tensor) -> int:
    return 1 if weight.ndim == 2 else 0


def write_safetensors(tensors: Mapping[str, Tensor], path: Path, metadata: Mapping[str, str] | None = None) -> None:
    """Writes tensors in their order; all offsets are multiples of 8, so that a page can view them in place."""
    header: dict[str, object] = {"__metadata__": dict(metadata)} if metadata else {}
    payloads, offset = [], 0
    for name, value in tensors.items():
        data = value.detach().contiguous().numpy().tobytes()
        if len(data) % 8:
            raise ValueError(f"{name}: {len(data)} bytes would put the next tensor off its alignment")
        header[name] = {
            "dtype": DTYPES[value.dtype],
            "shape": list(value.shape),
            "data_offsets": [offset, offset + len(data)],
        }
        payloads.append(data)
        offset += len(data)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(payloads))


def describe_file(path: Path) -> dict:
    """Name, size and hashes, whole and by piece."""
    data = path.read_bytes()
    pieces = [hashlib.sha256(data[start : start + PIECE]).hexdigest() for start in range(0, len(data), PIECE)]
    return {
        "name": path.name,
        "sizeBytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "pieceBytes": PIECE,
        "pieces": pieces,
    }


def network_shape(config: Config) -> dict:
    """The numbers that the page needs to build the graphs."""
    return {
        "latentChannels": config.latent_channels,
        "groupFrames": config.group_frames,
        "spatialFactor": config.spatial_factor,
        "patch": config.patch,
        "width": config.width,
        "depth": config.depth,
        "heads": config.heads,
        "textWidth": config.text_width,
        "textTokens": config.text_tokens,
        "references": config.references,
        "encoderWidths": list(config.encoder_widths),
        "encoderBlocks": list(config.encoder_blocks),
        "decoderWidths": list(config.decoder_widths),
        "decoderBlocks": list(config.decoder_blocks),
    }


def phrases(groups: Sequence[Sequence[str]]) -> list[str]:
    """All phrases of some groups, each once, in their order."""
    return list(dict.fromkeys(phrase for group in groups for phrase in group))


def manifest(config: Config, files: list[dict], metrics: Mapping[str, float], flow_map: bool) -> dict:
    """The manifest as a JSON value; the cast is in the order of the rows of cast.safetensors."""
    first = config.buckets[0]
    cast = [
        {"id": t.sprite, "name": t.noun, "plural": t.plural, "synonyms": list(t.synonyms), "category": t.category}
        for t in THINGS[: config.scope.things]
    ]
    return {
        "format": 2,
        "id": f"kinora-{config.name}",
        "version": VERSION,
        "license": "MIT",
        "config": network_shape(config) | {"flowMap": flow_map},
        "defaults": {
            "width": first.width,
            "height": first.height,
            "frameCount": first.frames,
            "fps": first.fps,
            "steps": config.steps,
            "guidance": config.guidance,
            "shift": config.shift,
        },
        "files": files,
        "cast": cast,
        "places": {name: phrases(PLACES[name][:2]) for name in config.scope.places},
        "motions": {name: phrases(MOTIONS[name]) for name in config.scope.motions},
        "times": {name: list(TIMES[name]) for name in config.scope.times},
        "cameras": {name: list(CAMERAS[name]) for name in config.scope.cameras},
        "metrics": dict(metrics),
    }


def export(
    config: Config,
    transformer: Mapping[str, Tensor],
    autoencoder: Mapping[str, Tensor],
    stills: Tensor,
    weights: Path,
    manifest_path: Path,
    metrics: Mapping[str, float],
    flow_map: bool = False,
) -> None:
    """Writes everything; `transformer` and `autoencoder` are f32 states, `stills` [n, C, 4, 4].

    flow_map: the transformer is a student that must be told the next time and needs no guidance.
    """
    tensors = {
        "transformer": quantise(transformer),
        "autoencoder": quantise(autoencoder),
        "cast": {"cast": stills.half()},
    }
    for name, values in tensors.items():
        write_safetensors(values, weights / f"{name}.safetensors")
    files = [describe_file(weights / f"{name}.safetensors") for name in tensors]
    manifest_path.parent.mkdir(parents=True, exist_ok=True)
    manifest_path.write_text(json.dumps(manifest(config, files, metrics, flow_map), indent=1, ensure_ascii=False) + "\n")
    for file in files:
        print(f"{file['name']}: {file['sizeBytes'] / 1e6:.2f} MB")
