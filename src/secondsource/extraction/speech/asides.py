"""What the outlet adds inside somebody's words: who a person is ("a guard, who has left the
country"), what a thing is and does, remarks on what was said ("a claim the owner disputes"). None
of it is the speaker's unless it stands in quotation marks. Word tables: ``cues.toml``."""

from __future__ import annotations

from functools import lru_cache

from secondsource.extraction.trees.phrases import after_comma
from secondsource.extraction.wordlists.words import member, words
from secondsource.syntax import Tree

_COMING = frozenset({"will", "would", "shall", "'ll", "’ll"})
_SHIFTED = frozenset({"had", "would", "could", "might"})
_PERSONAL = frozenset({"who", "whose", "whom"})


def is_added(tree: Tree, word: int, cue: int) -> bool:
    """Whether a word belongs to an addition that the cue stands outside of."""
    return any(word in aside and cue not in aside for aside in _asides(tree))


@lru_cache(maxsize=256)
def _asides(tree: Tree) -> tuple[frozenset[int], ...]:
    """The words of each addition of a sentence."""
    rules = (_is_remark, _is_description, _is_agreed, _is_scene)
    tops = (w for w in range(len(tree)) if any(rule(tree, w) for rule in rules))
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
    if "which" not in pronouns or verb is None or _tense(tree, word) != "Pres":
        return False
    if tree.rel(noun) == "nsubj" and word < verb:
        return _tense(tree, verb) == "Past"
    above = next((w for w in tree.ancestors(noun) if tree.upos(w) == "VERB"), None)
    return above is not None and _is_shifted(tree, above)


def _is_shifted(tree: Tree, verb: int) -> bool:
    """ "said it would not answer the panel, which oversees it": what was said is told one step
    back, and what is told in the present beside it is the outlet's."""
    back = any(tree.lower(aux) in _SHIFTED for aux in tree.children(verb, "aux"))
    return back and tree.rel(verb) in ("ccomp", "conj")


def _is_agreed(tree: Tree, word: int) -> bool:
    """ "… thinks they will pass the deal, an agreement that has drawn criticism": a noun by which
    the outlet goes on about a thing just named."""
    above = tree.head(word)
    if above is None or tree.rel(word) != "appos" or tree.upos(above) != "NOUN":
        return False
    if tree.upos(word) != "NOUN" or not after_comma(tree, word):
        return False
    article = any(tree.lower(det) in ("a", "an") for det in tree.children(word, "det"))
    clauses = [c for c in tree.children(word, "acl") if tree.deprel(c) == "acl:relcl"]
    return article and any(_tense(tree, clause) == "Pres" for clause in clauses)


def _is_scene(tree: Tree, word: int) -> bool:
    """ "said she understands them as she made a visit to Marn": what the speaker did meanwhile,
    told in the past beside words in the present, is the outlet's."""
    said = tree.head(word)
    while said is not None and tree.rel(said) in ("ccomp", "conj") and not _says_past(tree, said):
        said = tree.head(said)
    if tree.rel(word) != "advcl" or said is None or said > word or not _says_past(tree, said):
        return False
    subject = tree.child(word, "nsubj")
    as_ = any(tree.lower(mark) in ("as", "while") for mark in tree.children(word, "mark"))
    personal = subject is not None and tree.lower(subject) in ("he", "she", "they")
    told = [clause for clause in tree.children(said, "ccomp") if clause < word]
    now = any(_tense(tree, clause) == "Pres" for clause in told)
    return as_ and personal and now and _tense(tree, word) == "Past"


def _says_past(tree: Tree, verb: int) -> bool:
    says = member("cues", "verbs", tree.lemma(verb)) is not None
    return says and _tense(tree, verb) == "Past"


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
