"""What the room does by the clock."""

from procrastinate.contrib.django import app

from memnun.privacy.retention.running import destroy_expired


@app.periodic(cron="40 2 * * *")
@app.task(
    name="privacy.destroy_expired", queueing_lock="privacy.destroy_expired", lock="privacy.destroy_expired"
)
def destroy_what_is_past_its_time(timestamp: int) -> None:
    """Destroy what the brands' rules of retention say."""
    destroy_expired()
