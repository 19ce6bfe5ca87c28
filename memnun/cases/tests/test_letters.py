from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.utils import translation

from memnun.cases.actions import CannotAct, mark_broken_promises, promise, resolve, settings_of
from memnun.cases.letters import words
from memnun.cases.letters.asking import ask_again, plan_lost_questions_anew
from memnun.cases.letters.sending import acknowledge_new, apologise, move_and_tell, tell_refusal
from memnun.cases.models import Case, FollowUp, Promise, Resolution
from memnun.cases.testing import at, make_case
from memnun.consent.models import Preference
from memnun.events.models import Event
from memnun.foundation.clock import FrozenClock
from memnun.interactions import channel_kinds
from memnun.interactions.channel_kinds import Capability, ChannelKind
from memnun.interactions.models import ChannelAccount, Conversation, OutboxMessage
from memnun.people.testing import Cast, signed_in_client

pytestmark = pytest.mark.django_db


class Courier(ChannelKind):
    """A kind of channel that may carry anything; nothing leaves in these tests."""

    slug, channel, label = "courier", "email", "Ulak"
    capability = Capability(longest=5000, may_begin=True, identity_kinds=("email",), repeatable=True)

    @contextmanager
    def open(self, account: ChannelAccount) -> Iterator[Any]:
        yield self


@pytest.fixture
def case(cast: Cast, tuesday_morning: FrozenClock, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setattr(channel_kinds, "registry", lambda: {"courier": Courier()})
    ChannelAccount.objects.create(brand=cast.brand, channel="email", slug="main", kind="courier")
    return make_case(cast.brand)


def test_a_new_case_is_acknowledged_once_on_the_channel_they_used(case: Case) -> None:
    wishes = settings_of(case.brand_id)
    assert acknowledge_new(wishes) == 1
    assert acknowledge_new(wishes) == 0
    message = OutboxMessage.objects.get()
    assert message.text.startswith("Kerem Bey,\n\nİletinizi aldık; V-1001 numarasıyla kaydettik.")
    assert "Size 3 Mart Salı 12:00 saatine kadar yanıt vereceğiz." in message.text
    assert (message.by, message.purpose, message.conversation_id) == (
        None,
        "support_reply",
        case.conversation_id,
    )
    assert Event.objects.filter(kind="cases.acknowledged").count() == 1


def test_in_a_talk_no_letter_is_written(case: Case) -> None:
    Conversation.objects.update(channel="chat")
    talk = Case.objects.get()
    with translation.override("tr"):
        text = words.acknowledgement(talk, settings_of(case.brand_id))
    assert text.startswith("İletinizi aldık; V-1001 numarasıyla kaydettik. Size 3 Mart")
    assert not text.endswith(case.brand.name)


def test_who_was_answered_already_is_not_acknowledged(case: Case, tuesday_morning: FrozenClock) -> None:
    Case.objects.update(first_answered_at=tuesday_morning.at)
    assert acknowledge_new(settings_of(case.brand_id)) == 0


def test_a_moved_promise_is_told_with_its_reason(case: Case, cast: Cast) -> None:
    made = promise(case, text="Yeni ürünü göndereceğiz", due_at=at("2026-03-05T17:00"), by=cast.elif_)
    move_and_tell(made, due_at=at("2026-03-06T17:00"), reason="Depoda kalmadı.", by=cast.elif_)
    text = OutboxMessage.objects.get().text
    assert "“Yeni ürünü göndereceğiz”" in text
    assert "Nedeni: Depoda kalmadı." in text
    assert "Yeni tarih: 6 Mart Cuma 17:00." in text


def test_a_broken_promise_is_apologised_for_with_a_new_date(
    case: Case, cast: Cast, tuesday_morning: FrozenClock
) -> None:
    promise(case, text="Arayacağız", due_at=at("2026-03-03T11:00"), by=cast.elif_)
    tuesday_morning.move(timedelta(hours=2))
    [broken] = mark_broken_promises()
    made = apologise(broken, text="Özür dileriz.", due_at=at("2026-03-04T11:00"), by=cast.elif_)
    message = OutboxMessage.objects.get()
    assert (message.text, message.by, made.state) == ("Özür dileriz.", cast.elif_, Promise.State.OPEN)


def test_without_a_way_to_write_nothing_is_half_done(cast: Cast, tuesday_morning: FrozenClock) -> None:
    case = make_case(cast.brand)
    promise(case, text="Arayacağız", due_at=at("2026-03-03T11:00"), by=cast.elif_)
    tuesday_morning.move(timedelta(hours=2))
    [broken] = mark_broken_promises()
    with pytest.raises(CannotAct, match="Arayın"):
        apologise(broken, text="Özür", due_at=at("2026-03-04T11:00"), by=cast.elif_)
    assert not Promise.objects.open().exists()


def test_the_answer_that_refuses_states_the_rights_and_leaves_once(case: Case, cast: Cast) -> None:
    resolve(case, done="Ürün kullanılmış", refused=True, by=cast.elif_)
    client = signed_in_client(cast.elif_)
    body = client.get(f"/cases/{case.id}/").content.decode()
    assert "186.000,00 TL altındaki uyuşmazlıklar için tüketici hakem heyetine" in body
    solved = Resolution.objects.get()
    address = f"/cases/resolutions/{solved.id}/refusal/"
    without = client.post(address, {"text": "Talebinizi geri çevirdik."})
    assert without.status_code == 422
    assert "Talebinizi geri çevirdik." in without.content.decode()
    assert not OutboxMessage.objects.exists()
    text = "Olmadı. Tüketici hakem heyetine başvurabilirsiniz."
    for _ in range(2):
        assert client.post(address, {"text": text}).status_code == 302
    message = OutboxMessage.objects.get()
    assert (message.text, message.by) == (text, cast.elif_)
    assert "Nedeni ve hakları müşteriye yazıldı" in client.get(f"/cases/{case.id}/").content.decode()


def test_what_was_granted_needs_no_refusal(case: Case, cast: Cast) -> None:
    resolve(case, done="Teslim edildi", by=cast.elif_)
    with pytest.raises(CannotAct, match="geri çevrilmedi"):
        tell_refusal(Resolution.objects.get(), text="Tüketici hakem heyeti", by=cast.elif_)


def test_a_week_after_the_solution_the_customer_is_asked_once(
    case: Case, cast: Cast, tuesday_morning: FrozenClock
) -> None:
    resolve(case, done="Teslim edildi", by=cast.elif_)
    wishes = settings_of(case.brand_id)
    assert ask_again(wishes) == 0
    tuesday_morning.move(timedelta(days=7, hours=1))
    assert ask_again(wishes) == 1
    assert ask_again(wishes) == 0
    assert FollowUp.objects.get().state == FollowUp.State.ASKED
    message = OutboxMessage.objects.get()
    assert message.purpose == "case_follow_up"
    assert message.gate_decision_id is not None
    assert "Gerçekten çözüldü mü?" in message.text


def test_who_was_refused_is_not_asked_whether_it_is_solved(case: Case) -> None:
    with translation.override("tr"):
        text = words.follow_up(case, refused=True)
    assert "talebinizi bir hafta önce yanıtladık" in text
    assert "çözdüğümüzü" not in text


def test_whom_the_gate_forbids_to_ask_stays_on_the_list_and_the_page_says_why_and_what_to_do(
    case: Case, cast: Cast, tuesday_morning: FrozenClock
) -> None:
    Preference.objects.create(brand=cast.brand, customer=case.customer, everything_off=True)
    resolve(case, done="Teslim edildi", by=cast.elif_)
    tuesday_morning.move(timedelta(days=7, hours=1))
    wishes = settings_of(case.brand_id)
    assert (ask_again(wishes), ask_again(wishes)) == (0, 0)
    assert FollowUp.objects.get().state == FollowUp.State.PLANNED
    page = signed_in_client(cast.elif_).get(f"/cases/{case.id}/").content.decode()
    assert "Soru gönderilemez. Müşterinin tercihleri: Müşteri her şeyi kapattı." in page
    assert "Müşteri böyle istedi: sormayın, nedenini yazın." in page


def test_a_question_outside_the_customers_hours_waits_for_them(
    case: Case, cast: Cast, tuesday_morning: FrozenClock
) -> None:
    case.customer.preferred_hours = {"thu": ["18:00", "20:00"]}
    case.customer.save()
    resolve(case, done="Teslim edildi", by=cast.elif_)
    tuesday_morning.move(timedelta(days=7, hours=1))
    assert ask_again(settings_of(case.brand_id)) == 1
    assert OutboxMessage.objects.get().next_at == at("2026-03-12T18:00")
    page = signed_in_client(cast.elif_).get(f"/cases/{case.id}/").content.decode()
    assert "Soru müşterinin saatlerini bekliyor; 12 Mart Perşembe 18:00 gider." in page
    assert "Soruldu" not in page


def test_a_question_that_did_not_arrive_is_to_be_asked_another_way(
    case: Case, cast: Cast, tuesday_morning: FrozenClock
) -> None:
    resolve(case, done="Teslim edildi", by=cast.elif_)
    tuesday_morning.move(timedelta(days=7, hours=1))
    wishes = settings_of(case.brand_id)
    ask_again(wishes)
    assert plan_lost_questions_anew(wishes) == 0
    OutboxMessage.objects.update(state="failed", problem="Böyle bir adres yok.")
    assert (plan_lost_questions_anew(wishes), plan_lost_questions_anew(wishes)) == (1, 0)
    assert FollowUp.objects.get().state == FollowUp.State.PLANNED
    assert ask_again(wishes) == 0
    page = signed_in_client(cast.elif_).get(f"/cases/{case.id}/").content.decode()
    assert "Soru ulaşmadı: Böyle bir adres yok." in page


def test_where_nothing_can_be_written_the_page_says_to_call(cast: Cast, tuesday_morning: FrozenClock) -> None:
    case = make_case(cast.brand)
    resolve(case, done="Teslim edildi", by=cast.elif_)
    page = signed_in_client(cast.elif_).get(f"/cases/{case.id}/").content.decode()
    assert "Bu müşteriye buradan yazılamaz." in page
