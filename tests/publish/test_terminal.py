"""The sheet in a terminal: complete, 80 columns wide, without colour, without controls."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from secondsource.publish import labels, terminal
from secondsource.records.story import Story
from tests.publish import hostile


def _printed(story: Story, **options) -> str:
    out = options.pop("file", None) or io.StringIO()
    terminal.write(story, Console(file=out, width=options.pop("width", 80), **options))
    return out.getvalue()


def _section(text: str, title: str) -> str:
    """The lines from a title to the next empty line."""
    return text[text.index(title) :].partition("\n\n")[0]


def test_sections_come_in_the_order_of_the_product(story):
    text = _printed(story)
    titles = [label.name.upper() for label in labels.GRADES.values()]
    titles += ["NUMBERS", "QUOTES", "ORIGINS", "ONLY HERE", "TIMELINE", "PLACES", "CHANGES"]
    places = [text.index(title) for title in titles]
    assert places == sorted(places)


def test_heading_counts_reports_origins_and_copies(story):
    heading = _printed(story).partition("\n\n")[0]
    assert (
        "3 reports · 9 independent origins · 2 unnamed, not counted as independent · 1 copy"
        in " ".join(heading.split())
    )
    assert "copied by Marrow Bay Courier" in heading


def test_every_fact_is_on_the_sheet(story):
    text = " ".join(_printed(story, width=200).split())
    assert all(fact.summary in text for fact in story.facts)


def test_evidence_is_in_the_reports_own_words(story):
    text = _printed(story, width=200)
    assert "Coast Ledger: “one of its dredgers had struck the barrier on Monday night”" in text
    assert "Marrow Bay Courier (copy): the same words" in text


def test_planned_and_possible_say_so(story):
    text = _printed(story, width=200)
    assert "Parliament will hold a hearing [planned]" in text
    assert "90 million crowns [possible, not said to have happened]" in text
    assert "Warnings about the wall were ignored [said not to be so]" in text
    assert "No date has been set for the hearing [" not in text


def test_rival_numbers_share_one_axis(story):
    numbers = _section(_printed(story), "NUMBERS")
    assert "Killed: 14 to 17, best 14" in numbers
    assert "North Quay Tribune  ├·······●···········┤  “14”" in numbers
    assert "Coast Ledger        ├···················●  “Seventeen”" in numbers
    assert "Halden Wire         ●───────────────────▸  “At least 12” (citing the" in numbers


def test_altered_words_are_marked(story):
    quotes = _section(_printed(story, width=120), "QUOTES")
    assert "“We lost the ‹east› gate ‹within› minutes”" in quotes
    assert "“We lost the ‹eastern› gate ‹in› minutes”" in quotes


def test_only_here_says_what_is_lacking(story):
    text = _section(_printed(story), "ONLY HERE")
    assert "It leaves out: 3. Parliament will hold a hearing" in text
    assert "It leaves out: 8. Power failed in two districts" in text
    assert "First said elsewhere after it appeared: 4. 14 people were killed" in text


def test_changes(story):
    assert "replaced 17: At least 12 people were killed" in _section(_printed(story), "CHANGES")


@pytest.mark.parametrize("width", [40, 60, 80, 132])
def test_nothing_is_wider_than_the_terminal(story, width):
    assert all(cell_len(line) <= width for line in _printed(story, width=width).splitlines())


def test_no_line_ends_in_spaces(story):
    assert not any(line != line.rstrip() for line in _printed(story).splitlines())


def test_no_escapes_without_a_terminal_and_no_colour_where_none_is_wanted(story):
    assert "\x1b" not in _printed(story)
    plain = _printed(story, force_terminal=True, no_color=True)
    assert not any(f"\x1b[{code}m" in plain for code in range(30, 50))


def test_colour_adds_nothing_that_words_do_not_say(story):
    coloured = Console(file=io.StringIO(), width=80, record=True, force_terminal=True)
    terminal.write(story, coloured)
    assert coloured.export_text(styles=False) == _printed(story)


def test_a_terminal_without_unicode(story):
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    terminal.write(story, Console(file=out, width=120))
    out.flush()
    text = out.buffer.getvalue().decode("ascii")
    assert "! CONTESTED (4)" in text
    assert '"We lost the <east> gate <within> minutes"' in text


def test_markup_of_the_terminal_library_is_only_text(story):
    text = _printed(replace(story, title="[bold red]Gate[/] [link=http://x.example]x[/link]"))
    assert text.startswith("[bold red]Gate[/] [link=http://x.example]x[/link]")


def test_no_control_character_reaches_the_terminal():
    text = _printed(hostile.build_story(hostile.PAYLOADS))
    assert not {char for char in text if char != "\n" and (char < " " or "\x7f" <= char <= "\x9f")}
    assert "\u202e" not in text


def test_long_single_source_facts_are_one_line_each(story):
    text = _section(_printed(story, width=140), "SINGLE SOURCE")
    assert len(text.splitlines()) == 1 + 3 + sum(f.grade == "single source" for f in story.facts)


def test_a_story_with_nothing_in_it():
    empty = Story(id="s", title="", from_=None, to=None, reports=(), entities=(), origins=(),
                  facts=(), quotes=())  # fmt: skip
    assert _printed(empty, width=120).splitlines() == [
        "Untitled story",
        "date of publication not given · 0 reports · 0 independent origins",
    ]


def test_a_long_name_keeps_the_day_that_tells_it_from_others():
    name = "Danar Valley News Agency (6 Sep 2034)"
    assert terminal._named_within(name, 30) == "Danar Valley … (6 Sep 2034)"
    assert terminal._named_within("Post (4 Jun 2034)", 30) == "Post (4 Jun 2034)"
