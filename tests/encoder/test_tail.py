"""The last part of the served graph against the same in NumPy."""

import numpy as np
import pytest

from secondsource.encoder.heads import MIXES, PRODUCTS, STATES
from tests.encoder.graph import product

WIDTH, ROWS, PIECES, WORDS = 16, 2, 7, 4
SIZES = {"upos": 5, "feats": 6, "lemma": 4, "ends": 1}


@pytest.fixture(scope="module")
def tail():
    pytest.importorskip("onnx", reason="needs the training extra")
    pytest.importorskip("torch", reason="needs the training extra")
    return pytest.importorskip("training.tail", reason="needs the training extra")


@pytest.fixture(scope="module")
def arrays(tail):
    rng = np.random.default_rng(4)

    def random(*shape: int):
        return rng.normal(size=shape).astype(np.float32) / 4

    found = {"mixes": np.abs(random(len(MIXES), 3)), "arcs.weight": random(8, 8)}
    found |= {"arcs.shift": random(8), "arcs.root": random(1, 1, 8)}
    found |= {"relations.root": random(1, 1, 6), "relation_weight": random(3, 18)}
    sizes = dict.fromkeys(tail.GELUS[:2], 8) | dict.fromkeys(tail.GELUS[2:], 6) | SIZES
    for part, size in sizes.items():
        found |= {f"{part}.weight": random(size, WIDTH), f"{part}.bias": random(size)}
    for _, _, parts in PRODUCTS:
        found |= {f"{part}.weight": random(8, WIDTH) for part in parts}
    return found | {"entities.first.bias": random(8)}


@pytest.fixture(scope="module")
def inputs(tail):
    rng = np.random.default_rng(5)
    layers = {
        layer: rng.normal(size=(ROWS, PIECES, WIDTH)).astype(np.float32) for layer in tail.LAYERS
    }
    first = rng.integers(0, PIECES, (ROWS, WORDS)) + np.arange(ROWS)[:, None] * PIECES
    return layers | {"first": first, "last": np.minimum(first + 1, ROWS * PIECES - 1)}


def model(tail, arrays, int8):
    from onnx import TensorProto, helper

    values = [
        helper.make_tensor_value_info(f"in_{name}", TensorProto.FLOAT, ["rows", "pieces", WIDTH])
        for name in tail.LAYERS
    ]
    nodes = [helper.make_node("Identity", [f"in_{name}"], [name]) for name in tail.LAYERS]
    graph = helper.make_graph(nodes, "encoder", values, [])
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    return tail.append(helper.make_model(graph, opset_imports=opsets, ir_version=8), arrays, int8)


def run(tail, arrays, inputs, int8):
    import onnxruntime

    whole = model(tail, arrays, int8).SerializeToString()
    options = onnxruntime.SessionOptions()
    # matrices that are not rounded for it overflow in the fast kernel of processors without VNNI
    options.add_session_config_entry("session.x64quantprecision", "1")
    session = onnxruntime.InferenceSession(whole, options, providers=["CPUExecutionProvider"])
    feeds = {f"in_{n}" if n in tail.LAYERS else n: value for n, value in inputs.items()}
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, session.run(names, feeds), strict=True))


def states(tail, arrays, inputs, task):
    layers = [inputs[layer].reshape(-1, WIDTH) for layer in tail.LAYERS]
    words = [(rows[inputs["first"]] + rows[inputs["last"]]) / 2 for rows in layers]
    return sum(w * rows for w, rows in zip(arrays["mixes"][MIXES.index(task)], words, strict=True))


def gelu(x):
    return x / 2 * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))


def test_every_output_is_what_the_heads_were_trained_on(tail, arrays, inputs) -> None:
    found = run(tail, arrays, inputs, int8=False)
    assert tuple(found) == tail.OUTPUTS
    for name, task, _ in PRODUCTS:
        wanted = product(arrays, name, states(tail, arrays, inputs, task).reshape(-1, WIDTH))
        assert found[name].reshape(-1, wanted.shape[1]) == pytest.approx(wanted, abs=1e-5)
    for name, task in STATES:
        assert found[name] == pytest.approx(states(tail, arrays, inputs, task), abs=1e-5)


def test_tags_and_arcs_are_those_of_the_parser(tail, arrays, inputs) -> None:
    found = run(tail, arrays, inputs, int8=False)
    words = states(tail, arrays, inputs, "syntax")

    def linear(name: str):
        return words @ arrays[f"{name}.weight"].T + arrays[f"{name}.bias"]

    for tag in ("upos", "feats", "lemma"):
        assert (found[tag] == linear(tag).argmax(-1)).all()
    assert found["ends"] == pytest.approx(linear("ends")[..., 0], abs=1e-5)
    heads, dependents, governors, below = (gelu(linear(name)) for name in tail.GELUS)
    roots = np.broadcast_to(arrays["arcs.root"], (ROWS, 1, 8))
    heads = np.concatenate([roots, heads], 1)
    arcs = dependents @ arrays["arcs.weight"] @ heads.swapaxes(1, 2)
    arcs += (heads @ arrays["arcs.shift"])[:, None]
    assert found["arcs"] == pytest.approx(arcs, abs=1e-4)
    roots = np.broadcast_to(arrays["relations.root"], (ROWS, 1, 6))
    assert found["governors"] == pytest.approx(np.concatenate([roots, governors], 1), abs=1e-5)
    assert found["dependents"] == pytest.approx(below, abs=1e-5)


def test_int8_stays_near(tail, arrays, inputs) -> None:
    exact, rounded = (run(tail, arrays, inputs, int8) for int8 in (False, True))
    for name in ("spans", "mentions", "saying", "facts", "arcs", "ends"):
        error = np.abs(exact[name] - rounded[name]).max()
        assert 0 < error < 0.05


def test_what_the_graph_holds_is_not_kept_twice(tail, arrays) -> None:
    assert tuple(tail.rest(arrays)) == ("relation_weight",)


def test_a_graph_gives_back_what_it_was_made_of(tail, arrays, inputs) -> None:
    for int8 in (False, True):
        found = tail.held(model(tail, arrays, int8))
        assert {name for name in arrays if name != "relation_weight"} == set(found)
        for name, value in found.items():
            assert value == pytest.approx(arrays[name], abs=0.01 if int8 else 1e-6)


def test_the_parser_is_put_in_and_taken_up_by_the_same_names(tail, arrays) -> None:
    torch = pytest.importorskip("torch", reason="needs torch")
    names = {name for name in arrays if name.startswith(("arcs", "relations", *SIZES))}
    parser = {name: arrays[name] for name in names}
    state = {name: torch.from_numpy(v) for name, v in tail.parser_state(parser).items()}
    assert {"ends_sentence.bias", "arcs.head.0.weight", "arcs.bias.weight"} < set(state)
    again = tail.parser_arrays(state)
    assert all((again[name] == value).all() for name, value in parser.items())
