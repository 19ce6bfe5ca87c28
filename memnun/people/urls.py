"""The addresses of this room."""

from django.urls import include, path

from memnun.people.views import choices, sign_in_link

staff_patterns = [
    path("brand/", choices.brand_switch, name="brand_switch"),
]

urlpatterns = [
    path("language/", choices.language_switch, name="language_switch"),
    path("first-steps/", choices.first_steps, name="first_steps"),
    path("sign-in/<str:token>/", sign_in_link.sign_in_link, name="sign_in_link"),
    path("", include((staff_patterns, "people"))),
]
