"""Reports from files, folders, streams: whatever can't be read becomes a named Failure."""

from __future__ import annotations

from secondsource.ingest.failure import Failure
from secondsource.ingest.fetch import Fetcher
from secondsource.ingest.ledger import Ledger
from secondsource.ingest.listing import Input, list_inputs
from secondsource.ingest.pagecache import PageCache, default_folder
from secondsource.ingest.sources import Intake, read_sources, total_size

__all__ = [
    "Failure", "Fetcher", "Input", "Intake", "Ledger", "PageCache", "default_folder",
    "list_inputs", "read_sources", "total_size",
]  # fmt: skip
