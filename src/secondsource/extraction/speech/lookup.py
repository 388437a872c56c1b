"""Everything already known of one text that its claims refer to, each look-up made once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from secondsource.extraction.speech.asides import is_added
from secondsource.extraction.speech.cue import Cue
from secondsource.extraction.speech.quotes import Quoted
from secondsource.extraction.speech.transcript import Spoken
from secondsource.extraction.trees.anchors import Anchors, EntityIndex, HasSpan, Word
from secondsource.records.reading import (
    Attribution,
    Boilerplate,
    Entity,
    Place,
    Quantity,
    Span,
    TimeExpression,
)
from secondsource.syntax import Syntax

FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the other finders found in a text."""

    entities: Sequence[Entity]
    times: Sequence[TimeExpression]
    places: Sequence[Place]
    quantities: Sequence[Quantity]
    zones: Sequence[Boilerplate]
    published: str | None
    spoken: Sequence[Spoken] = ()  #: the turns of a transcript


class Heads:
    """The words that head some of the context's things, by sentence and by index."""

    def __init__(self, anchors: Anchors, things: Sequence[HasSpan]) -> None:
        self._words = [anchors.head(thing) for thing in things]
        self._in: dict[int, list[tuple[int, int]]] = {}
        for index, at in enumerate(self._words):
            if at is not None:
                self._in.setdefault(at[0], []).append((index, at[1]))
        self._known = {at for at in self._words if at is not None}

    def in_sentence(self, number: int) -> list[tuple[int, int]]:
        """(index of the thing, its head word) in text order."""
        return self._in.get(number, [])

    def __contains__(self, at: Word) -> bool:
        return at in self._known


@dataclass(slots=True)
class Lookup:
    """A text, its context and its cues, found by word and sentence."""

    syntax: Syntax
    context: Context
    quoted: Sequence[Quoted]
    cues: Sequence[Cue]
    entity: EntityIndex
    anchors: Anchors
    times: Heads
    places: Heads
    quantities: Heads
    cue_at: dict[Word, int]
    cues_in: dict[int, list[Cue]]  #: by sentence
    kinds: dict[str, str]
    attributions: list[Attribution] = field(default_factory=list)
    _held: dict[int, list[int]] = field(default_factory=dict)

    def entity_at(self, number: int, word: int | None) -> str | None:
        """Entity of the phrase that a word heads, or of its name ("its leader, Ann Roe,")."""
        if word is None:
            return None
        tree = self.syntax.trees[number]
        named = [i for i in tree.children(word, "flat") if tree.upos(word) == "NOUN"]
        titled = tree.children(word, "flat")  # "Justice Orr", where only "Orr" is a mention
        heads = [*named, word, *titled, *tree.children(word, "appos", "nmod:desc")]
        found = next((e for head in heads if (e := self.entity.at(number, head))), None)
        return self._named_beside(number, word, found) or found

    def _named_beside(self, number: int, word: int, found: str | None) -> str | None:
        """Entity of the name behind a description of another kind: "the owner, Tollin Foods,"
        is the firm, though an owner may be a person."""
        tree = self.syntax.trees[number]
        if found is None or tree.upos(word) != "NOUN" or self.kinds.get(found) != "person":
            return None
        names = (i for i in tree.children(word, "appos") if tree.upos(i) == "PROPN")
        beside = (self.entity.at(number, name) for name in names)
        return next((e for e in beside if e and self.kinds.get(e) == "organisation"), None)

    def hold(self, attributions: list[Attribution]) -> None:
        """Take in the text's attributions, one for each cue."""
        self.attributions = attributions
        self._held = {}
        for index, attribution in enumerate(attributions):
            if self.cues[index].unsaid:
                continue
            contents = (*attribution.content, *(self.cues[index].treed or ()))
            numbers = {n for span in contents for n in self.anchors.sentences(span.start, span.end)}
            for number in numbers:
                self._held.setdefault(number, []).append(index)

    def holding(self, span: HasSpan) -> list[int]:
        """Attributions whose content a span overlaps, in text order."""
        numbers = self.anchors.sentences(span.start, span.end)
        found = sorted({index for number in numbers for index in self._held.get(number, ())})
        return [index for index in found if _overlaps(self.attributions[index], span)]

    def chain(self, predicate: HasSpan) -> tuple[int, ...]:
        """Attributions whose content holds the predicate, outermost first; one a speaker."""
        number = self.anchors.sentences(predicate.start, predicate.end)[0]
        around = self.quotes_around(predicate)
        reaching = [
            index
            for index in sorted(set(self._held.get(number, ())))
            if self._reaches(
                index, predicate, number, bool(around) and not self._is_cued_in(index, around)
            )
        ]
        near = self._nearest(reaching, number, around)
        holding = [
            (
                self._depth(index, near),
                -size(self.attributions[index]),
                self.cues[index].cited,
                index,
            )
            for index in near
        ]
        found: list[int] = []
        for *_, index in sorted(holding):
            source = self.attributions[index].source
            before = self.attributions[found[-1]].source if found else None
            same = source and before and source.entity and source.entity == before.entity
            if not same or self._are_two(found[-1], index):
                found.append(index)
        return tuple(found)

    def _depth(self, index: int, others: Iterable[int]) -> int:
        """How many of the other attributions pass on the saying itself: "Brenn had promised it,
        two aides said" has the aides outermost, however far the promise was marked."""
        cue = self.cues[index]
        word = self.syntax.trees[cue.sentence].tokens[cue.words[0]]
        return sum(
            any(s.start <= word.start and word.end <= s.end for s in self._told(other))
            for other in others
            if other != index and self.cues[other].sentence == cue.sentence
        )

    def _told(self, index: int) -> Sequence[Span]:
        """What an attribution passes on, by the tree where that saw it."""
        return self.cues[index].treed or self.attributions[index].content

    def _are_two(self, one: int, other: int) -> bool:
        """ "The lawyer said his client insists": two nouns in one sentence are two speakers,
        whatever the chains say."""
        cues = (self.cues[one], self.cues[other])
        heads = [cue.source_head for cue in cues if cue.source_head is not None]
        if cues[0].sentence != cues[1].sentence or len(heads) < 2:
            return False
        tree = self.syntax.trees[cues[0].sentence]
        lemmas = {tree.lemma(head) for head in heads}
        return len(lemmas) == 2 and all(tree.upos(head) == "NOUN" for head in heads)

    def _nearest(
        self, reaching: Sequence[int], number: int, around: Sequence[Quoted]
    ) -> Sequence[int]:
        """Without the speakers of other sentences where the predicate's own sentence names one
        outside its quotation marks: "… a statement said. It had left, it added"."""
        here = [i for i in reaching if self.cues[i].sentence == number and not self.cues[i].turn]
        outside = [i for i in here if not self._is_cued_in(i, around)]
        if not outside:
            far = [i for i in reaching if i not in here and not self.cues[i].turn]
            away = [abs(self.cues[i].sentence - number) for i in far]
            return [i for i in reaching if i not in far or away[far.index(i)] == min(away)]
        return [i for i in reaching if i in here or self.cues[i].turn]

    def _is_cued_in(self, index: int, quotes: Sequence[Quoted]) -> bool:
        at = self.attributions[index].cue.start
        return any(quote.start <= at < quote.end for quote in quotes)

    def _reaches(self, index: int, predicate: HasSpan, number: int, quoted: bool) -> bool:
        """Whether an attribution passes on a predicate. Inside the cue's own sentence the tree
        decides where it sees the cue: its clauses end where they end, and the model's spans, right
        as they often are by PolNeAR's conventions, may run into the next verb. Without quotation
        marks around what is said alone, it ends with its sentence, unless a colon opened it."""
        cue, content = self.cues[index], self.attributions[index].content
        if any(s.start <= predicate.start and predicate.end <= s.end for s in cue.carried):
            return True
        if not quoted and not cue.turn:
            if cue.sentence == number and self._is_added(cue, predicate, number):
                return False
            if cue.sentence != number and not self._opens(index, predicate):
                return False
            if cue.treed is not None and cue.sentence == number:
                content = tuple(cue.treed)
        return any(s.start <= predicate.start and predicate.end <= s.end for s in content)

    def _is_added(self, cue: Cue, predicate: HasSpan, number: int) -> bool:
        """Whether the outlet adds the predicate's clause to what the cue passes on."""
        at = self.anchors.head(predicate)
        return at is not None and is_added(self.syntax.trees[number], at[1], cue.words[0])

    def _opens(self, index: int, predicate: HasSpan) -> bool:
        """Whether a colon at the end of the cue's sentence hands over what follows, or the
        attribution prints nothing of its own sentence."""
        cue = self.cues[index]
        sentence = self.syntax.trees[cue.sentence].sentence
        if predicate.start < sentence.end:
            return False
        between = self.syntax.text[self.attributions[index].cue.end : predicate.start]
        return ":" in between and "\n" not in between

    def quotes_around(self, span: HasSpan) -> list[Quoted]:
        """Quotations that hold a span."""
        index = bisect_right(self.quoted, span.start, key=lambda quote: quote.start)
        return [q for q in self.quoted[max(0, index - 1) : index] if span.end <= q.end]

    def speaker(self, chain: Sequence[int]) -> str | None:
        """Entity of the innermost printed source of a chain."""
        sources = [self.attributions[index].source for index in reversed(chain)]
        return next((source.entity for source in sources if source and source.entity), None)


def look_up(
    syntax: Syntax, context: Context, quoted: Sequence[Quoted], cues: Sequence[Cue]
) -> Lookup:
    """The look-ups of a text; its attributions are yet to come."""
    anchors = Anchors(syntax.trees)
    cues_in: dict[int, list[Cue]] = {}
    for cue in cues:
        if not cue.aside:
            cues_in.setdefault(cue.sentence, []).append(cue)
    return Lookup(
        syntax=syntax,
        context=context,
        quoted=quoted,
        cues=cues,
        entity=EntityIndex(anchors, context.entities),
        anchors=anchors,
        times=Heads(anchors, context.times),
        places=Heads(anchors, context.places),
        quantities=Heads(anchors, context.quantities),
        cues_in=cues_in,
        cue_at={
            (cue.sentence, cue.words[0]): number for number, cue in enumerate(cues) if not cue.aside
        },
        kinds={entity.id: entity.kind for entity in context.entities},
    )


def in_zone(span: HasSpan, zones: Iterable[Boilerplate]) -> bool:
    """Whether a span touches boilerplate."""
    return any(zone.start < span.end and span.start < zone.end for zone in zones)


def size(attribution: Attribution) -> int:
    """Characters of what is attributed."""
    return sum(span.end - span.start for span in attribution.content)


def _overlaps(attribution: Attribution, span: HasSpan) -> bool:
    return any(s.start < span.end and span.start < s.end for s in attribution.content)
