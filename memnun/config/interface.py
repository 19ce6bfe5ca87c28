"""Pages and acts of the frame itself: the theme, the style guide, the manifest's neighbours."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from memnun.config.context import THEME_COOKIE, THEMES

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


def guide(request: HttpRequest) -> HttpResponse:
    """Every component in use, for whoever builds pages; in DEBUG only."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "guide.html")


urlpatterns = [
    path("interface/theme/", theme_update, name="theme_update"),
    path("interface/language/", set_language, name="language_update"),
    path("_guide/", guide, name="guide"),
]
