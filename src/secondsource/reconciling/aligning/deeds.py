"""Which deeds of the news a claim may tell of, by its verb and what stands beside it.

A deed is a class of actions with the many ways in which news tells it: "cut 200 jobs", "layoffs"
and "let staff go" are one deed. In ``tellings/`` a wording is written as words with signs:

======================  ==========================================================================
``arrest``              the word as predicate, whatever its part of speech
``arrest.n`` ``.v``     only as a noun, only as a verb (``.a``: as an adjective)
``call_off``            the word with what follows it, or a noun with what stands before it
``lose life``           with an object or complement of that lemma
``fire @staff``         with an object of a class (``things.toml``)
``@price:fall``         with a subject, or anybody else that takes part, of a class or lemma
``not survive``         denied
======================  ==========================================================================
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from secondsource.reconciling.pages.actions import keeps_away, stops_work
from secondsource.reconciling.pages.lemmas import lemma_of
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.predicates import listed, stem, weak, words
from secondsource.reconciling.tables import table_of
from secondsource.records.reading import Argument, Claim, Token

#: Deeds and how sure each is, as a vector of length 1.
Deeds = Mapping[str, float]

_ALONE, _TOGETHER = 1.0, 2.0  # a word by itself, and with what stands beside it
_FILES = ("harm", "law", "state", "work", "nature", "life", "speech", "general")
_TAGS = {"n": ("NOUN", "PROPN"), "v": ("VERB", "AUX"), "a": ("ADJ", "ADV", "ADP")}
_DONE_TO = frozenset({"patient", "theme", "recipient", "attribute", "topic", "companion", "other"})
_BESIDE = frozenset({"goal", "source", "place", "instrument", "manner", "quantity"})
_WHERE = {"@hospital", "@prison", "@court", "@sentence"}  # what a place or goal tells of the deed
_TOLD_OF = frozenset({"patient", "theme", "topic"})  # what a light verb leaves it to ("agree on")
LACKING = ("out_of_", "without_")  #: before what a state is told to lack
_NOT = frozenset({"not", "no", "never", "nobody"})
_LACKED = frozenset({"without", "out"})
_STRIKE = "strike_action"
_SHARED_OUT = 0.5  # how much less sure a wording is that is listed for many deeds
_SHARED = 0.2  # likeness from which deeds are hardly contrary, whatever else each may tell
_MEANT = 0.3  # how sure deeds must be to be held against each other
_NEAR = 8  # words behind a verb among which its particle may stand
_KNOWN = ("the ", "this ", "that ", "its ", "his ", "her ", "their ")
_KINDS = {
    "person": {"@person"},
    "organisation": {"@body"},
    "group": {"@body", "@person"},
    "place": {"@place"},
}
_WITHIN = ("compound", "amod", "nmod")  # what says of a noun what is done, or to whom
_OF = re.compile(r"\bof\s+(?:national\s+|public\s+|official\s+)?(\w+)", re.IGNORECASE)
_PASSED = ("advmod", "aux", "punct")  # words between a verb and its particle that don't count


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to tell a deed: ``words`` in a row, one of them the predicate; ``beside`` is the
    object and ``by`` the subject that it takes, a lemma or a class, empty where any will do."""

    deed: str
    words: tuple[str, ...]
    tag: str = ""
    beside: str = ""
    by: str = ""
    denied: bool = False

    @property
    def told(self) -> tuple[object, ...]:
        """All of it but the deed."""
        return self.words, self.tag, self.beside, self.by, self.denied

    @property
    def bare(self) -> bool:
        """Whether the word alone tells the deed."""
        return len(self.words) == 1 and not (self.beside or self.by or self.denied)

    @property
    def idiom(self) -> bool:
        """Whether its words together mean what none of them does ("take to the streets")."""
        return len(self.words) > 1 or bool(self.beside and self.beside[0] != "@")


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around a predicate: lemmas ``before`` and ``after``, its own ``below`` it in the
    tree; heads and classes of what it is done to, and of all that take part."""

    tag: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    below: frozenset[str]
    objects: frozenset[str]
    taking_part: frozenset[str]
    denied: bool


def deeds_of(page: Page, claim: Claim, lemma: str) -> Deeds:
    """The deeds that a claim of this action may tell of; empty where the table knows none."""
    if stops_work(page, claim):  # whatever "join", "observe" or "lay down" tell of elsewhere
        return {_STRIKE: 1.0}
    own = claim.predicate.lemma.lower().partition("_")[0]
    word = lemma.partition("_")[0]
    setting = _setting(page, claim)
    told = [wording for wording in _candidates(own, setting) if _tells(wording, own, setting)]
    if lemma.startswith(LACKING):  # "out of control" is no control
        told = [w for w in told if _LACKED & {*w.words} or w.beside in _LACKED]
        told += _lacking(lemma)
    if "_" in lemma or any(wording.idiom for wording in told):  # "called off" is no call
        told = [wording for wording in told if not wording.bare] or told
    by = {wording.words for wording in told if wording.by}
    told = [w for w in told if w.by or w.beside or w.words not in by]  # "a bidder came forward"
    found: dict[str, float] = {}
    for wording in told:
        found[wording.deed] = max(_sure(wording), found.get(wording.deed, 0.0))
    if stem(word) != stem(own):  # "stay closed", "begin the evacuation"
        _add(found, _bare(word))
    for argument in claim.arguments if "_" not in lemma else ():
        light = argument.role in _TOLD_OF and own in _light()
        light = light and not _is_explained(page, own, argument)
        if light or (argument.role == "agent" and listed(own, "events", "verbs")):
            event = _bare(_happening(page, argument), noun=True)
            found.update((deed, _TOGETHER) for deed in sorted(event))
    return _unit(found)


def _unit(found: Deeds) -> dict[str, float]:
    """The same with length one."""
    size = sum(sure * sure for sure in found.values()) ** 0.5
    return {deed: sure / size for deed, sure in found.items()}


def _happening(page: Page, argument: Argument) -> str:
    """The noun that says what happens: of "a day of mourning" the mourning."""
    head = page.head(argument.start, argument.end)
    if not listed(head, "phrases", "spells"):
        return head
    told = _OF.search(page.text, argument.start, argument.end)
    return head if told is None else lemma_of(told[1].lower())


def deeds_named(noun: str) -> Deeds:
    """The deeds that a noun tells of by itself ("the bombing")."""
    found = dict.fromkeys(sorted(_bare(noun, noun=True)), _ALONE)
    return _unit(found)


@lru_cache(maxsize=1 << 12)
def _lacking(lemma: str) -> tuple[Wording, ...]:
    """The wordings that tell of a state without something, however it is told here."""
    words = tuple(lemma.split("_"))
    noun = words[-1]
    beside = {noun, *things().get(stem(noun), ())}
    return tuple(
        w for w in wordings() if w.words == words or (w.words == words[:1] and w.beside in beside)
    )


def _is_explained(page: Page, own: str, argument: Argument) -> bool:
    """Whether it tells what came of what, and what came is known ("caused the crash")."""
    shown = page.text[argument.start : argument.end].lower()
    return listed(own, "harm", "causing") and shown.startswith(_KNOWN)


def turned_deeds(page: Page, claim: Claim) -> frozenset[str]:
    """Those deeds that a claim tells only by denying something else: whoever "did not survive"
    died."""
    if claim.polarity != "-":
        return frozenset()
    if keeps_away(page, claim):
        return frozenset({_STRIKE})
    own = claim.predicate.lemma.lower().partition("_")[0]
    setting = _setting(page, claim)
    told = [wording for wording in _candidates(own, setting) if _tells(wording, own, setting)]
    plain = {w.deed for w in told if not (w.denied or _NOT & {*w.words})}
    return frozenset(wording.deed for wording in told if wording.denied) - plain


def as_positive(mine: Deeds, turned: frozenset[str], theirs: Deeds) -> bool:
    """Whether a negative claim tells by its denial (``turned``) what a positive one tells: the most
    of what both tell of."""
    shared = {deed: mine[deed] * theirs[deed] for deed in sorted(mine.keys() & theirs.keys())}
    return bool(shared) and max(shared, key=lambda deed: shared[deed]) in turned


@cache
def _sure(wording: Wording) -> float:
    """How surely a wording tells its deed: more with what stands beside it or where the deed bears
    its name, less where it is listed for many deeds."""
    if wording.bare and wording.words[0] == wording.deed:
        return _TOGETHER
    rivals = max(1, _listed()[wording.told])
    sure = _ALONE if wording.bare else _TOGETHER
    return float(sure / rivals**_SHARED_OUT)


@cache
def _listed() -> Counter[tuple[object, ...]]:
    """For how many deeds each way to tell one is listed."""
    return Counter(wording.told for wording in set(wordings()))


@cache
def _light() -> frozenset[str]:
    """Verbs that leave it to their object to say what is done ("ordered an investigation")."""
    return words("phrases", "light") | {lemma for row in relations("light") for lemma in row}


def _add(found: dict[str, float], deeds: Iterable[str]) -> None:
    for deed in deeds:
        found.setdefault(deed, _ALONE)


def alike(mine: Deeds, theirs: Deeds) -> float:
    """How far two claims tell of the same deeds, 0 to 1: the cosine of what they may tell of."""
    return sum(mine[deed] * theirs[deed] for deed in sorted(mine.keys() & theirs.keys()))


def contrary(mine: Deeds, theirs: Deeds) -> bool:
    """Whether deeds that share next to none can't be the same."""
    return _related("contrary", mine, theirs)


def contraries(mine: Deeds) -> set[str]:
    """The deeds that can't be the same as those that a claim tells of."""
    related = _relations("contrary")
    meant = [deed for deed, sure in mine.items() if sure >= _MEANT]
    return {other for deed in meant for other in related.get(deed, ())}


def distinct(mine: Deeds, theirs: Deeds) -> bool:
    """Whether deeds that share next to none are two which go together ("arrested", "charged")."""
    return _related("distinct", mine, theirs) or counted_alike(mine, theirs)


def counted_alike(mine: Deeds, theirs: Deeds) -> bool:
    """Whether deeds are two that are done to or by as many ("evacuated", "taken to hospital")."""
    return _related("counted", mine, theirs)


def _related(name: str, mine: Deeds, theirs: Deeds) -> bool:
    if not mine or not theirs or alike(mine, theirs) >= _SHARED:
        return False
    meant = {deed for deed, sure in theirs.items() if sure >= _MEANT}
    related = _relations(name)
    return any(
        related.get(deed, frozenset()) & meant for deed, sure in mine.items() if sure >= _MEANT
    )


@cache
def _relations(name: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in relations(name):
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {deed: frozenset(others) for deed, others in found.items()}


@cache
def relations(name: str) -> tuple[tuple[str, ...], ...]:
    """Rows of the table of relations: deeds that are "contrary", "distinct" or "counted"."""
    return tuple(map(tuple, _read("relations")["relations"][name]))


def _read(name: str) -> dict[str, dict[str, Any]]:
    return table_of(__package__, f"tellings/{name}.toml")


@cache
def things() -> dict[str, frozenset[str]]:
    """The classes of every thing by the stem of its lemma."""
    found: dict[str, set[str]] = {}
    for name, lemmas in _read("things")["things"].items():
        for lemma in lemmas.split():
            found.setdefault(stem(lemma), set()).add(f"@{name}")
    return {lemma: frozenset(names) for lemma, names in found.items()}


@cache
def wordings() -> tuple[Wording, ...]:
    """Every wording of the table."""
    found = []
    for name in _FILES:
        for deed, lines in _read(name)["deeds"].items():
            found += [_parsed(deed, line.strip()) for line in lines.split(";")]
    return tuple(found)


def _parsed(deed: str, line: str) -> Wording:
    denied = line.startswith("not ")
    first, _, beside = line.removeprefix("not ").partition(" ")
    by, _, first = first.rpartition(":")
    first, _, tag = first.partition(".")
    return Wording(
        deed, tuple(map(lemma_of, first.split("_"))), tag, _single(beside), _single(by), denied
    )


def _single(word: str) -> str:
    return word if word[:1] == "@" else lemma_of(word)


def _candidates(own: str, setting: Setting) -> Iterator[Wording]:
    """The wordings of a predicate that what stands around it leaves possible."""
    known = _index().get(stem(own), {})
    yield from known.get(("", ""), ())
    for place, around in (("beside", setting.objects), ("by", setting.taking_part)):
        for thing in sorted(around | setting.below):
            yield from known.get((place, thing), ())


@cache
def _index() -> dict[str, dict[tuple[str, str], tuple[Wording, ...]]]:
    """Wordings by the stem of each word that may be the predicate, and by what each asks for."""
    found: dict[str, dict[tuple[str, str], list[Wording]]] = {}
    for word, wording in _by_predicate():
        asked = ("beside", wording.beside) if wording.beside else ("by", wording.by)
        thing = asked[1] if asked[1][:1] == "@" else stem(asked[1])
        key = (asked[0], thing) if thing else ("", "")
        found.setdefault(word, {}).setdefault(key, []).append(wording)
    return {
        word: {key: tuple(dict.fromkeys(some)) for key, some in rows.items()}
        for word, rows in found.items()
    }


def _by_predicate() -> Iterator[tuple[str, Wording]]:
    for wording in wordings():
        if wording.bare and _says_little(wording.words[0]):
            continue
        for word in {wording.words[0], wording.words[-1]}:
            yield stem(word), wording
        if wording.words == ("be",) and wording.beside:  # "is dead": the predicate is "dead"
            yield stem(wording.beside), Wording(wording.deed, (wording.beside,), "state")


def _says_little(lemma: str) -> bool:
    return weak(lemma) or listed(lemma, "speech", "mere")


@lru_cache(maxsize=1 << 16)
def _bare(lemma: str, *, noun: bool = False) -> frozenset[str]:
    """The deeds that a word tells by itself."""
    tags = ("", "n") if noun else ("", "v", "a", "n")
    known = _index().get(stem(lemma), {}).get(("", ""), ())
    return frozenset(w.deed for w in known if w.bare and w.tag in tags)


def _tells(wording: Wording, own: str, setting: Setting) -> bool:
    if wording.denied != setting.denied and wording.denied:
        return False
    if wording.tag == "state":
        return setting.tag not in _TAGS["v"]
    if wording.tag and setting.tag not in _TAGS[wording.tag]:
        return False
    return (
        _in_a_row(wording.words, own, setting)
        and _fits(wording.beside, setting.objects, setting.below)
        and _fits(wording.by, setting.taking_part, setting.below)
    )


@lru_cache(maxsize=1 << 16)
def _stems(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(stem, words))


def _in_a_row(words: tuple[str, ...], own: str, setting: Setting) -> bool:
    if len(words) == 1:
        return True
    rest = _stems(words)
    if rest[0] == stem(own):
        follows = setting.after[: len(rest) - 1] == rest[1:]
        return follows or (len(rest) == 2 and f"+{rest[1]}" in setting.below)
    return rest[-1] == stem(own) and setting.before[-(len(rest) - 1) :] == rest[:-1]


def _fits(wanted: str, heads: frozenset[str], below: frozenset[str]) -> bool:
    if not wanted:
        return True
    return wanted in heads if wanted[0] == "@" else stem(wanted) in heads or stem(wanted) in below


def _setting(page: Page, claim: Claim) -> Setting:
    tokens = page.sentence_tokens(claim.predicate.start)
    at = next((i for i, t in enumerate(tokens) if t.start == claim.predicate.start), 0)
    objects: set[str] = set()
    others: set[str] = set()
    for argument in claim.arguments:
        head = page.head(argument.start, argument.end)
        entity = page.entity_by_id.get(argument.entity or "")
        kinds = _KINDS.get(entity.kind, set()) if entity is not None else set()
        told = {stem(head), *things().get(stem(head), ()), *kinds}
        if argument.role in _DONE_TO:
            objects |= told
        elif argument.role in _BESIDE:
            known = _WHERE | {"@place"} if argument.role == "goal" else _WHERE
            objects |= {stem(head), *(told & known)}
            others |= told
        elif argument.role == "agent":
            others |= told
    below, within = _below(tokens, at)
    following = [*_following(tokens[at + 1 : at + 1 + _NEAR])]
    if not tokens:
        following = page.text[claim.predicate.end : claim.end].lower().split()
    return Setting(
        tag=tokens[at].upos if tokens else "",
        before=tuple(_plain(t.lemma) for t in tokens[max(0, at - 3) : at]),
        after=tuple(map(_plain, following)),
        below=below,
        objects=frozenset(objects | within),
        taking_part=frozenset(objects | others | within),
        denied=claim.polarity == "-",
    )


def _following(tokens: Iterable[Token]) -> Iterator[str]:
    """Lemmas behind a predicate, but for adverbs and the like right behind it."""
    skipping = True
    for token in tokens:
        lemma = token.lemma.lower()
        skipping = skipping and token.deprel in _PASSED and lemma.endswith("ly")
        if not skipping:
            yield lemma


def _plain(lemma: str) -> str:
    """As words are compared here: the reader leaves some plurals as they are ("talks")."""
    return stem(lemma_of(lemma))


def _below(tokens: tuple[Token, ...], at: int) -> tuple[frozenset[str], frozenset[str]]:
    """Stems of the words that hang on a predicate, its particles marked "+"; and what those that
    say more of a noun may be."""
    words: set[str] = set()
    within: set[str] = set()
    for place, token in enumerate(tokens):
        if token.head - 1 != at or token.deprel in ("aux", "punct", "cc", "conj", "mark", "det"):
            continue
        lemma = _plain(token.lemma)
        words.add(lemma)
        if place > at and token.deprel in ("compound:prt", "advmod", "xcomp", "advcl"):
            words.add(f"+{lemma}")
        if token.deprel.split(":")[0] in _WITHIN:
            within |= {lemma, *things().get(lemma, ())}
    return frozenset(words), frozenset(within)
