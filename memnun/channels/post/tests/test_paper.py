"""What is printed: the address where the window is, the logo, what is enclosed, and nothing that breaks a batch."""

from __future__ import annotations

import io
import zlib
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pypdf import PdfReader, PdfWriter

from memnun.channels.post import actions
from memnun.channels.post.drawing import Letterhead, Sheet, draw
from memnun.channels.post.enclosing import Enclosure, bind, printable
from memnun.channels.post.letterheads import letterhead_of, set_logo
from memnun.channels.post.models import Letter
from memnun.channels.post.tests.test_letters import ADDRESS, account, conversation, elif_, write
from memnun.interactions.models import ChannelAccount, Conversation
from memnun.people.testing import Cast, signed_in_client

__all__ = ["account", "conversation", "elif_"]

SEVEN = [
    "Sayın Ayşegül Çağlayangil Öztürk", "Doğuş Üniversitesi Rektörlüğü", "Öğrenci İşleri Daire Başkanlığı", "Çağlayan Mah.",
    "Gülbahar Hatun Cad. No: 5/3", "34403 Kâğıthane/İSTANBUL", "TÜRKİYE",
]  # fmt: skip
WINDOWS = {"left": (20, 105), "right": (105, 190)}
MILLIMETRE = 72 / 25.4


def make_sheet(address: list[str], **told: Any) -> Sheet:
    return Sheet(**{
        "address": address, "reference": "ABCD2345", "conversation": "#12", "day": date(2026, 11, 22), "subject": "İadeniz",
        "text": "Sayın Aydın,\n\n" + "İade tutarınız hesabınıza geçti. " * 20, "signature": "Elif Demir",
        "link": "https://x.example/letters/1/", **told,
    })  # fmt: skip


def words_at(page: Any) -> list[tuple[str, float, float]]:
    """(text, millimetres from the left, from the top) of every piece of text on a page."""
    found: list[tuple[str, float, float]] = []

    def see(text: str, _now: Any, at: list[float], _font: Any, _size: float) -> None:
        if text.strip():
            found.append((text.strip(), at[4] / MILLIMETRE, 297 - at[5] / MILLIMETRE))

    page.extract_text(visitor_text=see)
    return found


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 200)) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", size, "#7a3a72").save(drawn, kind)
    return drawn.getvalue()


def pdf(pages: int = 2, password: str = "") -> bytes:
    book, drawn = PdfWriter(), io.BytesIO()
    for _page in range(pages):
        book.add_blank_page(595, 842)
    if password:
        book.encrypt(password)
    book.write(drawn)
    return drawn.getvalue()


@pytest.mark.parametrize("window", ["left", "right"])
@pytest.mark.parametrize("lines", [2, 7])
def test_the_whole_address_and_nothing_else_shows_in_the_window(window: str, lines: int) -> None:
    head = Letterhead("Deneme A.Ş.", "Bağdat Cad. 12", "34710 Kadıköy/İSTANBUL", contact="0850", window=window, logo=picture())  # fmt: skip
    page = PdfReader(io.BytesIO(draw(head, [make_sheet(SEVEN[:lines])]).finished())).pages[0]
    left, right = WINDOWS[window]
    inside = [(text, x, y) for text, x, y in words_at(page) if left <= x < right and 45 <= y <= 90]
    assert [text for text, _x, _y in inside[1:]] == SEVEN[:lines]
    assert inside[0][0] == "Deneme A.Ş. · Bağdat Cad. 12 · 34710 Kadıköy/İSTANBUL"
    assert all(x >= left + 5 and y - 3 >= 55 and y <= 87 for _text, x, y in inside[1:])


def test_a_long_letter_fills_its_pages() -> None:
    text = "\n".join(f"Satır {number}" for number in range(120))
    pages = PdfReader(
        io.BytesIO(draw(Letterhead("Deneme", "", ""), [make_sheet(SEVEN, text=text)]).finished())
    ).pages
    assert len(pages) == 4
    body = [[y for said, _x, y in words_at(page) if said.startswith("Satır")] for page in pages]
    assert [len(lines) for lines in body] == [30, 46, 44, 0] or sum(map(len, body)) == 120
    assert all(25 <= y <= 297 - 23 for lines in body for y in lines)


def test_a_logo_is_kept_as_a_picture_of_our_own_and_printed(cast: Cast, account: ChannelAccount) -> None:
    murat = signed_in_client(cast.murat)
    path = f"/settings/letterheads/{account.id}/logo/"
    sent = SimpleUploadedFile("logo.jpg", picture("JPEG", (4000, 900)) + b"<script>alert(1)</script>")
    assert murat.post(path, {"logo": sent}).status_code == 302
    kept = murat.get(f"/settings/letterheads/{account.id}/logo.png").content
    assert kept.startswith(b"\x89PNG")
    assert b"script" not in kept
    assert Image.open(io.BytesIO(kept)).width <= 1063
    sample = murat.get(f"/settings/letterheads/{account.id}/sample.pdf").content
    assert len(PdfReader(io.BytesIO(sample)).pages[0].images) == 1
    murat.post(path, {"remove": "1"})
    assert letterhead_of(account).logo == b""
    assert signed_in_client(cast.elif_).post(path, {"remove": "1"}).status_code == 403


@pytest.mark.parametrize("content", [b"<svg onload=alert(1)>", b"\x89PNG\r\n\x1a\nbozuk", b"GIF89a"])
def test_what_is_no_picture_becomes_no_logo(cast: Cast, account: ChannelAccount, content: bytes) -> None:
    murat = signed_in_client(cast.murat)
    path = f"/settings/letterheads/{account.id}/logo/"
    page = murat.post(path, {"logo": SimpleUploadedFile("logo.png", content)}, follow=True)
    assert "Dosya bozuk." in page.content.decode()
    assert letterhead_of(account).logo == b""


def test_enclosures_are_named_under_the_letter_and_printed_behind_it(
    elif_: Client, account: ChannelAccount, conversation: Conversation
) -> None:
    files = [
        SimpleUploadedFile("fatura.pdf", pdf(3)),
        SimpleUploadedFile("ürün.jpg", picture("JPEG", (3000, 1000))),
    ]
    assert write(elif_, conversation, enclosures=files).status_code == 302
    letter = Letter.objects.get()
    assert "fatura.pdf" in elif_.get(f"/letters/{letter.id}/").content.decode()
    batch = elif_.post("/letters/printing/", {"letters": [str(letter.id)]}).headers["Location"]
    pages = PdfReader(io.BytesIO(elif_.get(batch).content)).pages
    assert len(pages) == 5
    assert "Ekler:\n1. fatura.pdf\n2. ürün.jpg" in pages[0].extract_text()
    assert pages[4].mediabox.width > pages[4].mediabox.height


def test_other_files_and_too_many_are_refused_and_the_words_stay(
    elif_: Client, account: ChannelAccount, conversation: Conversation
) -> None:
    wrong = write(elif_, conversation, enclosures=[SimpleUploadedFile("tablo.xlsx", b"PK\x03\x04")])
    many = write(elif_, conversation, enclosures=[SimpleUploadedFile("a.pdf", pdf(1)) for _n in range(11)])
    assert (wrong.status_code, many.status_code) == (422, 422)
    assert "tablo.xlsx PDF, JPG ya da PNG değil." in wrong.content.decode()
    assert "1.250,00 ₺" in wrong.content.decode()
    assert not Letter.objects.exists()


def bomb() -> bytes:
    """A picture of 400 million dots in some kilobytes."""
    head = b"\x00\x00\x4e\x20\x00\x00\x4e\x20\x08\x00\x00\x00\x00"
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    chunks = [len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big") for kind, body in parts]  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(
    ("content", "kind", "why"),
    [
        (b"", "application/pdf", "saklanmıyor"),
        (b"%PDF-1.7\n1 0 obj", "application/pdf", "bozuk"),
        (b"%PDF-1.7\n" + b"<<" * 20_000, "application/pdf", "bozuk"),
        (pdf(1, "gizli"), "application/pdf", "parolayla"),
        (pdf(201), "application/pdf", "200 sayfadan"),
        (picture()[:60], "image/png", "bozuk"),
        (bomb(), "image/png", "çözünürlü"),
        (b"PK", "application/zip", "birlikte yazdırılır"),
    ],
    ids=["gone", "cut", "nested", "locked", "long", "broken", "bomb", "other"],
)
def test_an_enclosure_that_cannot_be_printed_gets_a_sheet_that_says_so(
    content: bytes, kind: str, why: str
) -> None:
    page = PdfReader(io.BytesIO(printable(Enclosure("ek\x00.bin", kind, content)))).pages[0].extract_text()
    assert "Bu eki ayrıca yazdırın" in page
    assert why in " ".join(page.split())


def test_printed_on_both_sides_every_letter_begins_on_a_sheet_of_its_own() -> None:
    letter = draw(Letterhead("Deneme", "", ""), [make_sheet(SEVEN)]).finished()
    assert len(PdfReader(io.BytesIO(bind([(letter, []), (letter, [])], both_sides=True))).pages) == 4
    assert len(PdfReader(io.BytesIO(bind([(letter, []), (letter, [])]))).pages) == 2


def test_letters_whose_enclosures_do_not_fit_into_one_file_wait_for_the_next(
    cast: Cast, elif_: Client, account: ChannelAccount, conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(actions, "LARGEST_FILE", 100)
    for _number in range(2):
        write(elif_, conversation, enclosures=[SimpleUploadedFile("a.pdf", pdf(1))])
    everything = [str(id_) for id_ in Letter.objects.values_list("id", flat=True)]
    elif_.post("/letters/printing/", {"letters": everything})
    assert sorted(Letter.objects.values_list("state", flat=True)) == ["printed", "waiting"]


def test_a_hostile_letter_is_printed_whole(account: ChannelAccount, cast: Cast) -> None:
    set_logo(account, picture(), by=cast.murat)
    text = "A\u0301\u202e\x00\x07 😀 <b>kalın</b> " + "uzunkelime" * 400 + "\n" * 300 + "son"
    sheet = make_sheet(ADDRESS.splitlines(), text=text, subject="x" * 200, enclosures=["😀" * 90])
    file = PdfReader(io.BytesIO(draw(letterhead_of(account), [sheet]).finished()))
    assert any("son" in page.extract_text() for page in file.pages)
    assert "Elif Demir" in file.pages[-1].extract_text()
