"""The addresses of a conversation and of the acts on it; each act is a noun."""

from django.urls import path

from memnun.desk.conversation import acts, contact_views, group_views, moving, rearranging, undo_views, views

CONVERSATION = "conversations/<uuid:conversation_id>/"

urlpatterns = [
    path(CONVERSATION, views.conversation, name="conversation"),
    path(f"{CONVERSATION}earlier/", views.earlier, name="conversation_earlier"),
    path(f"{CONVERSATION}news/", views.news, name="conversation_news"),
    path(f"{CONVERSATION}standing/", views.standing, name="conversation_standing"),
    path(f"{CONVERSATION}assignment/", acts.assignment, name="assignment"),
    path(f"{CONVERSATION}team/", acts.team, name="conversation_team"),
    path(f"{CONVERSATION}resolution/", acts.resolution, name="resolution"),
    path(f"{CONVERSATION}reopening/", acts.reopening, name="reopening"),
    path(f"{CONVERSATION}awaiting/", acts.awaiting, name="awaiting"),
    path(f"{CONVERSATION}snooze/", acts.snooze, name="snooze"),
    path(f"{CONVERSATION}tags/", acts.tag, name="tag"),
    path(f"{CONVERSATION}tags/removal/", acts.tag_removal, name="tag_removal"),
    path(f"{CONVERSATION}notes/", acts.note, name="note"),
    path(f"{CONVERSATION}merge/choices/", rearranging.merge_choices, name="merge_choices"),
    path(f"{CONVERSATION}merge/", rearranging.merge, name="merge"),
    path(f"{CONVERSATION}split/", rearranging.split, name="split"),
    path(f"{CONVERSATION}group/", group_views.group, name="group_overrule"),
    path(f"{CONVERSATION}group/removal/", group_views.group_removal, name="group_overrule_removal"),
    path("rearrangements/<uuid:rearrangement_id>/undo/", rearranging.undo, name="rearrangement_undo"),
    path(
        "interactions/<uuid:interaction_id>/conversation/",
        moving.contact_conversation,
        name="contact_conversation",
    ),
    path("interactions/<uuid:interaction_id>/correction/", contact_views.correction, name="correction"),
    path(
        "interactions/<uuid:interaction_id>/personal-data/", contact_views.personal_data, name="personal_data"
    ),
    path("undo/", undo_views.undo, name="undo"),
]
