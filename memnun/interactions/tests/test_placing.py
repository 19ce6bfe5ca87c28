"""Raw records become interactions: every one is placed or quarantined, once, with its customer and thread."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from memnun.customers.models import Customer, DuplicateProposal, Identity
from memnun.events.models import Event
from memnun.foundation import clock
from memnun.interactions.actions.summarising import resummarise, waiting_since
from memnun.interactions.contact import ContactCustomer
from memnun.interactions.models import Conversation, Interaction, RawInbound, Reading, SearchDocument
from memnun.interactions.placing import contacts
from memnun.interactions.placing.batch import place_waiting
from memnun.interactions.testing import AYSE, KEREM, make_contact, receive, record
from memnun.people.testing import Cast

pytestmark = pytest.mark.django_db


def test_a_contact_becomes_an_interaction_with_the_id_it_was_acknowledged_with(cast):
    [id] = receive(cast.brand, make_contact("Kargom hâlâ gelmedi", KEREM))
    assert place_waiting() == 1
    interaction = Interaction.objects.get(id=id)
    assert interaction.text == "Kargom hâlâ gelmedi"
    assert interaction.customer.name == "Kerem Aydın"
    assert interaction.customer.hitap == "bey"
    assert interaction.conversation.status == "open"
    assert interaction.conversation.waiting_since == interaction.occurred_at
    assert interaction.conversation.number == 1
    assert Reading.objects.get(interaction=interaction).sentiment == "negative"
    assert SearchDocument.objects.filter(interaction=interaction).exists()
    assert Event.objects.filter(kind="interactions.recorded", subject_id=id).count() == 1
    assert RawInbound.objects.get(id=id).state == "placed"


def test_the_same_address_is_the_same_customer_and_the_same_conversation(cast):
    first, second = record(cast.brand, make_contact("bir", AYSE), make_contact("iki", AYSE))
    assert first.customer_id == second.customer_id
    assert first.conversation_id == second.conversation_id
    assert (first.match_rule, second.match_rule) == ("new", "email")
    assert (first.thread_rule, second.thread_rule) == ("new", "recent")
    assert Conversation.objects.get().interactions_count == 2


def test_a_typed_address_recognises_nobody(cast):
    record(cast.brand, make_contact("bir", AYSE))
    typed = ContactCustomer(name="Birisi", email=AYSE.email, claimed=True)
    [stranger] = record(cast.brand, make_contact("iki", typed, channel="web"))
    assert stranger.match_rule == "new"
    assert Customer.objects.count() == 2
    assert Identity.objects.filter(claimed=True).count() == 1


def test_two_known_identities_in_one_contact_propose_a_merge_and_merge_nothing(cast):
    record(
        cast.brand,
        make_contact("bir", ContactCustomer(email="a@musteri.example")),
        make_contact("iki", ContactCustomer(phone="0532 123 45 67"), channel="phone"),
        make_contact("üç", ContactCustomer(email="a@musteri.example", phone="+905321234567")),
    )
    assert Customer.objects.count() == 2
    proposal = DuplicateProposal.objects.get()
    assert proposal.reasons[0]["rule"] == "named_together"


def test_threads_of_a_channel_keep_together_and_strangers_stay_out(cast):
    one, two, three = record(
        cast.brand,
        make_contact("soru", AYSE, thread="t1"),
        make_contact("cevap", AYSE, thread="t1", direction="out", staff=cast.elif_.account.email),
        make_contact("ben de", KEREM, thread="t1"),
    )
    assert one.conversation_id == two.conversation_id != three.conversation_id
    conversation = Conversation.objects.get(id=one.conversation_id)
    assert conversation.status == "waiting"
    assert conversation.waiting_since is None
    assert conversation.assignee == cast.elif_


def test_an_anonymous_contact_in_a_known_thread_is_of_the_threads_customer(cast):
    one, two = record(
        cast.brand,
        make_contact("selam", ContactCustomer(external_id="v1"), channel="chat", thread="c1"),
        make_contact("orada mısınız", ContactCustomer(), channel="chat", thread="c1"),
    )
    [three] = record(
        cast.brand, make_contact("hâlâ buradayım", ContactCustomer(), channel="chat", thread="c1")
    )
    assert {two.customer_id, three.customer_id} == {one.customer_id}
    assert {two.conversation_id, three.conversation_id} == {one.conversation_id}
    assert two.match_rule == three.match_rule == "thread"


def test_old_history_does_not_wait_for_an_answer(cast):
    old = clock.now() - timedelta(days=400)
    [interaction] = record(cast.brand, make_contact("eski", AYSE, occurred_at=old))
    assert interaction.conversation.status == "resolved"
    assert interaction.conversation.waiting_since is None
    assert Event.objects.filter(kind="interactions.history_recorded").count() == 1


def test_a_new_message_reopens_a_resolved_conversation_and_an_old_one_does_not(cast):
    [first] = record(cast.brand, make_contact("bir", AYSE, thread="t"))
    Conversation.objects.update(status="resolved", resolved_at=clock.now(), waiting_since=None)
    [late] = record(
        cast.brand,
        make_contact("önceki", AYSE, thread="t", occurred_at=first.occurred_at - timedelta(days=3)),
    )
    assert Conversation.objects.get().status == "resolved"
    record(cast.brand, make_contact("yine", AYSE, thread="t"))
    conversation = Conversation.objects.get()
    assert conversation.status == "open"
    assert conversation.last_text == "yine"
    assert conversation.started_at == late.occurred_at


def test_a_message_under_way_while_the_brand_answered_waits_for_an_answer(cast):
    written = clock.now() - timedelta(minutes=3)
    record(
        cast.brand,
        make_contact("bir", AYSE, thread="t", occurred_at=written - timedelta(hours=1)),
        make_contact("cevap", AYSE, thread="t", direction="out"),
    )
    record(cast.brand, make_contact("bir de şu var", AYSE, thread="t", occurred_at=written))
    conversation = Conversation.objects.get()
    assert (conversation.status, conversation.waiting_since) == ("open", written)
    assert (conversation.last_direction, conversation.last_text) == ("in", "bir de şu var")
    resummarise(conversation)
    assert conversation.waiting_since == written, "also when it is reckoned from the contacts"


def test_thanks_for_an_answer_open_nothing_again_and_thanks_with_a_question_do(cast):
    record(cast.brand, make_contact("Siparişim nerede?", AYSE, thread="t"))
    record(cast.brand, make_contact("Yarın elinizde.", AYSE, thread="t", direction="out"))
    Conversation.objects.update(status="resolved", resolved_at=clock.now())
    [thanks] = record(cast.brand, make_contact("Çok teşekkür ederim, iyi çalışmalar.", AYSE, thread="t"))
    conversation = Conversation.objects.get()
    assert (conversation.status, conversation.waiting_since) == ("resolved", None)
    assert conversation.last_text == thanks.text
    assert waiting_since(conversation) is None
    text = "Teşekkürler, peki iade etmek istersem ne yapmalıyım?"
    [question] = record(cast.brand, make_contact(text, AYSE, thread="t"))
    conversation.refresh_from_db()
    assert (conversation.status, conversation.waiting_since) == ("open", question.occurred_at)
    assert waiting_since(conversation) == question.occurred_at


def test_an_acknowledgement_that_sends_itself_is_no_answer(cast):
    [asked] = record(cast.brand, make_contact("Siparişim nerede?", AYSE, thread="t"))
    said = make_contact("İletinizi aldık.", AYSE, thread="t", direction="out", meta={"automatic": True})
    record(cast.brand, said)
    conversation = Conversation.objects.get()
    assert (conversation.status, conversation.waiting_since) == ("open", asked.occurred_at)
    assert (conversation.last_direction, conversation.last_text) == ("in", "Siparişim nerede?")
    resummarise(conversation)
    assert (conversation.status, conversation.waiting_since) == ("open", asked.occurred_at)
    assert (conversation.last_direction, conversation.last_text) == ("in", "Siparişim nerede?")


def test_what_the_brand_sends_of_itself_waits_for_nobody(cast):
    record(cast.brand, make_contact("Bülten", AYSE, direction="out", meta={"automatic": True}))
    conversation = Conversation.objects.get()
    assert (conversation.status, conversation.waiting_since) == ("waiting", None)
    assert conversation.last_text == "Bülten"


def test_whoever_begins_with_thanks_is_answered(cast):
    [thanks] = record(cast.brand, make_contact("Her şey için teşekkür ederim.", AYSE, thread="t"))
    assert Conversation.objects.get().waiting_since == thanks.occurred_at


def test_an_imported_message_was_answered_where_it_comes_from(cast):
    written = clock.now() - timedelta(minutes=3)
    record(cast.brand, make_contact("cevap", AYSE, thread="t", direction="out"))
    receive(cast.brand, make_contact("önceki", AYSE, thread="t", occurred_at=written))
    RawInbound.objects.waiting().update(source_kind="import")
    assert place_waiting() == 1
    assert Conversation.objects.get().waiting_since is None


def test_what_cannot_be_parsed_is_quarantined_and_holds_nobody_up(cast):
    ids = receive(cast.brand, make_contact("iyi"), make_contact("kötü"), make_contact("iyi"))
    RawInbound.objects.filter(id=ids[1]).update(body=b"{not json")
    assert place_waiting() == 3
    assert list(RawInbound.objects.order_by("id").values_list("state", flat=True)) == [
        "placed",
        "quarantined",
        "placed",
    ]
    assert Interaction.objects.count() == 2
    assert Event.objects.get(kind="interactions.quarantined").details == {"count": 1}


def test_a_record_that_breaks_the_batch_is_quarantined_alone(cast, monkeypatch):
    write = contacts.write_interactions

    def refuse(brand_id, placed, now):
        if any(one.contact.text == "zehir" for one in placed):
            raise RuntimeError("no")
        write(brand_id, placed, now)

    monkeypatch.setattr(contacts, "write_interactions", refuse)
    receive(cast.brand, make_contact("iyi"), make_contact("zehir"), make_contact("iyi"))
    for _ in range(8):
        place_waiting(limit=3)
    assert sorted(RawInbound.objects.values_list("state", flat=True)) == ["placed", "placed", "quarantined"]


def test_a_nul_is_left_out_and_half_a_surrogate_is_quarantined_with_its_reason(cast):
    nul, half = receive(cast.brand, make_contact("x"), make_contact("y"))
    for id, text in ((nul, rb"a\u0000b"), (half, rb"a\ud800b")):
        body = (
            b'{"channel":"email","external_id":"'
            + str(id).encode()
            + b'","text":"'
            + text
            + b'","meta":{"k":"a\\u0000"}}'
        )
        RawInbound.objects.filter(id=id).update(body=body)
    place_waiting()
    placed, refused = RawInbound.objects.get(id=nul), RawInbound.objects.get(id=half)
    assert (placed.state, refused.state) == ("placed", "quarantined")
    assert "\x00" not in Interaction.objects.get(id=nul).text
    assert Interaction.objects.get(id=nul).text.replace("\ufffd", "") == "ab"
    assert "surrogate" in refused.problem
    assert not Interaction.objects.filter(id=half).exists()


def test_a_batch_needs_a_bounded_number_of_queries(cast):
    receive(
        cast.brand,
        *(make_contact(f"ileti {i}", ContactCustomer(email=f"m{i}@musteri.example")) for i in range(5)),
    )
    with CaptureQueriesContext(
        connection,
    ) as few:
        place_waiting()
    receive(
        cast.brand,
        *(make_contact(f"ileti {i}", ContactCustomer(email=f"n{i}@musteri.example")) for i in range(200)),
    )
    with CaptureQueriesContext(connection) as many:
        place_waiting()
    assert len(many) <= len(few) + 2


def test_brands_do_not_share_customers(cast):
    [mine] = record(cast.brand, make_contact("bir", AYSE))
    [theirs] = record(cast.other_brand, make_contact("bir", AYSE))
    assert mine.customer_id != theirs.customer_id


def test_times_in_the_far_future_are_refused(cast):
    receive(cast.brand, make_contact("x", occurred_at=datetime(2099, 1, 1, tzinfo=UTC)))
    place_waiting()
    assert RawInbound.objects.get().state == "quarantined"


def test_what_is_quoted_or_signed_below_is_not_read_but_its_personal_data_is_hidden():
    cast = Cast()
    words = "Çok teşekkür ederim, harika oldu."
    quoted = (
        "\n\n5 Oca 2026 Pzt, 14:02 tarihinde Memnun <destek@firma.example> şunu yazdı:\n"
        "> Kargom gelmedi, rezalet, şikayet edeceğim, 0532 111 22 33 numaramdan arayın\n> hâlâ bekliyorum\n"
    )
    [contact] = record(cast.brand, make_contact(words + quoted, KEREM))
    reading = contact.reading
    assert (reading.sentiment, reading.threats) == ("positive", [])
    assert all(clause["end"] <= len(words) for clause in reading.details["clauses"])
    assert any(span["kind"] == "phone" for span in reading.details["personal_data"])
