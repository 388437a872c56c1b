"""One plain line for a fact, in the words of its clearest evidence.

The line is the report's own clause. A subject that the clause leaves out or gives as a pronoun is
shown by name in square brackets; nothing else is added.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from secondsource.reconcile.independence import Witness
from secondsource.reconcile.page import Page, wording
from secondsource.records.reading import Argument

_LONGEST = 200
_SHORT_SENTENCE = 200
_SUBJECTS = frozenset({"he", "she", "they", "it", "him", "them", "i", "we", "who", "which"})
_POSSESSIVES = frozenset({"his", "their", "its", "my", "our"})
_SUBJECT_ROLES = frozenset({"agent", "patient", "theme", "recipient", "quantity"})
_EDGE = " \t\r\n,;:–—-"


def summary_of(witnesses: Sequence[Witness], avoid: frozenset[tuple[str, str]]) -> str:
    """The clearest line among the witnesses; those in ``avoid`` only if there is no other."""
    plain = [w for w in witnesses if w.statement.key not in avoid] or list(witnesses)
    lines = [(_clarity(witness, line), line) for witness in plain if (line := _line(witness))]
    return min(lines, key=lambda pair: (-pair[0], pair[1]))[1] if lines else ""


def _clarity(witness: Witness, line: str) -> float:
    """Prefer a full clause with its own named subject, of middling length, not background."""
    statement = witness.statement
    bracketed = line.count("[") + line.count("…")
    length = abs(len(line) - 90) / 60
    own_subject = _subject(witness) is not None
    return (
        2.0 * own_subject
        + 1.0 * (not statement.claim.background)
        + 0.5 * len(statement.named)
        - 0.7 * bracketed
        - length
    )


def _line(witness: Witness) -> str:
    page, claim = witness.statement.page, witness.statement.claim
    denial = _denial(witness)
    if denial is not None:
        return _polish(denial)
    if any(q.start <= claim.start and claim.end <= q.end for q in page.reading.quotes):
        return f"{witness.testimony.voice.name}: “{_polish(page.text[claim.start : claim.end])}”"
    start, end = claim.start, claim.end
    subject = _subject(witness)
    if subject is None:
        sentence = page.sentence(claim.start)
        missing = _missing_subject(witness)
        participle = page.text[claim.predicate.start : claim.predicate.end].endswith("ing")
        if (participle or missing is None) and sentence.end - sentence.start <= _SHORT_SENTENCE:
            start, end = sentence.start, max(sentence.end, end)
        elif missing is not None:
            rest = page.text[claim.predicate.start : end] if participle else page.text[start:end]
            return _polish(f"{missing} {_strip_opener(rest)}")
    return _polish(_named(page, start, end))


def _subject(witness: Witness) -> Argument | None:
    """The argument that stands before the predicate inside the clause."""
    claim = witness.statement.claim
    for argument in claim.arguments:
        inside = claim.start <= argument.start and argument.end <= claim.predicate.start
        if inside and argument.role in _SUBJECT_ROLES:
            return argument
    return None


def _missing_subject(witness: Witness) -> str | None:
    page, claim = witness.statement.page, witness.statement.claim
    for role in ("agent", "patient", "theme"):
        for argument in claim.arguments:
            if argument.role == role and argument.end <= claim.start:
                story_entity = page.cast.of(page.report, argument.entity)
                if story_entity is not None and story_entity in page.cast.named:
                    return f"[{page.cast.name(story_entity)}]"
                return f"[{page.text[argument.start : argument.end]}]"
    return None


def _denial(witness: Witness) -> str | None:
    """ "Norfax denied the leak": the saying and the said together."""
    page, claim = witness.statement.page, witness.statement.claim
    for index in claim.attributions:
        attribution = page.reading.attributions[index]
        if attribution.stance == "denies":
            spans = [(s.start, s.end) for s in attribution.content]
            spans.append((attribution.cue.start, attribution.cue.end))
            if attribution.source is not None:
                spans.append((attribution.source.start, attribution.source.end))
            start, end = min(s for s, _ in spans), max(e for _, e in spans)
            return _named(page, start, end)
    return None


def _named(page: Page, start: int, end: int) -> str:
    """A stretch of text with the first pronoun of each person spelled out."""
    pieces, at, known = [], start, set[str]()
    for mention_start, mention_end, story_entity, form in page.mentions_in(start, end):
        if mention_start < at:
            continue
        if form == "pronoun" and story_entity not in known:
            spelled = _spelled(page.text[mention_start:mention_end], page.cast.name(story_entity))
            if spelled is not None:
                pieces += [page.text[at:mention_start], spelled]
                at = mention_end
        known.add(story_entity)
    return "".join((*pieces, page.text[at:end]))


def _spelled(pronoun: str, name: str) -> str | None:
    if pronoun.lower() in _SUBJECTS:
        return f"[{name}]"
    return f"[{name}’s]" if pronoun.lower() in _POSSESSIVES else None


def _strip_opener(line: str) -> str:
    word, _, rest = line.lstrip(_EDGE).partition(" ")
    return rest if word.lower() in wording("openers") and rest else line.lstrip(_EDGE)


def _polish(line: str) -> str:
    line = _strip_opener(_balanced(" ".join(line.split())))
    line = line.strip(_EDGE).removesuffix(".").strip(_EDGE)
    if len(line) > _LONGEST:
        line = line[: _LONGEST - 1].rsplit(" ", 1)[0].rstrip(_EDGE) + "…"
        line = _balanced(line)
    first = re.search(r"\w", line)
    if first is None:
        return line
    if line[: first.start()].strip() in ("[", ""):
        at = first.start()
        return line[:at] + line[at].upper() + line[at + 1 :]
    return line


def _balanced(line: str) -> str:
    """Without quotation marks or brackets that have lost their other half."""
    for left, right in ("“”", "()", "[]"):
        if line.count(left) != line.count(right):
            line = line.replace(left, "").replace(right, "")
    return line.replace('"', "") if line.count('"') % 2 else line
