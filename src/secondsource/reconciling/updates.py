"""Which fact revises which: never because it is later, only because the text shows it.

Evidence is wording of revision beside the new figure, a mention of the old one, the same origin
stating a new figure later, or a correction by the outlet that printed the old one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from secondsource.reconciling.drafts import Draft
from secondsource.reconciling.independence import Witness


@dataclass(frozen=True, slots=True, eq=False)
class Update:
    """``newer`` takes the place of ``older``; ``evidence`` says in words why."""

    newer: Draft
    older: Draft
    evidence: str


@cache
def _patterns(name: str) -> re.Pattern[str]:
    source = files("secondsource.reconciling") / "revisions.toml"
    listed = tomllib.loads(source.read_text(encoding="utf-8"))[name]
    return re.compile("|".join(f"(?:{pattern})" for pattern in listed), re.IGNORECASE)


def update_between(one: Draft, other: Draft) -> Update | None:
    """The update that two facts with different figures make, if their texts show one."""
    for newer, older in ((one, other), (other, one)):
        evidence = _evidence(newer, older)
        if evidence is not None and _evidence(older, newer) is None:
            return Update(newer=newer, older=older, evidence=evidence)
    return None


def _evidence(newer: Draft, older: Draft) -> str | None:
    texts = _texts(older)
    for witness in (w for w in newer.witnesses if w.statement.counts):
        later = all(any(_not_before(witness, old) for old in text) for text in texts)
        sentence = _sentence(witness)
        revised = _patterns("wording").search(sentence)
        if later and revised and _figure_follows(witness, revised):
            return f"“{_line(revised.group())}”"
        if later and revised and _mentions(sentence, older):
            return "it names the earlier figure"
        if _corrects(witness, older, texts):
            return "the outlet corrected itself"
    return _restated(newer, texts)


def _texts(draft: Draft) -> list[list[Witness]]:
    """The witnesses of a fact by text: copies of one report go together."""
    texts: dict[str, list[Witness]] = {}
    for witness in draft.witnesses:
        texts.setdefault(witness.text, []).append(witness)
    return list(texts.values())


def _figure_follows(witness: Witness, revised: re.Match[str]) -> bool:
    """Whether the figure of the claim is what the wording introduces."""
    start = witness.statement.page.sentence(witness.statement.claim.start).start
    return any(count.start - start >= revised.start() for count in witness.statement.counts)


def _restated(newer: Draft, texts: Sequence[Sequence[Witness]]) -> str | None:
    """Every origin of the old figure itself gives the new one later."""
    latest: dict[str, str] = {}
    for witness in newer.witnesses:
        voice = witness.testimony.voice
        if not voice.anonymous:
            latest[voice.id] = max(latest.get(voice.id, ""), witness.published)

    def restates(old: Witness) -> bool:
        return bool(old.published) and latest.get(old.testimony.voice.id, "") > old.published

    if not all(any(restates(old) for old in text) for text in texts):
        return None
    names = sorted({old.testimony.voice.name for text in texts for old in text if restates(old)})
    return f"{names[0]} itself gives the new figure later"


def _corrects(witness: Witness, older: Draft, texts: Sequence[Sequence[Witness]]) -> bool:
    if not all(any(old.outlet == witness.outlet for old in text) for text in texts):
        return False
    sentence = _sentence(witness)
    if _patterns("correction").search(sentence) and _mentions(sentence, older):
        return True
    return any(_mentions(zone, older) for zone in _correction_zones(witness))


def _correction_zones(witness: Witness) -> Iterator[str]:
    page = witness.statement.page
    for zone in page.reading.boilerplate:
        if zone.kind == "correction":
            yield page.text[zone.start : zone.end]


def _mentions(text: str, older: Draft) -> bool:
    """Whether a text names the older figure, in digits or as it was printed."""
    printed = set()
    for witness in older.witnesses:
        for count in witness.statement.counts:
            printed.add(witness.statement.page.text[count.start : count.end].casefold())
            if count.value is not None and count.value == int(count.value):
                printed |= {str(int(count.value)), f"{int(count.value):,}"}
    return any(re.search(rf"(?<!\w){re.escape(p)}(?!\w)", text.casefold()) for p in printed)


def _not_before(witness: Witness, old: Witness) -> bool:
    return not witness.published or not old.published or witness.published >= old.published


def _sentence(witness: Witness) -> str:
    span = witness.statement.page.sentence(witness.statement.claim.start)
    return witness.statement.page.text[span.start : span.end]


def _line(words: str) -> str:
    return " ".join(words.split())
