"""A plan with one promise, for whoever asks."""

import pytest

from tests.plans.promises.factories import ISSUED, commitment_item, make_promising_plan, monthly, on


@pytest.fixture
def plan(school):
    """A plan with one monthly commitment, approved on the day of its issue."""
    with on(ISSUED):
        return make_promising_plan(monthly(quantity=1))


@pytest.fixture
def item(plan):
    return commitment_item(plan)
