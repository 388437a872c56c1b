"""Further figures of one claim: "launched 200 drones and dozens of missiles" counts two things.

A fact has one value; the other figures of its claims stand beside it under the same slot.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from secondsource.publish.sheet import Sheet, SheetFact
from secondsource.records.story import AssertedValue, FactValue
from secondsource.slots import slots


def also_counted(sheet: Sheet) -> Iterator[SheetFact]:
    """Facts of things that are launched, shot down and the like, with a value for each other kind
    of them that their claims count."""
    things = {slot.name: slot.things for slot in slots() if slot.things}
    for entry in sheet.facts:
        value = entry.fact.value
        if value is None or value.slot not in things or entry.fact.grade == "superseded":
            continue
        for noun, said in _others(sheet, entry, value).items():
            if noun in things[value.slot]:
                yield replace(entry, fact=replace(entry.fact, value=_value(value, noun, said)))


def _others(sheet: Sheet, entry: SheetFact, value: FactValue) -> dict[str, list[AssertedValue]]:
    """What else the claims of a fact count, by noun."""
    known = {(said.report, said.start) for said in value.asserted}
    readings = {reading.report.id: reading for reading in sheet.story.readings}
    found: dict[str, list[AssertedValue]] = {}
    for item in (item for item in entry.evidence if not item.copy):
        reading = readings.get(item.report.id)
        claims = reading.claims if reading else ()
        claim = next((c for c in claims if c.id == item.claim.claim), None)
        if reading is None or claim is None:
            continue
        for quantity in (reading.quantities[index] for index in claim.quantities):
            counted = quantity.of is not None and quantity.unit is None
            if counted and (item.report.id, quantity.start) not in known and quantity.of:
                found.setdefault(quantity.of.lemma.lower(), []).append(
                    AssertedValue(
                        report=item.report.id,
                        claim=claim.id,
                        start=quantity.start,
                        end=quantity.end,
                        value=quantity.value,
                        low=quantity.low if quantity.low is not None else quantity.value,
                        high=_high(quantity.low, quantity.high, quantity.value),
                    )
                )
    return found


def _high(low: float | None, high: float | None, value: float | None) -> float | None:
    return value if high is None and low is None else high


def _value(value: FactValue, noun: str, said: list[AssertedValue]) -> FactValue:
    lows = [s.low for s in said if s.low is not None]
    highs = [s.high for s in said]
    return replace(
        value,
        of=noun,
        low=min(lows, default=None),
        best=min(lows, default=None),
        high=None if None in highs else max(h for h in highs if h is not None),
        asserted=tuple(said),
    )
