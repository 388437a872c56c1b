"""An invented story built by hand: every grade, rival and replaced numbers, altered quotes.

Nobody in it exists. Spans come from ``text.index``, so they slice to their evidence.
"""

from __future__ import annotations

from dataclasses import replace

from secondsource.records.reading import Claim, LemmaSpan, Modality, Place, Polarity, Reading, Span
from secondsource.records.report import Report
from secondsource.records.story import (
    AssertedValue,
    Conflict,
    Fact,
    FactClaim,
    FactValue,
    Grade,
    Omission,
    Origin,
    OriginKind,
    QuoteDifference,
    QuoteVersion,
    Relation,
    Story,
    StoryEntity,
    StoryMention,
    StoryQuote,
    StoryReport,
    VersionKind,
)

WIRE = (
    "LOWENMARK, 4 March — The river barrier at Lowenmark gave way before dawn on Tuesday and the"
    " lower town was under two metres of water by breakfast.\n"
    "At least 12 people were killed and 57 were injured, the Sorvia Rescue Service said. Power"
    " failed in two districts, the grid operator Velstrom reported.\n"
    "“We lost the east gate within minutes,” said Ilse Marant, the harbour master. Engineers will"
    " inspect the west gate on Friday.\n"
    "The mayor, Tomas Orrin, denied that warnings had been ignored. “Nobody told us the wall was"
    " weak,” he said.\n"
    "A field hospital with 40 beds opened at the racecourse.\n"
)
TRIBUNE = (
    "The barrier that shields Lowenmark broke early on Tuesday, sending the Ister through the"
    " streets of the lower town.\n\n"
    "The toll has risen to 14 dead from 12, the Sorvia Rescue Service said on Wednesday.\n\n"
    "“We lost the eastern gate in minutes,” harbour master Ilse Marant told reporters. Two"
    " districts had no power, according to Velstrom.\n\n"
    "The lock keepers’ union said the city had ignored two warnings about the wall. Parliament"
    " will hold a hearing, but no date has been set.\n\n"
    "An official who asked not to be named said the repair could cost 90 million crowns.\n\n"
    "The ministry of waters asked the army to lend six pumping ships.\n"
)
LEDGER = (
    "Seventeen people died when the Lowenmark barrier collapsed, the St. Brannoc hospital said on"
    " Wednesday evening.\n"
    "The defence ministry admitted that one of its dredgers had struck the barrier on Monday"
    " night.\n"
    "Parliament is to question the ministry at a hearing. The ministry may pay the families if"
    " the court agrees.\n"
    "Fishermen said they had seen the dredger drifting without lights.\n"
)
COURIER = WIRE + "This story first ran in the Halden Wire.\n"

TEXTS = {"wire": WIRE, "tribune": TRIBUNE, "ledger": LEDGER, "courier": COURIER}


class _Builder:
    """Collects claims while facts are written down."""

    def __init__(self) -> None:
        self.claims: dict[str, list[Claim]] = {key: [] for key in TEXTS}

    def span(self, key: str, words: str) -> tuple[int, int]:
        start = TEXTS[key].index(words)
        return start, start + len(words)

    def claim(
        self,
        key: str,
        words: str,
        origin: str,
        status: tuple[Modality, Polarity] = ("actual", "+"),
        relation: Relation = "equivalent",
    ) -> FactClaim:
        start, end = self.span(key, words)
        claim_id = f"c{len(self.claims[key]) + 1}"
        verb = LemmaSpan(start=start, end=start + len(words.split()[0]), lemma="be")
        self.claims[key].append(
            Claim(
                id=claim_id,
                start=start,
                end=end,
                predicate=verb,
                arguments=(),
                modality=status[0],
                polarity=status[1],
            )
        )
        return FactClaim(
            report=key, claim=claim_id, start=start, end=end, origin=origin, relation=relation
        )

    def said(self, claim: FactClaim, words: str, *figures: float | None) -> AssertedValue:
        start, end = self.span(claim.report, words)
        value, low, high = figures
        return AssertedValue(
            value=value,
            low=low,
            high=high,
            report=claim.report,
            claim=claim.claim,
            start=start,
            end=end,
        )


def _fact(grade: Grade, number: int, summary: str, why: str, *claims: FactClaim, **more) -> Fact:
    return Fact(
        id=f"f{number:02d}",
        summary=summary,
        grade=grade,
        why=why,
        claims=claims,
        reports=tuple(dict.fromkeys(c.report for c in claims)),
        origins=tuple(dict.fromkeys(c.origin for c in claims if c.origin)),
        **more,
    )


def _solid(b: _Builder) -> list[Fact]:
    tuesday = {"from_": "2031-03-04", "to": "2031-03-05"}
    planned: tuple[Modality, Polarity] = ("planned", "+")
    return [
        _fact(
            "acknowledged", 1, "A defence ministry dredger struck the barrier",
            "The defence ministry, whose ship it was, admits it.",
            b.claim("ledger", "one of its dredgers had struck the barrier on Monday night",
                    "o-defence"),
            from_="2031-03-03T18:00", to="2031-03-04T00:00", place="Lowenmark",
        ),
        _fact(
            "corroborated", 2, "The river barrier at Lowenmark gave way on Tuesday",
            "Halden Wire and North Quay Tribune report it on their own, and the hospital says so.",
            b.claim("wire", "The river barrier at Lowenmark gave way before dawn on Tuesday",
                    "o-wire"),
            b.claim("courier", "The river barrier at Lowenmark gave way before dawn on Tuesday",
                    "o-wire"),
            b.claim("tribune", "The barrier that shields Lowenmark broke early on Tuesday",
                    "o-tribune"),
            b.claim("ledger", "the Lowenmark barrier collapsed", "o-hospital",
                    relation="more specific"),
            **tuesday, place="Lowenmark",
        ),
        _fact(
            "corroborated", 3, "Parliament will hold a hearing",
            "North Quay Tribune and Coast Ledger each report it.",
            b.claim("tribune", "Parliament will hold a hearing", "o-tribune", planned),
            b.claim("ledger", "Parliament is to question the ministry at a hearing", "o-ledger",
                    planned),
        ),
        _fact(
            "widely reported", 4, "Power failed in two districts",
            "Two outlets, both on the word of Velstrom.",
            b.claim("wire", "Power failed in two districts, the grid operator Velstrom reported",
                    "o-velstrom"),
            b.claim("tribune", "Two districts had no power, according to Velstrom", "o-velstrom"),
            **tuesday,
        ),
    ]  # fmt: skip


def _contested(b: _Builder) -> list[Fact]:
    old = b.claim("wire", "At least 12 people were killed", "o-rescue")
    new = b.claim("tribune", "The toll has risen to 14 dead from 12", "o-rescue")
    rival = b.claim("ledger", "Seventeen people died when the Lowenmark barrier collapsed",
                    "o-hospital")  # fmt: skip
    twelve = b.said(old, "At least 12", 12, 12, None)
    fourteen, seventeen = b.said(new, "14", 14, 14, 14), b.said(rival, "Seventeen", 17, 17, 17)

    def toll(best: float, *said: AssertedValue) -> FactValue:
        return FactValue(
            slot="killed", of="person", low=14, best=best, high=17, unit=None,
            policy="conservative", asserted=said,
        )  # fmt: skip

    return [
        _fact(
            "contested", 5, "14 people were killed",
            "The Sorvia Rescue Service says 14, the St. Brannoc hospital 17.",
            new, value=toll(14, fourteen, seventeen), supersedes=("f07",),
            conflicts=(Conflict(fact="f06", about="the number killed"),),
        ),
        _fact(
            "contested", 6, "Seventeen people were killed",
            "The St. Brannoc hospital says 17, the Sorvia Rescue Service 14.",
            rival, value=toll(17, seventeen, fourteen),
            conflicts=(Conflict(fact="f05", about="the number killed"),),
        ),
        _fact(
            "superseded", 7, "At least 12 people were killed",
            "The Sorvia Rescue Service itself raised it to 14 on Wednesday.",
            old, value=toll(12, twelve),
        ),
        _fact(
            "contested", 8, "Warnings about the wall were ignored",
            "The lock keepers’ union says so; the mayor denies it.",
            b.claim("tribune", "the city had ignored two warnings about the wall", "o-union"),
            conflicts=(Conflict(fact="f09", about="whether it happened"),),
        ),
        _fact(
            "contested", 9, "Warnings about the wall were ignored",
            "The mayor denies it; the lock keepers’ union says so.",
            b.claim("wire", "warnings had been ignored", "o-mayor", ("actual", "-")),
            conflicts=(Conflict(fact="f08", about="whether it happened"),),
        ),
    ]  # fmt: skip


def _single(b: _Builder) -> list[Fact]:
    injured = b.claim("wire", "57 were injured, the Sorvia Rescue Service said", "o-rescue")
    nested = b.claim("wire", "At least 12 people were killed and 57 were injured", "o-rescue")
    rows: list[tuple[str, str, str, str, tuple[Modality, Polarity]]] = [
        ("Engineers will inspect the west gate", "wire", "o-wire",
         "Engineers will inspect the west gate on Friday", ("planned", "+")),
        ("A field hospital with 40 beds opened", "wire", "o-wire",
         "A field hospital with 40 beds opened at the racecourse", ("actual", "+")),
        ("The repair could cost 90 million crowns", "tribune", "o-official",
         "the repair could cost 90 million crowns", ("possible", "+")),
        ("The army was asked for six pumping ships", "tribune", "o-tribune",
         "asked the army to lend six pumping ships", ("requested", "+")),
        ("No date has been set for the hearing", "tribune", "o-tribune",
         "no date has been set", ("actual", "-")),
        ("The ministry would pay the families", "ledger", "o-ledger",
         "The ministry may pay the families if the court agrees", ("hypothetical", "+")),
        ("The dredger drifted without lights", "ledger", "o-fishermen",
         "they had seen the dredger drifting without lights", ("actual", "+")),
    ]  # fmt: skip
    facts = []
    for n, (summary, key, origin, words, status) in enumerate(rows):
        dated = {"from_": "2031-03-07", "to": "2031-03-08"} if n == 0 else {}
        claim = b.claim(key, words, origin, status)
        why = f"Only {key}, citing {origin}."
        facts.append(_fact("single source", 20 + n, summary, why, claim, **dated))
    value = FactValue(
        slot="injured", of="person", low=57, best=57, high=57, unit=None, policy="conservative",
        asserted=(b.said(injured, "57", 57, 57, 57),),
    )  # fmt: skip
    why = "Only Halden Wire, citing Sorvia Rescue Service."
    facts.append(
        _fact("single source", 30, "57 people were injured", why, injured, nested, value=value)
    )
    return facts


def _origins(facts: list[Fact]) -> tuple[Origin, ...]:
    rows: list[tuple[str, str, OriginKind]] = [
        ("o-defence", "the defence ministry", "body"),
        ("o-wire", "Halden Wire", "agency"),
        ("o-tribune", "North Quay Tribune", "outlet"),
        ("o-ledger", "Coast Ledger", "outlet"),
        ("o-hospital", "St. Brannoc hospital", "body"),
        ("o-velstrom", "Velstrom", "body"),
        ("o-rescue", "Sorvia Rescue Service", "body"),
        ("o-union", "the lock keepers’ union", "body"),
        ("o-mayor", "Tomas Orrin", "person"),
        ("o-official", "an official", "unnamed"),
        ("o-fishermen", "fishermen", "unnamed"),
    ]
    claims = [claim for fact in facts for claim in fact.claims]
    return tuple(
        Origin(
            id=key,
            name=name,
            kind=kind,
            reports=tuple(dict.fromkeys(c.report for c in claims if c.origin == key)),
        )
        for key, name, kind in rows
    )


def _quotes(b: _Builder) -> tuple[StoryQuote, ...]:
    def version(
        key: str,
        words: str,
        kind: VersionKind = "same",
        differences: tuple[QuoteDifference, ...] = (),
    ) -> QuoteVersion:
        start, end = b.span(key, words)
        return QuoteVersion(report=key, start=start, end=end, kind=kind, differences=differences)

    def word(key: str, words: str, inside: str) -> Span:
        start = b.span(key, inside)[0] + inside.index(words)
        return Span(start=start, end=start + len(words))

    fullest, other = "We lost the east gate within minutes", "We lost the eastern gate in minutes"
    differences = tuple(
        QuoteDifference(
            kind="replaced",
            words=word("tribune", new, other),
            fullest=word("wire", old, fullest),
        )
        for new, old in (("eastern", "east"), ("in", "within"))
    )
    return (
        StoryQuote(
            id="q1",
            speaker="e1",
            versions=(
                version("wire", fullest, "fullest"),
                version("tribune", other, "altered", differences),
                version("courier", fullest),
            ),
            altered=True,
        ),
        StoryQuote(
            id="q2",
            speaker=None,
            versions=(version("wire", "Nobody told us the wall was weak"),),
            altered=False,
        ),
    )


def _omissions() -> tuple[Omission, ...]:
    return (
        Omission(report="wire", alone=("f20", "f21", "f30"), lacks=("f03",)),
        Omission(report="tribune", alone=("f22", "f23", "f24"), lacks=()),
        Omission(report="ledger", alone=("f25", "f26"), lacks=("f04",), too_early=("f05",)),
    )


def _readings(b: _Builder, reports: dict[str, Report]) -> tuple[Reading, ...]:
    """Claims, and two places: the town is located, the river isn't."""
    spots = {"Lowenmark": (48.21, 16.37), "Ister": (None, None)}
    found = []
    for key, report in reports.items():
        named = [name for name in spots if name in report.text]
        places = tuple(_place(name, b.span(key, name), *spots[name]) for name in named)
        claims = tuple(
            replace(claim, places=(0,)) if claim.id == "c1" and places else claim
            for claim in b.claims[key]
        )
        found.append(Reading(report=report, claims=claims, places=places))
    return tuple(found)


def _place(name: str, span: tuple[int, int], lat: float | None, lon: float | None) -> Place:
    country = None if lat is None else "AT"
    return Place(
        start=span[0], end=span[1], entity=None, name=name, country=country, lat=lat, lon=lon
    )


def build_story() -> Story:
    """The story, with its readings."""
    b = _Builder()
    facts = [*_solid(b), *_contested(b), *_single(b)]
    about = {
        "wire": ("Barrier gives way at Lowenmark", "Halden Wire", "2031-03-04", None),
        "tribune": ("Ister floods lower town", "North Quay Tribune", "2031-03-05T19:30",
                    "https://northquay.example/ister?a=1&b=2"),
        "ledger": ("Hospital counts seventeen dead", "Coast Ledger", "2031-03-06", None),
        "courier": ("Barrier gives way", "Marrow Bay Courier", None, None),
    }  # fmt: skip
    reports = {
        key: Report(
            id=key,
            text=TEXTS[key],
            title=title,
            outlet=outlet,
            published=published,
            url=url,
            language="en",
            source=f"{key}.txt",
        )  # fmt: skip
        for key, (title, outlet, published, url) in about.items()
    }
    mention = StoryMention(report="wire", start=WIRE.index("Ilse"), end=WIRE.index("Marant") + 6)
    return Story(
        id="lowenmark",
        title="Barrier gives way at Lowenmark",
        from_="2031-03-04",
        to="2031-03-06",
        reports=tuple(
            StoryReport(report=report, copies=("courier",) if key == "wire" else ())
            for key, report in reports.items()
        ),
        entities=(
            StoryEntity(
                id="e1", name="Ilse Marant", kind="person", aliases=(), mentions=(mention,)
            ),
        ),
        origins=_origins(facts),
        facts=tuple(facts),
        quotes=_quotes(b),
        omissions=_omissions(),
        readings=_readings(b, reports),
    )
