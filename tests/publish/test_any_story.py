"""Whatever a story holds, every writer writes it and none of them lets a control through."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from itertools import cycle

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from secondsource.publish import htmlsheet, markdown, terminal
from secondsource.records.story import Story
from tests.publish.parsed import Parsed
from tests.records.strategies import records


def _tied(story: Story) -> Story:
    """The story with unique ids, and with references that lead to its own reports and facts."""
    items = [
        replace(item, report=replace(item.report, id=f"{item.report.id}{n}"))
        for n, item in enumerate(story.reports)
    ]
    ids = cycle([item.report.id for item in items] or ["nowhere"])
    facts = [replace(fact, id=f"{fact.id}{n}") for n, fact in enumerate(story.facts)]
    targets = cycle([fact.id for fact in facts] or ["nothing"])
    return replace(
        story,
        reports=tuple(replace(i, copies=tuple(next(ids) for _ in i.copies)) for i in items),
        facts=tuple(
            replace(
                fact,
                claims=tuple(replace(claim, report=next(ids)) for claim in fact.claims),
                reports=tuple(next(ids) for _ in fact.reports),
                conflicts=tuple(replace(c, fact=next(targets)) for c in fact.conflicts),
                supersedes=tuple(next(targets) for _ in fact.supersedes),
                value=fact.value
                and replace(
                    fact.value,
                    asserted=tuple(replace(a, report=next(ids)) for a in fact.value.asserted),
                ),
            )
            for fact in facts
        ),
        quotes=tuple(
            replace(
                quote,
                id=f"{quote.id}{n}",
                versions=tuple(replace(v, report=next(ids)) for v in quote.versions),
            )
            for n, quote in enumerate(story.quotes)
        ),
    )


stories = records(Story).map(_tied)


@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(stories, st.integers(24, 120))
def test_every_writer_writes_it(story, width):
    out = io.StringIO()
    terminal.write(story, Console(file=out, width=width))
    text = out.getvalue()
    controls = "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
    assert not re.search(controls, text)
    assert not re.search(controls, markdown.render(story))
    parsed = Parsed(htmlsheet.render([story]))
    ids = Counter(parsed.values("id"))
    assert max(ids.values()) == 1
    assert {link[1:] for link in parsed.values("href") if link[0] == "#"} <= set(ids)
