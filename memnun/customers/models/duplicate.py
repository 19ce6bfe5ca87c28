"""Two customers who may be one, with the reasons."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.customers.models.customer import Customer
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.people.models import Brand, BrandQuerySet, Person


class DuplicateProposal(models.Model):
    """A proposal to merge; `first` has the smaller id. Reasons: list of {rule, score, detail}."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        MERGED = "merged", _("Merged")
        DISMISSED = "dismissed", _("Different people")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    first = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField()
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    decided_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="one_proposal_a_pair")]
        indexes = [models.Index(fields=["brand", "state", "-score", "id"], name="proposal_open")]

    def __str__(self) -> str:
        return f"{self.first} ~ {self.second}"
