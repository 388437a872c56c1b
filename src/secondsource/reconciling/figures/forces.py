"""How strong a quake, a wind or a flood was: "measured 6.4", "gusts of 148 kilometres an hour",
"the river crested at 7.9 metres" are figures of one thing each, whatever verb tells them."""

from __future__ import annotations

import re

from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.predicates import stem
from secondsource.records.reading import Claim, Quantity

MAGNITUDE, WIND, WATER = "magnitude", "wind speed", "water level"  #: slots
_STRONGEST = 10.0  # no quake has a magnitude beyond
_SPEEDS = frozenset({"km/h", "mph", "kn", "m/s"})
_DEPTHS = frozenset({"m", "cm", "ft"})
_QUAKES = re.compile(
    r"\b(?:(?:earth)?quakes?|tremors?|temblors?|aftershocks?|foreshocks?|shocks?|seism|magnitude)\b",
    re.IGNORECASE,
)
_QUAKE_OF = re.compile(r"\b(?:quake|earthquake|aftershock|tremor|shock|foreshock)\s+of\s+$", re.I)
_AFTERSHOCK = re.compile(r"\b(?:after|fore)shocks?\b[^.;]*$", re.IGNORECASE)
_SCALE = re.compile(
    r"\s*(?:\(\w+\)\s*)?(?:on|by)\s+(?:the\s+)?(?:open[-\s]ended\s+)?(?:Richter|moment|magnitude|local)\b",
    re.IGNORECASE,
)
_MEASURING = frozenset(
    map(stem, ("measure", "register", "reach", "hit", "rate", "record", "have", "put", "be",
               "upgrade",
               "downgrade", "revise", "come", "estimate", "give", "correct"))
)  # fmt: skip
_WINDS = re.compile(
    r"\b(?:winds?|gusts?|gusted|gusting|squalls?|gales?|breeze|blew|blows?|blowing|windspeeds?)\b",
    re.IGNORECASE,
)
_MOVING = re.compile(r"\b(?:mov\w+|travel\w*|head\w*|track\w*|advanc\w+|driv\w+|drove)\b", re.I)
_SUSTAINED = re.compile(r"\b(?:sustained|average|mean|steady)\b", re.IGNORECASE)
_GUST = re.compile(r"\b(?:gusts?|gusted|gusting|squalls?)\b", re.IGNORECASE)
_WATERS = re.compile(
    r"\b(?:rivers?|streams?|creek|level|gauge|water|waters|floodwaters?|lake|reservoir|flood|tide|crest"
    r"|peak|sea)\b",
    re.IGNORECASE,
)
_STANDING = frozenset(
    map(stem, ("stand", "crest", "peak", "reach", "measure", "read", "register", "record", "top",
               "culminate", "be", "hit"))
)  # fmt: skip
_PEAKING = frozenset(map(stem, ("crest", "peak", "culminate", "top")))
_HIGHEST = re.compile(
    r"\b(?:peak|crest|highest|record|maximum|high[-\s]water\s+mark)\b", re.IGNORECASE
)
_BEYOND = re.compile(
    r"\s+(?:above|below|over|under|higher|lower|more|less|wide|long|away|from|inland|deep|short|of)\b",
    re.IGNORECASE,
)
_NEAR = 60  # characters between a figure and what it measures


def force_of(page: Page, claim: Claim, quantity: Quantity) -> tuple[str, str] | None:
    """The slot that a figure of a force of nature fills, and its scope; None where it is none."""
    if quantity.unit == MAGNITUDE or _is_magnitude(page, claim, quantity):
        before = page.text[max(0, quantity.start - _NEAR) : quantity.start]
        return MAGNITUDE, "aftershock" if _AFTERSHOCK.search(before) else ""
    if quantity.unit in _SPEEDS and _is_wind(page, quantity):
        first = page.sentence(quantity.start).start
        start = max(first, quantity.start - _NEAR)
        if _SUSTAINED.search(page.text, start, quantity.start):
            return WIND, "sustained"
        return WIND, "gust" if _GUST.search(page.text, start, quantity.end + _NEAR // 3) else ""
    if quantity.unit in _DEPTHS and _is_level(page, claim, quantity):
        return WATER, ""
    return None


def _is_magnitude(page: Page, claim: Claim, quantity: Quantity) -> bool:
    """ "The quake measured 6.4", "reached 6.2 on the Richter scale"."""
    value = quantity.value or 0
    if quantity.unit is not None or not 0 < value < _STRONGEST:
        return False
    if _SCALE.match(page.text, quantity.end):
        return True
    if _QUAKE_OF.search(page.text, max(0, quantity.start - _NEAR), quantity.start):
        return quantity.of is None
    bare = quantity.of is None and value != int(value)
    verb = stem(claim.predicate.lemma.lower().partition("_")[0])
    told = _QUAKES.search(page.text, claim.start, quantity.start)
    return bare and verb in _MEASURING and told is not None


def _is_wind(page: Page, quantity: Quantity) -> bool:
    """ "Gusts of 148 kilometres an hour", "the wind blew at 90 km/h"; not a storm that moves on."""
    sentence = page.sentence(quantity.start)
    first = max(sentence.start, quantity.start - _NEAR)
    before = [*_WINDS.finditer(page.text, first, quantity.start)]
    if before:
        return _MOVING.search(page.text, before[-1].end(), quantity.start) is None
    last = min(sentence.end, quantity.end + _NEAR // 3)
    return _WINDS.search(page.text, quantity.end, last) is not None


def _is_level(page: Page, claim: Claim, quantity: Quantity) -> bool:
    """ "The river crested at 7.9 metres", "reached a record level of 8.1 metres", but not "stood at
    seven metres at noon", which changes by the hour, nor "rose two metres above the mean"."""
    verb = stem(claim.predicate.lemma.lower().partition("_")[0])
    first = page.sentence(quantity.start).start
    highest = verb in _PEAKING or _HIGHEST.search(page.text, first, claim.end) is not None
    if not highest or verb not in _STANDING or _BEYOND.match(page.text, quantity.end):
        return False
    subject = next((a for a in claim.arguments if a.role in ("agent", "patient", "theme")
                    and a.end <= quantity.start), None)  # fmt: skip
    if subject is None:
        return False
    entity = page.entity_by_id.get(subject.entity or "")
    told = _WATERS.search(page.text, subject.start, subject.end) is not None
    return told or (verb in (stem("crest"), stem("peak")) and entity is not None)
