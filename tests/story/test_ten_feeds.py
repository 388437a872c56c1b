"""Ten feeds with one agency's text are one origin, whatever each has made of the page."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from secondsource.cli import main

WIRE = [
    "A fire destroyed the grain terminal of Port Vell before dawn on Tuesday and sank a barge that"
    " was tied up beside it, blocking the only deep channel into the harbour.",
    "The flames spread from a conveyor belt to three silos within minutes, and the heat could be"
    " felt on the other bank of the river. Crews from four towns pumped water until noon.",
    "The terminal exports most of the wheat of the valley. Eleven ships are waiting outside the"
    " harbour, and mills along the coast have flour for nine days.",
    "Inspectors closed the terminal twice last year because dust had gathered under the belts."
    " Skerry Grain, which runs it, repaired the belts in March.",
    "The last fire in the harbour, in 2019, burned for two days and cost a watchman his life.",
]
OWN = (
    "Bakers in our town queued at the mill on Tuesday to buy what was left, and two of them told"
    " us that they would sell no white bread before the weekend.",
    "The school on the quay stayed closed and sent its three hundred pupils home by bus, because"
    " smoke had come in through the windows of the gymnasium.",
)


def page(name: str, headline: str, paragraphs: list[str], *, furniture: str = "") -> str:
    body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    return (
        f"<html><head><title>{escape(headline)} | {name}</title>"
        f'<meta property="og:site_name" content="{name}">'
        '<meta property="article:published_time" content="2031-09-09T10:00:00Z"></head>'
        f"<body><nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav><article><h1>"
        f"{escape(headline)}</h1>{body}{furniture}</article><footer>© {name}</footer></body></html>"
    )


def text(name: str, headline: str, paragraphs: list[str]) -> str:
    head = f"Title: {headline}\nOutlet: {name}\nPublished: 2031-09-09\n\n"
    return head + "\n\n".join(paragraphs)


def feed(name: str, headline: str, paragraphs: list[str]) -> str:
    body = escape("".join(f"<p>{text}</p>" for text in paragraphs))
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{name}</title>'
        f"<link>https://{name.lower().replace(' ', '')}.example/</link><item><title>"
        f"{headline}</title><guid>{name}</guid><pubDate>Tue, 09 Sep 2031 11:00:00 GMT</pubDate>"
        f'<source url="https://www.reuters.com/rss">Reuters</source>'
        f"<description>{body}</description></item></channel></rss>"
    )


FEEDS = {
    "01.txt": text(
        "Reuters", "Fire destroys grain terminal in Port Vell",
        ["PORT VELL, Sept 9 (Reuters) - " + WIRE[0], *WIRE[1:]],
    ),
    "02.html": page(
        "Vell Courier", "Harbour shut after terminal burns", WIRE[:4],
        furniture="<p>(Reuters)</p><p>Read more: Ten walks by the sea</p>",
    ),
    "03.html": page(
        "Upland News", "Blaze at the port: no wheat leaves the valley", [OWN[0], *WIRE[:3]],
        furniture="<p>Reporting by Ada Lund; Editing by Tom Reeve</p><p>Subscribe to our"
        " newsletter</p>",
    ),
    "04.txt": text("Tarn Gazette", "Eleven ships wait", [*WIRE[:3], "With reporting by Reuters."]),
    "05.xml": feed("Skerry Radio", "Silos burn in Port Vell", WIRE[:4]),
    "06.txt": text("Oster Post", "Grain terminal gone", [*WIRE[:2], WIRE[3]]),
    "07.html": page("Marsh Daily", "Fire shuts harbour", [OWN[1], *WIRE]),
    "08.txt": text("Lund Mail", "Barge sinks as terminal burns", ["By Reuters Staff", *WIRE[:4]]),
    "09.xml": feed("Coast Herald", "Port Vell loses its terminal", [*WIRE[:3]]),
    "10.html": page("Bay Times", "Terminal fire", [WIRE[0], WIRE[2], WIRE[1]]),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("feeds")
    for name, content in FEEDS.items():
        (made / name).write_text(content, encoding="utf-8")
    return made


def run(*arguments: str) -> Any:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_they_are_one_story_in_which_every_text_is_somebody_elses(folder: Path) -> None:
    story = run("stories", str(folder))
    taken = set(story["copies"]) | {reuse["report"] for reuse in story["reuses"]}
    assert len(story["reports"]) == 10 and len(taken) == 9
    names = {publisher["name"] for publisher in story["publishers"].values()}
    assert {"Reuters", "Vell Courier", "Oster Post", "Bay Times"} <= names
    assert {credit["name"] for credit in story["credits"]} == {"Reuters"}


def test_what_they_say_has_one_origin(folder: Path) -> None:
    story = run("read", "--json", "--one-story", str(folder))
    facts = [fact for fact in story["facts"] if len(fact["reports"]) > 1]
    carried = {report for fact in facts for report in fact["reports"]}
    assert len(facts) >= 3 and len(carried) >= 5
    for fact in facts:
        assert fact["grade"] in {"single source", "widely reported"}, fact["why"]
