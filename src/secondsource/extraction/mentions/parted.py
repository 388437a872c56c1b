"""Labelled phrases that hold a person and the body she speaks for: "Vesna Roth of the Miners'
Union" is no union of that name."""

from __future__ import annotations

from collections.abc import Iterator

from secondsource.names import looks_like_body
from secondsource.syntax import LabelledSpan, Syntax, Tree

_OF = frozenset({"of", "from", "at"})
_NAME = 2  # words of a person's name


def parted_spans(syntax: Syntax) -> Iterator[LabelledSpan]:
    """The encoder's spans; instead of a person and a body with "of the" between them the two, where
    it has them not already."""
    known = {(span.sentence, span.first, span.last) for span in syntax.spans}
    for span in syntax.spans:
        parts = _parts(syntax.trees[span.sentence], span)
        if not parts:
            yield span
        for part in parts:
            if (part.sentence, part.first, part.last) not in known:
                yield part


def _parts(tree: Tree, whole: LabelledSpan) -> tuple[LabelledSpan, ...]:
    """A person's name of two words and the body behind "of the"; none where it is not that."""
    joint = whole.first + _NAME
    if whole.label != "organization" or joint + 1 >= whole.last:
        return ()
    if tree.lower(joint) not in _OF or tree.lower(joint + 1) != "the":
        return ()
    if any(tree.upos(word) != "PROPN" for word in range(whole.first, joint)):
        return ()
    person, body = (
        " ".join(tree.form(word) for word in words)
        for words in (range(whole.first, joint), range(joint + 2, whole.last + 1))
    )
    if looks_like_body(person) or not looks_like_body(body):
        return ()
    first, score = joint + 1, whole.score
    return (
        LabelledSpan(whole.sentence, whole.first, joint - 1, "person", score),
        LabelledSpan(whole.sentence, first, whole.last, "organization", score),
    )
