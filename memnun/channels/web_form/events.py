"""The acts this kind of channel records."""

from django.utils.translation import gettext_lazy as _

from memnun.events.kinds import Kind

FORM_MADE = Kind("web_form.made", _("{actor} made the form {form}"), "checkbox", live=False)
FORM_CHANGED = Kind("web_form.changed", _("{actor} changed the form {form}"), "pencil", live=False)
PLACE_MADE = Kind("web_form.place_made", _("{actor} put the form {form} at {place}"), "qrcode", live=False)
PLACE_CLOSED = Kind("web_form.place_closed", _("{actor} closed the form at {place}"), "qrcode", live=False)
PLACE_OPENED = Kind(
    "web_form.place_opened", _("{actor} opened the form at {place} again"), "qrcode", live=False
)
HELD_BACK = Kind("web_form.held_back", _("A form was held back because it looks like spam"), "shield")
RELEASED = Kind(
    "web_form.released", _("{actor} let the form {reference} through"), "shield-check", live=False
)
DISMISSED = Kind(
    "web_form.dismissed", _("{actor} set the form {reference} aside as spam"), "trash", live=False
)
