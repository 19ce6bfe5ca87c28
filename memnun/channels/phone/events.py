"""The acts this kind of channel records."""

from django.utils.translation import gettext_lazy as _

from memnun.events.kinds import Kind

RINGING = Kind("phone.ringing", _("A call is ringing"), "phone-incoming", tells=("people",))
ENDED = Kind("phone.ended", _("A call ended"), "phone-off", tells=("people",))
MISSED = Kind("phone.missed", _("A call was missed"), "phone-off")
SETTLED = Kind("phone.settled", _("{actor} dealt with a missed call"), "phone-call")
CALLED_BACK = Kind("phone.called_back", _("A missed call was called back"), "phone-outgoing")
DIALLED = Kind("phone.dialled", _("{actor} called from the desk"), "phone-outgoing", live=False)
NOTED = Kind("phone.noted", _("{actor} wrote down a call"), "phone", live=False)
RECORDING_HEARD = Kind(
    "phone.recording_heard", _("{actor} listened to the recording of a call"), "player-play", live=False
)
RECORDING_DESTROYED = Kind(
    "phone.recordings_destroyed", _("{count} links to recordings came to the end of their time and were destroyed"),
    "trash", live=False,
)  # fmt: skip
CALLS_IMPORTED = Kind(
    "phone.calls_imported", _("{actor} brought in {added} calls from {file}"), "file-import", live=False
)
CALLS_IMPORT_UNDONE = Kind(
    "phone.calls_import_undone", _("{actor} took back {count} calls of {file}"), "arrow-back-up", live=False
)
EXTENSION_SET = Kind(
    "phone.extension_set", _("{actor} gave the extension {number} to {person}"), "phone", live=False
)
EXTENSION_REMOVED = Kind(
    "phone.extension_removed", _("{actor} took the extension {number} away"), "phone-off", live=False
)
