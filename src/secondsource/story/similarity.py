"""How much any two reports speak of the same: TF-IDF cosine, weighed by the days between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

Edge = tuple[int, int, float]

FAR, NEAR, DECAY_DAYS = 0.5, 1.0, 10.0  #: factor FAR + NEAR * exp(-days / DECAY_DAYS)
UNDATED = 0.7  #: factor where either date is unknown
PRIOR_REPORTS, PRIOR_HOLDERS = 100, 5  #: imagined reports, so that a handful can be compared
_MOST_HOLDERS = 400  #: a term in more reports tells none of them apart


@dataclass(frozen=True, slots=True, eq=False)
class _Postings:
    """One row per (term, report), grouped by term: which reports hold it, with what weight."""

    reports: npt.NDArray[np.int64]
    weights: npt.NDArray[np.float64]
    bounds: npt.NDArray[np.int64]  #: term t stands in rows bounds[t] to bounds[t + 1]


def edges(
    reports: Sequence[Mapping[str, float]], days: npt.NDArray[np.float64], least: float
) -> Iterator[Edge]:
    """Pairs ``(i, j, similarity)`` with i < j and a similarity of at least ``least``.

    ``days`` are publication days as numbers, NaN where unknown.
    """
    postings, terms_of = _index(reports)
    for i, terms in enumerate(terms_of):
        rows = [np.arange(postings.bounds[t], postings.bounds[t + 1]) for t, _ in terms]
        if not rows:
            continue
        own = np.repeat([weight for _, weight in terms], [len(part) for part in rows])
        every = np.concatenate(rows)
        cosine = np.bincount(
            postings.reports[every], weights=own * postings.weights[every], minlength=len(reports)
        )
        later = np.flatnonzero(cosine[i + 1 :]) + i + 1
        similarity = cosine[later] * _closeness(days[later] - days[i])
        for j, value in zip(later.tolist(), similarity.tolist(), strict=True):
            if value >= least:
                yield i, j, value


def day_number(published: str | None) -> float:
    """Days since 1970 of an ISO date or date-time, NaN where there is none."""
    try:
        moment = datetime.fromisoformat(published or "")
    except ValueError:
        return float("nan")
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.timestamp() / 86_400


def _closeness(gaps: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    decayed = FAR + NEAR * np.exp(-np.abs(gaps) / DECAY_DAYS)
    return np.where(np.isnan(gaps), UNDATED, decayed)


def _index(
    reports: Sequence[Mapping[str, float]],
) -> tuple[_Postings, list[list[tuple[int, float]]]]:
    """Unit vectors, by term and by report; terms that too many reports hold are left out."""
    holders = Counter(term for found in reports for term in found)
    kept = sorted(term for term, count in holders.items() if 1 < count <= _MOST_HOLDERS)
    numbers = {term: number for number, term in enumerate(kept)}
    rarity = {
        term: np.log((PRIOR_REPORTS + len(reports)) / (PRIOR_HOLDERS + count))
        for term, count in holders.items()
    }
    terms_of: list[list[tuple[int, float]]] = []
    for found in reports:
        weights = {
            term: max(rarity[term], 0.0) * (1 + np.log(weight) if weight > 1 else weight)
            for term, weight in sorted(found.items())
        }
        length = float(np.sqrt(sum(weight * weight for weight in weights.values()))) or 1.0
        terms_of.append([(numbers[t], w / length) for t, w in weights.items() if t in numbers])
    rows = sorted((t, i, w) for i, terms in enumerate(terms_of) for t, w in terms)
    bounds = np.searchsorted([t for t, _, _ in rows], np.arange(len(kept) + 1))
    return (
        _Postings(
            np.array([i for _, i, _ in rows], dtype=np.int64),
            np.array([w for _, _, w in rows], dtype=np.float64),
            bounds.astype(np.int64),
        ),
        terms_of,
    )
