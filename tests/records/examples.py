"""One small reading and one small story with every kind of record in them, written by hand."""

from __future__ import annotations

from secondsource.records.reading import (
    Argument,
    Attribution,
    Boilerplate,
    Claim,
    Entity,
    Event,
    LemmaSpan,
    Mention,
    Place,
    Quantity,
    Quote,
    Reading,
    Sentence,
    SourceSpan,
    Span,
    TimeExpression,
    Token,
)
from secondsource.records.report import Report
from secondsource.records.story import (
    AssertedValue,
    Conflict,
    Fact,
    FactClaim,
    FactValue,
    Omission,
    Origin,
    QuoteDifference,
    QuoteVersion,
    Story,
    StoryEntity,
    StoryMention,
    StoryQuote,
    StoryReport,
)

TEXT = "Mayor Lindqvist said on Monday: “12 boats sank” off Harnvik. By A. Writer"
REPORT = Report(
    id="r1",
    title="Boats lost",
    outlet="Harnvik Tidings",
    published="2031-03-04",
    language="en",
    text=TEXT,
)


def _at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def _span(words: str) -> Span:
    start, end = _at(words)
    return Span(start=start, end=end)


def _lemma(words: str, lemma: str) -> LemmaSpan:
    start, end = _at(words)
    return LemmaSpan(start=start, end=end, lemma=lemma)


def example_reading() -> Reading:
    """A reading that uses every column."""
    mayor, boats, place = _span("Mayor Lindqvist"), _span("12 boats"), _span("Harnvik")
    day, claim, byline = _span("Monday"), _span("12 boats sank"), _span("By A. Writer")
    token = Token(
        start=0, end=5, lemma="Mayor", upos="PROPN", head=2, deprel="compound", feats="Number=Sing"
    )
    root = Token(start=6, end=15, lemma="Lindqvist", upos="PROPN", head=0, deprel="root")
    return Reading(
        report=REPORT,
        sentences=(Sentence(start=0, end=_at(" By A.")[0], tokens=(token, root)),),
        entities=(
            Entity(
                id="e1",
                name="Lindqvist",
                kind="person",
                mentions=(Mention(start=mayor.start, end=mayor.end, form="name"),),
            ),
        ),
        times=(
            TimeExpression(
                start=day.start,
                end=day.end,
                type="DATE",
                value="2031-03-03",
                from_="2031-03-03",
                to="2031-03-04",
            ),
        ),
        places=(
            Place(
                start=place.start,
                end=place.end,
                entity=None,
                name="Harnvik",
                country="NO",
                lat=61.5,
                lon=5.0,
            ),
        ),
        quantities=(
            Quantity(
                start=boats.start,
                end=boats.end,
                value=12,
                low=12,
                high=12,
                of=_lemma("boats", "boat"),
            ),
        ),
        attributions=(
            Attribution(
                source=SourceSpan(start=mayor.start, end=mayor.end, entity="e1"),
                cue=_lemma("said", "say"),
                content=(claim,),
                type="direct",
                stance="says",
            ),
        ),
        quotes=(
            Quote(
                start=claim.start, end=claim.end, speaker="e1", cue=_span("said"), fragment=False
            ),
        ),
        claims=(
            Claim(
                id="c1",
                start=claim.start,
                end=claim.end,
                predicate=_lemma("sank", "sink"),
                arguments=(Argument(role="theme", start=boats.start, end=boats.end),),
                times=(0,),
                places=(0,),
                quantities=(0,),
                attributions=(0,),
                event=Event(root="ASSAULT", mode=None, quad=4, source=None, target="e1"),
            ),
        ),
        boilerplate=(Boilerplate(start=byline.start, end=byline.end, kind="byline"),),
    )


def example_story() -> Story:
    """A story of that one reading which uses every column."""
    start, end = _at("12 boats sank")
    mayor = _span("Mayor Lindqvist")
    return Story(
        id="s1",
        title="Boats lost",
        from_="2031-03-03",
        to=None,
        reports=(StoryReport(report=REPORT, copies=("r2",)),),
        entities=(
            StoryEntity(
                id="e1",
                name="Lindqvist",
                kind="person",
                aliases=("Lindquist",),
                mentions=(StoryMention(report="r1", start=mayor.start, end=mayor.end),),
            ),
        ),
        origins=(Origin(id="o1", name="Mayor Lindqvist", kind="person", reports=("r1",)),),
        facts=(
            Fact(
                id="f1",
                summary="12 boats sank",
                grade="single source",
                why="Only Mayor Lindqvist says so.",
                claims=(FactClaim(report="r1", claim="c1", start=start, end=end, origin="o1"),),
                reports=("r1",),
                origins=("o1",),
                value=FactValue(
                    slot=None,
                    of="boat",
                    low=12,
                    best=12,
                    high=12,
                    unit=None,
                    policy="conservative",
                    asserted=(
                        AssertedValue(
                            value=12, low=12, high=12, report="r1", claim="c1", start=start, end=end
                        ),
                    ),
                ),
                conflicts=(Conflict(fact="f1", about="value"),),
                supersedes=("f1",),
            ),
        ),
        quotes=(
            StoryQuote(
                id="q1",
                speaker="e1",
                versions=(
                    QuoteVersion(report="r1", start=start, end=end, speaker="e1", kind="fullest"),
                    QuoteVersion(
                        report="r1",
                        start=start,
                        end=end,
                        kind="translated",
                        differences=(
                            QuoteDifference(
                                kind="replaced", words=_span("boats sank"), fullest=_span("boats")
                            ),
                        ),
                    ),
                ),
                altered=True,
                speakers=("e1",),
                disputed=True,
                translation=(StoryMention(report="r1", start=mayor.start, end=mayor.end),),
            ),
        ),
        omissions=(Omission(report="r1", alone=("f1",), lacks=("f1",), too_early=("f1",)),),
        readings=(example_reading(),),
    )
