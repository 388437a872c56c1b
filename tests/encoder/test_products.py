from threading import Thread

import numpy  # noqa: F401  # BLAS must be loaded to be limited
import pytest

from secondsource.encoder.products import _libraries, one_thread


def threads() -> set[int]:
    """Of the libraries that were there when products were first asked for; tests load more."""
    found = _libraries().select(user_api="blas").info()
    return {library["num_threads"] for library in found}


@pytest.fixture
def two_threads():
    with _libraries().limit(limits=2, user_api="blas"):
        if threads() != {2}:
            pytest.skip("no BLAS here that can be limited")
        yield


def test_products_are_held_to_one_thread_and_what_was_set_comes_back(two_threads) -> None:
    with one_thread():
        assert threads() == {1}
        with one_thread():
            assert threads() == {1}
        assert threads() == {1}
    assert threads() == {2}


def test_another_thread_leaves_the_limit_as_it_is(two_threads) -> None:
    def other() -> None:
        with one_thread():
            pass

    with one_thread():
        thread = Thread(target=other)
        thread.start()
        thread.join()
        assert threads() == {1}
    assert threads() == {2}


def test_an_error_gives_back_what_was_set(two_threads) -> None:
    with pytest.raises(ValueError, match="broken"), one_thread():
        raise ValueError("broken")
    assert threads() == {2}
