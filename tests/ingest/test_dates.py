from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.ingest.dates import at_home, parse_published


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2025-10-17", "2025-10-17"),
        ("2025-10-17T08:30:00Z", "2025-10-17T08:30:00Z"),
        ("2025-10-17T08:30:00+02:00", "2025-10-17T08:30:00+02:00"),
        ("2025-10-17 08:30", "2025-10-17T08:30:00"),
        ("2025-10-17 08:30:00 UTC", "2025-10-17T08:30:00+00:00"),
        ("20251017", "2025-10-17"),
        ("17 October 2025", "2025-10-17"),
        ("Friday, 17 October 2025", "2025-10-17"),
        ("October 17, 2025", "2025-10-17"),
        ("Oct. 17, 2025 3:15 PM", "2025-10-17"),
        ("17th of Sept 2025", "2025-09-17"),
        ("2025 October 17", "2025-10-17"),
        ("Fri, 17 Oct 2025 06:05:04 GMT", "2025-10-17T06:05:04+00:00"),
        ("17 Oct 2025 06:05 +0300", "2025-10-17T06:05:00+03:00"),
        ("17/10/2025", "2025-10-17"),
        ("10/17/2025", "2025-10-17"),
        ("05.05.2025", "2025-05-05"),
        ("2025/10/17", "2025-10-17"),
        ("2025/10/17 08:30:00", "2025-10-17"),
        ("2025-10-7, 8:30 am", "2025-10-07"),
        ("2025-10-17 08:30:00 EST", "2025-10-17"),
        ("Fri Oct 17 08:30:00 EST 2025", "2025-10-17"),
        ("17-Oct-2025", "2025-10-17"),
        ("20251017083000", "2025-10-17T08:30:00"),
    ],
)
def test_common_forms(printed: str, iso: str) -> None:
    assert parse_published(printed) == iso


@pytest.mark.parametrize(
    "printed",
    ["", "yesterday", "03/04/2025", "31 February 2025", "2025-13-01", "2025-W42", "0001-01-01",
     "Fri, 99 Oct 2025 06:05:04 GMT", "1760688000", "x" * 500],
)  # fmt: skip
def test_what_cannot_be_told_is_none(printed: str) -> None:
    assert parse_published(printed) is None


@pytest.mark.parametrize(
    ("moment", "day", "found"),
    [
        ("2025-10-18T02:30:00Z", "2025-10-17", "2025-10-17"),
        ("2025-10-17T22:30:00+00:00", "2025-10-18", "2025-10-18"),
        ("2025-10-18T14:30:00Z", "2025-10-17", None),
        ("2025-10-18T02:30:00-05:00", "2025-10-17", None),
        ("2025-10-18T02:30:00Z", "2025-10-15", None),
        ("2025-10-18", "2025-10-17", None),
        ("2025-10-18T02:30:00Z", None, None),
    ],
)
def test_the_day_where_the_outlet_is(moment: str, day: str | None, found: str | None) -> None:
    assert at_home(moment, day) == (found or moment)


@given(st.text(max_size=60))
def test_never_raises_and_gives_valid_iso(text: str) -> None:
    result = parse_published(text)
    assert result is None or datetime.fromisoformat(result)


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2200, 1, 1)))
def test_iso_comes_back_as_it_was(moment: datetime) -> None:
    assert parse_published(moment.isoformat()) == moment.isoformat()
