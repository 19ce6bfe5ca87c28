"""The shape in which contacts enter the ledger, whoever sends them: the API, an import, a channel.

This is form `ledger/1` of a raw record. Every field but `channel` and `external_id` may be missing.
"""

from __future__ import annotations

from datetime import date, datetime
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

OUTSIDE_ITS_SCALE = "rating outside its scale"

ExternalId = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=255,
        description="The sender's own id of this contact, unique within its account.",
    ),
]
Text40 = Annotated[str, Meta(max_length=40)]
Text200 = Annotated[str, Meta(max_length=200)]
Text255 = Annotated[str, Meta(min_length=1, max_length=255)]
Text320 = Annotated[str, Meta(max_length=320)]
Moment = Annotated[datetime, Meta(tz=True)]


class ContactCustomer(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True):
    """Who the contact is from or to, as far as the sender knows.

    `id` is Memnun's own id; `external_id` the customer's account on this channel, which recognises
    them. `claimed` says that e-mail and phone were merely typed by somebody: they are kept and
    shown, and recognise nobody. `facts` may hold hitap, language, age_band, education, income_band,
    marital_status, province, district and whatever else the brand knows.
    """

    id: Text40 | None = None
    external_id: Text255 | None = None
    name: Text200 | None = None
    email: Text320 | None = None
    phone: Text40 | None = None
    claimed: bool = False
    facts: dict[str, Any] = {}


EvidenceKind = Literal["token", "meeting", "in_reply_to", "references", "marker", "thread"]


class Evidence(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True):
    """A message's word on what it belongs to: our token in the address it was sent to, our meeting it
    answers, the message it answers, those it refers to, a mark of ours in its text, or the channel's
    own thread.
    """

    kind: EvidenceKind
    key: Text255


class ContactRating(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True):
    """The score somebody gave: stars of a review, a question of a form. Raises ValueError outside its scale."""

    value: float
    lowest: float = 1
    highest: float = 5

    def __post_init__(self) -> None:
        if not self.lowest <= self.value <= self.highest or self.lowest == self.highest:
            raise ValueError(OUTSIDE_ITS_SCALE)


class ContactPurchase(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True):
    """The purchase a contact is about: its day, its order number, what was bought."""

    on: date
    number: Text40 = ""
    product: Text200 = ""


class Contact(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True):
    """One contact between the brand and somebody.

    `account` says which mailbox, line, page or form of the channel; `occurred_at` is now when it is
    missing; `thread` is the channel's own name for the thread; `staff` the e-mail of the member of
    staff who spoke; `branch` the code of the branch; `meta` is kept as it is (order number, product,
    campaign …), and `rating` and `purchase` stand in it under their names. `evidence` is weighed when there is no `thread`; under `names` later messages may
    refer to this one.
    """

    channel: ChannelName
    external_id: ExternalId
    account: Annotated[str, Meta(min_length=1, max_length=80)] = "main"
    direction: DirectionName = "in"
    function: FunctionName | None = None
    contact_type: ContactTypeName | None = None
    occurred_at: Moment | None = None
    customer: ContactCustomer = msgspec.field(default_factory=ContactCustomer)
    thread: Text255 | None = None
    subject: Annotated[str, Meta(max_length=300)] = ""
    text: Annotated[str, Meta(max_length=200_000)] = ""
    staff: Text320 | None = None
    branch: Text40 | None = None
    meta: dict[str, Any] = {}
    rating: ContactRating | None = None
    purchase: ContactPurchase | None = None
    evidence: Annotated[list[Evidence], Meta(max_length=60)] = []
    names: Annotated[list[Text255], Meta(max_length=20)] = []

    def whole_meta(self) -> dict[str, Any]:
        """Everything else that is known of the contact, as it is kept."""
        told = {"rating": self.rating, "purchase": self.purchase}
        kept = {name: _complete(one) for name, one in told.items() if one is not None}
        return {**self.meta, **kept} if kept else self.meta


def _complete(told: ContactRating | ContactPurchase) -> dict[str, Any]:
    """All its fields, the usual ones too, as JSON-ready values."""
    values: dict[str, Any] = msgspec.to_builtins(msgspec.structs.asdict(told))
    return values


decode = msgspec.json.Decoder(Contact).decode
encode = msgspec.json.Encoder().encode
