"""Author and day from the lines under a headline."""

from __future__ import annotations

import pytest

from secondsource.ingest.belowtitle import BelowTitle, read_below_title

TITLE = "Ferry runs aground"
PROSE = (
    "The ferry, which had forty people on board, ran aground off Port Vell in the evening of 3 May"
    " 2030, and fishing boats brought all of them ashore by midnight."
)
STORM = "The bridge that a storm on 1 May 2030 had damaged stays closed until the summer"


@pytest.mark.parametrize(
    ("lines", "author", "day"),
    [
        (["By Ada Lund", "6 May 2031"], "Ada Lund", "2031-05-06"),
        (["By Ada Lund, Jon de Berg6 May 2031, 10:22"], "Ada Lund, Jon de Berg", "2031-05-06"),
        (["Updated: May 9, 2031 Published: May 6, 2031"], None, "2031-05-06"),
        (["Published 6 May 2031 | Last updated 9 May 2031"], None, "2031-05-06"),
        (["Last updated on 9 May 2031"], None, None),
        (["Tuesday, May 6th, 2031 - 10:15 GMT"], None, "2031-05-06"),
        (["2031-05-06 08:00"], None, "2031-05-06"),
        (["06/05/2031"], None, None),
        ([STORM], None, None),
        (["Share", "Print", "Photo by hand"], None, None),
    ],
)  # fmt: skip
def test_lines_below_the_headline(lines: list[str], author: str | None, day: str | None) -> None:
    blocks = ["Monday, 1 June 2031", "Home", TITLE, *lines, PROSE, "By Tom Reeve", "1 April 2031"]
    assert read_below_title(blocks, TITLE) == BelowTitle(author, day)


def test_the_place_of_the_headline_that_has_something_below_it() -> None:
    blocks = [TITLE, PROSE, TITLE.upper(), "By Ada Lund", PROSE]
    assert read_below_title(blocks, TITLE).author == "Ada Lund"
    assert read_below_title(blocks, None) == read_below_title([], TITLE) == BelowTitle()
