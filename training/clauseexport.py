"""Exports what reads clauses for serving.

``python -m training.clauseexport --run RUN [--out WEIGHTS]`` writes ``clauses.onnx``: the reader's
own graph as far as its layers go, with the learnt low-rank products beside each of its matrices.
Those matrices and the embedding tables are named by their place in ``reader.onnx`` (ONNX external
data), so that they are stored once; what is learnt is kept in int8, a scale a column, and unfolds
when a session is made. A clause, or a pair of them, goes through by itself, so there is no mask.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper
from onnx.external_data_helper import set_external_data

from secondsource.encoder.clauses import WIDTH, Relation
from secondsource.encoder.storage import Weights

_LARGE = 1 << 16  #: bytes of a tensor that is worth naming by place
_MICROSOFT = "com.microsoft"

Floats = NDArray[np.float32]
State = Mapping[str, torch.Tensor]


@dataclass(slots=True)
class Graph:
    """A graph in the making: the reader's nodes by what they put out, and ours."""

    makers: Mapping[str, NodeProto]
    nodes: list[NodeProto] = field(default_factory=list)
    tensors: list[TensorProto] = field(default_factory=list)

    def add(self, kind: str, inputs: list[str], output: str, **attributes: object) -> str:
        """A node with one output."""
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def matrix(self, name: str, values: Floats) -> str:
        """A constant matrix [in, out], stored in int8 with a scale a column."""
        scale = np.maximum(np.abs(values).max(axis=0), 1e-8).astype(np.float32) / 127
        whole = np.round(values / scale).astype(np.int8)
        self.tensors += [
            numpy_helper.from_array(whole, f"{name}_quantized"),
            numpy_helper.from_array(scale, f"{name}_scale"),
        ]
        cast = self.add("Cast", [f"{name}_quantized"], f"{name}_cast", to=TensorProto.FLOAT)
        return self.add("Mul", [cast, f"{name}_scale"], name)

    def beside(self, name: str, state: State, given: str) -> str:
        """What is learnt beside one matrix, of ``given``."""
        down = self.matrix(f"{name}.down", state[f"{name}.down.weight"].numpy().T)
        up = self.matrix(f"{name}.up", state[f"{name}.up.weight"].numpy().T)
        narrow = self.add("MatMul", [given, down], f"{name}.narrow")
        return self.add("MatMul", [narrow, up], f"{name}.beside")

    def unit(self, given: str, output: str) -> str:
        """Rows of length 1."""
        norm = self.add("ReduceL2", [given], f"{output}.norm", axes=[1], keepdims=1)
        return self.add("Div", [given, norm], output)

    def constant(self, name: str, values: NDArray[Any]) -> str:
        """A constant as it is."""
        self.tensors.append(numpy_helper.from_array(values, name))
        return name

    def unscaled(self, name: str) -> str:
        """What went into a product before its columns were evened out (``training.smoothing``)."""
        maker = self.makers.get(name)
        return maker.input[0] if maker is not None and maker.op_type == "Mul" else name


def graph_of(reader: onnx.ModelProto, state: State, heads: int) -> onnx.GraphProto:
    """The reader's layers with what is learnt beside them, as a graph from sub-words, shapes and
    sides to unit vectors and to scores of what one side is to the other."""
    nodes = list(_layers(reader.graph.node))
    graph = Graph({output: node for node in nodes for output in node.output})
    layer, parts = -1, iter("")
    for node in nodes:
        if node.op_type == "QAttention":
            layer += 1
            parts = iter(("attention.output.dense", "intermediate.dense", "output.dense"))
            _attention(graph, node, f"layers.{layer}.attention.self", state, heads)
        elif node.op_type == "DynamicQuantizeMatMul":
            _product(graph, node, f"layers.{layer}.{next(parts)}", state)
        elif node.op_type == "LayerNormalization" and layer < 0:
            _embedded(graph, node, state)
        elif (
            node.op_type not in ("DynamicQuantizeLinear", "ReduceSum") and "mask" not in node.input
        ):
            graph.nodes.append(node)
    means = graph.add("ReduceMean", [nodes[-1].output[0]], "means", axes=[1], keepdims=0)
    out = graph.matrix("out", state["facts.weight"].numpy().T)
    raw = graph.add("MatMul", [means, out], "raw")
    unit = graph.unit(raw, "unit")
    middle = graph.constant("middle", state["middle"].numpy())
    graph.unit(graph.add("Sub", [unit, middle], "centred"), "vectors")
    _judged(graph, nodes[-1].output[0], state)
    used = {name for node in graph.nodes for name in node.input}
    kept = [tensor for tensor in reader.graph.initializer if tensor.name in used]
    given = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["rows", "pieces"])
        for name in ("ids", "shapes", "sides")
    ]
    told = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["rows", width])
        for name, width in (("vectors", WIDTH), ("pairs", len(Relation)))
    ]
    return helper.make_graph(graph.nodes, "clauses", given, told, [*kept, *graph.tensors])


def _layers(nodes: Sequence[NodeProto]) -> Iterator[NodeProto]:
    """The nodes up to the last layer's norm."""
    layers = sum(node.op_type == "QAttention" for node in nodes)
    norms = 0
    for node in nodes:
        yield node
        norms += node.op_type == "LayerNormalization"
        if norms == 1 + 2 * layers:
            return


def _embedded(graph: Graph, node: NodeProto, state: State) -> None:
    """The embeddings, with what tells the sub-words of two clauses apart."""
    (output,) = node.output
    plain = deepcopy(node)
    plain.output[0] = f"{output}.plain"
    graph.nodes.append(plain)
    learnt = state["sides"].numpy().astype(np.float32)
    table = graph.constant("sides.table", np.concatenate([np.zeros_like(learnt[:1]), learnt]))
    graph.add("Add", [plain.output[0], graph.add("Gather", [table, "sides"], "sided")], output)


def _judged(graph: Graph, states: str, state: State) -> None:
    """Scores of what the clause numbered 1 is to that numbered 2 (``Clauses.together``)."""
    one, other = (_mean(graph, states, number) for number in (1, 2))
    first = graph.add("Gather", [states, graph.constant("place.0", np.array(0))], "first", axis=1)
    apart = graph.add("Abs", [graph.add("Sub", [one, other], "pair.difference")], "pair.apart")
    seen = [
        graph.add("Add", [one, other], "pair.sum"),
        apart,
        graph.add("Mul", [one, other], "pair.product"),
        first,
    ]
    found = graph.add("Concat", seen, "pair.seen", axis=-1)
    for number, output in ((0, "pair.hidden"), (2, "pairs")):
        matrix = graph.matrix(f"pairs.{number}", state[f"pairs.{number}.weight"].numpy().T)
        bias = graph.constant(f"pairs.{number}.bias", state[f"pairs.{number}.bias"].numpy())
        product = graph.add("MatMul", [found, matrix], f"{output}.product")
        whole = "pair.linear" if number == 0 else output
        found = graph.add("Add", [product, bias], whole)
        if number == 0:
            found = graph.add("Relu", [found], output)


def _mean(graph: Graph, states: str, number: int) -> str:
    """The mean state of the sub-words of one clause; nought where there are none."""
    name = f"pair.{number}"
    numbered = graph.constant(f"{name}.number", np.array(number))
    axes = graph.constant(f"{name}.axis", np.array([1]))
    own = graph.add("Equal", ["sides", numbered], f"{name}.own")
    share = graph.add("Cast", [own], f"{name}.share", to=TensorProto.FLOAT)
    wide = graph.add("Unsqueeze", [share, axes], f"{name}.wide")
    total = graph.add("MatMul", [wide, states], f"{name}.total")
    flat = graph.add("Squeeze", [total, axes], f"{name}.flat")
    many = graph.add("ReduceSum", [share, axes], f"{name}.many", keepdims=1)
    one = graph.constant(f"{name}.one", np.array(1, np.float32))
    return graph.add("Div", [flat, graph.add("Max", [many, one], f"{name}.some")], f"{name}.mean")


def _attention(graph: Graph, node: NodeProto, name: str, state: State, heads: int) -> None:
    """Attention whose three projections have something learnt beside them."""
    weight, bias, scale = node.input[1], node.input[2], node.input[4]
    given = graph.makers[node.input[0]].input[0]
    both = f"{name}.projected"
    graph.add("DynamicQuantizeMatMul", [given, weight, scale, "", bias], both, domain=_MICROSOFT)
    split = [f"{name}.{part}.base" for part in ("query", "key", "value")]
    graph.nodes.append(helper.make_node("Split", [both], split, axis=-1))
    whole = [
        graph.add(
            "Add", [base, graph.beside(base.removesuffix(".base"), state, given)],
            base.replace(".base", ".whole"),
        )
        for base in split
    ]  # fmt: skip
    graph.add("MultiHeadAttention", whole, node.output[0], domain=_MICROSOFT, num_heads=heads)


def _product(graph: Graph, node: NodeProto, name: str, state: State) -> None:
    """A matrix with something learnt beside it."""
    base = f"{name}.base"
    graph.add("DynamicQuantizeMatMul", list(node.input), base, domain=_MICROSOFT)
    beside = graph.beside(name, state, graph.unscaled(node.input[0]))
    graph.add("Add", [base, beside], node.output[0])


def share(graph: onnx.GraphProto, reader: Path) -> None:
    """Name by place what lies in the reader's file already."""
    data = reader.read_bytes()
    for tensor in graph.initializer:
        raw = tensor.raw_data
        if len(raw) >= _LARGE and (place := data.find(raw)) >= 0:
            set_external_data(tensor, reader.name, offset=place, length=len(raw))
            tensor.ClearField("raw_data")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Weights(None).folder)
    options = parser.parse_args()
    state = torch.load(options.run / "clauses.pt", weights_only=False)
    path = options.out / "reader.onnx"
    reader = onnx.load(str(path))
    graph = graph_of(reader, state["model"], state["heads"])
    share(graph, path)
    model = helper.make_model(
        graph, opset_imports=list(reader.opset_import), ir_version=reader.ir_version
    )
    written = options.out / "clauses.onnx"
    written.write_bytes(model.SerializeToString())
    print(written.name, written.stat().st_size)


if __name__ == "__main__":
    main()
