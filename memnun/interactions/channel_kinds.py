"""What every kind of channel is and can do; each lives in its own folder below `memnun/channels`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Any, ClassVar, Protocol

from django import forms
from django.utils.functional import Promise

from memnun.consent.deciding import Address
from memnun.customers.models import Identity
from memnun.interactions.models import ChannelAccount, Conversation, OutboxMessage

__all__ = [
    "Accepted",
    "Address",
    "Attachments",
    "Capability",
    "ChannelKind",
    "Rate",
    "Reconciliation",
    "Refused",
    "Sender",
    "TryLater",
    "can_send",
    "kind_of",
    "register",
    "registry",
]

FOLDER = "memnun.channels"


@dataclass(frozen=True, slots=True)
class Attachments:
    """What files a kind takes: how many, how large each may be, which content types (empty: any safe one)."""

    most: int
    largest_bytes: int
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `count` messages in `seconds`."""

    count: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Capability:
    """What a kind of channel can do and what its provider asks.

    `longest` counts characters; `reply_window` runs from the customer's last message; `deadline` is the
    number of business days within which the provider wants an answer; `repeatable` says that a message
    sent again with the same id is dropped by the other side or does no harm; `local` that sending writes
    rows of this database and does nothing else, so that it can happen in the transaction of the act.
    """

    directions: tuple[str, ...] = ("in", "out")
    public: bool = False
    longest: int | None = None
    attachments: Attachments | None = None
    reply_window: timedelta | None = None
    deadline: int | None = None
    may_begin: bool = False
    needs_template: bool = False
    delivery_receipts: bool = False
    read_receipts: bool = False
    identity_kinds: tuple[str, ...] = ("external",)
    rate: Rate | None = None
    repeatable: bool = False
    local: bool = False


@dataclass(frozen=True, slots=True)
class Accepted:
    """The other side took the message. `names` are names later messages may refer to it by (a Message-ID)."""

    provider_id: str = ""
    proof: Mapping[str, Any] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    delivered: bool = False


class TryLater(Exception):
    """The message could not leave now; `after` is how long the other side asks to wait, if it does.

    With `whole_account` nothing else is tried on the account until then.
    """

    def __init__(
        self, words: str, *, after: timedelta | None = None, code: str = "", whole_account: bool = False
    ) -> None:
        super().__init__(words)
        self.after, self.code, self.whole_account = after, code, whole_account


class Refused(Exception):
    """The message will never be taken as it is; the text says why, for a person to read."""

    def __init__(self, words: str, *, code: str = "") -> None:
        super().__init__(words)
        self.code = code


class Sender(Protocol):
    """An open way to the other side."""

    def send(self, message: OutboxMessage) -> Accepted:
        """Hand one message over. Raises TryLater, Refused."""


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What the server has against what the ledger has: how many were compared, and the ids that were missing."""

    compared: int
    missing: tuple[str, ...] = ()


class ChannelKind:
    """A kind of channel. Each folder below `memnun/channels` has one, named KIND, in its `kind.py`."""

    slug: ClassVar[str]
    channel: ClassVar[str]
    label: ClassVar[str | Promise]
    icon: ClassVar[str] = "plug"
    summary: ClassVar[str | Promise] = ""
    capability: ClassVar[Capability]
    settings_form: ClassVar[type[forms.Form] | None] = None
    secret_fields: ClassVar[tuple[str, ...]] = ()
    """Fields of the settings form that are sealed and never shown again."""
    offered: ClassVar[bool] = True
    """Whether brands can connect accounts of it on the settings page."""
    undo_seconds: ClassVar[int] = 15
    """For how long an answer is held back, so that it can be taken back; zero where people talk live."""
    settings_template: ClassVar[str] = ""
    """A template of its own shown below the form: snippets, addresses, what to do at the provider."""

    def settings_context(self, account: ChannelAccount) -> dict[str, Any]:
        """What `settings_template` needs."""
        return {}

    def after_save(self, account: ChannelAccount) -> None:
        """What has to happen when the settings were saved, inside their transaction."""

    def check(self, account: ChannelAccount) -> list[str]:
        """Try the connection; what is wrong, in words for an administrator. Empty when all is well."""
        return []

    def open(self, account: ChannelAccount) -> AbstractContextManager[Sender]:
        """A way to the other side. Raises TryLater, Refused."""
        raise NotImplementedError(f"{self.slug} sends nothing")

    def reply_address(
        self, conversation: Conversation, identities: Iterable[Identity], account: ChannelAccount
    ) -> Address | None:
        """Where an answer in this conversation goes through an account; None when it cannot.

        The customer's identity on the account comes first, then the first one of a kind the channel takes.
        """
        kinds = self.capability.identity_kinds
        usable = [one for one in identities if one.kind in kinds]
        usable.sort(key=lambda one: (kinds.index(one.kind), one.claimed, one.created_at))
        for one in usable:
            if one.kind != "external" or one.scope == account.id:
                return Address(one.kind, one.value)
        return None

    def reconcile(self, account: ChannelAccount) -> Reconciliation | None:
        """Compare what the server has with what the ledger has and fetch what is missing; None when it cannot."""
        return None


_OTHERS: dict[str, ChannelKind] = {}


def register(kind: ChannelKind) -> None:
    """Make a kind known that lives elsewhere than in the folder of the channels."""
    _OTHERS[kind.slug] = kind


def registry() -> Mapping[str, ChannelKind]:
    """The kinds that are built, by their folder's name, and those made known by others."""
    return {**_built(), **_OTHERS}


@cache
def _built() -> Mapping[str, ChannelKind]:
    if find_spec(FOLDER) is None:
        return {}
    return {kind.slug: kind for kind in _found()}


def _found() -> Iterator[ChannelKind]:
    for module in iter_modules(import_module(FOLDER).__path__):
        name = f"{FOLDER}.{module.name}"
        if module.ispkg and find_spec(f"{name}.kind"):
            for part in ("parsing", "extracting"):
                if find_spec(f"{name}.{part}"):
                    import_module(f"{name}.{part}")
            yield import_module(f"{name}.kind").KIND


def kind_of(account: ChannelAccount) -> ChannelKind | None:
    """The kind of an account; None for accounts that only imports and the API write to."""
    return registry().get(account.kind)


def can_send(account: ChannelAccount) -> bool:
    """Whether messages can leave through the account now."""
    kind = kind_of(account)
    return bool(kind and account.active and "out" in kind.capability.directions)
