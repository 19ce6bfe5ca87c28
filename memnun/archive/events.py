"""The acts this room records."""

from django.utils.translation import gettext_lazy as _

from memnun.events.kinds import Kind

IMPORTED = Kind("archive.imported", _("{actor} brought in {file}: {added} contacts added"), "database-import")
IMPORT_UNDONE = Kind(
    "archive.import_undone", _("{actor} took {file} back: {count} contacts removed"), "arrow-back-up"
)
EXPORTED = Kind(
    "archive.exported", _("{actor} took everything of the brand out"), "database-export", live=False
)
