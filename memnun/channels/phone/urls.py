"""The addresses of calls."""

from django.urls import path

from memnun.channels.phone.views import calls, events, notes, settings

urlpatterns = [
    path("calls/", calls.calls, name="calls"),
    path("calls/note/", notes.call_note, name="call_note"),
    path("calls/note/customers/", notes.note_customers, name="call_note_customers"),
    path("calls/ringing/", calls.ringing, name="calls_ringing"),
    path("calls/dialling/", calls.call_dial, name="call_dial"),
    path("calls/events/<str:line_secret>/", events.receive_event, name="phone_events"),
    path("calls/<uuid:call_id>/settlement/", calls.call_settle, name="call_settle"),
    path("calls/<uuid:call_id>/recording/", calls.call_recording, name="call_recording"),
    path("settings/calls/imports/", settings.call_imports, name="call_imports"),
    path("settings/calls/imports/<uuid:call_import_id>/", settings.call_import, name="call_import"),
    path(
        "settings/calls/imports/<uuid:call_import_id>/undo/",
        settings.call_import_undo,
        name="call_import_undo",
    ),
    path(
        "settings/calls/lines/<uuid:channel_account_id>/extensions/",
        settings.extensions,
        name="phone_extensions",
    ),
    path(
        "settings/calls/extensions/<uuid:extension_id>/removal/",
        settings.extension_remove,
        name="phone_extension_remove",
    ),
]
