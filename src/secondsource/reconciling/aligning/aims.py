"""What an object is aimed at: two reports of "pressure" tell of one only if it is on the same.

"He raised pressure on the miners to return" and "he raised pressure on the bank to lend" share
actor, action and object, and are two facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from secondsource.reconciling.aligning.statements import Statement
from secondsource.reconciling.pages.lexicon import likeness
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.predicates import words
from secondsource.records.reading import Token

_AIMING = frozenset({"on", "against", "into", "over", "toward", "towards", "about"})
_ASKING = frozenset({"investigation", "inquiry", "probe", "inquest"})
_INTO = re.compile(r"\s+into\s[^,;]+")
_NEAR = 0.4  # cosine from which two described aims may be one
_ROLES = ("patient", "theme")


def aimed_elsewhere(one: Statement, other: Statement) -> bool:
    """Whether the objects of two statements, under one noun, are aimed at different people or
    things: both named or both described otherwise; or, where one is named, with another purpose,
    too."""
    mine, theirs = _objects(one), _objects(other)
    for noun in mine.keys() & theirs.keys():
        (aims, tasks), (others, errands) = mine[noun], theirs[noun]
        if not aims or not others or aims & others:
            continue
        named = [{aim for aim in found if aim[0] == "="} for found in (aims, others)]
        if all(named) or not any(named):
            if all(named) or not _related(aims, others):
                return True
        elif tasks and errands and not tasks & errands:
            return True
    return False


def _objects(statement: Statement) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """By the noun of each object what it is aimed at and what it is to bring about."""
    page, found = statement.page, {}
    for argument in statement.claim.arguments:
        tokens = page.sentence_tokens(argument.start)
        inside = [i for i, t in enumerate(tokens) if argument.start <= t.start < argument.end]
        head = next((i for i in inside if tokens[i].head - 1 not in inside), None)
        if argument.role in _ROLES and head is not None:
            asked = tokens[head].lemma.lower() in _ASKING
            aims = frozenset(_asked_of(page, tokens, head) if asked else _aims(page, tokens, head))
            found[tokens[head].lemma.lower()] = aims, frozenset(_tasks(page, tokens, head))
    return found


def _aims(page: Page, tokens: Sequence[Token], noun: int) -> Iterator[str]:
    """Whom or what an object is aimed at, be it hung on the object or on its verb."""
    verb = tokens[noun].head - 1
    for place, token in enumerate(tokens):
        aimed = token.head - 1 == noun or (token.head - 1 == verb and place > noun)
        if not aimed or not token.deprel.startswith(("nmod", "obl")):
            continue
        cases = {t.lemma.lower() for t in tokens if t.head - 1 == place and t.deprel == "case"}
        when = any(t.start <= token.start < t.end for t in page.reading.times)
        if cases & _AIMING and not when:
            named = next((n for s, e, n, _ in page.mentions if s <= token.start < e), None)
            yield f"={named}" if named else f"~{token.lemma.lower()}"


def _asked_of(page: Page, tokens: Sequence[Token], noun: int) -> Iterator[str]:
    """Everybody and everything named in what an inquiry is about, wherever it stands: "the Lind
    e-mail inquiry", "the inquiry into whether Krag lied"."""
    below = _below(tokens, noun)
    start, end = min(t.start for t in below), max(t.end for t in below)
    into = _INTO.match(page.text, tokens[noun].end, tokens[-1].end)
    for name in page.named_in(start, into.end() if into else end):
        yield f"={name}"


def _tasks(page: Page, tokens: Sequence[Token], noun: int) -> Iterator[str]:
    """What the infinitive of an object speaks of: oil in "pressure on them to stop buying oil",
    whatever the tree hangs it on."""
    hosts = {noun, tokens[noun].head - 1, *(i for i, t in enumerate(tokens) if t.head - 1 == noun)}
    for place, token in enumerate(tokens):
        verbal = token.deprel in ("acl", "advcl", "xcomp") and "VerbForm=Inf" in (token.feats or "")
        if verbal and place > noun and token.head - 1 in hosts:
            yield from page.words(token.start, max(t.end for t in _below(tokens, place)))


def _below(tokens: Sequence[Token], top: int) -> list[Token]:
    under, grown = {top}, True
    while grown:
        more = {i for i, t in enumerate(tokens) if t.head - 1 in under} - under
        under |= more
        grown = bool(more)
    return [tokens[i] for i in under]


def _related(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    general = words("nouns", "general")
    pairs = [(one[1:], other[1:]) for one in mine for other in theirs]
    for one, other in pairs:
        found = likeness(one, other)
        if one in general or other in general or found.derived or found.synonym:
            return True
        if found.same or found.cosine > _NEAR:
            return True
    return False
