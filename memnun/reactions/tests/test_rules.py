from datetime import timedelta
from typing import Any

import pytest

from memnun.cases.actions import resolve, settings_of
from memnun.cases.models import Case, CaseLink, Deadline, DeadlineKind, State
from memnun.foundation import clock
from memnun.interactions.contact import ContactRating
from memnun.interactions.models import Interaction
from memnun.interactions.testing import AYSE, KEREM, make_contact, record
from memnun.people.testing import Cast
from memnun.reactions.hearing import hear as let_hear
from memnun.reactions.models import SwitchedOff
from memnun.reactions.rules import FILES, all_rules
from memnun.reactions.testing import react

pytestmark = pytest.mark.django_db
COMPLAINT = "Kargom hâlâ gelmedi, bir haftadır bekliyorum, rezalet!"


def hear(cast: Cast, text: str, **fields: Any) -> Interaction:
    [contact] = record(cast.brand, make_contact(text, KEREM, **{"thread": "bir", **fields}))
    let_hear(cast.brand.id, [contact.id])
    return contact


def test_every_file_is_a_rule_with_a_sentence_and_a_reason(cast: Cast) -> None:
    assert [rule.name for rule in all_rules()] == list(FILES)
    assert all(str(rule.sentence) and str(rule.why) for rule in all_rules())


def test_a_complaint_opens_a_case_of_the_type_of_its_topic(cast: Cast) -> None:
    contact = hear(cast, COMPLAINT)
    case = Case.objects.get()
    assert case.type.key == "delivery"
    assert (case.customer, case.conversation, case.origin) == (
        contact.customer, contact.conversation, "complaint_opens_a_case",
    )  # fmt: skip
    assert case.assignee is not None


def test_praise_opens_none(cast: Cast) -> None:
    hear(cast, "Çok teşekkür ederim, harika bir hizmet!")
    assert not Case.objects.exists()


def test_a_threat_opens_an_urgent_case(cast: Cast) -> None:
    hear(cast, "Sorunum çözülmezse tüketici hakem heyetine ve avukatıma gideceğim.")
    case = Case.objects.get()
    assert (case.type.key, case.urgency) == ("legal_risk", 3)


def test_a_privacy_request_opens_a_case_with_thirty_days(cast: Cast) -> None:
    hear(cast, "KVKK kapsamında başvuruyorum, kişisel verilerimin silinmesini talep ediyorum.")
    case = Case.objects.get()
    assert case.type.key == "privacy"
    legal = Deadline.objects.get(case=case, kind=DeadlineKind.LEGAL)
    assert (legal.amount, legal.unit) == (30, "calendar_days")


def test_a_broken_promise_told_of_opens_a_case_one_step_more_urgent(cast: Cast) -> None:
    hear(cast, "Yarın arayacağız denildi, üç gündür arayan yok.")
    case = Case.objects.get()
    assert case.origin == "broken_promise_told_of_opens_a_case"
    assert case.urgency == case.type.urgency + 1


@pytest.mark.parametrize(
    ("rating", "opens"),
    [
        (ContactRating(2), True),
        (ContactRating(3), False),
        (ContactRating(4, lowest=0, highest=10), True),
        (ContactRating(5, lowest=0, highest=10), False),
    ],
)
def test_a_low_score_opens_a_case_and_names_it(cast: Cast, rating: ContactRating, opens: bool) -> None:
    hear(cast, "", rating=rating)
    cases = list(Case.objects.values_list("origin", "title"))
    told = f"Puan {rating.value:g}/{rating.highest:g}"
    assert cases == ([("low_score_opens_a_case", told)] if opens else [])


def test_a_missed_call_is_called_back(cast: Cast) -> None:
    hear(cast, "", channel="phone", meta={"missed": True})
    case = Case.objects.get()
    assert (case.type.key, case.title) == ("request", "Cevapsız çağrı")


def test_a_channels_deadline_opens_a_case_that_is_due_by_then(cast: Cast) -> None:
    until = clock.now() + timedelta(minutes=5)
    hear(cast, "Bu ürün kaç litre?", channel="social", meta={"answer_by": until.isoformat()})
    assert Case.objects.get().next_step_at == until


def test_a_moment_the_channel_wrote_wrongly_is_left_out(cast: Cast) -> None:
    hear(cast, "Bu ürün kaç litre?", channel="social", meta={"answer_by": "yakında"})
    assert not Case.objects.exists()


def test_an_answer_meets_the_first_answer_and_an_automatic_message_does_not(cast: Cast) -> None:
    hear(cast, COMPLAINT)
    hear(cast, "Mesajınızı aldık.", direction="out", meta={"automatic": True})
    assert Deadline.objects.get(kind=DeadlineKind.FIRST_ANSWER).met_at is None
    answer = hear(cast, "Kargonuz bugün yola çıktı.", direction="out")
    first = Deadline.objects.get(kind=DeadlineKind.FIRST_ANSWER)
    assert first.met_at == answer.occurred_at
    case = Case.objects.get()
    assert (case.state, case.first_answered_at) == (State.WORKING, answer.occurred_at)


def test_the_customers_next_word_is_due_again(cast: Cast) -> None:
    hear(cast, COMPLAINT)
    hear(cast, "Kargonuz yola çıktı.", direction="out")
    hear(cast, "Çok teşekkür ederim.")
    assert not Deadline.objects.filter(kind=DeadlineKind.NEXT_ANSWER).exists(), "thanks ask for nothing"
    reply = hear(cast, "Hâlâ gelmedi?")
    due = Deadline.objects.get(kind=DeadlineKind.NEXT_ANSWER)
    assert due.start_at == reply.occurred_at
    assert Case.objects.count() == 1


def test_what_one_answer_solved_was_solved_at_first_contact(cast: Cast) -> None:
    hear(cast, COMPLAINT)
    hear(cast, "Mesajınızı aldık.", direction="out", meta={"automatic": True})
    hear(cast, "Kargonuz yola çıktı, akşama elinizde.", direction="out")
    hear(cast, "Çok teşekkür ederim.")
    assert resolve(Case.objects.get(), done="Kargo teslim edildi.", by=cast.elif_).at_first_contact


def test_a_reply_within_days_opens_a_solved_case_again_and_thanks_do_not(cast: Cast) -> None:
    hear(cast, COMPLAINT)
    resolve(Case.objects.get(), done="Kargo teslim edildi.", by=cast.elif_)
    hear(cast, "Çok teşekkür ederim.")
    assert Case.objects.get().state == State.RESOLVED
    hear(cast, "Paket boş çıktı, şikâyetçiyim!")
    case = Case.objects.get()
    assert (case.state, case.reopened) == (State.WORKING, 1)


def test_a_reply_long_after_is_a_linked_case_and_the_old_one_stays(cast: Cast) -> None:
    hear(cast, COMPLAINT)
    old = Case.objects.get()
    resolve(old, done="Kargo teslim edildi.", by=cast.elif_)
    with clock.frozen(clock.now() + timedelta(days=40)):
        hear(cast, "Bu sefer de yanlış ürün geldi, şikâyetçiyim!")
    new = Case.objects.exclude(id=old.id).get()
    assert CaseLink.objects.get().other == old
    assert new.state == State.NEW
    old.refresh_from_db()
    assert (old.state, old.reopened) == (State.RESOLVED, 0)


def test_a_rule_that_is_switched_off_does_nothing(cast: Cast) -> None:
    SwitchedOff.objects.create(brand=cast.brand, rule="complaint_opens_a_case", by=cast.murat)
    hear(cast, COMPLAINT)
    assert not Case.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_each_brand_reacts_for_itself_when_the_log_is_read(cast: Cast) -> None:
    record(cast.brand, make_contact(COMPLAINT, KEREM))
    record(cast.other_brand, make_contact(COMPLAINT, AYSE))
    react()
    assert {case.brand_id for case in Case.objects.all()} == {cast.brand.id, cast.other_brand.id}


def test_contacts_from_before_the_brand_had_cases_open_none(cast: Cast) -> None:
    settings = settings_of(cast.brand.id)
    settings.since = clock.now() + timedelta(minutes=1)
    settings.save()
    hear(cast, COMPLAINT)
    assert not Case.objects.exists()


def test_the_same_contact_given_twice_opens_one_case(cast: Cast) -> None:
    contact = hear(cast, COMPLAINT)
    let_hear(cast.brand.id, [contact.id])
    assert Case.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_who_lets_the_rules_hear_needs_no_transaction_of_their_own(cast: Cast) -> None:
    hear(cast, COMPLAINT)
    assert Case.objects.count() == 1
