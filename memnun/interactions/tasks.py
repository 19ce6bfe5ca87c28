"""Work of the ledger that waits for nobody: files taken out, forgotten uploads swept away."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from memnun.foundation import clock
from memnun.interactions.actions.adapting import learn
from memnun.interactions.attachments.extracting import extract
from memnun.interactions.attachments.keeping import storage
from memnun.interactions.models import Attachment, Correction

RETRY = RetryStrategy(max_attempts=10, exponential_wait=3)
UNSENT_FOR = timedelta(days=7)


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
    """One job for every brand that people corrected something in."""
    for brand_id in Correction.objects.values_list("brand_id", flat=True).distinct():
        learn_brand.defer(brand_id=str(brand_id))


@app.task(name="interactions.learn_brand", retry=RETRY)
def learn_brand(*, brand_id: str) -> None:
    """Try to learn from one brand's corrections."""
    learn(UUID(brand_id))
