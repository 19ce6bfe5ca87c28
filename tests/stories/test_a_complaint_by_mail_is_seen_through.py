"""What is promised to whoever complains by e-mail, from the first mail to the last, through real mail servers.

The customer writes and reads with a mailbox of their own; the staff act on the pages; what the clock does
is done by the jobs of the worker.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from email.message import EmailMessage

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from memnun.cases.measures.figures import MEASURES, Wanted, period_of
from memnun.cases.models import Case, CaseLink, FollowUp, Promise, Resolution, RootCause, State
from memnun.cases.tasks import tidy, watch
from memnun.channels.email.servers.dovecot import Dovecot
from memnun.channels.email.servers.postfix import Postfix
from memnun.events.models import Event
from memnun.foundation import clock
from memnun.foundation.clock import ISTANBUL, FrozenClock
from memnun.interactions.models import Conversation, Interaction
from memnun.interactions.testing import KEREM, make_contact, record
from memnun.people.testing import Cast, signed_in_client
from tests.stories.letters import Correspondence, mail_servers, words_of

pytestmark = pytest.mark.django_db(transaction=True)
COMPLAINT = "Kargom hâlâ gelmedi, bir haftadır bekliyorum, rezalet!"
PROMISE = "Çok haklısınız. Yarın 17:00'ye kadar sizi arayacağız."
NOON = datetime(2025, 11, 25, 12, tzinfo=ISTANBUL)
"""A Tuesday that is over: mail servers take no mail from the future."""


@pytest.fixture(scope="module")
def servers() -> Iterator[tuple[Dovecot, Postfix]]:
    """The mail servers of all stories here."""
    with mail_servers() as both:
        yield both


@pytest.fixture
def noon() -> Iterator[FrozenClock]:
    """A working day at noon, for all that follows; nobody waits for the clock."""
    with clock.frozen(NOON) as frozen:
        yield frozen


@pytest.fixture
def post(noon: FrozenClock, servers: tuple[Dovecot, Postfix], cast: Cast) -> Correspondence:
    """Kerem and the brand, who have not written to each other yet; the brand began at noon as well."""
    return Correspondence(cast.brand, *servers)


def minute_passes(noon: FrozenClock, post: Correspondence) -> None:
    """The worker does what it does each minute, and sends."""
    noon.move(timedelta(minutes=1))
    watch(0)
    post.deliver()


def complain(post: Correspondence, noon: FrozenClock) -> tuple[Case, Client, EmailMessage]:
    """A complaint comes in and is acknowledged; gives its case, its owner at work and the mail."""
    written = post.write(COMPLAINT, subject="Kargom gelmedi")
    minute_passes(noon, post)
    case = Case.objects.get()
    assert case.assignee is not None
    return case, signed_in_client(case.assignee), written


def act(client: Client, name: str, row: object, **form: str) -> None:
    """Do what a button of a case does; raises with the page's problem when it is refused."""
    done = client.post(reverse(name, args=[row]), form)
    assert done.status_code == 302, done.content.decode()
    page = client.get(done["Location"]).content.decode()
    assert "alert-danger" not in page


def answer(client: Client, case: Case, text: str, **more: str) -> None:
    """Answer on the desk, having seen everything."""
    form = {"text": text, "key": text[:20], "seen": 10**12, **more}
    path = reverse("desk:reply", args=[case.conversation_id])
    told = client.post(path, form, headers={"HX-Request": "true"})
    assert told.status_code == 200, told.content.decode()


def solve(client: Client, case: Case) -> None:
    """Solve a case, naming its root cause."""
    cause = RootCause.objects.exclude(parent=None).filter(brand=case.brand_id).first()
    assert cause is not None
    act(client, "case_resolve", case.id, done="Kargo bulundu, teslim edildi.", cause=str(cause.id))
    assert Resolution.objects.get(case=case, undone_at=None).cause == cause


def in_picker(moment: datetime) -> str:
    """A moment as the picker of day and hour sends it."""
    return timezone.localtime(moment, ISTANBUL).strftime("%Y-%m-%dT%H:%M")


def belongs_to(mail: EmailMessage, thread: EmailMessage) -> bool:
    """Whether a mail program shows a mail under another."""
    return thread["Message-ID"] in f"{mail['In-Reply-To']} {mail['References']}"


def test_nothing_is_ignored_a_mail_becomes_a_case_with_owner_number_and_time_and_is_acknowledged_once(
    post: Correspondence, noon: FrozenClock
) -> None:
    written = post.write(COMPLAINT, subject="Kargom gelmedi")
    case = Case.objects.get()
    assert case.assignee is not None
    assert case.next_step_at is not None
    for _minute in range(3):
        minute_passes(noon, post)
    [letter] = post.received(1)
    assert belongs_to(letter, written)
    assert letter["Auto-Submitted"].startswith("auto-")
    assert letter["Date"].datetime - written["Date"].datetime <= timedelta(minutes=5)
    assert "Sayın Kerem Aydın" in words_of(letter)
    assert case.label in words_of(letter)
    assert "25 Kasım Salı 14:00 saatine kadar yanıt vereceğiz" in words_of(letter)


def test_what_a_mail_promises_is_owned_up_to_when_broken_and_the_new_date_is_kept(
    post: Correspondence, noon: FrozenClock, cast: Cast
) -> None:
    case, agent, written = complain(post, noon)
    answer(agent, case, PROMISE)
    minute_passes(noon, post)
    made = Promise.objects.get()
    assert made.due_at == datetime(2025, 11, 26, 17, tzinfo=ISTANBUL)
    noon.move(made.due_at - noon.at)
    minute_passes(noon, post)
    made.refresh_from_db()
    assert made.state == Promise.State.BROKEN
    wall = signed_in_client(cast.murat).get(reverse("case_wall")).content.decode()
    assert case.label in wall
    draft = agent.get(reverse("case", args=[case.id])).content.decode()
    assert "Yeni tarih: …." in draft
    act(
        agent, "promise_apology", made.id, due_at=in_picker(noon.at + timedelta(hours=18)),
        text="Sözümüzü tutamadık, özür dileriz.\n\nYeni tarih: ….",
    )  # fmt: skip
    minute_passes(noon, post)
    _acknowledged, answered, apology = post.received(3)
    assert PROMISE in words_of(answered)
    assert answered["Auto-Submitted"] is None
    assert "Yeni tarih: 27 Kasım Perşembe 11:01." in words_of(apology)
    assert all(belongs_to(mail, written) for mail in (answered, apology))
    again = Promise.objects.get(state=Promise.State.OPEN)
    act(agent, "promise_keep", again.id)
    again.refresh_from_db()
    assert (again.state, Promise.objects.get(id=made.id).successor) == (Promise.State.KEPT, again)


def test_a_week_after_the_solution_the_customer_is_asked_at_their_hours_and_comes_back_first_in_line_if_unhappy(
    post: Correspondence, noon: FrozenClock
) -> None:
    case, agent, _written = complain(post, noon)
    answer(agent, case, PROMISE)
    minute_passes(noon, post)
    act(agent, "promise_keep", Promise.objects.get().id)
    solve(agent, case)
    case.customer.preferred_hours = {"thu": ["18:00", "20:00"]}
    case.customer.save(update_fields=["preferred_hours"])
    noon.move(timedelta(days=7, hours=1))
    tidy(0)
    minute_passes(noon, post)
    post.received(2)
    noon.move(datetime(2025, 12, 4, 18, tzinfo=ISTANBUL) - noon.at)
    minute_passes(noon, post)
    question = post.received(3)[-1]
    assert "Gerçekten çözüldü mü?" in words_of(question)
    assert case.label in words_of(question)
    post.write("Hayır, paket boş çıktı, hâlâ çözülmedi!", answering=question)
    owner, urgency = case.assignee, case.urgency
    case.refresh_from_db()
    assert (case.state, case.assignee, case.reopened) == (State.WORKING, owner, 1)
    assert case.urgency > urgency
    assert FollowUp.objects.get().state == FollowUp.State.UNSATISFIED


def test_who_comes_back_long_after_closing_gets_a_linked_case_and_no_figure_of_the_old_one_changes(
    post: Correspondence, noon: FrozenClock, cast: Cast
) -> None:
    case, agent, _written = complain(post, noon)
    answer(agent, case, "Kargonuz az önce teslim edildi.", promise_asked="none")
    minute_passes(noon, post)
    solve(agent, case)
    noon.move(timedelta(days=7, hours=1))
    tidy(0)
    minute_passes(noon, post)
    question = post.received(3)[-1]
    post.write("Evet, çözüldü, teşekkür ederim.", answering=question)
    case.refresh_from_db()
    assert case.state == State.CLOSED
    wanted = Wanted(*period_of(date(2025, 11, 1), date(2025, 12, 31), ISTANBUL))
    kept = ("first_answer", "solution", "first_contact", "promises", "reopened", "follow_ups")
    before = {name: MEASURES[name].figure(cast.murat, wanted) for name in kept}
    noon.move(timedelta(days=60))
    post.write("Yeni siparişim de gelmedi, yine aynı rezalet, bıktım!", answering=question)
    later = Case.objects.exclude(id=case.id).get()
    link = CaseLink.objects.get()
    assert (link.case, link.other, link.kind) == (later, case, CaseLink.Kind.LATE_REPLY)
    assert (later.is_open, later.assignee is not None) == (True, True)
    case.refresh_from_db()
    assert (case.state, case.reopened) == (State.CLOSED, 0)
    assert {name: MEASURES[name].figure(cast.murat, wanted) for name in kept} == before
    assert case.label in agent.get(reverse("case", args=[later.id])).content.decode()


def open_by_hand(client: Client, conversation: Conversation, said: Interaction) -> Case:
    """Follow the link beside a conversation and open a case there."""
    path = reverse("case_create", args=[conversation.id])
    assert path in client.get(reverse("desk:conversation", args=[conversation.id])).content.decode()
    chosen = client.get(path).context["form"].fields["type"].queryset.get(key="request")
    told = client.post(path, {"type": chosen.id, "title": "Hediye paketi istiyor"})
    assert told.status_code == 302, told.content.decode()
    case = Case.objects.get(conversation=conversation)
    assert case.contacts.get().interaction == said
    return case


@pytest.mark.parametrize("channel", ["email", "phone", "chat", "social", "web", "video", "in_person", "post"])
def test_any_contact_becomes_a_case_by_hand_that_is_owed_like_every_other(
    post: Correspondence, noon: FrozenClock, cast: Cast, channel: str
) -> None:
    if channel == "email":
        post.write("Siparişimi hediye paketi yapar mısınız?", subject="Hediye")
        said = Interaction.objects.get()
    else:
        [said] = record(cast.brand, make_contact("Hediye paketi yapar mısınız?", KEREM, channel=channel))
    case = open_by_hand(signed_in_client(cast.elif_), said.conversation, said)
    assert (case.opened_by, case.channel, case.origin) == (cast.elif_, channel, "hand")
    assert case.assignee is not None
    assert case.next_step_at is not None
    assert Event.objects.filter(kind="cases.opened", subject_id=case.id, actor_id=cast.elif_.id).exists()
    watch(0)
    case.refresh_from_db()
    assert case.acknowledged_at is None
