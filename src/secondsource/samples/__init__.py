"""Sample stories, invented for this project: no outlet, person or event in them is real.

A story is a folder of report files as ``secondsource read`` takes them.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from secondsource.errors import InputError


def sample_names() -> list[str]:
    """The names of the sample stories."""
    folders = Path(str(files(__name__))).iterdir()
    return sorted(folder.name for folder in folders if any(folder.glob("*.txt")))


def sample_paths(name: str | None = None) -> list[Path]:
    """The report files of one sample story, or of all, in order.

    Raises InputError for a name that isn't one of ``sample_names()``.
    """
    names = sample_names()
    if name is not None and name not in names:
        raise InputError(name, f"no such sample; there are {', '.join(names)}")
    root = Path(str(files(__name__)))
    wanted = names if name is None else [name]
    return [path for story in wanted for path in sorted((root / story).glob("*.txt"))]
