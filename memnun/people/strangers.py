"""Pages for people without an account: how often one network address may use them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from memnun.people.throttle import count

Parameters = ParamSpec("Parameters")
View = Callable[Concatenate[HttpRequest, Parameters], HttpResponseBase]
TOO_MANY = 429


def address_of(request: HttpRequest) -> str:
    """The network address of whoever asks; behind a known proxy, the one it tells."""
    return str(request.META.get("REMOTE_ADDR", ""))


def limited(
    name: str, *, looks: int, acts: int, seconds: int
) -> Callable[[View[Parameters]], View[Parameters]]:
    """Let one address look `looks` times and act (POST) `acts` times within `seconds`; then it reads 429.

    All processes count together. Shops and offices share one address: give them room.
    """

    def decorate(view: View[Parameters]) -> View[Parameters]:
        @wraps(view)
        def guarded(
            request: HttpRequest, /, *args: Parameters.args, **kwargs: Parameters.kwargs
        ) -> HttpResponseBase:
            acting = request.method not in ("GET", "HEAD", "OPTIONS")
            if count(_key(name, acting, address_of(request)), seconds) > (acts if acting else looks):
                return too_many(request, seconds)
            return view(request, *args, **kwargs)

        guarded.open_to_strangers = True  # type: ignore[attr-defined]
        return guarded

    return decorate


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """The page that says to wait."""
    answer = render(request, "public/too_many.html", status=TOO_MANY)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _key(name: str, acting: bool, address: str) -> str:
    digest = salted_hmac("memnun/strangers", address, secret=settings.SECRET_KEY).hexdigest()
    return f"public:{name}:{'act' if acting else 'look'}:{digest[:32]}"
