"""A reading with what led to it: the mended trees and the rules that decided something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from secondsource.extraction.firing import Firing, watched
from secondsource.extraction.mending.mend import mended
from secondsource.extraction.reading import read_syntax
from secondsource.records.reading import Boilerplate, Reading
from secondsource.records.report import Report
from secondsource.syntax import Syntax, Tree


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was read, from which trees, by which rules."""

    reading: Reading
    trees: tuple[Tree, ...]  #: as the model parsed them
    mended: tuple[Tree, ...]  #: as the rules read them
    firings: tuple[Firing, ...]


def explain_syntax(report: Report, syntax: Syntax, zones: Sequence[Boilerplate]) -> Explanation:
    """As ``read_syntax``, watched: some ten times slower, with the same result."""
    with watched() as firings:
        reading = read_syntax(report, syntax, zones)
    return Explanation(
        reading, syntax.trees, tuple(mended(tree) for tree in syntax.trees), firings.found
    )
