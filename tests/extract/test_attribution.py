"""Source, cue and content from trees written by hand: what the model thinks plays no part."""

from __future__ import annotations

from secondsource.extraction.speech.attribution import find_cues, type_of
from secondsource.extraction.speech.cue import Cue
from secondsource.extraction.speech.quotes import Quoted, find_quoted
from secondsource.records.reading import Span
from tests.extract.trees import parse


def cues(table: str) -> list[tuple[str, str, str, list[str]]]:
    """Cue, source, stance and pieces of content."""
    syntax = parse(table)
    return [
        (
            _words(syntax, cue, cue.words),
            _words(syntax, cue, cue.source),
            cue.stance,
            [syntax.text[span.start : span.end] for span in cue.content],
        )
        for cue in find_cues(syntax, find_quoted(syntax.text))
    ]


def _words(syntax, cue: Cue, words: list[int]) -> str:
    if not words:
        return "-"
    span = syntax.trees[cue.sentence].span(words)
    return syntax.text[span.start : span.end]


def test_a_complement_is_what_is_said():
    found = cues("""
        The DET 2 det
        mayor NOUN 3 nsubj
        said VERB 0 root say
        that SCONJ 7 mark
        the DET 6 det
        bridge NOUN 7 nsubj
        collapsed VERB 3 ccomp collapse
        . PUNCT 3 punct
    """)
    assert found == [("said", "The mayor", "says", ["the bridge collapsed"])]


def test_a_cue_in_the_middle_parts_its_content():
    found = cues("""
        The DET 2 det
        bridge NOUN 7 nsubj
        , PUNCT 5 punct
        she PRON 5 nsubj
        said VERB 7 parataxis say
        , PUNCT 5 punct
        collapsed VERB 0 root collapse
        . PUNCT 7 punct
    """)
    assert found == [("said", "she", "says", ["The bridge", "collapsed"])]


def test_according_to():
    found = cues("""
        Rain NOUN 2 nsubj
        stopped VERB 0 root stop
        , PUNCT 6 punct
        according VERB 6 case accord
        to ADP 4 fixed
        police NOUN 2 obl
        . PUNCT 2 punct
    """)
    assert found == [("according to", "police", "says", ["Rain stopped"])]


def test_an_expectation_of_nobody_is_no_attribution():
    found = cues("""
        Rain NOUN 3 nsubj:pass
        is AUX 3 aux:pass be
        expected VERB 0 root expect
        to PART 5 mark
        stop VERB 3 xcomp
        . PUNCT 3 punct
    """)
    assert found == []


def test_hearsay_of_nobody_is_one():
    found = cues("""
        She PRON 3 nsubj:pass
        is AUX 3 aux:pass be
        said VERB 0 root say
        to PART 6 mark
        have AUX 6 aux
        fled VERB 3 xcomp flee
        . PUNCT 3 punct
    """)
    assert found == [("said", "-", "says", ["She", "to have fled"])]


def test_an_owner_is_the_source_of_a_claim():
    found = cues("""
        Turkey PROPN 3 nmod:poss
        's PART 1 case
        claim NOUN 7 nsubj
        that SCONJ 6 mark
        he PRON 6 nsubj
        left VERB 3 acl leave
        collapsed VERB 0 root collapse
        . PUNCT 7 punct
    """)
    assert found == [("claim", "Turkey", "claims", ["he left"])]


def test_a_statement_holds_the_clause():
    found = cues("""
        Banks NOUN 2 nsubj
        said VERB 0 root say
        in ADP 5 case
        a DET 5 det
        statement NOUN 2 obl
        that SCONJ 8 mark
        prices NOUN 8 nsubj
        fell VERB 5 acl fall
        . PUNCT 2 punct
    """)
    assert found == [("said", "Banks", "says", ["prices fell"])]


def test_a_speech_goes_on_after_its_cue():
    found = cues("""
        “ PUNCT 3 punct
        Rain NOUN 3 nsubj
        fell VERB 7 ccomp fall
        , PUNCT 3 punct
        ” PUNCT 3 punct
        she PRON 7 nsubj
        said VERB 0 root say
        . PUNCT 7 punct

        “ PUNCT 6 punct
        Then ADV 6 advmod
        the DET 4 det
        river NOUN 6 nsubj
        slowly ADV 6 advmod
        rose VERB 0 root rise
        . PUNCT 6 punct
        ” PUNCT 6 punct
    """)
    assert len(found) == 1
    assert found[0][3][-1] == "Then the river slowly rose."


def test_type_is_told_by_the_marks():
    quotes = [Quoted(10, 20)]
    assert type_of([Span(start=9, end=21)], quotes) == "direct"
    assert type_of([Span(start=0, end=30)], quotes) == "mixed"
    assert type_of([Span(start=22, end=30)], quotes) == "indirect"
