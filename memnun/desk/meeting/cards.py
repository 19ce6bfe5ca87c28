"""The coming meetings of a conversation, as its page shows them."""

from memnun.channels.email.models import Appointment
from memnun.foundation import clock
from memnun.interactions.models import Conversation
from memnun.people.models import Person

MOST = 5


def cards_of(conversation: Conversation, person: Person) -> list[Appointment]:
    """The next ones, soonest first."""
    own = Appointment.objects.visible_to(person).of_conversation(conversation)
    return list(own.filter(called_off_at=None, ends_at__gt=clock.now())[:MOST])
