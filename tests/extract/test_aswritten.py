"""The rules as they are written, beside the ones in use."""

import sys

from secondsource.extraction import aswritten, firing


def test_a_copy_is_another_module_and_leaves_the_ones_in_use_where_they_were() -> None:
    before = {name: found for name, found in sys.modules.items() if "secondsource" in name}
    copy = aswritten.from_source("explanation")
    assert (copy.__file__ or "").endswith("explanation.py")
    assert copy.watched.__module__ == "secondsource.extraction.firing"
    assert copy.watched is not firing.watched
    assert copy is aswritten.from_source("explanation")
    after = {name: found for name, found in sys.modules.items() if "secondsource" in name}
    assert {name: after[name] for name in before} == before
    assert sys.modules["secondsource"].extraction.firing is firing


def test_what_is_in_use_as_it_is_written_is_not_copied() -> None:
    used = aswritten.as_written("firing")
    assert (used is firing) == (firing.__file__ or "").endswith(".py")
