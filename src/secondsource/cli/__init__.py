"""The ``secondsource`` command."""

from __future__ import annotations

from secondsource.cli.program import main

__all__ = ["main"]
