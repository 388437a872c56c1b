"""Prison terms as figures."""

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
