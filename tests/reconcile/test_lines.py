"""Lines that stand alone: from invented text to the printed line of a fact."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from secondsource.encoder import runtime
from secondsource.pipeline import Reader, reconcile
from secondsource.reconciling.titles import story_title
from secondsource.records.report import Report

WEIGHTS = Path(runtime.__file__).parent / "weights" / "reader.onnx"

pytestmark = pytest.mark.skipif(not WEIGHTS.exists(), reason="the reader's weights are not there")


@cache
def reader() -> Reader:
    return Reader(threads=1)


@cache
def lines(text: str) -> tuple[str, ...]:
    report = Report(id="r", text=text, outlet="Tarn Post", published="2033-03-08")
    return tuple(fact.summary for fact in reconcile([reader().read(report)]).facts)


PRINTED = {
    "the clause that tells which one is meant": (
        "The minister spoke at a dinner that was closed to reporters.",
        "The minister spoke at a dinner that was closed to reporters",
    ),
    "a clause behind a comma only adds something": (
        "Otto Krag sold the mill, which had burnt twice.",
        "Otto Krag sold the mill",
    ),
    "a shortened verb": (
        "Otto Krag was calm. He’s lived in Sorvik since March.",
        "[Otto Krag] has lived in Sorvik since March",
    ),
    "one of them": (
        "“It was loud,” said Omar Fell, one of the guests who was hit by a stray stone.",
        "One of the guests was hit by a stray stone",
    ),
    "had, not would": (
        "Otto Krag was calm. He’d sold the mill.",
        "[Otto Krag] had sold the mill",
    ),
    "would, not had": (
        "Otto Krag was calm. He’d sell the mill.",
        "[Otto Krag] would sell the mill",
    ),
    "it appears": (
        "Police said the skipper was detained for questioning and it appears the boat was not "
        "moored at the family's quay less than a mile from where the skipper met the officer.",
        "The boat was not moored at the family's quay less than a mile from where the skipper met "
        "the officer",
    ),
    "a verb that shares its auxiliary": (
        "Norfax may sell the mill and dismiss its director.",
        "[Norfax may] dismiss its director",
    ),
}


@pytest.mark.parametrize("name", PRINTED)
def test_a_line_stands_alone(name: str) -> None:
    text, line = PRINTED[name]
    assert line in lines(text)


def test_the_name_of_a_site_is_no_part_of_a_title() -> None:
    report = Report(
        id="r", text="Rain.", outlet="tarnpost.com", title="Mill burns - again - Tarn Post - Sorvik"
    )
    assert story_title([report], {"r": 0}, []) == "Mill burns - again"
