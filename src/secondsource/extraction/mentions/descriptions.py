"""Titles and definite descriptions: "the president", "the Russian leader", "the operator"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from secondsource.extraction.mentions.candidates import Candidate
from secondsource.extraction.mentions.groups import Group
from secondsource.extraction.wordlists.nouns import kinds_of, nouns
from secondsource.extraction.wordlists.words import words
from secondsource.names.called import may_be_called
from secondsource.names.words import split
from secondsource.syntax import Syntax

_FAR = 12  #: sentences after which a description without its own noun no longer points back
_NEAR = 2  #: sentences within which "the company" may point to a body not yet called one
_SOON = 4  #: sentences within which a name follows the office that a lead gives
_BELOW = frozenset({"vice", "deputy", "assistant"})  #: words that make another office
_BODIES = frozenset({"organisation", "group"})
_PAIR_WORDS = frozenset({"two", "both", "pair"})


def find_described(
    syntax: Syntax, candidate: Candidate, found: Sequence[Candidate], groups: Sequence[Group]
) -> Group | None:
    """The entity a nominal points back to, or None for a new or unclear one."""
    same = _same_words(syntax, candidate, found, groups)
    if same is not None:
        return same
    if not candidate.definite or candidate.members:
        return None
    if candidate.plural:
        return _pair(candidate, found, groups)
    others = [g for g in groups if not cites(syntax, g, candidate, found)]
    if candidate.kind == "person":
        others = [g for g in others if not is_speaker_of(syntax, candidate, g, found)]
    return _by_role(candidate, found, others) or _by_hypernym(candidate, found, others)


def is_speaker_of(
    syntax: Syntax, candidate: Candidate, group: Group, found: Sequence[Candidate]
) -> bool:
    """ "Mr Lewin said that the Secretary had known": she is not Mr Lewin, since people don't
    describe themselves anew in what they say (principle C of binding theory, Chomsky 1981);
    "Marlin said the company would pay" is what bodies do."""
    if (
        group.kind != "person"
        or not group.names
        or candidate.sentence != found[group.candidates[-1]].sentence
    ):
        return False
    speakers = _speakers_above(syntax, candidate)
    return any(
        found[i].sentence == candidate.sentence and found[i].head in speakers
        for i in group.candidates
    )


def cites(syntax: Syntax, group: Group, candidate: Candidate, found: Sequence[Candidate]) -> bool:
    """ "Harn Radio said, quoting the ministry": nobody quotes himself."""
    tree = syntax.trees[candidate.sentence]
    verb = tree.head(candidate.head)
    if verb is None or tree.lemma(verb) not in words("cues", "citing", "verbs"):
        return False
    subjects = {tree.child(word, "nsubj") for word in (verb, *tree.ancestors(verb))}
    return any(
        found[i].sentence == candidate.sentence and found[i].head in subjects
        for i in group.candidates
    )


def _speakers_above(syntax: Syntax, candidate: Candidate) -> frozenset[int]:
    """Subjects of the verbs that govern the clause of a description as their complement."""
    tree = syntax.trees[candidate.sentence]
    found: set[int] = set()
    complement = False
    for word in (candidate.head, *tree.ancestors(candidate.head)):
        subject = tree.child(word, "nsubj") if complement else None
        if subject is not None and tree.upos(subject) != "PRON":
            found.add(subject)
        complement = tree.rel(word) == "ccomp" or (complement and tree.rel(word) == "conj")
    return frozenset(found)


def find_announced(
    candidate: Candidate, found: Sequence[Candidate], groups: Sequence[Group]
) -> Group | None:
    """Whom a lead describes before the next sentences name them: "the regional governor said. …
    Governor Ada Roe told …", "The governor, Ada Roe, …". The one nameless person of that office, a
    few sentences before; ``candidate`` is the name, or the description that has it behind it."""
    offices = candidate.roles & nouns().kinds["person"]
    if candidate.kind != "person" or candidate.plural or candidate.indefinite or not offices:
        return None
    fitting = [g for g in groups if _announces(g, candidate, found) and offices & g.roles]
    return fitting[0] if len(fitting) == 1 else None


def _announces(group: Group, candidate: Candidate, found: Sequence[Candidate]) -> bool:
    if group.names or group.plural or group.kind != "person":
        return False
    ours, theirs = candidate.qualifiers, group.qualifiers
    if not found[group.candidates[0]].definite or (ours ^ theirs) & _BELOW:
        return False
    if not (ours <= theirs or theirs <= ours):
        return False
    if group.polities and candidate.polities and not group.polities & candidate.polities:
        return False
    if group.gender and candidate.gender and group.gender != candidate.gender:
        return False
    return candidate.sentence - found[group.candidates[0]].sentence <= _SOON


def _text(syntax: Syntax, candidate: Candidate) -> tuple[str, ...]:
    return _without_article(syntax.text[candidate.start : candidate.end])


@lru_cache(maxsize=4096)
def _without_article(printed: str) -> tuple[str, ...]:
    words = split(printed)
    return words[1:] if words[:1] in {("the",), ("a",), ("an",), ("these",), ("this",)} else words


def _same_words(
    syntax: Syntax, candidate: Candidate, found: Sequence[Candidate], groups: Sequence[Group]
) -> Group | None:
    """The same phrase again: definite, or bare and not merely some people or things."""
    if not (candidate.definite or _stands_for_one(candidate)):
        return None
    words = _text(syntax, candidate)
    for group in reversed(groups):
        for index in reversed(group.candidates):
            other = found[index]
            if other.form != "nominal" or other.plural != candidate.plural:
                continue
            if not (candidate.definite or _stands_for_one(other)):
                continue
            if _text(syntax, other) == words and not _owned_by_pronoun(syntax, candidate):
                return None if _is_brought_in(candidate, index, found) else group
    return None


def _is_brought_in(candidate: Candidate, index: int, found: Sequence[Candidate]) -> bool:
    """ "… the spokesman said. A spokesman for the bank denied it. The spokesman said …": since the
    same words were last used somebody else of that noun has come in."""
    if candidate.kind != "person" or candidate.modifiers or not candidate.roles:
        return False
    return any(
        other.indefinite and other.kind == "person" and not other.plural
        for other in found[index + 1 :]
        if other.start < candidate.start and other.roles & candidate.roles
    )


def _stands_for_one(candidate: Candidate) -> bool:
    """A bare phrase that means the same wherever it is printed: "Russian forces", "inflation"."""
    if candidate.indefinite or candidate.definite:
        return False
    if candidate.kind in {"other", "event"}:
        return True
    return candidate.plural and bool(candidate.polities or candidate.modifiers)


def _owned_by_pronoun(syntax: Syntax, candidate: Candidate) -> bool:
    tree = syntax.trees[candidate.sentence]
    owner = tree.child(candidate.head, "nmod:poss")
    return owner is not None and tree.upos(owner) == "PRON"


def _last(group: Group, found: Sequence[Candidate]) -> Candidate:
    return found[group.candidates[-1]]


def _by_role(
    candidate: Candidate, found: Sequence[Candidate], groups: Sequence[Group]
) -> Group | None:
    """The latest entity described by the same noun, if nothing else it is called forbids it."""
    if not candidate.roles:
        return None
    fitting = [group for group in groups if _role_fits(candidate, group, found)]
    if not fitting:
        return None
    fitting.sort(key=lambda group: group.candidates[-1])
    named = [group for group in fitting if group.names]
    if named and candidate.roles & nouns().kinds["person"]:
        return _most_salient(named, candidate, found)
    return fitting[-1]


def _most_salient(fitting: list[Group], candidate: Candidate, found: Sequence[Candidate]) -> Group:
    """Recent and often mentioned: one point a mention, halved every three sentences."""

    def weight(group: Group) -> float:
        return sum(0.8 ** (candidate.sentence - found[i].sentence) for i in group.candidates)

    return max(fitting, key=weight)


def _role_fits(candidate: Candidate, group: Group, found: Sequence[Candidate]) -> bool:
    if group.plural or not candidate.roles & group.roles or _clash(candidate, group):
        return False
    if candidate.qualifiers - group.qualifiers:
        return False
    if group.qualifiers & _BELOW and not candidate.qualifiers:
        return False
    if candidate.polities and group.polities and not candidate.polities & group.polities:
        return False
    if candidate.polities and not group.polities and candidate.kind == "person":
        return False
    if candidate.gender and group.gender and candidate.gender != group.gender:
        return False
    if candidate.sentence - _last(group, found).sentence > _FAR and not group.names:
        return False
    return _modifiers_fit(candidate, group)


def _clash(candidate: Candidate, group: Group) -> bool:
    """A person is neither a body nor a place."""
    return (candidate.kind == "person") != (group.kind == "person") and "other" not in {
        candidate.kind,
        group.kind,
    }


def _modifiers_fit(candidate: Candidate, group: Group) -> bool:
    """A name may be described anew; a thing without one only by words already said of it."""
    if not candidate.modifiers or (group.names and group.kind == "person"):
        return True
    if candidate.modifiers <= group.modifiers:
        return True
    said = {word for name in group.names for word in split(name)}
    return bool(said) and candidate.modifiers <= said | group.modifiers


def _by_hypernym(
    candidate: Candidate, found: Sequence[Candidate], groups: Sequence[Group]
) -> Group | None:
    """ "The union" for the only body so called by its name or by what was said of it, and "the
    company" for the only named body of the last sentences that is nothing else."""
    if candidate.modifiers or candidate.polities:
        return None
    named = [group for group in groups if group.names and not _named_otherwise(candidate, group)]
    evident = [
        group
        for group in named
        if group.kind in _BODIES
        and any(may_be_called(role, _words_of(group)) for role in candidate.roles)
        and candidate.sentence - _last(group, found).sentence <= _FAR
    ]
    if candidate.kind in _BODIES and len(evident) == 1:
        return evident[0]
    kinds = set[str]().union(*(nouns().hypernyms.get(role, ()) for role in candidate.roles))
    near = [
        group
        for group in evident or named
        if (group.kind in kinds or (group.kind == "other" and kinds & _BODIES))
        and candidate.sentence - _last(group, found).sentence <= _NEAR
    ]
    if not near and kinds & _BODIES:
        near = [
            group
            for group in groups
            if _passes_for_person(group)
            and candidate.sentence - _last(group, found).sentence <= _NEAR
        ]
    return near[0] if len(near) == 1 else None


def _passes_for_person(group: Group) -> bool:
    """A bare name of one word that is a person to the model, and nothing says whether it is one."""
    bare = bool(group.names) and all(len(name.split()) == 1 for name in group.names)
    return group.kind == "person" and bare and not (group.gender or group.roles or group.plural)


def _words_of(group: Group) -> set[str]:
    """Small letters: the words of its names and the nouns that describe it."""
    return group.roles | {word for name in group.names for word in split(name)}


def _named_otherwise(candidate: Candidate, group: Group) -> bool:
    """Is it already called by another noun of the same kind, say city where this says country? A
    body's name goes before what is said of it: a Mining Authority is no company."""
    words = {word for name in group.names for word in split(name)} if group.kind in _BODIES else ()
    for said in (words, group.roles):
        other = {role for role in said if candidate.kind in kinds_of(role)}
        if other:
            return not any(may_be_called(role, other) for role in candidate.roles)
    return False


def _pair(
    candidate: Candidate, found: Sequence[Candidate], groups: Sequence[Group]
) -> Group | None:
    """ "The two leaders" for the last list of two."""
    if not candidate.modifiers & _PAIR_WORDS:
        return None
    for group in reversed(groups):
        if group.members == 2 and candidate.sentence - _last(group, found).sentence <= _NEAR:
            return group
    return None
