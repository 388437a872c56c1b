"""Fixtures of the publishing tests: the invented story, and a browser where there is one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from secondsource.publish import htmlsheet
from secondsource.records.story import Story
from tests.publish.browser import Page, find_browser, opened
from tests.publish.invented import build_story


@pytest.fixture(scope="session")
def story() -> Story:
    """The invented story of the barrier at Lowenmark."""
    return build_story()


@pytest.fixture(scope="session")
def html(story: Story) -> str:
    return htmlsheet.render([story])


@pytest.fixture
def html_file(html: str, tmp_path: Path) -> Path:
    path = tmp_path / "sheet.html"
    path.write_text(html, encoding="utf-8", newline="")
    return path


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """A tab of a headless Chromium; tests that need it are skipped without one."""
    browser = find_browser()
    if browser is None:
        pytest.skip("no Chromium found (set CHROMIUM to its path)")
    with opened(browser) as found:
        yield found
