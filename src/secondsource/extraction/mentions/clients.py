"""Whose lawyer says what "he" will do: "His lawyer said he would appeal" tells of the client."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from secondsource.extraction.mentions.candidates import Candidate
from secondsource.extraction.mentions.groups import Group
from secondsource.extraction.wordlists.words import member, words
from secondsource.syntax import Tree


def client_of(
    tree: Tree, pronoun: Candidate, found: Sequence[Candidate], groups: Sequence[Group]
) -> Group | None:
    """The one for whom somebody speaks, where he says of "him" what only that one does: "Kern's
    lawyer said he would appeal", "he was innocent, his lawyer, Tom Brun, said"."""
    verb = tree.head(pronoun.head)
    if verb is None or pronoun.gender not in {"m", "f"} or tree.rel(pronoun.head) != "nsubj":
        return None
    speaker = _speaker_above(tree, verb)
    if speaker is None or not _is_the_clients(tree, verb):
        return None
    owner = tree.child(speaker, "nmod:poss")
    if owner is None or (tree.upos(owner) == "PRON" and tree.lower(owner) not in ("his", "her")):
        return None
    whose = _people_called(pronoun.sentence, owner, found, groups)
    return next((g for g in whose if g.gender in (None, pronoun.gender)), None)


def called_client(
    tree: Tree, phrase: Candidate, found: Sequence[Candidate], groups: Sequence[Group]
) -> Group | None:
    """Whom "his client" means in "his lawyer, Olaf Krey, said his client would appeal"."""
    verb = tree.head(phrase.head)
    if tree.lemma(phrase.head) != "client" or verb is None:
        return None
    speaker = _speaker_above(tree, verb)
    owner = None if speaker is None else tree.child(speaker, "nmod:poss")
    return next(_people_called(phrase.sentence, owner, found, groups), None)


def _people_called(
    sentence: int, word: int | None, found: Sequence[Candidate], groups: Sequence[Group]
) -> Iterator[Group]:
    """The people whom a word of a sentence means."""
    mine = {i for i, c in enumerate(found) if c.sentence == sentence and c.head == word}
    return (g for g in groups if g.kind == "person" and mine & set(g.candidates))


def _speaker_above(tree: Tree, verb: int) -> int | None:
    """Who speaks for somebody and says what a verb tells: "his lawyer"."""
    said = tree.head(verb) if tree.rel(verb) in ("ccomp", "conj") else None
    if said is not None and tree.rel(verb) == "conj":
        said = tree.head(said) if tree.rel(said) == "ccomp" else None
    said = said if said is not None else tree.child(verb, "parataxis")
    subject = None if said is None else tree.child(said, "nsubj")
    if said is None or subject is None or member("cues", "verbs", tree.lemma(said)) is None:
        return None
    for noun in (subject, *tree.children(subject, "appos")):
        if tree.lemma(noun) in words("roles", "pleading", "nouns"):
            return noun
    return None


def _is_the_clients(tree: Tree, verb: int) -> bool:
    """Whether it is what a defendant does, is or suffers, and no lawyer: appeals, is innocent."""
    if tree.child(verb, "aux:pass") is not None:
        return True  # "had been forced to sign"
    return tree.lemma(verb) in words("roles", "pleading", "deeds")
