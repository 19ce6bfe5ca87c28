"""Rooms nobody can guess, links that expire, and Jitsi's signed tickets."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from datetime import datetime
from urllib.parse import quote, urlsplit

from django.conf import settings

from memnun.channels.video.models import Meeting
from memnun.foundation.secrets import digest_token, seal, unseal
from memnun.foundation.turkish.slugs import slugify
from memnun.interactions.models import ChannelAccount

PURPOSE = "video-meeting"
ROOM = "{room}"


def new_room(brand_name: str) -> str:
    """A room's name: readable in front, 128 random bits behind."""
    return f"{slugify(brand_name)[:24] or 'memnun'}-{secrets.token_hex(16)}"


def sealed(token: str) -> bytes:
    """The link's secret as it is stored, so that the invitation can be shown again."""
    return seal(token, keys=[settings.SECRET_KEY], purpose=PURPOSE)


def token_of(meeting: Meeting) -> str:
    """The link's secret. Raises UnsealError."""
    keys = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    return unseal(bytes(meeting.token), keys=keys, purpose=PURPOSE)


def digest(token: str) -> str:
    """By which a meeting is found."""
    return digest_token(token)


def is_pattern(text: str) -> bool:
    """Whether the text is an https address with the room's place in it."""
    parts = urlsplit(text)
    return parts.scheme == "https" and bool(parts.netloc) and text.count(ROOM) == 1


def room_url(meeting: Meeting, *, name: str, moderator: bool) -> str:
    """Where the room is, with a ticket when the server wants one."""
    account = meeting.account
    url = str(account.settings.get("pattern", "")).replace(ROOM, quote(meeting.room, safe="-"))
    if not account.secret("jwt_secret"):
        return url
    return (
        f"{url}?jwt={ticket(account, meeting.room, name=name, moderator=moderator, until=meeting.expires_at)}"
    )


def ticket(account: ChannelAccount, room: str, *, name: str, moderator: bool, until: datetime) -> str:
    """A JSON Web Token (RFC 7519, HS256) as Jitsi's token authentication takes it, good for one room."""
    app_id = str(account.settings.get("jwt_app_id", ""))
    told = {
        "aud": app_id or "jitsi",
        "iss": app_id,
        "sub": urlsplit(str(account.settings.get("pattern", ""))).hostname or "*",
        "room": room,
        "exp": int(until.timestamp()),
        "moderator": moderator,
        "context": {"user": {"name": name}},
    }
    signed = f"{_part({'alg': 'HS256', 'typ': 'JWT'})}.{_part(told)}"
    signature = hmac.new(account.secret("jwt_secret").encode(), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{_encoded(signature)}"


def _part(told: dict[str, object]) -> str:
    return _encoded(json.dumps(told, separators=(",", ":")).encode())


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
