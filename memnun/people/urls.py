"""The addresses of this room."""

from django.urls import include, path

from memnun.people.views import activity, brand, choices, invitations, keys, sign_in_link, staff, teams

settings_patterns = [
    path("", brand.brand_settings, name="settings"),
    path("branches/", brand.branch_list, name="branches"),
    path("branches/new/", brand.branch_create, name="branch_create"),
    path("branches/<uuid:branch_id>/", brand.branch_update, name="branch_update"),
    path("teams/", teams.team_list, name="teams"),
    path("teams/new/", teams.team_create, name="team_create"),
    path("teams/<uuid:team_id>/", teams.team_update, name="team_update"),
    path("teams/<uuid:team_id>/removal/", teams.team_remove, name="team_remove"),
    path("people/", staff.person_list, name="people"),
    path("people/<uuid:person_id>/", staff.person_update, name="person_update"),
    path("people/<uuid:person_id>/departure/", staff.person_leave, name="person_leave"),
    path("departures/<uuid:departure_id>/undo/", staff.departure_undo, name="departure_undo"),
    path("people/invitations/new/", invitations.invitation_create, name="invitation_create"),
    path(
        "people/invitations/<uuid:invitation_id>/renewal/",
        invitations.invitation_renew,
        name="invitation_renew",
    ),
    path(
        "people/invitations/<uuid:invitation_id>/withdrawal/",
        invitations.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path("keys/", keys.api_key_list, name="api_keys"),
    path("keys/new/", keys.api_key_create, name="api_key_create"),
    path("keys/<uuid:key_id>/", keys.api_key_update, name="api_key_update"),
    path("keys/<uuid:key_id>/revocation/", keys.api_key_revoke, name="api_key_revoke"),
    path("activity/", activity.activity, name="activity"),
]

urlpatterns = [
    path("language/", choices.language_switch, name="language_switch"),
    path("first-steps/", choices.first_steps, name="first_steps"),
    path("sign-in/<str:token>/", sign_in_link.sign_in_link, name="sign_in_link"),
    path("invitation/<str:token>/", invitations.invitation_accept, name="invitation_accept"),
    path("brand/<uuid:brand_id>/", choices.brand_switch, name="brand_switch"),
    path("settings/", include(settings_patterns)),
]
