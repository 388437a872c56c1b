"""What is documented exists, and what exists is documented."""

from __future__ import annotations

import re
import tomllib
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

from secondsource.records.reading import Role
from secondsource.records.story import Grade

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _command(mark: str) -> str:
    block = re.search(rf"<!-- {mark} -->\n```sh\n(.*?)```", _read("README.md"), re.DOTALL)
    assert block, f"README.md has no command marked {mark}"
    return block[1]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [t for t in targets if not (page.parent / t).exists()] == []


@pytest.mark.parametrize("mark", ["read", "test"])
def test_each_command_is_one_line_that_makes_its_own_environment(mark: str) -> None:
    lines = _command(mark).splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("python3 -m venv .venv && .venv/bin/pip install ")


def test_the_read_command_names_a_sample_of_the_package() -> None:
    folder = ROOT / _command("read").split()[-1]
    assert len(list(folder.glob("*.txt"))) == 4


def test_the_example_in_the_readme_is_python() -> None:
    for block in re.findall(r"```python\n(.*?)```", _read("README.md"), re.DOTALL):
        compile(block, "README.md", "exec")


def test_the_first_example_in_the_readme_finds_something(
    capsys: pytest.CaptureFixture[str],
) -> None:
    block = re.search(r"```python\n(.*?)```", _read("README.md"), re.DOTALL)
    assert block
    exec(compile(block[1], "README.md", "exec"), {})
    claim, fact, change = capsys.readouterr().out.splitlines()
    assert claim == "The dam broke on Monday actual"
    assert fact.startswith("single source The dam broke on Monday")
    assert change.startswith("grade ")


def test_every_role_is_documented_in_order() -> None:
    assert re.findall(r"^\| `(\w+)` \|", _read("docs/roles.md"), re.MULTILINE) == list(
        get_args(Role)
    )


@pytest.mark.parametrize("name", ["README.md", "docs/sheet.md"])
def test_every_grade_is_documented(name: str) -> None:
    rows = re.findall(r"^\|.*$", _read(name), re.MULTILINE)
    cells = {cell.strip(" *").lower() for row in rows for cell in row.split("|")}
    assert set(get_args(Grade)) <= cells


def test_the_version_has_an_entry_in_the_changelog() -> None:
    version = tomllib.loads(_read("pyproject.toml"))["project"]["version"]
    assert re.search(rf"^## {re.escape(version)}\b", _read("CHANGELOG.md"), re.MULTILINE)


def test_every_package_is_on_the_map() -> None:
    layers = tomllib.loads(_read("pyproject.toml"))["tool"]["importlinter"]["contracts"][0]
    known = set(re.findall(r"\w+", " ".join(layers["layers"])))
    source = ROOT / "src" / "secondsource"
    found = {path.stem for path in source.glob("*.py")} | {
        path.parent.name for path in source.glob("*/__init__.py")
    }
    assert found - {"__init__", "__main__"} <= known
    rooms = _read("docs/architecture.md")
    assert [name for name in sorted(found - {"__init__", "__main__"}) if name not in rooms] == []


def test_every_command_and_option_is_documented_and_the_other_way_round() -> None:
    cli = import_module("secondsource.cli")
    page = _read("docs/commands.md")
    documented = {
        name: set(re.findall(r"^\| `(--[\w-]+)", section, re.MULTILINE))
        for name, section in re.findall(
            r"^## `(\w+)`\n(.*?)(?=^## )", page, re.MULTILINE | re.DOTALL
        )
    }
    built = {
        name: {option for p in command.params for option in p.opts if option.startswith("--")}
        - {"--help"}
        for name, command in cli.main.commands.items()
        if not command.hidden
    }
    assert documented == built
