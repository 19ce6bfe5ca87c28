"""The words the desk's scripts show, in the page's language."""

from __future__ import annotations

from django.utils.translation import gettext as _


def desk_words() -> dict[str, str]:
    """Message by name, for `memnun/static/js/desk*.js`."""
    return {
        "tag": _("Tag"),
        "next": _("Next conversation"),
        "previous": _("Previous conversation"),
        "evidence": _("Show the words that decided"),
        "chosen": _("%(count)s chosen"),
        "merge": _("Merge"),
        "split": _("Split contacts off"),
        "reply": _("Write to the customer"),
        "leaves": _("Leaves in %(count)s s"),
        "leaving": _("On its way"),
        "note": _("Write a note"),
        "tick": _("Tick the conversation"),
    }
