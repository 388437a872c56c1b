"""``read --debug`` shows how a sentence was read."""

from __future__ import annotations

import pytest

from secondsource.cli.debugging import debug_lines
from secondsource.extraction.explanation import Explanation
from secondsource.records.report import Report


@pytest.fixture(scope="module")
def reader():
    from secondsource.pipeline import Reader

    return Reader()


SENTENCE = "Rebels may leave Goma on Sunday, the army said."


@pytest.fixture(scope="module")
def explained(reader) -> Explanation:
    return reader.explain(Report(text=SENTENCE, published="2026-03-12"))


def test_watching_changes_nothing(reader, explained: Explanation) -> None:
    assert explained.reading == reader.read(explained.reading.report)


def test_it_prints_every_word_once_below_its_governor(explained: Explanation) -> None:
    lines = list(debug_lines(explained))
    tree = lines[1 : lines.index("\nrules")]
    assert sorted(line.split()[0] for line in tree) == sorted(
        ["Rebels", "may", "leave", "Goma", "on", "Sunday", ",", "the", "army", "said", "."]
    )
    depth = {line.split()[0]: len(line) - len(line.lstrip()) for line in tree}
    assert depth["said"] < depth["leave"] < depth["Rebels"]


def test_it_names_the_rules_that_fired_with_what_they_decided(explained: Explanation) -> None:
    fired = {(firing.rule, firing.about): firing for firing in explained.firings}
    assert fired["from_child", ("leave", "may")].decision == "possible"
    assert all(firing.meaning for firing in explained.firings)


def test_it_prints_claims_as_cases_are_written(explained: Explanation) -> None:
    lines = list(debug_lines(explained))
    assert lines[lines.index("\nclaims") + 1 :] == [
        "  leave possible + agent=Rebels patient=Goma time=Sunday when=Sunday",
        "    according to: the army | said | says",
        "    evidence: Rebels may leave Goma on Sunday",
    ]


def test_a_hostile_sentence_gives_no_orders_to_the_terminal(reader) -> None:
    text = "The \x1b[31mfleet sank\u202e three boats, it said \x07yesterday."
    for line in debug_lines(reader.explain(Report(text=text))):
        assert not any(ord(char) < 32 for char in line.lstrip("\n")), line
        assert "\u202e" not in line


def test_the_option_prints_it(monkeypatch, reader) -> None:
    import sys
    from types import ModuleType

    from click.testing import CliRunner

    from secondsource.cli import main

    real = ModuleType("secondsource.pipeline")
    real.Reader = lambda: reader  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "secondsource.pipeline", real)
    result = CliRunner().invoke(main, ["read", "--published", "2026-03-12", "--debug", SENTENCE])
    assert result.exit_code == 0
    assert "leave possible + agent=Rebels patient=Goma time=Sunday when=Sunday" in result.stdout
