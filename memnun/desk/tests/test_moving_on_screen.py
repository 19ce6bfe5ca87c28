"""One contact is moved to where it belongs: the reasons shown, answers follow, and it can be undone."""

from __future__ import annotations

import pytest

from memnun.interactions.actions import CannotRearrange, move_contacts, undo
from memnun.interactions.contact import Evidence
from memnun.interactions.models import Interaction, Rearrangement, Thread
from memnun.interactions.testing import AYSE, KEREM, make_contact, record
from memnun.people.testing import signed_in_client

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def mail(name, *answers, subject="Kargom nerede", customer=KEREM, **more):
    evidence = [Evidence("in_reply_to", answer) for answer in answers]
    return make_contact(
        f"{name} yazısı", customer, names=[f"<{name}>"], evidence=evidence, subject=subject, **more
    )


@pytest.fixture
def two(cast):
    """Kerem's two conversations: (three contacts of the first, the one of the second)."""
    first = record(cast.brand, mail("a"), mail("b", "<a>", subject="Ynt: Kargom nerede"), mail("c", "<b>"))
    other = record(cast.brand, mail("x", subject="Fatura adresi"))
    assert first[0].conversation_id == first[2].conversation_id != other[0].conversation_id
    return first, other[0]


def test_the_reasons_are_shown_in_words(elif_, two):
    first, other = two
    page = elif_.get(f"/interactions/{first[1].id}/conversation/", headers=HTMX).text
    assert "buradaki bir iletiye yanıt" in page
    assert "aynı müşteri" in page
    assert f"#{other.conversation.number}" in page


def test_a_contact_is_moved_into_another_conversation_and_undone(elif_, two):
    first, other = two
    address = f"/interactions/{first[2].id}/conversation/"
    answer = elif_.post(address, {"into": str(other.conversation_id), "seen": "99999"}, headers=HTMX)
    assert "memnun:open" in answer["HX-Trigger"]
    moved = Interaction.objects.get(id=first[2].id)
    assert (moved.conversation_id, moved.thread_rule) == (other.conversation_id, "by_hand")
    for conversation, count in ((first[0].conversation, 2), (other.conversation, 2)):
        conversation.refresh_from_db()
        assert conversation.interactions_count == count
    assert "taşıdı" in elif_.get(f"/conversations/{first[0].conversation_id}/").text
    elif_.post(f"/rearrangements/{Rearrangement.objects.get().id}/undo/", headers=HTMX)
    back = Interaction.objects.get(id=first[2].id)
    assert (back.conversation_id, back.thread_rule) == (first[0].conversation_id, "evidence")


def test_answers_to_a_moved_message_follow_it_even_against_our_own_token(cast, two):
    first, other = two
    conversation = first[0].conversation
    Thread.objects.create(
        brand=cast.brand, channel_account=first[0].channel_account, key=f"conversation:{conversation.id}", conversation=conversation,
    )  # fmt: skip
    move_contacts(conversation, interaction_ids=[first[2].id], into=other.conversation, by=cast.elif_)
    answer = mail("d", "<c>", subject="Ynt: Kargom nerede")
    answer.evidence.append(Evidence("token", f"conversation:{conversation.id}"))
    [came] = record(cast.brand, answer)
    assert came.conversation_id == other.conversation_id


def test_a_contact_is_moved_into_a_conversation_of_its_own(elif_, two):
    first, _other = two
    elif_.post(f"/interactions/{first[1].id}/conversation/", {"into": "new", "seen": "99999"})
    assert Interaction.objects.get(id=first[1].id).conversation_id != first[0].conversation_id


def test_a_changed_subject_offers_to_part_and_leaves_off_once_somebody_decided(cast, elif_):
    [first] = record(cast.brand, mail("a"))
    named = mail("c", "<a>", subject="Bambaşka talep")
    named.evidence.append(Evidence("token", f"conversation:{first.conversation_id}"))
    Thread.objects.create(
        brand=cast.brand, channel_account=first.channel_account, key=f"conversation:{first.conversation_id}", conversation=first.conversation,
    )  # fmt: skip
    [came] = record(cast.brand, named)
    assert came.conversation_id == first.conversation_id
    assert "Ayrı görüşme yap" in elif_.get(f"/conversations/{first.conversation_id}/").text
    elif_.post(f"/interactions/{came.id}/conversation/", {"into": "new", "seen": "99999"})
    came.refresh_from_db()
    assert came.conversation_id != first.conversation_id
    assert "Ayrı görüşme yap" not in elif_.get(f"/conversations/{first.conversation_id}/").text


def test_nothing_is_moved_to_another_customer_or_out_of_an_empty_conversation(cast, two):
    first, other = two
    [stranger] = record(cast.brand, make_contact("merhaba", AYSE))
    with pytest.raises(CannotRearrange):
        move_contacts(
            first[0].conversation, interaction_ids=[first[1].id], into=stranger.conversation, by=cast.elif_
        )
    with pytest.raises(CannotRearrange):
        move_contacts(
            other.conversation, interaction_ids=[other.id], into=first[0].conversation, by=cast.elif_
        )


def test_a_move_cannot_be_undone_twice(cast, two):
    first, other = two
    done = move_contacts(
        first[0].conversation, interaction_ids=[first[1].id], into=other.conversation, by=cast.elif_
    )
    undo(done, by=cast.elif_)
    with pytest.raises(CannotRearrange):
        undo(done, by=cast.elif_)


def test_a_contact_of_another_brand_cannot_be_moved(cast, two):
    first, other = two
    stranger = signed_in_client(cast.deniz)
    answer = stranger.post(f"/interactions/{first[1].id}/conversation/", {"into": str(other.conversation_id)})
    assert answer.status_code == 404
