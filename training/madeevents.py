"""Sentences made for the PLOVER head: what a root looks like, with actors that never met.

The training rows know COOPERATE, MOBILIZE and PROTEST from fifteen to eighteen sentences each. The
phrases in ``eventphrases.toml`` were written for this project from PLOVER's definitions and the
names of its codes (Halterman et al. 2021); here they are told of countries, bodies and people that
are drawn or made up. They are shown in training only, never scored.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

from secondsource.encoder.events import QUADS, ROOTS
from secondsource.names.countries import Country, countries
from training.eventrows import Row

_STARTS = ("Ab", "Bel", "Cor", "Dav", "El", "Fen", "Gar", "Hol", "Ist", "Jan", "Kar", "Lam", "Mor",
           "Nal", "Or", "Pav", "Ros", "Sal", "Tam", "Ul", "Var", "Wil", "Yas", "Zor")  # fmt: skip
_MIDDLES = ("a", "e", "i", "o", "u", "an", "el", "in", "ar", "ova", "eri", "ami", "")
_ENDS = ("din", "ko", "man", "ner", "rez", "san", "ski", "ton", "vich", "wad", "zi", "le", "moto")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "March", "April", "June", "July", "September", "October", "December")
_OFFICES = ("President", "Prime Minister", "Foreign Minister", "Defence Minister", "King",
            "opposition leader", "Vice President", "Interior Minister", "special envoy",
)  # fmt: skip
_TRADES = ("Steel", "Mining", "Energy", "Shipping", "Telecom", "Airlines", "Motors", "Bank")
_CREEDS = ("Liberal", "National", "Labour", "Green", "People's", "Reform", "Justice", "Unity")
_BODIES = ("the United Nations", "the European Union", "the African Union", "NATO", "the UN",
           "the Arab League", "the Red Cross", "the World Bank", "the EU", "Amnesty International",
           "the World Food Programme", "the International Monetary Fund", "UNICEF", "ASEAN",
)  # fmt: skip
_CROWDS = ("students", "teachers", "farmers", "miners", "dock workers", "nurses", "villagers",
           "protesters", "pensioners", "truck drivers", "refugees", "civilians", "activists",
           "demonstrators", "factory workers", "migrants", "journalists")  # fmt: skip
_REBELS = ("the rebels", "Islamist militants", "the separatists", "insurgents", "guerrillas")
_CAPTIVES = ("hostages", "prisoners", "political prisoners", "detainees", "captured soldiers",
             "two journalists", "three aid workers", "kidnapped schoolgirls")  # fmt: skip
_BEFORE = ("On {day}, ", "Last week ", "In {month}, ", "Earlier this year, ", "In {year}, ",
           "{PLACE} -- ", "{PLACE}, {month} 1{digit} -- ", "Meanwhile, ")  # fmt: skip
_AFTER = (" on {day}", " in {month} {year}", ", officials said", ", state media reported",
          ", according to a statement on {day}", ", a spokesman said {day}", " last week",
          " amid growing tension in the region", ", local radio said", " earlier this month",
          " after months of uncertainty", ", for the second time this year")  # fmt: skip
_AGREEING = {"has": ("has", "have"), "is": ("is", "are"), "was": ("was", "were")}

_ACTORS = (
    "gov",
    "gov",
    "gov",
    "leader",
    "org",
    "mil",
    "rebel",
    "crowd",
    "person",
    "company",
    "place",
)
_DRAWN = 0.8  #: share of the actors of a row that are drawn when it is told of others

Draw = Callable[[random.Random], str]


@cache
def _lands() -> tuple[Country, ...]:
    return tuple(land for land in countries().values() if land.demonyms and land.capital)


def _land(rng: random.Random) -> Country:
    return rng.choice(_lands())


def _surname(rng: random.Random) -> str:
    return rng.choice(_STARTS) + rng.choice(_MIDDLES) + rng.choice(_ENDS)


def _person(rng: random.Random) -> str:
    return f"{rng.choice(_STARTS)}{rng.choice('aeio')} {_surname(rng)}"


def _of(*forms: str) -> Draw:
    """A draw of one of the forms, with ``{land}``, ``{of}`` (demonym) and names filled in."""

    def draw(rng: random.Random) -> str:
        land = _land(rng)
        return rng.choice(forms).format(
            land=land.name, of=land.demonyms[0], capital=land.capital, person=_person(rng),
            surname=_surname(rng), office=rng.choice(_OFFICES), crowd=rng.choice(_CROWDS),
            trade=rng.choice(_TRADES), creed=rng.choice(_CREEDS), body=rng.choice(_BODIES),
            rebel=rng.choice(_REBELS), captive=rng.choice(_CAPTIVES),
            n=rng.choice(("a dozen", "20", "hundreds of", "about 150", "40")),
        )  # fmt: skip

    return draw


_KINDS: dict[str, Draw] = {
    "gov": _of("{land}", "{land}", "{land}", "the {of} government", "the government of {land}",
               "the {of} authorities", "{capital}", "the government"),
    "leader": _of("{of} {office} {person}", "{office} {person}", "{person}", "{surname}",
                  "the {of} {office}", "{of} {office} {surname}", "{office} {surname} of {land}"),
    "mil": _of("{of} troops", "{of} forces", "the {of} army", "the {of} navy", "{of} soldiers",
               "the armed forces of {land}", "the {of} military", "government forces"),
    "police": _of("police", "{of} police", "police in {land}", "{capital} police",
                  "the {of} police", "security forces", "{of} security agents"),
    "court": _of("a court in {land}", "a {of} court", "a {of} judge", "the Supreme Court",
                 "the {of} Supreme Court", "{of} prosecutors", "a tribunal in {capital}"),
    "org": _of("{body}", "{body}", "{body}", "a {of} human rights group", "the {capital} Council"),
    "party": _of("the {creed} Party", "the opposition {creed} Party", "the {of} opposition",
                 "opposition parties in {land}", "the {creed} Alliance of {land}"),
    "rebel": _of("{rebel}", "the {surname} Front", "the {of} rebels", "{rebel} in {land}",
                 "the {creed} Liberation Army", "gunmen", "the {surname} militia"),
    "crowd": _of("{crowd}", "{crowd}", "{of} {crowd}", "{crowd} in {capital}", "{n} {crowd}",
                 "thousands of {crowd}"),
    "captives": _of("{captive}", "{n} {captive}", "{of} {captive}", "{person}"),
    "person": _of("{person}", "{person}", "a {of} journalist", "former minister {person}",
                  "a {of} businessman", "activist {person}", "the {of} banker {surname}"),
    "minority": _of("the {surname} minority", "the {surname} people", "{of} immigrants",
                    "Christians in {land}", "Muslims in {land}", "ethnic {of}s"),
    "company": _of("{surname} {trade}", "{of} {trade}", "the oil company {surname}",
                   "{surname} & Sons", "a {of} newspaper", "{land}'s largest bank"),
    "place": _of("{capital}", "the northern {of} province", "{surname} province", "the {of} coast",
                 "the town of {surname}", "southern {land}", "{surname}", "the border region"),
    "capital": _of("{capital}"),
}  # fmt: skip
_KINDS["leader2"] = _KINDS["leader"]
_KINDS["any"] = _of("{land}", "{rebel}", "the {creed} Party", "{person}", "{of} {office} {person}")
_MANY = re.compile(
    r"(troops|forces|soldiers|agents|police|authorities|prosecutors|parties|militants|insurgents"
    r"|guerrillas|gunmen|rebels|separatists|people|immigrants|Christians|Muslims|[a-z]s)\b"
)


@cache
def phrases() -> dict[str, tuple[str, ...]]:
    """The phrases of each root; "" for no event."""
    text = (Path(__file__).parent / "eventphrases.toml").read_text("utf-8")
    return {
        "" if root == "none" else root: tuple(told) for root, told in tomllib.loads(text).items()
    }


def made(rng: random.Random, rows: int) -> Iterator[Row]:
    """So many rows of each root, its phrases in turn, and as many without an event."""
    for number, root in enumerate(ROOTS):
        told = list(phrases()[root])
        rng.shuffle(told)
        for index in range(rows):
            yield sentence(told[index % len(told)], root, QUADS[number], rng)


def sentence(phrase: str, root: str, quad: int, rng: random.Random) -> Row:
    """A phrase told of drawn actors, with what papers put around it."""
    phrase = re.sub(r"<([^<>]*)>", lambda found: rng.choice(found[1].split("|")), phrase)
    text, spans = "", {}  # type: ignore[var-annotated]
    if rng.random() < 0.3:
        text = _filled(rng.choice(_BEFORE), rng)
    many = False
    for piece in re.split(r"(\{[^{}]*\})", phrase):
        who, _, kind = piece.strip("{}").partition(".")
        if piece.startswith("{") and kind:
            told = _KINDS[kind](rng)
            if not text:
                told = told[0].upper() + told[1:]
            if who not in spans:
                spans[who] = (len(text), len(text) + len(told))
                many = many or (who == "s" and bool(_MANY.search(told)))
            text += told
        elif piece.startswith("{") and who in _AGREEING:
            text += _AGREEING[who][many]
        else:
            text += _filled(piece, rng) if piece.startswith("{") else piece
    if rng.random() < 0.45:
        text += _filled(rng.choice(_AFTER), rng)
    source, target = (spans.get(who) for who in "st")
    return Row(text + "." * (rng.random() < 0.93), source, target, root, quad, made=True)


def retold(row: Row, rng: random.Random) -> Row | None:
    """The row with other actors, of which most are drawn; None where it names none, or names them
    inside one another. An encoder that knows the row by heart doesn't know this one."""
    named = (("s", row.source), ("t", row.target))
    places = sorted((span, who) for who, span in named if span is not None)
    if not places or any(one[0][1] > two[0][0] for one, two in pairwise(places)):
        return None
    text, spans, last = "", {}, 0  # type: ignore[var-annotated]
    for (start, end), who in places:
        text += row.text[last:start]
        told = row.text[start:end]
        if rng.random() < _DRAWN:
            told = _KINDS[rng.choice(_ACTORS)](rng)
            told = told if text else told[0].upper() + told[1:]
        spans[who] = (len(text), len(text) + len(told))
        text, last = text + told, end
    source, target = (spans.get(who) for who in "st")
    return replace(row, text=text + row.text[last:], source=source, target=target)


def _filled(form: str, rng: random.Random) -> str:
    land = _land(rng)
    return form.format(
        day=rng.choice(_DAYS), month=rng.choice(_MONTHS), year=rng.randint(1985, 2023),
        digit=rng.randint(0, 9), place=land.capital, PLACE=land.capital.upper(),
        org=rng.choice(_BODIES), n=rng.choice((3, 12, 25, 40, 150, 300)),
    )  # fmt: skip
