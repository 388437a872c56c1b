"""Printing lines on a terminal: indented, wrapped, never markup, in the terminal's encoding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from secondsource.publish.safetext import plain
from secondsource.publish.sheet import Sheet, SheetFact

if TYPE_CHECKING:
    from rich.console import Console


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The console and the sheet, with the few ways a line is printed."""

    console: Console
    sheet: Sheet

    @property
    def ascii(self) -> bool:
        """Whether this terminal has ASCII only."""
        return self.console.options.ascii_only

    def line(self, *parts: str | tuple[str, str], indent: int = 0, hang: int = 0) -> None:
        """Print one paragraph; a part is a string or (string, style), never markup.

        ``hang`` indents the lines after the first further.
        """
        from rich.text import Text

        text = Text()
        for part in parts:
            words, style = part if isinstance(part, tuple) else (part, "")
            text.append(self.fit(words), style)
        width = max(20, self.console.width - indent - hang)
        for place, row in enumerate(text.wrap(self.console, width)):
            row.rstrip()
            margin = indent if place == 0 else indent + hang
            self.console.print(Text(" " * margin) + row, highlight=False, soft_wrap=True)

    def fit(self, words: str) -> str:
        """The words as far as this terminal's encoding has them."""
        encoding = self.console.encoding or "utf-8"
        if self.ascii:
            words = words.translate(_ASCII)
        return words.encode(encoding, "replace").decode(encoding, "replace")

    def title(self, words: str, note: str = "") -> None:
        """Print a section's title after a blank line."""
        self.console.print()
        if note and len(words) + len(note) + 2 > self.console.width:
            self.line((words.upper(), "bold"))
            self.line((note, "dim"), indent=2)
        else:
            self.line((words.upper(), "bold"), (f"  {note}" if note else "", "dim"))

    def mark(self, entry: SheetFact) -> str:
        """The sign of a fact's grade."""
        return entry.label.ascii if self.ascii else entry.label.symbol

    def name(self, report_id: str) -> str:
        """What a report is called."""
        return self.sheet.names.get(report_id, plain(report_id))


_ASCII: Final = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "·": "-", "→": "->"}
    | {"‹": "<", "›": ">", "─": "-", "●": "*", "◆": "#", "├": "|", "┤": "|", "▸": ">", "◂": "<"}
)
