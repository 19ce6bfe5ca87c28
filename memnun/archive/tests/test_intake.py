"""Files of contacts as people have them: every encoding, delimiter and date; nothing lost, nothing twice."""

from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from memnun.archive.intake import mail
from memnun.archive.intake.actions import prepare, preview, run
from memnun.archive.intake.undoing import CannotUndo, undo
from memnun.customers.models import Customer
from memnun.events.checking import check_all
from memnun.foundation.tables.files import Unreadable, find_nature
from memnun.interactions.models import Conversation, Import, Interaction, RawInbound
from memnun.interactions.testing import make_contact, record
from memnun.segments.models import Movement

HEADER = ["Kayıt No", "Tarih", "Ad Soyad", "E-posta", "Telefon", "Kanal", "Şikayet", "Sipariş No"]
ROWS = [
    ["1", "03.03.2026 14:22", "Ayşe Yılmaz", "ayse@musteri.example", "0532 123 45 67", "E-posta", "Kargom gelmedi; üç gündür bekliyorum", "SP1"],
    ["2", "04.03.2026 09:10", "Şükrü Öğüt", "", "0533 222 33 44", "Telefon", "Ürün kırık çıktı, iade istiyorum", "SP2"],
    ["3", "25.03.2026 18:00", "Işık Çağlar", "isik@musteri.example", "", "Mağaza", "Çok memnun kaldım, teşekkürler", "SP3"],
]  # fmt: skip


def write_csv(path: Path, encoding: str = "utf-8", delimiter: str = ";", rows=ROWS) -> Path:
    lines = [
        delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in row) for row in [HEADER, *rows]
    ]
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def bring(cast, path: Path, **more) -> Import:
    return run(prepare(path, brand=cast.brand, by=cast.elif_, **more))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1254"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_encoding_delimiter_columns_and_dates_are_found_out(cast, tmp_path, encoding, delimiter):
    intake = bring(cast, write_csv(tmp_path / "a.csv", encoding, delimiter))
    assert (intake.state, intake.rows_added, intake.rows_wrong) == ("done", 3, 0)
    one = Interaction.objects.get(text__startswith="Ürün kırık")
    assert (one.channel, one.customer.name, one.meta) == ("phone", "Şükrü Öğüt", {"Sipariş No": "SP2"})
    assert f"{one.occurred_at:%Y-%m-%d %H:%M}" == "2026-03-04 06:10"
    assert set(Interaction.objects.values_list("channel", flat=True)) == {"email", "phone", "in_person"}


def test_the_same_file_twice_adds_nothing(cast, tmp_path):
    path = write_csv(tmp_path / "a.csv")
    bring(cast, path)
    again = bring(cast, path)
    assert (again.rows_added, again.rows_known) == (0, 3)
    assert Interaction.objects.count() == 3


def test_rows_without_an_id_are_known_by_what_they_say(cast, tmp_path):
    path = tmp_path / "b.csv"
    path.write_text("Tarih;Mesaj\n01.02.2026;Kargom gelmedi\n01.02.2026;Kargom geldi\n", encoding="utf-8")
    assert bring(cast, path).rows_added == 2
    assert bring(cast, path).rows_known == 2


def test_wrong_rows_are_kept_with_their_reasons_and_the_others_come_in(cast, tmp_path):
    wrong = ["4", "32.13.2026", "X", "bu adres değil", "12", "Duman", "", ""]
    intake = bring(cast, write_csv(tmp_path / "a.csv", rows=[*ROWS, wrong]))
    assert (intake.rows_added, intake.rows_wrong) == (3, 1)
    kept = intake.wrong_rows.get()
    assert kept.row == 5
    assert len(kept.problems) == 5
    assert kept.content["E-posta"] == "bu adres değil"


def test_excel_files_with_real_dates_are_read(cast, tmp_path):
    from datetime import datetime

    book = openpyxl.Workbook()
    book.active.append(["Tarih", "Müşteri", "GSM", "Mesaj"])
    book.active.append([datetime(2026, 3, 3, 14, 22), "Ayşe Yılmaz", 5321234567, "Faturam yanlış"])  # noqa: DTZ001 - Excel knows no zones
    path = tmp_path / "a.xlsx"
    book.save(path)
    assert bring(cast, path).rows_added == 1
    one = Interaction.objects.get()
    assert f"{one.occurred_at:%Y-%m-%d %H:%M}" == "2026-03-03 11:22"
    assert one.customer.identities.get().value == "+905321234567"


def test_lines_of_json_in_the_ledgers_own_shape_are_read(cast, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"channel":"chat","external_id":"x1","customer":{"name":"Ayşe","email":"a@musteri.example"},"text":"Selam"}\n'
        "bozuk satır\n"
        '{"channel":"chat","external_id":"x2","customer":{"name":"Kerem","phone":"05321234567"},"text":"Alo"}\n',
        encoding="utf-8",
    )
    intake = bring(cast, path)
    assert (intake.rows_added, intake.rows_wrong) == (2, 1)
    assert set(Customer.objects.values_list("name", flat=True)) == {"Ayşe", "Kerem"}


MESSAGES = [
    (
        b"From: =?UTF-8?B?QXnFn2UgWcSxbG1heg==?= <ayse@musteri.example>\r\nTo: destek@marka.example\r\nSubject: Kargo\r\n"
        b"Date: Tue, 03 Mar 2026 14:22:00 +0300\r\nMessage-ID: <m1@musteri.example>\r\n"
        b"Content-Type: text/plain; charset=utf-8\r\n\r\nKargom gelmedi.\r\n"
    ),
    (
        "From: destek@marka.example\r\nTo: ayse@musteri.example\r\nSubject: Re: Kargo\r\n"
        "Date: Tue, 03 Mar 2026 15:00:00 +0300\r\nMessage-ID: <m2@marka.example>\r\nReferences: <m1@musteri.example>\r\n"
        "Content-Type: text/html; charset=iso-8859-9\r\n\r\n<p>Yar\xfdn geliyor, \xf6z\xfcr dileriz.</p><script>x()</script>\r\n"
    ).encode("latin-1"),
    b"From: bozuk\r\n\r\n",
]


def test_messages_of_an_mbox_become_one_conversation_in_both_directions(cast, tmp_path):
    path = tmp_path / "kutu.mbox"
    path.write_bytes(
        b"".join(b"From x@y Tue Mar  3 14:22:00 2026\n" + message + b"\n" for message in MESSAGES)
    )
    intake = prepare(path, brand=cast.brand, by=None)
    run(intake, own={"destek@marka.example"})
    assert (intake.rows_added, RawInbound.objects.filter(state="quarantined").count()) == (3, 1)
    question, answer = Interaction.objects.oldest_first()
    assert (question.direction, answer.direction) == ("in", "out")
    assert question.conversation_id == answer.conversation_id
    assert (question.customer.name, answer.text) == ("Ayşe Yılmaz", "Yarın geliyor, özür dileriz.")


def test_a_folder_of_eml_files_is_read(cast, tmp_path):
    (tmp_path / "ic").mkdir()
    (tmp_path / "ic" / "1.eml").write_bytes(MESSAGES[0])
    assert bring(cast, tmp_path).rows_added == 1
    assert mail.message_key(MESSAGES[0]) == "<m1@musteri.example>"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b""),
        ("a.pdf", b"%PDF-1.7 x"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("a.zip", b"PK\x03\x04broken"),
        ("a.bin", bytes(range(32)) * 40),
    ],
)
def test_files_that_cannot_be_read_are_refused_in_a_sentence(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Unreadable) as refused:
        find_nature(tmp_path / name)
    assert str(refused.value).endswith(".")


def test_the_preview_shows_twenty_rows_as_they_would_be_read(cast, tmp_path):
    intake = prepare(write_csv(tmp_path / "a.csv", rows=ROWS * 10), brand=cast.brand, by=cast.elif_)
    shown = preview(intake)
    assert len(shown) == 20
    assert all(contact for _row, contact, _problems in shown)
    assert Interaction.objects.count() == 0


def test_an_undone_import_leaves_what_others_brought(cast, tmp_path):
    [mine] = record(cast.brand, make_contact("Daha önce yazmıştım", channel="email"))
    path = tmp_path / "a.csv"
    path.write_text(
        "Kanal;E-posta;Mesaj\nE-posta;ayse@musteri.example;Yine ben\nE-posta;yeni@musteri.example;İlk kez\n",
        encoding="utf-8",
    )
    intake = bring(cast, path)
    assert Interaction.objects.count() == 3
    assert undo(intake, by=cast.elif_) == 2
    assert Interaction.objects.get() == mine
    assert Conversation.objects.get().interactions_count == 1
    assert Customer.objects.get().interactions_count == 1
    assert [check.name for check in check_all() if check.count] == []
    with pytest.raises(CannotUndo):
        undo(intake, by=cast.elif_)
    assert bring(cast, path).rows_added == 2


def test_an_interrupted_import_goes_on_where_it_stood(cast, tmp_path, monkeypatch):
    monkeypatch.setattr("memnun.archive.intake.actions.BATCH", 4)
    path = write_csv(tmp_path / "a.csv", rows=[[str(number), *ROWS[0][1:]] for number in range(10)])
    intake = prepare(path, brand=cast.brand, by=None)

    def pull_the_plug(now):
        if now.rows_read == 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(intake, progress=pull_the_plug)
    resumed = run(Import.objects.get(id=intake.id))
    assert (resumed.rows_read, resumed.rows_added, Interaction.objects.count()) == (10, 10, 10)


def test_the_command_brings_a_file_in_and_takes_it_back(cast, tmp_path, capsys):
    path = write_csv(tmp_path / "a.csv")
    with pytest.raises(CommandError):
        call_command("import", str(path))
    call_command("import", str(path), "--brand", "deneme", "--preview")
    assert "Şükrü Öğüt" in capsys.readouterr().out
    call_command("import", str(path), "--brand", "deneme")
    assert Movement.objects.filter(customer__name="Şükrü Öğüt", after="at_risk").exists()
    intake = Import.objects.get()
    call_command("import", "--brand", "deneme", "--undo", str(intake.id))
    assert Interaction.objects.count() == 0
    with pytest.raises(CommandError):
        call_command("import", str(tmp_path / "yok.csv"), "--brand", "deneme")
