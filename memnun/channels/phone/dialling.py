"""Calling from the desk: the switchboard rings one's own telephone, then the customer's (Verimor originate)."""

from __future__ import annotations

from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from django.utils.translation import gettext as _

from memnun.channels.phone import events as acts
from memnun.channels.phone.models import Extension
from memnun.events.actions import record
from memnun.interactions.models import ChannelAccount
from memnun.people.models import Person

VERIMOR = "https://api.bulutsantralim.com"
TIMEOUT = 8


class CannotDial(Exception):
    """The call was not begun; the text says why, for the person who wanted it."""


def extension_to_dial_from(person: Person) -> Extension | None:
    """The person's own telephone on a line that lets the desk call; None when there is none."""
    mine = Extension.objects.visible_to(person).filter(person=person, account__active=True)
    lines = mine.select_related("account")
    return next((one for one in lines if one.account.settings.get("click_to_call")), None)


def dial(person: Person, number: str) -> str:
    """Ring the person's telephone and then the number; gives the switchboard's id of the call. Raises CannotDial."""
    extension = extension_to_dial_from(person)
    if extension is None:
        raise CannotDial(_("You have no extension that can call from here. Ask a manager to set one."))
    if not number.startswith("+"):
        raise CannotDial(_("This number cannot be called."))
    account = extension.account
    asked = {
        "key": account.secret("api_key"),
        "extension": extension.number,
        "destination": number.lstrip("+"),
    }
    if caller_id := account.settings.get("caller_id"):
        asked["caller_id"] = caller_id
    key = _ask(account, asked)
    record(acts.DIALLED, brand_id=account.brand_id, by=person, subject_id=account.id, call=key[:120])
    return key


def _ask(account: ChannelAccount, asked: dict[str, str]) -> str:
    base = str(account.settings.get("api_address") or VERIMOR)
    if urlsplit(base).scheme not in ("https", "http"):
        raise CannotDial(_("The address of the switchboard is not right."))
    request = Request(f"{base}/originate?{urlencode(asked)}", headers={"Accept": "text/plain"})  # noqa: S310 - checked above
    try:
        with urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310 - checked above
            return str(answer.read(200).decode("utf-8", "replace")).strip()
    except HTTPError as problem:
        said = problem.read(200).decode("utf-8", "replace").strip()
        raise CannotDial(
            _("The switchboard refused the call: {said}").format(said=said or problem.code)
        ) from None
    except (URLError, OSError):
        raise CannotDial(
            _("The switchboard does not answer. Dial by hand; the call will still be recorded here.")
        ) from None
