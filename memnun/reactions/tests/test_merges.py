import pytest

from memnun.cases.models import Case
from memnun.interactions.actions import merge, undo
from memnun.interactions.testing import KEREM, make_contact, record
from memnun.people.testing import Cast
from memnun.reactions.hearing import hear
from memnun.reactions.merged_conversations_keep_their_cases import react

pytestmark = pytest.mark.django_db


def test_cases_follow_a_merge_and_go_back_when_it_is_undone(cast: Cast) -> None:
    one, other = record(
        cast.brand,
        make_contact("Kargom hâlâ gelmedi, rezalet!", KEREM, thread="bir"),
        make_contact("Merhaba", KEREM, thread="iki"),
    )
    hear(cast.brand.id, [one.id, other.id])
    case = Case.objects.get()
    done = merge(one.conversation, into=other.conversation, by=cast.elif_)
    react([done.id])
    case.refresh_from_db()
    assert case.conversation_id == other.conversation_id
    undo(done, by=cast.elif_)
    react([done.id])
    case.refresh_from_db()
    assert case.conversation_id == one.conversation_id
