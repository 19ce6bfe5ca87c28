"""What is past its time is destroyed night by night and told; nothing of an open case or a dispute goes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from memnun.cases.actions import open_case, opening_of
from memnun.consent.actions import suppress
from memnun.events.models import Event
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.interactions.attachments.keeping import keep, storage
from memnun.interactions.models import Attachment, Conversation, Interaction, RawInbound, Reading
from memnun.interactions.testing import AYSE, KEREM, make_contact, record
from memnun.people.testing import Cast, signed_in_client
from memnun.privacy.models import Category, Destruction, RetentionRule
from memnun.privacy.retention import shelves
from memnun.privacy.retention.running import destroy_expired, months_before

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 2, 40, tzinfo=UTC)


def keep_for(cast: Cast, category: str, months: int) -> RetentionRule:
    return RetentionRule.objects.create(brand=cast.brand, category=category, months=months)


def written(cast: Cast, months_ago: int, text: str = "Kargom gelmedi", customer: Any = AYSE) -> Interaction:
    at = months_before(NOW, months_ago) - timedelta(days=1)
    with clock.frozen(at):
        [contact] = record(
            cast.brand,
            make_contact(text, customer, subject="Siparişim", occurred_at=at, thread=f"t{months_ago}"),
        )
    return contact


def words_of(contact: Interaction) -> tuple[str, str]:
    contact.refresh_from_db()
    return contact.subject, contact.text


def test_words_go_when_their_time_is_over_and_the_figures_stay(cast: Cast) -> None:
    old, young = written(cast, 25), written(cast, 23, "Teşekkürler", KEREM)
    keep_for(cast, Category.CONTENT, 24)
    assert destroy_expired(NOW) > 0
    assert words_of(old) == ("", "")
    assert words_of(young) == ("Siparişim", "Teşekkürler")
    assert bytes(RawInbound.objects.get(id=old.id).body) == b""
    assert Reading.objects.get(interaction=old).details == {}
    assert Reading.objects.get(interaction=old).kinds == ["complaint"]
    assert Conversation.objects.get(id=old.conversation_id).last_text == ""
    assert Conversation.objects.get(id=young.conversation_id).last_text != ""


def test_each_night_is_told_in_the_log_of_destructions_and_an_empty_night_is_not(cast: Cast) -> None:
    old = written(cast, 25)
    keep_for(cast, Category.CONTENT, 24)
    count = destroy_expired(NOW)
    done = Destruction.objects.get()
    assert (done.category, done.ground, done.customer_id, done.by) == ("content", "purpose", None, None)
    assert sum(done.rows.values()) == count
    assert Event.objects.filter(kind="privacy.destroyed", subject_id=done.id).exists()
    assert destroy_expired(NOW + timedelta(days=1)) == 0
    assert Destruction.objects.count() == 1
    page = signed_in_client(cast.murat).get("/settings/destructions/").content.decode()
    assert "Temasların metni" in page
    assert old.text not in page


def test_without_a_rule_nothing_goes_and_other_brands_keep_theirs(cast: Cast) -> None:
    old = written(cast, 200)
    RetentionRule.objects.create(brand=cast.other_brand, category=Category.CONTENT, months=1)
    assert destroy_expired(NOW) == 0
    assert words_of(old) == ("Siparişim", "Kargom gelmedi")


def test_an_open_case_and_a_dispute_hold_everything_of_their_customers(cast: Cast, monkeypatch: Any) -> None:
    by_case, by_dispute = written(cast, 25), written(cast, 26, "Avukatım arayacak", KEREM)
    case = open_case(
        opening_of(by_case.conversation, type="complaint"), brand_id=cast.brand.id, by=cast.elif_
    )
    suppress(cast.brand, customer=by_dispute.customer, reason="legal", by=cast.murat)
    for category in (Category.CONTENT, Category.RAW, Category.FILES, Category.LOG):
        keep_for(cast, category, 12)
    destroy_expired(NOW)
    assert words_of(by_case) == ("Siparişim", "Kargom gelmedi")
    assert words_of(by_dispute) == ("Siparişim", "Avukatım arayacak")
    assert bytes(RawInbound.objects.get(id=by_case.id).body) != b""
    type(case).objects.filter(id=case.id).update(state="closed")
    destroy_expired(NOW + timedelta(days=1))
    assert words_of(by_case)[1] == "Kargom gelmedi", "looked at anew at the beginning of the month"
    destroy_expired(datetime(2026, 12, 1, 2, 40, tzinfo=UTC))
    assert words_of(by_case) == ("", "")
    assert words_of(by_dispute)[1] == "Avukatım arayacak"


def test_it_goes_in_batches_and_on_where_the_last_night_stopped(cast: Cast, monkeypatch: Any) -> None:
    monkeypatch.setattr(shelves, "BATCH", 2)
    old = [written(cast, months) for months in (30, 29, 28, 27, 26)]
    rule = keep_for(cast, Category.CONTENT, 24)
    destroy_expired(NOW, longest=0)
    assert [words_of(contact)[1] == "" for contact in old] == [True, True, False, False, False]
    destroy_expired(NOW + timedelta(days=1), longest=0)
    destroy_expired(NOW + timedelta(days=2))
    assert [words_of(contact)[1] for contact in old] == [""] * 5
    rule.refresh_from_db()
    assert rule.reached.endswith(str(old[-1].id))


def test_raw_bytes_go_alone_and_quarantine_stays(cast: Cast) -> None:
    old, stuck = written(cast, 8), written(cast, 9, "?", KEREM)
    _age(old, 8)
    _age(stuck, 9)
    RawInbound.objects.filter(source_kind="quarantine").update(state="quarantined")
    keep_for(cast, Category.RAW, 6)
    destroy_expired(NOW)
    assert words_of(old)[1] == "Kargom gelmedi"
    assert [bytes(raw.body) == b"" for raw in RawInbound.objects.filter(source_kind="old")] == [True]
    assert [bytes(raw.body) == b"" for raw in RawInbound.objects.filter(source_kind="quarantine")] == [False]


def _age(contact: Interaction, months: int) -> None:
    """A raw record of a contact of that age: ids hold the time, and tests make them now."""
    raw = RawInbound.objects.get(id=contact.id)
    raw.id = uuid7(months_before(NOW, months))
    raw.external_id, raw.source_kind = f"old-{raw.id}", "old" if contact.text != "?" else "quarantine"
    raw.save(force_insert=True)


@pytest.mark.parametrize(
    ("category", "name", "goes"),
    [("files", "fatura.pdf", True), ("files", "ses.mp3", False), ("recordings", "ses.mp3", True), ("recordings", "fatura.pdf", False)],
)  # fmt: skip
def test_files_and_recordings_have_times_of_their_own(
    cast: Cast, category: str, name: str, goes: bool, django_capture_on_commit_callbacks: Any
) -> None:
    contact = written(cast, 13)
    file = keep(cast.brand.id, name, b"%PDF-1.4 icerik" + name.encode(), uploaded_by=cast.elif_)
    kind = "audio/mpeg" if name.endswith("mp3") else "application/pdf"
    old = uuid7(months_before(NOW, 13))
    Attachment.objects.filter(id=file.id).update(id=old, interaction=contact, content_type=kind)
    keep_for(cast, category, 12)
    with django_capture_on_commit_callbacks(execute=True):
        destroy_expired(NOW)
    kept = Attachment.objects.get(id=old)
    assert (kept.state == "destroyed", storage().exists(file.path)) == (goes, not goes)
    assert kept.name == name


def test_the_log_keeps_who_did_what_when_and_loses_the_words(cast: Cast) -> None:
    contact = written(cast, 40)
    event = Event.objects.create(
        brand_id=cast.brand.id, kind="conversations.tagged", customer_id=contact.customer_id,
        at=months_before(NOW, 40), details={"tag": "iade isteyen Ayşe", "count": 2},
    )  # fmt: skip
    keep_for(cast, Category.LOG, 36)
    destroy_expired(NOW)
    event.refresh_from_db()
    assert (event.details, event.kind) == ({"count": 2}, "conversations.tagged")


def test_the_log_of_destructions_itself_ends_after_its_time(cast: Cast) -> None:
    Destruction.objects.create(
        brand=cast.brand, customer_id=uuid7(), ground="request", at=months_before(NOW, 40)
    )
    Destruction.objects.create(
        brand=cast.brand, customer_id=uuid7(), ground="request", at=months_before(NOW, 30)
    )
    keep_for(cast, Category.TRACES, 36)
    assert destroy_expired(NOW) == 1
    assert {row.ground for row in Destruction.objects.all()} == {"request", "purpose"}


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [("2026-03-31", 1, "2026-02-28"), ("2024-02-29", 12, "2023-02-28"), ("2026-01-15", 1, "2025-12-15"), ("2026-11-24", 36, "2023-11-24")],
)  # fmt: skip
def test_months_are_counted_by_the_calendar(day: str, months: int, before: str) -> None:
    assert months_before(datetime.fromisoformat(f"{day}T02:00+00:00"), months).date().isoformat() == before


def test_the_settings_page_sets_times_with_their_least_and_the_log_keeps_the_change(cast: Cast) -> None:
    client: Client = signed_in_client(cast.murat)
    assert "en az üç yıl" in client.get("/settings/retention/").content.decode()
    assert client.post("/settings/retention/", {"traces": "12"}).status_code == 422
    assert client.post("/settings/retention/", {"raw": "0"}).status_code == 422
    assert not RetentionRule.objects.exists()
    assert (
        client.post("/settings/retention/", {"raw": "6", "content": "36", "traces": "36"}).status_code == 302
    )
    assert dict(RetentionRule.objects.values_list("category", "months")) == {
        "raw": 6,
        "content": 36,
        "traces": 36,
    }
    client.post("/settings/retention/", {"raw": "12", "traces": "36"})
    assert dict(RetentionRule.objects.values_list("category", "months")) == {"raw": 12, "traces": 36}
    changes = Event.objects.filter(kind="privacy.retention_changed").latest("id").details["changes"]
    assert sorted(map(tuple, changes)) == [("content", 36, None), ("raw", 6, 12)]


def test_agents_set_no_times(cast: Cast) -> None:
    assert signed_in_client(cast.elif_).post("/settings/retention/", {"raw": "1"}).status_code == 403
    assert not RetentionRule.objects.exists()
