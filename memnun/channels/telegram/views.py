"""Where Telegram calls. The secret it was given with the address is the only proof, and is asked first."""

from __future__ import annotations

from uuid import UUID

import msgspec
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from memnun.channels.telegram.doors import let_in
from memnun.channels.telegram.receiving import take

HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 1024 * 1024


@csrf_exempt
@require_POST
def hook(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Keep one update and say so; 403 to whoever does not know the secret, whether the account exists or not."""
    account = let_in(account_id, request.headers.get(HEADER, ""))
    if account is None:
        return HttpResponse(status=403)
    if len(request.body) > LARGEST:
        return HttpResponse(status=413)
    if not account.active:
        return HttpResponse(status=503)
    try:
        with transaction.atomic():
            take(account, [request.body])
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return HttpResponse(status=400)
    return HttpResponse(status=200)
