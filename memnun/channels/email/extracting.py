"""The files in raw mails."""

from collections.abc import Iterable

from memnun.channels.email.contact import FORM, part_envelope
from memnun.channels.email.reading.files import files_of
from memnun.channels.email.reading.opening import open_mail
from memnun.interactions.attachments import FoundFile, extractor
from memnun.interactions.models import RawInbound


@extractor(FORM)
def files_in_mail(raw: RawInbound) -> Iterable[FoundFile]:
    """Attachments, pictures of the HTML, and what winmail.dat hides."""
    _envelope, mail = part_envelope(bytes(raw.body))
    return [FoundFile(one.name, one.data, one.inline, one.content_id) for one in files_of(open_mail(mail))]
