"""The account of every input: read, in another language, or failed and named."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from secondsource.ingest.failure import Failure

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029"  # C0, C1, line ends
    "\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"  # direction marks, surrogates
)


@dataclass(slots=True)
class Ledger:
    """Counts that add up to the number of inputs; whatever was not read goes to ``report``."""

    report: Callable[[Failure], None]
    read: int = 0
    other_language: int = 0
    failed: int = 0
    copies: int = 0  #: of those that were read: the same text as another, or mostly

    def fail(self, failure: Failure) -> None:
        """Count an input that was not read, and name it."""
        self.failed += 1
        self.report(failure)

    def leave_out(self, report: Failure) -> None:
        """Count a report in a language that is not read, and name it."""
        self.other_language += 1
        self.report(report)

    @property
    def inputs(self) -> int:
        """All inputs seen so far."""
        return self.read + self.other_language + self.failed

    def lines(self) -> list[str]:
        """The end of every run; the last of them accounts for every input."""
        are = "is a copy of another" if self.copies == 1 else "are copies of others"
        copies = f"{self.copies} of the {self.read} that were read {are}"
        return [*([copies] if self.copies else []), str(self)]

    def __str__(self) -> str:
        """The last line of every run."""
        return (
            f"{self.inputs} inputs: {self.read} read, {self.other_language} other language,"
            f" {self.failed} failed"
        )


def failure_line(failure: Failure) -> str:
    """One line for a person: control characters in names shown, never sent."""
    return show_controls(str(failure))


def failure_json(failure: Failure) -> str:
    """One line of the failures file, ASCII only."""
    return json.dumps(failure.to_dict())


def show_controls(text: str) -> str:
    """``text`` on one line, every control and direction character as its escape."""
    return _UNSAFE.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)
