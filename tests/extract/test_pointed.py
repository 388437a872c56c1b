"""The model's pointers against trees written by hand."""

from __future__ import annotations

from dataclasses import replace

from secondsource.extraction.speech.attribution import find_cues
from secondsource.extraction.speech.cue import Cue
from secondsource.extraction.speech.quotes import find_quoted
from secondsource.records.reading import Span
from secondsource.syntax import Said, Syntax
from tests.extract.trees import parse

SAID = """
    The DET 2 det
    mayor NOUN 3 nsubj
    said VERB 0 root say
    that SCONJ 7 mark
    the DET 6 det
    bridge NOUN 7 nsubj
    collapsed VERB 3 ccomp collapse
    . PUNCT 3 punct
"""
LIKED = """
    The DET 2 det
    mayor NOUN 4 nsubj
    has AUX 4 aux have
    backed VERB 0 root back
    the DET 6 det
    plan NOUN 4 obj
    . PUNCT 4 punct
"""


def pointed(table: str, *said: tuple[str, str | None, str]) -> tuple[Syntax, list[Cue]]:
    """A text read with these cues, sources and contents from the model."""
    syntax = parse(table)

    def span(words: str) -> Span:
        start = syntax.text.index(words)
        return Span(start=start, end=start + len(words))

    found = tuple(
        Said(span(cue), span(source) if source else None, (span(content),), 0.9)
        for cue, source, content in said
    )
    syntax = replace(syntax, said=found)
    return syntax, find_cues(syntax, find_quoted(syntax.text))


def contents(syntax: Syntax, cue: Cue) -> list[str]:
    return [syntax.text[piece.start : piece.end] for piece in cue.content]


def test_the_spans_are_the_models_and_the_verb_the_trees():
    syntax, [cue] = pointed(SAID, ("said", "The mayor", "that the bridge collapsed"))
    assert contents(syntax, cue) == ["that the bridge collapsed"]
    assert (cue.stance, cue.content_heads, cue.aside) == ("says", [6], False)


def test_a_content_without_the_complement_gives_way_to_the_trees():
    syntax, [cue] = pointed(SAID, ("said", "The mayor", "the bridge"))
    assert contents(syntax, cue) == ["that the bridge collapsed"]


def test_a_source_that_is_no_phrase_gives_way_to_the_trees():
    syntax, [cue] = pointed(SAID, ("said", "that", "the bridge collapsed"))
    assert cue.source_at is None
    assert syntax.trees[0].span(cue.source) == Span(start=0, end=len("The mayor"))


def test_a_cue_only_the_model_sees_leaves_its_clause_a_claim():
    syntax, [cue] = pointed(LIKED, ("has backed", "The mayor", "the plan"))
    assert (cue.lemma, cue.stance, cue.aside) == ("back", "praises", True)
    assert contents(syntax, cue) == ["the plan"]


def test_a_plain_statement_only_the_trees_see_is_told():
    _, [cue] = pointed(SAID)
    assert not cue.silent


def test_an_opinion_inside_quotation_marks_is_silent():
    _, [cue] = pointed("""
        “ PUNCT 3 punct
        I PRON 3 nsubj
        think VERB 0 root think
        it PRON 5 nsubj
        works VERB 3 ccomp work
        , PUNCT 3 punct
        ” PUNCT 3 punct
    """)
    assert cue.silent


def test_without_the_head_the_trees_speak_alone():
    syntax = parse(SAID)
    assert [cue.silent for cue in find_cues(syntax, [])] == [False]


JOINED = """
    The DET 2 det
    mayor NOUN 3 nsubj
    said VERB 0 root say
    it PRON 6 nsubj
    was AUX 6 cop be
    late ADJ 3 ccomp
    and CCONJ 8 cc
    urged VERB 3 conj urge
    patience NOUN 8 obj
    . PUNCT 3 punct
"""
NESTED = """
    Kenya PROPN 2 nsubj
    said VERB 0 root say
    Uganda PROPN 5 nsubj
    had AUX 5 aux have
    warned VERB 2 ccomp warn
    that SCONJ 8 mark
    drivers NOUN 8 nsubj
    left VERB 5 ccomp leave
    . PUNCT 2 punct
"""


def test_a_content_ends_before_the_next_verb_of_the_same_subject():
    syntax, cues = pointed(JOINED, ("said", "The mayor", "it was late and urged patience"))
    assert contents(syntax, cues[0]) == ["it was late"]


def test_the_subject_of_the_cue_speaks_whatever_the_model_points_to():
    syntax, cues = pointed(NESTED, ("warned", "Kenya", "that drivers left"))
    warned = next(cue for cue in cues if cue.lemma == "warn")
    assert warned.source_at is None
    assert syntax.trees[0].span(warned.source) == Span(start=11, end=17)


def test_a_wish_only_the_model_sees_passes_nothing_on():
    _, [cue] = pointed(LIKED, ("has backed", "The mayor", "the plan"))
    assert cue.unsaid, "no words in quotation marks and no clause: the outlet speaks"
