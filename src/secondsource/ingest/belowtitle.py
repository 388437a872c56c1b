"""The lines under a headline that are no prose: who wrote a report, and on which day.

Pages that say nothing in markup print it there. What stands above the headline is the day on which
the page was fetched, and what stands below the first prose may be any other article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from secondsource.ingest.dates import parse_published

_MOST_PLACES, _MOST_LINES, _LONGEST_LINE, _PROSE = 5, 12, 160, 25
_WORD = r"[A-Z](?:[^\W\d_]|[.'’-]){0,20}"
_NAME = rf"{_WORD}(?: (?:de|la|el|al|van|von|der|bin|den|du|da|of))?(?: {_WORD}){{1,3}}"
_BYLINE = re.compile(
    rf"(?:[Bb]y|BY|Written by|Words by):? ({_NAME}(?:(?:, | and |, and ){_NAME}){{0,4}})"
)
_PUBLISHED = re.compile(r"\b(?:published|posted|created|filed|issued)\b", re.IGNORECASE)
_CHANGED = re.compile(r"\b(?:updated|modified|edited|revised|corrected)\b", re.IGNORECASE)
_LABEL = re.compile(r"(?=\b(?:published|posted|updated|modified|edited)\b)", re.IGNORECASE)
_MONTH = r"[A-Z][a-z]{2,8}\.?"
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = re.compile(
    rf"{_ORDINAL}[ -](?:of )?{_MONTH},?[ -]\d{{4}}|{_MONTH} {_ORDINAL},? \d{{4}}"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{4}"
)
_MOST_BESIDE = 40  #: characters that a line with a date and no label has beside it


@dataclass(frozen=True, slots=True)
class BelowTitle:
    """What stands there; None where it doesn't."""

    author: str | None = None
    published: str | None = None


def read_below_title(blocks: Sequence[str], title: str | None) -> BelowTitle:
    """Author and day from the lines between the headline and the first prose.

    A headline that stands in several places is the first that has something below it.
    """
    for place in _places(blocks, title)[:_MOST_PLACES]:
        found = _read(list(_lines(blocks[place + 1 : place + 1 + _MOST_LINES])))
        if found.author or found.published:
            return found
    return BelowTitle()


def days_above_title(blocks: Sequence[str], title: str | None) -> frozenset[str]:
    """Days printed above the headline, where pages tell the date of today."""
    above = blocks[: next(iter(_places(blocks, title)), 0)]
    found = (_DAY.search(block) for block in above if len(block) <= _LONGEST_LINE)
    return frozenset(day for match in found if match and (day := parse_published(match[0])))


def _places(blocks: Sequence[str], title: str | None) -> list[int]:
    wanted = " ".join((title or "").split()).lower()
    return [place for place, block in enumerate(blocks) if wanted and block.lower() == wanted]


def _read(lines: Sequence[str]) -> BelowTitle:
    author = next((found[1] for line in lines if (found := _BYLINE.match(line))), None)
    days = [found for line in lines for found in _days(line)]
    published = next((day for is_said, day in days if is_said), None)
    return BelowTitle(author, published or next((day for _, day in days), None))


def _lines(blocks: Sequence[str]) -> Iterator[str]:
    """As far as they are no prose."""
    for block in blocks:
        if len(block.split()) > _PROSE or len(block) > _LONGEST_LINE:
            return
        yield block


def _days(line: str) -> Iterator[tuple[bool, str]]:
    """(whether it is called the day of publication, day) for the dates of a line; not those of a
    change, nor those in a sentence on something else."""
    for part in _LABEL.split(line):
        found = _DAY.search(part)
        day = parse_published(found[0]) if found else None
        if not found or day is None or _CHANGED.search(part[: found.start()]):
            continue
        is_said = bool(_PUBLISHED.search(part[: found.start()]))
        if is_said or len(part) - len(found[0]) <= _MOST_BESIDE:
            yield is_said, day
