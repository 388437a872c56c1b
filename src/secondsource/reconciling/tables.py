"""The word tables of this stage, each read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table_of(package: str, name: str) -> dict[str, Any]:
    """A TOML file that lies beside the modules of ``package``, such as ``"wording.toml"``."""
    return tomllib.loads((files(package) / name).read_text(encoding="utf-8"))
