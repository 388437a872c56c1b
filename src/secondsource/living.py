"""A story that grows: reports are added or taken away, and what that changed is told."""

from __future__ import annotations

from collections.abc import Iterable

from secondsource.pipeline import copy_map
from secondsource.reconciling.aligning.memory import Memory
from secondsource.reconciling.changes import changes_between
from secondsource.reconciling.facts.facts import Options
from secondsource.reconciling.story import reconcile
from secondsource.records.changes import Changes
from secondsource.records.reading import Reading
from secondsource.records.story import Story


class LivingStory:
    """One story over time.

    ``story`` is always what ``ss.reconcile`` makes of the same readings at once, whatever the order
    they came in; what an earlier state has worked out of pages and pairs of claims is kept. Two
    readings with one report id count once, and the later takes the place of the earlier. Not safe
    to share by threads.
    """

    def __init__(self, readings: Iterable[Reading] = (), *, options: Options | None = None) -> None:
        self._options = options
        self._memory = Memory()
        self._readings = {reading.report.id: reading for reading in readings}
        self._story = self._reconciled()

    @property
    def story(self) -> Story:
        """The story as it stands."""
        return self._story

    def add(self, *readings: Reading) -> Changes:
        """Take readings in; what that changed."""
        self._readings.update((reading.report.id, reading) for reading in readings)
        return self._changed()

    def remove(self, *reports: str) -> Changes:
        """Take reports out by id; what that changed. Ids of no report here are passed over."""
        for report in reports:
            self._readings.pop(report, None)
        return self._changed()

    def _changed(self) -> Changes:
        before, self._story = self._story, self._reconciled()
        return changes_between(before, self._story)

    def _reconciled(self) -> Story:
        readings = list(self._readings.values())
        copies = copy_map(readings)
        return reconcile(readings, copies, self._options, self._memory)
