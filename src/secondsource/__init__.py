"""Read many reports of the same events; say what is known, who says so, and how well it stands.

>>> import secondsource as ss
>>> reader = ss.Reader()
>>> story = ss.reconcile([reader.read(ss.Report(text=...)), ...])
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from secondsource.errors import InputError, ModelError, SecondsourceError
    from secondsource.living import LivingStory
    from secondsource.pipeline import (
        Reader,
        Stories,
        extract,
        group,
        reconcile,
        reconcile_table,
        stories,
    )
    from secondsource.records.reading import Reading
    from secondsource.records.report import Report
    from secondsource.records.story import Story

__version__ = "0.1.0"

_HOME = {
    "Reader": "pipeline", "Stories": "pipeline", "group": "pipeline", "reconcile": "pipeline",
    "stories": "pipeline", "extract": "pipeline", "reconcile_table": "pipeline",
    "LivingStory": "living",
    "Report": "records.report", "Reading": "records.reading", "Story": "records.story",
    "SecondsourceError": "errors", "InputError": "errors", "ModelError": "errors",
}  # fmt: skip
__all__ = [
    "InputError", "LivingStory", "ModelError", "Reader", "Reading", "Report", "SecondsourceError",
    "Stories", "Story", "extract", "group", "reconcile", "reconcile_table", "stories",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import a public name at first use: ``import secondsource`` itself stays cheap."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
