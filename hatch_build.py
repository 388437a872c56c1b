"""Compiles the modules that read a report into C with mypyc, where a C compiler is at hand.

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

#: What takes time while a report is read: single modules, and all below a folder. Compiled
#: rules are invisible to ``read --debug``, which reads their sources
#: instead (extraction/aswritten.py).
MODULES = (
    "syntax",
    *(
        f"encoder/{name}"
        for name in (
            "attribution", "batches", "coreference", "decode", "entities", "events", "lemmas",
            "mentions", "pairs", "parse", "phrases", "repair", "shapes", "windows", "words",
        )
    ),
)  # fmt: skip
FOLDERS = ("extraction", "names", "events")
#: One C file a module: a compiler takes more than twice as long for all of them in one, and twice
#: the memory. Setuptools compiles one file after the other unless told otherwise.
_COMPILE = """
import os, sys
from concurrent.futures import ThreadPoolExecutor
from mypyc.build import mypycify
from setuptools import setup
from setuptools.command.build_ext import build_ext

class SideBySide(build_ext):
    def build_extensions(self):
        one_by_one = self.compiler.compile
        def compile(sources, **options):
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                jobs = [pool.submit(one_by_one, [source], **options) for source in sources]
                return [made for job in jobs for made in job.result()]
        self.compiler.compile = compile
        super().build_extensions()

options = ["--ignore-missing-imports", "--follow-imports=silent", "--namespace-packages",
           "--explicit-package-bases", "--no-error-summary"]
setup(
    name="secondsource",
    packages=[],
    cmdclass={"build_ext": SideBySide},
    ext_modules=mypycify([*options, *sys.argv[1:]], opt_level="1", debug_level="0",
                         multi_file=True, group_name="secondsource"),
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


def modules_of(package: Path) -> list[str]:
    """The modules to compile, by their paths in the package."""
    inside = (path for name in FOLDERS for path in sorted((package / name).rglob("*.py")))
    return [
        *MODULES,
        *(
            path.relative_to(package).with_suffix("").as_posix()
            for path in inside
            if path.stem != "__init__"
        ),
    ]


def _compiled(source: Path, folder: Path) -> dict[str, str]:
    """Compile a copy of the sources; the libraries and their places in the wheel."""
    shutil.copytree(
        source / "secondsource",
        folder / "secondsource",
        ignore=lambda _, names: [name for name in names if name.endswith((".onnx", ".npz"))],
    )
    modules = [f"secondsource/{name}.py" for name in modules_of(folder / "secondsource")]
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
