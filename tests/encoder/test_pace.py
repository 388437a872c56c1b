import gc
import sys
from threading import Thread

import pytest

from secondsource.encoder.pace import TURN, YOUNG, Held, seldom_collected, short_turns
from secondsource.pipeline import Reader
from secondsource.records.report import Report


class Setting:
    def __init__(self, value: int) -> None:
        self.value = value

    def put(self, value: int) -> None:
        self.value = value


@pytest.fixture
def setting():
    return Setting(5)


@pytest.fixture
def held(setting):
    return Held(lambda: setting.value, setting.put, lambda usual: min(usual, 3))


def test_a_setting_is_held_and_comes_back(setting, held) -> None:
    with held:
        assert setting.value == 3
        with held:
            assert setting.value == 3
        assert setting.value == 3
    assert setting.value == 5


def test_two_threads_give_back_what_was_set_before_both(setting, held) -> None:
    other = Thread(target=held.__enter__)
    with held:
        other.start()
        other.join()
    assert setting.value == 3
    held.__exit__(None, None, None)
    assert setting.value == 5


def test_what_somebody_else_sets_meanwhile_stays(setting, held) -> None:
    with held:
        setting.value = 4
    assert setting.value == 4


def test_an_error_gives_back_what_was_set(setting, held) -> None:
    with pytest.raises(ValueError, match="broken"), held:
        raise ValueError("broken")
    assert setting.value == 5


def test_turns_are_shortened_only() -> None:
    usual = sys.getswitchinterval()
    try:
        for before, inside in ((0.005, TURN), (TURN / 2, TURN / 2)):
            sys.setswitchinterval(before)
            with short_turns:
                assert sys.getswitchinterval() == pytest.approx(inside, abs=2e-6)
            assert sys.getswitchinterval() == pytest.approx(before, abs=2e-6)
    finally:
        sys.setswitchinterval(usual)


def test_collections_are_made_rarer_only() -> None:
    usual = gc.get_threshold()
    try:
        for before, inside in (((700, 10, 10), YOUNG), ((0, 10, 10), 0), ((10**6, 5, 5), 10**6)):
            gc.set_threshold(*before)
            with seldom_collected:
                assert gc.get_threshold() == (inside, *before[1:])
            assert gc.get_threshold() == before
    finally:
        gc.set_threshold(*usual)


def test_whoever_has_a_reading_has_the_usual_settings() -> None:
    usual = sys.getswitchinterval(), gc.get_threshold()
    for _ in Reader().read_many(Report(text=f"A dam broke on day {day}.") for day in range(3)):
        assert (sys.getswitchinterval(), gc.get_threshold()) == usual
    assert (sys.getswitchinterval(), gc.get_threshold()) == usual
