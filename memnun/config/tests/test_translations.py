"""The Turkish catalogue is complete, and the check finds what is not."""

from gettext import GNUTranslations
from pathlib import Path

import polib
import pytest
from django.utils import translation
from django.utils.translation import gettext, ngettext

from memnun.config import translations
from memnun.config.translations import Catalogue, Message, Source, problems, read_parts, read_source


def part(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.po").write_text(text)


def test_texts_are_found_in_python_and_in_templates(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "views.py").write_text(
        "from django.utils.translation import gettext as _, ngettext\n"
        '_("Add a " "key")\nngettext("one", "many", 2)\nMARKED = "Plain"\n'
    )
    (tmp_path / "templates" / "page.html").write_text(
        '{% load i18n %}{% translate "Save" %}{% blocktranslate count n=2 %}{{ n }} day{% plural %}'
        '{{ n }} days{% endblocktranslate %}{% translate "May" context "month" %}{{ _("It\'s") }}'
    )
    source = read_source(tmp_path)
    assert set(source.messages) == {
        Message("Add a key"),
        Message("one", plural="many"),
        Message("Save"),
        Message("%(n)s day", plural="%(n)s days"),
        Message("May", context="month"),
        Message("It's"),
    }
    assert "Plain" in source.texts


def test_what_is_missing_unused_fuzzy_or_contradictory_is_named(tmp_path: Path) -> None:
    part(
        tmp_path,
        "a",
        'msgid "Save"\nmsgstr "Kaydet"\n\nmsgid "Gone"\nmsgstr "Gitti"\n\n'
        '#, fuzzy\nmsgid "Add"\nmsgstr "Ekle"\n',
    )
    part(
        tmp_path,
        "b",
        'msgid "Save"\nmsgstr "Sakla"\n\nmsgid "%(n)s days"\nmsgstr "gün"\n\nmsgid "Empty"\nmsgstr ""\n',
    )
    source = Source(
        messages={Message(text): "x.py" for text in ("Save", "Add", "%(n)s days", "Empty", "New")}
    )
    assert problems(read_parts(tmp_path), source) == [
        "parts/a.po: fuzzy: 'Add'",
        "parts/b.po: 'Save' is translated differently in parts/a.po",
        "parts/b.po: other placeholders than the English text: '%(n)s days'",
        "parts/b.po: without a Turkish text: 'Empty'",
        "x.py: no Turkish text for 'New'",
        "parts/a.po: nothing uses 'Gone'",
    ]


def test_a_text_of_django_or_allauth_may_be_corrected(tmp_path: Path) -> None:
    part(tmp_path, "a", 'msgid "Incorrect password."\nmsgstr "Şifre doğru değil."\n')
    assert problems(read_parts(tmp_path), Source()) == []


def test_a_catalogue_that_is_not_what_its_parts_give_is_named(tmp_path: Path) -> None:
    catalogue = Catalogue()
    catalogue.add(polib.POEntry(msgid="Save", msgstr="Kaydet"), "a")
    catalogue.write(tmp_path)
    assert catalogue.differences(tmp_path) == []
    catalogue.add(polib.POEntry(msgid="Add", msgstr="Ekle"), "a")
    assert len(catalogue.differences(tmp_path)) == 2


def test_plurals_are_compiled(tmp_path: Path) -> None:
    part(
        tmp_path,
        "a",
        'msgid "%d day"\nmsgid_plural "%d days"\nmsgstr[0] "bir (%d) gün"\nmsgstr[1] "%d gün"\n',
    )
    catalogue = read_parts(tmp_path)
    assert catalogue.problems == []
    catalogue.write(tmp_path)
    with (tmp_path / "tr/LC_MESSAGES/django.mo").open("rb") as compiled:
        turkish = GNUTranslations(compiled)
    assert [turkish.ngettext("%d day", "%d days", count) for count in (1, 2)] == ["bir (%d) gün", "%d gün"]


@pytest.mark.parametrize(("language", "word"), [("tr", "Çıkış yap"), ("en", "Sign out")])
def test_people_read_their_language(language: str, word: str) -> None:
    with translation.override(language):
        assert gettext("Sign out") == word


def test_our_words_go_before_those_of_the_libraries() -> None:
    with translation.override("tr"):
        assert gettext("Incorrect password.") == "Şifre doğru değil."
        short = "This password is too short. It must contain at least %d character."
        assert (
            ngettext(short, short.replace("character", "characters"), 10) % 10
            == "Bu şifre çok kısa; en az 10 karakter olsun."
        )


def test_the_catalogue_is_complete(capsys: pytest.CaptureFixture[str]) -> None:
    assert translations.main(["--check"]) == 0, capsys.readouterr().err
