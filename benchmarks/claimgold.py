"""The annotated reports of ``reading_gold/`` (format: ``docs/reading-gold.md``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from secondsource.records.reading import Modality, Role, Span

FOLDER = Path(__file__).with_name("reading_gold")
#: ``further``: written later than the others, for developing only; ``opened``: once sealed, then
#: retired; ``sealed`` may be empty while a new one is being written
Half = Literal["open", "further", "opened", "sealed"]
HALVES: tuple[Half, ...] = ("open", "further", "opened", "sealed")
LINKS = ("when", "where", "amount")
ROLES = frozenset(get_args(Role))
MODALITIES = frozenset(get_args(Modality))
_PAIR = re.compile(r"([a-z]+)=(.*?)(?=\s+[a-z]+=|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldClaim:
    """One claim as a person wrote it down; all spans are into the report's text."""

    line: int
    optional: bool
    predicate: Span
    lemma: str
    modality: str
    polarity: str
    background: bool
    arguments: tuple[tuple[str, Span], ...]
    links: tuple[tuple[str, Span], ...]  #: ``when``, ``where``, ``amount``
    chain: tuple[Span | None, ...]  #: sources, outermost first; None where none is printed


@dataclass(slots=True)
class GoldReport:
    """A report and what it claims."""

    name: str
    half: Half
    facts: dict[str, str] = field(default_factory=dict)  #: the header lines
    text: str = ""
    sentences: list[Span] = field(default_factory=list)
    claims: list[GoldClaim] = field(default_factory=list)


class GoldError(ValueError):
    """A line of an annotated report that can't be read."""


def load(folder: Path = FOLDER) -> list[GoldReport]:
    """All annotated reports, the sealed ones last."""
    paths = [(half, path) for half in HALVES for path in sorted((folder / half).glob("*.txt"))]
    return [parse(path.read_text(encoding="utf-8"), path.stem, half) for half, path in paths]


def parse(content: str, name: str, half: Half) -> GoldReport:
    """One annotated report.

    Raises:
        GoldError: a line that breaks the format, with its number.
    """
    report = GoldReport(name, half)
    header, _, body = content.partition("\n\n")
    report.facts = dict(line.split(": ", 1) for line in header.splitlines())
    noted = list(_sentences(report, body, len(header.splitlines()) + 1))
    for number, (line, raw) in noted:
        try:
            report.claims.append(_claim(report, number, line, raw.strip()))
        except (LookupError, ValueError) as error:
            raise GoldError(f"{half}/{name}.txt:{line}: {error}") from error
    return report


def _sentences(report: GoldReport, body: str, above: int) -> Iterator[tuple[int, tuple[int, str]]]:
    """Puts the text together; gives each annotation line with the number of its sentence."""
    gap = ""
    for line, raw in enumerate(body.splitlines(), above + 1):
        if not raw.strip():
            gap = "\n\n"
        elif raw.startswith(" "):
            yield len(report.sentences) - 1, (line, raw)
        else:
            start = len(report.text) + len(gap)
            report.text += gap + raw
            report.sentences.append(Span(start=start, end=len(report.text)))
            gap = " "


def _claim(report: GoldReport, number: int, line: int, raw: str) -> GoldClaim:
    first = _PAIR.search(raw)
    head = (raw[: first.start()] if first else raw).removeprefix("?").split()
    words, _, lemma = head[0].partition("/")
    flags = set(head[1:])
    unknown = flags - MODALITIES - {"+", "-", "bg"}
    if unknown:
        raise ValueError(f"unknown flag {', '.join(sorted(unknown))}")
    sentence = report.sentences[number]
    arguments: list[tuple[str, Span]] = []
    links: list[tuple[str, Span]] = []
    chain: tuple[Span | None, ...] = ()
    for key, phrase in _PAIR.findall(raw):
        if key == "by":
            chain = tuple(_source(report, number, link) for link in phrase.split(" > "))
        elif key in LINKS or key in ROLES:
            target = links if key in LINKS else arguments
            target.append((key, _find(report.text, phrase, sentence)))
        else:
            raise ValueError(f"unknown role {key}")
    return GoldClaim(
        line=line,
        optional=raw.startswith("?"),
        predicate=_find(report.text, words, sentence),
        lemma=lemma or words.partition("#")[0].lower(),
        modality=next(iter(flags & MODALITIES), "actual"),
        polarity="-" if "-" in flags else "+",
        background="bg" in flags,
        arguments=tuple(arguments),
        links=tuple(links),
        chain=chain,
    )


def _source(report: GoldReport, number: int, phrase: str) -> Span | None:
    """The source's words, in the sentence itself or in the nearest one that has them."""
    phrase = phrase.strip()
    if phrase == "-":
        return None
    order = sorted(range(len(report.sentences)), key=lambda n: (abs(n - number), n))
    for candidate in order:
        try:
            return _find(report.text, phrase, report.sentences[candidate])
        except LookupError:
            continue
    raise LookupError(f"no sentence has the source “{phrase}”")


def _find(text: str, phrase: str, sentence: Span) -> Span:
    """A phrase as whole words; ``#2`` asks for its second occurrence in the sentence."""
    words, _, count = phrase.strip().partition("#")
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    found = list(pattern.finditer(text, sentence.start, sentence.end))
    which = int(count or 1) - 1
    if which >= len(found):
        raise LookupError(f"the sentence has no “{phrase}”")
    return Span(start=found[which].start(), end=found[which].end())
