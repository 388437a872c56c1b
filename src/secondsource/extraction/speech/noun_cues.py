"""Attributions that a noun makes: "in the minister's view", "Tarsia's claim that", "reiterated its
readiness to", "reports that"."""

from __future__ import annotations

from functools import cache

from secondsource.extraction.factuality.untruths import is_called_untrue
from secondsource.extraction.speech.cue import Cue, pieces
from secondsource.extraction.speech.relayed import may_tell
from secondsource.extraction.trees.phrases import has_case, phrase
from secondsource.extraction.trees.predication import is_passive, sibling_subject
from secondsource.extraction.wordlists.words import member, table, words
from secondsource.syntax import Tree

#: Stances of verbs that say what to make of a report ("denied reports that").
_TAKEN_UP = frozenset({"denies", "confirms", "admits", "condemns"})


_COUNTED = frozenset({"data", "figure", "information"})  #: "by its figures", not "in its figures"


@cache
def _nouns() -> frozenset[str]:
    """All nouns that may make an attribution."""
    listed = [words("cues", name, "nouns") for name in ("opinions", "positions", "hearsay")]
    return frozenset().union(*listed, *table("cues")["nouns"].values())


def noun_cue(tree: Tree, number: int, index: int) -> Cue | None:
    """The attribution that a noun makes, if it makes one."""
    lemma = tree.lemma(index)
    if lemma not in _nouns() or is_called_untrue(tree, index):
        return None
    if lemma in words("cues", "opinions", "nouns"):
        opinion = _opinion(tree, number, index)
        if opinion is not None:
            return opinion
    if lemma in words("cues", "positions", "nouns"):
        position = _position(tree, number, index)
        if position is not None:
            return position
    if stance := member("cues", "nouns", lemma):
        return _nominal(tree, number, index, stance) or _hearsay(tree, number, index, stance)
    return _hearsay(tree, number, index, "says")


def clause_above(tree: Tree, word: int) -> int:
    """The verb or copula whose clause a word stands in; the root where there is none."""
    node = word
    while tree.upos(node) != "VERB" and tree.child(node, "cop", "nsubj") is None:
        above = tree.head(node)
        if above is None:
            return word
        node = above
    return node


def _opinion(tree: Tree, number: int, index: int) -> Cue | None:
    """ "in the minister's view", "by the account of a driver"."""
    owner, case = tree.child(index, "nmod:poss"), tree.child(index, "case")
    above = tree.head(index)
    if owner is None:
        owner = next((n for n in tree.children(index, "nmod") if has_case(tree, n, "of")), None)
        own = tree.lemma(index) in ("opinion", "reckoning", "telling", "judgment", "judgement")
        if owner is not None and not own and not may_tell(tree, owner):
            return None  # "in view of the storm"
    if owner is None or case is None or above is None or tree.lower(case) not in ("in", "by"):
        return None
    if tree.rel(index) not in ("obl", "nmod", "advmod"):
        return None
    if tree.lemma(index) in _COUNTED and tree.lower(case) != "by":
        return None
    anchor = clause_above(tree, above)
    cue = Cue(number, [index, case], tree.lemma(index), "believes", content_heads=[anchor])
    cue.source_head, cue.beside = owner, [index]
    cue.unsaid = tree.lower(owner) in ("our", "my")  # the writer's own
    cue.source = [w for w in phrase(tree, owner) if tree.rel(w) != "case"]
    cue.content = pieces(tree, tree.subtree(anchor, [index]), cue)
    return cue


def _nominal(tree: Tree, number: int, index: int, stance: str) -> Cue | None:
    """ "Turkey's claim that …": the owner is the source."""
    owner = _owner(tree, index)
    verb = None if owner is not None else _voicing(tree, index)
    if verb is not None:
        owner = tree.child(verb, "nsubj")
    if owner is None:
        return None
    for child in tree.children(index, "acl", "ccomp"):
        marked = {tree.lower(mark) for mark in tree.children(child, "mark")}
        if not {"that", "to"} & marked or tree.deprel(child) == "acl:relcl":
            continue
        if verb is not None and "that" not in marked:
            continue
        own = [index] if verb is None else [verb, index]
        cue = Cue(number, own, tree.lemma(own[0]), stance, content_heads=[child])
        cue.source_head, cue.source = owner, phrase(tree, owner)
        cue.content = pieces(tree, tree.subtree(child), cue)
        return cue
    return None


def _voicing(tree: Tree, noun: int) -> int | None:
    """ "expressed the opinion that": the verb that gives a noun of saying its speaker."""
    verb = tree.head(noun)
    if verb is None or tree.rel(noun) != "obj" or is_passive(tree, verb):
        return None
    return verb if tree.lemma(verb) in words("cues", "voicing", "verbs") else None


def _owner(tree: Tree, noun: int) -> int | None:
    owner = tree.child(noun, "nmod:poss")
    if owner is not None:
        return owner
    beside = tree.children(noun, "nmod")
    return next(
        (n for n in beside if any(has_case(tree, n, c) for c in ("by", "from", "of"))), None
    )


def _position(tree: Tree, number: int, index: int) -> Cue | None:
    """ "reaffirmed its readiness to open a third": what they stand for, told by themselves."""
    verb = tree.head(index)
    if verb is None or tree.rel(index) != "obj" or is_passive(tree, verb):
        return None
    lemma = tree.lemma(verb)
    if lemma not in words("cues", "positions", "verbs"):
        return None
    subject = tree.child(verb, "nsubj")
    subject = sibling_subject(tree, verb) if subject is None else subject
    above = tree.head(verb)
    if subject is None and tree.rel(verb) == "conj" and above is not None:
        subject = tree.child(above, "nsubj")
    told = tree.children(index, "acl", "ccomp")
    inner = next((c for c in told if tree.deprel(c) != "acl:relcl" and tree.child(c, "mark")), None)
    if subject is None or inner is None:
        return None
    cue = Cue(number, [verb, index], lemma, member("cues", "verbs", lemma) or "says")
    cue.source_head, cue.source, cue.content_heads = subject, phrase(tree, subject), [inner]
    cue.content, cue.plain = pieces(tree, tree.subtree(inner), cue), True
    return cue


def _is_whole(tree: Tree, verb: int, *, printed: bool) -> bool:
    """Whether a clause behind "that" lacks nothing, so that it tells the news and describes no
    noun; a report that a paper ``printed`` has news to tell."""
    subject = tree.child(verb, "nsubj")
    if subject is None or tree.lower(subject) in ("that", "which", "who"):
        return False
    if tree.deprel(verb) == "acl:relcl":  # "the news that one worker was beaten"
        opened = tree.lower(tree.subtree(verb)[0]) == "that"
        return opened and (printed or tree.child(verb, "aux:pass") is not None)
    return any(tree.lower(mark) == "that" for mark in tree.children(verb, "mark"))


def _hearsay(tree: Tree, number: int, index: int, stance: str) -> Cue | None:
    """ "reports that observers had been expelled", "a report in the Tribune that he had left":
    hearsay that nobody owns, or that a paper prints."""
    if tree.lemma(index) not in words("cues", "hearsay", "nouns"):
        return None
    verb = tree.head(index)
    taken_up = verb is not None and member("cues", "verbs", tree.lemma(verb)) in _TAKEN_UP
    if taken_up or tree.child(index, "nmod:poss") is not None:
        return None
    paper = next(
        (
            n
            for n in tree.children(index, "nmod")
            if any(has_case(tree, n, case) for case in ("in", "on"))
            and (tree.upos(n) == "PROPN" or may_tell(tree, n))
        ),
        None,
    )
    for child in tree.children(index, "acl", "ccomp"):
        if not _is_whole(tree, child, printed=paper is not None):
            continue
        cue = Cue(number, [index], tree.lemma(index), stance, content_heads=[child], plain=True)
        if paper is not None:
            cue.source_head = paper
            cue.source = [w for w in phrase(tree, paper) if tree.rel(w) != "case"]
        cue.content = pieces(tree, tree.subtree(child), cue)
        return cue
    return None
