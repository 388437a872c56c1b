"""Logistic regression that is drawn to what we expect, and keeps its signs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_STEPS, _CLOSE = 25, 1e-4


def logistic(given: Floats, same: Floats, weight: Floats, prior: Floats, trust: float) -> Floats:
    """Points for the base and each column of ``given``: Newton's method on the logistic loss,
    drawn to ``prior``; what would change its sign is 0."""
    given = np.insert(given, 0, 1.0, axis=1)
    weight = weight / max(weight.sum(), 1e-12)
    sign = np.sign(prior)
    sign[0] = 0
    points, free = prior.copy(), np.ones(len(prior), dtype=bool)
    for _ in range(_STEPS):
        odds = 1 / (1 + np.exp(-np.clip(given @ points, -30, 30)))
        slope = given.T @ (weight * (odds - same)) + trust * (points - prior)
        bend = (given.T * (weight * odds * (1 - odds))) @ given + trust * np.eye(len(prior))
        step = np.linalg.solve(bend[np.ix_(free, free)], slope[free])
        points[free] -= step
        wrong = free & (sign * points < 0)
        points[wrong], free[wrong] = 0.0, False
        if not wrong.any() and np.abs(step).max() < _CLOSE:
            break
    return points
