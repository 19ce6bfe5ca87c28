"""Reading the ledger back."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from memnun.customers.models import Customer, Identity
from memnun.interactions.api.keys import Key
from memnun.interactions.api.reading import Window, page_of
from memnun.interactions.api.testing import ServedLedger, client_of, make_key
from memnun.interactions.models import ChannelAccount, Conversation, Interaction, RawInbound, Reading
from memnun.people.models import Brand
from memnun.people.testing import Cast

START = datetime(2026, 3, 1, 9, tzinfo=UTC)


def place_interactions(brand: Brand, count: int, channel: str = "email", **fields: Any) -> list[Interaction]:
    account = ChannelAccount.objects.create(
        brand=brand, channel=channel, slug=f"a{ChannelAccount.objects.count()}"
    )
    customer = Customer.objects.create(brand=brand, name="Ayşe Yılmaz")
    conversation = Conversation.objects.create(
        brand=brand, number=Conversation.objects.count() + 1, customer=customer, channel=channel,
        channel_account=account, started_at=START, last_at=START, last_direction="in",
    )  # fmt: skip
    rows = Interaction.objects.bulk_create(
        Interaction(
            **{
                "brand": brand, "conversation": conversation, "customer": customer,
                "channel_account": account,
                "channel": channel, "direction": "in", "occurred_at": START + timedelta(minutes=number // 2),
                "text": f"Kargom {number}. kez gecikti", **fields,
            }
        )
        for number in range(count)
    )  # fmt: skip
    Reading.objects.bulk_create(
        Reading(
            interaction=row,
            brand=brand,
            version="v1",
            language="tr",
            sentiment="negative",
            kinds=["complaint"],
        )
        for row in rows
    )
    return rows


def test_a_contact_can_be_read_back_as_soon_as_it_is_accepted(client: httpx.Client) -> None:
    sent = client.post("/api/v1/interactions", json={"channel": "chat", "external_id": "1"})
    read = client.get(sent.headers["location"])
    assert read.status_code == 200
    assert read.json() == {
        "id": sent.json()["id"], "status": "waiting", "channel": "chat", "account": "main",
        "external_id": "1", "received_at": read.json()["received_at"],
    }  # fmt: skip


def test_a_record_in_quarantine_tells_its_problem(client: httpx.Client) -> None:
    sent = client.post("/api/v1/interactions", json={"channel": "chat", "external_id": "1"})
    RawInbound.objects.update(state="quarantined", problem="Okunamadı")
    read = client.get(sent.headers["location"]).json()
    assert (read["status"], read["problem"]) == ("quarantined", "Okunamadı")


def test_a_placed_interaction_comes_with_its_reading(client: httpx.Client, cast: Cast) -> None:
    row = place_interactions(cast.brand, 1, staff=cast.elif_)[0]
    read = client.get(f"/api/v1/interactions/{row.id}").json()
    assert (read["status"], read["text"]) == ("placed", "Kargom 0. kez gecikti")
    assert (read["conversation_id"], read["customer_id"]) == (str(row.conversation_id), str(row.customer_id))
    assert (read["reading"]["sentiment"], read["reading"]["kinds"]) == ("negative", ["complaint"])
    assert read["staff"] == cast.elif_.account.email


def test_pages_show_every_interaction_once_and_in_order(client: httpx.Client, cast: Cast) -> None:
    rows = place_interactions(cast.brand, 25)
    seen: list[str] = []
    after: dict[str, str] = {}
    while True:
        page = client.get("/api/v1/interactions", params={"limit": "7", **after}).json()
        seen += [row["id"] for row in page["interactions"]]
        if page["next"] is None:
            break
        after = {"after": page["next"]}
    assert seen == [str(row.id) for row in sorted(rows, key=lambda row: (row.occurred_at, row.id))]


def test_a_page_can_be_narrowed(client: httpx.Client, cast: Cast) -> None:
    place_interactions(cast.brand, 4)
    chat = place_interactions(cast.brand, 4, "chat")
    since = (START + timedelta(minutes=1)).isoformat()
    page = client.get("/api/v1/interactions", params={"channel": "chat", "since": since}).json()
    assert [row["id"] for row in page["interactions"]] == [str(row.id) for row in chat[2:]]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=²", "limit"),
        ("channel=fax", "channel"),
        ("since=2026-03-01", "since"),
        ("since=2026-03-01T10:00:00", "since"),
        ("after=xyz", "after"),
        ("after=é", "after"),
        ("page=2", "page"),
    ],
)
def test_a_parameter_that_cannot_be_used_is_named(client: httpx.Client, query: str, parameter: str) -> None:
    answer = client.get(f"/api/v1/interactions?{query}")
    assert answer.status_code == 422
    assert [error["parameter"] for error in answer.json()["errors"]] == [parameter]


def test_a_customer_comes_with_its_identities(client: httpx.Client, cast: Cast) -> None:
    account = ChannelAccount.objects.create(brand=cast.brand, channel="social", slug="instagram")
    customer = Customer.objects.create(brand=cast.brand, name="Ayşe Yılmaz", province="İzmir")
    Identity.objects.create(
        brand=cast.brand, customer=customer, kind="external", scope=account.id, value="ayse35"
    )
    Identity.objects.create(
        brand=cast.brand,
        customer=customer,
        kind="email",
        value="a@ornek.example",
        shown="A@ornek.example",
        claimed=True,
    )
    read = client.get(f"/api/v1/customers/{customer.id}").json()
    assert (read["name"], read["province"], read["group"]) == ("Ayşe Yılmaz", "İzmir", "unknown")
    assert read["identities"] == [
        {
            "kind": "external",
            "value": "ayse35",
            "claimed": False,
            "channel": "social",
            "account": "instagram",
        },
        {"kind": "email", "value": "A@ornek.example", "claimed": True, "channel": None, "account": None},
    ]


def test_another_brand_sees_nothing_of_it(server: ServedLedger, client: httpx.Client, cast: Cast) -> None:
    waiting = client.post("/api/v1/interactions", json={"channel": "chat", "external_id": "1"}).headers[
        "location"
    ]
    row = place_interactions(cast.brand, 1)[0]
    addresses = [waiting, f"/api/v1/interactions/{row.id}", f"/api/v1/customers/{row.customer_id}"]
    with client_of(server, make_key(cast.other_brand)) as stranger:
        assert [stranger.get(address).status_code for address in addresses] == [404, 404, 404]
        assert stranger.get("/api/v1/interactions").json()["interactions"] == []
        assert (
            stranger.post("/api/v1/interactions", json={"channel": "chat", "external_id": "1"}).status_code
            == 201
        )
    assert [client.get(address).status_code for address in addresses] == [200, 200, 200]


def test_a_page_takes_one_query_however_long_it_is(db: None) -> None:
    cast = Cast()
    key = Key(
        id=cast.brand.id, brand_id=cast.brand.id, name="", scopes=[], requests_a_minute=1, long_unused=False
    )
    place_interactions(cast.brand, 30)
    for limit in (2, 30):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(page_of(key, Window(limit=limit)).interactions) == limit
        assert len(queries) == 1
