"""QR codes for screens and printers, and the sheet a branch cuts its signs from."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import segno
from django.utils.translation import gettext as _

from memnun.foundation.printing import FAMILY, new_paper

if TYPE_CHECKING:
    from memnun.foundation.paper import Paper

ACROSS, DOWN = 2, 3
MARGIN = 12.0
PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0


@dataclass(frozen=True)
class Sign:
    """One sign: whose, what for, where it hangs, and the address it leads to."""

    brand: str
    title: str
    place: str
    url: str


def draw_code(url: str) -> segno.QRCode:
    """A QR code that stays readable with a quarter of it worn off."""
    return segno.make_qr(url, error="q", boost_error=False)


def svg_of(url: str) -> bytes:
    """A QR code as a drawing."""
    made = io.BytesIO()
    draw_code(url).save(made, kind="svg", scale=8, border=4, xmldecl=True)
    return made.getvalue()


def png_of(url: str) -> bytes:
    """A QR code as a picture, about 600 points wide."""
    made = io.BytesIO()
    draw_code(url).save(made, kind="png", scale=16, border=4)
    return made.getvalue()


def sheet_of(signs: Sequence[Sign]) -> bytes:
    """A4 pages with six signs each, to be cut out."""
    paper = new_paper(title=_("Signs with QR codes"))
    width = (PAGE_WIDTH - 2 * MARGIN) / ACROSS
    height = (PAGE_HEIGHT - 2 * MARGIN) / DOWN
    for number, sign in enumerate(signs):
        place = number % (ACROSS * DOWN)
        if place == 0:
            paper.add_page()
        down, across = divmod(place, ACROSS)
        _draw_sign(paper, sign, MARGIN + across * width, MARGIN + down * height, width, height)
    return paper.finished()


def _draw_sign(paper: Paper, sign: Sign, x: float, y: float, width: float, height: float) -> None:
    paper.set_draw_color(200)
    paper.set_dash_pattern(1, 1)
    paper.rect(x, y, width, height)
    paper.set_dash_pattern()
    code = 46.0
    paper.draw_matrix(draw_code(sign.url).matrix, x=x + (width - code) / 2, y=y + 24, width=code)
    paper.set_text_color(110)
    _line(paper, sign.brand, x, y + 4, width, size=9)
    paper.set_text_color(30)
    paper.set_xy(x + 4, y + 10)
    paper.set_font(FAMILY, "B", 13)
    paper.multi_cell(width - 8, 6, sign.title, align="C", max_line_height=6)
    _line(paper, sign.place, x, y + 72, width, size=11, style="B")
    paper.set_text_color(110)
    _line(paper, sign.url.partition("://")[2], x, y + 79, width, size=8)


def _line(paper: Paper, text: str, x: float, y: float, width: float, *, size: float, style: str = "") -> None:
    paper.set_font(FAMILY, style, size)
    paper.set_xy(x + 4, y)
    paper.cell(width - 8, 6, text, align="C")
