from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from memnun.cases.actions import concede, note_answer, reopen, resolve
from memnun.cases.measures.figures import CUTS, MEASURES, Spread, Total, Wanted
from memnun.cases.models import Case
from memnun.cases.testing import at, count_marked_days, make_case
from memnun.foundation.clock import FrozenClock
from memnun.foundation.shares import Share
from memnun.people.testing import Cast, make_team, signed_in_client

pytestmark = pytest.mark.django_db
NAMES = {
    "channel": "E-posta", "topic": "Teslimat ve kargo", "team": "Destek", "branch": "İzmir", "type": "Şikâyet",
}  # fmt: skip
NOBODYS = "01890000-0000-7000-8000-000000000000"
OTHER = {"channel": "phone", "topic": "refund", "team": NOBODYS, "branch": NOBODYS, "type": NOBODYS}
PERIOD = "since=2026-03-01&until=2026-03-31"
MARCH = Wanted(at("2026-03-01T00:00"), at("2026-04-01T00:00"))


def live(cast: Cast, frozen: FrozenClock) -> None:
    """Two cases: answered after one and three hours, solved, one of them opened again."""
    cases = [make_case(cast.brand, never_joins=True) for _ in range(2)]
    frozen.move(timedelta(hours=1))
    note_answer(cases[0], at=frozen.at)
    frozen.move(timedelta(hours=2))
    note_answer(cases[1], at=frozen.at)
    concede(cases[0], kind="refund", amount=Decimal("149.90"), reason="Gecikme", by=cast.elif_)
    for case in cases:
        resolve(case, done="Teslim edildi", by=cast.elif_)
    reopen(cases[1], by=cast.elif_, why="Olmadı")
    resolve(cases[1], done="Bu kez oldu", by=cast.elif_)
    count_marked_days()


def test_figures_tell_medians_shares_and_sums(cast: Cast, tuesday_morning: FrozenClock) -> None:
    live(cast, tuesday_morning)
    figures = {name: each.figure(cast.murat, MARCH) for name, each in MEASURES.items()}
    assert figures["first_answer"] == Spread(2, 7200.0, pytest.approx(10080.0))
    assert figures["given"] == Total(1, Decimal("149.90"))
    assert figures["reopened"] == Share(1, 3)
    assert figures["backlog"] == Spread(0, None, None)


def test_figures_are_cut_by_channel(cast: Cast, tuesday_morning: FrozenClock) -> None:
    live(cast, tuesday_morning)
    assert MEASURES["first_answer"].by("channel", cast.murat, MARCH) == {
        "email": Spread(2, 7200.0, pytest.approx(10080.0))
    }


@pytest.mark.parametrize("cut", CUTS)
def test_every_figure_of_every_cut_opens_its_own_rows(
    cast: Cast, tuesday_morning: FrozenClock, cut: str
) -> None:
    live(cast, tuesday_morning)
    branch = cast.brand.branches.create(code="izm", name="İzmir")
    team = make_team(cast.brand, "Destek")
    Case.objects.update(topics=["delivery"], team=team, branch=branch)
    count_marked_days()
    client, period = signed_in_client(cast.murat), "since=2026-03-01&until=2026-03-31"
    page = client.get(f"/cases/measures/?cut={cut}&{period}")
    [line] = page.context["slices"]
    figures = {measure.name: figure for measure, figure in line.figures}
    assert (line.name, figures["given"]) == (NAMES[cut], Total(1, Decimal("149.90")))
    rows = client.get(f"/cases/measures/rows/?measure=given&{cut}={line.key}&{period}")
    assert rows.context["n"] == 1
    other = client.get(f"/cases/measures/rows/?measure=given&{cut}={OTHER[cut]}&{period}")
    assert other.context["n"] == 0


def test_cases_without_a_team_have_a_line_that_opens(cast: Cast, tuesday_morning: FrozenClock) -> None:
    live(cast, tuesday_morning)
    body = signed_in_client(cast.murat).get(f"/cases/measures/?cut=team&{PERIOD}").content.decode()
    assert "Belirtilmemiş" in body
    assert f"measure=given&amp;without=team&amp;cut=team&amp;{PERIOD.replace('&', '&amp;')}" in body
    for without, n in (("team", 1), ("topic", 1), ("channel", 0), ("bogus", 1)):
        rows = signed_in_client(cast.murat).get(
            f"/cases/measures/rows/?measure=given&without={without}&{PERIOD}"
        )
        assert rows.context["n"] == n


def test_another_brand_and_another_period_tell_nothing(cast: Cast, tuesday_morning: FrozenClock) -> None:
    live(cast, tuesday_morning)
    april = Wanted(at("2026-04-01T00:00"), at("2026-05-01T00:00"))
    assert MEASURES["first_answer"].figure(cast.deniz, MARCH) == Spread(0, None, None)
    assert MEASURES["first_answer"].figure(cast.murat, april) == Spread(0, None, None)


def test_every_figure_opens_its_rows(cast: Cast, tuesday_morning: FrozenClock) -> None:
    live(cast, tuesday_morning)
    client = signed_in_client(cast.murat)
    body = client.get("/cases/measures/?since=2026-03-01&until=2026-03-31").content.decode()
    assert "2 sa" in body
    for name in MEASURES:
        answer = client.get(f"/cases/measures/rows/?measure={name}&since=2026-03-01&until=2026-03-31")
        assert answer.status_code == 200
        assert ("V-1001" in answer.content.decode()) == (name not in ("promises", "follow_ups", "backlog"))


def test_the_evidence_comes_on_screen_as_a_workbook_and_on_paper(
    cast: Cast, tuesday_morning: FrozenClock
) -> None:
    live(cast, tuesday_morning)
    client, period = signed_in_client(cast.murat), "since=2026-03-01&until=2026-03-31"
    assert "7.9" in client.get(f"/cases/evidence/?{period}").content.decode()
    book = load_workbook(BytesIO(client.get(f"/cases/evidence/?as=xlsx&{period}").content))
    assert [sheet.max_row for sheet in book] == [10, 3]
    assert client.get(f"/cases/evidence/?as=pdf&{period}").content.startswith(b"%PDF")
    assert signed_in_client(cast.elif_).get("/cases/evidence/").status_code == 403
