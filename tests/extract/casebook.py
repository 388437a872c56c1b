"""Reads ``tests/extract/cases/*.txt`` (format: ``cases/README.md``) and compares with readings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from secondsource.cli.debugging import LINKED, attribution_line, claim_lines, linked
from secondsource.records.reading import Claim, Reading

FOLDER = Path(__file__).parent / "cases"
PUBLISHED = "2026-03-12"
_PAIR = re.compile(r"([a-z]+)=(.*?)(?=\s+[a-z]+=|$)")


@dataclass(slots=True)
class Line:
    """One expectation; ``below`` are the lines that narrow a claim down."""

    text: str
    number: int
    known_failure: bool
    below: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Case:
    """A text with its expectations."""

    phenomenon: str
    number: int
    text: str
    lines: list[Line] = field(default_factory=list)

    @property
    def id(self) -> str:
        """File and line, to be found again."""
        return f"{self.phenomenon}:{self.number}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether one expectation holds."""

    line: str
    holds: bool
    known_failure: bool


def load_cases() -> list[Case]:
    """All cases of all files, in order."""
    return [case for path in sorted(FOLDER.glob("*.txt")) for case in _cases(path)]


def _cases(path: Path) -> Iterator[Case]:
    case: Case | None = None
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not raw.strip() or raw.lstrip().startswith("#"):
            continue
        if not raw.startswith(" "):
            if case:
                yield case
            case = Case(path.stem, number, raw.replace("¶", "\n"))
            continue
        if case is None:
            raise ValueError(f"{path.name}:{number}: an expectation before any text")
        _add(case, raw, number)
    if case:
        yield case


def _add(case: Case, raw: str, number: int) -> None:
    text = raw.strip()
    known = text.startswith("? ")
    line = Line(text.removeprefix("? ").strip(), number, known)
    if len(raw) - len(raw.lstrip()) > 2 and case.lines:
        case.lines[-1].below.append(line)
    else:
        case.lines.append(line)


def outcomes(case: Case, reading: Reading) -> list[Outcome]:
    """One outcome for every expectation of a case and one for every claim nobody listed."""
    found: list[Outcome] = []
    used: set[str] = set()
    for line in case.lines:
        holds, claim = _holds(line.text, reading, used)
        if claim is not None:
            used.add(claim.id)
        found.append(Outcome(f"{line.number}: {line.text}", holds, line.known_failure))
        for lower in line.below:
            holds = claim is not None and _fits_below(lower.text, claim, reading)
            known = lower.known_failure or line.known_failure
            found.append(Outcome(f"{lower.number}:   {lower.text}", holds, known))
    if any(line.text == "..." or _layer_of(line.text) for line in case.lines):
        return found
    allowed = [x.text for x in case.lines if x.known_failure and x.text.startswith("!")]
    for claim in reading.claims:
        if claim.id not in used:
            known = any(_fits(text.removeprefix("! "), claim, reading) for text in allowed)
            if not known:
                found.append(Outcome(f"unlisted: {describe(claim, reading)}", False, False))
    return found


def describe(claim: Claim, reading: Reading) -> str:
    """A claim as the lines of a case file."""
    return "\n  ".join(claim_lines(reading, claim))


def _holds(line: str, reading: Reading, used: set[str]) -> tuple[bool, Claim | None]:
    keyword, _, rest = line.partition(": ")
    if line == "...":
        return True, None
    if line == "! attribution":
        return not reading.attributions, None
    if layer := _layer_of(line):
        told = line.removeprefix("! ").partition(": ")[2]
        listed = LAYERS[layer](reading)
        return _is_listed(told, listed) != line.startswith("! "), None
    if line.startswith("!"):
        pattern = line[1:].strip()
        return not any(_fits(pattern, claim, reading) for claim in reading.claims), None
    if keyword == "attribution":
        return rest in [attribution_line(reading, a) for a in reading.attributions], None
    if keyword in ("quote", "fragment"):
        return rest in _quotes(reading, fragment=keyword == "fragment"), None
    fitting = [c for c in reading.claims if c.id not in used and _fits(line, c, reading)]
    return bool(fitting), next(iter(fitting), None)


def _layer_of(line: str) -> str | None:
    """The layer of which a line tells something: ``time: Friday | 2026-03-13``."""
    keyword, colon, _ = line.removeprefix("! ").partition(": ")
    return keyword if colon and keyword in LAYERS else None


def _is_listed(told: str, listed: list[list[str]]) -> bool:
    """Whether one of a layer's things has these parts; parts not written are left open, and of the
    mentions of an entity only those written must be among its own."""
    parts = [part.strip() for part in told.split(" | ")]
    return any(all(a in (b, "*") for a, b in zip(parts, x, strict=False)) for x in listed) or any(
        parts[:2] == x[:2] and set(parts[2:]) <= set(x[2:]) for x in listed
    )


def _times(reading: Reading) -> list[list[str]]:
    text = reading.report.text
    return [
        [text[x.start : x.end], x.value, f"{x.from_ or '-'}..{x.to or '-'}"] for x in reading.times
    ]


def _places(reading: Reading) -> list[list[str]]:
    text = reading.report.text
    return [[text[x.start : x.end], x.country or ("-" if x.lat is None else "sea")]
            for x in reading.places]  # fmt: skip


def _entities(reading: Reading) -> list[list[str]]:
    text = reading.report.text
    return [
        [x.kind, x.name, *(text[m.start : m.end] for m in x.mentions)] for x in reading.entities
    ]


def _figures(reading: Reading) -> list[list[str]]:
    text = reading.report.text
    return [
        [text[x.start : x.end], "-" if x.value is None else f"{x.value:g}", x.unit or "-",
         x.of.lemma if x.of else "-"]
        for x in reading.quantities
    ]  # fmt: skip


def _zones(reading: Reading) -> list[list[str]]:
    text = reading.report.text
    return [[x.kind, text[x.start : x.end]] for x in reading.boilerplate]


LAYERS = {
    "time": _times, "place": _places, "entity": _entities, "figure": _figures, "zone": _zones,
}  # fmt: skip


def _quotes(reading: Reading, *, fragment: bool) -> list[str]:
    names = {entity.id: entity.name for entity in reading.entities}
    return [
        f"{names.get(quote.speaker or '', '-')} | {reading.report.text[quote.start : quote.end]}"
        for quote in reading.quotes
        if quote.fragment == fragment
    ]


def _fits(pattern: str, claim: Claim, reading: Reading) -> bool:
    if pattern == "*":
        return True
    first = _PAIR.search(pattern)
    head = pattern[: first.start()] if first else pattern
    actual = (claim.predicate.lemma, claim.modality, claim.polarity)
    if any(part not in actual for part in head.split()):
        return False
    return all(_has(name, words.strip(), claim, reading) for name, words in _PAIR.findall(pattern))


def _has(name: str, words: str, claim: Claim, reading: Reading) -> bool:
    text = reading.report.text
    if name in LINKED:
        found = linked(name, claim, reading)
    else:
        found = [text[a.start : a.end] for a in claim.arguments if a.role == name]
    return not found if words == "-" else words in found


def _fits_below(line: str, claim: Claim, reading: Reading) -> bool:
    text = reading.report.text
    if line == "background":
        return claim.background
    if line == "according to: -":
        return not claim.attributions
    keyword, _, rest = line.partition(": ")
    if keyword == "evidence":
        return rest == text[claim.start : claim.end]
    chain = [attribution_line(reading, reading.attributions[i]) for i in claim.attributions]
    return any(_is_said(rest, printed) for printed in chain)


def _is_said(expected: str, printed: str) -> bool:
    """Whether source and cue are the expected ones, or longer: how much of "Ann Roe, a driver," or
    of "said in a statement" is marked is left open."""
    (source, cue, stance), told = expected.split(" | "), printed.split(" | ")
    longer = source != "-" and told[0].startswith(source)
    marked = cue in told[1] or told[1] in cue
    return (told[0] == source or longer) and marked and told[2] == stance
