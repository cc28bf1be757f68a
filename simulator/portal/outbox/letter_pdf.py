"""The letter on paper: one A4 page for a window envelope, as PDF.

The address stands 110 mm from the left and 55 mm from the top, in a zone of 85 by
33 mm: the window of a French DL envelope as one supplier tells it (edics.fr; neither
AFNOR text was read). That zone also shows whole through the larger usual window of 100
by 45 mm, 20 mm from the right and the bottom of the same envelope. Its letters are of a
fixed width, so that the 38 characters of a line always fit. Fold marks cut the page in
three, as a DL envelope wants it.

The same letter gives the same bytes: its date is the day it was posted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from simulator.portal.outbox.letter import PASSWORD_INTRODUCTION, SUBJECT

if TYPE_CHECKING:
    from fpdf import FPDF

_PLACE = "Saint-Quentin-en-Yvelines"
_SENDER = (
    "CARPIMKO",
    "Caisse autonome de retraite et de prévoyance",
    "des infirmiers, masseurs-kinésithérapeutes, pédicures-podologues,",
    "orthophonistes et orthoptistes",
)
_ZONE = ZoneInfo("Europe/Paris")
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
    "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip

# Millimetres, from the left and the top of the page.
_LEFT, _RIGHT, _TOP = 20.0, 20.0, 15.0
_WINDOW_LEFT, _WINDOW_TOP = 110.0, 55.0
_ADDRESS_LEFT, _ADDRESS_TOP = _WINDOW_LEFT + 2, _WINDOW_TOP + 2  # paper slides
_ADDRESS_LINE_HEIGHT = 4.8  # six lines make 28.8 of the window's 33
_BODY_TOP = 105.0  # below the first fold
_BODY_LINE_HEIGHT = 6.0
_FOLDS = (99.0, 198.0)
_FOLD_MARK = (4.0, 9.0)

# Points.
_ADDRESS_SIZE = 10  # 38 characters make 80.7 mm of the window's 85
_BODY_SIZE = 11
_PASSWORD_SIZE = 16
_SENDER_SIZE = 8


@dataclass(frozen=True, slots=True)
class PrintedLetter:
    """What the page shows beside the letterhead."""

    address: str
    """Lines as :func:`letter_address.address_lines` makes them."""
    text: str
    posted_at: datetime
    """Aware; the letter bears that day's date in Paris."""


@lru_cache(maxsize=64)
def letter_pdf(letter: PrintedLetter) -> bytes:
    """Return the letter as a PDF of one A4 page, its fonts embedded."""
    # The fonts are read anew each time (50 ms): making a subset of one spends it.
    page = _blank()
    page.set_creation_date(letter.posted_at)
    page.add_page()
    _draw_sender(page)
    _draw_address(page, letter.address)
    _draw_body(page, letter)
    _draw_fold_marks(page)
    return bytes(page.output())


def _blank() -> FPDF:
    """Return a document without page whose fonts are read."""
    # Half a second and 480 modules: only who asks for paper pays.
    from fpdf import FPDF  # noqa: PLC0415 - see above

    document = FPDF(format="A4")
    document.set_lang("fr-FR")
    document.set_title(SUBJECT)
    document.set_author("CARPIMKO")
    document.set_margins(_LEFT, _TOP, _RIGHT)
    document.set_auto_page_break(auto=False)
    document.c_margin = 0  # text begins where it is put
    fonts = files("simulator.portal.outbox") / "fonts"
    for family, name in (("text", "DejaVuSans"), ("fixed", "DejaVuSansMono")):
        with as_file(fonts / f"{name}.ttf") as path:
            document.add_font(family, fname=path)
    return document


def _draw_sender(page: FPDF) -> None:
    page.set_xy(_LEFT, _TOP)
    page.set_font("text", size=_BODY_SIZE)
    for line in _SENDER:
        page.cell(0, _BODY_LINE_HEIGHT, line, new_x="LMARGIN", new_y="NEXT")
        page.set_font("text", size=_SENDER_SIZE)


def _draw_address(page: FPDF, address: str) -> None:
    page.set_font("fixed", size=_ADDRESS_SIZE)
    for number, line in enumerate(address.splitlines()):
        page.set_xy(_ADDRESS_LEFT, _ADDRESS_TOP + number * _ADDRESS_LINE_HEIGHT)
        page.cell(0, _ADDRESS_LINE_HEIGHT, line)


def _draw_body(page: FPDF, letter: PrintedLetter) -> None:
    page.set_font("text", size=_BODY_SIZE)
    page.set_xy(_WINDOW_LEFT, _BODY_TOP)
    page.cell(0, _BODY_LINE_HEIGHT, f"{_PLACE}, le {_written(letter.posted_at)}")
    page.set_xy(_LEFT, _BODY_TOP + 2 * _BODY_LINE_HEIGHT)
    for paragraph in (f"Objet : {SUBJECT}", *letter.text.strip().split("\n\n")):
        if paragraph.startswith(PASSWORD_INTRODUCTION):
            _draw_password(page, paragraph.removeprefix(PASSWORD_INTRODUCTION).strip())
        else:
            _draw_paragraph(page, paragraph)
        page.ln(_BODY_LINE_HEIGHT)


def _draw_paragraph(page: FPDF, text: str) -> None:
    page.multi_cell(
        0, _BODY_LINE_HEIGHT, text, align="L", new_x="LMARGIN", new_y="NEXT"
    )


def _draw_password(page: FPDF, password: str) -> None:
    """Print the password apart, large, in letters that tell 0 from O and 1 from l."""
    _draw_paragraph(page, PASSWORD_INTRODUCTION)
    page.set_font("fixed", size=_PASSWORD_SIZE)
    page.cell(0, 2 * _BODY_LINE_HEIGHT, password, new_x="LMARGIN", new_y="NEXT")
    page.set_font("text", size=_BODY_SIZE)


def _draw_fold_marks(page: FPDF) -> None:
    for height in _FOLDS:
        page.line(_FOLD_MARK[0], height, _FOLD_MARK[1], height)


def _written(instant: datetime) -> str:
    """Return the day of *instant* in Paris as letters write it: « 1er avril 2026 »."""
    day = instant.astimezone(_ZONE).date()
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[day.month - 1]} {day.year}"
