"""What the room does by the clock."""

from procrastinate.contrib.django import app

from memnun.customers.actions import propose_duplicates
from memnun.people.models import Brand


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="propose_all_duplicates", pass_context=False)
def propose_all_duplicates(timestamp: int) -> None:
    """Look for customers who may be one, in every brand."""
    for brand in Brand.objects.all():
        propose_duplicates(brand)
