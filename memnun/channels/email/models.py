"""How far each folder of each mailbox was read, every mail read there, what was set aside, and meetings asked for by mail."""

from __future__ import annotations

from typing import Self
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.events.models import Viewer
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.interactions.models import ChannelAccount, Conversation
from memnun.people.models import Brand, BrandQuerySet, Person


class MailFolder(models.Model):
    """A folder that is read. All mails up to `last_uid` under `uidvalidity` are in the ledger or set aside.

    The cursor moves in the transaction that stores the mails, so it never runs ahead of them nor
    behind. `server_count` and `missing` are what the last daily comparison found.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(ChannelAccount, on_delete=models.CASCADE, related_name="mail_folders")
    name = models.CharField(max_length=200)
    uidvalidity = models.BigIntegerField(null=True, blank=True)
    last_uid = models.BigIntegerField(default=0)
    begin_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    compared_at = models.DateTimeField(null=True, blank=True)
    server_count = models.IntegerField(default=0)
    missing = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "name"], name="mail_folder_once")]

    def __str__(self) -> str:
        return self.name


class FetchedMail(models.Model):
    """One mail of a folder that was read, by the server's own numbers: what a comparison looks at."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(
        Brand, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    folder = models.ForeignKey(MailFolder, on_delete=models.CASCADE, related_name="mails", db_index=False)
    uidvalidity = models.BigIntegerField()
    uid = models.BigIntegerField()
    external_id = models.CharField(max_length=255)
    sender = models.CharField(max_length=254, blank=True)
    arrived_at = models.DateTimeField()

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["folder", "uidvalidity", "uid"], name="mail_fetched_once")
        ]
        indexes = [
            # how much one sender sent lately, against loops of machines
            models.Index(fields=["folder", "sender", "arrived_at"], name="mail_pace"),
        ]

    def __str__(self) -> str:
        return f"{self.uidvalidity}:{self.uid}"


class SetAsideQuerySet(BrandQuerySet["SetAsideMail"]):
    """Named reads of mails that were set aside."""

    def held(self) -> Self:
        """Those that wait for somebody to look at them, newest first; keyset on id."""
        return self.filter(state=SetAsideMail.State.HELD).order_by("-id")

    def unread_notices(self) -> Self:
        """Bounces whose words were not carried to the message they tell of, oldest first."""
        return self.filter(kind=SetAsideMail.Kind.BOUNCE, state=SetAsideMail.State.HELD).order_by("id")


class SetAsideMail(models.Model):
    """A mail that is no contact as it stands: suspected spam, a bounce, a loop, our own coming back.

    Its bytes are kept, it is shown with the reasons, and one click makes it a contact.
    """

    class Kind(models.TextChoices):
        """Why."""

        SPAM = "spam", _("Suspected spam")
        BOUNCE = "bounce", _("Could not be delivered")
        LOOP = "loop", _("Machine that keeps writing")
        OWN = "own", _("Our own message")

    class State(models.TextChoices):
        """Where it stands."""

        HELD = "held", _("Held")
        READ = "read", _("Dealt with")
        RELEASED = "released", _("Let in")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    account = models.ForeignKey(ChannelAccount, on_delete=models.CASCADE, related_name="+", db_index=False)
    external_id = models.CharField(max_length=255)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.HELD)
    sender = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    points = models.FloatField(default=0)
    words = models.CharField(max_length=500, blank=True)
    body = models.BinaryField()
    received_at = models.DateTimeField(default=clock.now)
    decided_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = SetAsideQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "external_id"], name="mail_set_aside_once")]
        indexes = [
            # the page that shows them, newest first
            models.Index(fields=["brand", "state", "-id"], name="mail_set_aside_shown"),
        ]

    def __str__(self) -> str:
        return self.subject or self.external_id


class AppointmentQuerySet(BrandQuerySet["Appointment"]):
    """Named reads of meetings that were asked for by mail."""

    def visible_to(self, person: Viewer) -> Self:
        """The brand's, less those in conversations of private teams the person is not in."""
        appointments = super().visible_to(person)
        if person.hidden_team_ids:
            appointments = appointments.exclude(conversation__team__in=person.hidden_team_ids)
        return appointments

    def of_conversation(self, conversation_id: UUID) -> Self:
        """Those of a conversation and of the ones merged into it, the next first."""
        own = models.Q(conversation=conversation_id) | models.Q(conversation__merged_into=conversation_id)
        return self.filter(own).order_by("begins_at", "id")


class Appointment(models.Model):
    """A meeting to which a customer was invited by mail (iTIP, RFC 5546).

    `uid` and `sequence` name it in every calendar: an answer counts for exactly this meeting at exactly
    this time. `room_id` is the video meeting whose link stands in `place`, if any. `answer_mail_id` is the
    contact in which the guest answered last.
    """

    class Answer(models.TextChoices):
        """What the guest said, in the words of calendars."""

        NONE = "needs-action", _("Has not answered")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        TENTATIVE = "tentative", _("May come")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="appointments")
    account = models.ForeignKey(ChannelAccount, on_delete=models.CASCADE, related_name="+", db_index=False)
    guest = models.CharField(max_length=320)
    uid = models.CharField(max_length=250)
    sequence = models.PositiveIntegerField(default=0)
    summary = models.CharField(max_length=200)
    place = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=2000, blank=True)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    room_id = models.UUIDField(null=True, blank=True)
    answer = models.CharField(max_length=12, choices=Answer.choices, default=Answer.NONE)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_mail_id = models.UUIDField(null=True, blank=True)
    made_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    made_at = models.DateTimeField(default=clock.now, editable=False)
    called_off_at = models.DateTimeField(null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "uid"], name="appointment_once")]

    def __str__(self) -> str:
        return self.summary

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed or called off."""
        return self.called_off_at is None and self.ends_at > clock.now()
