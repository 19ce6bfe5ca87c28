"""The placing loop wakes when records come and stops when told."""

import threading
import time

import pytest
from django.db import connection

from memnun.interactions.models import RawInbound
from memnun.interactions.placing.loop import loop
from memnun.interactions.testing import make_contact, receive
from memnun.people.testing import Cast


@pytest.mark.django_db(transaction=True)
def test_records_are_placed_soon_after_they_are_committed():
    cast = Cast()
    stop = threading.Event()

    def work() -> None:
        loop.run(stop)
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        receive(cast.brand, make_contact("Kargom gelmedi"))
        deadline = time.monotonic() + 20
        while RawInbound.objects.exclude(state="placed").exists():
            assert time.monotonic() < deadline, "the record was not placed in time"
            time.sleep(0.02)
    finally:
        stop.set()
        thread.join(10)
    assert not thread.is_alive()
