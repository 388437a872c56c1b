"""Take up weights that were exported: the encoder and the heads of the served graph.

int8 matrices come back as the numbers that they stand for, so a run that starts here begins
within the error of quantisation.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import nn

from secondsource.encoder.attribution import HEADS as ATTENTIONS
from secondsource.encoder.attribution import SIZE
from secondsource.encoder.heads import MIXES
from training import tail
from training.attribution import PACE
from training.entities import SHY
from training.model import Labels, Reader

Floats = NDArray[np.float32]
#: int8 products: as they are exported, and as they were until they took in their biases.
_PRODUCTS = ("DynamicQuantizeMatMul", "MatMulInteger")


def labels(folder: Path) -> Labels:
    """The label lists of a weights folder."""
    found = json.loads((folder / "reader.json").read_text("utf-8"))["labels"]
    return Labels(**{name: found[name] for name in ("upos", "feats", "lemma", "deprel")})


def start(model: Reader, folder: Path) -> None:
    """Load what ``reader.onnx`` and ``heads.npz`` hold into a model with the same labels."""
    served = onnx.load(str(folder / "reader.onnx"))
    graph, heads = served.graph, tail.held(served)
    values = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    state = {
        name.removeprefix("model."): value.astype(np.float32)
        for name, value in values.items()
        if name.startswith("model.") and not name.endswith(("_scale", "_zero_point", "_quantized"))
    }
    for table in ("word", "position", "token_type"):
        name = f"encoder.embeddings.{table}_embeddings.weight"
        state[name] = _dequantised(values, f"model.{name}")
    state |= _layers(graph, values) | tail.parser_state(heads)
    with np.load(folder / "heads.npz") as arrays:
        for name in ("weight", "bias"):
            state[f"relations.out.{name}"] = arrays[f"relation_{name}"].astype(np.float32)
            state[f"vector.{name}"] = arrays[f"vector_{name}"].astype(np.float32)
    for name, weights in zip(MIXES, heads["mixes"], strict=True):
        state[f"mixes.{name}.weight"] = np.log(weights)
    wanted = model.state_dict()
    tensors = {name: torch.from_numpy(np.array(state[name])) for name in state if name in wanted}
    missing = sorted(set(wanted) - set(tensors))
    if missing:
        raise SystemExit(f"{folder}: no weights for {', '.join(missing)}")
    model.load_state_dict(tensors)


def start_heads(heads: nn.ModuleDict, folder: Path) -> None:
    """Load the heads beside the parser. The events head begins anew where the one in ``folder``
    has seen the sentences that its scores are measured on."""
    kept = json.loads((folder / "reader.json").read_text("utf-8"))["kept"]
    homes = {
        "syntax": (("factuality.", ""),), "attribution": (("attribution.", ""),),
        "mentions": (("entities.", "entities."), ("coreference.", "coreference.")),
        "events": (("events.", ""),) if kept else (),
    }  # fmt: skip
    with np.load(folder / "heads.npz") as arrays:
        known = tail.held(onnx.load(str(folder / "reader.onnx"))) | dict(arrays)
    for name, head in heads.items():
        state = {
            inner + key.removeprefix(outer): torch.from_numpy(value.astype(np.float32))
            for outer, inner in homes[name]
            for key, value in known.items()
            if key.startswith(outer)
        }
        _unscale(name, state)
        if state:
            head.load_state_dict(state)


def _unscale(name: str, state: dict[str, torch.Tensor]) -> None:
    """Take back what ``arrays`` of a head did for serving."""
    if name == "attribution":
        for key in ("qkv.weight", "qkv.bias"):
            state[key][:SIZE] *= (SIZE // ATTENTIONS) ** 0.5
        state["moves"] = state.get("moves", torch.zeros(3, 3)) / PACE
    if name == "mentions":
        for source, lost in SHY.items():
            state[f"entities.{source}.bias"][0] += lost


def _dequantised(values: dict[str, NDArray[np.generic]], name: str) -> Floats:
    whole = values[f"{name}_quantized"].astype(np.float32)
    zero = values[f"{name}_zero_point"].astype(np.float32)
    found: Floats = (whole - zero) * values[f"{name}_scale"].astype(np.float32)
    return found


def _layers(graph: onnx.GraphProto, values: dict[str, NDArray[np.generic]]) -> dict[str, Floats]:
    """Matrices of the layers: attention, its output and both feed-forward ones, in order."""
    found: dict[str, Floats] = {}
    products = [node for node in graph.node if node.op_type in _PRODUCTS]
    attentions = [node for node in graph.node if node.op_type == "QAttention"]
    evened = _evened(graph, values)
    for number, attention in enumerate(attentions):
        base = f"encoder.encoder.layer.{number}"
        qkv = _dequantised(values, attention.input[1].removesuffix("_quantized")).T
        bias = values[attention.input[2]].astype(np.float32)
        parts = zip(np.split(qkv, 3), np.split(bias, 3), strict=True)
        for name, (weight, offset) in zip(("query", "key", "value"), parts, strict=True):
            found[f"{base}.attention.self.{name}.weight"] = weight
            found[f"{base}.attention.self.{name}.bias"] = offset
        names = ("attention.output.dense", "intermediate.dense", "output.dense")
        for place, name in enumerate(names):
            node = products[3 * number + place]
            weight = _dequantised(values, node.input[1].removesuffix("_quantized")).T
            factor = evened.get(node.input[0].removesuffix("_quantized"))
            found[f"{base}.{name}.weight"] = weight if factor is None else weight * factor
    return found


def _evened(graph: onnx.GraphProto, values: dict[str, NDArray[np.generic]]) -> dict[str, Floats]:
    """What evened-out activations were multiplied by, by their names."""
    return {
        node.output[0]: values[node.input[1]].astype(np.float32)
        for node in graph.node
        if node.op_type == "Mul" and node.input[1] in values and values[node.input[1]].ndim == 1
        and values[node.input[1]].size > 1
    }  # fmt: skip
