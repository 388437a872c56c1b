"""Compiles the modules that walk trees into C with mypyc, where a C compiler is at hand.

Only wheels are compiled, never editable installs; ``SECONDSOURCE_COMPILE=no`` leaves them pure, and
so does whatever goes wrong, with a note: the same modules then run as they are written.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: Not the modules of rules that ``read --debug`` watches (extraction/firing.py): compiled functions
#: are invisible to Python's profiling hook.
MODULES = (
    "syntax",
    *(
        f"extraction/{name}"
        for name in (
            "anchors", "asides", "candidates", "chained", "circumstances", "claims", "clauses",
            "coreference", "cue", "denials", "descriptions", "evidence", "lookup", "mentions",
            "missed", "nouns", "participants", "phrases", "pointed", "positions", "printed_names",
            "pronouns", "salience", "sayings", "speakers", "words",
        )
    ),
)  # fmt: skip
_COMPILE = """
import sys
from mypyc.build import mypycify
from setuptools import setup

options = ["--ignore-missing-imports", "--follow-imports=silent", "--namespace-packages",
           "--explicit-package-bases", "--no-error-summary"]
setup(
    name="secondsource",
    packages=[],
    ext_modules=mypycify([*options, *sys.argv[1:]], opt_level="1", debug_level="0",
                         group_name="secondsource"),
    script_args=["-q", "build_ext", "--inplace"],
)
"""


class CompileHook(BuildHookInterface[Any]):
    """Adds the compiled modules to a wheel, beside their sources."""

    def dependencies(self) -> list[str]:
        """What building needs besides hatchling."""
        return ["mypy>=2,<3", "setuptools>=75"] if self.target_name == "wheel" and _can() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, if this is a wheel that is to be compiled and can be."""
        if self.target_name != "wheel" or version == "editable":
            return
        if not _can():
            self.app.display_info("secondsource: no C compiler, or told not to: a pure wheel")
            return
        self._folder = tempfile.TemporaryDirectory()
        try:
            built = _compiled(Path(self.root) / "src", Path(self._folder.name))
        except (OSError, subprocess.SubprocessError) as error:
            told = getattr(error, "stdout", None) or str(error)
            self.app.display_warning(f"secondsource: not compiled, a pure wheel: {told[-2000:]}")
            return
        build_data["pure_python"], build_data["infer_tag"] = False, True
        build_data["force_include"].update(built)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clear away what was compiled."""
        folder = getattr(self, "_folder", None)
        if folder is not None:
            folder.cleanup()


def _can() -> bool:
    """Whether modules are to be compiled, and can be."""
    wanted = os.environ.get("SECONDSOURCE_COMPILE", "").lower() not in ("0", "no", "false", "off")
    compiler = (sysconfig.get_config_var("CC") or "").split()[:1]
    header = Path(sysconfig.get_paths()["include"]) / "Python.h"
    return (
        wanted
        and sys.implementation.name == "cpython"
        and bool(compiler and shutil.which(compiler[0]))
        and header.exists()
    )


def _compiled(source: Path, folder: Path) -> dict[str, str]:
    """Compile a copy of the sources; the libraries and their places in the wheel."""
    shutil.copytree(
        source / "secondsource",
        folder / "secondsource",
        ignore=lambda _, names: [name for name in names if name.endswith((".onnx", ".npz"))],
    )
    modules = [f"secondsource/{name}.py" for name in MODULES]
    subprocess.run(
        [sys.executable, "-c", _COMPILE, *modules],
        cwd=folder,
        check=True,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    found = [*folder.glob(f"*{suffix}"), *(folder / "secondsource").rglob(f"*{suffix}")]
    return {str(path): str(path.relative_to(folder)) for path in found}
