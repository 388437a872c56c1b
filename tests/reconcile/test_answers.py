"""The invented answers that two sides give to one question."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from training import answers
from training.answers import Answer, stories

TEXT = """# the fire at the hall
? what started it
1: [A cable set the hall alight], the fire chief said.
2: Traders are sure that [it was arson].
2!: A guard denied that [a cable had burned].
0: [The cables were new in May].
"""


def test_a_side_a_denial_and_a_near_miss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fire.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(answers, "FOLDER", tmp_path)
    (story,) = stories()
    assert story.name == "fire: the fire at the hall"
    assert story.questions == (
        (
            Answer(1, "A cable set the hall alight", denied=False),
            Answer(2, "it was arson", denied=False),
            Answer(2, "a cable had burned", denied=True),
            Answer(0, "The cables were new in May", denied=False),
        ),
    )


def _sides(question: Sequence[Answer]) -> set[int]:
    return {answer.side for answer in question if answer.side}


def test_every_question_has_two_sides_and_every_line_is_read() -> None:
    told = stories()
    assert all(len(_sides(question)) > 1 for story in told for question in story.questions)
    read = sum(len(question) for story in told for question in story.questions)
    lines = [line for path in answers.FOLDER.glob("*.txt") for line in path.open(encoding="utf-8")]
    assert read == sum(line[:1].isdigit() for line in lines)
