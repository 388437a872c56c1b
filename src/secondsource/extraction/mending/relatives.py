"""Relative clauses hung on the wrong one of two nouns, of which one hangs on the other: "a meeting
with liberals who are resisting it", "a standoff with officers that lasted hours". Rules as in
``mend``; the nearer noun stays unless person, number or the kind of verb speaks against it."""

from __future__ import annotations

from typing import Final

from secondsource.extraction.mending.objects import Change
from secondsource.extraction.wordlists.words import member, words
from secondsource.syntax import Tree

_NOMINAL: Final = ("NOUN", "PROPN")
#: Forms of auxiliaries that tell the number of their subject.
_NUMBERS: Final = {"are": "Plur", "were": "Plur", "have": "Plur", "do": "Plur",
                   "is": "Sing", "was": "Sing", "has": "Sing", "does": "Sing"}  # fmt: skip


def relative_above(tree: Tree, word: int) -> Change | None:
    """ "the chairman of the committee, who is ill", "the fire at the mill that lasted hours": the
    noun above is meant where the one right before can't be."""
    noun, pronoun = tree.head(word), _pronoun(tree, word)
    above = None if noun is None else tree.head(noun)
    if noun is None or pronoun is None or above is None or tree.rel(noun) != "nmod":
        return None
    if not above < noun < word or tree.upos(above) not in _NOMINAL or not _by_case(tree, noun):
        return None
    single = _number(tree, word) == "Sing" and _is_many(tree, noun) and _is_one(tree, above)
    if tree.lower(pronoun) == "who":
        other = single or _is_body(tree, noun)
        return (word, above, "acl:relcl") if other and _is_person(tree, above) else None
    lasting = tree.lemma(word) in words("predicates", "relatives", "of_events")
    event = _event_above(tree, word, noun) if tree.lower(pronoun) == "which" else None
    if event is not None:
        return word, event, "acl:relcl"
    if lasting and _is_event(tree, above) and not _is_event(tree, noun):
        return word, above, "acl:relcl"
    return (word, above, "acl:relcl") if single and not _is_person(tree, above) else None


def _event_above(tree: Tree, word: int, noun: int) -> int | None:
    """ "The raid on the post in Morn, which killed four": what happened where, since no place and
    no building kills; a name behind a preposition does nothing else that a raid may do either."""
    lemma = tree.lemma(word)
    deadly = lemma in words("predicates", "relatives", "of_harm")
    told = deadly or (
        _is_placed(tree, noun) and lemma in words("predicates", "relatives", "of_deeds")
    )
    here = noun
    while told and tree.rel(here) in ("nmod", "appos"):
        above = tree.head(here)
        if above is None or above >= here or _is_event(tree, here) or _is_person(tree, here):
            return None
        here = above
        if _is_event(tree, here):
            return here
    return None


def relative_of_content(tree: Tree, word: int) -> Change | None:
    """ "The alarm had failed, the union says, which Norfax denies": the clause is about what is
    said, and no second thing that the union says."""
    said, pronoun = tree.head(word), tree.child(word, "obj", "nsubj")
    if said is None or pronoun is None or tree.lower(pronoun) != "which" or not said < pronoun:
        return None
    if tree.form(pronoun - 1) != "," or member("cues", "verbs", tree.lemma(said)) is None:
        return None
    told = next((c for c in tree.children(said, "ccomp") if c < said), None)
    if told is None and tree.rel(said) == "parataxis":
        told = tree.head(said)
    return (word, told, "advcl:relcl") if told is not None and told < said else None


def verb_behind_relative(tree: Tree, word: int) -> Change | None:
    """ "Two of the men who had taunted them were armed, Lee said": behind a relative clause a
    finite verb without a pronoun is what all of the phrase does."""
    noun = tree.head(word)
    if noun is None or tree.deprel(word) != "acl:relcl" or tree.child(word, "nsubj", "cc", "mark"):
        return None
    finite = next((a for a in tree.children(word, "aux", "cop") if noun < a < word), None)
    before = [c for c in tree.children(noun, "acl") if noun < c < word and _pronoun(tree, c)]
    if finite is None or tree.feat(finite, "VerbForm") != "Fin" or not before:
        return None
    top = noun
    while tree.rel(top) in ("nmod", "nsubj") and (above := tree.head(top)) is not None:
        if tree.rel(top) == "nsubj" and above > word:
            return (word, above, "ccomp") if member("cues", "verbs", tree.lemma(above)) else None
        top = above
    return None


def relative_below(tree: Tree, word: int) -> Change | None:
    """ "a meeting with liberals who are resisting it", "a member of the panel, which oversees
    them": the noun below, right before the pronoun, is meant where the one above can't be."""
    noun, pronoun = tree.head(word), _pronoun(tree, word)
    if noun is None or pronoun is None or tree.upos(noun) != "NOUN" or tree.child(noun, "conj"):
        return None
    below = [c for c in tree.children(noun, "nmod") if noun < c < pronoun and _by_case(tree, c)]
    if not below or tree.upos(below[-1]) not in _NOMINAL or not _touches(tree, below[-1], pronoun):
        return None
    last = _lowest(tree, below[-1], pronoun)
    if tree.lower(pronoun) == "which":
        apart = _is_person(tree, noun) and not _is_person(tree, last)
        return (word, last, "acl:relcl") if apart and _number(tree, word) != "Plur" else None
    if tree.lower(pronoun) == "who" and _is_event(tree, noun):
        return word, last, "acl:relcl"
    if tree.lower(pronoun) == "that" and _is_person(tree, noun) and _is_event(tree, last):
        return word, last, "acl:relcl"  # "a man sought over a raid that shocked the town"
    counts = tree.lemma(noun) in words("predicates", "counting", "nouns") | words(
        "predicates", "relatives", "of_many"
    )
    many = _number(tree, word) == "Plur" and _is_one(tree, noun) and not counts
    many = many and not _is_body(tree, noun) and _is_many(tree, last)
    return (word, last, "acl:relcl") if many else None


def _pronoun(tree: Tree, word: int) -> int | None:
    """The who, which or that which is the subject of a relative clause."""
    if tree.deprel(word) != "acl:relcl":
        return None
    subjects = tree.children(word, "nsubj")
    told = [s for s in subjects if tree.lower(s) in ("who", "which", "that")]
    return told[0] if len(subjects) == 1 and told and tree.upos(told[0]) == "PRON" else None


def _by_case(tree: Tree, noun: int) -> bool:
    return tree.child(noun, "case") is not None


def _lowest(tree: Tree, noun: int, pronoun: int) -> int:
    """The last of the nouns that hang on one another: the shooting of "in connection with a
    shooting"."""
    if tree.upos(noun) != "NOUN" or tree.lemma(noun) not in ("connection", "relation", "case"):
        return noun
    below = [c for c in tree.children(noun, "nmod") if noun < c < pronoun and _by_case(tree, c)]
    return below[-1] if below else noun


def _is_placed(tree: Tree, noun: int) -> bool:
    """ "in Morn", "near the Sund": a name behind a preposition of place."""
    cases = {tree.lower(case) for case in tree.children(noun, "case")}
    return tree.upos(noun) == "PROPN" and bool(cases & {"in", "at", "near", "on", "outside", "off"})


def _touches(tree: Tree, noun: int, pronoun: int) -> bool:
    """Whether nothing but a comma stands between a noun, with what hangs on it, and the pronoun."""
    inside = [w for w in tree.subtree(noun) if w < pronoun]
    return all(tree.form(w) == "," for w in range(inside[-1] + 1, pronoun))


def _number(tree: Tree, word: int) -> str | None:
    """The number that a finite verb or its auxiliary shows."""
    first = tree.child(word, "aux", "aux:pass", "cop")
    if first is not None:
        return _NUMBERS.get(tree.lower(first))
    if tree.feat(word, "VerbForm") != "Fin" or tree.feat(word, "Tense") != "Pres":
        return None
    return "Sing" if tree.lower(word).endswith("s") else "Plur"


def _is_many(tree: Tree, noun: int) -> bool:
    return tree.feat(noun, "Number") == "Plur" or tree.child(noun, "conj") is not None


def _is_one(tree: Tree, noun: int) -> bool:
    return tree.feat(noun, "Number") == "Sing" and tree.child(noun, "conj") is None


def _is_person(tree: Tree, noun: int) -> bool:
    lemma = tree.lemma(noun)
    people = words("roles", "nouns", "person") | words("predicates", "relatives", "people")
    return lemma in people


def _is_event(tree: Tree, noun: int) -> bool:
    lemma = tree.lemma(noun)
    events = words("predicates", "events", "nouns") | words("roles", "nouns", "event")
    return lemma in events or lemma in words("predicates", "relatives", "events")


def _is_body(tree: Tree, noun: int) -> bool:
    """A body, also one called by a name: names of people have no article."""
    named = tree.upos(noun) == "PROPN" and tree.child(noun, "det") is not None
    return named or tree.lemma(noun) in words("roles", "nouns", "organisation")
