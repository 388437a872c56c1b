"""One plain line for a fact, in the words of its clearest evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set

from secondsource.names import country_named
from secondsource.reconciling.aligning.statements import place_key
from secondsource.reconciling.figures.slotting import gives_figure
from secondsource.reconciling.lines.clauses import (
    nominal,
    purpose,
    subject_of,
    subject_outside,
    tallied,
    trails,
)
from secondsource.reconciling.lines.lines import line_of, shown
from secondsource.reconciling.lines.titles import headline
from secondsource.reconciling.lines.tone import is_loud, speaks
from secondsource.reconciling.origins.independence import Witness
from secondsource.reconciling.pages.lemmas import wording
from secondsource.reconciling.pages.page import Page
from secondsource.records.reading import Claim, Place

_SHORTER = 0.5  # what it costs a line to be cut
_UNSHARED = 0.4  # ... and each word but one that no other text has
_FEW = 4  # words
_CAUSE = re.compile(
    r"(?i)\s(?:partly\s+|only\s+|just\s+)?(?:because|due\s+to|owing\s+to|as\s+a\s+result\s+of"
    r"|thanks\s+to|on\s+account\s+of)\b"
)
_OPENING = 25  # characters by which a line is found in its sentence
_LEADING = frozenset({"ADP", "DET", "PROPN", "NOUN", "ADJ", "ADV"})
_OWNED = re.compile(r"(?i)(?:his|her|its|their|our|my|he|she|it|they)\b")
_TAKING_UP = re.compile(r"(?i)(?:he|she|it|they)\b")
_TAKERS = frozenset({"agent", "patient", "theme", "companion", "recipient"})
_UNSETTLED = re.compile(
    r"(?i)\b(?:will|would|shall|should|may|might|could|can|must|whether|if|plan\w*|set|due|likely)\b"
)


def summary_of(witnesses: Sequence[Witness], avoid: frozenset[tuple[str, str]]) -> str:
    """The clearest line among the witnesses. Those in ``avoid`` say more than the fact does: their
    line is taken where there is no other, or without the place that they add."""
    common = _common_places(witnesses)
    plain = [w for w in witnesses if w.statement.key not in avoid]
    full = [(w, line) for w in plain or witnesses if (line := line_of(w))]
    silent = {w.text for w, _ in full} - {w.text for w, line in full if _CAUSE.search(line)}
    told = [(w, _without_cause(w, line) if silent else line, 0.0) for w, line in full]
    figures = {(c.key, c.value) for w in plain or witnesses for c in w.statement.counts}
    shorter = ((w, _without_place(w, figures, common)) for w in witnesses)
    told += [(w, line, _SHORTER) for w, line in shorter if line]
    words = _words_by_text(witnesses)
    often = Counter(word for found in words.values() for word in found)
    several = len({w.testimony.voice.id for w in witnesses}) > 1  # one man's words are not theirs
    lines = [
        (
            _clarity(witness, line)
            - cost
            - 4.0 * len(_places(witness) - common) * (not cost)
            - 2.0 * _others_told(witness, line)
            - 2.0 * (several and line.endswith("”") and not line.startswith("“"))
            - _alone(witness, words, often),
            line,
        )
        for witness, line, cost in told
    ]
    return min(lines, key=lambda pair: (-pair[0], pair[1]))[1] if lines else ""


def _without_cause(witness: Witness, line: str) -> str:
    """A line up to the cause that other texts don't tell ("The dyke broke [because of muskrats]"),
    as it is where the verb stands behind."""
    page, predicate = witness.statement.page, witness.statement.claim.predicate
    cause = _CAUSE.search(line)
    told = line[: cause.start()].rstrip(" ,;") if cause else line
    return told if page.text[predicate.start : predicate.end] in told else line


def _without_place(
    witness: Witness, figures: Set[tuple[object, ...]], common: frozenset[str]
) -> str | None:
    """The line of a claim up to the place that others don't name ("A bridge fell [in Marn]"); None
    where something that the fact is about stands behind it, or the claim gives another figure than
    ``figures``."""
    page, claim = witness.statement.page, witness.statement.claim
    if any((c.key, c.value) not in figures for c in witness.statement.counts):
        return None
    start, end = shown(witness)
    inside = (p for p in page.reading.places if start <= p.start and p.end <= end)
    added = (p for p in inside if place_key(page, p) not in common)
    first: Place | None = min(added, key=lambda place: place.start, default=None)
    if first is None or first.start < claim.predicate.end:
        return None
    at = _preposition(page, first.start)
    core = [a for a in claim.arguments if a.role in _TAKERS]
    line, place = line_of(witness), page.text[at : first.end]
    if at >= first.start or place not in line or any(a.start >= at for a in core):
        return None
    return line[: line.index(place)].rstrip(" ,;")


def _preposition(page: Page, start: int) -> int:
    """Where the words begin that put something at a place: "near the" before "Strait"."""
    at = start
    for token in reversed([t for t in page.sentence_tokens(start) if t.end <= start]):
        if token.upos not in _LEADING:
            break
        at = token.start
        if token.upos == "ADP" and page.text[token.start : token.end].lower() != "of":
            return at
    return start


def _alone(witness: Witness, told: Mapping[str, frozenset[str]], often: Counter[str]) -> float:
    """How much of a line the other texts don't vouch for, against it: with whom, how and on what
    occasion; who does what to whom and when may be told in other words. ``told``: the words of each
    text, ``often``: how many texts have a word."""
    page, claim = witness.statement.page, witness.statement.claim
    if len(told) < 2:
        return 0.0
    mine = told[witness.text]
    core = [a for a in claim.arguments if a.role in ("agent", "patient", "theme")]
    spans = [(a.start, a.end) for a in core] + [(t.start, t.end) for t in page.reading.times]
    known = frozenset[str]().union(*(page.words(*span) for span in spans))
    words = page.words(*shown(witness)) - {claim.predicate.lemma.lower()} - known
    alone = sum(often[word] <= (word in mine) for word in words)
    return _UNSHARED * min(_FEW, max(0, alone - 1))


def _words_by_text(witnesses: Sequence[Witness]) -> dict[str, frozenset[str]]:
    """The content words of the claims of each text."""
    found: dict[str, frozenset[str]] = {}
    for witness in witnesses:
        page, claim = witness.statement.page, witness.statement.claim
        words = page.words(claim.start, claim.end)
        found[witness.text] = found.get(witness.text, frozenset()) | words
    return found


def _places(witness: Witness) -> frozenset[str]:
    """Places named in the line of a claim, but for countries that only say who takes part."""
    page, (start, end) = witness.statement.page, shown(witness)
    takers = [a for a in witness.statement.claim.arguments if a.role in _TAKERS]
    inside = (p for p in page.reading.places if start <= p.start and p.end <= end)
    return frozenset(
        place_key(page, place)
        for place in inside
        if country_named(page.text[place.start : place.end]) is None
        or not any(a.start <= place.start and place.end <= a.end for a in takers)
    )


def _others_told(witness: Witness, line: str) -> int:
    """How many other claims the line tells before its own ("They tied up a clerk before fleeing"
    where the flight is the fact): the fact's origins don't vouch for those. So for what was agreed
    in the words of the agreement."""
    page, claim = witness.statement.page, witness.statement.claim
    sentence = page.sentence(claim.start)
    found = page.text.find(line[1:_OPENING], sentence.start, claim.start)  # the first is a capital
    start = min(shown(witness)[0], claim.start if found < 0 else found)
    return sum(
        start <= other.predicate.start < claim.start or _shares(claim, other)
        for other in page.reading.claims
    )


def _shares(claim: Claim, other: Claim) -> bool:
    """Whether the words of a claim are first of all another's ("agreed to hold talks")."""
    same = (claim.start, claim.end) == (other.start, other.end)
    return same and other.predicate.start < claim.predicate.start


def _common_places(witnesses: Sequence[Witness]) -> frozenset[str]:
    """Places that most texts name: a line for all of them had better name no other."""
    texts: dict[str, frozenset[str]] = {}
    for witness in witnesses:
        texts[witness.text] = texts.get(witness.text, frozenset()) | _places(witness)
    named = Counter(place for places in texts.values() for place in places)
    return frozenset(place for place, count in named.items() if 2 * count > len(texts))


def _clarity(witness: Witness, line: str) -> float:
    """Prefer a full clause with its own named subject, of middling length, not background; of what
    has not happened, one that says so itself."""
    statement, claim = witness.statement, witness.statement.claim
    bracketed = line.count("[") + line.count("…")
    length = abs(len(line) - 90) / 60
    own_subject = subject_of(witness) is not None
    return (
        2.0 * own_subject
        - 3.0 * (nominal(witness) and not tallied(witness))
        - 3.0 * (subject_outside(witness) is None and (purpose(witness) or trails(witness)))
        - 2.0 * (statement.page.modified(statement.claim.predicate.start) is not None)
        + 4.0 * (statement.modality == "actual" or bool(_UNSETTLED.search(line)))
        - 2.0 * (statement.lemma in wording("perceiving") or gives_figure(statement.page, claim))
        - 1.0 * _is_heading(witness)
        - 1.0 * bool(_OWNED.match(line))
        - 1.5 * bool(_TAKING_UP.match(line))
        + 1.0 * (not statement.claim.background)
        + 0.5 * len(statement.named)
        - 0.7 * bracketed
        - 1.0 * (is_loud(line) or speaks(line))
        - 1.0 * (" and that " in line)
        - length
    )


def _is_heading(witness: Witness) -> bool:
    """Whether a claim stands in the headline, whose verbs are clipped ("Hundreds flee")."""
    page = witness.statement.page
    title = headline(page.reading.report)
    return bool(title) and page.text.startswith(title) and witness.statement.claim.end <= len(title)
