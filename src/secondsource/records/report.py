"""The published text, before anybody has read it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One published text.

    ``text`` is the coordinate system of every span in the project: spans are half-open
    code-point offsets into it, so it is never changed once a Report exists.
    """

    id: str = ""
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    published: str | None = None  #: ISO 8601 date or date-time, or None where unknown
    modified: str | None = None  #: ISO 8601, when the outlet last changed it; None where unknown
    language: str | None = None  #: ISO 639-1
    source: str | None = None  #: the path, archive member or URL it came from
    place: str | None = None  #: where in the source (``line 3``), None where it is all of it
    credited: str | None = None  #: whose text it is by the page or feed: a name or an address
    text: str

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", content_id(self))


def content_id(report: Report) -> str:
    """Name a report by what it says and who printed it: the same on every machine."""
    parts = (report.outlet, report.title, report.url, report.published, report.text)
    joined = "\x1f".join(part or "" for part in parts)
    return "r" + sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]
