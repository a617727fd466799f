"""Step 6, `export`: trained weights -> three safetensors files and the manifest that the page reads.

8-bit: a matrix or convolution `name` is I8 with `name.scale` F32 per output channel, w = q * scale. Everything
small stays F32. Linear weights are [in, out], convolutions [out, in, kh, kw]. cast.bin: a WebP picture a thing, its
poses side by side in rows of COLUMNS (data.py), one after the other.
"""

import hashlib
import json
import re
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor

from .config import Config
from .data import COLUMNS, Picture, sheet_of
from .things import THINGS
from .world.cast import POSE_NUMBERS, POSE_RATE
from .world.hues import COLOURS, own_colours
from .world.verbs import MOTIONS, RELATION_NOUNS, RELATIONS
from .world.words import CAMERAS, PLACES, TIMES

PIECE = 8 << 20  # bytes of a piece that the page can check while it downloads
DTYPES = {torch.int8: "I8", torch.float16: "F16", torch.float32: "F32"}
VERSION = "0.4.0"
POSE_STEP, SHEET_QUALITY = 2, 60  # of the sprites' poses every second is carried: half the bytes, four a second


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
        "plateScale": config.plate_scale,
        "patch": config.patch,
        "width": config.width,
        "depth": config.depth,
        "heads": config.heads,
        "textWidth": config.text_width,
        "textTokens": config.text_tokens,
        "references": config.references,
        "poseNumbers": POSE_NUMBERS,
        "frequencies": config.groups,
        "encoderWidths": list(config.encoder_widths),
        "encoderBlocks": list(config.encoder_blocks),
        "decoderWindow": config.decoder_window,
        "decoderWidths": list(config.decoder_widths),
        "decoderBlocks": list(config.decoder_blocks),
    }


def phrases(groups: Sequence[Sequence[str]]) -> list[str]:
    """All phrases of some groups, each once, in their order."""
    return list(dict.fromkeys(phrase for group in groups for phrase in group))


SAYS_TOO_LITTLE = {"on", "behind", "stands on", "standing on"}  # of a relation: as often said of a place


def relation_phrases(name: str) -> list[str]:
    """What stands between two names in captions of a relation: "chases", "is running after"."""
    between = re.compile(r"\{A\} ([^{}]+) \{B\}")
    found = [between.fullmatch(text) for text in (*RELATIONS[name], *RELATION_NOUNS.get(name, ()))]
    return list(dict.fromkeys(match[1] for match in found if match and match[1] not in SAYS_TOO_LITTLE))


def cast_entries(count: int, pictures: Sequence[Picture]) -> list[dict]:
    """What the page knows of each thing: names, where its picture lies in cast.bin, and its own colour if it can change."""
    own, entries, offset = own_colours(), [], 0
    for row, (thing, picture) in enumerate(zip(THINGS[:count], pictures, strict=True)):
        entry: dict = {"id": thing.sprite, "name": thing.noun, "plural": thing.plural, "synonyms": list(thing.synonyms)}
        entry |= {"category": thing.category, "sheet": [offset, len(picture.data)], "poses": picture.poses}
        if row in own:
            entry["colour"] = [round(255 * value) for value in own[row]]
        entries.append(entry)
        offset += len(picture.data)
    return entries


def manifest(
    config: Config, files: list[dict], pictures: Sequence[Picture], metrics: Mapping[str, float], flow_map: bool
) -> dict:
    """The manifest as a JSON value."""
    first = config.buckets[0]
    return {
        "format": 3,
        "id": f"kinora-{config.name}",
        "version": VERSION,
        "license": "MIT",
        "config": network_shape(config) | {"flowMap": flow_map},
        "defaults": {
            "width": first.width * config.plate_scale,
            "height": first.height * config.plate_scale,
            "frameCount": first.frames,
            "fps": first.fps,
            "steps": config.student_steps if flow_map else config.steps,
            "guidance": 1 if flow_map else config.guidance,
            "shift": config.shift,
        },
        "files": files,
        "cast": cast_entries(config.scope.things, pictures),
        "sheetColumns": COLUMNS,
        "poseRate": POSE_RATE / POSE_STEP,
        "colours": {name: list(rgb) for name, rgb in COLOURS.items()},
        "places": {name: phrases(PLACES[name][:2]) for name in config.scope.places},
        "motions": {name: phrases(MOTIONS[name]) for name in config.scope.motions}
        | {name: relation_phrases(name) for name in config.scope.relations if name in RELATIONS},
        "times": {name: list(TIMES[name]) for name in config.scope.times},
        "cameras": {name: list(CAMERAS[name]) for name in config.scope.cameras},
        "metrics": dict(metrics),
    }


def export(
    config: Config,
    transformer: Mapping[str, Tensor],
    autoencoder: Mapping[str, Tensor],
    sprites: Tensor,
    weights: Path,
    manifest_path: Path,
    metrics: Mapping[str, float],
    flow_map: bool = False,
) -> None:
    """Writes everything; `transformer` and `autoencoder` are f32 states, `sprites` [n, poses, 4, s, s]
    premultiplied (data.py).

    flow_map: the transformer is a student that must be told the next time and needs no guidance.
    """
    tensors = {
        "transformer": quantise(transformer),
        "autoencoder": quantise(autoencoder),
    }
    for name, values in tensors.items():
        write_safetensors(values, weights / f"{name}.safetensors")
    pictures = [sheet_of(sprite[::POSE_STEP], SHEET_QUALITY) for sprite in sprites[: config.scope.things]]
    (weights / "cast.bin").write_bytes(b"".join(picture.data for picture in pictures))
    files = [describe_file(weights / name) for name in (*(f"{name}.safetensors" for name in tensors), "cast.bin")]
    manifest_path.parent.mkdir(parents=True, exist_ok=True)
    found = manifest(config, files, pictures, metrics, flow_map)
    text = json.dumps(found, indent=1, ensure_ascii=False)
    manifest_path.write_text(text + "\n")
    for file in files:
        print(f"{file['name']}: {file['sizeBytes'] / 1e6:.2f} MB")
