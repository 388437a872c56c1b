"""One reading with the look-ups that comparing needs: sentences, heads, content words, names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from secondsource.reconciling.pages.cast import Cast
from secondsource.reconciling.pages.lemmas import lemma_of, wording
from secondsource.reconciling.pages.predicates import kinds_of
from secondsource.records.reading import Claim, Entity, MentionForm, Reading, Sentence, Span, Token

_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?…”\"])\s+(?=[\"“A-Z0-9])|\n+")
_HEAD_STOP = re.compile(r"\s(?:of|in|on|at|for|with|from|by|to|near|that|who|which)\s|,")
_JOINED = re.compile(r"\b(?:and|or|as well as)\s+(?:the\s+)?$", re.IGNORECASE)
_STAMP = re.compile(r"\d{1,2}[:.h]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?", re.IGNORECASE)
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


class Page:
    """A reading and its indices; everything is derived, nothing changes."""

    def __init__(self, reading: Reading, cast: Cast) -> None:
        self.reading, self.cast = reading, cast
        self.report, self.text = reading.report.id, reading.report.text
        self._around: dict[int, frozenset[str]] = {}
        self._heads: dict[tuple[int, int], str] = {}  # the same spans are compared again and again
        self._words: dict[tuple[int, int], frozenset[str]] = {}

    @cached_property
    def entity_by_id(self) -> dict[str, Entity]:
        """The report's own entities."""
        return {entity.id: entity for entity in self.reading.entities}

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Sentence spans in text order; split on punctuation where the reading has none."""
        if self.reading.sentences:
            return tuple(Span(start=s.start, end=s.end) for s in self.reading.sentences)
        spans, start = [], 0
        for gap in _SENTENCE_END.finditer(self.text):
            spans.append(Span(start=start, end=gap.start()))
            start = gap.end()
        return (*spans, Span(start=start, end=len(self.text)))

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self.sentences]

    @cached_property
    def mentions(self) -> list[tuple[int, int, str, MentionForm]]:
        """(start, end, story entity, form) of every mention of a named entity, in text order."""
        found = [
            (mention.start, mention.end, story_id, mention.form)
            for entity in self.reading.entities
            for mention in entity.mentions
            if (story_id := self.cast.of(self.report, entity.id)) in self.cast.named
            and story_id is not None
        ]
        return sorted(found)

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention[0] for mention in self.mentions]

    @cached_property
    def _tellings(self) -> Counter[str]:
        """How many claims of the report are of each action."""
        return Counter(
            kind
            for claim in self.reading.claims
            for kind in kinds_of(claim.predicate.lemma.lower())
        )

    def told(self, kinds: Iterable[str]) -> int:
        """How many claims tell of an action of these kinds, by the kind with the fewest; at
        least 1."""
        return max(1, min((self._tellings[kind] for kind in kinds), default=1))

    def around(self, position: int) -> frozenset[str]:
        """Content words of the sentence that holds a character."""
        number = self.sentence_index(position)
        if number not in self._around:
            span = self.sentences[number]
            self._around[number] = self.words(span.start, span.end)
        return self._around[number]

    @cached_property
    def predicates(self) -> frozenset[int]:
        """Where the predicates of the report's claims begin."""
        return frozenset(claim.predicate.start for claim in self.reading.claims)

    @cached_property
    def cue_at(self) -> dict[int, int]:
        """Attribution index by the start of each word of its cue ("has", "learned")."""
        found: dict[int, int] = {}
        for index, attribution in enumerate(self.reading.attributions):
            cue = attribution.cue
            starts = [token.start for token in self.sentence_tokens(cue.start)]
            inside = [start for start in starts if cue.start <= start < cue.end]
            found |= dict.fromkeys([cue.start, *inside], index)
        return found

    def governs(self, claim: Claim, position: int) -> bool:
        """Whether a figure belongs to this claim rather than to a verb between them: the 31 of
        "killed four and injured 31" is no count of the killed."""
        tokens = self.sentence_tokens(position)
        here = next((i for i, t in enumerate(tokens) if t.start <= position < t.end), None)
        inside = next((a for a in claim.arguments if a.start <= position < a.end), None)
        for _ in tokens:
            if here is None or here < 0 or tokens[here].start == claim.predicate.start:
                return True
            token = tokens[here]
            if inside is not None and not inside.start <= token.start < inside.end:
                return True
            if token.upos == "VERB":
                return False
            here = token.head - 1
        return True

    def sentence_tokens(self, position: int) -> tuple[Token, ...]:
        """The words of the sentence that holds a character, none without a syntax layer."""
        if not self.reading.sentences:
            return ()
        return self.reading.sentences[self.sentence_index(position)].tokens

    def sentence_index(self, position: int) -> int:
        """Index of the sentence that holds a character."""
        return max(0, bisect_right(self._starts, position) - 1)

    def sentence(self, position: int) -> Span:
        """The sentence that holds a character."""
        return self.sentences[self.sentence_index(position)]

    def mentions_in(self, start: int, end: int) -> list[tuple[int, int, str, MentionForm]]:
        """(start, end, story entity, form) of the mentions of named entities inside a span."""
        first = bisect_right(self._mention_starts, start - 1)
        found = []
        for mention in self.mentions[first:]:
            if mention[0] >= end:
                break
            if mention[1] <= end:
                found.append(mention)
        return found

    def named_in(self, start: int, end: int) -> list[str]:
        """Named story entities mentioned inside a span in any form, in text order."""
        return [mention[2] for mention in self.mentions_in(start, end)]

    def titled_names(self, offices: Sequence[str]) -> Iterator[tuple[tuple[str, ...], str]]:
        """Titles right before names: (("interior", "minister"), story entity)."""
        for start, _, name, form in self.mentions:
            if form != "name":
                continue
            before = _WORD.findall(self.text[max(0, start - 40) : start].lower())[-2:]
            if len(before) == 2 and before[-1] in offices:
                yield tuple(before), name

    def _tokens(self, start: int, end: int) -> Iterator[tuple[Sentence, int, Token]]:
        if not self.reading.sentences:
            return
        for sentence in self.reading.sentences[self.sentence_index(start) :]:
            if sentence.start >= end:
                return
            for index, token in enumerate(sentence.tokens):
                if token.start >= start and token.end <= end:
                    yield sentence, index, token

    def head(self, start: int, end: int) -> str:
        """Lemma of the word that heads a span ("refinery" in "an oil refinery in the east")."""
        known = self._heads.get((start, end))
        if known is None:
            known = self._heads[start, end] = self._head(start, end)
        return known

    def _head(self, start: int, end: int) -> str:
        inside = list(self._tokens(start, end))
        if inside:
            indices = {index for sentence, index, _ in inside if sentence is inside[0][0]}
            for sentence, _, token in inside:
                if sentence is inside[0][0] and token.head - 1 not in indices:
                    return token.lemma.lower()
        cut = _HEAD_STOP.split(self.text[start:end], maxsplit=1)[0]
        found = _WORD.findall(cut) or _WORD.findall(self.text[start:end])
        return lemma_of(found[-1]) if found else ""

    def upos(self, start: int) -> str:
        """Part of speech of the word that starts at a character, empty where unknown."""
        found = next(iter(self._tokens(start, self.sentence(start).end)), None)
        return found[2].upos if found and found[2].start == start else ""

    def is_modifier(self, start: int) -> bool:
        """Whether the word that starts at a character only says which: "Perrin" in "the Perrin
        hospital"."""
        found = next(iter(self._tokens(start, self.sentence(start).end)), None)
        return bool(found and found[2].start == start and found[2].deprel == "compound")

    def phrase_end(self, start: int, end: int) -> int:
        """Where the noun phrase at the head of a span ends: before a finite verb, or before the
        comma or relative pronoun of a clause that follows."""
        cut = end
        for _, _, token in self._tokens(start, end):
            shown = self.text[token.start : token.end]
            clause = token.upos in ("AUX", "SCONJ") or "VerbForm=Fin" in (token.feats or "")
            relative = token.upos == "PRON" and shown.lower() in ("who", "which", "that")
            if (clause or relative or shown in (",", ";", "—", "–")) and token.start > start:
                cut = token.start
                break
        return start + len(self.text[start:cut].rstrip())

    def conjuncts(self, start: int, end: int) -> list[tuple[int, int]]:
        """Spans of the nouns joined to the head of a span, its own first; empty if there are
        none."""
        inside = list(self._tokens(start, end))
        if not inside:
            return []
        tokens = inside[0][0].tokens
        indices = {index for _, index, token in inside if token in tokens}
        head = next((i for i in sorted(indices) if tokens[i].head - 1 not in indices), None)
        joined = [
            i
            for i, token in enumerate(tokens)
            if head is not None
            and token.head - 1 == head
            and token.deprel.startswith("conj")
            and token.upos in ("NOUN", "PROPN")
        ]
        spans = sorted(_subtree(tokens, i) for i in joined)
        if not spans or not _JOINED.search(self.text[: spans[-1][0]]):
            return []
        first = min(end, min(spans)[0])
        own = re.sub(r"[\s,]*(?:\band|\bor)?\s*$", "", self.text[start:first])
        return [(start, start + len(own)), *spans] if own else spans

    def subjects(self, start: int) -> list[tuple[int, int]]:
        """Spans of the subjects of the verb at a character, the nearest first."""
        tokens = self.sentence_tokens(start)
        verb = next((i for i, token in enumerate(tokens, start=1) if token.start == start), 0)
        found = [
            _subtree(tokens, i)
            for i, token in enumerate(tokens)
            if verb and token.head == verb and token.deprel.startswith("nsubj")
        ]
        return sorted(found, key=lambda span: abs(span[0] - start))

    def has_subject(self, verb: int, start: int) -> bool:
        """Whether a verb's own subject, a noun, stands between a character and the verb."""
        return any(
            start <= first < verb
            for first, last in self.subjects(verb)
            if not self._is_pronoun(first, last)
        )

    def _is_pronoun(self, start: int, end: int) -> bool:
        return self.text[start:end].lower() in wording("pronouns") or self.upos(start) == "PRON"

    def entity_in(self, start: int, end: int) -> str | None:
        """The report's own entity whose mention ends a span or covers its head, the longest."""
        found = [
            (mention.end - mention.start, entity.id)
            for entity in self.reading.entities
            for mention in entity.mentions
            if start <= mention.start and mention.end == end
        ]
        return max(found)[1] if found else None

    def apposed(self, start: int, end: int) -> str | None:
        """The entity named beside the head of a span: Otto Lind for "the head of the bank" in "the
        head of the bank, Otto Lind,"."""
        tokens = self.sentence_tokens(start)
        inside = [i for i, token in enumerate(tokens) if start <= token.start < end]
        head = next((i for i in inside if tokens[i].head - 1 not in inside), None)
        beside = {
            token.start
            for token in tokens
            if token.head - 1 == head and token.deprel == "appos" and token.upos == "PROPN"
        }
        return next(
            (
                entity.id
                for entity in self.reading.entities
                if entity.kind == "person" and any(m.start in beside for m in entity.mentions)
            ),
            None,
        )

    def deprel(self, start: int) -> str:
        """Dependency relation of the word that starts at a character, empty where unknown."""
        return next((t.deprel for t in self.sentence_tokens(start) if t.start == start), "")

    def governor(self, start: int) -> int | None:
        """Where the word stands on which the one at a character hangs, None at the root."""
        tokens = self.sentence_tokens(start)
        here = next((token for token in tokens if token.start == start), None)
        return None if here is None or here.head == 0 else tokens[here.head - 1].start

    def complement(self, start: int) -> str | None:
        """Lemma of the state or action that completes the verb at a character ("stay closed",
        "begin the vaccination")."""
        tokens = self.sentence_tokens(start)
        verb = next((i for i, token in enumerate(tokens, start=1) if token.start == start), 0)
        below = [token for token in tokens if verb and token.head == verb]
        for relation in ("xcomp", "obj"):
            for token in below:
                if token.deprel == relation:
                    return token.lemma.lower()
        return None

    def is_clause(self, start: int) -> bool:
        """Whether the word at a character is what a clause says of its subject ("is a threat"), or
        that subject itself."""
        tokens = self.sentence_tokens(start)
        here = next((i for i, token in enumerate(tokens, start=1) if token.start == start), 0)
        if self.happens(start):
            return True
        subject = ("nsubj", "csubj", "cop")
        return any(t.head == here and t.deprel.split(":")[0] in subject for t in tokens if here)

    def is_copular(self, start: int) -> bool:
        """Whether the word at a character is what is said of a subject with "be"."""
        tokens = self.sentence_tokens(start)
        here = next((i for i, token in enumerate(tokens, start=1) if token.start == start), 0)
        return any(t.head == here and t.deprel == "cop" for t in tokens if here)

    def modified(self, start: int) -> int | None:
        """Where the noun stands that the clause of a predicate describes ("the truce he brokered");
        None where the clause describes none."""
        tokens = self.sentence_tokens(start)
        here = next((i for i, token in enumerate(tokens) if token.start == start), -1)
        for _ in tokens:
            if here < 0 or tokens[here].deprel.startswith("acl"):
                break
            here = tokens[here].head - 1 if tokens[here].deprel in ("xcomp", "conj") else -1
        return tokens[tokens[here].head - 1].start if here >= 0 else None

    def describes(self, start: int, behind: int) -> bool:
        """Whether the word at a character stands in a describing clause that begins behind another
        character."""
        tokens = self.sentence_tokens(start)
        here = next((i for i, token in enumerate(tokens) if token.start == start), -1)
        for _ in tokens:
            if here < 0 or tokens[here].start < behind:
                return False
            if tokens[here].deprel.startswith("acl"):
                return True
            here = tokens[here].head - 1
        return False

    def relative_between(self, start: int, end: int, until: int) -> bool:
        """Whether only clauses that describe a phrase stand between it and a later character."""
        tokens = self.sentence_tokens(start)
        between = [i for i, token in enumerate(tokens) if end <= token.start < until]

        def described(place: int) -> bool:
            for _ in tokens:
                token = tokens[place]
                above = tokens[token.head - 1].start if token.head else -1
                if token.deprel.startswith("acl") and start <= above < end:
                    return True
                if token.head == 0:
                    return False
                place = token.head - 1
            return False

        return bool(between) and all(described(place) for place in between)

    def is_stamp(self, start: int, end: int) -> bool:
        """Whether a clock time at the head of a paragraph says when an entry was posted."""
        line = self.text.rfind("\n", 0, start) + 1
        return start == line and bool(_STAMP.fullmatch(self.text, start, end))

    def is_adjective(self, lemma: str) -> bool:
        """Whether the report uses a lemma as an adjective."""
        return lemma in self._adjectives

    @cached_property
    def _adjectives(self) -> frozenset[str]:
        return frozenset(
            token.lemma.lower()
            for sentence in self.reading.sentences
            for token in sentence.tokens
            if token.upos == "ADJ"
        )

    def is_past(self, start: int) -> bool:
        """Whether the verb at a character is a past form or a participle."""
        feats = next((t.feats for t in self.sentence_tokens(start) if t.start == start), None)
        return "Tense=Past" in (feats or "") or "VerbForm=Part" in (feats or "")

    def is_under_way(self, start: int) -> bool:
        """Whether the verb at a character tells what is going on or arranged ("is pulling out")."""
        tokens = self.sentence_tokens(start)
        verb = next((i for i, token in enumerate(tokens, start=1) if token.start == start), 0)
        if not verb or not self.text[start : tokens[verb - 1].end].lower().endswith("ing"):
            return False
        helping = [t for t in tokens if t.head == verb and t.deprel == "aux"]
        return any(t.lemma == "be" and "Tense=Pres" in (t.feats or "") for t in helping)

    def is_arranged(self, start: int) -> bool:
        """Whether the verb at a character is in the simple present below the first line, where
        headlines tell the past so: "the firm pays 640 million under the settlement"."""
        token = next((t for t in self.sentence_tokens(start) if t.start == start), None)
        feats = (token.feats or "") if token is not None else ""
        return "VerbForm=Fin" in feats and "Tense=Pres" in feats and self.sentence(start).start > 0

    def happens(self, start: int) -> bool:
        """Whether the noun at a character is the subject of a verb ("the fire broke out")."""
        tokens = self.sentence_tokens(start)
        noun = next((token for token in tokens if token.start == start), None)
        if noun is None or not noun.deprel.startswith("nsubj"):
            return False
        return tokens[noun.head - 1].upos == "VERB"

    def verbs(self, start: int, end: int) -> frozenset[str]:
        """Lemmas of the verbs of a span."""
        return frozenset(
            t.lemma.lower() for _, _, t in self._tokens(start, end) if t.upos == "VERB"
        )

    def adjectives(self, start: int, end: int) -> frozenset[str]:
        """Lemmas of the adjectives of a span."""
        return frozenset(t.lemma.lower() for _, _, t in self._tokens(start, end) if t.upos == "ADJ")

    def words(self, start: int, end: int) -> frozenset[str]:
        """Lemmas of the content words of a span."""
        known = self._words.get((start, end))
        if known is None:
            known = self._words[start, end] = self._content_words(start, end)
        return known

    def _content_words(self, start: int, end: int) -> frozenset[str]:
        tokens = [token for _, _, token in self._tokens(start, end)]
        if tokens:
            lemmas = {token.lemma.lower() for token in tokens if token.upos in _CONTENT}
        else:
            lemmas = {lemma_of(word) for word in _WORD.findall(self.text[start:end])}
        return frozenset(lemmas - wording("stop"))


def _subtree(tokens: Sequence[Token], root: int) -> tuple[int, int]:
    """The characters under a word, without what joins it to others or follows as a clause."""
    dropped = ("cc", "punct", "conj", "acl", "appos", "parataxis")
    wanted, frontier = {root}, [root]
    while frontier:
        above = frontier.pop()
        for index, token in enumerate(tokens):
            if token.head - 1 == above and index not in wanted:
                if above == root and token.deprel.split(":")[0] in dropped:
                    continue
                wanted.add(index)
                frontier.append(index)
    return min(tokens[i].start for i in wanted), max(tokens[i].end for i in wanted)


def shingles(page: Page, span: Span, size: int = 5) -> frozenset[str]:
    """Word n-grams of a span, in lower case: what two copies of a passage have in common."""
    found = [word.lower() for word in _WORD.findall(page.text[span.start : span.end])]
    return frozenset(" ".join(found[i : i + size]) for i in range(len(found) - size + 1))
