"""Bringing a file in on screen, from choosing it to taking it back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from memnun.archive.tasks import run_import, undo_import
from memnun.interactions.models import Import, Interaction
from memnun.people.testing import Cast, signed_in_client

pytestmark = pytest.mark.django_db

FILE = "Tarih;Ad Soyad;Mail;Mesaj\n03.03.2026;Ayşe Yılmaz;ayse@x.example;Kargom gelmedi\n99.99.2026;X;kötü;=1+1\n".encode()


@pytest.fixture
def cast(settings, tmp_path) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    return Cast()


@pytest.fixture
def deferred(monkeypatch) -> list:
    calls = []
    monkeypatch.setattr(run_import, "defer", lambda **given: calls.append((run_import, given)))
    monkeypatch.setattr(undo_import, "defer", lambda **given: calls.append((undo_import, given)))
    return calls


def work(calls: list) -> None:
    while calls:
        task, given = calls.pop(0)
        task.func(**given)


def test_a_file_is_chosen_mapped_previewed_brought_in_mended_and_taken_back(cast, deferred):
    client = signed_in_client(cast.murat)
    answer = client.post("/imports/", {"file": SimpleUploadedFile("kişiler.csv", FILE)})
    intake = Import.objects.get()
    assert answer["Location"] == f"/imports/{intake.id}/"
    page = client.get(answer["Location"]).content.decode()
    assert "Kargom gelmedi" in page
    assert "99.99.2026" in page
    fields = {f"column-{i}": field for i, field in enumerate(intake.mapping.values())}
    twice = client.post(answer["Location"], {**fields, "column-0": "text", "channel": "web", "start": "1"})
    assert twice.status_code == 422
    client.post(answer["Location"], {**fields, "channel": "email", "start": "1"})
    work(deferred)
    intake.refresh_from_db()
    assert (intake.state, intake.rows_added, intake.rows_wrong) == ("done", 1, 1)
    assert Interaction.objects.get().channel == "email"
    rows = b"".join(client.get(f"/imports/{intake.id}/wrong-rows/").streaming_content).decode()
    assert "99.99.2026" in rows
    assert "'=1+1" in rows
    client.post(f"/imports/{intake.id}/undo/")
    work(deferred)
    assert Interaction.objects.count() == 0
    assert Import.objects.get().state == "undone"


def test_a_file_that_cannot_be_read_is_refused_where_it_was_chosen(cast, deferred):
    answer = signed_in_client(cast.murat).post(
        "/imports/", {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4")}
    )
    assert answer.status_code == 422
    assert "PDF" in answer.content.decode()
    assert Import.objects.count() == 0


def test_only_managers_of_the_brand_bring_files_in(cast, deferred):
    assert signed_in_client(cast.elif_).get("/imports/").status_code == 403
    signed_in_client(cast.murat).post("/imports/", {"file": SimpleUploadedFile("a.csv", FILE)})
    intake = Import.objects.get()
    for path in ("", "undo/", "wrong-rows/"):
        client = signed_in_client(cast.deniz)
        answer = (
            client.post(f"/imports/{intake.id}/{path}")
            if path == "undo/"
            else client.get(f"/imports/{intake.id}/{path}")
        )
        assert answer.status_code == 404
