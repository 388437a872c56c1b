"""The benchmark's scenes are read as they are written, and every line stands where it says."""

from __future__ import annotations

from benchmarks.scenes import reports_of, scenes


def test_every_scene_has_facts_of_several_lines_and_no_line_twice():
    found = list(scenes())
    assert len(found) == 180
    for scene in found:
        assert len(scene.facts) >= 7, scene.name
        assert all(len(fact) >= 2 for fact in scene.facts), scene.name


def test_a_report_has_one_line_of_each_fact_and_lines_know_their_place():
    scene = next(scenes())
    reports, lines = reports_of(scene)
    texts = {report.id: report.text for report in reports}
    assert sum(map(len, scene.facts)) == len(lines)
    for line in lines:
        words = texts[line.report][line.start : line.end]
        assert words.rstrip(".") in {told.rstrip(".") for told in scene.facts[line.fact]}
    for report in reports:
        facts = [line.fact for line in lines if line.report == report.id]
        assert len(facts) == len(set(facts))
