"""What invented sentences claim, phenomenon by phenomenon: ``tests/extract/cases/*.txt``."""

from __future__ import annotations

from collections import Counter

import pytest

from secondsource.pipeline import Reader
from secondsource.records.checks import reading_problems
from secondsource.records.reading import Reading
from secondsource.records.report import Report
from tests.extract.casebook import PUBLISHED, Case, load_cases, outcomes

CASES = load_cases()
KNOWN_FAILURES_AT_MOST = 0.04  #: share of all expectations


@pytest.fixture(scope="session")
def readings() -> dict[str, Reading]:
    """Every case, read by itself: what stands beside it in a batch must not matter."""
    reader = Reader()
    return {case.id: reader.read(Report(text=case.text, published=PUBLISHED)) for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case(case: Case, readings: dict[str, Reading]):
    reading = readings[case.id]
    assert reading_problems(reading) == []
    failed = [o.line for o in outcomes(case, reading) if not o.holds and not o.known_failure]
    assert not failed, "\n".join([case.text, *failed])


def test_known_failures_are_few(readings: dict[str, Reading]):
    found = [o for case in CASES for o in outcomes(case, readings[case.id])]
    known = [o for o in found if o.known_failure]
    assert len(known) <= KNOWN_FAILURES_AT_MOST * len(found)


def test_every_phenomenon_has_its_cases():
    sizes = Counter(case.phenomenon for case in CASES)
    assert min(sizes.values()) >= 8
    assert sum(sizes.values()) >= 400


def test_chains_run_outermost_first(readings: dict[str, Reading]):
    """Where a case lists a chain, it is complete and in this order."""
    for case in CASES:
        for line in case.lines:
            chain = [x.text for x in line.below if x.text.startswith("according to: ")]
            if len(chain) < 2 or any(x.known_failure for x in (line, *line.below)):
                continue
            lemma = line.text.split()[0]
            found = [c for c in readings[case.id].claims if c.predicate.lemma == lemma]
            cues = [
                [_cue(readings[case.id], index) for index in claim.attributions] for claim in found
            ]
            assert [x.split(" | ")[1] for x in chain] in cues, case.text


def _cue(reading: Reading, index: int) -> str:
    cue = reading.attributions[index].cue
    return reading.report.text[cue.start : cue.end]
