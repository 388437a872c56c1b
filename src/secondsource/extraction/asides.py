"""What the outlet adds inside somebody's words: who a person is ("a guard, who has left the
country"), what a thing is and does, remarks on what was said ("a claim the owner disputes"). None
of it is the speaker's unless it stands in quotation marks. Word tables: ``cues.toml``."""

from __future__ import annotations

from functools import lru_cache

from secondsource.extraction.phrases import after_comma
from secondsource.extraction.words import words
from secondsource.syntax import Tree

_COMING = frozenset({"will", "would", "shall", "'ll", "’ll"})
_PERSONAL = frozenset({"who", "whose", "whom"})


def is_added(tree: Tree, word: int, cue: int) -> bool:
    """Whether a word belongs to an addition that the cue stands outside of."""
    return any(word in aside and cue not in aside for aside in _asides(tree))


@lru_cache(maxsize=256)
def _asides(tree: Tree) -> tuple[frozenset[int], ...]:
    """The words of each addition of a sentence."""
    tops = (w for w in range(len(tree)) if _is_remark(tree, w) or _is_description(tree, w))
    return tuple(frozenset(tree.subtree(top)) for top in tops)


def _is_remark(tree: Tree, word: int) -> bool:
    """ "…, a remark that alarmed them": a noun for what was said, with a clause about it, behind a
    comma and behind what it sums up."""
    above = tree.head(word)
    if tree.rel(word) == "appos" and above is not None and tree.upos(above) == "VERB":
        return after_comma(tree, word)  # ", a charge denied by the army"
    if tree.upos(word) != "NOUN" or tree.lemma(word) not in words("cues", "remarks", "nouns"):
        return False
    behind = above is not None and above < word and after_comma(tree, word)
    return behind and any(
        tree.deprel(clause) == "acl:relcl" for clause in tree.children(word, "acl")
    )


def _is_description(tree: Tree, word: int) -> bool:
    """A clause with "who" behind a comma; one with "which" where it tells in the present tense of
    the subject of what was: "the mill, which employs 90, was fined"."""
    noun = tree.head(word)
    if noun is None or tree.deprel(word) != "acl:relcl" or not after_comma(tree, word):
        return False
    if any(tree.lower(aux) in _COMING for aux in tree.children(word, "aux")):
        return False  # "the contractor, who will be fined": what is to come is the speaker's word
    pronouns = {tree.lower(other) for other in tree.subtree(word) if other < word}
    if pronouns & _PERSONAL:
        return True
    verb = tree.head(noun)
    if "which" not in pronouns or verb is None or tree.rel(noun) != "nsubj" or not word < verb:
        return False
    return _tense(tree, word) == "Pres" and _tense(tree, verb) == "Past"


def _tense(tree: Tree, verb: int) -> str | None:
    """Tense of the finite word of a clause."""
    finite = (*tree.children(verb, "aux", "cop"), verb)
    return next(
        (
            tree.feat(word, "Tense")
            for word in finite
            if tree.feat(word, "VerbForm") == "Fin" and tree.feat(word, "Tense")
        ),
        None,
    )
