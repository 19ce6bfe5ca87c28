"""Where a message that names others belongs: with its thread, never with a stranger's or another matter's."""

from __future__ import annotations

import pytest

from memnun.interactions.actions import split
from memnun.interactions.contact import Evidence
from memnun.interactions.models import ThreadEvidence
from memnun.interactions.placing.evidence import is_other_matter
from memnun.interactions.testing import AYSE, KEREM, make_contact, record
from memnun.people.models import Person
from memnun.people.testing import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def brand():
    return Cast().brand


def mail(name: str, *answers: str, customer=AYSE, subject="Kargom nerede", kind="in_reply_to", **more):
    evidence = [Evidence(kind, answer) for answer in answers]
    return make_contact("…", customer, names=[f"<{name}>"], evidence=evidence, subject=subject, **more)


def test_an_answer_joins_the_message_it_names_even_in_the_same_batch(brand):
    first, second, third = record(
        brand,
        mail("a"),
        mail("b", "<a>", subject="Ynt: Kargom nerede"),
        mail("c", "<b>", subject="RE: Ynt: kargom nerede"),
    )
    assert first.conversation == second.conversation == third.conversation
    assert (first.thread_rule, second.thread_rule) == ("new", "evidence")


def test_the_reasons_are_kept(brand):
    [first] = record(brand, mail("a"))
    [second] = record(brand, mail("b", "<a>", subject="Ynt: Kargom nerede"))
    kept = ThreadEvidence.objects.get(interaction=second)
    assert kept.conversation_id == first.conversation_id
    assert kept.considered[0]["reasons"] == [["in_reply_to", 0.6], ["same_customer", 0.3]]
    assert kept.score == 0.9


def test_a_stranger_who_answers_is_never_swallowed(brand):
    [first] = record(brand, mail("a"))
    [second] = record(brand, mail("b", "<a>", customer=KEREM, subject="Ynt: Kargom nerede", kind="token"))
    assert second.conversation != first.conversation
    considered = ThreadEvidence.objects.get(interaction=second).considered
    assert ["other_customer", -1.0] in considered[0]["reasons"]


def test_an_old_mail_answered_with_another_subject_is_another_matter(brand):
    [first] = record(brand, mail("a"))
    [second] = record(brand, mail("b", "<a>", subject="Fatura adresi değişikliği"))
    assert second.conversation != first.conversation


def test_our_token_and_its_customer_keep_a_message_under_any_subject(brand):
    [first] = record(brand, mail("a"))
    [second] = record(brand, mail("b", "<a>", subject="Fatura adresi değişikliği", kind="token"))
    assert second.conversation == first.conversation
    kept = ThreadEvidence.objects.get(interaction=second)
    assert ["other_subject", -0.5] in kept.considered[0]["reasons"]


def test_our_token_in_a_strangers_hands_opens_nothing_under_any_subject(brand):
    [first] = record(brand, mail("a"))
    for subject in ("Ynt: Kargom nerede", "Fatura adresi değişikliği"):
        [second] = record(brand, mail(f"b{subject}", "<a>", subject=subject, kind="token", customer=KEREM))
        assert second.conversation != first.conversation


def test_two_matters_by_mail_in_one_day_stay_apart_without_any_header(brand):
    first, second = record(brand, mail("a"), mail("b", subject="Fatura adresi değişikliği"))
    assert first.conversation != second.conversation


def test_a_name_that_nobody_knows_begins_a_conversation(brand):
    [only] = record(brand, mail("b", "<lost@elsewhere>"))
    assert only.thread_rule == "new"
    assert not ThreadEvidence.objects.exists()


def test_answers_follow_a_message_that_was_split_off(brand):
    first, second = record(brand, mail("a"), mail("b", "<a>", subject="Ynt: Kargom nerede"))
    split(
        first.conversation, interaction_ids=[second.id], by=Person.objects.get(brand=brand, name="Elif Demir")
    )
    second.refresh_from_db()
    [third] = record(brand, mail("c", "<b>", subject="Ynt: Kargom nerede"))
    assert third.conversation_id == second.conversation_id != first.conversation_id


@pytest.mark.parametrize(
    ("subject", "before", "other"),
    [
        ("Ynt: Kargom nerede", "Kargom nerede", False),
        ("RE: [#1204] İLT: Kargom nerede?", "kargom nerede", False),
        ("", "Kargom nerede", False),
        ("Ynt: Kargom nerede - HÂLÂ GELMEDİ", "Kargom nerede", False),
        ("Fatura adresi", "Kargom nerede", True),
        ("Ynt: Fatura adresi", "Kargom nerede", True),
        ("Yanıt: KARGOM NEREDE", "Kargom nerede", False),
    ],
)
def test_subjects_are_compared_without_their_prefixes(subject, before, other):
    assert is_other_matter(subject, before) is other
