"""The page: self-contained, every fact and its evidence linked, every word escaped."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from secondsource.publish import htmlsheet, labels
from secondsource.publish.htmlreports import body
from secondsource.publish.places import Passage
from secondsource.records.reading import Boilerplate
from secondsource.records.story import Story
from tests.publish import hostile
from tests.publish.parsed import Parsed


def test_every_link_inside_the_page_leads_somewhere_and_ids_are_unique(html):
    parsed = Parsed(html)
    ids = Counter(parsed.values("id"))
    assert not [name for name, count in ids.items() if count > 1]
    links = [link for link in parsed.values("href") if link.startswith("#")]
    assert len(links) > 100
    assert not [link for link in links if link[1:] not in ids]
    for attribute in ("aria-labelledby", "aria-describedby", "for"):
        assert set(parsed.values(attribute)) <= set(ids)


def test_every_fact_has_a_permalink(story, html):
    assert {f"fact-{fact.id}" for fact in story.facts} <= set(Parsed(html).values("id"))


def test_the_passage_a_link_leads_to_is_the_evidence(story, html):
    parsed = Parsed(html)
    texts = {item.report.id: item.report.text for item in story.reports}
    for fact in story.facts:
        words = Counter(texts[c.report][c.start : c.end] for c in fact.claims)
        found = Counter(
            parsed.by_class[name]
            for name in parsed.by_class
            if re.fullmatch(f"ev-{fact.id}-[0-9]+", name)
        )
        assert found == words


def test_the_full_text_of_every_report_is_there(story, html):
    shown = Parsed(html).by_class["text"]
    assert shown == "".join(item.report.text for item in story.reports)


def test_nothing_is_loaded_from_anywhere(html):
    parsed = Parsed(html)
    assert not parsed.values("src") + parsed.values("srcset") + parsed.values("style")
    assert not {"link", "img", "iframe", "object", "base"} & {tag for tag, _ in parsed.tags}
    assert "url(" not in html
    assert "@import" not in html
    assert not [name for _, found in parsed.tags for name in found if name.startswith("on")]


def test_the_policy_allows_this_style_and_script_only(html):
    policy = next(
        found["content"]
        for tag, found in Parsed(html).tags
        if tag == "meta" and found.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; ")
    for kind in ("style", "script"):
        code = html.partition(f"<{kind}>")[2].rpartition(f"</{kind}>")[0]
        digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_links_to_the_web_are_safe(html):
    outside = [f for tag, f in Parsed(html).tags if tag == "a" and f["href"][0] != "#"]
    assert [found["href"] for found in outside] == ["https://northquay.example/ister?a=1&b=2"]
    assert all("noopener" in found["rel"] and "nofollow" in found["rel"] for found in outside)


def test_hostile_fields_stay_text():
    html = htmlsheet.render([hostile.build_story(hostile.PAYLOADS)])
    parsed = Parsed(html)
    tags = Counter(tag for tag, _ in parsed.tags)
    assert (tags["script"], tags["style"], tags["meta"], tags["form"]) == (1, 1, 6, 1)
    assert not set(tags) & {"img", "iframe", "base", "math", "textarea", "template", "object"}
    assert not [name for _, found in parsed.tags for name in found if name.startswith("on")]
    assert all(link.startswith("#") for link in parsed.values("href"))
    assert all(re.fullmatch("[A-Za-z0-9_.-]+", name) for name in parsed.values("id"))
    texts = "".join(payload.replace("\0", "\ufffd") for payload in hostile.PAYLOADS)
    assert parsed.by_class["text"] == texts


def test_several_stories_are_one_page_with_separate_anchors(story):
    parsed = Parsed(htmlsheet.render([story, story]))
    ids = Counter(parsed.values("id"))
    assert max(ids.values()) == 1
    assert "fact-f01-2" in ids
    assert parsed.text.count("Barrier gives way at Lowenmark") > 2


def test_headings_go_down_one_step_at_a_time(html):
    levels = [int(tag[1]) for tag, _ in Parsed(html).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in zip(levels, levels[1:], strict=False))


def test_every_grade_is_named_beside_its_sign(html):
    text = Parsed(html).text
    for label in labels.GRADES.values():
        assert f"{label.symbol} {label.name}" in text


def test_the_same_story_gives_the_same_page(story):
    assert htmlsheet.render([story]) == htmlsheet.render([story])


def test_a_story_with_nothing_in_it():
    empty = Story(id="s", title="", from_=None, to=None, reports=(), entities=(), origins=(),
                  facts=(), quotes=())  # fmt: skip
    parsed = Parsed(htmlsheet.render([empty]))
    assert "0 reports" in parsed.text
    assert "Untitled story" in parsed.text


spans = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8)
characters = st.one_of(
    st.sampled_from("\n\n\r\t <&\"'\u202e\u00a0\x00\x1b\U0001f6f0"), st.characters()
)


@given(st.text(alphabet=characters, max_size=60), spans, spans)
def test_what_a_browser_reads_from_a_report_is_its_text(text, passages, zones):
    marked = [
        Passage(start, end, f"ev-{n}", str(n), "fact-x", "single")
        for n, (start, end) in enumerate(passages)
    ]
    furniture = tuple(Boilerplate(start=a, end=b, kind="other") for a, b in zones)
    parsed = Parsed(body(text, marked, furniture))
    kept = re.sub("[\x00\ud800-\udfff]", "\ufffd", text)
    assert parsed.text == kept
    for n, (start, end) in enumerate(passages):
        expected = kept[start:end] if start < end <= len(kept) else ""
        assert parsed.by_class.get(f"ev-{n}", "") == expected


def test_everything_has_a_permalink(story, html):
    ids = set(Parsed(html).values("id"))
    origins = {origin for fact in story.facts for origin in fact.origins}
    wanted = {f"said-{quote.id}" for quote in story.quotes}
    wanted |= {f"origin-{_anchored(origin)}" for origin in origins}
    wanted |= {f"only-{omission.report}" for omission in story.omissions}
    wanted |= {"number-f05", "number-f30", "change-f05", "time-f01", "place-lowenmark"}
    assert wanted <= ids
    linked = {link[1:] for link in Parsed(html).values("href")}
    assert {f"part-{key}" for key in ("numbers", "quotes", "origins", "timeline")} <= linked


def _anchored(name: str) -> str:
    return name if re.fullmatch("[A-Za-z0-9][A-Za-z0-9_-]*", name) else ""


def test_who_says_so_stands_out_in_the_reason(html):
    assert "Only Halden Wire, citing <b>Sorvia Rescue Service</b>." in html


def test_words_that_the_summary_is_are_not_printed_twice(html):
    assert "<q>the repair could cost 90 million crowns</q>" not in html
    assert "Same words in the report" in html
    assert "<q>Engineers will inspect the west gate on Friday</q>" in html
