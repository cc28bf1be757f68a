"""The letter on paper, read back by a reader that did not write it (pypdf)."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PageObject, PdfReader

from simulator.portal.outbox.letter import letter_text
from simulator.portal.outbox.letter_address import Recipient, address_lines
from simulator.portal.outbox.letter_pdf import PrintedLetter, letter_pdf

NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)
ADDRESS = "CAMILLE MOREAU\n3 RUE DES LILAS\n67000 STRASBOURG"
TEXT = letter_text("k7Xp-9mQ2-Lw4r", 21)
MILLIMETRES = 25.4 / 72
WINDOW_LEFT, WINDOW_TOP, WINDOW_WIDTH, WINDOW_HEIGHT = 110.0, 55.0, 85.0, 33.0
MONOSPACED_ADVANCE = 0.602  # of the size; from the font's own table


def _page(
    address: str = ADDRESS, text: str = TEXT, posted_at: datetime = NOON
) -> PageObject:
    (page,) = _reader(address, text, posted_at).pages
    return page


def _reader(address: str, text: str, posted_at: datetime) -> PdfReader:
    return PdfReader(BytesIO(letter_pdf(PrintedLetter(address, text, posted_at))))


def _pieces(page: PageObject) -> list[tuple[str, float, float, float, str]]:
    """Return each text with its left, its base line from the top (mm), size, font."""
    height = float(page.mediabox.height)
    found: list[tuple[str, float, float, float, str]] = []

    def visit(text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        if text.strip():
            left, top = tm[4] + cm[4], height - tm[5] - cm[5]
            name = str(font["/BaseFont"])
            found.append(
                (text.strip(), left * MILLIMETRES, top * MILLIMETRES, size, name)
            )

    page.extract_text(visitor_text=visit)
    return found


def test_it_is_one_a4_page() -> None:
    """210 by 297 mm."""
    box = _page().mediabox

    assert pytest.approx(210, abs=0.1) == float(box.width) * MILLIMETRES
    assert pytest.approx(297, abs=0.1) == float(box.height) * MILLIMETRES


def test_it_says_what_the_letter_says() -> None:
    """Sender, address, place and date, subject, every sentence, in reading order."""
    text = " ".join(_page().extract_text().split())
    expected = (
        "CARPIMKO",
        "CAMILLE MOREAU 3 RUE DES LILAS 67000 STRASBOURG",
        "Saint-Quentin-en-Yvelines, le 10 mars 2026",
        "Objet : Réinitialisation de votre mot de passe",
        " ".join(TEXT.split()),
    )

    places = [text.index(sentence) for sentence in expected]
    assert sorted(places) == places


def test_every_font_is_embedded() -> None:
    """A printer needs nothing of its own: two TrueType fonts, both in the file."""
    fonts = _page()["/Resources"]["/Font"].values()
    programs = [
        descendant.get_object()["/FontDescriptor"].get_object()["/FontFile2"]
        for font in fonts
        for descendant in font.get_object()["/DescendantFonts"]
    ]

    assert 2 == len(programs)
    assert all(len(program.get_object().get_data()) > 1000 for program in programs)


def test_french_typography_prints() -> None:
    """œ, the curly apostrophe, the euro and the ellipsis, which core fonts refuse."""
    text = "Cœur d’été… 10 € — « à l’œuvre »"

    assert text in _page(text=text).extract_text()


@pytest.mark.parametrize(
    "recipient",
    [
        Recipient("Camille Moreau", "3 rue des Lilas", "67000", "Strasbourg"),
        Recipient("W" * 90, "W" * 400, "97110", "W" * 60),
        Recipient("", "", "98800", "Nouméa"),
    ],
    ids=["ordinary", "as long and wide as can be", "town only"],
)
def test_the_address_stands_in_the_window(recipient: Recipient) -> None:
    """Whole: capitals hang from their base line, 38 of the widest fit in 85 mm."""
    lines = address_lines(recipient)
    pieces = [each for each in _pieces(_page("\n".join(lines))) if each[0] in lines]

    assert list(lines) == [each[0] for each in pieces]
    for line, left, base, size, font in pieces:
        width = len(line) * MONOSPACED_ADVANCE * size * MILLIMETRES
        assert "Mono" in font
        assert WINDOW_LEFT <= left
        assert left + width <= WINDOW_LEFT + WINDOW_WIDTH
        assert WINDOW_TOP <= base - size * MILLIMETRES
        assert base + 0.3 * size * MILLIMETRES <= WINDOW_TOP + WINDOW_HEIGHT


def test_nothing_but_the_address_shows_in_the_window() -> None:
    """Least of all the password: not even through the larger window of 45 by 100 mm."""
    address = set(ADDRESS.splitlines())
    others = [piece for piece in _pieces(_page()) if piece[0] not in address]

    assert others
    assert all(not (40 < base < 95) for _, _, base, _, _ in others)


def test_the_password_stands_apart_and_large() -> None:
    """On a line of its own, in a fixed width and half as large again as the text."""
    pieces = {text: rest for text, *rest in _pieces(_page())}
    _, _, size, font = pieces["k7Xp-9mQ2-Lw4r"]

    assert "Mono" in font
    assert size >= 1.4 * pieces["Madame, Monsieur,"][2]


def test_the_folds_are_marked() -> None:
    """At a third and two thirds of the page, near the left edge."""
    drawn = _page().get_contents().get_data().decode("latin-1").splitlines()
    heights = {
        round((841.89 - float(line.split()[1])) * MILLIMETRES)
        for line in drawn
        if line.endswith(" l S")
    }

    assert {99, 198} == heights


@pytest.mark.parametrize(
    ("posted_at", "written"),
    [
        (datetime(2026, 4, 1, 9, 0, tzinfo=UTC), "le 1er avril 2026"),
        (datetime(2026, 3, 31, 22, 30, tzinfo=UTC), "le 1er avril 2026"),
        (datetime(2026, 8, 2, 9, 0, tzinfo=UTC), "le 2 août 2026"),
    ],
)
def test_it_bears_the_day_of_its_posting(posted_at: datetime, written: str) -> None:
    """In Paris, where it is posted, and as letters write it."""
    assert f"Saint-Quentin-en-Yvelines, {written}" in (
        _page(posted_at=posted_at).extract_text()
    )


def test_the_same_letter_gives_the_same_bytes() -> None:
    """Printed twice, and in another process: no real time, no chance."""
    letter = PrintedLetter(ADDRESS, TEXT, NOON)
    once = letter_pdf(letter)
    letter_pdf.cache_clear()
    script = (
        "import hashlib; from datetime import *;"
        "from simulator.portal.outbox.letter_pdf import *;"
        f"letter = PrintedLetter({ADDRESS!r}, {TEXT!r},"
        "datetime(2026, 3, 10, 11, 0, tzinfo=UTC));"
        "print(letter_pdf(letter).hex())"
    )
    elsewhere = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert once == letter_pdf(letter)
    assert once.hex() == elsewhere.stdout.strip()
    assert "20260310110000" in str(_reader(ADDRESS, TEXT, NOON).metadata)


def test_another_letter_gives_other_bytes() -> None:
    """The address, the text and the day each count."""
    papers = {
        letter_pdf(letter)
        for letter in (
            PrintedLetter(ADDRESS, TEXT, NOON),
            PrintedLetter("X", TEXT, NOON),
            PrintedLetter(ADDRESS, letter_text("other-Pass-1", 21), NOON),
            PrintedLetter(ADDRESS, TEXT, NOON.replace(day=11)),
        )
    }

    assert 4 == len(papers)


def test_whatever_a_file_holds_is_printed() -> None:
    """Letters of no shipped font, marks of right-to-left text: a page all the same."""
    lines = address_lines(
        Recipient("李 明 Ωμέγα عمر 🙂", "3 rue 漢字", "67000", "Strasbourg")
    )

    assert "67000 STRASBOURG" in _page("\n".join(lines)).extract_text()


def test_no_run_pays_for_paper_that_nobody_asks_for() -> None:
    """The portal is built without fpdf: its 480 modules would slow every freeze."""
    script = (
        "import sys; from simulator.portal.assembly import build_bench_portal;"
        "build_bench_portal(); print('fpdf' in sys.modules)"
    )
    built = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert "False" == built.stdout.strip()
