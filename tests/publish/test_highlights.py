"""Overlapping spans are cut so that nothing of the text and no cover is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from secondsource.publish.highlights import segments

bounds = st.tuples(st.integers(-3, 45), st.integers(-3, 45))


@given(st.integers(0, 40), st.lists(bounds, max_size=12), st.lists(st.integers(-3, 45), max_size=6))
def test_segments_tile_the_text_and_rebuild_every_span(length, spans, cuts):
    found = segments(length, spans, cuts)
    assert [c for s in found for c in range(s.start, s.end)] == list(range(length))
    for index, (start, end) in enumerate(spans):
        covered = [c for s in found if index in s.covers for c in range(s.start, s.end)]
        valid = 0 <= start < end <= length
        assert covered == (list(range(start, end)) if valid else [])
        assert sum(index in s.opens for s in found) == valid
        assert sum(index in s.closes for s in found) == valid
    assert all(cut in {s.start for s in found} for cut in cuts if 0 < cut < length)


def test_nested_and_crossing():
    found = segments(10, [(0, 6), (4, 8), (4, 5)])
    assert [(s.start, s.end, s.covers) for s in found] == [
        (0, 4, (0,)),
        (4, 5, (0, 1, 2)),
        (5, 6, (0, 1)),
        (6, 8, (1,)),
        (8, 10, ()),
    ]
