"""A report's words, facts and origins as one line of Markdown each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from secondsource.publish import labels
from secondsource.publish.safetext import plain
from secondsource.publish.sheet import SheetFact
from secondsource.records.story import Origin

#: Everything that opens markup in CommonMark or its tables, inside a line or at its start.
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#+\-.!|~&:@$^=])")
#: A stop at the end of a word, a hyphen inside one and a decimal point open nothing.
_INNER: Final = re.compile(r"(?<=[\w)”])\\(?:([.:])(?= |$)|(-)(?=\w))|(?<=\d)\\(\.)(?=\d)")


def escaped(text: str) -> str:
    """A report's words as one line that Markdown shows as they are."""
    line = _SPECIAL.sub(r"\\\1", plain(text))
    line = _INNER.sub(lambda match: match[1] or match[2] or match[3], line)
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", line)


def fact_line(entry: SheetFact) -> str:
    """A fact by number, what it says, and what a reader must know beside it."""
    tags = "".join(f" *({tag})*" for tag in entry.tags)
    return f"{entry.number}. {escaped(entry.fact.summary)}{tags}"


def origins_of(origins: Iterable[Origin]) -> str:
    """Who says so."""
    return escaped(labels.sources((plain(o.name), o.kind) for o in origins)) or labels.NO_ORIGIN


def numbered(entries: Iterable[SheetFact]) -> str:
    """Facts by their numbers."""
    return ", ".join(str(entry.number) for entry in entries)
