"""Letters as PDF: the address where the envelope has its window, a code that leads back to the conversation.

Measures in millimetres on A4. The address zone is that of DIN 5008 form B (20 from the left, 45 from the
top, 85 × 45), which DL and C5 window envelopes show after folding at the marks; the other layout puts the
same zone to the right, as many Turkish window envelopes have it. Their windows are often 35 high, not 45,
and the sheet slips by some millimetres: the address itself stays between 55 and 87 from the top.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import segno
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from memnun.foundation.printing import FAMILY, new_paper

if TYPE_CHECKING:
    from memnun.foundation.paper import Paper

LEFT, RIGHT, TOP, BOTTOM = 25.0, 20.0, 45.0, 28.0
WIDTH, HEIGHT = 210.0, 297.0
ZONE_WIDTH = 85.0
ZONE_LEFT = {"left": 20.0, "right": 105.0}
INFO_LEFT = {"left": 125.0, "right": 25.0}
BODY_TOP, NEXT_TOP = 105.0, 25.0
LINE = 5.2
SMALLEST = 5.0
ADDRESS_TOP, ADDRESS_LINE = 56.0, 4.4
LOGO = (45.0, 17.0)
"""The room for the logo, at the right edge above the address."""
FOLDS = (105.0, 210.0)
HOLE = 148.5


@dataclass(frozen=True)
class Letterhead:
    """What stands on every letter of an account."""

    sender: str
    street: str
    town: str
    contact: str = ""
    footer: str = ""
    window: str = "left"
    logo: bytes = b""


@dataclass(frozen=True)
class Sheet:
    """One letter to draw. `link` leads staff back to it."""

    address: Sequence[str]
    reference: str
    conversation: str
    day: date
    subject: str
    text: str
    signature: str
    link: str
    enclosures: Sequence[str] = ()


def draw(letterhead: Letterhead, sheets: Iterable[Sheet], paper: Paper | None = None) -> Paper:
    """All letters in one file, each beginning on a page of its own."""
    paper = paper or new_paper(title=_("Letters"))
    for sheet in sheets:
        _draw_letter(paper, letterhead, sheet)
    return paper


def _draw_letter(paper: Paper, head: Letterhead, sheet: Sheet) -> None:
    _new_page(paper, head, sheet, first=True)
    _draw_address(paper, head, sheet)
    _draw_facts(paper, head, sheet)
    paper.set_xy(LEFT, BODY_TOP)
    _draw_body(paper, head, sheet, sheet.subject, style="B", size=11)
    paper.ln(LINE)
    for paragraph in sheet.text.splitlines():
        if paragraph.strip():
            _draw_body(paper, head, sheet, paragraph.strip())
        else:
            paper.ln(LINE * 0.7)
    if sheet.signature:
        paper.ln(LINE * 2)
        _draw_body(paper, head, sheet, sheet.signature)
    if sheet.enclosures:
        paper.ln(LINE * 1.5)
        _draw_body(paper, head, sheet, _("Enclosed:"), style="B", size=9)
        for number, name in enumerate(sheet.enclosures, start=1):
            _draw_body(paper, head, sheet, f"{number}. {name}", size=9)


def _new_page(paper: Paper, head: Letterhead, sheet: Sheet, *, first: bool) -> None:
    paper.add_page()
    paper.set_text_color(30)
    paper.set_draw_color(150)
    paper.set_line_width(0.2)
    if first:
        _draw_head(paper, head)
        for fold in FOLDS:
            paper.line(4, fold, 9, fold)
        paper.line(4, HOLE, 12, HOLE)
    else:
        _write(paper, f"{head.sender} · {sheet.reference}", LEFT, 15, WIDTH - LEFT - RIGHT, size=8, grey=110)
    foot = " · ".join(part for part in (head.footer, sheet.reference) if part)
    _write(paper, foot, LEFT, HEIGHT - 15, WIDTH - LEFT - RIGHT, size=7.5, grey=110)
    paper.set_xy(LEFT, BODY_TOP if first else NEXT_TOP)


def _draw_head(paper: Paper, head: Letterhead) -> None:
    room = WIDTH - LEFT - RIGHT - (LOGO[0] + 5 if head.logo else 0)
    _write(paper, head.sender, LEFT, 14, room, size=15, style="B")
    told = " · ".join(part for part in (head.street, head.town) if part)
    _write(paper, told, LEFT, 22, room, size=8.5, grey=90)
    if head.contact:
        _write(paper, head.contact, LEFT, 26.5, room, size=8.5, grey=90)
    if head.logo:
        x = WIDTH - RIGHT - LOGO[0]
        paper.image(io.BytesIO(head.logo), x=x, y=13, w=LOGO[0], h=LOGO[1], keep_aspect_ratio=True)


def _draw_address(paper: Paper, head: Letterhead, sheet: Sheet) -> None:
    x = ZONE_LEFT[head.window if head.window in ZONE_LEFT else "left"] + 5
    back = " · ".join(part for part in (head.sender, head.street, head.town) if part)
    _write(paper, back, x, TOP + 4, ZONE_WIDTH - 10, size=6.5, grey=90)
    paper.line(x, TOP + 8.5, x + ZONE_WIDTH - 10, TOP + 8.5)
    for number, line in enumerate(sheet.address):
        _write(paper, line, x, ADDRESS_TOP + number * ADDRESS_LINE, ZONE_WIDTH - 10, size=10)


def _draw_facts(paper: Paper, head: Letterhead, sheet: Sheet) -> None:
    x = INFO_LEFT[head.window if head.window in INFO_LEFT else "left"]
    facts = ((_("Date"), date_format(sheet.day, "j F Y")), (_("Our reference"), sheet.reference), (_("Conversation"), sheet.conversation))  # fmt: skip
    for number, (name, value) in enumerate(facts):
        _write(paper, name, x, TOP + 4 + number * 9.5, 40, size=7.5, grey=110)
        _write(paper, value, x, TOP + 7.6 + number * 9.5, 40, size=9.5)
    code = segno.make_qr(sheet.link, error="m", boost_error=False)
    paper.draw_matrix(tuple(code.matrix), x=x + 41, y=TOP + 2, width=27)


def _draw_body(
    paper: Paper, head: Letterhead, sheet: Sheet, text: str, *, style: str = "", size: float = 10.5
) -> None:
    """A paragraph, broken over pages where it must be."""
    width = WIDTH - LEFT - RIGHT
    paper.set_font(FAMILY, style, size)
    for line in paper.lines_of(text, width=width, height=LINE):
        if paper.get_y() > HEIGHT - BOTTOM - LINE:
            _new_page(paper, head, sheet, first=False)
            paper.set_font(FAMILY, style, size)
        paper.set_x(LEFT)
        paper.cell(width, LINE, line, new_x="LEFT", new_y="NEXT")


def _write(
    paper: Paper, text: str, x: float, y: float, width: float, *, size: float, style: str = "", grey: int = 30
) -> None:
    """One line, made smaller until it fits, and cut where even that does not help."""
    paper.set_text_color(grey)
    paper.set_font(FAMILY, style, size)
    while size > SMALLEST and paper.get_string_width(text) > width:
        size -= 0.5
        paper.set_font(FAMILY, style, size)
    while text and paper.get_string_width(text) > width:
        text = f"{text[:-2]}…" if len(text) > 2 else ""
    paper.set_xy(x, y)
    paper.cell(width, size * 0.45, text)
    paper.set_text_color(30)
