"""Paper: PDF pages in the product's own typeface, with every letter of Turkish."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import cast

from fpdf import FPDF
from fpdf.enums import MethodReturnValue
from fpdf.fonts import TTFFont

from memnun.foundation.printing import FAMILY

FONTS = Path(__file__).resolve().parents[1] / "static/vendor/inter-print"


class Paper(FPDF):
    """A PDF in millimetres on A4. Letters the typeface does not have are left out with a box, never guessed."""

    def __init__(self, *, title: str) -> None:
        super().__init__(unit="mm", format="A4")
        self.set_title(title)
        self.set_auto_page_break(False)
        self.add_font(FAMILY, style="", fname=FONTS / "Inter-Regular.ttf")
        self.add_font(FAMILY, style="B", fname=FONTS / "Inter-SemiBold.ttf")
        self._hold_typefaces()
        self.set_font(FAMILY, size=10)

    def _hold_typefaces(self) -> None:
        """Read the files of the typefaces whole and close them, so that a page given up half-drawn leaves none open."""
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                reader = font.ttfont.reader
                with reader.file as file:
                    file.seek(0)
                    reader.file = BytesIO(file.read())

    def draw_matrix(self, matrix: tuple[bytearray, ...], *, x: float, y: float, width: float) -> None:
        """Draw the dark cells of a QR code, `width` millimetres wide with its quiet zone inside."""
        cell = width / (len(matrix) + 8)
        self.set_fill_color(0)
        for down, row in enumerate(matrix):
            for start, length in _runs(row):
                self.rect(x + (start + 4) * cell, y + (down + 4) * cell, length * cell, cell, style="F")

    def lines_of(self, text: str, *, width: float, height: float) -> list[str]:
        """The text cut into lines that fit, in the typeface chosen."""
        return list(
            cast(
                list[str], self.multi_cell(width, height, text, dry_run=True, output=MethodReturnValue.LINES)
            )
        )

    def finished(self) -> bytes:
        """The bytes of the file."""
        return bytes(self.output())


def _runs(row: bytearray) -> list[tuple[int, int]]:
    """(start, length) of the dark stretches of a row."""
    runs: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if not dark:
            continue
        if runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((place, 1))
    return runs
