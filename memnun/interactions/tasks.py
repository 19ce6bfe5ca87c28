"""Work of the ledger that waits for nobody: files taken out, forgotten uploads swept away."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from memnun.events.actions import record
from memnun.foundation import clock
from memnun.interactions.actions.adapting import learn
from memnun.interactions.actions.rereading import BATCH, reread_newest
from memnun.interactions.attachments.extracting import extract
from memnun.interactions.attachments.keeping import storage
from memnun.interactions.events import REREAD
from memnun.interactions.models import Attachment, BrandTopic, Correction

RETRY = RetryStrategy(max_attempts=10, exponential_wait=3)
UNSENT_FOR = timedelta(days=7)
MOST_REREAD = 20_000
"""So many of a brand's newest contacts are read anew when another adaptation is taken into use."""
LAST = UUID(int=2**128 - 1)


@app.task(name="interactions.extract_files", retry=RETRY)
def extract_files(*, raw_ids: list[str]) -> None:
    """Take the files out of placed records."""
    extract([UUID(raw_id) for raw_id in raw_ids])


@app.periodic(cron="17 3 * * *")
@app.task(name="interactions.sweep_uploads", queueing_lock="interactions.sweep_uploads")
def sweep_uploads(timestamp: int) -> None:
    """Forget uploads that were never sent, and their contents when nobody else has them."""
    old = clock.now() - UNSENT_FOR
    for upload in Attachment.objects.filter(interaction=None, outbox=None, created_at__lt=old).iterator():
        path = upload.path
        upload.delete()
        if path and not Attachment.objects.filter(path=path).exists():
            storage().delete(path)


@app.periodic(cron="20 2 * * *")
@app.task(name="interactions.learn_from_corrections", queueing_lock="interactions.learn_from_corrections")
def learn_from_corrections(timestamp: int) -> None:
    """One job for every brand that people corrected something in, or that named topics."""
    corrected = Correction.objects.order_by().values_list("brand_id", flat=True).distinct()
    named = BrandTopic.objects.order_by().values_list("brand_id", flat=True).distinct()
    for brand_id in {*corrected, *named}:
        learn_brand.defer(brand_id=str(brand_id))


@app.task(name="interactions.learn_brand", retry=RETRY)
def learn_brand(*, brand_id: str) -> None:
    """Try to learn from one brand's corrections."""
    learn(UUID(brand_id))


@app.task(name="interactions.reread_brand", retry=RETRY)
def reread_brand(*, brand_id: str, at: str = "", contact_id: str = "", done: int = 0) -> None:
    """Read the next batch of a brand's newest contacts as it is read today, and go on with the one after.

    Ends where all are read so, or at the most that are read anew in one go.
    """
    before = (datetime.fromisoformat(at), UUID(contact_id)) if at else (clock.now(), LAST)
    (reached_at, reached), count = reread_newest(UUID(brand_id), before)
    if count == BATCH and done + count < MOST_REREAD:
        reread_brand.defer(
            brand_id=brand_id, at=reached_at.isoformat(), contact_id=str(reached), done=done + count
        )
    elif done + count:
        record(REREAD, brand_id=UUID(brand_id), details={"count": done + count})
