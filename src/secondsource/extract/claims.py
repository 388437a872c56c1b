"""Claims: every clause with its evidence, participants, circumstances, standing and sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from secondsource.extract.anchors import Anchors, EntityIndex, HasSpan
from secondsource.extract.attribution import Cue, find_cues, phrase, type_of
from secondsource.extract.clauses import Clause, evidence, find_clauses
from secondsource.extract.dating import is_background, is_coming
from secondsource.extract.modality import Standing, standings
from secondsource.extract.quotes import Quoted, find_quoted
from secondsource.extract.words import words
from secondsource.records.reading import (
    Argument,
    Attribution,
    Boilerplate,
    Claim,
    Entity,
    LemmaSpan,
    Modality,
    Place,
    Polarity,
    Quantity,
    Quote,
    Role,
    SourceSpan,
    Span,
    TimeExpression,
)
from secondsource.syntax import Syntax, Tree

#: Stances whose act of speaking is a claim of its own ("Iran denied …"); bare saying is not.
ACTS = frozenset(
    {"denies", "admits", "announces", "promises", "threatens", "warns", "asks", "orders",
     "accuses", "confirms", "condemns", "praises"}
)  # fmt: skip
_LOCATIVE = frozenset(
    {"in", "at", "near", "outside", "inside", "across", "around", "off", "along", "within",
     "throughout", "over", "on", "above", "towards", "toward", "through"}
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Everything already found in a text that claims refer to."""

    entities: Sequence[Entity]
    times: Sequence[TimeExpression]
    places: Sequence[Place]
    quantities: Sequence[Quantity]
    zones: Sequence[Boilerplate]
    published: str | None


@dataclass(frozen=True, slots=True)
class Statements:
    """What a text states: attributions, quotes and claims, with indices into each other."""

    attributions: tuple[Attribution, ...]
    quotes: tuple[Quote, ...]
    claims: tuple[Claim, ...]


def find_statements(syntax: Syntax, context: Context) -> Statements:
    """All attributions, quotes and claims of a text, in text order."""
    quoted = find_quoted(syntax.text)
    cues = [cue for cue in find_cues(syntax, quoted) if not _cue_in_zone(syntax, cue, context)]
    finder = _Finder(syntax, context, quoted, cues)
    claims = [claim for number in range(len(syntax.trees)) for claim in finder.claims(number)]
    claims.sort(key=lambda claim: (claim.start, claim.predicate.start))
    numbered = tuple(replace(claim, id=f"c{n}") for n, claim in enumerate(claims, 1))
    return Statements(tuple(finder.attributions), tuple(finder.quotes()), numbered)


def _cue_in_zone(syntax: Syntax, cue: Cue, context: Context) -> bool:
    token = syntax.trees[cue.sentence].tokens[cue.words[0]]
    return _in_zone(token, context.zones)


def _in_zone(span: HasSpan, zones: Iterable[Boilerplate]) -> bool:
    return any(zone.start < span.end and span.start < zone.end for zone in zones)


class _Finder:
    """Claims of one text: the look-ups are made once."""

    def __init__(
        self, syntax: Syntax, context: Context, quoted: Sequence[Quoted], cues: Sequence[Cue]
    ) -> None:
        self.syntax, self.context, self.quoted, self.cues = syntax, context, quoted, cues
        anchors = Anchors(syntax.trees)
        self.entity = EntityIndex(anchors, context.entities)
        self.times = [anchors.head(time) for time in context.times]
        self.places = [anchors.head(place) for place in context.places]
        self.quantities = [anchors.head(quantity) for quantity in context.quantities]
        self.sources = {
            (cue.sentence, cue.source_head) for cue in cues if cue.lemma == "according"
        }
        self.cue_at = {(cue.sentence, cue.words[0]): n for n, cue in enumerate(cues)}
        self.attributions = [self._attribution(cue) for cue in cues]
        self.attributions = [self._with_speaker(attribution) for attribution in self.attributions]

    # -- attributions and quotes -----------------------------------------------------------

    def _attribution(self, cue: Cue) -> Attribution:
        tree = self.syntax.trees[cue.sentence]
        at = tree.span(cue.words)
        source = None
        if cue.source:
            span = tree.span(cue.source)
            entity = self.entity.at(cue.sentence, cue.source_head)
            source = SourceSpan(start=span.start, end=span.end, entity=entity)
        return Attribution(
            source=source,
            cue=LemmaSpan(start=at.start, end=at.end, lemma=cue.lemma),
            content=tuple(cue.content),
            type=type_of(cue.content, self.quoted),
            stance=cue.stance,
        )

    def _with_speaker(self, attribution: Attribution) -> Attribution:
        """Give "I believe" inside a quotation the person quoted."""
        source = attribution.source
        if source is None or source.entity is not None:
            return attribution
        if self.syntax.text[source.start : source.end].lower() not in _FIRST_PERSON:
            return attribution
        chain = self._chain(attribution.cue)
        outer = [self.attributions[index].source for index in reversed(chain)]
        entity = next((s.entity for s in outer if s and s.entity), None)
        return replace(attribution, source=replace(source, entity=entity))

    def quotes(self) -> Iterable[Quote]:
        """Every quoted span outside boilerplate, with its speaker where one is printed."""
        for quoted in self.quoted:
            if _in_zone(quoted, self.context.zones):
                continue
            holder = self._innermost(quoted)
            speaker = holder.source.entity if holder and holder.source else None
            cue = Span(start=holder.cue.start, end=holder.cue.end) if holder else None
            yield Quote(
                start=quoted.start, end=quoted.end, speaker=speaker, cue=cue,
                fragment=self._is_fragment(quoted),
            )  # fmt: skip

    def _innermost(self, span: HasSpan) -> Attribution | None:
        holding = [
            attribution
            for attribution in self.attributions
            if attribution.source
            and any(s.start < span.end and span.start < s.end for s in attribution.content)
            and not span.start <= attribution.cue.start < span.end
        ]
        return min(holding, key=_size, default=None)

    def _is_fragment(self, quoted: Quoted) -> bool:
        """No finite verb with its subject stands between the marks."""
        for tree in self.syntax.trees:
            if tree.sentence.start >= quoted.end or tree.sentence.end <= quoted.start:
                continue
            for index, token in enumerate(tree.tokens):
                if tree.rel(index) in ("nsubj", "expl") and token.start >= quoted.start:
                    head = tree.head(index)
                    if token.end <= quoted.end and head is not None:
                        if tree.tokens[head].end <= quoted.end:
                            return False
        return True

    # -- claims ----------------------------------------------------------------------------

    def claims(self, number: int) -> Iterable[Claim]:
        """Claims of one sentence."""
        tree = self.syntax.trees[number]
        if len(tree) < 2 or tree.form(len(tree) - 1).startswith("?"):
            return
        clauses = find_clauses(tree)
        standing = standings(tree, clauses)
        owners = self._owners(tree, clauses)
        for clause in clauses:
            if self._is_mere_speech(number, clause):
                continue
            claim = self._claim(number, clause, standing[clause.head], owners)
            if claim is not None:
                yield claim

    def _owners(self, tree: Tree, clauses: Sequence[Clause]) -> dict[int, int]:
        """For every word that is a clause's head, predicate or raising verb: the clause's head."""
        owners: dict[int, int] = {}
        for clause in clauses:
            for word in (clause.head, clause.predicate, *clause.raised):
                owners.setdefault(word, clause.head)
        return owners

    def _is_mere_speech(self, number: int, clause: Clause) -> bool:
        if clause.kind == "nominal":
            return False
        index = self.cue_at.get((number, clause.head))
        return index is not None and (
            self.cues[index].stance not in ACTS or not self.cues[index].source
        )

    def _claim(
        self, number: int, clause: Clause, standing: Standing, owners: dict[int, int]
    ) -> Claim | None:
        tree = self.syntax.trees[number]
        span = self._evidence(number, clause)
        if span is None or _in_zone(span, self.context.zones):
            return None
        token = tree.tokens[clause.predicate]
        chain = self._chain(token)
        arguments = self._arguments(number, clause, chain)
        times, places, quantities = (
            self._circumstances(number, clause, owners, anchors)
            for anchors in (self.times, self.places, self.quantities)
        )
        places = tuple(i for i in places if self._is_locative(tree, clause, self.places[i]))
        if not self._says_something(tree, clause, arguments, (*times, *places, *quantities)):
            return None
        dated = [self.context.times[i] for i in times]
        modality, polarity = self._standing(tree, clause, standing, chain, dated)
        return Claim(
            id="",
            start=span.start,
            end=span.end,
            predicate=LemmaSpan(start=token.start, end=token.end, lemma=_lemma(tree, clause)),
            arguments=arguments,
            times=times,
            places=places,
            quantities=quantities,
            modality=modality,
            polarity=polarity,
            background=is_background(dated, self.context.published),
            attributions=chain,
        )

    def _evidence(self, number: int, clause: Clause) -> Span | None:
        tree = self.syntax.trees[number]
        speech = (number, clause.head) in self.cue_at
        if speech and clause.kind != "nominal":
            skip = [c for c in tree.children(clause.head, "conj") if tree.upos(c) == "VERB"]
            inside = tree.subtree(clause.head, skip)
            return tree.span(inside[:-1] if tree.form(inside[-1]) in ".;," else inside)
        blocked = {
            word
            for cue in self.cues
            if cue.sentence == number
            for word in (*cue.words, *([] if cue.source_head is None else [cue.source_head]))
            if clause.head not in (word, *tree.ancestors(word)) or word in tree.subtree(clause.head)
        }
        blocked -= {clause.head, clause.predicate, *clause.raised}
        blocked -= {word for _, word in clause.arguments if word in tree.subtree(clause.head)} - {
            cue.source_head for cue in self.cues if cue.sentence == number and cue.lemma == "according"
        }
        inside = evidence(tree, clause, blocked)
        governor = tree.head(clause.head)
        if tree.rel(clause.head) == "xcomp" and governor is not None and not clause.raised:
            skip = [c for c in tree.children(governor) if c != clause.head and tree.rel(c) not in _WITH]
            inside = sorted({*inside, *(w for w in tree.subtree(governor, [*skip, clause.head]))})
        return tree.span(inside) if inside else None

    def _chain(self, predicate: HasSpan) -> tuple[int, ...]:
        """Attributions whose content holds the predicate, outermost first."""
        holding = [
            (index, attribution)
            for index, attribution in enumerate(self.attributions)
            if any(s.start <= predicate.start and predicate.end <= s.end for s in attribution.content)
        ]
        holding.sort(key=lambda pair: (-_size(pair[1]), pair[0]))
        return tuple(index for index, _ in holding)

    def _arguments(
        self, number: int, clause: Clause, chain: tuple[int, ...]
    ) -> tuple[Argument, ...]:
        tree = self.syntax.trees[number]
        found: list[Argument] = []
        for role, head in clause.arguments:
            for word in (head, *_conjuncts(tree, head)):
                if (number, word) in self.sources or (role == "agent" and (number, word) in self.times):
                    continue
                span = tree.span(phrase(tree, word))
                entity = self.entity.at(number, word) or self._first_person(tree, word, chain)
                found.append(
                    Argument(
                        role=self._role(number, role, word, entity),
                        start=span.start, end=span.end, entity=entity,
                    )
                )  # fmt: skip
        seen: set[tuple[Role, str]] = set()
        return tuple(
            a for a in found if a.entity is None or not ((a.role, a.entity) in seen or seen.add((a.role, a.entity)))
        )

    def _first_person(self, tree: Tree, word: int, chain: tuple[int, ...]) -> str | None:
        """The speaker, for "I" inside direct speech."""
        if tree.lower(word) not in _FIRST_PERSON:
            return None
        sources = [self.attributions[index].source for index in reversed(chain)]
        return next((source.entity for source in sources if source and source.entity), None)

    def _role(self, number: int, role: Role, word: int, entity: str | None) -> Role:
        """Prepositions are ambiguous: "in August" is a time, "in response" no place."""
        if role not in ("place", "other", "time", "purpose", "goal", "topic", "companion"):
            return role
        if (number, word) in self.times:
            return "time"
        if role != "place":
            return "other" if role == "time" else role
        kinds = {e.id: e.kind for e in self.context.entities}
        located = (number, word) in self.places or (entity and kinds[entity] == "place")
        return "place" if located else "other"

    def _circumstances(
        self,
        number: int,
        clause: Clause,
        owners: dict[int, int],
        anchors: Sequence[tuple[int, int] | None],
    ) -> tuple[int, ...]:
        tree = self.syntax.trees[number]
        return tuple(
            index
            for index, anchor in enumerate(anchors)
            if anchor is not None
            and anchor[0] == number
            and _owner(tree, anchor[1], owners) == clause.head
        )

    def _is_locative(self, tree: Tree, clause: Clause, anchor: tuple[int, int] | None) -> bool:
        """Whether something is said to be there, against "Kyiv said" or "the Paris accord"."""
        assert anchor is not None
        word = anchor[1]
        for node in (word, *tree.ancestors(word)):
            if node in (clause.head, clause.predicate):
                return False
            if any(tree.lower(case) in _LOCATIVE for case in tree.children(node, "case")):
                return True
        return False

    def _says_something(
        self, tree: Tree, clause: Clause, arguments: Sequence[Argument], circumstances: Sequence[int]
    ) -> bool:
        if clause.kind == "nominal":
            return bool(circumstances) or any(a.entity for a in arguments)
        lemma = _lemma(tree, clause)
        if lemma in words("predicates", "empty", "lemmas"):
            return False
        if lemma == "call" and tree.child(clause.head, "xcomp") is not None:
            return False  # "calling it a step forward" names, and nobody is called
        told = [word for _, word in clause.arguments if tree.upos(word) not in ("PRON", "DET")]
        if clause.kind == "copular":
            subject = clause.filler("agent", "patient")
            pronoun = subject is None or tree.upos(subject) in ("PRON", "DET")
            return not pronoun or any(a.entity and a.role == "agent" for a in arguments)
        return bool(told or circumstances) or any(a.entity for a in arguments)

    def _standing(
        self,
        tree: Tree,
        clause: Clause,
        standing: Standing,
        chain: tuple[int, ...],
        dated: Sequence[TimeExpression],
    ) -> tuple[Modality, Polarity]:
        modality, polarity = standing.modality, standing.polarity
        stances = [self.attributions[index].stance for index in chain]
        if stances.count("denies") % 2:
            polarity = "-" if polarity == "+" else "+"
        past = tree.feat(clause.head, "Tense") == "Past"
        if modality == "actual" and not past and is_coming(dated, self.context.published):
            modality = "planned"
        if modality == "actual" and clause.kind != "nominal" and "asks" in stances[-1:]:
            cue = self.cues[chain[-1]]
            modality = "requested" if cue.content_head == clause.head else modality
        return modality, polarity


_FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself"})
_WITH = frozenset({"nsubj", "aux", "advmod", "compound", "obj", "cop", "mark"})


def _size(attribution: Attribution) -> int:
    return sum(span.end - span.start for span in attribution.content)


def _owner(tree: Tree, word: int, owners: dict[int, int]) -> int | None:
    return next((owners[n] for n in (word, *tree.ancestors(word)) if n in owners), None)


def _conjuncts(tree: Tree, head: int) -> list[int]:
    return [c for c in tree.children(head, "conj") if tree.upos(c) in ("NOUN", "PROPN", "PRON")]


def _lemma(tree: Tree, clause: Clause) -> str:
    parts = [tree.tokens[clause.predicate].lemma.lower()]
    parts += [tree.lower(child) for child in tree.children(clause.predicate, "compound:prt")]
    return "_".join(parts)
