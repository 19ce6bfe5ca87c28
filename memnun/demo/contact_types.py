"""The fourteen ways a brand and a customer meet: with which function and on which channels."""

from dataclasses import dataclass

CHANNELS = ("email", "phone", "chat", "social", "web", "video", "in_person", "post")
FUNCTIONS = ("marketing", "sales", "service")


@dataclass(frozen=True, slots=True)
class ContactType:
    """A kind of contact; `channels` with how often each is used."""

    slug: str
    function: str
    channels: tuple[tuple[str, float], ...]


_TABLE = (
    ContactType("advert_comment", "marketing", (("social", 1),)),
    ContactType(
        "store_sign",
        "marketing",
        (("in_person", 5), ("phone", 3), ("social", 1), ("chat", 1)),
    ),
    ContactType("newsletter", "marketing", (("web", 1),)),
    ContactType("event", "marketing", (("in_person", 3), ("video", 2))),
    ContactType("sales_call", "sales", (("phone", 1),)),
    ContactType("chat_sale", "sales", (("chat", 1),)),
    ContactType("meeting", "sales", (("email", 3), ("video", 1))),
    ContactType("courtesy_call", "sales", (("phone", 1),)),
    ContactType("follow_up", "sales", (("email", 1),)),
    ContactType("support_call", "service", (("phone", 1),)),
    ContactType("social_question", "service", (("social", 1),)),
    ContactType("bad_review", "service", (("web", 3), ("social", 1))),
    ContactType("success_outreach", "service", (("phone", 3), ("email", 2), ("video", 1))),
    ContactType(
        "service_request",
        "service",
        (("email", 10), ("chat", 7), ("web", 3), ("in_person", 7), ("post", 1.4), ("video", 1.2)),
    ),
)
BEGUN_BY_THE_BRAND = ("courtesy_call", "follow_up", "success_outreach")
CONTACT_TYPES = {kind.slug: kind for kind in _TABLE}
