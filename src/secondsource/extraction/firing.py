"""Which rules decided something while a text was read: for ``read --debug``.

Rules are plain functions that take a ``Tree`` and return what they find, so that nothing in them
has to announce itself: Python's profiling hook sees each return. Reading without the hook pays
nothing for it. The hook doesn't see compiled functions: extraction/aswritten.py.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any

from secondsource.syntax import Tree

#: Modules of rules, by their rooms; the others carry and join what these decide.
RULES = frozenset(
    {
        "claims.appositions",
        "claims.nominals",
        "factuality.modality",
        "mending.clauses",
        "mending.mend",
        "mending.objects",
        "mending.subjects",
        "speech.attribution",
        "speech.relayed",
        "speech.saying_subjects",
        "speech.speech_verbs",
        "trees.arguments",
        "trees.auxiliaries",
        "trees.obliques",
        "trees.predication",
    }
)
#: Returned where a rule has nothing to say.
_NOTHING: tuple[Any, ...] = (None, False, 0, "", "actual", (), [], {}, ("actual", 0))
#: Answers to many rules' questions: they name a relation, a lemma or a neighbour.
_QUESTIONS = frozenset(
    {"link", "lemma_of", "parent_of", "skeletons", "standings", "find_cues", "type_of",
     "most_remote", "modality_of", "antecedent", "unique", "add_arguments", "role_clauses",
     "role_evidence", "mended", "mends", "obliques", "participants", "light_obliques", "idioms",
     "verb_modality", "negations", "verbal_cue"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Firing:
    """A rule, the words it was asked about, and the first line of what it says of itself."""

    module: str  #: with its room: "mending.clauses"
    rule: str
    about: tuple[str, ...]
    decision: str  #: in words where it is a label, else empty
    meaning: str


class Firings:
    """The rules that fired, each once for the same words, in order."""

    def __init__(self) -> None:
        self._found: dict[Firing, None] = {}

    @property
    def found(self) -> tuple[Firing, ...]:
        """In the order in which they first fired."""
        return tuple(self._found)

    def note(self, frame: FrameType, event: str, result: Any) -> None:
        """The profiling hook."""
        module = frame.f_globals.get("__name__", "").rpartition(".extraction.")[2]
        if event != "return" or module not in RULES:
            return
        code = frame.f_code
        if code.co_name in _QUESTIONS or code.co_name.startswith("<") or result in _NOTHING:
            return
        meaning = code.co_consts[0] if code.co_consts else None
        tree = frame.f_locals.get("tree")
        if isinstance(meaning, str) and isinstance(tree, Tree):
            names = code.co_varnames[1 : code.co_argcount]
            about = tuple(_words(tree, [frame.f_locals.get(name) for name in names]))
            first = " ".join(meaning.split("\n\n")[0].split())
            firing = Firing(module, code.co_name, about, _label(result), first)
            self._found.setdefault(firing)


def _label(result: Any) -> str:
    parts = result if isinstance(result, tuple) else (result,)
    return " ".join(part for part in parts if isinstance(part, str))


def _words(tree: Tree, values: list[Any]) -> Iterator[str]:
    for value in values:
        index = getattr(value, "head", value)
        if isinstance(index, int) and not isinstance(index, bool) and 0 <= index < len(tree):
            yield tree.form(index)


@contextmanager
def watched() -> Iterator[Firings]:
    """The rules that fire inside the block, on this thread."""
    firings, before = Firings(), sys.getprofile()
    sys.setprofile(firings.note)
    try:
        yield firings
    finally:
        sys.setprofile(before)
