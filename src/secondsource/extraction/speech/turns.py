"""Who speaks in a transcript or an interview: lines that open with a speaker's label.

"ANNA ROE, ANCHOR: …", "ROE: …", "Q: … A: …". Words are data, ``turns.toml``. One label alone may be
a heading, so a text is a transcript only where labels take turns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from secondsource.extraction.wordlists.words import words
from secondsource.names.words import tables
from secondsource.records.reading import Span

#: A note of what is played may stand before it: "(BEGIN VIDEO CLIP) ANNA ROE, PASSENGER: …"; marks
#: of bold print around it: "**Roe:** …".
_LABEL = re.compile(
    r"^[ \t]*(?:[(\[][^()\[\]\n]{1,40}[)\]][ \t]*)?[*_]{0,2}(?P<name>[^\W\d_][^:,()*\n]{0,48}?)"
    r"(?P<told>(?:[ ]?\([^()\n]{1,48}\)|,[^:\n]{1,60})?)[*_]{0,2}:[*_]{0,2}(?=[ \t]+\S)",
    re.MULTILINE,
)
#: A clip that a script sets into the line: "… off. ADA ROE, postmistress: It was dark."
_CLIP = re.compile(
    r"(?<=[.!?”\")] )(?P<name>[A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+){1,3})"
    r"(?P<told>, [a-z][^:\n]{1,60}):(?=[ \t]+\S)"
)
#: "Q. Was there a warning?", and "COLONEL DREN — We saw it.", which no dateline is that recurs.
_LETTER = re.compile(r"^[ \t]*(?P<name>[QA])(?P<told>)\.(?=[ \t]+\S)", re.MULTILINE)
_DASHED = re.compile(
    r"^[ \t]*(?P<name>[A-Z][A-Z'’.]+(?: [A-Z][A-Z'’.]*){0,4})(?P<told>)[ \t][—–](?=[ \t]+\S)",
    re.MULTILINE,
)
_PARTICLES = frozenset(
    {"of", "de", "la", "al", "el", "van", "von", "der", "bin", "den", "du", "da"}
)
_MOST_WORDS = 5
_LEAST_TURNS = {"asked": 3, "capitals": 3, "names": 4}


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says before the next; all spans in characters of the text."""

    label: Span  #: with the colon: no part of what is said
    name: Span  #: who speaks, as the label prints it
    speech: Span
    own: bool  #: somebody of the outlet, or a question
    answer: bool  #: "A:", which names nobody


def find_turns(text: str) -> list[Turn]:
    """The turns of a transcript or interview, in order; none where the text is neither."""
    printed = (p.finditer(text) for p in (_LABEL, _CLIP, _LETTER, _DASHED))
    labels = sorted((match for found in printed for match in found), key=lambda m: m.start())
    found = [(match, kind) for match in labels if (kind := _kind(match))]
    kept = _taking_turns(found)
    if not kept:
        return []
    starts = [match.start() for match in kept]
    ends = _ends(text, kept, [*starts[1:], len(text)])
    own = _own_speakers(text, kept)
    return [_turn(text, match, end, own) for match, end in zip(kept, ends, strict=True)]


def _turn(text: str, match: re.Match[str], end: int, own: set[str]) -> Turn:
    start = match.end() + len(text[match.end() : end]) - len(text[match.end() : end].lstrip())
    return Turn(
        label=Span(start=match.start("name"), end=match.end()),
        name=Span(start=match.start("name"), end=match.end("name")),
        speech=Span(start=start, end=start + len(text[start:end].rstrip())),
        own=_key(match) in own,
        answer=_key(match) in words("turns", "answered", "labels"),
    )


def _kind(match: re.Match[str]) -> str | None:
    """What sort of label it is: asked (Q, A), capitals, names; None for none."""
    name = match["name"].strip()
    lowered = name.lower()
    if lowered in words("turns", "asked", "labels") | words("turns", "answered", "labels"):
        return "asked"
    parts = name.split()
    told = set(re.findall(r"[\w-]+", lowered))
    if len(parts) > _MOST_WORDS or told & words("turns", "no_speaker", "words"):
        return None
    if name.isupper() and len(name) > 1:
        return "capitals"
    capital = all(part[0].isupper() or part in _PARTICLES for part in parts)
    return "names" if capital and not match["told"].startswith(",") else None


def _taking_turns(found: Sequence[tuple[re.Match[str], str]]) -> list[re.Match[str]]:
    """The labels of the kinds of which several speakers take turns."""
    kept: list[re.Match[str]] = []
    if _is_questioned(found):
        return [match for match, sort in found if sort != "capitals" or not _is_heading(match)]
    for kind, least in _LEAST_TURNS.items():
        labels = [match for match, sort in found if sort == kind]
        counts = Counter(_key(match) for match in labels)
        often = sum(count > 1 for count in counts.values())
        if kind == "capitals" and all(_is_described(match) for match in labels):
            least = 2  # clips in a report: "ADA ROE, postmistress: …"
        if kind == "names" and any(_is_own(match) for match in labels):
            least, often = _LEAST_TURNS["capitals"], often + 1  # "Reporter: … Lena Roos: …"
        if len(labels) >= least and len(counts) > 1 and (kind != "names" or often > 1):
            kept += labels
    return sorted(kept, key=lambda match: match.start())


def _is_questioned(found: Sequence[tuple[re.Match[str], str]]) -> bool:
    """Whether questions without a name stand beside answers under one that recurs ("Question: …
    Spokesperson Ida Lund: …"): few labels are enough then."""
    asked = words("turns", "asked", "labels")
    questions = [match for match, _ in found if _key(match) in asked]
    names = Counter(_key(match) for match, sort in found if sort in ("names", "capitals"))
    return bool(questions) and max(names.values(), default=0) > 1


def _is_heading(match: re.Match[str]) -> bool:
    """Whether a label in capitals is followed by nothing on its line."""
    return not match.string[match.end() :].partition("\n")[0].strip()


def _is_described(match: re.Match[str]) -> bool:
    """ "ADA ROE, chair of the board:": a name of several words and, in small letters, what they
    are. In "OSTREL, Norland:" a place stands behind the comma."""
    words_behind = match["told"].lstrip(", (")
    return len(match["name"].split()) > 1 and words_behind[:1].islower()


def _key(match: re.Match[str]) -> str:
    """By which one speaker's labels are known: the surname, or the label of questions."""
    return match["name"].split()[-1].lower()


def _own_speakers(text: str, kept: Sequence[re.Match[str]]) -> set[str]:
    """Who speaks for the outlet: by the label; where none says so, who opens; and who is handed
    over to or called a reporter."""
    own = {_key(match) for match in kept if _is_own(match)}
    asked = words("turns", "asked", "labels")
    if not own - asked and not own & asked and not kept[0]["told"] and not _is_titled(kept[0]):
        own.add(_key(kept[0]))
    first: dict[str, re.Match[str]] = {}
    for match in kept:
        first.setdefault(_key(match), match)
    spans = [match.span() for match in kept]
    told = {_key(match) for match in kept if match["told"]} | words("turns", "answered", "labels")
    hosts = frozenset(own)
    for key, match in first.items():
        before = next((m for m in reversed(kept) if m.start() < match.start()), None)
        by_host = before is None or _key(before) in hosts
        if (
            key not in own | told
            and not _is_titled(match)
            and _is_handed_over(text, match, spans, by_host=by_host)
        ):
            own.add(key)
    return own


def _is_handed_over(
    text: str, match: re.Match[str], labels: Sequence[tuple[int, int]], *, by_host: bool
) -> bool:
    """Whether a sentence calls the speaker a reporter, or the one before the turn names them
    without saying who they are; whom a reporter names, not the host, is somebody met outside."""
    name = re.escape(match["name"].split()[-1])
    for found in re.finditer(rf"(?<!\w){name}(?!\w)", text, re.IGNORECASE):
        if any(start <= found.start() < end for start, end in labels):
            continue
        start = max(text.rfind(stop, 0, found.start()) for stop in (". ", "? ", "! ", "\n", ": "))
        end = min(
            (at for s in ".?!\n" if (at := text.find(s, found.end())) >= 0), default=len(text)
        )
        sentence = text[start + 1 : end]
        said = set(re.findall(r"[\w-]+", sentence.lower()))
        if said & words("turns", "own", "words"):
            return True
        before = text[start + 1 : found.start()].split()
        bare = all(word[:1].isupper() for word in before[-2:]) and "," not in sentence
        near = not text[end : match.start()].strip(" .?!\n")
        if by_host and bare and near and not said & words("turns", "guest", "words"):
            return True
    return False


def _is_own(match: re.Match[str]) -> bool:
    label = set(re.findall(r"[\w-]+", (match["name"] + " " + match["told"]).lower()))
    return bool(label & (words("turns", "own", "words") | words("turns", "asked", "labels")))


def _is_titled(match: re.Match[str]) -> bool:
    """ "MAYOR KRAG:", who opens a press conference as no host of a programme is announced."""
    before = match["name"].lower().split()[:-1]
    return any(word.strip(".") in tables().titles for word in before)


def _ends(text: str, kept: Sequence[re.Match[str]], nexts: Sequence[int]) -> list[int]:
    """Where each turn ends: before the next label; the last where its paragraph does, if no other
    runs over paragraphs. Clips end with theirs: nobody hands back to the reporter."""
    ends = list(nexts)
    if all(_is_described(match) for match in kept):
        blanks = (
            text.find("\n\n", match.end(), end) for match, end in zip(kept, ends, strict=True)
        )
        return [end if at < 0 else at for at, end in zip(blanks, ends, strict=True)]
    over = any(
        "\n" in text[match.end() : end].strip()
        for match, end in zip(kept[:-1], ends[:-1], strict=True)
    )
    if not over:
        line = text.find("\n", kept[-1].end())
        ends[-1] = line if line >= 0 else len(text)
    return ends
