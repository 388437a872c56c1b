"""The build hook: what it compiles, and when it keeps away."""

import ast
import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from secondsource.extraction.firing import RULES

ROOT = Path(__file__).parent.parent


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The hook's file, with a stand-in for hatchling, which only builds need."""
    interface = ModuleType("interface")
    interface.BuildHookInterface = type(  # type: ignore[attr-defined]
        "BuildHookInterface", (), {"__class_getitem__": classmethod(lambda cls, _: cls)}
    )
    monkeypatch.setitem(sys.modules, "hatchling.builders.hooks.plugin.interface", interface)
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_modules_are_there_and_all_rules_among_them(hook: Any) -> None:
    package = ROOT / "src" / "secondsource"
    names = hook.modules_of(package)
    assert len(names) == len(set(names))
    for name in names:
        assert (package / f"{name}.py").exists(), name
    assert {name.removeprefix("extraction/").replace("/", ".") for name in names} >= RULES


def test_nothing_compiled_keeps_a_cached_property(hook: Any) -> None:
    """mypyc takes it for a property, which is worked out anew each time."""
    package = ROOT / "src" / "secondsource"
    for name in hook.modules_of(package):
        assert "cached_property" not in (package / f"{name}.py").read_text("utf-8"), name


def test_nothing_compiled_looks_into_a_display_with_a_star(hook: Any) -> None:
    """mypyc doesn't know ``word in (verb, *others)``: with braces it does."""
    package = ROOT / "src" / "secondsource"
    for name in hook.modules_of(package):
        tree = ast.parse((package / f"{name}.py").read_text("utf-8"))
        starred = [
            node.lineno
            for node in ast.walk(tree)
            if isinstance(node, ast.Compare)
            for asked, among in zip(node.ops, node.comparators, strict=True)
            if isinstance(asked, ast.In | ast.NotIn) and isinstance(among, ast.Tuple | ast.List)
            if any(isinstance(part, ast.Starred) for part in among.elts)
        ]
        assert not starred, f"{name}: lines {starred}"


def test_told_not_to_compile(hook: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECONDSOURCE_COMPILE", "no")
    made = hook.CompileHook()
    made.target_name = "wheel"
    assert made.dependencies() == []


def test_no_compiler_on_the_path(
    hook: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SECONDSOURCE_COMPILE", raising=False)
    monkeypatch.setattr("sysconfig.get_config_var", lambda name: "gcc -pthread")
    monkeypatch.setenv("PATH", str(tmp_path))
    made = hook.CompileHook()
    made.target_name = "wheel"
    assert made.dependencies() == []
