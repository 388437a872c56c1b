"""Things that tell something: whose they are ("the ministry's website", "figures from the weather
service", "a leaflet handed out by the guild"), and what to call a source that no list knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from secondsource.reconciling.pages.lemmas import wording
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.predicates import words
from secondsource.reconciling.sources.sources import can_speak, is_nobody, voices
from secondsource.records.reading import Attribution, Claim, SourceSpan, Token

_LONGEST = 12  # words of a source that is no clause
_OWNERS = ("institutions", "bodies_of", "companies", "offices", "described_bodies", "press")
_KNOWING = frozenset({"know", "realise", "realize", "remember", "forget"})
_AUTHORS = ("institutions", "bodies_of", "companies", "press")
_FROM = frozenset({"from", "of", "by", "on", "at"})
_ONE = frozenset({"one", "another", "two", "first", "second", "third", "last"})
_BESIDE = re.compile(r",\s+$")
_DEPTH = 3  # "a post on the page of the ministry's office"


def body_behind(page: Page, source: SourceSpan) -> SourceSpan | None:
    """ "The interior ministry" for "a statement from the interior ministry", "the union" for "the
    union's page", "the audit office" for "a report by the audit office": whose word it is that a
    page, a report or a figure gives. None where no body is told."""
    if page.head(source.start, source.end) in voices("polls"):
        named = (
            one for one in _owners(page, source) if page.upos(_last_word(page, one)) == "PROPN"
        )
        return next(named, None)
    if page.head(source.start, source.end) in voices("documents") - voices("mouthpieces"):
        return next(_authors(page, source), None)
    for _ in range(_DEPTH):
        if page.head(source.start, source.end) not in voices("mouthpieces"):
            break
        owner = next(_owners(page, source), None)
        if owner is None:
            return None
        source = owner
        if page.head(source.start, source.end) not in voices("mouthpieces"):
            return source
    return None


def _last_word(page: Page, source: SourceSpan) -> int:
    inside = (t.start for t in page.sentence_tokens(source.start) if t.start < source.end)
    return max(inside, default=source.start)


def _authors(page: Page, source: SourceSpan) -> Iterator[SourceSpan]:
    """The bodies that have drawn up a document: "the audit office's report", "a study by the health
    ministry"; a police report and court papers may be anybody's."""
    tokens, head = page.sentence_tokens(source.start), _head_of(page, source)
    for here, token in enumerate(tokens if head is not None else ()):
        of_head = token.head - 1 == head and source.start <= token.start < source.end
        cases = {t.lemma for t in tokens if t.head - 1 == here and t.deprel == "case"}
        by = bool(cases & {"by", "from"})
        if of_head and (token.deprel == "nmod:poss" or (token.deprel == "nmod" and by)):
            known = any(token.lemma.lower() in voices(name) for name in _AUTHORS)
            found = _phrase(page, tokens, here) if known or token.upos == "PROPN" else None
            if found is not None:
                yield found


def _head_of(page: Page, source: SourceSpan) -> int | None:
    tokens = page.sentence_tokens(source.start)
    inside = [i for i, token in enumerate(tokens) if source.start <= token.start < source.end]
    return next((i for i in inside if tokens[i].head - 1 not in inside), None)


def _owners(page: Page, source: SourceSpan) -> Iterator[SourceSpan]:
    tokens, head = page.sentence_tokens(source.start), _head_of(page, source)
    if head is None:
        return
    for here in _behind(tokens, head):
        found = _phrase(page, tokens, here)
        if found is not None:
            yield found


def _behind(tokens: Sequence[Token], head: int) -> Iterator[int]:
    """The nouns that tell whose a thing is, the nearest way first."""
    for here, token in enumerate(tokens):
        if token.head - 1 == head and token.deprel == "nmod:poss":
            yield here
    for here, token in enumerate(tokens):
        if token.head - 1 == head and token.deprel == "nmod" and _from(tokens, here):
            yield here
        if token.head - 1 == head and token.deprel == "acl":  # "handed out by the guild"
            agents = (n for n, t in enumerate(tokens) if t.head - 1 == here)
            yield from (n for n in agents if tokens[n].deprel == "obl:agent")
    for here, token in enumerate(tokens):
        if token.head - 1 == head and token.deprel == "compound":
            yield here


def _from(tokens: Sequence[Token], here: int) -> bool:
    return any(t.head - 1 == here and t.deprel == "case" and t.lemma in _FROM for t in tokens)


def _phrase(page: Page, tokens: Sequence[Token], head: int) -> SourceSpan | None:
    """The noun phrase around a word, if it is a body, somebody with an office, or another such
    thing ("the mayor's page")."""
    lemma = tokens[head].lemma.lower()
    entity = page.entity_in(tokens[head].start, tokens[head].end)
    known = any(lemma in voices(name) for name in (*_OWNERS, "mouthpieces"))
    known = known or (tokens[head].upos == "PROPN" and tokens[head].deprel in ("nmod", "compound"))
    if not known and page.cast.of(page.report, entity) not in page.cast.named:
        return None
    first = head
    while first > 0 and tokens[first - 1].head - 1 in (head, first):
        if tokens[first - 1].deprel not in ("det", "amod", "compound", "nmod:poss"):
            break
        first -= 1
    last = head
    while last + 1 < len(tokens) and tokens[last + 1].deprel == "flat":
        last += 1
    of = next((i for i, t in enumerate(tokens) if t.head - 1 == head and i == last + 2), None)
    if of is not None and tokens[last + 1].lemma == "of" and lemma in voices("bodies_of"):
        last = of  # "the chamber of commerce"
    whole = (tokens[first].start, tokens[last].end)
    return SourceSpan(start=whole[0], end=whole[1], entity=page.entity_in(*whole) or entity)


def document_before(page: Page, source: SourceSpan) -> SourceSpan | None:
    """ "According to the indictment, he hid it. It says he bought two flats": the document that
    "it" takes up, the last source before it in this sentence or the one before."""
    if page.text[source.start : source.end].lower() != "it":
        return None
    first = page.sentences[max(0, page.sentence_index(source.start) - 1)].start
    told = [
        a.source
        for a in page.reading.attributions
        if a.source is not None and first <= a.source.start < source.start
    ]
    last = max(told, key=lambda one: one.start, default=None)
    if last is None or "\n" in page.text[last.end : source.start]:
        return None
    head = page.head(last.start, last.end)
    return last if head in voices("documents") - voices("mouthpieces") else None


def one_named(page: Page, source: SourceSpan) -> str | None:
    """The story entity of "one of her lawyers, Tom Kirst"."""
    if page.head(source.start, source.end) not in _ONE:
        return None
    for start, _, story_entity, form in page.mentions_in(source.start, source.end):
        person = page.cast.entities[story_entity].kind == "person"
        if form == "name" and person and _BESIDE.search(page.text, source.start, start):
            return story_entity
    return None


def called(page: Page, source: SourceSpan) -> str | None:
    """ "A village school", "two of the victims' relatives": the words of a source that no list
    knows as one, where what it does is plainly to tell something."""
    words_told = page.text[source.start : page.phrase_end(source.start, source.end)].strip(" ,;:")
    if not words_told or is_nobody(words_told) or len(words_told.split()) > _LONGEST:
        return None
    head = page.head(source.start, source.end)
    if head in wording("pronouns"):
        return None
    cues = {
        a.cue.lemma.lower()
        for a in page.reading.attributions
        if a.source is not None and a.source.start <= source.start < a.source.end
    }
    shown = bool(cues & words("speech", "showing"))
    mute = head in voices("mute") or head.endswith(tuple(voices("abstract")))
    return words_told if shown or (cues & words("speech", "plain") and not mute) else None


def is_only_evidence(page: Page, attribution: Attribution) -> bool:
    """ "Time cards show that 210 were inside", "the chief said evidence indicated that it began
    there": what a thing shows is told by whoever speaks of it, or by the outlet."""
    source = attribution.source
    return source is not None and _shows(page, attribution) and body_behind(page, source) is None


def is_told_by_nobody(page: Page, claim: Claim, link: int) -> bool:
    """ "Ministers were told that the dyke could break, documents show": who told them isn't
    printed, so the documents are the last who are known to say so. Nor does she tell anything of
    whom they say "knowing that it was stolen, she sold it"."""
    before = claim.attributions[: claim.attributions.index(link)]
    known = any(page.reading.attributions[index].source is not None for index in before)
    last = page.reading.attributions[link]
    return known and (last.source is None or last.cue.lemma.lower() in _KNOWING)


def _shows(page: Page, attribution: Attribution) -> bool:
    source = attribution.source
    if source is None or attribution.cue.lemma.lower() not in words("speech", "showing"):
        return False
    head = page.head(source.start, source.end)
    return not can_speak(head) and page.cast.of(page.report, source.entity) not in page.cast.named
