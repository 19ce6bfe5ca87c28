"""The addresses of the forms: short ones for visitors, settings for staff."""

from django.urls import path

from memnun.channels.web_form.views import building, places, public

urlpatterns = [
    path("f/<str:form_address>/", public.form_page, name="web_form"),
    path("f/<str:form_address>/kiosk/", public.form_kiosk, name="web_form_kiosk"),
    path("f/<str:form_address>/embed.js", public.embed_script, name="web_form_script"),
    path("f/<str:form_address>/worker.js", public.form_worker, name="web_form_worker"),
    path("q/<str:place_code>/worker.js", public.place_worker, name="web_form_place_worker"),
    path("q/<str:place_code>/", public.place_page, name="web_form_place"),
    path("q/<str:place_code>/kiosk/", public.place_kiosk, name="web_form_place_kiosk"),
    path("settings/forms/", building.form_list, name="web_forms"),
    path("settings/forms/new/", building.form_create, name="web_form_create"),
    path("settings/forms/held/", places.held_list, name="web_form_held"),
    path("settings/forms/held/<uuid:form_submission_id>/", places.held_decide, name="web_form_decide"),
    path(
        "settings/forms/places/<uuid:form_place_id>/state/", places.place_state, name="web_form_place_state"
    ),
    path("settings/forms/places/<uuid:form_place_id>/code.svg", places.place_svg, name="web_form_place_svg"),
    path("settings/forms/places/<uuid:form_place_id>/code.png", places.place_png, name="web_form_place_png"),
    path("settings/forms/<uuid:web_form_id>/", building.build, name="web_form_build"),
    path("settings/forms/<uuid:web_form_id>/questions/", building.question_add, name="web_form_question_add"),
    path(
        "settings/forms/<uuid:web_form_id>/questions/<str:field_key>/",
        building.question,
        name="web_form_question",
    ),
    path(
        "settings/forms/<uuid:web_form_id>/questions/<str:field_key>/place/",
        building.question_move,
        name="web_form_question_move",
    ),
    path(
        "settings/forms/<uuid:web_form_id>/questions/<str:field_key>/removal/",
        building.question_remove,
        name="web_form_question_remove",
    ),
    path("settings/forms/<uuid:web_form_id>/places/", places.place_list, name="web_form_places"),
    path("settings/forms/<uuid:web_form_id>/sheet.pdf", places.place_sheet, name="web_form_sheet"),
]
