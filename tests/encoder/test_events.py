"""PLOVER roots and factuality: the served heads against the trained ones' code."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pytest

from secondsource.encoder import events, factuality
from secondsource.encoder.events import QUADS, ROOTS
from tests.encoder.graph import product


def test_every_root_has_a_quad() -> None:
    assert len(ROOTS) == len(QUADS) == 16
    assert ROOTS[0] == "" and QUADS[0] == 0
    assert all(quad in {1, 2, 3, 4} for quad in QUADS[1:])


def test_without_a_head_nothing_is_coded() -> None:
    states = np.zeros((3, 4), dtype=np.float32)
    assert events.scorer({}, states, [3]) is None
    assert factuality.values({}, states) is None


def test_events_are_served_as_trained() -> None:
    torch = pytest.importorskip("torch", reason="needs torch")
    module = pytest.importorskip("training.events", reason="needs the training extra")
    torch.manual_seed(3)
    head = module.EventsHead(width=16).eval()
    words = torch.randn(9, 16)
    owner = torch.tensor([[0, 1, 1, 0, 0, 2, 0, 0, 0], [1, 0, 0, 0, 0, 0, 0, 0, 0]])
    real = torch.ones(2, 9, dtype=torch.bool)
    real[1, 6:] = False
    with torch.no_grad():
        wanted = head(torch.stack([words, words]), real, owner).numpy()
    arrays = {name: value.astype(np.float32) for name, value in module.arrays(head).items()}
    scorer = events.scorer(arrays, words.numpy(), [9])
    assert scorer is not None
    both = events.features(arrays, scorer.states, (1, 3), (5, 6))
    alone = events.features(arrays, scorer.states[:6], (0, 1), None)
    assert np.allclose(events.scores(arrays, np.stack([both, alone])), wanted, atol=5e-3)
    asked = (0, (1, 3), (5, 6))
    odds, other, again = scorer.odds([asked, (0, (0, 1), None), asked])
    assert odds == again != other
    assert scorer.odds([]) == []
    assert max(odds, key=lambda root: odds[root]) == ROOTS[int(wanted[0].argmax())]
    assert sum(odds.values()) == pytest.approx(1)


def test_factuality_is_served_as_trained() -> None:
    torch = pytest.importorskip("torch", reason="needs torch")
    module = pytest.importorskip("training.syntax", reason="needs the training extra")
    torch.manual_seed(3)
    head = module.FactualityHead(width=16).eval()
    words = torch.randn(5, 16)
    arrays = {name: value.astype(np.float32) for name, value in module.arrays(head).items()}
    values = factuality.values(arrays, product(arrays, "facts", words.numpy()))
    assert values is not None
    with torch.no_grad():
        assert np.allclose(values, head(words).numpy(), atol=5e-3)


def test_marked_actors_are_cut_out_of_their_sentence() -> None:
    module = pytest.importorskip("training.eventrows", reason="needs the training extra")
    text, source, target = module.marked("<s>Arland</s> warned <t>the Borrow Union</t>.")
    assert text == "Arland warned the Borrow Union."
    assert (text[slice(*source)], text[slice(*target)]) == ("Arland", "the Borrow Union")
    assert module.marked("Nobody is named.") == ("Nobody is named.", None, None)


def test_every_phrase_becomes_a_sentence_with_its_actors() -> None:
    module = pytest.importorskip("training.madeevents", reason="needs the training extra")
    assert set(module.phrases()) == set(ROOTS)
    rng = random.Random(5)
    for root, told in module.phrases().items():
        assert len(told) == len(set(told)) >= 30, root
        for phrase in told:
            row = module.sentence(phrase, root, QUADS[ROOTS.index(root)], rng)
            assert not set("{}<>|") & set(row.text), phrase
            for mark, span in (("{s.", row.source), ("{t.", row.target)):
                assert (span is not None) == (mark in phrase), phrase
                if span is not None:
                    assert row.text[slice(*span)].strip() == row.text[slice(*span)] != ""


def test_made_rows_are_so_many_of_each_root() -> None:
    module = pytest.importorskip("training.madeevents", reason="needs the training extra")
    rows = list(module.made(random.Random(1), 7))
    assert Counter(row.root for row in rows) == dict.fromkeys(ROOTS, 7)
    assert all(QUADS[ROOTS.index(row.root)] == row.quad and row.made for row in rows)
    assert rows == list(module.made(random.Random(1), 7))


def test_a_row_told_of_others_keeps_its_words_and_its_root() -> None:
    module = pytest.importorskip("training.madeevents", reason="needs the training extra")
    rows = pytest.importorskip("training.eventrows", reason="needs the training extra")
    text = "On Monday Arland warned the Borrow Union over fish."
    row = rows.Row(text, (10, 16), (24, 40), "X", 3)
    told = [module.retold(row, random.Random(seed)) for seed in range(20)]
    assert len({other.text for other in told}) > 10
    for other in told:
        source, target = (other.text[slice(*span)] for span in (other.source, other.target))
        assert other.text == f"On Monday {source} warned {target} over fish."
        assert (other.root, other.quad) == ("X", 3)
    assert module.retold(rows.Row("It rained.", None, None, "", 0), random.Random(1)) is None
    nested = rows.Row("Arland's king", (0, 13), (0, 6), "X", 3)
    assert module.retold(nested, random.Random(1)) is None
