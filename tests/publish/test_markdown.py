"""Markdown for a note: the same facts, and no report can write markup into it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from secondsource.publish import markdown
from secondsource.publish.markdowntext import escaped
from tests.publish import hostile


def test_every_fact_and_its_evidence(story):
    text = markdown.render(story)
    assert all(fact.summary in text for fact in story.facts)
    assert "Coast Ledger (more specific): “the Lowenmark barrier collapsed”" in text
    assert "| Killed | 14 to 17 | 14 (lowest figure of the best-supported origin) |" in text
    assert "[North Quay Tribune](<https://northquay.example/ister?a=1&b=2>)" in text


@given(st.text())
def test_markup_characters_are_escaped(text):
    line = escaped(text)
    assert "\n" not in line
    bare = re.sub(r"\\[\\`*_{}\[\]<>()#+\-.!|~&:@$^=]", "", line)
    assert not set(bare) & set("`*_[]<>|&@\\")


def test_plain_words_stay_readable():
    assert escaped("A well-known plan. It costs 2.5: much") == (
        "A well-known plan. It costs 2.5: much"
    )
    assert escaped("1. first") == "1\\. first"
    assert escaped("www.evil.example") == "www\\.evil\\.example"
    assert escaped("http://evil.example") == "http\\://evil\\.example"


def test_hostile_fields_open_no_tag_and_no_link():
    text = markdown.render(hostile.build_story(hostile.PAYLOADS))
    assert not re.search(r"(?<!\\)[<\[\]`]", text)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)
