"""Makes the Turkish catalogue out of its parts, without GNU gettext; `bin/translations` runs it.

Every room keeps its translations in memnun/locale/parts/<room>.po. Together they are written to
memnun/locale/tr/LC_MESSAGES/django.po and .mo. polib is a tool of development: nothing imports this
module while Memnun runs.
"""

from __future__ import annotations

import ast
import gettext
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import allauth
import django
import polib
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1]
LOCALE = PACKAGE / "locale"
USAGE = "bin/translations [--check]"
HEADER = {
    "Project-Id-Version": "Memnun",
    "Language": "tr",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n > 1);",
}
SINGLE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
CONTEXT_PLURAL = {"npgettext", "npgettext_lazy"}
_LITERAL = r"""u?(?P<{0}>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_IN_TEMPLATE = re.compile(
    r"(?<![\w.])(?P<name>_|n?p?gettext)\(\s*"
    + _LITERAL.format("first")
    + rf"(?:\s*,\s*{_LITERAL.format('second')})?(?:\s*,\s*{_LITERAL.format('third')})?"
)


@dataclass(frozen=True, order=True)
class Message:
    """A message in English, as the code asks for it."""

    text: str
    context: str = ""
    plural: str = ""


@dataclass
class Source:
    """What the code asks for: the messages, and every text in Python, marked or not."""

    package: Path = PACKAGE
    messages: dict[Message, str] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)

    def add(self, message: Message, place: Path) -> None:
        self.messages.setdefault(message, str(place.relative_to(self.package.parent)))


def read_source(package: Path = PACKAGE) -> Source:
    """Everything the code under `package` asks for."""
    source = Source(package)
    for path in sorted(package.rglob("*.py")):
        if "tests" not in path.parts and "migrations" not in path.parts:
            _read_python(path, source)
    for path in sorted([*package.rglob("templates/**/*.html"), *package.rglob("templates/**/*.txt")]):
        _read_template(path, source)
    return source


def _read_python(path: Path, source: Source) -> None:
    for node in ast.walk(ast.parse(path.read_text(), str(path))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            source.texts.add(node.value)
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
            texts = [argument.value for argument in node.args[:3] if isinstance(argument, ast.Constant)]
            if message := _message(name, [text for text in texts if isinstance(text, str)]):
                source.add(message, path)


def _read_template(path: Path, source: Source) -> None:
    for call in _IN_TEMPLATE.finditer(templatize(path.read_text(), origin=str(path))):
        texts = [ast.literal_eval(call[part]) for part in ("first", "second", "third") if call[part]]
        name = "gettext" if call["name"] == "_" else call["name"]
        if message := _message(name, texts):
            source.add(message, path)


def _message(name: str, texts: list[str]) -> Message | None:
    """The message a call of gettext's family with these leading texts asks for."""
    if name in SINGLE and texts:
        return Message(texts[0])
    if name in PLURAL and len(texts) > 1:
        return Message(texts[0], plural=texts[1])
    if name in CONTEXT and len(texts) > 1:
        return Message(texts[1], context=texts[0])
    if name in CONTEXT_PLURAL and len(texts) > 2:
        return Message(texts[1], context=texts[0], plural=texts[2])
    return None


@dataclass
class Catalogue:
    """The parts together: one entry a message, and what is wrong with them."""

    entries: dict[Message, polib.POEntry] = field(default_factory=dict)
    parts: dict[Message, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def add(self, entry: polib.POEntry, part: str) -> None:
        """Take in an entry of a part; note it when it is unfinished or says something else than another."""
        message = Message(entry.msgid, entry.msgctxt or "", entry.msgid_plural)
        words = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if entry.fuzzy:
            self.problems.append(f"{part}: fuzzy: {entry.msgid!r}")
        if not words or not all(words):
            self.problems.append(f"{part}: without a Turkish text: {entry.msgid!r}")
        if any(placeholders(text) != placeholders(entry.msgid) for text in words if text):
            self.problems.append(f"{part}: other placeholders than the English text: {entry.msgid!r}")
        known = self.entries.get(message)
        if known is None:
            self.entries[message] = polib.POEntry(
                msgid=entry.msgid,
                msgid_plural=entry.msgid_plural,
                msgctxt=entry.msgctxt,
                msgstr=entry.msgstr,
                msgstr_plural=entry.msgstr_plural,
                flags=["python-format"] if "%(" in entry.msgid else [],
            )
            self.parts[message] = part
        elif (known.msgstr, known.msgstr_plural) != (entry.msgstr, entry.msgstr_plural):
            self.problems.append(
                f"{part}: {entry.msgid!r} is translated differently in {self.parts[message]}"
            )

    def file(self) -> polib.POFile:
        """The catalogue as one file, sorted, so that a change shows as a small difference."""
        file = polib.POFile(wrapwidth=100)
        file.metadata = HEADER
        file.extend(self.entries[message] for message in sorted(self.entries))
        return file

    def write(self, folder: Path = LOCALE) -> None:
        """Write django.po and django.mo."""
        target = folder / "tr" / "LC_MESSAGES"
        target.mkdir(parents=True, exist_ok=True)
        (target / "django.po").write_text(f"{self.file()}\n")
        (target / "django.mo").write_bytes(self.file().to_binary())

    def differences(self, folder: Path = LOCALE) -> list[str]:
        """What of the written catalogue is not what the parts give."""
        target = folder / "tr" / "LC_MESSAGES"
        written = {"django.po": f"{self.file()}\n".encode(), "django.mo": self.file().to_binary()}
        return [
            f"{name} is not what its parts give: run bin/translations"
            for name, content in written.items()
            if not (target / name).is_file() or (target / name).read_bytes() != content
        ]


def placeholders(text: str) -> set[str]:
    """The values a text takes in: {'%(count)s', '{name}'}."""
    return set(re.findall(r"%\(\w+\)[sd]|(?<!\{)\{\w*\}(?!\})|%s|%d", text))


def read_parts(folder: Path = LOCALE / "parts") -> Catalogue:
    """All parts together."""
    catalogue = Catalogue()
    for part in sorted(folder.glob("*.po")):
        for entry in polib.pofile(str(part), encoding="utf-8"):
            if not entry.obsolete:
                catalogue.add(entry, f"parts/{part.name}")
    return catalogue


def missing(catalogue: Catalogue, source: Source) -> Iterator[str]:
    """Messages the code asks for that have no Turkish text."""
    for message, place in sorted(source.messages.items()):
        if message not in catalogue.entries and message.text:
            yield f"{place}: no Turkish text for {message.text!r}"


def stale(catalogue: Catalogue, source: Source) -> Iterator[str]:
    """Entries that no code asks for and that correct no message of Django or allauth."""
    theirs = set(_messages_of(django)) | set(_messages_of(allauth, "locale"))
    for message, part in sorted(catalogue.parts.items()):
        if message not in source.messages and message.text not in source.texts | theirs:
            yield f"{part}: nothing uses {message.text!r}"


def _messages_of(package: object, folder: str = "") -> Iterable[str]:
    """The messages in the Turkish catalogues of an installed package."""
    home = Path(str(getattr(package, "__file__", ""))).parent / folder
    for compiled in home.rglob("tr/LC_MESSAGES/django.mo"):
        with compiled.open("rb") as file:
            entries = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
        yield from (key if isinstance(key, str) else key[0] for key in entries)


def problems(catalogue: Catalogue, source: Source) -> list[str]:
    """Everything that keeps the catalogue from being complete and true."""
    return [*catalogue.problems, *missing(catalogue, source), *stale(catalogue, source)]


def main(arguments: list[str]) -> int:
    """Write the catalogue, or check it; 1 when something is wrong."""
    if arguments not in ([], ["--check"]):
        sys.stderr.write(f"{USAGE}\n")
        return 2
    catalogue = read_parts()
    found = problems(catalogue, read_source())
    if arguments:
        found += catalogue.differences()
    else:
        catalogue.write()
    sys.stderr.writelines(f"{problem}\n" for problem in found)
    sys.stdout.write(f"{len(catalogue.entries)} messages, {len(found)} problems.\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
