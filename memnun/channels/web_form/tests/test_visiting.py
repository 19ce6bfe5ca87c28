"""Visitors and forms: what is sent reaches the ledger once, what looks like spam waits, nothing needs a script."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from memnun.channels.web_form.actions import change_form, open_place
from memnun.channels.web_form.building import add_question
from memnun.channels.web_form.models import FormSubmission, WebForm
from memnun.channels.web_form.testing import Visitor, open_a_form
from memnun.customers.models import Identity
from memnun.events import dispatcher
from memnun.foundation import clock
from memnun.interactions.attachments.extracting import extract
from memnun.interactions.channel_kinds import registry
from memnun.interactions.models import Interaction, RawInbound
from memnun.interactions.placing.batch import place_waiting
from memnun.interactions.testing import make_contact, record
from memnun.people.models import Branch
from memnun.people.testing import Cast, make_team

COMPLAINT = "Kargom üç gündür gelmedi, çok kızgınım."


@pytest.fixture
def form(cast: Cast) -> WebForm:
    return open_a_form(cast.brand)


def path_of(form: WebForm) -> str:
    return f"/f/{form.address}/"


def ledger() -> list[Interaction]:
    while place_waiting():
        pass
    return list(Interaction.objects.select_related("conversation", "customer").order_by("id"))


def test_what_a_visitor_writes_stands_in_the_ledger_with_a_number_to_ask_by(form: WebForm) -> None:
    answer = Visitor(path_of(form)).send(f_q1=COMPLAINT, f_q2="Kerem Aydın", f_q3="kerem@musteri.example")
    assert answer.status_code == 200
    sent = FormSubmission.objects.get()
    assert sent.reference in answer.content.decode()
    [contact] = ledger()
    assert (contact.channel, contact.direction, contact.text) == ("web", "in", COMPLAINT)
    assert contact.meta["reference"] == sent.reference
    assert contact.customer.name == "Kerem Aydın"


def test_a_typed_address_is_claimed_and_recognises_nobody(cast: Cast, form: WebForm) -> None:
    [known] = record(cast.brand, make_contact("Merhaba"))
    Visitor(path_of(form)).send(f_q1="Ben Ayşe", f_q3="ayse@musteri.example", f_q4="0532 123 45 67")
    contact = ledger()[-1]
    assert contact.customer_id != known.customer_id
    claimed = Identity.objects.filter(customer=contact.customer)
    assert {(one.kind, one.claimed) for one in claimed} == {("email", True), ("phone", True)}


def test_the_same_sending_twice_is_one_contact(form: WebForm) -> None:
    visitor = Visitor(path_of(form))
    first, second = visitor.send(f_q1=COMPLAINT), visitor.send(f_q1=COMPLAINT, after=40)
    assert FormSubmission.objects.get().reference in first.content.decode()
    assert FormSubmission.objects.get().reference in second.content.decode()
    assert len(ledger()) == 1


def test_what_a_browser_kept_without_a_connection_goes_once_each_with_its_own_time(form: WebForm) -> None:
    visitor = Visitor(path_of(form))
    visitor.look()
    written = clock.now() + timedelta(minutes=1)
    ids = [str(uuid4()), str(uuid4())]
    for client_id in (*ids, ids[0]):
        answer = visitor.send(
            f_q1=f"Elektrik gitti {client_id}",
            client_id=client_id,
            written_at=written.isoformat(),
            after=7200,
            headers={"Accept": "application/json"},
        )
        assert answer.json()["reference"]
    assert RawInbound.objects.count() == 2
    with clock.frozen(clock.now() + timedelta(hours=3)):
        assert [contact.occurred_at for contact in ledger()] == [written, written]


def test_a_refused_form_keeps_what_was_written_and_says_what_is_wrong(form: WebForm) -> None:
    answer = Visitor(path_of(form)).send(f_q1="", f_q2="Kerem", f_q3="kerem@@")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Kerem"' in page
    assert "Bu bir e-posta adresi değil." in page
    assert "Lütfen burayı doldurun." in page
    assert not RawInbound.objects.exists()


def test_a_forged_token_or_one_of_another_form_is_refused_and_nothing_is_lost(
    cast: Cast, form: WebForm
) -> None:
    other = Visitor(path_of(open_a_form(cast.brand, "Başka")))
    other.look()
    visitor = Visitor(path_of(form))
    for token in (other.token, "uydurma", ""):
        visitor.token = token or "x"
        answer = visitor.send(f_q1=COMPLAINT)
        assert answer.status_code == 422
        assert COMPLAINT in answer.content.decode()
    assert not RawInbound.objects.exists()


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({"website": "http://spam.example"}, "trap"),
        ({"after": 0.5}, "fast"),
        ({"f_q1": "http://a.example http://b.example www.c.example"}, "links"),
    ],
)
def test_spam_is_held_back_and_not_deleted(form: WebForm, sent: dict[str, Any], reason: str) -> None:
    answer = Visitor(path_of(form)).send(**({"f_q1": "Merhaba"} | sent))
    assert answer.status_code == 200
    held = FormSubmission.objects.get()
    assert (held.state, held.reasons) == ("held", [reason])
    assert held.body
    assert ledger() == []


def test_very_many_of_one_address_are_held_back_and_others_are_not(form: WebForm) -> None:
    for number in range(21):
        Visitor(path_of(form)).send(f_q1=f"Mesaj {number}")
    Visitor(path_of(form), address="198.51.100.9").send(f_q1="Başka biri")
    assert FormSubmission.objects.filter(state="held").count() == 1
    assert FormSubmission.objects.get(state="held").reasons == ["often"]


def test_a_flood_is_asked_to_wait(form: WebForm) -> None:
    visitor = Visitor(path_of(form))
    visitor.look()
    codes = {visitor.client.post(visitor.path, {}).status_code for _ in range(121)}
    assert codes == {422, 429}
    assert visitor.client.post(visitor.path, {}).headers["Retry-After"] == "600"
    assert Visitor(path_of(form), address="198.51.100.9").look().status_code == 200


def test_a_place_knows_where_it_stands(cast: Cast, form: WebForm) -> None:
    branch = Branch.objects.create(brand=cast.brand, code="KDK", name="Kadıköy")
    place = open_place(form, name="Masa 12", branch=branch, by=cast.murat)
    visitor = Visitor(f"/q/{place.code}/")
    assert "Masa 12" in visitor.look().content.decode()
    visitor.send(f_q1="Çay soğuktu")
    [contact] = ledger()
    assert contact.branch_id == branch.id
    assert contact.meta["place"] == "Masa 12"


def test_a_closed_form_or_place_looks_like_one_that_never_was(cast: Cast, form: WebForm) -> None:
    change_form(form, by=cast.murat, values={"active": False})
    closed, never = Visitor(path_of(form)).look(), Visitor("/f/hicyoktu/").look()
    assert (closed.status_code, never.status_code) == (404, 404)
    assert closed.content == never.content


@pytest.mark.django_db(transaction=True)
def test_conversations_go_to_the_team_and_topic_of_the_form() -> None:
    cast = Cast()
    form = open_a_form(cast.brand)
    dispatcher.discover()
    team = make_team(cast.brand, "Mağazalar", cast.elif_)
    change_form(form, by=cast.murat, values={"team": team, "topic": "branch"})
    Visitor(path_of(form)).send(f_q1="Kasa çok yavaştı")
    [contact] = ledger()
    while dispatcher.advance(dispatcher.REGISTRY["web_form.routing"]):
        pass
    contact.conversation.refresh_from_db()
    assert contact.conversation.team == team
    assert "topic:branch" in contact.conversation.labels


def test_every_kind_of_question_can_be_asked_and_answered(cast: Cast, form: WebForm) -> None:
    for kind in ("order", "choice", "rating", "file", "consent"):
        add_question(form, kind, by=cast.murat)
    photo = SimpleUploadedFile("fiş.jpg", b"\xff\xd8\xff\xe0" + b"0" * 200, "image/jpeg")
    answer = Visitor(path_of(form)).send(
        f_q1="Fiş yanlış", f_q5="A-123", f_q6="Şikâyet", f_q7="2", f_q8=photo, f_q9="on"
    )
    assert answer.status_code == 200, answer.content.decode()
    [contact] = ledger()
    assert contact.text.splitlines()[0] == "Fiş yanlış"
    assert "Konu: Şikâyet" in contact.text
    assert contact.meta["rating"] == {"value": 2, "lowest": 1, "highest": 5}
    assert contact.meta["order_number"] == "A-123"
    assert contact.meta["consents"] == ["Aydınlatma metnini okudum."]
    assert "web_form" in registry()
    assert extract([contact.id]) == 1
    assert (contact.attachments.get().name, contact.attachments.get().content_type) == (
        "fiş.jpg",
        "image/jpeg",
    )


def test_only_the_named_sites_may_frame_the_form_and_no_cookie_is_set(cast: Cast, form: WebForm) -> None:
    change_form(form, by=cast.murat, values={"origins": ["https://www.magaza.example"]})
    answer = Visitor(f"{path_of(form)}?embed=1").look()
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self' https://www.magaza.example" in policy
    assert "unsafe-inline" not in policy
    assert answer.cookies == {}
    script = Visitor(f"{path_of(form)}embed.js").look()
    assert f"{path_of(form)}?embed=1" in script.content.decode()
    assert script.headers["Content-Type"].startswith("text/javascript")


def test_a_title_cannot_break_out_of_the_embedding_script(cast: Cast) -> None:
    form = open_a_form(cast.brand, "</script><script>alert(1)//")
    assert b"</script>" not in Visitor(f"{path_of(form)}embed.js").look().content


def test_a_kiosk_is_not_kept_by_browsers(form: WebForm) -> None:
    answer = Visitor(f"{path_of(form)}kiosk/").look()
    assert answer.headers["Cache-Control"] == "no-store"
    assert 'data-kiosk="20"' in answer.content.decode()
