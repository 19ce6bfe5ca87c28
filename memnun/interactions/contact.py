"""The shape in which contacts enter the ledger, whoever sends them: the API, an import, a channel.

This is form `ledger/1` of a raw record. Every field but `channel` and `external_id` may be missing.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

FORM = "ledger/1"

ChannelName = Literal["email", "phone", "chat", "social", "web", "video", "in_person", "post"]
DirectionName = Literal["in", "out"]
FunctionName = Literal["marketing", "sales", "service"]
ContactTypeName = Literal[
    "advert_comment",
    "store_sign",
    "newsletter",
    "event",
    "sales_call",
    "chat_sale",
    "meeting",
    "courtesy_call",
    "follow_up",
    "support_call",
    "social_question",
    "bad_review",
    "success_outreach",
    "service_request",
]

ExternalId = Annotated[
    str,
    Meta(min_length=1, max_length=255, description="The sender's own id of this contact, unique within the channel account."),
]


class ContactCustomer(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True):
    """Who the contact is from or to, as far as the sender knows."""

    id: Annotated[str | None, Meta(description="Memnun's id of the customer, when it is known.")] = None
    external_id: Annotated[
        str | None, Meta(max_length=255, description="The customer's account on this channel; recognises them.")
    ] = None
    name: Annotated[str | None, Meta(max_length=200)] = None
    email: Annotated[str | None, Meta(max_length=320)] = None
    phone: Annotated[str | None, Meta(max_length=40)] = None
    claimed: Annotated[
        bool,
        Meta(
            description="True when e-mail and phone were merely typed by somebody: "
            "they are kept and shown, and recognise nobody."
        ),
    ] = False
    facts: Annotated[
        dict[str, Any],
        Meta(description="hitap, language, age_band, education, income_band, marital_status, province, district …"),
    ] = {}


class Contact(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True):
    """One contact between the brand and somebody."""

    channel: Annotated[ChannelName, Meta(description="The kind of channel.")]
    external_id: ExternalId
    account: Annotated[
        str, Meta(min_length=1, max_length=80, description="Which mailbox, line, page or form of that channel.")
    ] = "main"
    direction: Annotated[DirectionName, Meta(description="in: from the customer, out: to the customer.")] = "in"
    function: FunctionName | None = None
    contact_type: ContactTypeName | None = None
    occurred_at: Annotated[
        Annotated[datetime, Meta(tz=True)] | None, Meta(description="When it happened, with time zone; now when missing.")
    ] = None
    customer: ContactCustomer = msgspec.field(default_factory=ContactCustomer)
    thread: Annotated[
        str | None, Meta(min_length=1, max_length=255, description="The channel's own name for the thread.")
    ] = None
    subject: Annotated[str, Meta(max_length=300)] = ""
    text: Annotated[str, Meta(max_length=200_000)] = ""
    staff: Annotated[str | None, Meta(max_length=254, description="E-mail of the member of staff who spoke.")] = None
    branch: Annotated[str | None, Meta(max_length=40, description="Code of the branch.")] = None
    meta: Annotated[dict[str, Any], Meta(description="Order number, product, campaign …; kept as it is.")] = {}


decode = msgspec.json.Decoder(Contact).decode
encode = msgspec.json.Encoder().encode
