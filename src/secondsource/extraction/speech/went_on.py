"""Speech that goes on in the next sentence without a cue or quotation marks.

Free indirect speech ("Mr Lewin said she had known. She had told nobody.") is told by its tense, one
step back from what the outlet itself would write; and a sentence that only counts on ("Police said
12 were held. Two of them are minors.") says more of what was said. Both end with the paragraph,
with the next cue and with the next quotation mark.
"""

from __future__ import annotations

from collections.abc import Iterator

from secondsource.extraction.speech.cue import Cue
from secondsource.extraction.speech.lookup import Lookup
from secondsource.records.reading import Span
from secondsource.syntax import Tree

_COUNTING = frozenset(
    {"one", "both", "most", "some", "several", "few", "many", "all", "none", "neither", "others"}
)
_NOBODY = frozenset({"nobody", "no-one", "everybody", "everyone", "somebody", "someone"})
_SAYING = frozenset(
    {"says", "claims", "announces", "confirms", "warns", "admits", "estimates", "believes"}
)
_THIRD = frozenset({"he", "she", "it", "they"})
_BACK = frozenset({"had", "would", "'d", "’d"})


def go_on(lookup: Lookup) -> None:
    """Give cues the sentences behind theirs in which their speech goes on."""
    trees, text = lookup.syntax.trees, lookup.syntax.text
    said = _speaking(lookup)
    busy = {cue.sentence for cue in lookup.cues if _fills(trees[cue.sentence], cue)}
    quoted = {
        n for q in lookup.quoted for n in lookup.anchors.sentences(q.start, max(q.end, q.start + 1))
    }
    running: Cue | None = None
    for number in range(1, len(trees)):
        before, tree = trees[number - 1], trees[number]
        parted = "\n" in text[before.sentence.end : tree.sentence.start]
        last = said.get(number - 1) or running
        running = None
        if last is None or parted or number in busy or number in quoted:
            continue
        going = last.sentence < number - 1
        if _goes_on(lookup, last, number, going=going):
            running = last
            span = _inside(tree)
            last.carried.append(span)
            if not _holds(last, span):
                last.content.append(span)


def _fills(tree: Tree, cue: Cue) -> bool:
    """Whether somebody is said to say the main clause of a sentence, or that clause says so; "He
    had gone because they had promised him work" has a cue below it, and goes on."""
    if cue.unsaid or cue.turn:
        return False
    root = tree.tokens[tree.root]
    holds = any(piece.start <= root.start and root.end <= piece.end for piece in cue.content)
    return tree.root in {*cue.words, *cue.content_heads} or holds


def _speaking(lookup: Lookup) -> dict[int, Cue]:
    """The cue whose words fill a sentence, by sentence: it governs all of it, or stands beside it
    ("according to police")."""
    found: dict[int, Cue] = {}
    for cue in lookup.cues:
        if cue.unsaid or cue.silent or cue.turn or cue.naming or cue.stance not in _SAYING:
            continue
        if not (cue.source or cue.source_at):
            continue
        tree, word = lookup.syntax.trees[cue.sentence], cue.words[0]
        top = word == tree.root or tree.root in cue.content_heads
        if top and not _is_quoted(lookup, cue):
            found[cue.sentence] = cue
    return found


def _is_quoted(lookup: Lookup, cue: Cue) -> bool:
    return any(
        piece.start < quote.end and quote.start < piece.end
        for piece in cue.content
        for quote in lookup.quoted
    )


def _goes_on(lookup: Lookup, cue: Cue, number: int, *, going: bool) -> bool:
    tree = lookup.syntax.trees[number]
    if tree.form(len(tree) - 1) in ("?", "!"):
        return False
    subject = tree.child(tree.root, "nsubj", "csubj")
    if subject is None:
        return False
    if _counts_on(tree, subject):
        return True
    if not _is_past(lookup.syntax.trees[cue.sentence], cue) or not _is_back_shifted(tree):
        return False
    if going or _holds(cue, _inside(tree)):
        return True  # the model takes it to be said as well
    if tree.lower(subject) not in _THIRD:
        return tree.lower(subject) in _NOBODY or _is_known(lookup, cue, number, subject)
    if tree.lemma(tree.root) == "do" and any(
        tree.lower(word) == "so" for word in tree.children(tree.root)
    ):
        return True  # "He had done so because": what he says he did
    if _would_have(tree):
        return True  # "He would have acted at once"
    return not _is_speaker(lookup, cue, number, subject)


def _would_have(tree: Tree) -> bool:
    """Whether the main clause tells what somebody would have done, which only they know."""
    forms = {tree.lower(aux) for aux in tree.children(tree.root, "aux")}
    return {"would", "have"} <= forms


def _holds(cue: Cue, span: Span) -> bool:
    return any(piece.start <= span.start and span.end <= piece.end for piece in cue.content)


def _counts_on(tree: Tree, subject: int) -> bool:
    """ "Two of them are minors", "One has burns"."""
    if tree.lower(subject) in ("none", "neither"):
        return tree.child(subject, "nmod") is not None
    counted = tree.upos(subject) == "NUM" or tree.lower(subject) in _COUNTING
    first = tree.subtree(subject)[0] == 0 or subject == 0
    return (
        counted and first and tree.form(subject)[0].isalpha() and not tree.child(subject, "appos")
    )


def _is_past(tree: Tree, cue: Cue) -> bool:
    word = cue.words[0]
    finite = (word, *tree.children(word, "aux"))
    return any(tree.feat(w, "Tense") == "Past" for w in finite) or tree.lower(word) == "according"


def _is_back_shifted(tree: Tree) -> bool:
    """Whether the main clauses are one step back, "had been moved" or "would be reviewed", at least
    one of them, and none is in the present."""
    clauses = [tree.root, *_joined(tree, tree.root)]
    back = False
    for clause in clauses:
        finite = [w for w in (clause, *tree.children(clause, "aux", "cop")) if _is_finite(tree, w)]
        if any(tree.feat(w, "Tense") == "Pres" or tree.lower(w) == "will" for w in finite):
            return False
        verb = tree.feat(clause, "VerbForm") != "Fin"
        back = back or (verb and any(tree.lower(w) in _BACK for w in finite))
    return back and not any(tree.lower(m) in ("if", "unless") for m in _marks(tree))


def _joined(tree: Tree, clause: int) -> Iterator[int]:
    for child in tree.children(clause, "conj", "parataxis"):
        if tree.child(child, "nsubj", "aux", "cop") is not None:
            yield child


def _is_finite(tree: Tree, word: int) -> bool:
    return tree.feat(word, "VerbForm") == "Fin" or tree.lower(word) in _BACK


def _marks(tree: Tree) -> list[int]:
    return [
        m for clause in tree.children(tree.root, "advcl") for m in tree.children(clause, "mark")
    ]


def _is_speaker(lookup: Lookup, cue: Cue, number: int, subject: int) -> bool:
    """Whether the pronoun may well be whoever spoke: "He had been elected in May" is the
    outlet's."""
    mine = lookup.entity_at(number, subject)
    theirs = lookup.entity_at(cue.sentence, cue.source_head)
    if theirs is None or mine is not None:
        return theirs is None or mine == theirs
    thing = lookup.syntax.trees[number].lower(subject) == "it"
    return thing != (lookup.kinds.get(theirs) == "person")


def _is_known(lookup: Lookup, cue: Cue, number: int, subject: int) -> bool:
    """Whether the sentence goes on about a thing that the cue's sentence names: "the files", "her
    officials"."""
    tree, before = lookup.syntax.trees[number], lookup.syntax.trees[cue.sentence]
    if tree.upos(subject) != "NOUN":
        return False
    named = {before.lemma(w) for w in range(len(before)) if before.upos(w) == "NOUN"}
    return tree.lemma(subject) in named


def _inside(tree: Tree) -> Span:
    words = [w for w in range(len(tree)) if tree.upos(w) != "PUNCT"]
    return Span(start=tree.tokens[words[0]].start, end=tree.tokens[words[-1]].end)
