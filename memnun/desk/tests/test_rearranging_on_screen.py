"""Merging, splitting, recording by hand, correcting and revealing, through the pages."""

import pytest

from memnun.events.models import Event
from memnun.interactions.models import Conversation, Correction, Interaction, Rearrangement
from memnun.interactions.testing import KEREM, make_contact, record
from memnun.people.testing import signed_in_client

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def another(cast, conversation) -> Conversation:
    """Kerem's question in the chat."""
    [contact] = record(cast.brand, make_contact("Siparişim nerede?", KEREM, channel="chat"))
    return contact.conversation


def test_two_conversations_of_a_customer_become_one_and_part_again(elif_, conversation, another):
    choices = elif_.get(f"/conversations/{another.id}/merge/choices/", headers=HTMX)
    assert str(conversation.id) in choices.text
    address = f"/conversations/{another.id}/merge/"
    answer = elif_.post(address, {"into": conversation.id, "seen": "99999"}, headers=HTMX)
    assert "memnun:open" in answer["HX-Trigger"]
    assert "Siparişim nerede?" in elif_.get(f"/conversations/{conversation.id}/").text
    assert elif_.get(f"/conversations/{another.id}/")["Location"] == f"/conversations/{conversation.id}/"
    done = Rearrangement.objects.get()
    elif_.post(f"/rearrangements/{done.id}/undo/", headers=HTMX)
    assert elif_.get(f"/conversations/{another.id}/").status_code == 200


def test_contacts_are_split_off_into_a_conversation_of_their_own(cast, elif_, conversation):
    [second] = record(cast.brand, make_contact("Bir de fatura sorunum var", KEREM))
    assert second.conversation_id == conversation.id
    answer = elif_.post(f"/conversations/{conversation.id}/split/", {"contact": second.id, "seen": "99999"})
    second.refresh_from_db()
    assert second.conversation_id != conversation.id
    assert answer["Location"] == f"/conversations/{second.conversation_id}/"


def test_splitting_everything_off_is_refused_in_words(elif_, conversation):
    only = Interaction.objects.get(conversation=conversation)
    data = {"contact": only.id, "seen": "99999"}
    assert elif_.post(f"/conversations/{conversation.id}/split/", data, headers=HTMX).status_code == 422


def test_a_call_taken_is_added_to_the_conversation_and_understood(elif_, conversation):
    elif_.post(
        f"/conversations/{conversation.id}/contacts/",
        {"channel": "phone", "direction": "in", "text": "Aradı, çok kızgın. Şikâyet edecekmiş."},
    )
    added = Interaction.objects.exclude(channel="email").get()
    assert added.conversation_id == conversation.id
    assert added.staff.name == "Elif Demir"
    assert added.reading.sentiment == "negative"
    assert Event.objects.filter(kind="interactions.recorded_by_hand").exists()


def test_a_contact_of_somebody_new_makes_the_customer(elif_):
    answer = elif_.post(
        "/contacts/new/",
        {
            "channel": "in_person",
            "direction": "in",
            "text": "Koltuğu sordu",
            "name": "Veli Ak",
            "phone": "0532 111 22 33",
        },
    )
    conversation = Conversation.objects.get()
    assert answer["Location"] == f"/conversations/{conversation.id}/"
    assert conversation.customer.name == "Veli Ak"


def test_a_contact_of_nobody_is_asked_for_and_nothing_is_lost(elif_):
    answer = elif_.post("/contacts/new/", {"channel": "phone", "direction": "in", "text": "Uzun bir konuşma"})
    assert answer.status_code == 422
    assert "Uzun bir konuşma" in answer.text


def test_a_customer_is_found_while_typing(elif_, conversation):
    assert "Kerem Aydın" in elif_.get("/contacts/customers/?q=kere", headers=HTMX).text


def test_one_click_corrects_the_reading_and_everything_follows(cast, elif_, conversation):
    contact = Interaction.objects.get(conversation=conversation)
    address = f"/interactions/{contact.id}/correction/"
    elif_.post(address, {"field": "sentiment", "value": "positive"}, headers=HTMX)
    elif_.post(address, {"field": "kinds", "value": "complaint"}, headers=HTMX)
    contact.reading.refresh_from_db()
    conversation.refresh_from_db()
    conversation.customer.refresh_from_db()
    assert contact.reading.sentiment == conversation.sentiment == "positive"
    assert contact.reading.group == "satisfied"
    assert "kind:complaint" not in conversation.labels
    assert conversation.customer.regroup_at
    assert Correction.objects.count() == 2


def test_a_value_that_does_not_exist_is_refused(elif_, conversation):
    contact = Interaction.objects.get(conversation=conversation)
    address = f"/interactions/{contact.id}/correction/"
    assert elif_.post(address, {"field": "sentiment", "value": "great"}, headers=HTMX).status_code == 422
    assert elif_.post(address, {"field": "id", "value": "1"}, headers=HTMX).status_code == 422
    assert not Correction.objects.exists()


def test_a_phone_number_is_hidden_until_somebody_asks_and_that_is_kept(elif_, conversation):
    contact = Interaction.objects.get(conversation=conversation)
    assert "123 45 67" not in elif_.get(f"/conversations/{conversation.id}/").text
    assert "123 45 67" in elif_.post(f"/interactions/{contact.id}/personal-data/", headers=HTMX).text
    assert Event.objects.get(kind="interactions.personal_data_shown").subject_id == contact.id


def test_the_group_is_overruled_with_a_reason_and_given_back(elif_, conversation):
    address = f"/conversations/{conversation.id}/group/"
    assert elif_.post(address, {"group": "satisfied", "reason": ""}, headers=HTMX).status_code == 422
    answer = elif_.post(address, {"group": "satisfied", "reason": "Telefonda konuştuk"}, headers=HTMX)
    assert "Telefonda konuştuk" in answer.text
    conversation.customer.refresh_from_db()
    assert conversation.customer.group == "satisfied"
    assert "Telefonda" not in elif_.post(f"{address}removal/", headers=HTMX).text


def test_an_older_merge_or_split_can_be_undone_on_its_line(cast, elif_, burak, conversation):
    [second] = record(cast.brand, make_contact("Bir de fatura sorunum var", KEREM))
    address = f"/conversations/{conversation.id}/"
    elif_.post(f"{address}split/", {"contact": second.id, "seen": "99999"})
    undo = f"/rearrangements/{Rearrangement.objects.get().id}/undo/"
    assert undo in burak.get(address).text
    assert undo not in signed_in_client(cast.arda).get(address).text
    burak.post(undo)
    assert undo not in burak.get(address).text
    second.refresh_from_db()
    assert second.conversation_id == conversation.id
