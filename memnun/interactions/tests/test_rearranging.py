"""Merging and splitting conversations loses nothing and can be undone to the byte."""

import pytest
from django.core import serializers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memnun.events.models import Event
from memnun.interactions.actions import CannotRearrange, add_note, merge, split, tag, undo
from memnun.interactions.models import Conversation, Interaction, Mention, Note, Thread
from memnun.interactions.testing import AYSE, KEREM, make_contact, record

pytestmark = pytest.mark.django_db


def everything() -> str:
    rows = [*Conversation.objects.order_by("id"), *Interaction.objects.order_by("id"), *Note.objects.order_by("id"),
            *Mention.objects.order_by("id"), *Thread.objects.order_by("id")]  # fmt: skip
    return repr(serializers.serialize("python", rows))


def two_conversations(cast):
    one, *_ = record(
        cast.brand,
        make_contact("Kargom gelmedi", AYSE, thread="a"),
        make_contact("Bakıyoruz", AYSE, thread="a", direction="out"),
    )
    two, *_ = record(
        cast.brand, make_contact("Hâlâ bekliyorum", AYSE, thread="b"), make_contact("Alo", AYSE, thread="b")
    )
    return one.conversation, two.conversation


def test_a_merge_moves_contacts_notes_and_threads_and_leaves_a_trace(cast):
    one, two = two_conversations(cast)
    add_note(one, text="@Burak bakar mısın", by=cast.elif_)
    merge(one, into=two, by=cast.elif_)
    two.refresh_from_db()
    assert two.interactions_count == Interaction.objects.filter(conversation=two).count() == 4
    assert Note.objects.get().conversation_id == Mention.objects.get().conversation_id == two.id
    assert Conversation.objects.current().get() == two
    assert Event.objects.filter(kind="conversations.merged").count() == 1
    [later] = record(cast.brand, make_contact("yeni", AYSE, thread="a"))
    assert later.conversation_id == two.id


def test_an_undone_merge_leaves_everything_as_it_was_to_the_byte(cast):
    one, two = two_conversations(cast)
    add_note(one, text="@Burak bakar mısın", by=cast.elif_)
    tag(two, name="Acil", by=cast.elif_)
    before = everything()
    done = merge(one, into=two, by=cast.elif_)
    assert everything() != before
    undo(done, by=cast.murat)
    assert everything() == before
    with pytest.raises(CannotRearrange):
        undo(done, by=cast.murat)


def test_contacts_that_came_after_a_merge_stay_where_they_came(cast):
    one, two = two_conversations(cast)
    done = merge(one, into=two, by=cast.elif_)
    record(cast.brand, make_contact("üçüncü", AYSE, thread="b"))
    undo(done, by=cast.elif_)
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.interactions_count, two.interactions_count) == (2, 3)
    assert two.last_text == "üçüncü"


def test_conversations_of_different_customers_are_not_merged(cast):
    [mine] = record(cast.brand, make_contact("bir", AYSE))
    [other] = record(cast.brand, make_contact("iki", KEREM))
    with pytest.raises(CannotRearrange):
        merge(mine.conversation, into=other.conversation, by=cast.elif_)
    with pytest.raises(CannotRearrange):
        merge(mine.conversation, into=mine.conversation, by=cast.elif_)


def test_a_split_needs_some_and_not_all_contacts_of_the_conversation(cast):
    one, two = two_conversations(cast)
    own = list(Interaction.objects.filter(conversation=one).values_list("id", flat=True))
    foreign = list(Interaction.objects.filter(conversation=two).values_list("id", flat=True))
    for ids in ([], own, [own[0], foreign[0]]):
        with pytest.raises(CannotRearrange):
            split(one, interaction_ids=ids, by=cast.elif_)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["in", "out"]), min_size=2, max_size=6), st.data())
def test_an_undone_split_leaves_the_conversation_as_it_was(cast, directions, data):
    Conversation.objects.all().delete()
    contacts = record(
        cast.brand, *(make_contact(f"ileti {d}", AYSE, thread="s", direction=d) for d in directions)
    )
    conversation = Conversation.objects.current().get(id=contacts[0].conversation_id)
    chosen = data.draw(
        st.sets(st.sampled_from([c.id for c in contacts]), min_size=1, max_size=len(contacts) - 1)
    )
    before = serializers.serialize("json", [conversation])
    done = split(conversation, interaction_ids=list(chosen), by=cast.elif_)
    assert done.target.interactions.count() == len(chosen)
    undo(done, by=cast.elif_)
    conversation.refresh_from_db()
    assert serializers.serialize("json", [conversation]) == before
    assert conversation.interactions.count() == len(contacts)
