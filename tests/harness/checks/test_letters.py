"""What the letterbox shows."""

from __future__ import annotations

from datetime import date

import pytest

from harness.checks import letters
from harness.checks.failure import CheckFailed

CAMILLE = {
    "situation": "affilie",
    "dossier": "0012345",
    "posted_at": "2026-03-10T09:00:00+00:00",
    "expected_on": "2026-03-13",
    "address": "Camille Moreau, 3 rue des Lilas, 67000 STRASBOURG",
    "text": "Bonjour",
}
TWIN = CAMILLE | {"situation": "ayant_droit", "address": "12 quai Kléber, 67000"}


@pytest.mark.parametrize(
    ("posted", "count"), [([], 0), ([CAMILLE], 1), ([CAMILLE] * 2, 2)]
)
def test_the_number_of_letters_passes(posted: list[dict[str, str]], count: int) -> None:
    """Her letters are counted, and nobody else has any."""
    letters.number_is(posted, "affilie", "0012345", count)


@pytest.mark.parametrize(
    ("posted", "count", "why"),
    [
        ([], 1, r"0 courrier\(s\) pour le dossier 0012345 et 0 en tout, au lieu de 1"),
        ([CAMILLE] * 2, 1, "2 courrier.* 2 en tout, au lieu de 1"),
        ([CAMILLE], 0, "1 courrier.* 1 en tout, au lieu de 0"),
        ([TWIN], 1, "0 courrier.* 1 en tout, au lieu de 1"),
        ([TWIN], 0, "0 courrier.* 1 en tout, au lieu de 0"),
        ([CAMILLE, TWIN], 1, "1 courrier.* 2 en tout, au lieu de 1"),
    ],
)
def test_another_number_of_letters_fails(
    posted: list[dict[str, str]], count: int, why: str
) -> None:
    """None, one too many, or one to the ayant droit of the same number."""
    with pytest.raises(CheckFailed, match=why):
        letters.number_is(posted, "affilie", "0012345", count)


def test_the_day_of_the_last_letter_passes() -> None:
    """Of several letters the last one is looked at."""
    earlier = CAMILLE | {"expected_on": "2026-01-02"}
    letters.expected_on([earlier, CAMILLE], date(2026, 3, 13))


@pytest.mark.parametrize(
    ("posted", "why"),
    [
        ([CAMILLE], "attendu le 13/03/2026, et non le 16/03/2026"),
        ([], "Aucun courrier n'est parti"),
    ],
)
def test_another_day_fails(posted: list[dict[str, str]], why: str) -> None:
    """Defects 31 and 32: both days are told, as French dates."""
    with pytest.raises(CheckFailed, match=why):
        letters.expected_on(posted, date(2026, 3, 16))


def test_the_address_of_the_last_letter_passes() -> None:
    """Each part stands in the address, whatever its case."""
    letters.goes_to([TWIN, CAMILLE], "67000", "Strasbourg")


@pytest.mark.parametrize(
    ("posted", "why"),
    [
        ([CAMILLE], "ne contient pas « Mulhouse » : Camille Moreau, 3 rue des Lilas"),
        ([], "Aucun courrier n'est parti"),
    ],
)
def test_another_address_fails(posted: list[dict[str, str]], why: str) -> None:
    """A letter sent elsewhere is told with its address."""
    with pytest.raises(CheckFailed, match=why):
        letters.goes_to(posted, "67000", "Mulhouse")


@pytest.mark.parametrize("day", ["13/03/2026", "vendredi", ""])
def test_an_unreadable_day_is_told(day: str) -> None:
    """A portal whose letterbox shows no ISO date is told so in French."""
    with pytest.raises(CheckFailed):
        letters.expected_on([CAMILLE | {"expected_on": day}], date(2026, 3, 13))
