from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from secondsource.errors import InputError
from secondsource.samples import sample_names, sample_paths

ALL = sample_paths()


def _parts(path: Path) -> tuple[dict[str, str], str]:
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    return dict(line.split(": ", 1) for line in head.splitlines()), body


def _fivegrams(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}


def test_there_are_two_stories_of_four_reports() -> None:
    assert sample_names() == ["ferry-fire", "lake-talks"]
    assert [len(sample_paths(name)) for name in sample_names()] == [4, 4]
    assert sample_paths() == sample_paths("ferry-fire") + sample_paths("lake-talks")


def test_an_unknown_story_is_refused_in_one_line() -> None:
    with pytest.raises(InputError, match=r"^mars: no such sample; there are ferry-fire, lake-tal"):
        sample_paths("mars")


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_a_report_has_its_header_and_a_body_of_a_news_items_length(path: Path) -> None:
    header, body = _parts(path)
    assert list(header) == ["Title", "Outlet", "Published", "URL"]
    datetime.fromisoformat(header["Published"])
    assert str(urlsplit(header["URL"]).hostname).endswith(".example"), "a reserved domain only"
    assert 180 <= len(body.split()) <= 350


def test_no_two_reports_share_an_outlet() -> None:
    for name in sample_names():
        outlets = [_parts(path)[0]["Outlet"] for path in sample_paths(name)]
        assert len(set(outlets)) == len(outlets)


@pytest.mark.parametrize("name", sample_names())
def test_the_last_report_is_a_near_copy_of_the_first_and_the_others_are_not(name: str) -> None:
    first, second, third, copy = (_fivegrams(_parts(path)[1]) for path in sample_paths(name))
    assert 0.7 < len(first & copy) / len(copy) < 1
    for other in (second, third):
        assert len(first & other) / len(other) < 0.15
