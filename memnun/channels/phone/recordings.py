"""Links to recordings live as long as the line says, then they are destroyed, and the log says so."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from urllib.parse import quote, urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from memnun.channels.phone import events as acts
from memnun.channels.phone.asking import Switchboard
from memnun.channels.phone.models import Call, provider_of
from memnun.events.actions import Act, record, record_many
from memnun.foundation import clock
from memnun.interactions.channel_kinds import Refused
from memnun.interactions.models import ChannelAccount
from memnun.people.models import Person

BATCH = 1000
DEFAULT_DAYS = 90
ASK = "ask"
"""In the place of a link: the switchboard is asked for one each time, and gives one that lives for an hour."""


def keeps_links(account: ChannelAccount) -> bool:
    """Whether the line says where its recordings are heard, or can be asked."""
    by_key = provider_of(account) == "verimor" and account.secret("api_key")
    return bool(account.settings.get("recording_address") or by_key)


def keep_link(call: Call, account: ChannelAccount) -> None:
    """Note where the recording can be heard, until its time has come."""
    if call.recording or call.recording_destroyed_at or not keeps_links(account):
        return
    days = int(account.settings.get("recording_days") or DEFAULT_DAYS)
    where = str(account.settings.get("recording_address") or ASK)
    call.recording = where.replace("{uuid}", quote(call.key, safe=""))[:500]
    call.recording_until = (call.ended_at or call.began_at) + timedelta(days=days)


def hear_recording(call: Call, *, by: Person) -> str:
    """The address at which the recording is heard now; who listens is noted. Raises TryLater, Refused."""
    address = call.recording
    if address == ASK:
        with Switchboard(call.account) as switchboard:
            told = switchboard.tell("/recording_url", call_uuid=call.key)
        address = told[:500].decode("utf-8", "replace").strip()
        if urlsplit(address).scheme not in ("https", "http"):
            raise Refused(_("The switchboard gives no address for this recording."))
    record(
        acts.RECORDING_HEARD, brand_id=call.brand_id, by=by, subject_id=call.id,
        conversation_id=call.conversation_id,
    )  # fmt: skip
    return address


def destroy_expired() -> int:
    """Destroy every link whose time has come, in batches; returns how many."""
    destroyed = 0
    while count := _destroy_batch():
        destroyed += count
    return destroyed


@transaction.atomic
def _destroy_batch() -> int:
    now = clock.now()
    due = (
        Call.objects.with_expired_recording(now)
        .select_for_update(no_key=True, skip_locked=True)
        .order_by("id")
    )
    found = list(due.values_list("id", "brand_id")[:BATCH])
    if not found:
        return 0
    ids = [id_ for id_, _of in found]
    Call.objects.filter(id__in=ids).update(recording="", recording_until=None, recording_destroyed_at=now)
    brands = Counter(brand for _one, brand in found)
    record_many(
        Act(acts.RECORDING_DESTROYED, brand, details={"count": count}) for brand, count in brands.items()
    )
    return len(found)
