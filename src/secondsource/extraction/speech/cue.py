"""An attribution before its entities are known."""

from __future__ import annotations

from dataclasses import dataclass, field

from secondsource.records.reading import Span
from secondsource.syntax import Tree


@dataclass(slots=True)
class Cue:
    """Source, cue and content (the terms of PolNeAR). Words are indices into the sentence's tree;
    ``content`` is in characters, since a speech may run over sentences."""

    sentence: int
    words: list[int]
    lemma: str
    stance: str
    source: list[int] = field(default_factory=list)
    source_head: int | None = None
    content: list[Span] = field(default_factory=list)
    content_heads: list[int] = field(default_factory=list)
    naming: bool = False  #: "called it a success": the content is no clause
    aside: bool = False  #: seen by the model only: its clause may be a claim of its own
    unsaid: bool = False  #: "declined to say whether": nothing said to be passed on
    beside: list[int] = field(default_factory=list)  #: nouns of "according to X", "in X's view"
    cited: bool = False  #: "citing X": the source behind the source
    plain: bool = False  #: sure to be meant, whatever the model points to
    silent: bool = False  #: not told as an attribution; still no claim of its own
    at: Span | None = None  #: the cue in characters, where the model pointed to it
    carried: list[Span] = field(default_factory=list)  #: content in later sentences, without marks
    treed: list[Span] | None = None  #: the content by the tree, where the model gave another
    source_at: Span | None = None  #: likewise the source, which may stand in another sentence
    turn: bool = False  #: a speaker's label in a transcript
    speaker: str | None = None  #: id of the entity that the label names


def pieces(tree: Tree, inside: list[int], cue: Cue) -> list[Span]:
    """Runs of content words, parted where the cue or its source interrupts them."""
    out = {*cue.words, *cue.source}
    runs: list[list[int]] = []
    for word in (word for word in inside if word not in out):
        if runs and not out.intersection(range(runs[-1][-1] + 1, word)):
            runs[-1].append(word)
        else:
            runs.append([word])
    spans = []
    for run in runs:
        while run and tree.rel(run[-1]) == "punct" and tree.form(run[-1]) in (",", ":", ";", "."):
            run.pop()
        while run and (
            tree.form(run[0]) in (",", ":", ";", ".")
            or tree.lower(run[0]) in ("that", "and", "but")
        ):
            run.pop(0)
        run = _after_that(tree, run, cue)
        if any(tree.rel(word) != "punct" for word in run):
            spans.append(tree.span(run))
    return spans


def _after_that(tree: Tree, run: list[int], cue: Cue) -> list[int]:
    """ "said on Friday that the party …": what stands before "that" belongs to the saying."""
    for head in cue.content_heads:
        for mark in tree.children(head, "mark"):
            if tree.lower(mark) == "that" and mark in run[1:5] and tree.rel(head) == "ccomp":
                return run[run.index(mark) + 1 :]
    return run
