"""Whether two claims tell of one warning to those who run something."""

from __future__ import annotations

from secondsource.reconciling.aligning.statements import Statement
from secondsource.reconciling.pages.predicates import listed, words


def of_warned_bodies(one: Statement, other: Statement) -> bool:
    """Whether each tells that those who run something were warned, by whatever noun: "had warned
    the management", "denied that the hospital had been warned"."""
    return all(
        bool(s.kinds & words("speech", "warning"))
        and bool({f[1:] for f in s.objects | s.patients if f[0] == "~"} & words("speech", "runs"))
        for s in (one, other)
    )


def received_none(one: Statement, other: Statement) -> bool:
    """Whether one says that no complaint or warning was received of what the other says that
    somebody complained or warned about ("had never received a complaint about the brakes")."""
    no, yes = (one, other) if one.polarity == "-" else (other, one)
    told = words("speech", "complaining") & no.kinds & yes.kinds
    receives = listed(no.claim.predicate.lemma.lower(), "phrases", "receiving")
    about = (no.words & yes.words) - {no.lemma, yes.lemma}
    return receives and bool(told and about)
