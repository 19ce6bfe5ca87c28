"""Raw mails as contacts of the ledger."""

from memnun.channels.email.contact import FORM, contact_of, part_envelope
from memnun.channels.email.reading.letter import read_letter
from memnun.interactions.contact import Contact
from memnun.interactions.placing.parsing import parser


@parser(FORM)
def parse_mail(body: bytes) -> Contact:
    """A mail as a contact. Reads anything: what cannot be understood is kept and shown as it is."""
    envelope, mail = part_envelope(body)
    return contact_of(read_letter(mail, envelope))
