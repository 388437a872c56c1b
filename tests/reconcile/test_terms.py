"""Prison terms and bans as figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from secondsource.encoder import runtime
from secondsource.pipeline import Reader, reconcile
from secondsource.records.report import Report

WEIGHTS = Path(runtime.__file__).parent / "weights" / "reader.onnx"

pytestmark = pytest.mark.skipif(not WEIGHTS.exists(), reason="the reader's weights are not there")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("The court sentenced Omar Fell to six years in prison.", 6.0),
        ("Omar Fell must go to prison for six and a half years.", 6.5),
        ("Omar Fell was jailed for 18 months.", 1.5),
        ("Omar Fell was sent to prison for eight years.", 8.0),
        ("Omar Fell received a suspended prison sentence of two years.", None),
        ("Omar Fell has spent six years on the island.", None),
        ("The court banned Omar Fell for two years.", None),
    ],
)
def test_a_term_is_a_figure_in_years(text: str, years: float | None) -> None:
    report = Report(id="r0", text=text, outlet="Tarn Post", published="2033-03-08")
    story = reconcile(list(Reader(threads=1).read_many([report])))
    terms = {f.value.best for f in story.facts if f.value and f.value.slot == "prison term"}
    assert terms == ({years} if years is not None else set())


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("The federation banned Omar Fell for two years.", 2.0),
        ("Omar Fell was suspended for 18 months for doping.", 1.5),
        ("Omar Fell said he would not appeal against his two-year ban.", 2.0),
        ("The city banned fireworks for two years.", None),
        ("Norjet suspended its flights for two months.", None),
    ],
)
def test_a_ban_is_a_figure_where_somebody_is_banned(text: str, years: float | None) -> None:
    report = Report(id="r0", text=text, outlet="Tarn Post", published="2033-03-08")
    story = reconcile(list(Reader(threads=1).read_many([report])))
    terms = {f.value.best for f in story.facts if f.value and f.value.slot == "ban"}
    assert terms == ({years} if years is not None else set())


def test_terms_of_one_person_are_contested() -> None:
    texts = (
        "The league suspended Omar Fell for four years for doping.",
        "Omar Fell was banned for two years.",
    )
    outlets = ("Tarn Post", "Kor Herald")
    reports = [
        Report(id=f"r{n}", text=text, outlet=outlet, published="2033-03-08")
        for n, (text, outlet) in enumerate(zip(texts, outlets, strict=True))
    ]
    story = reconcile(list(Reader(threads=1).read_many(reports)))
    assert {c.about for f in story.facts for c in f.conflicts} == {"how long the ban is"}
