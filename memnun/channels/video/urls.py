"""The addresses of meetings."""

from django.urls import path

from memnun.channels.video import public, views

urlpatterns = [
    path("m/<str:meeting_token>/", public.meeting_door, name="meeting_door"),
    path("meetings/events/<str:meeting_secret>/", public.receive_event, name="meeting_events"),
    path(
        "meetings/events/<str:meeting_secret>/<path:path>", public.receive_event, name="meeting_events_below"
    ),
    path("conversations/<uuid:conversation_id>/meetings/", views.meetings, name="meetings"),
    path("meetings/<uuid:meeting_id>/", views.meeting, name="meeting"),
    path("meetings/<uuid:meeting_id>/invitation/", views.meeting_invite, name="meeting_invite"),
    path("meetings/<uuid:meeting_id>/joining/", views.meeting_join, name="meeting_join"),
    path("meetings/<uuid:meeting_id>/end/", views.meeting_end, name="meeting_end"),
    path("meetings/<uuid:meeting_id>/cancellation/", views.meeting_cancel, name="meeting_cancel"),
]
