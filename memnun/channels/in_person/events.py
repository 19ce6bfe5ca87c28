"""The acts this kind of channel records."""

from django.utils.translation import gettext_lazy as _

from memnun.events.kinds import Kind

NOTED = Kind("in_person.noted", _("{actor} wrote down a talk"), "building-store", live=False)
