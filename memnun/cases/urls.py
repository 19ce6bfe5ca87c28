"""The addresses of this room."""

from django.urls import path

from memnun.cases.views import board, case, promises, settings, status

urlpatterns = [
    path("cases/", board.board, name="cases"),
    path("cases/column/", board.column, name="case_column"),
    path("cases/wall/", board.wall, name="case_wall"),
    path("cases/from/<uuid:conversation_id>/", case.case_create, name="case_create"),
    path("cases/<uuid:case_id>/", case.case, name="case"),
    path("cases/<uuid:case_id>/taking/", case.case_take, name="case_take"),
    path("cases/<uuid:case_id>/owner/", case.case_owner, name="case_owner"),
    path("cases/<uuid:case_id>/team/", case.case_team, name="case_team"),
    path("cases/<uuid:case_id>/type/", case.case_type, name="case_type"),
    path("cases/<uuid:case_id>/urgency/", case.case_urgency, name="case_urgency"),
    path("cases/<uuid:case_id>/step/", case.case_step, name="case_step"),
    path("cases/<uuid:case_id>/law/", case.case_law, name="case_law"),
    path("cases/<uuid:case_id>/waiting/", case.case_wait, name="case_wait"),
    path("cases/<uuid:case_id>/waiting/end/", case.case_go_on, name="case_go_on"),
    path("cases/<uuid:case_id>/resolution/", case.case_resolve, name="case_resolve"),
    path("cases/<uuid:case_id>/reopening/", case.case_reopen, name="case_reopen"),
    path("cases/<uuid:case_id>/closing/", case.case_close, name="case_close"),
    path("cases/<uuid:case_id>/links/", case.case_link, name="case_link"),
    path("cases/<uuid:case_id>/promises/", promises.promise_create, name="promise_create"),
    path("cases/<uuid:case_id>/concessions/", promises.concession_create, name="concession_create"),
    path("cases/resolutions/<uuid:resolution_id>/removal/", case.resolution_remove, name="resolution_remove"),
    path("cases/promises/<uuid:promise_id>/keeping/", promises.promise_keep, name="promise_keep"),
    path("cases/promises/<uuid:promise_id>/moving/", promises.promise_move, name="promise_move"),
    path("cases/promises/<uuid:promise_id>/apology/", promises.promise_apologise, name="promise_apology"),
    path("cases/promises/<uuid:promise_id>/removal/", promises.promise_remove, name="promise_remove"),
    path(
        "cases/concessions/<uuid:concession_id>/approval/",
        promises.concession_approve,
        name="concession_approve",
    ),
    path(
        "cases/concessions/<uuid:concession_id>/refusal/",
        promises.concession_refuse,
        name="concession_refuse",
    ),
    path(
        "cases/concessions/<uuid:concession_id>/removal/",
        promises.concession_remove,
        name="concession_remove",
    ),
    path("cases/follow-ups/<uuid:follow_up_id>/asking/", promises.follow_up_ask, name="follow_up_ask"),
    path("cases/follow-ups/<uuid:follow_up_id>/word/", promises.follow_up_word, name="follow_up_word"),
    path("cases/follow-ups/<uuid:follow_up_id>/waiver/", promises.follow_up_waive, name="follow_up_waive"),
    path("settings/cases/", settings.case_settings, name="case_settings"),
    path("settings/cases/general/", settings.case_general, name="case_general"),
    path(
        "settings/cases/calendars/<uuid:working_calendar_id>/days/",
        settings.case_calendar_day,
        name="case_calendar_day",
    ),
    path(
        "settings/cases/days/<uuid:calendar_day_id>/removal/",
        settings.case_calendar_day_remove,
        name="case_calendar_day_remove",
    ),
    path("settings/cases/people/<uuid:person_id>/", settings.case_capacity, name="case_capacity"),
    path("settings/cases/<slug:section>/new/", settings.case_setting_create, name="case_setting_create"),
    path("settings/cases/<slug:section>/<uuid:row_id>/", settings.case_setting, name="case_setting"),
    path(
        "settings/cases/<slug:section>/<uuid:row_id>/removal/",
        settings.case_setting_remove,
        name="case_setting_remove",
    ),
    path("case/<str:token>/", status.case_status, name="case_status"),
]
