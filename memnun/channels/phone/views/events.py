"""Where a switchboard reports: kept as it came, then told on; the answer is always short."""

from __future__ import annotations

import ipaddress
import logging

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from memnun.channels.phone.finding import line_at
from memnun.channels.phone.hearing import apply_event, keep_event
from memnun.interactions.models import ChannelAccount
from memnun.people.strangers import address_of, limited

LARGEST = 64 * 1024
logger = logging.getLogger(__name__)


@csrf_exempt
@require_POST
@limited("phone-events", looks=60, acts=12_000, seconds=60)
def receive_event(request: HttpRequest, line_secret: str) -> HttpResponse:
    """One event of a call; its secret address is the proof, and where wished the address it comes from."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return HttpResponse("too large", status=413, content_type="text/plain")
    body = request.body
    line = line_at(line_secret)
    if line is None or not _may_report(line.account, address_of(request)):
        return HttpResponse("unknown", status=404, content_type="text/plain")
    event = keep_event(line.account, body)
    if event is not None:
        event.account = line.account
        try:
            apply_event(event)
        except Exception:
            # kept all the same: the next mending reads it again
            logger.exception("An event of a call was kept and could not be applied yet.")
    return HttpResponse("OK", content_type="text/plain")


def _may_report(account: ChannelAccount, address: str) -> bool:
    allowed = str(account.settings.get("allowed_addresses", "")).split()
    if not allowed:
        return True
    try:
        asking = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(asking in ipaddress.ip_network(one, strict=False) for one in allowed)
