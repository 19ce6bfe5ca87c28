"""The addresses of letters."""

from django.urls import path

from memnun.channels.post import letterhead_views, views

urlpatterns = [
    path("letters/", views.letters, name="letters"),
    path("letters/in/", views.letter_in, name="letter_in"),
    path("letters/printing/", views.letters_print, name="letters_print"),
    path("letters/batches/<uuid:print_batch_id>.pdf", views.letter_batch, name="letter_batch"),
    path("letters/<uuid:letter_id>/", views.letter, name="letter"),
    path("letters/<uuid:letter_id>/letter.pdf", views.letter_file, name="letter_file"),
    path("letters/<uuid:letter_id>/posted/", views.letter_posted, name="letter_posted"),
    path("letters/<uuid:letter_id>/returned/", views.letter_returned, name="letter_returned"),
    path("conversations/<uuid:conversation_id>/letters/new/", views.letter_create, name="letter_create"),
    path(
        "settings/letterheads/<uuid:channel_account_id>/logo/", letterhead_views.logo, name="letterhead_logo"
    ),
    path(
        "settings/letterheads/<uuid:channel_account_id>/logo.png",
        letterhead_views.logo_file,
        name="letterhead_logo_file",
    ),
    path(
        "settings/letterheads/<uuid:channel_account_id>/sample.pdf",
        letterhead_views.sample,
        name="letterhead_sample",
    ),
]
