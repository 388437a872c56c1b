"""Reports from files, folders, streams: whatever can't be read becomes a named Failure."""

from __future__ import annotations

from secondsource.ingest.failure import Failure
from secondsource.ingest.ledger import Ledger
from secondsource.ingest.sources import read_sources

__all__ = ["Failure", "Ledger", "read_sources"]
