"""Which statements tell of one event, whatever each says of it.

Looser than a fact: that a visit was planned, that it took place and that somebody denies it are
three facts about one event. The pair scorer is that of ``compare``, read at its second threshold,
with vetoes as points against. Average linkage keeps one chance likeness from joining two events,
and no pair speaks louder than ``MOST`` points for or against.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from secondsource.reconciling.aligning.compare import compare
from secondsource.reconciling.aligning.evidence import thresholds
from secondsource.reconciling.aligning.ground import Ground
from secondsource.reconciling.aligning.statements import Statement

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST = 2.0  #: points of a pair that count when groups are weighed
APART = frozenset({"occurrence", "opposite"})  #: vetoes that keep two events apart for good


def happenings(statements: Sequence[Statement], ground: Ground) -> list[list[Statement]]:
    """Groups of statements about one event each, in the order of their first statements.

    Every pair is weighed: meant for the statements of one story about hundreds of mentions.
    """
    import numpy as np

    scores = np.zeros((len(statements), len(statements)))
    for row, one in enumerate(statements):
        for column in range(row):
            found = compare(one, statements[column], ground)
            score = max(-MOST, min(MOST, found.event))
            score = -np.inf if found.vetoes & APART else score
            scores[row, column] = scores[column, row] = score
    groups = average_link(scores, thresholds()["event"])
    return [[statements[number] for number in group] for group in groups]


def average_link(scores: NDArray[np.float64], threshold: float) -> list[list[int]]:
    """Merge the two groups with the best mean score while that is at least ``threshold``.

    ``scores`` is [n, n] and symmetric; minus infinity keeps two items apart. Equal means merge the
    lowest numbers first.
    """
    import numpy as np

    groups = [[number] for number in range(len(scores))]
    means = scores.astype(np.float64)  # a copy
    np.fill_diagonal(means, -np.inf)
    sizes = np.ones(len(scores))
    while len(scores):
        row, column = divmod(int(means.argmax()), len(scores))
        if not means[row, column] >= threshold or means[row, column] == -np.inf:
            break
        merged = (sizes[row] * means[row] + sizes[column] * means[column]) / (
            sizes[row] + sizes[column]
        )
        means[row], means[:, row] = merged, merged
        means[row, row] = -np.inf
        means[column], means[:, column] = -np.inf, -np.inf
        sizes[row] += sizes[column]
        groups[row] += groups[column]
        groups[column] = []
    return sorted(sorted(group) for group in groups if group)
