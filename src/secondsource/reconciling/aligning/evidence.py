"""What a comparison found, and what each kind of evidence is worth (``weights.toml``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from secondsource.reconciling.tables import table_of


@dataclass(frozen=True, slots=True)
class Comparison:
    """``score`` counts only where ``vetoes`` is empty; ``told`` and ``barred`` say in words what
    was found and what forbids it.

    ``evidence`` is what was found, by the names of ``weights.toml``; ``outweighed`` are vetoes that
    likeness in meaning got over. Words and the other scores are made only where somebody asks for
    them: most comparisons end with the score.
    """

    score: float
    vetoes: frozenset[str]
    evidence: Mapping[str, float]
    told: Mapping[str, str] = field(default_factory=dict)
    barred: tuple[str, ...] = ()
    outweighed: frozenset[str] = frozenset()

    @property
    def objections(self) -> frozenset[str]:
        """All vetoes, those that were got over among them."""
        return self.vetoes | self.outweighed

    @property
    def reasons(self) -> tuple[str, ...]:
        """What every kind of evidence was worth, and the vetoes, in words for people."""
        table = weights()
        points = {name: table[name] * v for name, v in self.evidence.items() if name in table}
        reasons = (f"{value:+.2f} {self.told[name]}" for name, value in points.items())
        return (f"{table['base']:+.2f} asked of any two claims", *reasons, *self.barred)

    @property
    def event(self) -> float:
        """The same evidence weighed for another question, whether both tell of one event: what is
        planned, done and denied is one event and three facts, so that vetoes are points against it
        there."""
        points, against = event_weights()
        barred = sum(against[name] for name in sorted(self.objections))
        return round(worth(points, self.evidence) + barred, 4)

    @property
    def question(self) -> float:
        """The same evidence, likeness in meaning aside, weighed for whether both speak to one
        question, whatever they say to it: who denies a thing means something else by it."""
        return round(worth(tables()["questions"], self.evidence), 4)

    @property
    def same(self) -> bool:
        """Whether the two state the same thing."""
        return not self.vetoes and self.score >= thresholds()["fact"]


Tables = Mapping[str, Mapping[str, float]]
_instead: ContextVar[Tables | None] = ContextVar("instead", default=None)


def tables() -> Tables:
    """All points and thresholds in force."""
    return _instead.get() or _shipped()


def _shipped() -> Tables:
    return table_of(__package__, "weights.toml")


@contextmanager
def instead(other: Tables) -> Iterator[None]:
    """Other points and thresholds, while they are learnt."""
    token = _instead.set(other)
    try:
        yield
    finally:
        _instead.reset(token)


def weighed(facts: Mapping[str, float], threshold: float) -> AbstractContextManager[None]:
    """Other points and another threshold for facts."""
    told = {"facts": facts, "thresholds": {**_shipped()["thresholds"], "fact": threshold}}
    return instead({**_shipped(), **told})


def least_opposed(found: Sequence[Comparison]) -> Comparison:
    """Of several comparisons the one with least against it and most in common; the words of their
    reasons are made only where that leaves a choice."""
    ranked = [(len(one.objections), -one.question) for one in found]
    best = min(ranked)
    tied = [one for one, rank in zip(found, ranked, strict=True) if rank == best]
    return min(tied, key=lambda one: one.reasons)


def worth(points: Mapping[str, float], evidence: Mapping[str, float]) -> float:
    """The base and what is found, weighed; what a table doesn't name is worth nothing."""
    return points["base"] + sum(points[n] * evidence[n] for n in sorted(evidence) if n in points)


def weights() -> Mapping[str, float]:
    """Points for each kind of evidence that tells facts apart, and the ``base`` from which they
    count."""
    return tables()["facts"]


def event_weights() -> tuple[Mapping[str, float], Mapping[str, float]]:
    """Points for each kind of evidence that two mentions tell of one event, and against it for each
    veto."""
    return tables()["events"], tables()["against"]


def rival_weights() -> Mapping[str, float]:
    """Points for each kind of evidence that two facts can't both hold."""
    return tables()["rivals"]


def thresholds() -> Mapping[str, float]:
    """Points from which two claims are one ``fact``, from which they are where each is the other's
    ``counterpart``, and from which they tell of one ``event``; from which two facts are worth being
    read together (``read``), and from which they can't both hold (``rival``)."""
    return tables()["thresholds"]


@dataclass(slots=True)
class Tally:
    """Evidence and vetoes while two statements are compared, each with its reason."""

    found: dict[str, float] = field(default_factory=dict)
    vetoes: set[str] = field(default_factory=set)
    told: dict[str, str] = field(default_factory=dict)
    barred: list[str] = field(default_factory=list)
    outweighed: set[str] = field(default_factory=set)

    def add(self, name: str, reason: str, value: float = 1.0) -> None:
        """Evidence of a kind."""
        self.found[name] = self.found.get(name, 0.0) + value
        self.told[name] = reason

    def veto(self, name: str, reason: str) -> None:
        """What forbids that the two are the same."""
        self.vetoes.add(name)
        self.barred.append(f"veto: {reason}")

    def lift(self, veto: str, name: str, reason: str) -> None:
        """The only veto turned into evidence."""
        self.vetoes.remove(veto)
        self.barred.clear()
        self.add(name, reason)

    def outweigh(self, veto: str) -> None:
        """The only veto turned into evidence that tells against the two."""
        self.outweighed.add(veto)
        self.lift(veto, f"{veto} apart", self.barred[0].removeprefix("veto: "))

    def clear(self, name: str, reason: str) -> None:
        """All vetoes taken back, for evidence that outweighs them."""
        self.vetoes.clear()
        self.barred.clear()
        self.add(name, reason)

    def compared(self) -> Comparison:
        """All of it weighed."""
        return Comparison(
            score=round(worth(weights(), self.found), 4),
            vetoes=frozenset(self.vetoes),
            evidence=self.found,
            told=self.told,
            barred=tuple(self.barred),
            outweighed=frozenset(self.outweighed),
        )
