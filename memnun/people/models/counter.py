"""What all processes count together, such as failed sign-ins."""

from django.db import models


class SharedValue(models.Model):
    """A short-lived value by key; the table behind `memnun.people.throttle`."""

    key = models.CharField(max_length=250, primary_key=True)
    value = models.JSONField()
    expires_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="shared_value_expiry")]

    def __str__(self) -> str:
        return self.key
