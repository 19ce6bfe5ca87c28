"""The loop that lets the sample brand live: contacts come in as real ones do, while a worker runs."""

import logging
import threading

from django.db import connection

from memnun.demo.chance import dice
from memnun.demo.events import FILLED
from memnun.demo.founding import sample_brand
from memnun.demo.receiving import receive
from memnun.demo.trickle import State, next_interactions, pause
from memnun.events.models import Event
from memnun.foundation import clock
from memnun.people.models import Brand

logger = logging.getLogger(__name__)

LOOK_AGAIN = 60.0
_LOCK = "SELECT pg_try_advisory_lock(hashtext('demo'), hashtext('trickle'))"


class LivingLoop:
    """Brings a new contact every few seconds, if there is a sample brand; one process at a time."""

    name = "demo"

    def run(self, stop: threading.Event) -> None:
        """Let contacts come until `stop` is set."""
        while not stop.is_set():
            state = self.state()
            if state and _leads():
                self.live(state, stop)
            else:
                connection.close()
                stop.wait(LOOK_AGAIN)

    def state(self) -> State | None:
        """Where to begin; None without a filled sample brand."""
        brand = sample_brand()
        filled = (
            Event.objects.filter(brand_id=brand.id, kind=FILLED.name).order_by("-id").first()
            if brand
            else None
        )
        if filled is None:
            return None
        return State(filled.details["seed"], filled.details["customers"], clock.now())

    def live(self, state: State, stop: threading.Event, turns: int | None = None) -> None:
        """Bring contacts one after another, `turns` times or until `stop` or the brand is gone."""
        rng = dice(state.seed, "pauses", state.began)
        while not stop.wait(pause(rng, clock.now()).total_seconds()) and turns != 0:
            brand = sample_brand()
            if brand is None:
                return
            bring(brand, state)
            turns = turns and turns - 1


def bring(brand: Brand, state: State) -> int:
    """Store what comes at this moment; returns how many contacts."""
    return receive(brand, list(next_interactions(state, clock.now())))


def _leads() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
        return bool(cursor.fetchone()[0])


loop = LivingLoop()
