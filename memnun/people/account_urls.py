"""The pages of allauth that are open here; sign-up and further addresses are not: people are invited."""

from allauth.account import views
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path

from memnun.people.views import sessions


def closed(_request: HttpRequest) -> HttpResponse:
    """Stands under names that allauth's own pages refer to."""
    raise Http404


urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("signup/", closed, name="account_signup"),
    path("email/", closed, name="account_email"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("sessions/<int:session_id>/", sessions.session_end, name="session_end"),
    path("sessions/", include("allauth.usersessions.urls")),
    path("2fa/", include("allauth.mfa.urls")),
]
