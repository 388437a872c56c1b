"""The evidence as W3C Web Annotations."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from secondsource.publish.annotations import CONTEXT, annotation_page
from tests.publish.invented import build_story


def test_every_claim_and_quotation_has_its_place_and_its_words():
    story = build_story()
    page = json.loads(json.dumps(annotation_page(story)))
    assert (page["@context"], page["type"]) == (CONTEXT, "AnnotationPage")
    claims = sum(len(fact.claims) for fact in story.facts)
    versions = sum(len(quote.versions) for quote in story.quotes)
    assert len(page["items"]) == claims + versions
    assert len({item["id"] for item in page["items"]}) == claims + versions
    texts = {entry.report.url: entry.report.text for entry in story.reports if entry.report.url}
    texts |= {f"urn:secondsource:report:{e.report.id}": e.report.text for e in story.reports}
    for item in page["items"]:
        position, quoted = item["target"]["selector"]
        text = texts[item["target"]["source"]]
        start, end = position["start"], position["end"]
        assert position["type"] == "TextPositionSelector"
        assert quoted["type"] == "TextQuoteSelector"
        assert text[start:end] == quoted["exact"]
        assert text[:start].endswith(quoted["prefix"])
        assert text[end:].startswith(quoted["suffix"])
        assert len(quoted["prefix"]) == min(32, start)
        assert item["body"]


def test_the_grade_and_its_reason_go_with_the_claim():
    story = build_story()
    first = annotation_page(story)["items"][0]
    values = {body["purpose"]: body["value"] for body in first["body"]}
    fact = story.facts[0]
    assert values == {
        "describing": fact.summary, "classifying": fact.grade, "commenting": fact.why
    }  # fmt: skip


def test_a_source_is_a_web_address_or_a_name_never_a_script():
    story = build_story()
    for item in annotation_page(story)["items"]:
        assert urlsplit(item["target"]["source"]).scheme in ("http", "https", "urn")
