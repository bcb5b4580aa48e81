"""The search for garbage is off while something is made, and on again whatever happens."""

import gc

import pytest

from common.garbage import uncollected


@uncollected()
def make(fails: bool) -> bool:
    if fails:
        raise ZeroDivisionError
    return gc.isenabled()


def test_uncollected__is_off_within_and_on_behind() -> None:
    assert make(fails=False) is False
    assert gc.isenabled()


def test_uncollected__is_on_again_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError):
        make(fails=True)

    assert gc.isenabled()


def test_uncollected__within_another__waits_for_the_outer_one() -> None:
    with uncollected():
        make(fails=False)
        assert not gc.isenabled()
    assert gc.isenabled()
