"""What holds of every reading, whatever the text: invented sentences joined, cut and spoilt."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secondsource.pipeline import Reader
from secondsource.records.checks import reading_problems
from secondsource.records.reading import Reading
from secondsource.records.report import Report
from tests.extract.casebook import PUBLISHED, load_cases

TEXTS = [case.text for case in load_cases()]
FOOTER = "Sign up for our newsletter to receive the latest news in your inbox."
SLOW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def read(reader: Reader, text: str) -> Reading:
    return reader.read(Report(text=text, published=PUBLISHED))


def sound(reading: Reading) -> None:
    assert reading_problems(reading) == []
    text = reading.report.text
    for claim in reading.claims:
        assert claim.start <= claim.predicate.start < claim.predicate.end <= claim.end
        evidence = text[claim.start : claim.end]
        assert evidence == evidence.strip()
        assert evidence[-1] not in "“„(["


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """A few sentences with characters taken out, put in or exchanged."""
    text = " ".join(draw(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3)))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 8))
        put = draw(
            st.sampled_from(["", " ", "\n\n", "”", '"', "(", "ß", "👩‍🚒", "\u200b", "—", "?"])
        )
        text = text[:at] + put + text[at + cut :]
    return text


@SLOW
@given(st.lists(st.sampled_from(TEXTS), min_size=2, max_size=6), st.sampled_from([" ", "\n\n"]))
def test_sentences_joined(reader: Reader, texts: list[str], glue: str):
    sound(read(reader, glue.join(texts)))


@SLOW
@given(spoilt())
def test_sentences_spoilt(reader: Reader, text: str):
    sound(read(reader, text))


@SLOW
@given(st.text(max_size=80))
def test_any_text(reader: Reader, text: str):
    sound(read(reader, text))


@SLOW
@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4))
def test_reading_again_gives_the_same(reader: Reader, texts: list[str]):
    text = "\n\n".join(texts)
    assert read(reader, text) == read(reader, text)


@SLOW
@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3))
def test_boilerplate_claims_nothing(reader: Reader, texts: list[str]):
    reading = read(reader, "\n\n".join([*texts, FOOTER]))
    assert reading.boilerplate
    zone = reading.boilerplate[-1]
    assert all(claim.end <= zone.start for claim in reading.claims)
    assert all(attribution.cue.end <= zone.start for attribution in reading.attributions)


@SLOW
@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3))
def test_a_text_keeps_its_offsets_behind_an_emoji(reader: Reader, texts: list[str]):
    reading = read(reader, "\n\n".join(["👩‍🚒🚒", *texts]))
    sound(reading)
    for entity in reading.entities:
        words = [reading.report.text[m.start : m.end] for m in entity.mentions]
        assert all(word == word.strip() for word in words)
