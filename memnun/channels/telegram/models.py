"""How far the updates of a bot were fetched."""

from django.db import models

from memnun.interactions.models import ChannelAccount


class UpdateCursor(models.Model):
    """The number of the next update to ask for; written in the transaction that keeps those before it."""

    account = models.OneToOneField(
        ChannelAccount, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    next_update = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.next_update)
