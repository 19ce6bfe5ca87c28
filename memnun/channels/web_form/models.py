"""Forms, the places that show them, and what was sent."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from memnun.channels.web_form.fields import FormField, read_fields
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.interactions.models import ChannelAccount
from memnun.people.models import Branch, Brand, BrandQuerySet, Person, Team

READABLE = "23456789abcdefghjkmnpqrstuvwxyz"
"""Letters and digits that are not taken for one another when they are read aloud or typed."""
ADDRESS_LETTERS = 12
CODE_LETTERS = 8
REFERENCE_LETTERS = 7


def new_address() -> str:
    """A form's public name: twelve letters out of 31, too many to try out."""
    return get_random_string(ADDRESS_LETTERS, READABLE)


def new_code() -> str:
    """A place's short name for QR codes and NFC tags."""
    return get_random_string(CODE_LETTERS, READABLE)


def new_reference() -> str:
    """A number a visitor can read over the phone."""
    return get_random_string(REFERENCE_LETTERS, READABLE).upper()


class WebForm(models.Model):
    """A form as it is shown. `origins` are the sites that may embed it, as https://www.example.com."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    account = models.OneToOneField(ChannelAccount, on_delete=models.CASCADE, related_name="web_form")
    address = models.CharField(max_length=20, unique=True, default=new_address, editable=False)
    title = models.CharField(_("Title"), max_length=120)
    introduction = models.CharField(_("Introduction"), max_length=600, blank=True)
    thanks = models.CharField(_("Thank-you text"), max_length=600, blank=True)
    language = models.CharField(
        _("Language"), max_length=5, choices=[("tr", "Türkçe"), ("en", "English")], default="tr"
    )
    fields = models.JSONField(default=list)
    team = models.ForeignKey(
        Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Team")
    )
    branch = models.ForeignKey(
        Branch, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Branch")
    )
    topic = models.CharField(_("Topic"), max_length=40, blank=True)
    origins = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    active = models.BooleanField(_("Open"), default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = BrandQuerySet.as_manager()

    class Meta:
        ordering = ["title", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def questions(self) -> list[FormField]:
        """The fields in their order."""
        return read_fields(self.fields)


class FormPlace(models.Model):
    """Where a form stands in the world: a branch, a table, a shelf. Its code is on the QR code or NFC tag."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    form = models.ForeignKey(WebForm, on_delete=models.CASCADE, related_name="places")
    branch = models.ForeignKey(
        Branch, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Branch")
    )
    name = models.CharField(_("Place"), max_length=80)
    code = models.CharField(max_length=20, unique=True, default=new_code, editable=False)
    active = models.BooleanField(_("Open"), default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "name"], name="form_place_once")]
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class SubmissionState(models.TextChoices):
    """What became of what was sent."""

    TAKEN = "taken", _("Taken")
    HELD = "held", _("Held back")
    DISMISSED = "dismissed", _("Set aside as spam")


class FormSubmissionQuerySet(BrandQuerySet["FormSubmission"]):
    """Named reads of submissions."""

    def held(self) -> Self:
        """What looks like spam and nobody decided about, newest first; keyset on id."""
        return self.filter(state=SubmissionState.HELD).order_by("-id")


class FormSubmission(models.Model):
    """One sending of a form. `client_id` is the browser's own id: sent again, it adds nothing.

    `sender` is a digest of the network address, kept to count how much one address sends. `reasons` say
    why it is held back. `body` is what would enter the ledger, as
    long as it has not.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    form = models.ForeignKey(WebForm, on_delete=models.CASCADE, related_name="+", db_index=False)
    place = models.ForeignKey(FormPlace, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    client_id = models.CharField(max_length=64)
    reference = models.CharField(max_length=12, default=new_reference)
    state = models.CharField(max_length=10, choices=SubmissionState.choices, default=SubmissionState.TAKEN)
    reasons = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    sender = models.CharField(max_length=64)
    body = models.BinaryField(null=True, blank=True)
    raw_id = models.UUIDField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    decided_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = FormSubmissionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form", "client_id"], name="submission_once"),
            models.UniqueConstraint(fields=["brand", "reference"], name="submission_reference"),
        ]
        indexes = [
            # what one address sent lately
            models.Index(fields=["form", "sender", "created_at"], name="submission_sender"),
            # what waits for a decision
            models.Index(fields=["brand", "-id"], name="submission_held", condition=models.Q(state="held")),
            # from the ledger back to the form, for routing
            models.Index(fields=["raw_id"], name="submission_raw", condition=models.Q(raw_id__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.reference
