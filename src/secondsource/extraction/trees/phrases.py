"""Runs of words that read alone: noun phrases, and pairs of quotation marks kept together."""

from __future__ import annotations

from functools import lru_cache

from secondsource.syntax import Tree

#: Prepositions that say where something happened.
LOCATIVE = frozenset({"at", "in", "near", "outside", "inside", "on", "along", "across", "around"})

_LOOSE = frozenset(
    {"acl:relcl", "parataxis", "conj", "cc", "punct", "case", "appos", "advcl", "nsubj", "csubj",
     "expl", "aux", "cop", "mark", "obl", "discourse"}
)  # fmt: skip
_PAIRS = {"“": "”", "[": "]", "(": ")", '"': '"', "``": "''", "''": "''"}
_MARKS = frozenset({*_PAIRS, *_PAIRS.values(), "„"})
_TIGHT = frozenset({"-", "–", "“", "”", '"', "/", "&"})


def phrase(tree: Tree, head: int) -> list[int]:
    """Words of a noun phrase: what hangs on the head, without its own clauses and co-ordination.

    A trailing apposition stays out, so that "Naftogaz, the gas company," is "Naftogaz", and so
    does a participle, which is a claim of its own ("systems supplied by Norway").
    """
    return list(_phrase(tree, head))


@lru_cache(maxsize=1024)
def _phrase(tree: Tree, head: int) -> tuple[int, ...]:
    skip = {child for child in tree.children(head) if _is_loose(tree, head, child)}
    skip |= {word for word in tree.subtree(head) if word != head and _is_aside(tree, word)}
    kept = _unbroken(tree, tree.subtree(head, skip), head)
    copula = tree.child(head, "cop")
    if copula is not None and copula < head:
        kept = [word for word in kept if word > copula]  # "Of these, 40 are children"
    while len(kept) > 1 and kept[-1] != head and tree.rel(kept[-1]) in ("punct", "cc"):
        kept.pop()
    while len(kept) > 1 and kept[0] != head and _is_lead(tree, kept[0]):
        kept.pop(0)
    if tree.lower(kept[-1]) in ("'s", "’s", "'", "’") and len(kept) > 1:
        kept.pop()
    return tuple(paired(tree, kept))


def _is_lead(tree: Tree, word: int) -> bool:
    """Punctuation, and a preposition that the parser hung on a title ("of Sultan Idris")."""
    above = tree.head(word)
    on_title = above is not None and tree.deprel(above) in ("nmod:desc", "flat", "compound")
    if word + 1 < len(tree) and tree.lower(word + 1) in ("least", "most"):
        return False  # "at least 60 of them"
    return tree.rel(word) in ("punct", "cc") or (tree.rel(word) == "case" and on_title)


def _unbroken(tree: Tree, kept: list[int], head: int) -> list[int]:
    """The run of words around the head: what follows a clause that was left out goes with it."""
    above = set(tree.ancestors(head))
    first = next((w for w in reversed(range(head)) if w in above), -1)
    last = head
    for word in (word for word in kept if word > head):
        gap = range(last + 1, word)
        if above.intersection(gap) or any(tree.upos(w) in ("VERB", "AUX") for w in gap):
            break
        last = word
    return [word for word in kept if first < word <= last]


def _is_loose(tree: Tree, head: int, child: int) -> bool:
    relation = tree.rel(child)
    if relation == "acl" and tree.deprel(child) != "acl:relcl":
        if is_headline(tree, child):
            return True
        return after_comma(tree, child) or is_participle_clause(tree, child)
    if relation == "punct":
        return tree.form(child) not in _TIGHT
    if relation == "case" and child + 1 < len(tree) and tree.lower(child + 1) in ("least", "most"):
        return False  # "at least 60 of them"
    if relation == "appos":
        return after_comma(tree, child) or tree.upos(child) != "PROPN"
    if relation == "nmod" and after_comma(tree, child) and tree.deprel(child) == "nmod":
        return True  # ", including a girl"
    if relation == "advmod" and tree.child(head, "cop") is not None:
        return True
    if relation == "ccomp" and tree.upos(head) == "ADJ":
        return True  # "optimistic that"
    return relation in _LOOSE or tree.deprel(child) in _LOOSE


def _is_aside(tree: Tree, word: int) -> bool:
    """A relative clause or aside, however deep: it ends the phrase."""
    if tree.deprel(word) == "acl:relcl":
        return True
    if tree.rel(word) == "acl" and is_participle_clause(tree, word):
        return True
    return tree.rel(word) in ("acl", "appos", "parataxis", "advcl") and after_comma(tree, word)


def is_headline(tree: Tree, head: int) -> bool:
    """ "Norvik to cut jobs": an infinitive on the root noun of a line without a full stop."""
    noun = tree.head(head)
    if noun is None or tree.head(noun) is not None or tree.upos(noun) not in ("NOUN", "PROPN"):
        return False
    to = any(tree.lower(mark) == "to" for mark in tree.children(head, "mark"))
    return to and tree.rel(head) == "acl" and tree.form(len(tree) - 1)[0] not in ".!?"


def is_participle(tree: Tree, index: int) -> bool:
    """A participle or gerund without auxiliary; "-ing" tells where the tagger left no feature."""
    if tree.upos(index) != "VERB" or tree.child(index, "aux", "cop") is not None:
        return False
    form = tree.feat(index, "VerbForm")
    return form in ("Part", "Ger") or (form is None and tree.lower(index).endswith("ing"))


def is_participle_clause(tree: Tree, child: int) -> bool:
    """Whether an adnominal clause is a participle with words of its own: "carrying wheat"."""
    return (
        is_participle(tree, child)
        and tree.child(child, "mark") is None
        and bool(tree.children(child))
    )


def after_comma(tree: Tree, child: int) -> bool:
    """Whether a branch starts right after a comma or dash: loosely joined to its governor."""
    first = tree.subtree(child)[0]
    marks = {first, first - 1} if first else {first}
    return any(tree.form(mark) in (",", "—", "–", ";") for mark in marks)


def paired(tree: Tree, kept: list[int]) -> list[int]:
    """The same words with quotation marks and brackets in pairs: a mark whose partner stands just
    outside takes it in, any other odd one at the edge goes."""
    if _MARKS.isdisjoint(tree.forms(kept[0], kept[-1])):
        return kept
    for opening, closing in _PAIRS.items():
        first, last = kept[0], kept[-1]
        forms = tree.forms(first, last)
        odd = _odd(forms, opening, closing)
        if odd == "open":
            kept = _closed(tree, kept, opening, closing)
        elif odd == "close":
            kept = _opened(tree, kept, opening, closing)
    while len(kept) > 1 and tree.form(kept[-1]) in ("“", "„", "(", "["):
        kept = kept[:-1]
    return kept


def _odd(forms: list[str], opening: str, closing: str) -> str | None:
    if opening == closing:
        if forms.count(opening) % 2 == 0:
            return None
        return "close" if forms[-1] == closing else "open"
    opened, closed = forms.count(opening), forms.count(closing)
    if opened == closed:
        return None
    return "open" if opened > closed else "close"


def _closed(tree: Tree, kept: list[int], opening: str, closing: str) -> list[int]:
    for index in range(kept[-1] + 1, min(kept[-1] + 3, len(tree))):
        if tree.form(index) == closing:
            return [*kept, *range(kept[-1] + 1, index + 1)]
        if tree.upos(index) != "PUNCT":
            break
    return kept[1:] if tree.form(kept[0]) == opening and len(kept) > 1 else kept


def _opened(tree: Tree, kept: list[int], opening: str, closing: str) -> list[int]:
    before = kept[0] - 1
    if before >= 0 and tree.form(before) == opening:
        return [before, *kept]
    if tree.form(kept[-1]) != closing or len(kept) == 1:
        return kept
    kept = kept[:-1]
    return kept[:-1] if tree.form(kept[-1]) == "," and len(kept) > 1 else kept


def has_case(tree: Tree, noun: int, *forms: str) -> bool:
    """Whether one of these prepositions stands before a noun."""
    return any(tree.lower(case) in forms for case in tree.children(noun, "case"))
