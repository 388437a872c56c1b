"""The dated table of offices."""

from __future__ import annotations

from datetime import date

import pytest

from secondsource.names.countries import countries
from secondsource.names.offices import offices_of
from secondsource.names.words import rows


@pytest.mark.parametrize(
    ("name", "day", "titles"),
    [
        ("Angela Merkel", "2020-05-01", ["chancellor"]),
        ("Angela Merkel", "2022-05-01", []),
        ("Merkel", "2020-05-01", []),
        ("Володимир Зеленський", "2023-01-01", ["president"]),
        ("Mark Rutte", "2025-01-01", ["secretary-general"]),
        ("Mark Rutte", None, ["prime minister", "secretary-general"]),
        ("Ada Novak", None, []),
    ],
)
def test_who_held_what_when(name, day, titles):
    assert [office.title for office in offices_of(name, day)] == titles


def test_every_row_has_a_known_polity_and_a_term_that_runs_forward():
    for row in rows("offices.tsv"):
        polity, _, _, since, *until = row
        assert polity in countries() or polity in {"EU", "UN", "NATO"}
        start = date.fromisoformat(since)
        if until and until[0]:
            assert start < date.fromisoformat(until[0])
