"""What stays the same of a story when reports come in: pages, statements, comparisons.

Nothing here is ever trusted past its ground: a page is kept while the story sees its entities as
before, a statement while its page is kept, and a comparison while both statements are kept and
nothing that relates their names and places has changed. Reconciling with a memory therefore gives
what reconciling without one gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from secondsource.reconciling.aligning.ground import Comparisons, Ground
from secondsource.reconciling.aligning.meanings import MeaningFinder, Meanings
from secondsource.reconciling.aligning.statements import Statement, statements_of
from secondsource.reconciling.pages.cast import Cast
from secondsource.reconciling.pages.page import Page
from secondsource.records.reading import Reading

_View = tuple[object, ...]


class Memory:
    """One for each story that grows. Not safe to share by threads."""

    def __init__(self) -> None:
        self._pages: dict[str, tuple[_View, Page]] = {}
        self._statements: dict[str, tuple[Page, tuple[Statement, ...]]] = {}
        self._meanings = MeaningFinder()
        self._comparisons = Comparisons()
        self._ground = Ground()

    def page(self, reading: Reading, cast: Cast) -> Page:
        """The page of a reading, the same one while the cast shows it the same entities."""
        view = _view(reading, cast)
        known = self._pages.get(reading.report.id)
        if known is not None and known[1].reading is reading and known[0] == view:
            known[1].cast = cast
            return known[1]
        page = Page(reading, cast)
        self._pages[reading.report.id] = view, page
        return page

    def statements(self, pages: Iterable[Page]) -> Iterator[Statement]:
        """The statements of every page."""
        for page in pages:
            known = self._statements.get(page.report)
            if known is None or known[0] is not page:
                known = page, statements_of(page)
                self._statements[page.report] = known
            yield from known[1]

    def meanings(self, statements: Iterable[Statement]) -> Meanings:
        """The vectors of the statements' clauses."""
        return self._meanings.of(statements)

    def recall(self, ground: Ground, pages: Mapping[str, Page]) -> Ground:
        """The ground of this pass with the comparisons that still hold; reports that went are
        forgotten."""
        for gone in self._pages.keys() - pages.keys():
            del self._pages[gone]
            self._statements.pop(gone, None)
        pairs = {*(ground.ties ^ self._ground.ties), *(ground.within ^ self._ground.within)}
        self._comparisons.turn(frozenset(name for pair in pairs for name in pair))
        self._ground = replace(ground, known=self._comparisons)
        return self._ground


def _view(reading: Reading, cast: Cast) -> _View:
    """Everything that a page takes from the cast."""
    told = reading.report.text.lower()
    found: list[object] = [stem for stem in sorted(cast.peoples) if stem in told]
    for entity in reading.entities:
        story_id = cast.of(reading.report.id, entity.id)
        if story_id is not None:
            seen = cast.entities[story_id]
            found.append((entity.id, story_id, story_id in cast.named, seen.name, seen.kind))
    return tuple(found)
