"""Addresses of the pages of e-mail."""

from django.urls import path

from memnun.channels.email.views import held, meeting, original, sign_in

urlpatterns = [
    path("mail/<uuid:interaction_id>/", original.original, name="mail_original"),
    path("mail/<uuid:interaction_id>/html/", original.original_html, name="mail_html"),
    path("mail/<uuid:interaction_id>/raw/", original.original_raw, name="mail_raw"),
    path("mail/<uuid:interaction_id>/pictures/<int:number>/", original.picture, name="mail_picture"),
    path("mail/<uuid:interaction_id>/meeting/", meeting.mail_meeting, name="mail_meeting"),
    path("mail/held/", held.held_mails, name="mail_held"),
    path("mail/held/<uuid:set_aside_mail_id>/entry/", held.held_mail_entry, name="mail_held_entry"),
    path("mail/held/<uuid:set_aside_mail_id>/settled/", held.held_mail_settled, name="mail_held_settled"),
    path("settings/channels/<uuid:account_id>/mail-sign-in/", sign_in.mail_sign_in, name="mail_sign_in"),
    path("settings/channels/mail-sign-in/return/", sign_in.mail_sign_in_return, name="mail_sign_in_return"),
]
