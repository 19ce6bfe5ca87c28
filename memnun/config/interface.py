"""The addresses and acts of the frame itself: the theme and the style guide."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from memnun.config.context import THEME_COOKIE, THEMES
from memnun.config.guide import guide

YEAR = 365 * 24 * 3600


@require_POST
def theme_update(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or the system's choice on this device."""
    theme = request.POST.get("theme", "")
    back = request.POST.get("next") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if theme == "auto":
        response.delete_cookie(THEME_COOKIE)
    elif theme in THEMES:
        response.set_cookie(THEME_COOKIE, theme, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    return response


urlpatterns = [
    path("interface/theme/", theme_update, name="theme_update"),
    path("_guide/", guide, name="guide"),
    path("_guide/desk/", guide, {"page": "desk"}),
    path("_guide/board/", guide, {"page": "board"}),
]
