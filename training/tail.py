"""The heads' matrices as the last part of the served graph, int8 like the encoder's.

What every word needs goes into the graph: it is read there by threads that leave Python's lock
free, and int8 takes a third of the time. What is asked of chosen spans, pairs or cues alone stays
in NumPy. ``append`` works on a graph of the encoder alone, fp32 or quantised.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor

from secondsource.encoder.heads import MIXES, PRODUCTS, STATES, WORD_STATES

Array = NDArray[Any]
Arrays = Mapping[str, Array]

LAYERS = ("layer_1", "layer_2", "layer_3")  #: the encoder's outputs [rows, pieces, width]
GELUS = ("arcs.head", "arcs.dependent", "relations.head", "relations.dependent")
TAGS = ("upos", "feats", "lemma", "ends")
_WORDS = ("rows", "words")
OUTPUTS = (
    "upos", "feats", "lemma", "ends", "arcs", "dependents", "governors",
    *WORD_STATES,
)  # fmt: skip


class _Builder:
    """Nodes and constants in the order in which they are asked for."""

    def __init__(self, graph: onnx.GraphProto, int8: bool) -> None:
        self.graph, self.int8 = graph, int8
        self.parts: dict[str, list[tuple[str, int]]] = {}  #: of every product, with their sizes

    def constant(self, name: str, value: Array) -> str:
        self.graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: Sequence[str], output: str, **attributes: Any) -> str:
        domain = "com.microsoft" if kind == "FastGelu" else ""
        made = helper.make_node(
            kind, list(inputs), [output], name=f"/tail/{output}", domain=domain, **attributes
        )
        self.graph.node.append(made)
        return output

    def split(self, source: str, names: Sequence[str], sizes: Sequence[int], axis: int) -> None:
        parts = self.constant(f"{source}_sizes", np.array(sizes, dtype=np.int64))
        made = helper.make_node(
            "Split", [source, parts], list(names), name=f"/tail/{source}_split", axis=axis
        )
        self.graph.node.append(made)

    def product(self, source: str, arrays: Arrays, parts: Sequence[str], output: str) -> str:
        """``source`` times the transposed matrices [out, width] of all parts, and their biases."""
        weight = np.concatenate([arrays[f"{part}.weight"] for part in parts])
        bias = np.concatenate([_bias(arrays, part) for part in parts])
        self.parts[output] = [(part, len(arrays[f"{part}.weight"])) for part in parts]
        biased = self.constant(f"{output}_bias", bias.astype(np.float32))
        if not self.int8:
            matrix = self.constant(f"{output}_weight", weight.T.astype(np.float32))
            return self.node(
                "Add", [self.node("MatMul", [source, matrix], f"{output}_product"), biased], output
            )
        scales = np.maximum(np.abs(weight).max(1), 1e-9).astype(np.float32) / 127
        rounded = np.round(weight / scales[:, None]).astype(np.int8).T
        matrix = self.constant(f"{output}_weight", rounded)
        scale = self.constant(f"{output}_weight_scale", scales)
        self.graph.node.append(int8_product(source, (matrix, scale, biased), output))
        return output


def int8_product(source: str, constants: tuple[str, str, str], output: str) -> onnx.NodeProto:
    """One node for a product with an int8 matrix: ``source`` is quantised, multiplied and scaled,
    and the bias added, in one go. ``constants`` are the matrix, its scales and the bias."""
    matrix, scale, bias = constants
    return helper.make_node(
        "DynamicQuantizeMatMul", [source, matrix, scale, "", bias], [output],
        name=f"{output}_product", domain="com.microsoft",
    )  # fmt: skip


def product_of(arrays: Arrays, output: str, states: Array) -> Array:
    """What the graph gives for ``output`` [words, size], of word states [words, width]: for scores
    of a head whose graph isn't made yet."""
    parts = next(parts for name, _, parts in PRODUCTS if name == output)
    return np.concatenate([states @ arrays[f"{p}.weight"].T + _bias(arrays, p) for p in parts], 1)


def append(encoder: onnx.ModelProto, arrays: Arrays, int8: bool) -> onnx.ModelProto:
    """The whole reader's graph. ``arrays`` has the heads' matrices, ``mixes`` among them.

    Inputs ``first`` and ``last`` [rows, words] are places in the batch's sub-words row after row.
    """
    model = onnx.ModelProto()
    model.CopyFrom(encoder)
    graph = model.graph
    build = _Builder(graph, int8)
    del graph.output[:]
    for name in ("first", "last"):
        graph.input.append(helper.make_tensor_value_info(name, TensorProto.INT64, _WORDS))
    tasks = _mixed(build, arrays)
    _syntax(build, arrays, tasks["syntax"])
    for name, task, parts in PRODUCTS:
        build.product(tasks[task], arrays, parts, name)
    for name, task in STATES:
        build.node("Identity", [tasks[task]], name)
    _declare(graph)
    model.metadata_props.add(key="parts", value=json.dumps(build.parts))
    onnx.checker.check_model(model)
    return model


def parser_arrays(state: Mapping[str, Tensor]) -> dict[str, Array]:
    """The matrices of a reader's syntax heads, by the names that ``append`` asks for."""
    found = {
        ours: state[theirs].detach().float().numpy() for ours, theirs in _parser_names().items()
    }
    return found | {"arcs.shift": found["arcs.shift"][0]}


def parser_state(arrays: Arrays) -> dict[str, Array]:
    """``parser_arrays`` undone."""
    found = {theirs: arrays[ours] for ours, theirs in _parser_names().items()}
    return found | {"arcs.bias.weight": arrays["arcs.shift"][None]}


def _parser_names() -> dict[str, str]:
    modules = {part: f"{part}.0" for part in GELUS} | {tag: tag for tag in TAGS[:-1]}
    modules["ends"] = "ends_sentence"
    found = {
        f"{ours}.{kind}": f"{theirs}.{kind}"
        for ours, theirs in modules.items()
        for kind in ("weight", "bias")
    }
    alike = ("arcs.root", "arcs.weight", "relations.root")
    return found | {name: name for name in alike} | {"arcs.shift": "arcs.bias.weight"}


def rest(arrays: Arrays) -> dict[str, Array]:
    """What of the heads' arrays the graph does not hold."""
    inside = {f"{part}." for _, _, parts in PRODUCTS for part in parts}
    inside |= {f"{part}." for part in (*TAGS, "arcs", "relations")}
    return {
        name: value
        for name, value in arrays.items()
        if name != "mixes" and not name.startswith(tuple(inside))
    }


def held(model: onnx.ModelProto) -> dict[str, Array]:
    """The arrays that ``append`` put into a graph, as they are rounded there."""
    values = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    found = {"mixes": values["tail_mixes"] * 2, "arcs.weight": values["arcs_weight"]}
    found["arcs.shift"] = values["arcs_shift"]
    found |= {f"{name}.root": values[f"{name}_root"] for name in ("arcs", "relations")}
    (sizes,) = (json.loads(p.value) for p in model.metadata_props if p.key == "parts")
    for output, parts in sizes.items():
        weight = values[f"{output}_weight"].astype(np.float32).T
        if f"{output}_weight_scale" in values:
            weight = weight * values[f"{output}_weight_scale"][:, None]
        edges = np.cumsum([size for _, size in parts])[:-1]
        biases = np.split(values[f"{output}_bias"], edges)
        for (part, _), rows, bias in zip(parts, np.split(weight, edges), biases, strict=True):
            found[f"{part}.weight"] = rows
            if bias.any():
                found[f"{part}.bias"] = bias
    return found


def _bias(arrays: Arrays, part: str) -> Array:
    found = arrays.get(f"{part}.bias")
    return np.zeros(len(arrays[f"{part}.weight"]), np.float32) if found is None else found


def _mixed(build: _Builder, arrays: Arrays) -> dict[str, str]:
    """Every task's word states [rows, words, width]: a weighted mean of three layers, of which
    each word has the mean of its first and its last sub-word."""
    width = arrays["upos.weight"].shape[1]
    flat = build.constant("tail_flat", np.array([-1, width], dtype=np.int64))
    line = build.constant("tail_line", np.array([1, -1], dtype=np.int64))
    layers = []
    for layer in LAYERS:
        rows = build.node("Reshape", [layer, flat], f"{layer}_rows")
        ends = [build.node("Gather", [rows, end], f"{layer}_{end}") for end in ("first", "last")]
        layers.append(
            build.node("Reshape", [build.node("Add", ends, f"{layer}_both"), line], f"{layer}_line")
        )
    stacked = build.node("Concat", layers, "tail_stacked", axis=0)
    weights = build.constant("tail_mixes", (arrays["mixes"] / 2).astype(np.float32))
    mixed = build.node("MatMul", [weights, stacked], "tail_mixed")
    build.split(mixed, [f"mix_{task}" for task in MIXES], [1] * len(MIXES), axis=0)
    size = build.node("Shape", ["first"], "tail_words")
    shape = build.node(
        "Concat", [size, build.constant("tail_width", np.array([width]))], "tail_shape", axis=0
    )
    return {task: build.node("Reshape", [f"mix_{task}", shape], f"states_{task}") for task in MIXES}


def _syntax(build: _Builder, arrays: Arrays, states: str) -> None:
    """Tags, sentence ends, arcs and the states that label them."""
    parts = (*GELUS, *TAGS)
    sizes = [len(arrays[f"{part}.weight"]) for part in parts]
    bent = sum(sizes[: len(GELUS)])
    scores = build.product(states, arrays, parts, "syntax_scores")
    build.split(
        scores, ["syntax_inner", *(f"{tag}_scores" for tag in TAGS)],
        [bent, *sizes[len(GELUS) :]], axis=2,
    )  # fmt: skip
    inner = build.node("FastGelu", ["syntax_inner"], "syntax_bent")
    names = ["arcs_head", "arcs_dependent", "relations_head", "dependents"]
    build.split(inner, names, sizes[: len(GELUS)], axis=2)
    for tag in TAGS[:-1]:
        build.node("ArgMax", [f"{tag}_scores"], tag, axis=-1, keepdims=0)
    last = build.constant("tail_last", np.array([-1], dtype=np.int64))
    build.node("Squeeze", ["ends_scores", last], "ends")
    rows = build.node(
        "Gather",
        [build.node("Shape", ["first"], "tail_sizes"), build.constant("tail_0", np.array([0]))],
        "tail_rows", axis=0,
    )  # fmt: skip
    ones = build.constant("tail_ones", np.array([1, 1]))
    shape = build.node("Concat", [rows, ones], "tail_roots", axis=0)
    heads = _rooted(build, arrays, "arcs", ("arcs_head", "arcs_heads"), shape)
    _rooted(build, arrays, "relations", ("relations_head", "governors"), shape)
    weighed = build.node(
        "MatMul", ["arcs_dependent", build.constant("arcs_weight", arrays["arcs.weight"])],
        "arcs_weighed",
    )  # fmt: skip
    # the bias of a head is one more column of its product with a dependent
    shifted = build.node(
        "Add", [weighed, build.constant("arcs_shift", arrays["arcs.shift"])], "arcs_shifted"
    )
    turned = build.node("Transpose", [heads], "arcs_turned", perm=[0, 2, 1])
    build.node("MatMul", [shifted, turned], "arcs")


def _rooted(build: _Builder, arrays: Arrays, name: str, ends: tuple[str, str], shape: str) -> str:
    """Head states with the root's before them."""
    root = build.constant(f"{name}_root", arrays[f"{name}.root"])
    roots = build.node("Expand", [root, shape], f"{name}_roots")
    return build.node("Concat", [roots, ends[0]], ends[1], axis=1)


def _declare(graph: onnx.GraphProto) -> None:
    kinds = dict.fromkeys(("upos", "feats", "lemma"), TensorProto.INT64)
    for name in OUTPUTS:
        sizes: list[str | None] = [*_WORDS]
        if name not in (*kinds, "ends"):
            sizes.append(None)
        if name == "governors":
            sizes[1] = "words_and_root"
        kind = kinds.get(name, TensorProto.FLOAT)
        graph.output.append(helper.make_tensor_value_info(name, kind, sizes))
