"""Every mail of the corpus is read as a person would read it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from memnun.channels.email import tokens
from memnun.channels.email.contact import contact_of, part_envelope, with_envelope
from memnun.channels.email.reading.bounce import read_bounce
from memnun.channels.email.reading.letter import Envelope, Letter, read_letter
from memnun.channels.email.reading.opening import open_mail
from memnun.channels.email.tests.corpus import answers, making
from memnun.channels.email.tests.corpus.making import Case
from memnun.channels.email.tests.corpus.write import LARGEST_FILE, MAILS, cases
from memnun.foundation.turkish.quoting import without_tail
from memnun.interactions import contact as contacts

ENVELOPE = Envelope(making.OWN, making.TRUSTED, making.RECEIVED_AT)
CASES = cases()


def _with_tokens(raw: bytes) -> bytes:
    token = tokens.token_of(answers.CONVERSATION)
    forged = token[:-3] + ("aaa" if token[-3:] != "aaa" else "bbb")
    for mark, value in (
        ("TOKEN", token),
        ("TOKEN_CAPITALS", token.upper()),
        ("FORGED", forged),
        ("CUT", token[:-1]),
    ):
        raw = raw.replace(f"{{{mark}}}".encode(), value.encode())
    return raw


def _read(case: Case) -> Letter:
    return read_letter(_with_tokens(case.raw), ENVELOPE)


LOOKS = {
    "text": lambda letter: letter.text,
    "own": lambda letter: without_tail(letter.text),
    "sender": lambda letter: letter.sender[1],
    "sender_name": lambda letter: letter.sender[0],
    "customer": lambda letter: letter.customer[1],
    "claimed": lambda letter: letter.customer_is_claimed,
    "is_ours": lambda letter: letter.is_ours,
    "mailbox": lambda letter: letter.received_by,
    "receivers": lambda letter: [address for _, address in letter.receivers],
    "subject": lambda letter: letter.subject,
    "kind": lambda letter: letter.nature.kind.value,
    "answers": lambda letter: letter.answers,
    "answers_count": lambda letter: len(letter.answers),
    "files": lambda letter: [file.name for file in letter.files if not file.inline],
    "inline": lambda letter: [file.name for file in letter.files if file.inline],
    "html": lambda letter: letter.has_html,
    "remote": lambda letter: letter.remote_pictures,
    "held": lambda letter: letter.suspicion.is_held,
    "reasons": lambda letter: list(letter.suspicion.reasons),
    "auth": lambda letter: letter.verdicts.as_meta(),
    "date": lambda letter: letter.written_at and letter.written_at.isoformat(),
    "message_id": lambda letter: letter.message_id,
    "troubled": lambda letter: bool(letter.troubles),
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_mail_is_read_as_a_person_would_read_it(case):
    letter = _read(case)
    expected = dict(case.expected)
    found = {name: LOOKS[name](letter) for name in expected if name in LOOKS}
    assert found == {name: value for name, value in expected.items() if name in LOOKS}
    assert expected.get("text_has", "") in letter.text
    assert letter.external_id.startswith(expected.get("external_id_starts", ""))
    assert len(letter.files) <= expected.get("files_most", 100)
    assert expected.get("reasons_have") in (None, *letter.suspicion.reasons)
    assert bool(letter.troubles) == expected.get("troubled", False), letter.troubles
    assert {"bounced", "failures", "contents", "invitation"}.issuperset(
        set(expected) - set(LOOKS) - {"text_has", "external_id_starts", "files_most", "reasons_have"}
    ), "an expectation that nobody looks at"


@pytest.mark.parametrize(
    "case", [case for case in CASES if "failures" in case.expected], ids=lambda case: case.name
)
def test_a_bounce_names_its_recipients_and_our_mail(case):
    bounce = read_bounce(open_mail(case.raw))
    assert [
        (one.address, one.status, one.final, one.is_dead_address) for one in bounce.failures
    ] == case.expected["failures"]
    if "bounced" in case.expected:
        assert bounce.message_ids[0] == case.expected["bounced"]
        assert bounce.own_id == "019b8e60-0000-7000-8000-00000000000a"


@pytest.mark.parametrize(
    "case", [case for case in CASES if "contents" in case.expected], ids=lambda case: case.name
)
def test_files_come_out_byte_for_byte(case):
    assert {
        file.name: file.data for file in _read(case).files if file.name in case.expected["contents"]
    } == case.expected["contents"]


@pytest.mark.parametrize(
    "case", [case for case in CASES if "invitation" in case.expected], ids=lambda case: case.name
)
def test_a_meeting_is_read_from_its_calendar_part(case):
    found, expected = _read(case).invitation, case.expected["invitation"]
    if expected is None:
        assert found is None
        return
    told = found.as_meta()
    told["answer"] = found.guests[0].answer if found.guests else ""
    assert {name: told[name] for name in expected} == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_mail_is_a_contact_the_ledger_takes(case):
    envelope, mail = part_envelope(with_envelope(_with_tokens(case.raw), ENVELOPE))
    contact = contact_of(read_letter(mail, envelope))
    again = contacts.decode(contacts.encode(contact))
    assert again.external_id == contact.external_id
    assert "\x00" not in contact.text + contact.subject


def test_the_files_of_the_corpus_are_those_its_script_writes():
    assert len(CASES) >= 200
    assert len({case.name for case in CASES}) == len(CASES)
    written = {path.stem: path.read_bytes() for path in MAILS.glob("*.eml")}
    assert written == {case.name: case.raw for case in CASES if len(case.raw) <= LARGEST_FILE}


def test_no_two_mails_of_the_corpus_share_an_id():
    ids = sorted(
        _read(case).external_id for case in CASES if case.name not in ("nothing_at_all", "only_zeros")
    )
    assert not [one for one, other in pairwise(ids) if one == other]
