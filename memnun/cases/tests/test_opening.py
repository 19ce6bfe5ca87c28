from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from memnun.cases.actions import Opening, open_case, open_cases, settings_of
from memnun.cases.models import Case, CaseType, Deadline, DeadlineKind, State, Step
from memnun.cases.testing import at, make_case
from memnun.customers.models import Customer
from memnun.events.models import Event
from memnun.foundation.clock import FrozenClock
from memnun.people.testing import Cast

pytestmark = pytest.mark.django_db


def test_a_case_has_an_owner_a_next_step_and_a_time(cast: Cast, tuesday_morning: FrozenClock) -> None:
    case = make_case(cast.brand)
    assert case.assignee in (cast.elif_, cast.burak)
    assert (case.state, case.next_step) == (State.NEW, Step.FIRST_ANSWER)
    assert case.next_step_at == at("2026-03-03T12:00")
    assert case.label == "V-1001"


def test_numbers_follow_each_other_in_each_brand(cast: Cast) -> None:
    first, second = make_case(cast.brand), make_case(cast.brand, type="invoice", never_joins=True)
    assert (first.number, second.number) == (1001, 1002)
    assert make_case(cast.other_brand).number == 1001


def test_a_second_complaint_of_the_same_matter_joins(cast: Cast) -> None:
    first = make_case(cast.brand, topics=["delivery"])
    second = make_case(cast.brand, topics=["delivery", "staff"])
    assert second.id == first.id
    assert Case.objects.count() == 1
    assert first.contacts.count() == 2


def test_another_matter_of_the_same_customer_is_a_case_of_its_own(cast: Cast) -> None:
    customer = Customer.objects.create(brand=cast.brand, name="Kerem Aydın")
    one, other = open_cases(
        [
            Opening(customer.id, "delivery", "Kargo", topics=["delivery"]),
            Opening(customer.id, "invoice", "Fatura", topics=["billing"]),
        ],
        brand_id=cast.brand.id,
    )
    assert one.id != other.id


def test_the_terms_of_the_type_and_of_the_law_run(cast: Cast, tuesday_morning: FrozenClock) -> None:
    case = make_case(cast.brand, type="withdrawal")
    due = dict(Deadline.objects.filter(case=case).values_list("kind", "due_at"))
    assert due == {
        DeadlineKind.FIRST_ANSWER: at("2026-03-03T14:00"),
        DeadlineKind.SOLUTION: at("2026-03-10T18:00"),
        DeadlineKind.LEGAL: at("2026-03-18T00:00"),
    }


def test_the_refund_counts_from_the_earliest_known_start(cast: Cast, tuesday_morning: FrozenClock) -> None:
    starts = {"received_at": at("2026-03-02T09:00"), "shipped_at": at("2026-02-27T09:00"), "notice_at": None}
    case = make_case(cast.brand, type="withdrawal", legal_starts=starts)
    legal = Deadline.objects.get(case=case, kind=DeadlineKind.LEGAL)
    assert (legal.basis, legal.due_at) == ("shipped_at", at("2026-03-14T00:00"))


def test_the_channels_own_deadline_counts_too(cast: Cast, tuesday_morning: FrozenClock) -> None:
    case = make_case(cast.brand, type="question", answer_by=at("2026-03-03T11:00"))
    assert (case.next_step, case.next_step_at) == (Step.ANSWER, at("2026-03-03T11:00"))


def test_a_clock_in_another_zone_is_the_brands_own(cast: Cast, tuesday_morning: FrozenClock) -> None:
    cast.brand.time_zone = "Europe/Berlin"
    cast.brand.save()
    case = make_case(cast.brand)
    assert case.next_step_at == at("2026-03-03T11:00").replace(tzinfo=ZoneInfo("Europe/Berlin"))


def test_an_unknown_type_is_refused_and_nothing_is_kept(cast: Cast) -> None:
    customer = Customer.objects.create(brand=cast.brand, name="Kerem")
    with pytest.raises(ValueError, match="nothing-like-that"):
        open_case(Opening(customer.id, "nothing-like-that", "x"), brand_id=cast.brand.id, by=None)
    assert not Case.objects.exists()


def test_types_are_shipped_once_a_brand_in_its_language(cast: Cast) -> None:
    settings_of(cast.brand.id)
    settings_of(cast.brand.id)
    assert CaseType.objects.filter(brand=cast.brand).count() == 12
    assert CaseType.objects.get(brand=cast.brand, key="complaint").name == "Şikâyet"


def test_opening_stands_in_the_log(cast: Cast) -> None:
    case = make_case(cast.brand)
    kinds = set(Event.objects.filter(subject_id=case.id).values_list("kind", flat=True))
    assert kinds == {"cases.opened", "cases.assigned"}


def test_many_cases_are_opened_with_few_statements(cast: Cast, django_assert_max_num_queries: object) -> None:
    settings_of(cast.brand.id)
    customers = Customer.objects.bulk_create(
        Customer(brand=cast.brand, name=f"Müşteri {number}") for number in range(300)
    )
    openings = [Opening(customer.id, "complaint", "Kargo gelmedi") for customer in customers]
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        cases = open_cases(openings, brand_id=cast.brand.id)
    assert len({case.number for case in cases}) == 300
    assert Deadline.objects.count() == 600


def test_a_contact_of_long_ago_is_counted_from_when_it_came(cast: Cast, tuesday_morning: FrozenClock) -> None:
    case = make_case(cast.brand, at=at("2026-03-02T17:00"))
    assert case.next_step_at == at("2026-03-03T10:00")
    assert case.opened_at == tuesday_morning.at - timedelta(hours=17)
