"""Which slot a count fills."""

from __future__ import annotations

import pytest

from secondsource.slots import slot_names, slot_of, slots


@pytest.mark.parametrize(
    ("predicate", "of", "role", "wanted"),
    [
        ("kill", "person", "patient", "killed"),
        ("kill", "soldier", "agent", None),
        ("kill", None, "patient", "killed"),
        ("die", "miner", "agent", "killed"),
        ("report", "death", "patient", "killed"),
        ("be", "dead", None, "killed"),
        ("claim", "life", "patient", "killed"),
        ("claim", "title", "patient", None),
        ("wound", "guard", "patient", "injured"),
        ("report", "injured", "patient", "injured"),
        ("disappear", "hiker", "agent", "missing"),
        ("evacuate", "patient", "patient", "evacuated"),
        ("displace", "family", "patient", "displaced"),
        ("flee", "person", "agent", "displaced"),
        ("flee", "van", "other", None),
        ("detain", "protester", "patient", "detained"),
        ("hold", "protester", "patient", "detained"),
        ("hold", "talk", "patient", None),
        ("arrest", "man", "patient", "arrested"),
        ("rescue", "sailor", "patient", "rescued"),
        ("hospitalize", "child", "patient", "hospitalised"),
        ("launch", "drone", "theme", "launched"),
        ("launch", "inquiry", "theme", None),
        ("intercept", "missile", "patient", "intercepted"),
        ("destroy", "house", "patient", "destroyed"),
        ("damage", "school", "patient", "damaged"),
        ("kill", "hostage", "patient", "killed"),
        ("hold", "hostage", "patient", "detained"),
        ("count", "refugee", "patient", "displaced"),
        ("shoot_down", "drone", "patient", "intercepted"),
        ("attend", "person", "agent", "attended"),
        ("report", "casualty", "patient", None),
        ("Kill", "Person", "patient", "killed"),
        ("", "", None, None),
    ],
)
def test_slot_of(predicate: str, of: str | None, role: str | None, wanted: str | None) -> None:
    assert slot_of(predicate, of, role) == wanted


def test_names_are_unique_and_words_lower_case() -> None:
    names = slot_names()
    assert len(names) == len(set(names))
    for slot in slots():
        words = (
            slot.verbs | slot.intransitive | slot.nominal | slot.roles | slot.pairs | slot.things
        )
        assert words
        assert all(word == word.lower() for word in words)
