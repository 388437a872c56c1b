"""The page in a real browser: keyboard, passages, themes, sizes, injection, accessibility."""

from __future__ import annotations

import json
import os
import re
from base64 import b64decode
from dataclasses import replace
from pathlib import Path

import pytest

from secondsource.publish import geography, htmlsheet
from secondsource.publish.sheet import lay_out
from secondsource.records.changes import Change, Changes
from tests.publish import hostile

WIDTHS = [320, 360, 768, 1280, 1920]
PASSAGES = """
Object.fromEntries([...document.querySelectorAll('.at')].map(({id}) =>
  [id, [...document.getElementsByClassName(id)].map(mark => mark.textContent).join('')]))
"""


@pytest.fixture
def sheet(page, html_file):
    page.look(1280, 800)
    page.errors.clear()
    page.open(html_file)
    yield page
    assert page.errors == []


def test_passages_in_the_page_are_the_evidence(sheet, story):
    found = sheet.value(PASSAGES)
    texts = {item.report.id: item.report.text for item in story.reports}
    words = [texts[c.report][c.start : c.end] for fact in story.facts for c in fact.claims]
    words += [texts[v.report][v.start : v.end] for q in story.quotes for v in q.versions]
    for site in geography.sites(lay_out(story)):
        words += [texts[m.report][m.start : m.end] for m in site.mentions]
    assert sorted(found.values()) == sorted(words)


def test_report_texts_in_the_page_are_the_reports(sheet, story):
    found = sheet.value("[...document.querySelectorAll('.text')].map(t => t.textContent)")
    assert found == [item.report.text for item in story.reports]


def test_keys_move_through_facts_and_evidence(sheet):
    sheet.press("j", "j")
    assert sheet.value("document.activeElement.dataset.fact") == "fact-f02"
    assert sheet.value("location.hash") == "#fact-f02"
    sheet.press("e", "e")
    anchor = sheet.value("location.hash.slice(1)")
    box = sheet.value(f"document.getElementById('{anchor}').getBoundingClientRect().toJSON()")
    assert anchor.startswith("ev-f02-")
    assert 0 < box["top"] < 800
    sheet.press("b", "k")
    assert sheet.value("location.hash") == "#fact-f01"


def test_side_by_side_shows_each_report_of_the_fact_at_its_passage(sheet):
    sheet.press("j", "j", "s")
    boxes = sheet.value("""[...document.querySelectorAll('.report')]
        .filter(report => report.checkVisibility())
        .map(report => [report.id, report.querySelector('mark.on').getBoundingClientRect().top])""")
    assert [name for name, _ in boxes] == ["report-wire", "report-tribune", "report-ledger"]
    assert all(0 < top < 800 for _, top in boxes)
    sheet.press("Escape")
    assert sheet.value("document.body.className") == ""


def test_on_a_narrow_screen_the_reports_of_a_fact_lie_over_the_sheet(sheet):
    sheet.look(768, 800)
    sheet.press("j", "j", "s")
    assert sheet.value("document.activeElement.id") == "single"
    boxes = sheet.value("""[...document.querySelectorAll('.report')]
        .filter(report => report.checkVisibility())
        .map(report => report.querySelector('mark.on').getBoundingClientRect())
        .map(box => [box.left, box.top])""")
    assert len(boxes) == 3
    assert [left for left, _ in boxes] == sorted({left for left, _ in boxes})
    assert all(0 < top < 800 for _, top in boxes)
    assert sheet.value("document.getElementById('sheet').inert") is True
    sheet.press("Escape")
    assert sheet.value("document.getElementById('sheet').inert") is False
    assert sheet.value("document.activeElement.dataset.compare") == "fact-f02"


def test_on_a_telephone_they_are_cut_down_to_their_passages(sheet):
    sheet.look(360, 800)
    sheet.press("j", "j", "s")
    bare = sheet.value("""[...document.querySelectorAll('.text p')]
        .filter(p => p.checkVisibility() && !p.querySelector('mark.on')).length""")
    shown = "[...document.querySelectorAll('.text p')].filter(p => p.checkVisibility()).length"
    assert bare == 0
    assert sheet.value(shown) >= 3
    assert sheet.value("document.documentElement.scrollWidth") <= 360
    sheet.look(1280, 800)
    assert sheet.value("document.body.className") == ""
    assert sheet.value("document.getElementById('sheet').inert") is False


def test_side_by_side_opens_both_sides_of_a_conflict(sheet, story):
    fact = next(f for f in story.facts if f.conflicts)
    rival = next(f for f in story.facts if f.id == fact.conflicts[0].fact)
    sheet.value(f"document.querySelector('[data-compare=fact-{fact.id}]').click()")
    copies = {copy for item in story.reports for copy in item.copies}
    wanted = {f"report-{r}" for side in (fact, rival) for r in side.reports if r not in copies}
    found = sheet.value("""[...document.querySelectorAll('.report')]
        .filter(report => report.checkVisibility() && report.querySelector('mark.on'))
        .map(report => report.id)""")
    assert wanted <= set(found)
    sheet.press("Escape")
    assert sheet.value(f"document.querySelectorAll('.ev-{rival.id}-0.on').length") == 0


def test_print_leaves_out_what_stands_elsewhere(sheet):
    sheet.value("document.getElementById('theme-dark').click()")
    sheet.call("Emulation.setEmulatedMedia", media="print")
    hidden = """['.from .evidence', '.evidence .copy', '.wide:has(.graph)', '.bar', '.menu']
        .map(name => [...document.querySelectorAll(name)])
        .map(found => found.filter(e => e.checkVisibility()).length)"""
    assert sheet.value(hidden) == [0] * 5
    ground = "getComputedStyle(document.body).backgroundColor"
    assert sheet.value(ground) == "rgb(255, 255, 255)"
    shown = "[...document.querySelectorAll('.fact h3, .fact h4')].every(e => e.checkVisibility())"
    assert sheet.value(shown) is True
    sheet.call("Emulation.setEmulatedMedia", media="")
    sheet.value("document.getElementById('theme-auto').click()")


def test_a_printed_sheet_is_short(page, html_file):
    page.look(1280, 800)
    page.open(html_file)
    paper = page.call("Page.printToPDF", paperWidth=8.27, paperHeight=11.69)
    sheets = re.findall(rb"/Type /Page\b", b64decode(paper["data"]))
    assert 1 <= len(sheets) <= 5


def test_find_hides_facts_without_the_words(sheet):
    sheet.press("/")
    sheet.press(*"hearing")
    assert sheet.value("document.getElementById('found').textContent") == "2 of 17"
    sheet.press("Escape")
    assert sheet.value("document.querySelectorAll('.fact[hidden]').length") == 0


def test_single_keys_can_be_turned_off(sheet):
    sheet.press("?")
    assert sheet.value("document.getElementById('help').open") is True
    sheet.value("document.getElementById('keys').click()")
    sheet.press("Escape")
    sheet.press("j")
    assert sheet.value("location.hash") == ""
    sheet.value("document.getElementById('keys').click()")


def test_tab_reaches_everything_and_the_focus_shows(sheet):
    sheet.press("Tab")
    assert sheet.value("document.activeElement.className") == "skip"
    seen, unseen = set(), []
    for _ in range(60):
        sheet.press("Tab")
        name, width, above = sheet.value("""(() => {
            const e = document.activeElement, box = e.getBoundingClientRect();
            const shown = e.matches('input[type=radio]') ? e.parentElement : e;
            const bar = document.querySelector('.bar');
            return [e.outerHTML.slice(0, 200), getComputedStyle(shown).outlineWidth,
                    !bar.contains(e) && box.bottom <= bar.getBoundingClientRect().bottom];
        })()""")
        seen.add(name)
        if width != "3px" or above:
            unseen.append(name)
    assert len(seen) > 50
    assert unseen == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_sticks_out_and_targets_are_large_enough(page, html_file, width, scheme):
    page.look(width, 800, scheme)
    page.open(html_file)
    assert page.value("document.documentElement.scrollWidth - innerWidth") <= 0
    small = page.value("""[...document.querySelectorAll('a, button, input, label')]
        .filter(e => e.checkVisibility({checkOpacity: true}) && !e.matches('.ref, .skip'))
        .filter(e => !e.closest('svg, p.note, fieldset, dialog'))
        .filter(e => Math.min(e.offsetWidth, e.offsetHeight) < 24 && e.localName !== 'label')
        .map(e => e.outerHTML.slice(0, 120))""")
    assert small == []


def test_dark_and_light(page, html_file):
    colour = "getComputedStyle(document.body).backgroundColor"
    page.look(1280, 800, "dark")
    page.open(html_file)
    dark = page.value(colour)
    page.look(1280, 800, "light")
    light = page.value(colour)
    page.value("document.getElementById('theme-dark').click()")
    assert page.value(colour) == dark != light
    page.value("document.getElementById('theme-auto').click()")


def test_reading_needs_no_script(page, html_file, story):
    page.look(1280, 800)
    page.call("Emulation.setScriptExecutionDisabled", value=True)
    page.open(html_file, "#ev-f05-1")
    page.call("Emulation.setScriptExecutionDisabled", value=False)
    found = page.value("""[...document.querySelectorAll('mark')]
        .filter(mark => getComputedStyle(mark).backgroundColor === 'rgb(255, 213, 74)')
        .map(mark => mark.className)""")
    assert len(found) == 1
    assert "ev-f05-1" in found[0]
    assert page.value("document.querySelectorAll('[data-js]:not([hidden])').length") == 0


def test_no_script_of_a_report_runs(page, tmp_path):
    path = tmp_path / "hostile.html"
    path.write_text(
        htmlsheet.render([hostile.build_story(hostile.PAYLOADS)]), encoding="utf-8", newline=""
    )
    page.errors.clear()
    page.dialogs.clear()
    page.open(path)
    page.press("j", "e", "s", "Escape", "j")
    page.value("document.querySelectorAll('.text *, .fact').forEach(e => e.focus())")
    assert page.value("window.hit") is None
    assert page.dialogs == []
    assert page.errors == []
    texts = page.value("[...document.querySelectorAll('.text')].map(t => t.textContent)")
    assert texts == [payload.replace("\0", "\ufffd") for payload in hostile.PAYLOADS]
    page.look(320, 800)
    assert page.value("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("titles", [["Barrier"], ["Barrier", "Gate"]])
def test_no_accessibility_rule_is_broken(page, story, tmp_path, titles, width, scheme):
    axe = Path(os.environ.get("SECONDSOURCE_AXE", "axe.min.js"))
    if not axe.is_file():
        pytest.skip("set SECONDSOURCE_AXE to a copy of axe-core's axe.min.js")
    path = tmp_path / "sheet.html"
    stories = [replace(story, title=title) for title in titles]
    changes = Changes(
        story=story.id, since="", added=("ledger",), removed=(),
        changes=(Change(kind="grade", fact="f02", summary="", why="Two now.",
                        before="single source", after="corroborated"),
                 Change(kind="conflict opened", fact="f05", other="f06", summary="", why="",
                        after="the number killed")),
    )  # fmt: skip
    path.write_text(htmlsheet.render(stories, [changes]), encoding="utf-8", newline="")
    page.look(width, 800, scheme)
    page.call("Page.setBypassCSP", enabled=True)
    page.open(path)
    page.value(axe.read_text(encoding="utf-8") + ";0")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.value(f"axe.run({{runOnly: {json.dumps(tags)}}}).then(r => r.violations)")
    page.call("Page.setBypassCSP", enabled=False)
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
