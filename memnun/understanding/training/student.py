"""The second reader while it is tuned: the encoder's lower layers in torch, rounded to four bits at every step."""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from memnun.understanding.model import FEELINGS
from memnun.understanding.training.encoder_base import BLOCK, Base

LAYERS = 8
UNTOUCHED = 2
LONGEST = 128
DROPPED = 0.1


class _Rounded(torch.autograd.Function):
    """A matrix rounded to four bits in blocks of 32; what is learnt passes as if it were not."""

    @staticmethod
    def forward(_context: Any, weights: torch.Tensor) -> torch.Tensor:
        return rounded(weights)

    @staticmethod
    def backward(_context: Any, slope: torch.Tensor) -> torch.Tensor:
        return slope


def rounded(weights: torch.Tensor) -> torch.Tensor:
    """The nearest matrix that four bits hold."""
    values, scale = four_bits(weights)
    return (values * scale).reshape(weights.shape)


def four_bits(weights: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Whole numbers from -8 to 7 in blocks of 32 and the scale of each block, in half precision: the weight farthest
    from zero is -8 times the scale."""
    blocks = weights.reshape(-1, BLOCK)
    farthest = blocks.gather(1, blocks.abs().argmax(1, keepdim=True))
    scale = (farthest / -8).half().float()
    values = (blocks / torch.where(scale == 0, 1.0, scale)).round().clamp(-8, 7)
    return values, scale


class _Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019)."""

    def __init__(self, base: Base, number: int) -> None:
        super().__init__()
        self.heads, self.tiny = base.heads, base.tiny
        width, inner = base.width, base.inner

        def packed(name: str, columns: int) -> nn.Parameter:
            return nn.Parameter(torch.from_numpy(base.packed(f"l{number}.{name}", columns)))

        def plain(name: str) -> nn.Parameter:
            return nn.Parameter(torch.from_numpy(base.plain(f"l{number}.{name}")))

        self.looks = nn.Parameter(torch.cat([packed(f"{name}.w", width).data for name in "qkv"]))
        self.looks_bias = nn.Parameter(torch.cat([plain(f"{name}.b").data for name in "qkv"]))
        self.joins, self.joins_bias = packed("ao.w", width), plain("ao.b")
        self.widens, self.widens_bias = packed("fi.w", width), plain("fi.b")
        self.narrows, self.narrows_bias = packed("fo.w", inner), plain("fo.b")
        self.first_gain, self.first_shift = plain("aln.w"), plain("aln.b")
        self.second_gain, self.second_shift = plain("oln.w"), plain("oln.b")

    def forward(self, rows: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Texts x pieces x width, as they come and as they go on."""
        texts, length, width = rows.shape
        looks = functional.linear(rows, _Rounded.apply(self.looks), self.looks_bias)
        query, key, value = looks.view(texts, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        near = query @ key.transpose(2, 3) * (width // self.heads) ** -0.5
        near = near.masked_fill(~mask, -1e4).softmax(-1).to(value.dtype)
        seen = (near @ value).transpose(1, 2).reshape(texts, length, width)
        rows = functional.layer_norm(
            rows + self._dropped(functional.linear(seen, _Rounded.apply(self.joins), self.joins_bias)),
            (width,), self.first_gain, self.first_shift, self.tiny,
        )  # fmt: skip
        wide = functional.gelu(
            functional.linear(rows, _Rounded.apply(self.widens), self.widens_bias), approximate="tanh"
        )
        return functional.layer_norm(
            rows + self._dropped(functional.linear(wide, _Rounded.apply(self.narrows), self.narrows_bias)),
            (width,), self.second_gain, self.second_shift, self.tiny,
        )  # fmt: skip

    def _dropped(self, rows: torch.Tensor) -> torch.Tensor:
        return functional.dropout(rows, DROPPED, self.training)


class Student(nn.Module):
    """The encoder, and what reads the feelings from it."""

    def __init__(self, base: Base, chosen: NDArray[np.int64]) -> None:
        super().__init__()
        numbers = np.concatenate([[base.begin, base.end, base.unknown], chosen])
        words = base.packed("emb.word", base.width, numbers)
        self.words = nn.Parameter(torch.from_numpy(words), requires_grad=False)
        places = base.plain("emb.pos").reshape(-1, base.width)[:LONGEST]
        kind = base.plain("emb.type").reshape(-1, base.width)[0]
        self.places = nn.Parameter(torch.from_numpy(places + kind).half().float(), requires_grad=False)
        self.gain = nn.Parameter(torch.from_numpy(base.plain("emb.ln.w")), requires_grad=False)
        self.shift = nn.Parameter(torch.from_numpy(base.plain("emb.ln.b")), requires_grad=False)
        self.layers = nn.ModuleList(_Layer(base, number) for number in range(LAYERS))
        self.outputs = nn.Linear(base.width, len(FEELINGS))
        self.tiny = base.tiny
        for layer in self.layers[:UNTOUCHED]:
            layer.requires_grad_(requires_grad=False)

    def forward(self, numbers: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """Texts x FEELINGS."""
        inside = torch.arange(numbers.shape[1])[None] < lengths[:, None]
        mask = inside[:, None, None]
        with torch.no_grad():
            rows = self.words[numbers] + self.places[: numbers.shape[1]]
            rows = functional.layer_norm(rows, rows.shape[-1:], self.gain, self.shift, self.tiny)
            for layer in self.layers[:UNTOUCHED]:
                rows = layer(rows, mask)
        for layer in self.layers[UNTOUCHED:]:
            rows = layer(rows, mask)
        mean = (rows.float() * inside[..., None]).sum(1) / lengths[:, None]
        scores: torch.Tensor = self.outputs(functional.dropout(mean, DROPPED, self.training))
        return scores
