"""How a view says that its page may be answered from memory (config/page_memory.py tells when it is).

The word travels in the WSGI environment, which Django's request carries as `META`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponseBase

REMEMBERED = "memnun.remembered"
ONE_TIME = "memnun.one_time"

Parameters = ParamSpec("Parameters")
Request = TypeVar("Request", bound=HttpRequest)
View = Callable[Concatenate[Request, Parameters], HttpResponseBase]


def remembered(view: View[Request, Parameters]) -> View[Request, Parameters]:
    """The view's page may be shown again within the minute while the database would answer it the same.

    For views that only read, and whose page follows from the address, the cookies, the language, the
    headers of htmx, the answers of the database and the minute of the day, and from nothing else.
    """

    @wraps(view)
    def asked(request: Request, /, *args: Parameters.args, **kwargs: Parameters.kwargs) -> HttpResponseBase:
        request.META[REMEMBERED] = True
        return view(request, *args, **kwargs)

    return asked


def forget(request: HttpRequest) -> None:
    """This once the page follows from something else too, such as the second it is drawn in."""
    request.META[REMEMBERED] = False


def one_time(request: HttpRequest, make: Callable[[], str]) -> str:
    """A word of the page that no two showings may share, such as the name of a message to be written."""
    word = make()
    request.META.setdefault(ONE_TIME, {})[word] = make
    return word


def may_remember(environ: Mapping[str, Any]) -> bool:
    """Whether the view that answered this request lets its page be remembered."""
    return bool(environ.get(REMEMBERED))


def one_time_words(environ: Mapping[str, Any]) -> Mapping[str, Callable[[], str]]:
    """The words to be made anew with every showing, and how."""
    words: Mapping[str, Callable[[], str]] = environ.get(ONE_TIME, {})
    return words
