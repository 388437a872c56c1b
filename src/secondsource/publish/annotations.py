"""The evidence of a story as W3C Web Annotations: every claim and quotation with its selectors.

Positions count Unicode code points, as the recommendation asks; the quote selector carries the
words with what stands around them, so that a page that has changed can still be found again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote as percent

from secondsource.publish import safetext
from secondsource.records.report import Report
from secondsource.records.story import Story

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
_AROUND: Final = 32  #: characters before and after the words


def annotation_page(story: Story) -> dict[str, Any]:
    """An ``AnnotationPage`` (JSON-LD): facts with their grade, then quotations."""
    reports = {entry.report.id: entry.report for entry in story.reports}
    items = [*_facts(story, reports), *_quotes(story, reports)]
    return {
        "@context": CONTEXT,
        "id": _urn(story.id),
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": items,
    }


def _urn(*parts: str) -> str:
    return ":".join(("urn:secondsource", *(percent(part, safe="") for part in parts)))


def _facts(story: Story, reports: Mapping[str, Report]) -> Iterator[dict[str, Any]]:
    for fact in story.facts:
        for claim in fact.claims:
            yield _annotation(
                _urn(story.id, fact.id, claim.report, claim.claim),
                "describing",
                [
                    _text(fact.summary, "describing"),
                    _text(fact.grade, "classifying"),
                    _text(fact.why, "commenting"),
                ],
                _target(reports[claim.report], claim.start, claim.end),
            )


def _quotes(story: Story, reports: Mapping[str, Report]) -> Iterator[dict[str, Any]]:
    names = {entity.id: entity.name for entity in story.entities}
    for quote in story.quotes:
        for number, version in enumerate(quote.versions):
            said = names.get(version.speaker or quote.speaker or "", "")
            bodies = [_text(said, "identifying")] if said else []
            yield _annotation(
                _urn(story.id, quote.id, str(number)),
                "highlighting",
                [*bodies, _text(version.kind, "classifying")],
                _target(reports[version.report], version.start, version.end),
            )


def _annotation(
    name: str, motivation: str, bodies: list[dict[str, str]], target: dict[str, Any]
) -> dict[str, Any]:
    return {
        "id": name,
        "type": "Annotation",
        "motivation": motivation,
        "body": bodies,
        "target": target,
    }


def _text(value: str, purpose: str) -> dict[str, str]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _target(report: Report, start: int, end: int) -> dict[str, Any]:
    """Where the words stand: the page if it has a web address, else the report by its id."""
    text = report.text
    return {
        "source": safetext.web_address(report.url) or _urn("report", report.id),
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - _AROUND) : start],
                "suffix": text[end : end + _AROUND],
            },
        ],
    }
