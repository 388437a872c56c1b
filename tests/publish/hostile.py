"""A story in which every text field a report can fill is an attack."""

from __future__ import annotations

from itertools import product

from secondsource.records.reading import Boilerplate, Claim, LemmaSpan, Place, Reading
from secondsource.records.report import Report
from secondsource.records.story import (
    AssertedValue,
    Conflict,
    Fact,
    FactClaim,
    FactValue,
    Omission,
    Origin,
    QuoteVersion,
    Story,
    StoryEntity,
    StoryMention,
    StoryQuote,
    StoryReport,
)

_HIT = "window.hit=1;alert(1)"
_VECTORS = (
    f"<script>{_HIT}</script>",
    f"<img src=x onerror={_HIT}>",
    f"<svg onload={_HIT}>",
    f"<svg><script>{_HIT}</script></svg>",
    f"<math><mi xlink:href=javascript:{_HIT}>x",
    f"<iframe srcdoc='<script>parent.{_HIT}</script>'>",
    f"<a href=javascript:{_HIT} autofocus onfocus={_HIT}>x</a>",
    f"javascript:{_HIT}",
    "<style>@import'//evil.example';*{display:none}</style><base href=//evil.example/>",
    f"<meta http-equiv=refresh content='0;url=javascript:{_HIT}'>",
    f"<details open ontoggle={_HIT}><dialog open>",
    f"<form action=javascript:{_HIT}><input name=body autofocus onfocus={_HIT}>",
    f"<body onload={_HIT}><noscript><p title='</noscript><img src=x onerror={_HIT}>'>",
    f"${{{_HIT}}} $title {{{{constructor.constructor('{_HIT}')()}}}}",
    f"&lt;script&gt;{_HIT}&lt;/script&gt; &#60;script&#62;",
    f"\u202e<script>{_HIT}</script>\u0000\u2028\ufeff",
)
_OPENINGS = (
    "", "'", '"', "'>", '">', "-->", "]]>", "</title>", "</style>", "</script>", "</textarea>",
    "</svg>", "</mark></a>", "*/", "`", "\\", "\r\n\r\n", "&quot;>", "\x1b]8;;x\x07", "</template>",
)  # fmt: skip

PAYLOADS = tuple(opening + vector for opening, vector in product(_OPENINGS, _VECTORS))


def build_story(payloads: tuple[str, ...]) -> Story:
    """Each payload in every field of one report, fact, origin and quote of its own."""
    rows = list(enumerate(payloads))
    return Story(
        id=payloads[0],
        title=payloads[0],
        from_=payloads[0],
        to=payloads[0],
        reports=tuple(StoryReport(report=_report(n, text)) for n, text in rows),
        entities=tuple(_entity(n, text) for n, text in rows),
        origins=tuple(
            Origin(id=f"{text}{n}", name=text, kind="person", reports=(f"{text}{n}",))
            for n, text in rows
        ),
        facts=tuple(_fact(n, text) for n, text in rows),
        quotes=tuple(_quote(n, text) for n, text in rows),
        omissions=tuple(
            Omission(report=f"{text}{n}", alone=(f"{text}{n}",), lacks=(), too_early=(text,))
            for n, text in rows
        ),
        readings=tuple(_reading(n, text) for n, text in rows),
    )


def _report(n: int, text: str) -> Report:
    return Report(
        id=f"{text}{n}", text=text, title=text, outlet=text, url=text, author=text,
        published=text, language=text, source=f"/tmp/{text}",
    )  # fmt: skip


def _entity(n: int, text: str) -> StoryEntity:
    mention = StoryMention(report=f"{text}{n}", start=0, end=1)
    return StoryEntity(
        id=f"{text}{n}", name=text, kind="person", aliases=(text,), mentions=(mention,)
    )


def _fact(n: int, text: str) -> Fact:
    end = len(text)
    said = AssertedValue(
        value=float(n), low=float(n), high=None, report=f"{text}{n}", claim=text, start=0, end=end
    )
    value = FactValue(slot=text, of=text, low=0.0, best=float(n), high=None, unit=text,
                      policy=text, asserted=(said, said))  # fmt: skip
    claim = FactClaim(report=f"{text}{n}", claim=text, start=0, end=end, origin=f"{text}{n}")
    part = FactClaim(report=f"{text}{n}", claim=text, start=1, end=end - 1, relation="part of")
    return Fact(
        id=f"{text}{n}", summary=text, grade="contested" if n % 2 else "single source", why=text,
        claims=(claim, part), reports=(f"{text}{n}",), origins=(f"{text}{n}",), value=value,
        conflicts=(Conflict(fact=f"{text}{n}", about=text),), from_=text, to=text, place=text,
    )  # fmt: skip


def _quote(n: int, text: str) -> StoryQuote:
    version = QuoteVersion(report=f"{text}{n}", start=0, end=len(text))
    half = QuoteVersion(report=f"{text}{n}", start=0, end=len(text) // 2)
    return StoryQuote(id=f"{text}{n}", speaker=text, versions=(version, half), altered=True)


def _reading(n: int, text: str) -> Reading:
    claim = Claim(
        id=text, start=0, end=len(text), predicate=LemmaSpan(start=0, end=1, lemma=text),
        arguments=(), places=(0,), modality="planned", polarity="-",
    )  # fmt: skip
    zone = Boilerplate(start=0, end=3, kind="other")
    place = Place(start=0, end=len(text), entity=text, name=text, country=text[:2],
                  lat=float(n % 170 - 85), lon=float(n))  # fmt: skip
    return Reading(report=_report(n, text), claims=(claim,), places=(place,), boilerplate=(zone,))
