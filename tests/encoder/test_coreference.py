"""Mentions, candidates and clusters; the served heads against the trained ones' code."""

from itertools import pairwise

import numpy as np
import pytest

from secondsource.encoder import coreference, entities, pairs
from secondsource.encoder.mentions import FORMS, GENDERS, Mention, mentions
from secondsource.encoder.phrases import phrases
from secondsource.records.reading import Sentence, Token
from secondsource.syntax import LabelledSpan, Link, Tree
from tests.encoder.graph import product

WORDS = [
    ("The", "DET", 2, "det"), ("mayor", "NOUN", 6, "nsubj"), ("of", "ADP", 4, "case"),
    ("Elmsford", "PROPN", 2, "nmod"), ("said", "AUX", 6, "aux"), ("left", "VERB", 0, "root"),
    (".", "PUNCT", 6, "punct"), ("She", "PRON", 9, "nsubj"), ("ran", "VERB", 0, "root"),
]  # fmt: skip
EDGES = (0, 7, 9)


def trees() -> list[Tree]:
    text, places = "", []
    for word, *_ in WORDS:
        text += f" {word}" if text else word
        places.append((len(text) - len(word), len(text)))
    made = []
    for start, stop in pairwise(EDGES):
        tokens = tuple(
            Token(
                start=places[i][0], end=places[i][1], lemma=WORDS[i][0].lower(), upos=WORDS[i][1],
                head=max(0, WORDS[i][2] - start), deprel=WORDS[i][3], feats=None,
            )
            for i in range(start, stop)
        )  # fmt: skip
        made.append(Tree(text, Sentence(start=places[start][0], end=tokens[-1].end, tokens=tokens)))
    return made


SPANS = [(0, 3, 3, "place"), (1, 0, 0, "person"), (0, 0, 3, "person")]


def found() -> list[Mention]:
    return mentions(trees(), SPANS)


def test_mentions_come_in_reading_order_with_their_heads() -> None:
    outer, inner, pronoun = found()
    assert [(m.sentence, m.first, m.last, m.head) for m in found()] == [
        (0, 0, 3, 1), (0, 3, 3, 3), (1, 0, 0, 0),
    ]  # fmt: skip
    assert outer.string == "mayor of elmsford"
    assert [FORMS[m.classes[4]] for m in (outer, inner, pronoun)] == ["noun", "name", "pronoun"]
    assert GENDERS[pronoun.classes[3]] == "f"
    assert inner.classes[-1] == 1, "one level deep"
    assert pronoun.base == 7


def test_a_span_given_twice_is_one_mention() -> None:
    assert len(mentions(trees(), [*SPANS, (1, 0, 0, "abstract")])) == 3


def test_candidates_come_before_their_mention() -> None:
    earlier, real = pairs.candidates(found())
    assert real.sum(1).tolist() == [0, 1, 2]
    assert earlier[2, :2].tolist() == [0, 1]


def test_far_mentions_with_the_same_words_are_weighed() -> None:
    name = found()[1]
    others = [
        Mention(
            name.sentence, 0, 0, 0, 0, name.classes, str(i), str(i), frozenset(), frozenset()
        )
        for i in range(pairs.WINDOW + 5)
    ]  # fmt: skip
    earlier, real = pairs.candidates([name, *others, name])
    assert 0 in earlier[-1][real[-1]]
    assert real[-1].sum() == pairs.WINDOW + 1


def test_clusters_follow_each_best_antecedent() -> None:
    earlier = np.array([[0, 0], [0, 0], [0, 1], [1, 2]])
    scores = np.array([[0.0, -9, -9], [0, -1, -9], [0, 2, 1], [0, 1, -3]])
    assert coreference.clusters(scores.astype(np.float32), earlier) == [[0, 2], [1, 3]]


def test_features_do_not_depend_on_the_block_they_are_computed_in() -> None:
    these = found() * 3
    later, earlier = np.array([5, 8, 8]), np.array([3, 4, 0])
    whole = pairs.pair_features(these, later, earlier)
    assert np.array_equal(whole, coreference._features(these, later, earlier))


def test_weights_without_the_heads_leave_them_off() -> None:
    assert coreference.links({}, np.zeros((9, 4), np.float32), trees(), []) is None


def test_blocks_cover_every_sentence_once() -> None:
    edges = np.cumsum([0, *([60] * 30), 5]).tolist()
    ranges = list(entities.blocks(edges))
    assert [i for first, stop in ranges for i in range(first, stop)] == list(range(31))
    assert len(ranges) > 1


def test_served_entities_agree_with_the_trained_head() -> None:
    torch = pytest.importorskip("torch", reason="needs torch")
    module = pytest.importorskip("training.entities", reason="needs the training extra")
    torch.manual_seed(3)
    head = module.EntitiesHead(width=16, size=8).eval()
    words = torch.randn(20, 16)
    arrays = {name: value.astype(np.float32) for name, value in module.arrays(head).items()}
    inside = np.add.outer(np.arange(20), np.arange(entities.MAX_WIDTH)) < 20
    firsts, widths = np.nonzero(inside)
    told = product(arrays, "spans", words.numpy())
    served = entities.scores(arrays, told, firsts, firsts + widths)
    for source, scores in zip(("mentions", "names"), served, strict=True):
        wanted = head(words, source).detach().numpy()
        wanted[..., 0] -= module.SHY[source]
        assert np.abs(wanted[inside] - scores).max() < 0.01


def test_spans_end_with_their_sentence_and_at_words_that_end_mentions() -> None:
    weighed = {tuple(span) for span in np.transpose(entities.candidates(trees())).tolist()}
    words = [(tree, token) for tree in trees() for token in tree.tokens]
    for first, (tree, token) in enumerate(words):
        for last in range(first, len(words)):
            other, end = words[last]
            fits = (
                tree.sentence == other.sentence
                and token.upos not in entities.NEVER_FIRST
                and end.upos not in entities.NEVER_LAST
            )
            assert ((first, last) in weighed) == fits


def test_entities_of_a_text_are_numbered_by_sentence() -> None:
    rng = np.random.default_rng(2)
    size = 4
    arrays = {
        "entities.width": np.zeros((entities.MAX_WIDTH, size), np.float32),
        "entities.mentions.bias": np.zeros(len(entities.MENTION_KINDS), np.float32),
        "entities.names.bias": np.zeros(len(entities.NAME_KINDS), np.float32),
    }
    for name, kinds in (("mentions", entities.MENTION_KINDS), ("names", entities.NAME_KINDS)):
        weight = rng.normal(size=(len(kinds), size)).astype(np.float32)
        arrays[f"entities.{name}.weight"] = weight
    many = trees() * 60  # more than one block
    count = sum(map(len, many))
    alike = np.tile(rng.normal(size=(count // 60, 3 * size)), (60, 1)).astype(np.float32)
    found, _ = entities.find(arrays, alike, many)
    once, _ = entities.find(arrays, alike[: count // 60], trees())
    assert once
    assert {(s.sentence % 2, s.first, s.last, s.label) for s in found} == {
        (s.sentence, s.first, s.last, s.label) for s in once
    }
    assert all(span.last < len(many[span.sentence]) for span in found)


def test_a_noun_is_weighed_against_near_mentions_and_those_that_share_a_word() -> None:
    name = found()[1]
    far = [
        Mention(name.sentence, 0, 0, 0, 0, name.classes, f"s{i}", f"l{i}", frozenset(), frozenset())
        for i in range(pairs.NEAR + 9)
    ]  # fmt: skip
    akin = Mention(name.sentence, 0, 0, 0, 0, name.classes, "x", "y", frozenset(), frozenset({"z"}))
    last = Mention(name.sentence, 0, 0, 0, 0, name.classes, "v", "w", frozenset(), frozenset({"z"}))
    these = [akin, *far, last]
    index, real = pairs.likely(these)
    assert index[-1][real[-1]].tolist() == [0, *range(len(these) - 1 - pairs.NEAR, len(these) - 1)]
    everything, all_real = pairs.candidates(these)
    for row in range(len(these)):
        assert set(index[row][real[row]]) <= set(everything[row][all_real[row]])


def test_a_pronoun_is_weighed_against_all_candidates() -> None:
    pronoun = next(mention for mention in found() if mention.classes[1])
    many = [*(found()[:1] * 40), pronoun]
    index, real = pairs.likely(many)
    assert index[-1][real[-1]].tolist() == list(range(40))


def test_served_coreference_agrees_with_the_trained_head() -> None:
    torch = pytest.importorskip("torch", reason="needs torch")
    module = pytest.importorskip("training.coreference", reason="needs the training extra")
    torch.manual_seed(3)
    head = module.CoreferenceHead(width=16, size=24).eval()
    words = torch.randn(9, 16)
    inputs = module.prepared(found())
    wanted = head(words, inputs).detach().numpy()[:3]
    arrays = {name: value.astype(np.float32) for name, value in module.arrays(head).items()}
    weighed = pairs.likely(found())
    told = product(arrays, "mentions", words.numpy())
    served = coreference.scores(arrays, told, found(), weighed)
    real = np.hstack([np.ones((3, 1), dtype=bool), weighed[1]])
    width = served.shape[1]
    assert np.abs(wanted[:, :width] - served)[real].max() < 0.02
    links = coreference.links(arrays, told, trees(), [LabelledSpan(*span, 1.0) for span in SPANS])
    assert links is not None
    assert all(0 < link.score <= 1.001 for link in links)


def test_links_that_share_an_end_make_one_chain() -> None:
    a, b, c, d, e = ((0, i, i) for i in range(5))
    found = [Link(b, a, 0.9), Link(d, c, 0.8), Link(e, b, 0.7)]
    assert coreference.chains(found) == [[a, b, e], [c, d]]


def test_a_group_has_what_its_mentions_have_in_sum() -> None:
    earlier = np.array([[0, 0], [0, 0], [0, 1]])
    shares = np.log(np.array([[1, 1e-9, 1e-9], [0.2, 0.8, 1e-9], [0.2, 0.3, 0.5]]))
    best = coreference.ranked(shares.astype(np.float32), earlier)
    assert [antecedent for antecedent, _ in best] == [-1, 0, 1]
    assert [share for _, share in best] == pytest.approx([1, 0.8, 0.8], abs=1e-5)


def test_nouns_without_a_span_become_phrases() -> None:
    assert list(phrases(trees(), {(1, 0, 0)})) == [(0, 0, 3), (0, 3, 3)]
    assert list(phrases(trees(), {(0, 0, 3), (0, 3, 3)})) == []
