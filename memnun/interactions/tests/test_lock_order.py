import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from memnun.interactions.actions.correcting import correct
from memnun.interactions.actions.looking_again import look_again, next_doubtful
from memnun.interactions.actions.rereading import FIRST, reread_batch
from memnun.interactions.models import Interaction, Reading
from memnun.interactions.testing import KEREM, make_contact, record
from memnun.people.testing import Cast

pytestmark = pytest.mark.django_db
DOUBTFUL = "Ürün geldi, kutusu biraz ezikti."


@pytest.fixture
def cast():
    return Cast()


def corrected(cast):
    correct(Interaction.objects.get(), field="sentiment", after="positive", by=cast.elif_)


def read_anew(_cast):
    Reading.objects.update(version="old")
    assert reread_batch(FIRST)[1] == 1


def looked_again(_cast):
    Reading.objects.update(sentiment="positive", second="due")
    look_again(next_doubtful())


@pytest.mark.parametrize("act", [corrected, read_anew, looked_again])
def test_whoever_changes_readings_holds_customers_before_conversations_as_placing_does(cast, act):
    record(cast.brand, make_contact(DOUBTFUL, KEREM))
    with CaptureQueriesContext(connection) as asked:
        act(cast)
    locking = [row["sql"] for row in asked if "UPDATE" in row["sql"]]
    customers = next(number for number, sql in enumerate(locking) if "customers_customer" in sql)
    conversations = next(number for number, sql in enumerate(locking) if "interactions_conversation" in sql)
    assert customers < conversations
