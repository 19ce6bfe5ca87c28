"""Calling from the desk: the switchboard joins one's own telephone and the customer's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from memnun.channels.phone import events as acts
from memnun.channels.phone.asking import Switchboard
from memnun.channels.phone.models import Extension
from memnun.events.actions import record
from memnun.interactions.channel_kinds import Refused, TryLater
from memnun.interactions.models import ChannelAccount
from memnun.people.models import Person


class CannotDial(Exception):
    """The call was not begun; the text says why, for the person who wanted it."""


def extension_to_dial_from(person: Person) -> Extension | None:
    """The person's own telephone on a line that lets the desk call; None when there is none."""
    mine = Extension.objects.visible_to(person).filter(person=person, account__active=True)
    lines = mine.select_related("account")
    return next((one for one in lines if one.account.settings.get("click_to_call")), None)


def dial(person: Person, number: str) -> str:
    """Ring the person's telephone and then the number; gives the switchboard's id of the call, if it tells one.

    Raises CannotDial.
    """
    extension = extension_to_dial_from(person)
    if extension is None:
        raise CannotDial(_("You have no extension that can call from here. Ask a manager to set one."))
    if not number.startswith("+"):
        raise CannotDial(_("This number cannot be called."))
    account = extension.account
    try:
        with Switchboard(account) as switchboard:
            key = WAYS[switchboard.provider](switchboard, account, extension.number, number.lstrip("+"))
    except Refused as problem:
        raise CannotDial(str(problem)) from None
    except TryLater:
        raise CannotDial(
            _("The switchboard does not answer. Dial by hand; the call will still be recorded here.")
        ) from None
    record(acts.DIALLED, brand_id=account.brand_id, by=person, subject_id=account.id, call=key[:120])
    return key


def _through_verimor(switchboard: Switchboard, account: ChannelAccount, extension: str, number: str) -> str:
    """Rings the extension, then the number; answers with the call's id."""
    shown = str(account.settings.get("caller_id") or "")
    given = {"caller_id": shown} if shown else {}
    answer = switchboard.read("/originate", extension=extension, destination=number, **given)
    return answer[:200].decode("utf-8", "replace").strip()


def _through_bulutfon(switchboard: Switchboard, account: ChannelAccount, extension: str, number: str) -> str:
    """Calls the number and joins the extension; gives no id of the call."""
    shown = str(account.settings.get("caller_id") or "")
    if not shown:
        raise Refused(_("Bulutfon needs the number that is shown to customers. Set it in the channel."))
    answer = switchboard.tell("/call.json", caller=shown, callee=number, extension=extension)
    try:
        told = msgspec.json.decode(answer, type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeDecodeError):
        told = {}
    if told.get("success") is not True:
        said = str(told.get("message") or told.get("error") or "")[:200]
        raise Refused(_("The switchboard refused: {said}").format(said=said or "?"))
    return ""


WAYS: dict[str, Callable[[Switchboard, ChannelAccount, str, str], str]] = {
    "verimor": _through_verimor,
    "bulutfon": _through_bulutfon,
}
