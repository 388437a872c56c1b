"""The journal by itself: what is promised of its files, and that its pages say what is in them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from secondsource.store import durable
from secondsource.store.journal import FolderError, Journal, State, open_journal

ROOT = Path(__file__).parents[2]
PLAN = {"command": "extract", "--layers": []}
INPUTS = [{"kind": "file", "name": "a.txt", "size": 3, "modified_ns": 5}]


def write_part(journal: Journal, *names: str, input: int = 0, items: int = 0) -> None:
    with journal.part() as part:
        for name in names:
            part.write(json.dumps({"id": name}))
            part.ids.append(name)
        read = journal.state.read + len(names)
        part.state = State(input=input, items=items, read=read)


def test_a_run_is_taken_up_where_it_was_left(tmp_path: Path) -> None:
    with open_journal(tmp_path / "run", PLAN, INPUTS) as journal:
        assert journal.state == State() and list(journal.inputs()) == INPUTS
        write_part(journal, "x", "y", input=0, items=2)
    with open_journal(tmp_path / "run", PLAN, iter(INPUTS)) as journal:
        assert journal.state == State(parts=1, items=2, read=2)
        assert list(journal.ids()) == ["x", "y"]
        write_part(journal, input=1)
        journal.finish()
    assert sorted(path.name for path in (tmp_path / "run").iterdir()) == [
        ".journal", "account.json", "problems.jsonl", "readings-00001.jsonl",
    ]  # fmt: skip
    with open_journal(tmp_path / "run", PLAN, INPUTS) as journal:
        assert journal.state == State(parts=2, input=1, read=2, ended=True)


def test_a_part_with_an_error_in_it_is_no_part(tmp_path: Path) -> None:
    with open_journal(tmp_path / "run", PLAN, INPUTS) as journal:
        with pytest.raises(KeyboardInterrupt), journal.part() as part:
            part.write("{}")
            raise KeyboardInterrupt
        assert journal.state == State()
    assert [path.name for path in (tmp_path / "run").iterdir()] == [".journal"]
    assert not (tmp_path / "run" / ".journal" / "part").exists()


def test_a_journal_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    with open_journal(tmp_path / "run", PLAN, INPUTS) as journal:
        write_part(journal, "x", items=1)
    path = tmp_path / "run" / ".journal" / "journal.jsonl"
    later = Journal(tmp_path / "later")
    (tmp_path / "later" / ".journal").mkdir(parents=True)
    later._append({"schema": "secondsource/journal@2"})
    path.write_bytes((tmp_path / "later" / ".journal" / "journal.jsonl").read_bytes())
    with (
        pytest.raises(FolderError, match="no secondsource/journal@1"),
        open_journal(tmp_path / "run", PLAN, INPUTS),
    ):
        pytest.fail("opened")
    assert (tmp_path / "run" / "readings-00001.jsonl").exists()


def test_restarting_removes_what_a_run_wrote_and_nothing_else(tmp_path: Path) -> None:
    with open_journal(tmp_path / "run", PLAN, INPUTS) as journal:
        write_part(journal, "x", items=1)
        journal.finish()
    (tmp_path / "run" / "readings-mine.jsonl").write_text("mine")
    with (
        pytest.raises(FolderError, match="readings-mine.jsonl"),
        open_journal(tmp_path / "run", PLAN, INPUTS, restart=True),
    ):
        pytest.fail("opened")
    names = sorted(path.name for path in (tmp_path / "run").iterdir())
    assert names == [".journal", "readings-mine.jsonl"]


def _keys(lines: Iterator[Any]) -> set[str]:
    return {key for line in lines for key in line}


def test_every_key_is_documented(tmp_path: Path) -> None:
    with open_journal(tmp_path / "run", PLAN, INPUTS) as journal:
        write_part(journal, "x", items=1)
        journal.finish()
    page = (ROOT / "docs" / "journal.md").read_text(encoding="utf-8")
    home = tmp_path / "run" / ".journal"
    for path in (home / "journal.jsonl", home / "inputs.jsonl"):
        for key in _keys(map(json.loads, path.read_text().splitlines())):
            assert f"`{key}`" in page or f'"{key}"' in page, key
    account = json.loads((tmp_path / "run" / "account.json").read_text())
    for key in [*account, *account["parts"][0]]:
        assert f'"{key}"' in page, key


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="names of open files are there")
def test_the_order_is_part_folder_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A loss of power at any moment finds a part on the disk before the journal speaks of it."""
    steps: list[str] = []
    names = {"fsync": "flush", "replace": "rename", "write": "write"}

    def watched(name: str) -> None:
        function = getattr(os, name)

        def step(*arguments: Any) -> Any:
            first = arguments[0]
            where = os.readlink(f"/proc/self/fd/{first}") if isinstance(first, int) else first
            steps.append(f"{names[name]} {Path(where).name}")
            return function(*arguments)

        monkeypatch.setattr(os, name, step)

    with open_journal(tmp_path / "run", PLAN, INPUTS) as journal:
        for name in names:
            watched(name)
        write_part(journal, "x", items=1)
    assert steps == [
        "flush part", "rename part", "flush run", "write journal.jsonl", "flush journal.jsonl",
    ]  # fmt: skip


def test_a_lock_is_for_one_and_goes_with_its_holder(tmp_path: Path) -> None:
    with durable.locked(tmp_path / "lock") as first, durable.locked(tmp_path / "lock") as second:
        assert first and not second
    with durable.locked(tmp_path / "lock") as third:
        assert third
