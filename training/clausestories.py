"""The stories that what reads clauses learns from: invented ones, in which every fact is told in
several wordings (``training/wordings``, ``benchmarks/scene_texts``) or every question answered by
several sides (``training/answers``), and ECB+'s train topics, grouped by hand."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import realgold
from benchmarks.realnews import reports_of
from benchmarks.scenes import scenes
from benchmarks.storypairs import told
from secondsource.encoder.clauses import DENIED
from secondsource.pipeline import Reader as Pipeline
from training import answers, wordings

_MOST, _OF_ONE = 70, 5  #: clauses of a real story in a step, and of one of its facts
_SHARED = 0.6  #: of them, those of facts that are told twice

Two = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Story:
    """For each fact its wordings; the numbers of facts that answer one question and can't both
    hold, and of those that only sound like an answer."""

    facts: Sequence[Sequence[str]]
    rivals: Sequence[Two] = ()
    near: Sequence[Two] = ()


def worded() -> list[Story]:
    """The stories of ``training/wordings``."""
    return [
        Story([[line.clause for line in fact] for fact in story.facts], story.rivals)
        for story in wordings.stories()
    ]


def answered() -> list[Story]:
    """The stories of ``training/answers``."""
    return [_sides(story) for story in answers.stories()]


def _sides(story: answers.AnsweredStory) -> Story:
    facts, rivals, near = list[list[str]](), list[Two](), list[Two]()
    for question in story.questions:
        sides, missed = dict[int, int](), list[int]()
        for answer in question:
            text = DENIED + answer.clause if answer.denied else answer.clause
            if answer.side in sides:
                facts[sides[answer.side]].append(text)
                continue
            if answer.side:
                rivals += [(other, len(facts)) for other in sides.values()]
                sides[answer.side] = len(facts)
            else:
                missed.append(len(facts))
            facts.append([text])
        near += [(side, number) for side in sides.values() for number in missed]
    return Story(facts, rivals, near)


def real(data: Path) -> Iterator[tuple[str, Story]]:
    """The grouped stories of ECB+'s train topics with their names, as the reader cuts their
    clauses."""
    reader, reports = Pipeline(), reports_of("ecb", data)
    for marked in realgold.load("ecb"):
        gold = realgold.annotated(marked, reports)
        found = told(gold, list(reader.read_many(gold.reports)))
        facts: dict[str, list[str]] = {}
        at: dict[realgold.Mark, str] = {}
        for statement in found.statements:
            claim = found.of.get(statement.key)
            if claim is not None and not claim.optional:
                facts.setdefault(claim.fact, []).append(statement.clause)
                at[claim.report, claim.start] = claim.fact
        numbers = {fact: number for number, fact in enumerate(facts)}
        rivals = [
            (numbers[at[one]], numbers[at[other]])
            for one, other in marked.conflicts
            if one in at and other in at and at[one] != at[other]
        ]
        yield marked.name, Story(list(facts.values()), rivals)


def sampled(story: Story) -> Story:
    """As many clauses of a real story as a step takes, such as are told twice first."""
    shared = [n for n, fact in enumerate(story.facts) if len(fact) > 1]
    alone = [n for n, fact in enumerate(story.facts) if len(fact) == 1]
    random.shuffle(shared)
    random.shuffle(alone)
    taken, size = list[int](), 0
    for numbers, most in ((shared, _SHARED * _MOST), (alone, _MOST)):
        for number in numbers:
            if size < most:
                taken.append(number)
                size += min(len(story.facts[number]), _OF_ONE)
    place = {number: at for at, number in enumerate(taken)}
    return Story(
        [random.sample(story.facts[n], min(len(story.facts[n]), _OF_ONE)) for n in taken],
        [(place[a], place[b]) for a, b in story.rivals if a in place and b in place],
    )


def staged() -> list[Story]:
    """The scenes of ``benchmarks/scene_texts``."""
    return [Story(scene.facts) for scene in scenes()]
