"""Quotations that stand alone in their paragraph, with no verb that says whose they are.

    Police chief Anna Holt met reporters in Velk on Monday.

    “We arrested four men at the harbour.”

    Will they be charged?

    “That is for the prosecutor to say.”

Whoever was quoted last goes on answering; else it is the one person that the paragraph before is
about. Where nothing tells, the words are still somebody's and not the outlet's: an attribution
without a source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from secondsource.extraction.speech.cue import Cue
from secondsource.extraction.speech.quotes import Quoted
from secondsource.extraction.speech.relayed import may_tell
from secondsource.extraction.trees.anchors import Anchors, HasSpan
from secondsource.records.reading import Boilerplate, Entity, Mention, Span
from secondsource.syntax import Syntax

_PARAGRAPH = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_WORDS = 3
_HEADING_WORDS = 6
_MARKS = " \t“”\"„'`’‘—–-"
_OWN = frozenset({"i", "me", "my", "mine", "we", "us", "our", "ours"})
_OTHERS = frozenset({"he", "him", "his", "she", "her", "hers"})


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who may be speaking: where they are printed, which entity they are, and whether they have
    spoken or are only spoken of."""

    at: Span
    entity: str | None
    spoken_of: bool = False


def standing_alone(
    syntax: Syntax,
    quoted: Sequence[Quoted],
    cues: Sequence[Cue],
    entities: Sequence[Entity],
    zones: Sequence[Boilerplate],
) -> Iterator[Cue]:
    """An attribution for every such quotation; its cue is the mark that opens it."""
    if not quoted:
        return
    anchors = Anchors(syntax.trees)
    course = _Course(syntax, cues, entities, anchors)
    for start, end in _paragraphs(syntax.text, zones):
        inside = [q for q in quoted if start <= q.start and q.end <= end]
        if any(course.cue_of(quote) for quote in inside):
            course.quote(inside)
        elif inside and _is_alone(syntax.text, start, end, inside):
            for quote in inside:
                cue = _cue(anchors, quote, course.voice(syntax.text[quote.start : quote.end]))
                if cue is not None:
                    yield cue
        else:
            course.narrate(start, end)


class _Course:
    """Follows a report's paragraphs and keeps in mind who may be quoted next."""

    def __init__(
        self, syntax: Syntax, cues: Sequence[Cue], entities: Sequence[Entity], anchors: Anchors
    ) -> None:
        self._syntax, self._anchors = syntax, anchors
        self._cues = [cue for cue in cues if not cue.silent and not cue.unsaid and cue.content]
        self._people = [entity for entity in entities if entity.kind == "person"]
        self._quoted: set[str | None] = set()
        self._voice: _Voice | None = None

    def voice(self, said: str) -> _Voice | None:
        """Whose such words are, as far as the paragraphs before tell. Somebody who was only spoken
        of is not meant where the words speak of him or her."""
        if self._voice is not None and self._voice.spoken_of and _is_of_others(said):
            return None
        return self._voice

    def cue_of(self, quote: Quoted) -> Cue | None:
        """The attribution that holds words of a quotation."""
        holding = (
            cue
            for cue in self._cues
            if any(piece.start < quote.end and quote.start < piece.end for piece in cue.content)
        )
        return next(holding, None)

    def quote(self, inside: Sequence[Quoted]) -> None:
        """A paragraph of somebody's words: they may go on."""
        found = [cue for quote in inside if (cue := self.cue_of(quote)) is not None]
        self._voice = self._source(found[-1])
        self._quoted.add(self._voice.entity if self._voice else None)

    def narrate(self, start: int, end: int) -> None:
        """A paragraph in the outlet's words. A question leaves the turn to who spoke; a colon hands
        over to its sentence's subject; without people, only a report's single speaker goes on."""
        text = self._syntax.text[start:end].rstrip()
        if text.endswith("?"):
            return
        people = [
            (entity, mention)
            for entity in self._people
            for mention in entity.mentions
            if start <= mention.start and mention.end <= end
        ]
        if text.endswith(":"):
            self._voice = self._handed_over(end, people)
        elif people:
            self._voice = self._about(start, end, people)
        elif len(self._quoted) > 1:
            self._voice = None

    def _about(
        self, start: int, end: int, people: Sequence[tuple[Entity, Mention]]
    ) -> _Voice | None:
        """The one person who is the subject of a main clause, by name where one has a name."""
        heads = {at for n in self._anchors.sentences(start, end) for at in self._subjects(n)}
        found = [(e, m) for e, m in people if self._anchors.head(m) in heads]
        named = [(e, m) for e, m in found if m.form == "name"]
        if len({entity.id for entity, _ in named or found}) != 1:
            return None
        entity, mention = (named or found)[0]
        return _Voice(Span(start=mention.start, end=mention.end), entity.id, spoken_of=True)

    def _subjects(self, number: int) -> list[tuple[int, int]]:
        """The subject of a sentence and the name beside it; none of several joined by "and"."""
        tree = self._syntax.trees[number]
        subject = tree.child(tree.root, "nsubj")
        if subject is None or tree.child(subject, "conj") is not None:
            return []
        return [(number, word) for word in (subject, *tree.children(subject, "appos"))]

    def _handed_over(self, end: int, people: Sequence[tuple[Entity, Mention]]) -> _Voice | None:
        """Whose words a colon opens: the only person of its sentence ("This is a statement from
        Ida Lund:"), else the subject, where it can say something ("The letter ends:")."""
        numbers = self._anchors.sentences(end - 1, end)
        if not numbers:
            return None
        tree = self._syntax.trees[numbers[-1]]
        inside = [(e, m) for e, m in people if m.start >= tree.sentence.start and m.form == "name"]
        if len({entity.id for entity, _ in inside}) == 1:
            entity, mention = inside[0]
            return _Voice(Span(start=mention.start, end=mention.end), entity.id)
        subject = tree.child(tree.root, "nsubj")
        if subject is None or tree.upos(subject) == "PRON" or not may_tell(tree, subject):
            return None
        span = tree.span([w for w in tree.subtree(subject) if tree.upos(w) != "PUNCT"])
        return _Voice(span, self._entity(span))

    def _source(self, cue: Cue) -> _Voice | None:
        if cue.source_at is not None:
            return _Voice(cue.source_at, cue.speaker or self._entity(cue.source_at))
        if not cue.source:
            return None
        span = self._syntax.trees[cue.sentence].span(cue.source)
        return _Voice(span, self._entity(span))

    def _entity(self, span: HasSpan) -> str | None:
        inside = (
            entity.id
            for entity in self._people
            for mention in entity.mentions
            if span.start <= mention.start and mention.end <= span.end
        )
        return next(inside, None)


def _paragraphs(text: str, zones: Sequence[Boilerplate]) -> Iterator[tuple[int, int]]:
    for match in _PARAGRAPH.finditer(text):
        furniture = any(z.start <= match.start() and match.end() <= z.end for z in zones)
        if not furniture and match.group().strip():
            yield match.span()


def _is_alone(text: str, start: int, end: int, inside: Sequence[Quoted]) -> bool:
    """Whether a paragraph is nothing but whole sentences in marks, or they follow a short heading
    and a colon ("On the arrests: “We …”")."""
    at, apart = start, []
    for quote in inside:
        apart.append(text[at : quote.outer[0]])
        at = min(end, quote.outer[1])
    apart.append(text[at:end])
    heading, *rest = (part.strip(_MARKS) for part in apart)
    if any(rest):
        return False
    if heading and not (heading.endswith(":") and len(heading.split()) <= _HEADING_WORDS):
        return False
    return all(_is_sentence(text, quote) for quote in inside)


def _is_sentence(text: str, quote: Quoted) -> bool:
    said = text[quote.start : quote.end].strip()
    ended = quote.open_end or said.endswith((".", "!", "?", "…", ","))
    return ended and said[:1].isupper() and len(said.split()) >= _LEAST_WORDS


def _is_of_others(said: str) -> bool:
    """Whether words speak of him or her before they speak of the speaker."""
    forms = (word.lower() for word in _WORD.findall(said))
    return next((word in _OTHERS for word in forms if word in _OWN | _OTHERS), False)


def _cue(anchors: Anchors, quote: Quoted, voice: _Voice | None) -> Cue | None:
    sentences = anchors.sentences(quote.start, quote.end)
    if not sentences:
        return None
    cue = Cue(sentences[0], [0], "“", "says", aside=True)
    cue.content = [Span(start=quote.start, end=quote.end)]
    cue.at = Span(start=quote.start - quote.mark, end=quote.start)
    if voice is not None:
        cue.source_at, cue.speaker = voice.at, voice.entity
    return cue
