"""The encoder with the shipped weights."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secondsource.encoder import storage
from secondsource.encoder.runtime import Encoder
from secondsource.encoder.windows import HARD_LIMIT, is_wrapped, paragraphs, windows
from secondsource.errors import ModelError
from secondsource.syntax import Syntax

ENCODER = Encoder()
NEWS = (
    "Officials in Lima said on Friday that the port had reopened. Two ships left at noon.\n\n"
    "“We don’t expect delays,” said Rosa Quispe, the harbour master."
)


def forms(syntax: Syntax) -> list[list[str]]:
    return [[tree.form(i) for i in range(len(tree))] for tree in syntax.trees]


def test_sentences_words_and_trees() -> None:
    syntax = next(ENCODER.annotate([NEWS]))
    assert [words[0] for words in forms(syntax)] == ["Officials", "Two", "“"]
    tree = syntax.trees[0]
    said = forms(syntax)[0].index("said")
    assert tree.root == said
    assert tree.lemma(said) == "say"
    assert tree.upos(said) == "VERB"
    assert tree.child(said, "ccomp") == forms(syntax)[0].index("reopened")


def test_entities_and_vectors() -> None:
    syntax = next(ENCODER.annotate([NEWS]))
    named = {
        (" ".join(forms(syntax)[s.sentence][s.first : s.last + 1]), s.label) for s in syntax.spans
    }
    assert ("Lima", "place") in named
    assert any(label == "person" and "Quispe" in text for text, label in named)
    assert syntax.vectors.shape == (3, 384)
    assert abs(float((syntax.vectors[0] ** 2).sum()) - 1) < 1e-4


def test_vectors_tell_meaning() -> None:
    call, phoned, rain = next(
        ENCODER.annotate(
            ["The presidents held a call.\n\nThe leaders spoke by phone.\n\nIt rained."]
        )
    ).vectors
    assert float(call @ phoned) > float(call @ rain) + 0.2


def test_the_fast_kernel_sums_as_the_exact_one(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = next(Encoder(threads=1).annotate([NEWS]))
    options = storage._options()
    options.add_session_config_entry("session.x64quantprecision", "1")
    monkeypatch.setattr(storage, "_options", lambda: options)
    exact = next(Encoder(threads=1).annotate([NEWS]))
    assert (fast.vectors == exact.vectors).all()
    assert (fast.factuality == exact.factuality).all()
    assert [tree.tokens for tree in fast.trees] == [tree.tokens for tree in exact.trees]


def test_no_two_weights_side_by_side_overflow_in_16_bits() -> None:
    onnx = pytest.importorskip("onnx", reason="needs the training extra")
    rounding = pytest.importorskip("training.rounding", reason="needs the training extra")
    model = onnx.load(str(ENCODER.weights._path("reader.onnx")))
    constants = {tensor.name: tensor for tensor in model.graph.initializer}
    products = rounding.products(model)
    assert len(products) == 29
    for product in products:
        matrix = onnx.numpy_helper.to_array(constants[product.matrix])
        assert not rounding.overflows(matrix).any(), product.matrix


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=400))
def test_any_text_gives_words_in_order(text: str) -> None:
    syntax = next(ENCODER.annotate([text]))
    tokens = [token for tree in syntax.trees for token in tree.tokens]
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert all(a.end <= b.start for a, b in zip(tokens, tokens[1:], strict=False))
    assert sum(t.end - t.start for t in tokens) == sum(not c.isspace() for c in text)
    for tree in syntax.trees:
        assert sum(token.head == 0 for token in tree.tokens) == 1


def test_batching_does_not_change_a_text() -> None:
    texts = [NEWS, "Short one.", NEWS + " " + NEWS, "", "The mayor resigned."]
    together = [[t.sentence for t in s.trees] for s in ENCODER.annotate(texts)]
    alone = [[t.sentence for t in next(ENCODER.annotate([text])).trees] for text in texts]
    assert together == alone


def test_skipped_zones_are_not_read() -> None:
    at = NEWS.index("Two ships")
    syntax = next(ENCODER.annotate([NEWS], [[(at, at + len("Two ships left at noon."))]]))
    assert not any("ships" in words for words in forms(syntax))


def test_one_encoder_serves_many_threads() -> None:
    found: list[list[list[str]]] = []
    encoder = Encoder()
    run = [
        Thread(target=lambda: found.append(forms(next(encoder.annotate([NEWS]))))) for _ in range(4)
    ]
    for thread in run:
        thread.start()
    for thread in run:
        thread.join()
    assert len(found) == 4
    assert all(words == found[0] for words in found)


def test_missing_and_foreign_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"weights missing: .*heads\.npz|reader\.json"):
        next(Encoder(tmp_path).annotate(["Text."]))
    (tmp_path / "reader.json").write_text(json.dumps({"version": 99}))
    with pytest.raises(ModelError, match="version 99"):
        _ = Encoder(tmp_path).weights.labels


def test_paragraphs_of_wrapped_text_are_joined() -> None:
    wrapped = (
        "The council met late on Monday to discuss the\nbridge, which was closed in spring after\n"
        "cracks were found by the engineers who had\nbeen asked to look at it.\n\nIt reopens soon."
    )
    assert is_wrapped(wrapped)
    assert len(list(paragraphs(wrapped))) == 2
    assert len(list(paragraphs("One.\nTwo.\nThree."))) == 3


def test_a_sentence_may_end_in_initials() -> None:
    text = "She met him in Washington, D.C. Officials said little about it."
    assert [words[0] for words in forms(next(ENCODER.annotate([text])))] == ["She", "Officials"]
    text = "Washington, D.C. Mayor Ana Bell spoke."
    assert len(next(ENCODER.annotate([text])).trees) == 1


def test_titles_in_the_plural_end_no_sentence_and_closed_quotations_do() -> None:
    text = "It was backed by Reps. Ada Colt and Ivo Marsh. Supt. Ana Berg said so."
    found = [words[0] for words in forms(next(ENCODER.annotate([text])))]
    assert found == ["It", "Supt."]
    text = "The weekly said that Brand “was met with cheers.” And the crowd stayed on."
    assert [words[0] for words in forms(next(ENCODER.annotate([text])))] == ["The", "And"]


def test_windows_are_bounded() -> None:
    text = "word " * 3000
    cut = list(windows(text, (), ENCODER.weights.splitter, ENCODER.weights.pieces))
    assert all(window.length <= HARD_LIMIT + 2 for window in cut)
    assert sum(len(window.words) for window in cut) == 3000


def test_a_program_that_ends_waits_for_the_model_that_it_began_to_load():
    # ONNX Runtime aborts a process that ends under it, and the exit code is lost.
    program = """
import time
from secondsource.encoder.runtime import Encoder
from secondsource.encoder.storage import Weights
Weights.session = lambda weights: (time.sleep(0.2), print("loaded"))
Encoder().prefetch()
"""
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    argv = [sys.executable, "-c", program]
    ended = subprocess.run(argv, capture_output=True, text=True, env=paths, check=False)
    assert (ended.returncode, ended.stdout) == (0, "loaded\n"), ended.stderr


def test_any_number_of_threads_reads_the_same() -> None:
    texts = [NEWS, "", f"{NEWS}\n\nIt rained.", "A dam broke.", NEWS[:60], NEWS, NEWS * 3]
    alone = list(Encoder(threads=1).annotate(texts))
    for threads in (2, 3):
        found = list(Encoder(threads=threads).annotate(texts))
        assert [each.trees[-1].tokens for each in found if each.trees] == [
            each.trees[-1].tokens for each in alone if each.trees
        ]
        for one, other in zip(found, alone, strict=True):
            assert one.spans == other.spans
            assert one.said == other.said
