"""Letters and what they enclose become one file to print; an enclosure that cannot be printed holds no letter up."""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from memnun.foundation.printing import FAMILY, new_paper

A4 = (210.0, 297.0)
MARGIN = 15.0
SHARP = 200
"""Dots per inch that a printed picture needs; a larger one is made smaller."""
MOST_PIXELS = 60_000_000
MOST_PAGES = 200
PDF, PICTURES = "application/pdf", ("image/jpeg", "image/png")

logger = logging.getLogger(__name__)
logging.getLogger("pypdf").setLevel(logging.ERROR)


@dataclass(frozen=True)
class Enclosure:
    """A file that goes along. `content` is empty when it is not there any more."""

    name: str
    content_type: str
    content: bytes


class CannotPrint(ValueError):
    """The enclosure cannot be put on paper; the text says why."""


def bind(letters: Iterable[tuple[bytes, Sequence[Enclosure]]], *, both_sides: bool = False) -> bytes:
    """Letters as PDF, each followed by what it encloses; printed on both sides, each begins on a fresh sheet."""
    from pypdf import PdfWriter  # loaded with the first letter: a start need not wait for it

    book = PdfWriter()
    for letter, enclosures in letters:
        book.append(io.BytesIO(letter))
        for enclosure in enclosures:
            book.append(io.BytesIO(printable(enclosure)), import_outline=False)
        if both_sides and len(book.pages) % 2:
            book.add_blank_page(*_points(A4))
    bound = io.BytesIO()
    book.write(bound)
    return bound.getvalue()


def printable(enclosure: Enclosure) -> bytes:
    """The enclosure as PDF; a sheet that says so when it has to be printed by hand."""
    try:
        return _printable(enclosure)
    except CannotPrint as problem:
        logger.warning("An enclosure could not be put into the file to print: %s", problem)
        return _sheet_instead(enclosure.name, str(problem))


def _printable(enclosure: Enclosure) -> bytes:
    if not enclosure.content:
        raise CannotPrint(_("The file is not stored any more."))
    if enclosure.content_type == PDF:
        return _whole_pdf(enclosure.content)
    if enclosure.content_type in PICTURES:
        return _page_of_picture(enclosure.content)
    raise CannotPrint(_("Only PDF, JPG and PNG are printed along."))


def _whole_pdf(content: bytes) -> bytes:
    """The file, if every page can be copied. Files that lie about themselves fail in many ways."""
    from pypdf import PdfReader, PdfWriter  # loaded with the first letter: a start need not wait for it
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise CannotPrint(_("The file is locked with a password."))
        if not 0 < len(reader.pages) <= MOST_PAGES:
            raise CannotPrint(_("The file has no page, or more than {count}.").format(count=MOST_PAGES))
        copy, copied = PdfWriter(), io.BytesIO()
        for page in reader.pages:
            copy.add_page(page)
        copy.write(copied)
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
    ) as problem:
        if isinstance(problem, CannotPrint):
            raise
        raise CannotPrint(_("The file is damaged.")) from problem
    return copied.getvalue()


def _page_of_picture(content: bytes) -> bytes:
    picture = open_picture(content)
    wide = picture.width > picture.height
    page = (A4[1], A4[0]) if wide else A4
    room = (page[0] - 2 * MARGIN, page[1] - 2 * MARGIN)
    picture.thumbnail((int(room[0] / 25.4 * SHARP), int(room[1] / 25.4 * SHARP)))
    scale = min(room[0] / picture.width, room[1] / picture.height, 25.4 / 96)
    paper = new_paper(title="")
    paper.add_page(orientation="landscape" if wide else "portrait")
    paper.image(
        picture, x=(page[0] - picture.width * scale) / 2, y=MARGIN, w=picture.width * scale, h=picture.height * scale
    )  # fmt: skip
    return paper.finished()


def open_picture(content: bytes) -> Image.Image:
    """A picture, upright, on white. Raises CannotPrint when it is none or too large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
            if picture.width * picture.height > MOST_PIXELS:
                raise CannotPrint(_("The picture has too many dots."))
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except CannotPrint:
        raise
    except Image.DecompressionBombError as problem:
        raise CannotPrint(_("The picture has too many dots.")) from problem
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as problem:
        raise CannotPrint(_("The file is damaged.")) from problem
    white = Image.new("RGBA", upright.size, "white")
    return Image.alpha_composite(white, upright).convert("RGB")


def _sheet_instead(name: str, why: str) -> bytes:
    paper = new_paper(title="")
    paper.add_page()
    paper.set_xy(25, 60)
    paper.set_font(FAMILY, "B", 14)
    paper.multi_cell(160, 7, _("Please print this enclosure by hand"), new_x="LEFT", new_y="NEXT")
    paper.set_font(FAMILY, "", 11)
    for line in _short(name, why):
        paper.multi_cell(160, 6, line, new_x="LEFT", new_y="NEXT")
    return paper.finished()


def _short(*lines: str) -> Iterator[str]:
    """Lines without signs that are none."""
    for line in lines:
        yield "".join(sign for sign in line if sign.isprintable())[:300]


def _points(size: tuple[float, float]) -> tuple[float, float]:
    return size[0] / 25.4 * 72, size[1] / 25.4 * 72
