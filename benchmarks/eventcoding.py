"""Which events of politics claims are coded as: invented sentences and the PLOVER event of each.

``python -m benchmarks.eventcoding`` reads every sentence of ``events.tsv`` by itself and compares
the events of its claims with those written beside it: whether the root is found, whether source and
target are the actors named, and how many events are told where none is. Half of the sentences,
chosen by their text, is held out: tables are mended looking at the other half only, whose mistakes
``--mistakes`` lists. ``--rows DATA`` does the same with real sentences: the fifth of PLV's that the
encoder has not learned from, whose source and target are given.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from secondsource.pipeline import Reader
from secondsource.records.reading import Claim, Reading
from secondsource.records.report import Report

SENTENCES = Path(__file__).with_name("events.tsv")
_DATE = "2031-05-06"


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence and the event it tells; ``roots`` is empty where it tells none."""

    text: str
    roots: frozenset[str]
    source: str | None
    target: str | None

    @property
    def held_out(self) -> bool:
        """Whether it is in the half that no table is mended by."""
        return zlib.crc32(self.text.encode()) % 2 == 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found of a sentence: ``events`` as printed, and what of the one event is right."""

    told: Told
    events: tuple[str, ...]
    root: bool
    source: bool
    target: bool


def sentences(path: Path = SENTENCES) -> Iterator[Told]:
    """The rows of the table."""
    for line in path.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        text, event = line.split("\t")
        if event == "none":
            yield Told(text, frozenset(), None, None)
            continue
        roots, *actors = event.split(" ")
        source, target = (None if a == "-" else a.replace("_", " ") for a in actors)
        yield Told(text, frozenset(roots.split("|")), source, target)


def outcome(told: Told, reading: Reading) -> Outcome:
    """A sentence's events beside the one that it tells."""
    coded = [claim for claim in reading.claims if claim.event is not None]
    events = tuple(_printed(claim, reading) for claim in coded)
    best = (False, False, False)
    for claim in coded:
        event = claim.event
        assert event is not None
        if event.root in told.roots:
            right = (
                True,
                _is_actor(event.source, told.source, claim, reading),
                _is_actor(event.target, told.target, claim, reading),
            )
            best = max(best, right, key=sum)
    return Outcome(told, events, *best)


def _is_actor(found: str | None, expected: str | None, claim: Claim, reading: Reading) -> bool:
    """Whether an actor is the one expected: by a mention, or, where no entity stands for "rebels",
    by an argument without one."""
    text = reading.report.text
    if found is None and expected is not None:
        bare = [a for a in claim.arguments if a.entity is None]
        return any(expected in text[a.start : a.end] for a in bare)
    if found is None or expected is None:
        return found is expected
    entity = next(entity for entity in reading.entities if entity.id == found)
    return any(expected in text[m.start : m.end] for m in entity.mentions)


def _printed(claim: Claim, reading: Reading) -> str:
    event = claim.event
    assert event is not None
    names = {entity.id: entity.name for entity in reading.entities}
    actors = (names.get(actor or "", "-") for actor in (event.source, event.target))
    return f"{claim.predicate.lemma}: {event.root} {' > '.join(actors)}"


def table(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Recall of roots and of actors among roots found; how often an event is told where none is."""
    found = list(outcomes)
    events = [o for o in found if o.told.roots]
    others = [o for o in found if not o.told.roots]
    right = [o for o in events if o.root]
    rows = {
        "root found": (len(right), len(events)),
        "of these, source right": (sum(o.source for o in right), len(right)),
        "of these, target right": (sum(o.target for o in right), len(right)),
        "no event, and none told": (sum(not o.events for o in others), len(others)),
    }
    for name, (part, whole) in rows.items():
        yield f"{name:<26}{100 * part / max(1, whole):6.1f} of {whole}"


def rows_found(data: Path, reader: Reader) -> Iterator[str]:
    """Of PLV's kept rows with a root: how many have an event by that source, how many the root."""
    from training.eventrows import fold, read

    rows = [row for row in read(data / "plover") if row.root and fold(row.text) == 0 and row.source]
    reports = [Report(text=row.text, published=_DATE) for row in rows]
    told = right = 0
    for row, reading in zip(rows, reader.read_many(reports), strict=True):
        assert row.source is not None
        roots = {_joined(c) for c in reading.claims if _is_by(c, row.source)} - {None}
        told += bool(roots)
        right += row.root in roots
    yield f"{'an event by the source':<26}{100 * told / len(rows):6.1f} of {len(rows)}"
    yield f"{'of these, its root':<26}{100 * right / max(1, told):6.1f} of {told}"


def _joined(claim: Claim) -> str | None:
    """The root as the rows have it, RETREAT and CONCEDE in one."""
    root = None if claim.event is None else claim.event.root
    return "YIELD" if root in ("RETREAT", "CONCEDE") else root


def _is_by(claim: Claim, source: tuple[int, int]) -> bool:
    agents = (a for a in claim.arguments if a.role == "agent")
    return any(a.start < source[1] and source[0] < a.end for a in agents)


def main() -> None:
    """Print the scores of both halves."""
    parser = argparse.ArgumentParser(description="Score the events of claims on invented sentences")
    parser.add_argument("--mistakes", action="store_true", help="list them, but not the held-out")
    parser.add_argument("--rows", type=Path, metavar="DATA", help="folder with PLV's rows")
    options = parser.parse_args()
    reader = Reader()
    rows = list(sentences())
    reports = [Report(text=row.text, published=_DATE) for row in rows]
    readings = reader.read_many(reports)
    outcomes = [outcome(row, reading) for row, reading in zip(rows, readings, strict=True)]
    for name, half in (("open", False), ("held out", True)):
        print(f"{name}:")
        print("\n".join(table(o for o in outcomes if o.told.held_out is half)))
    if options.rows is not None:
        print("PLV, the fifth kept apart:")
        print("\n".join(rows_found(options.rows, reader)))
    if options.mistakes:
        for o in outcomes:
            right = (o.root and o.source and o.target) if o.told.roots else not o.events
            if not right and not o.told.held_out:
                wanted = f"{'|'.join(sorted(o.told.roots)) or 'none'} {o.told.source}"
                print(f"{o.told.text}\n    {wanted} > {o.told.target}; found {o.events}")


if __name__ == "__main__":
    main()
