"""What is hashed reads the same before and after it was in a database, or in a copy of one."""

import datetime
import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.dateparse import parse_datetime

from moderation.models.ledger import digest


@pytest.mark.parametrize("microsecond", [0, 7, 999, 1000, 123456])
def test_digest__is_the_same_for_a_moment_that_went_through_json(microsecond):
    moment = datetime.datetime(2026, 11, 20, 7, 30, 0, microsecond, tzinfo=datetime.UTC)
    copied = parse_datetime(json.loads(json.dumps(moment, cls=DjangoJSONEncoder)))

    assert digest({"made_at": moment}) == digest({"made_at": copied})
