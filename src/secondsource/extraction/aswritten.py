"""The rules as they are written, beside the compiled ones: for ``read --debug``.

Compiled functions have no frames, so Python's profiling hook never sees them
(extraction/firing.py). Their sources are installed beside them and say the same, more slowly.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType

_PACKAGE = "secondsource.extraction"


class _Sources:
    """Finds the modules of this package as their ``.py`` files, whatever else there is."""

    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """As ``importlib.abc.MetaPathFinder`` has it."""
        if not name.startswith(f"{_PACKAGE}.") or not path:
            return None
        place = Path(path[0]) / name.rpartition(".")[2]
        if place.is_dir():
            return spec_from_file_location(
                name, place / "__init__.py", submodule_search_locations=[str(place)]
            )
        return spec_from_file_location(name, place.with_suffix(".py"))


def as_written(module: str) -> ModuleType:
    """A module of this package that runs as it is written, with all that it imports from here."""
    used = import_module(f"{_PACKAGE}.{module}")
    return used if (used.__file__ or "").endswith(".py") else from_source(module)


@cache
def from_source(module: str) -> ModuleType:
    """A second copy of a module and of what it imports from here. Not while other threads import.

    Nobody else meets the copies: ``sys.modules`` is left as it was.
    """
    kept = _taken_out()
    sys.meta_path.insert(0, _Sources)
    try:
        return import_module(f"{_PACKAGE}.{module}")
    finally:
        sys.meta_path.remove(_Sources)
        _taken_out()
        sys.modules.update(kept)
        parent, _, name = _PACKAGE.rpartition(".")
        setattr(sys.modules[parent], name, kept[_PACKAGE])


def _taken_out() -> dict[str, ModuleType]:
    """This package and its modules, which nobody finds until they are put back."""
    names = [name for name in sys.modules if f"{name}.".startswith(f"{_PACKAGE}.")]
    return {name: sys.modules.pop(name) for name in names}
