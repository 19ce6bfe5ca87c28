"""Of an erased person no word remains in any table; figures, proof and the log of the erasure do."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.db import transaction

from memnun.cases.models import Case
from memnun.cases.models.case import State
from memnun.channels.chat.models import Line, Visitor
from memnun.channels.email.models import Appointment, FetchedMail, SetAsideMail
from memnun.channels.phone.models import Call, CallEvent
from memnun.channels.web_form.models import FormSubmission
from memnun.consent.models import Erasure, Suppression
from memnun.customers.models import Customer, Identity
from memnun.events.checking import check_all
from memnun.events.models import InvariantCheck
from memnun.foundation import clock
from memnun.interactions.actions import add_note
from memnun.interactions.attachments.keeping import keep, storage
from memnun.interactions.models import Attachment, Interaction, RawInbound
from memnun.interactions.testing import KEREM, make_contact, record
from memnun.people.models import Brand
from memnun.people.testing import signed_in_client
from memnun.privacy.erasing import CannotErase, destroy, erase
from memnun.privacy.models import Destruction
from memnun.privacy.tables import TABLES
from memnun.privacy.treating import Kept
from tests.stories.planting import Planted, plant

pytestmark = pytest.mark.django_db
GROUND = Destruction.Ground.REQUEST


def test_every_table_of_the_product_says_what_becomes_of_a_person_in_it():
    ours = {model._meta.label_lower for model in apps.get_models() if model.__module__.startswith("memnun.")}
    left_out = {"demo.", "archive."}
    assert {one for one in ours if not one.startswith(tuple(left_out))} == set(TABLES)


def test_no_table_with_a_customer_is_merely_kept():
    """A table whose rows name a customer may be kept only by the consent room, which treats it itself."""
    kept = {label for label, treatment in TABLES.items() if isinstance(treatment, Kept)}
    naming = {
        label
        for label in kept
        for each in apps.get_model(label)._meta.concrete_fields
        if each.related_model is Customer
    }
    assert {label for label in naming if not label.startswith("consent.")} == set()


def _tied(planted: Planted) -> None:
    """Tables without a link know the planted customer by address, number or channel account."""
    rows: Any = planted.rows
    customer, contact = rows["customers.customer"], rows["interactions.interaction"]
    Identity.objects.filter(customer=customer).update(kind="email", value="gizli@kisi.example", claimed=False)
    brand = {"brand": planted.brand, "customer": customer}
    Identity.objects.create(**brand, kind="phone", value="+905321112233")
    visitor = rows["channel_chat.visitor"]
    Identity.objects.create(**brand, kind="external", scope=visitor.account_id, value=visitor.external_id)
    RawInbound.objects.filter(id=rows["interactions.rawinbound"].id).update(id=contact.id)
    FetchedMail.objects.update(sender="gizli@kisi.example")
    SetAsideMail.objects.update(sender="gizli@kisi.example")
    Call.objects.update(number="+905321112233")
    CallEvent.objects.update(body=b"caller=905321112233 gizlis\xc3\xb6z")
    FormSubmission.objects.update(raw_id=contact.id)
    Case.objects.update(state=State.CLOSED)


OWN_WORDS = (
    "interactions.interaction.", "interactions.conversation.", "interactions.outboxmessage.", "interactions.note.",
    "interactions.draft.", "interactions.attachment.name", "interactions.rawinbound.body", "channel_chat.line.text",
    "channel_chat.visitor.name", "channel_chat.visitor.email", "channel_email.setasidemail.", "channel_email.appointment.",
    "channel_phone.call.recording", "channel_web_form.formsubmission.body", "customers.", "segments.", "cases.promise.text",
    "channel_post.letter.tracking", "channel_video.attendance.name", "events.event.details",
)  # fmt: skip
CODES = (
    ".kind", ".key", ".external_id", ".provider_id", ".code", ".gate_reason", ".purpose", ".labels", ".sentiment", ".match_rule",
    ".thread_rule", ".form", ".source_kind", ".to_kind", ".uid", ".language", ".source", ".province", ".version", ".scores",
)  # fmt: skip
"""Names and codes by which nothing is read again, and coarse facts that figures are made of."""


def test_no_word_of_a_planted_person_remains_in_any_table():
    brand = Brand.objects.create(name="Gizli", slug="gizli")
    planted = plant(brand, 1)
    _tied(planted)
    customer: Any = planted.rows["customers.customer"]
    before = planted.found_in(_everything())
    Suppression.objects.all().delete()
    erase(customer, ground=GROUND, by=planted.owner)
    left = planted.found_in(_everything())
    watched = [place for place in before if place.startswith(OWN_WORDS) and not place.endswith(CODES)]
    assert len(watched) > 20, "the proof looks at something"
    assert [place for place in left if place in watched] == []
    assert "gizli@kisi.example" not in _everything(without=("consent.",))
    assert "905321112233" not in _everything(without=("consent.",))


def _everything(without: tuple[str, ...] = ()) -> str:
    models = [model for model in apps.get_models() if model.__module__.startswith("memnun.")]
    rows = [
        row
        for model in models
        if not model._meta.label_lower.startswith(without or ("-",))
        for row in model._default_manager.all()
    ]
    binary = " ".join(_bytes_of(row) for row in rows)
    return str(serializers.serialize("json", rows, ensure_ascii=False)) + binary


def _bytes_of(row: Any) -> str:
    values = [
        getattr(row, each.attname)
        for each in row._meta.concrete_fields
        if each.get_internal_type() == "BinaryField"
    ]
    return " ".join(bytes(value).decode("utf-8", "replace") for value in values if value)


def test_figures_stay_and_every_rule_still_holds(cast):
    contacts = record(
        cast.brand,
        make_contact("Kargom gelmedi, çok kızgınım", KEREM),
        make_contact("Bakıyoruz", KEREM, direction="out"),
    )
    customer = contacts[0].customer
    add_note(contacts[0].conversation, text="Kerem Bey çok kızgın", by=cast.elif_)
    count, reading = Interaction.objects.count(), contacts[0].reading.sentiment
    done = erase(customer, ground=GROUND, by=cast.murat)
    contacts[0].refresh_from_db()
    assert (Interaction.objects.count(), contacts[0].text, contacts[0].reading.sentiment) == (
        count,
        "",
        reading,
    )
    customer.refresh_from_db()
    assert (customer.name, customer.interactions_count) == ("", 2)
    assert done.rows["interactions.interaction"] == 2
    assert Erasure.objects.exists()
    check_all()
    assert list(InvariantCheck.objects.filter(count__gt=0).values_list("name", flat=True)) == []


def test_files_leave_the_store_unless_somebody_else_sent_the_same(cast):
    mine, other = record(cast.brand, make_contact("ekte", KEREM)), record(cast.brand, make_contact("ekte"))
    same = [keep(cast.brand.id, "fis.txt", b"ayni dosya") for _ in range(2)]
    alone = keep(cast.brand.id, "kimlik.txt", b"yalniz benim")
    for file, contact in ((same[0], mine[0]), (same[1], other[0]), (alone, mine[0])):
        Attachment.objects.filter(id=file.id).update(interaction=contact)
    with transaction.atomic():
        erase(mine[0].customer, ground=GROUND, by=cast.murat)

    destroy({same[0].path, alone.path})
    assert storage().exists(same[1].path)
    assert not storage().exists(alone.path)


def test_others_lose_nothing(cast):
    [mine] = record(cast.brand, make_contact("benim sözüm", KEREM))
    [other] = record(cast.brand, make_contact("başkasının sözü"))
    erase(mine.customer, ground=GROUND, by=cast.murat)
    other.refresh_from_db()
    assert other.text == "başkasının sözü"
    assert other.customer.name


def test_a_legal_dispute_keeps_everything(cast):
    [mine] = record(cast.brand, make_contact("dava", KEREM))
    Suppression.objects.create(
        brand=cast.brand, customer=mine.customer, reason=Suppression.Reason.LEGAL, at=clock.now()
    )
    with pytest.raises(CannotErase):
        erase(mine.customer, ground=GROUND, by=cast.murat)
    mine.refresh_from_db()
    assert mine.text == "dava"


def test_a_manager_erases_by_typing_the_name_and_the_log_names_nobody(cast):
    [mine] = record(cast.brand, make_contact("merhaba", KEREM))
    client, name = signed_in_client(cast.murat), mine.customer.name
    address = f"/customers/{mine.customer_id}/erasure/"
    assert client.post(address, {"ground": "request", "name": "Başkası"}).status_code == 422
    client.post(address, {"ground": "request", "name": name})
    log = client.get("/settings/destructions/").content.decode()
    assert Destruction.objects.count() == 1
    assert name not in log.partition("<main")[2]


def test_an_agent_and_another_brand_cannot_erase(cast):
    [mine] = record(cast.brand, make_contact("merhaba", KEREM))
    for person in (cast.elif_, cast.deniz):
        assert signed_in_client(person).get(f"/customers/{mine.customer_id}/erasure/").status_code in (
            403,
            404,
        )


def test_the_tables_of_the_channels_are_covered_by_name():
    for model in (Line, Visitor, Appointment, SetAsideMail, Call, FormSubmission):
        assert not isinstance(TABLES[model._meta.label_lower], Kept)
