"""Slips around a saying that stands in the midst or at the end of a sentence, and around the deeds
and speakers that a sentence tells in a row. Rules as in ``mend``."""

from __future__ import annotations

from secondsource.extraction.mending.objects import Change
from secondsource.extraction.trees.phrases import after_comma
from secondsource.extraction.wordlists.words import member
from secondsource.syntax import Tree

_NO_HOLDERS = frozenset({"VERB", "AUX", "ADJ"})
#: What follows a participle that describes: "faced with cuts", "hit by strikes", "based in Marn"
_DESCRIBING = frozenset({"by", "with", "in", "at", "on", "as", "of", "to", "from", "than"})


def described_speaker(tree: Tree, word: int) -> Change | None:
    """ "It will close, said two people briefed on the plan": an inserted saying has a subject right
    behind it, and what follows describes them."""
    verb = tree.head(word)
    if verb is None:
        return None
    if tree.rel(word) == "nsubj":
        said = tree.head(verb)
        if said is None or tree.rel(verb) != "ccomp" or not said < word < verb:
            return None
        inserted = _is_inserted(tree, said) and tree.subtree(word)[0] == said + 1
        inserted = inserted and (tree.rel(said) != "conj" or _is_somebody(tree, word))
        return (word, said, "nsubj") if inserted and _is_bare(tree, verb) else None
    speaker = next((s for s in tree.children(verb, "nsubj") if verb < s < word), None)
    if speaker is None or not _is_told_before(tree, verb) or tree.child(word, "nsubj") is not None:
        return None
    beside = tree.subtree(speaker)[-1] + 1 == word
    return (word, speaker, "acl") if beside and _is_bare(tree, word) else None


def _is_bare(tree: Tree, verb: int) -> bool:
    """Whether a verb may be a participle by its look ("briefed", "asking")."""
    bare = tree.child(verb, "aux", "cop", "mark") is None and tree.upos(verb) == "VERB"
    return bare and not tree.lower(verb).endswith("s")


def _is_inserted(tree: Tree, said: int) -> bool:
    """Whether a saying stands behind a comma and what is said, without a subject of its own."""
    subjectless = tree.child(said, "nsubj", "csubj", "expl", "mark", "aux") is None
    says = member("cues", "verbs", tree.lemma(said)) is not None
    apart = said > 0 and tree.upos(said - 1) == "PUNCT" and tree.form(said - 1) not in (":", ";")
    return subjectless and says and apart and _is_told_before(tree, said)


def _is_told_before(tree: Tree, said: int) -> bool:
    """Whether what is said stands before the saying."""
    above = tree.head(said)
    beside = tree.rel(said) == "parataxis" or (
        tree.rel(said) == "conj" and tree.child(said, "cc") is None
    )
    if beside and above is not None and above < said:
        return True
    return any(clause < said for clause in tree.children(said, "ccomp"))


def _is_somebody(tree: Tree, noun: int) -> bool:
    """Whether a noun brings in somebody: "a manager", "two people"."""
    article = any(
        tree.lower(det) in ("a", "an", "one", "another") for det in tree.children(noun, "det")
    )
    return article or tree.child(noun, "nummod") is not None


def joined_saying(tree: Tree, word: int) -> Change | None:
    """ "It will close, said a manager briefed on the plan": no second deed of what will close, but
    who says so."""
    speaker = next((s for s in tree.children(word, "nsubj") if s > word), None)
    if speaker is None or tree.child(word, "cc", "ccomp", "xcomp", "obj") is not None:
        return None
    above, first = tree.head(word), tree.subtree(speaker)[0]
    says = member("cues", "verbs", tree.lemma(word)) is not None
    apart = word > 0 and tree.form(word - 1) == "," and first == word + 1
    return (word, above, "parataxis") if above is not None and says and apart else None


def saying_on_noun(tree: Tree, word: int) -> Change | None:
    """ "The plan is called Lark, the paper reported, and has been kept secret": a saying between
    commas is beside the clause, not beside the noun before it."""
    noun, subject = tree.head(word), tree.child(word, "nsubj")
    if noun is None or subject is None or not noun < subject < word:
        return None
    if tree.upos(noun) in _NO_HOLDERS or noun == tree.root or tree.child(noun, "nsubj", "cop"):
        return None
    says = member("cues", "verbs", tree.lemma(word)) is not None
    first = tree.subtree(word)[0]
    apart = first > 0 and tree.form(first - 1) == "," or tree.form(first) == ","
    above = next((w for w in tree.ancestors(noun) if tree.upos(w) in _NO_HOLDERS), None)
    if above is None or not (says and apart) or not above < word:
        return None
    return word, above, "parataxis"


def perfect_in_turn(tree: Tree, word: int) -> Change | None:
    """ "has opposed the talks, pressed for aid and urged sanctions": the second of three deeds in a
    row has been done by the subject as well, and not to it."""
    first = tree.head(word)
    if first is None or not first < word or not after_comma(tree, word):
        return None
    if not _is_bare(tree, word) or not tree.lower(word).endswith("ed"):
        return None
    if tree.child(word, "nsubj", "obl:agent") is not None or word + 1 >= len(tree):
        return None
    has = any(tree.lemma(aux) == "have" for aux in tree.children(first, "aux"))
    passive = tree.child(first, "aux:pass") is not None
    row = [
        verb
        for verb in tree.children(first, "conj")
        if verb > word
        and tree.child(verb, "nsubj", "aux") is None
        and tree.lower(verb).endswith("ed")
        and tree.child(verb, "cc") is not None
    ]
    tells = tree.lower(word + 1) not in _DESCRIBING
    return (word, first, "conj") if has and not passive and row and tells else None


def people_of_two(tree: Tree, word: int) -> Change | None:
    """ "Ostran and Karsk officials said": the officials are those who speak, and both names say of
    where."""
    first = tree.head(word)
    if first is None or tree.upos(word) != "NOUN" or tree.upos(first) not in ("PROPN", "ADJ"):
        return None
    joined = [c for c in tree.children(first, "conj") if first < c < word]
    if tree.child(word, "cc", "det", "punct") is not None or len(joined) != 1:
        return None
    if joined[0] + 1 != word or tree.child(joined[0], "cc") is None or first + 2 != joined[0]:
        return None
    above = tree.head(first)
    return (word, above, tree.deprel(first)) if above is not None and above > word else None


def first_of_two(tree: Tree, word: int) -> Change | None:
    """The "Ostran" of such officials hangs on them."""
    above = tree.head(word)
    joined = tree.children(word, "conj")
    if above is None or len(joined) != 1 or joined[0] != word + 2 or joined[0] + 1 >= len(tree):
        return None
    noun = joined[0] + 1
    beside = tree.head(noun) == above and tree.deprel(noun) == tree.deprel(word)
    named = tree.upos(word) in ("PROPN", "ADJ") and tree.upos(noun) == "NOUN"
    bare = tree.child(noun, "cc", "det", "punct") is None and tree.child(joined[0], "cc")
    return (word, noun, "compound") if beside and named and bare else None


INSERTED_RULES = (
    described_speaker,
    joined_saying,
    saying_on_noun,
    perfect_in_turn,
    people_of_two,
    first_of_two,
)

INSERTED_ABOUT = {
    described_speaker: frozenset({"nsubj", "ccomp"}),
    joined_saying: frozenset({"conj"}),
    saying_on_noun: frozenset({"parataxis"}),
    perfect_in_turn: frozenset({"advcl"}),
    people_of_two: frozenset({"conj"}),
    first_of_two: frozenset({"nsubj"}),
}
