"""A part leaves one sign of life, renewed as long as it lives."""

import os
from datetime import timedelta

import pytest

from memnun.config.pulse import beat
from memnun.events.models import Heartbeat
from memnun.foundation import clock


@pytest.mark.django_db
def test_a_part_has_one_sign_of_life_which_is_renewed() -> None:
    with clock.frozen(clock.now()) as time:
        beat("worker")
        renewed = time.move(timedelta(seconds=5))
        beat("worker")
    sign = Heartbeat.objects.get()
    assert (sign.name, sign.pid, sign.at) == ("worker", os.getpid(), renewed)
