"""What a comparison found, and what each kind of evidence is worth (``weights.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Comparison:
    """``score`` counts only where ``vetoes`` is empty; ``reasons`` are words for people.

    ``evidence`` is what was found, by the names of ``weights.toml``. ``event`` is the same evidence
    weighed for another question, whether both tell of one event: what is planned, done and denied
    is one event and three facts, so that vetoes are points against it there.
    """

    score: float
    vetoes: frozenset[str]
    reasons: tuple[str, ...]
    evidence: Mapping[str, float]
    event: float = 0.0

    @property
    def same(self) -> bool:
        """Whether the two state the same thing."""
        return not self.vetoes and self.score >= thresholds()["fact"]


@cache
def _tables() -> Mapping[str, Mapping[str, float]]:
    source = files("secondsource.reconciling") / "weights.toml"
    found: dict[str, dict[str, float]] = tomllib.loads(source.read_text(encoding="utf-8"))
    return found


def weights() -> Mapping[str, float]:
    """Points for each kind of evidence that tells facts apart, and the ``base`` from which they
    count."""
    return _tables()["facts"]


def thresholds() -> Mapping[str, float]:
    """Points from which two claims are one ``fact``, or tell of one ``event``."""
    return _tables()["thresholds"]


@dataclass(slots=True)
class Tally:
    """Evidence and vetoes while two statements are compared, each with its reason."""

    found: dict[str, float] = field(default_factory=dict)
    vetoes: set[str] = field(default_factory=set)
    told: dict[str, str] = field(default_factory=dict)
    barred: list[str] = field(default_factory=list)

    def add(self, name: str, reason: str, value: float = 1.0) -> None:
        """Evidence of a kind."""
        self.found[name] = self.found.get(name, 0.0) + value
        self.told[name] = reason

    def veto(self, name: str, reason: str) -> None:
        """What forbids that the two are the same."""
        self.vetoes.add(name)
        self.barred.append(f"veto: {reason}")

    def compared(self) -> Comparison:
        """All of it weighed."""
        table = weights()
        points = {name: table[name] * v for name, v in self.found.items() if name in table}
        reasons = [f"{value:+.2f} {self.told[name]}" for name, value in points.items()]
        base = weights()["base"]
        return Comparison(
            score=round(base + sum(points[name] for name in sorted(points)), 4),
            vetoes=frozenset(self.vetoes),
            reasons=(f"{base:+.2f} asked of any two claims", *reasons, *self.barred),
            evidence=self.found,
            event=self.event(),
        )

    def event(self) -> float:
        """The score where only the event is asked for."""
        points, against = _tables()["events"], _tables()["against"]
        told = sum(points[name] * self.found[name] for name in sorted(self.found))
        barred = sum(against[name] for name in sorted(self.vetoes))
        return round(points["base"] + told + barred, 4)
