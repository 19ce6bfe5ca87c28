"""Where contacts come from, and through what the brand answers."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.foundation.secrets import seal, unseal
from memnun.people.models import Brand, BrandQuerySet


class Channel(models.TextChoices):
    """The eight kinds of channel."""

    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Phone")
    CHAT = "chat", _("Chat")
    SOCIAL = "social", _("Social media")
    WEB = "web", _("Web")
    VIDEO = "video", _("Video")
    IN_PERSON = "in_person", _("In person")
    POST = "post", _("Post")


class Direction(models.TextChoices):
    """Who spoke."""

    IN = "in", _("From the customer")
    OUT = "out", _("To the customer")


class Function(models.TextChoices):
    """The part of the brand that was met."""

    MARKETING = "marketing", _("Marketing")
    SALES = "sales", _("Sales")
    SERVICE = "service", _("Service")


class ContactType(models.TextChoices):
    """The fourteen kinds of contact of marketing, sales and service."""

    ADVERT_COMMENT = "advert_comment", _("Comment on an advert")
    STORE_SIGN = "store_sign", _("Question about a store sign")
    NEWSLETTER = "newsletter", _("Newsletter joined or answered")
    EVENT = "event", _("Event attended")
    SALES_CALL = "sales_call", _("Call to sales")
    CHAT_SALE = "chat_sale", _("Chat that becomes a sale")
    MEETING = "meeting", _("Meeting planned")
    COURTESY_CALL = "courtesy_call", _("Courtesy call")
    FOLLOW_UP = "follow_up", _("Follow-up message")
    SUPPORT_CALL = "support_call", _("Support call")
    SOCIAL_QUESTION = "social_question", _("Question on social media")
    BAD_REVIEW = "bad_review", _("Review")
    SUCCESS_OUTREACH = "success_outreach", _("Customer success reaching out")
    SERVICE_REQUEST = "service_request", _("Service request in writing")


FUNCTION_OF = {
    ContactType.ADVERT_COMMENT: Function.MARKETING,
    ContactType.STORE_SIGN: Function.MARKETING,
    ContactType.NEWSLETTER: Function.MARKETING,
    ContactType.EVENT: Function.MARKETING,
    ContactType.SALES_CALL: Function.SALES,
    ContactType.CHAT_SALE: Function.SALES,
    ContactType.MEETING: Function.SALES,
    ContactType.COURTESY_CALL: Function.SALES,
    ContactType.FOLLOW_UP: Function.SALES,
    ContactType.SUPPORT_CALL: Function.SERVICE,
    ContactType.SOCIAL_QUESTION: Function.SERVICE,
    ContactType.BAD_REVIEW: Function.SERVICE,
    ContactType.SUCCESS_OUTREACH: Function.SERVICE,
    ContactType.SERVICE_REQUEST: Function.SERVICE,
}


class ChannelAccount(models.Model):
    """One mailbox, line, page or form of a brand; external ids are unique within it.

    `kind` is the name of the channel's folder; it is empty for accounts that only imports and the API
    write to. `settings` holds what the kind's form asks, `secrets` the sealed passwords and tokens.
    `problem` is the last trouble in words, empty while all is well.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="channel_accounts")
    channel = models.CharField(_("Channel"), max_length=10, choices=Channel.choices)
    slug = models.CharField(max_length=80, default="main")
    name = models.CharField(_("Name"), max_length=120, blank=True)
    active = models.BooleanField(_("Active"), default=True)
    kind = models.CharField(max_length=20, blank=True, default="", db_default="")
    settings = models.JSONField(default=dict, blank=True, db_default=models.Value({}, models.JSONField()))
    secrets = models.BinaryField(null=True, blank=True)
    problem = models.CharField(max_length=500, blank=True, default="", db_default="")
    checked_at = models.DateTimeField(null=True, blank=True)
    paused_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brand", "channel", "slug"], name="one_channel_account")
        ]

    def __str__(self) -> str:
        return self.name or f"{self.get_channel_display()} · {self.slug}"

    def secret(self, name: str) -> str:
        """A password or token, unsealed; empty when none was given. Raises UnsealError."""
        return self.all_secrets().get(name, "")

    def all_secrets(self) -> dict[str, str]:
        """Every password and token of the account by name. Raises UnsealError."""
        if not self.secrets:
            return {}
        keys = [str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS)]
        found: dict[str, str] = json.loads(unseal(bytes(self.secrets), keys=keys, purpose=self._purpose))
        return found

    def set_secrets(self, given: dict[str, Any]) -> None:
        """Seal these passwords and tokens, replacing all; the row is not saved."""
        kept = {name: str(value) for name, value in given.items() if value}
        text = json.dumps(kept)
        self.secrets = seal(text, keys=[settings.SECRET_KEY], purpose=self._purpose) if kept else None

    @property
    def _purpose(self) -> str:
        return f"channel-account/{self.id}"
