"""Files are told by their content, kept once, and programs are not taken."""

from __future__ import annotations

import pytest

from memnun.interactions.attachments import FoundFile, RefusedFile, content_of, keep
from memnun.interactions.attachments.extracting import EXTRACTORS, extract
from memnun.interactions.attachments.keeping import clean_name, type_of
from memnun.interactions.models import Attachment
from memnun.interactions.testing import make_contact, record
from memnun.people.testing import Cast

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40


def test_a_file_is_what_its_content_says_not_its_name():
    assert type_of("resim.jpg", PDF) == "application/pdf"
    assert type_of("rapor.pdf", PNG) == "image/png"
    assert type_of("liste.csv", "ad;şehir\nAyşe;Iğdır\n".encode()) == "text/csv"
    assert type_of("x", b"\x00\x01\x02\x03") == "application/octet-stream"


@pytest.mark.parametrize(
    ("name", "data"),
    [("fatura.exe", b"hello"), ("fatura.pdf", b"MZ\x90\x00"), ("bos.txt", b""), ("kur.bat", b"echo")],
)
def test_programs_and_empty_files_are_refused_in_words(name, data):
    with pytest.raises(RefusedFile, match=name.replace(".", r"\.")):
        keep(Cast().brand.id, name, data)


def test_what_is_too_large_is_refused(settings):
    settings.LARGEST_ATTACHMENT = 10
    with pytest.raises(RefusedFile):
        keep(Cast().brand.id, "a.txt", b"x" * 11)


def test_the_same_content_is_stored_once():
    brand = Cast().brand
    one, two = keep(brand.id, "a.pdf", PDF), keep(brand.id, "b.pdf", PDF)
    assert one.path == two.path
    assert content_of(two) == PDF


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\fatura.pdf", "fatura.pdf"),
        ("fatura\u202efdp.exe", "faturafdp.exe"),
        ("a\x00b\r\n.txt", "ab.txt"),
        ("...", "dosya"),
        ("ş" * 300 + ".pdf", "ş" * 196 + ".pdf"),
    ],
)
def test_names_carry_no_folders_and_no_tricks(name, clean):
    assert clean_name(name) == clean


def test_files_of_a_placed_record_are_taken_out_once_and_what_is_refused_is_told(monkeypatch):
    [contact] = record(Cast().brand, make_contact("Ekte"))
    files = [
        FoundFile("fatura.pdf", PDF),
        FoundFile("kur.exe", b"MZ"),
        FoundFile("logo.png", PNG, True, "logo@1"),
    ]
    monkeypatch.setitem(EXTRACTORS, "ledger/1", lambda raw: files)
    assert extract([contact.id]) == 3
    assert extract([contact.id]) == 0
    kept = Attachment.objects.filter(interaction=contact).order_by("name")
    assert [(file.name, file.state, file.inline) for file in kept] == [
        ("fatura.pdf", "kept", False),
        ("kur.exe", "refused", False),
        ("logo.png", "kept", True),
    ]
    assert kept[1].problem
