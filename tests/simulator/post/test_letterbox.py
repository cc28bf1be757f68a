"""The letterbox: what has arrived, whose it is, and the password it carries."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from simulator.portal.rules import working_days
from simulator.post.letter import PostedLetter
from simulator.post.letterbox import (
    LetterboxError,
    addressed_to,
    arrived,
    newest,
    secret_in,
    zone,
)

KEY = ("affilie", "0012345")
FIRST = PostedLetter(
    *KEY,
    posted_at=datetime(2026, 3, 10, 9, 0, tzinfo=UTC),
    expected_on=date(2026, 3, 13),
    address="CAMILLE MOREAU",
    text="",
)
SECOND = replace(FIRST, expected_on=date(2026, 3, 16), text="second")
TWIN = replace(FIRST, situation="ayant_droit")
REFERENCED = (
    "Objet : votre mot de passe\nRéf : 2026-AFF-0012345-XYZ\n\n"
    "Votre mot de passe provisoire est : aB3dE5fG"
)
BESIDE_A_LINK = (
    "Le mot de passe est confidentiel. Allez sur https://www2.carpimko.com/a1b2\n"
    "Numéro de dossier 0012345. Tapez aB3dE5fG en moins de 21 jours."
)
SECOND_ONE = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("department", "midnight"),
    [
        ("75", datetime(2026, 3, 12, 23, 0, tzinfo=UTC)),
        ("972", datetime(2026, 3, 13, 4, 0, tzinfo=UTC)),
        ("974", datetime(2026, 3, 12, 20, 0, tzinfo=UTC)),
        ("988", datetime(2026, 3, 12, 13, 0, tzinfo=UTC)),
    ],
)
def test_a_letter_arrives_on_its_day_where_it_is_read(
    department: str, midnight: datetime
) -> None:
    """From midnight of the expected day, by the clock of the place, and not before."""
    assert () == arrived([FIRST], midnight - SECOND_ONE, department)
    assert (FIRST,) == arrived([FIRST], midnight, department)
    assert (FIRST,) == arrived([FIRST], midnight + timedelta(days=300), department)


@pytest.mark.parametrize(
    "department", ["01", "2A", "67", "986", "987", "988", *map(str, range(971, 979))]
)
def test_the_postman_and_the_portal_agree_on_the_time(department: str) -> None:
    """Two tables of zones, written apart, say the same."""
    assert working_days.zone(department) == zone(department)


def test_letters_are_somebodys() -> None:
    """The same number under the other situation is somebody else's."""
    assert (FIRST, SECOND) == addressed_to([FIRST, TWIN, SECOND], *KEY)


def test_the_newest_that_has_arrived_is_taken_out() -> None:
    """The last one posted, unless it is still under way."""
    posted = [FIRST, SECOND, TWIN]

    assert FIRST == newest(posted, KEY, datetime(2026, 3, 14, tzinfo=UTC), "75")
    assert SECOND == newest(posted, KEY, datetime(2026, 3, 16, tzinfo=UTC), "75")


@pytest.mark.parametrize(
    ("posted", "why"),
    [
        (
            [],
            "Le 12/03/2026, aucun courrier n'est arrivé .* 0012345. Aucun n'est parti",
        ),
        ([TWIN], "Aucun n'est parti"),
        ([FIRST, SECOND], "Attendu le : 13/03/2026, 16/03/2026."),
    ],
)
def test_an_empty_letterbox_is_told(posted: list[PostedLetter], why: str) -> None:
    """With what is under way, if anything is."""
    with pytest.raises(LetterboxError, match=why):
        newest(posted, KEY, datetime(2026, 3, 12, 12, tzinfo=UTC), "75")


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("Votre mot de passe provisoire est : k7Xp-9mQ2-Lw4r\n\nIl", "k7Xp-9mQ2-Lw4r"),
        ("Votre mot de passe provisoire :\n\n      aB3dE5fG\n\nValable", "aB3dE5fG"),
        ("Mot de passe : « Soleil-2026! ».", "Soleil-2026!"),
        ("Votre nouveau mot de passe est aB3dE5fG.", "aB3dE5fG"),
        ("Votre code d'activation : 48213977", "48213977"),
        ("votre MOT DE PASSE PROVISOIRE EST : AB3dE5fG", "AB3dE5fG"),
        ("Votre mot de passe (à changer) : aB3dE5fG, pendant 21 jours", "aB3dE5fG"),
        (REFERENCED, "aB3dE5fG"),
        (BESIDE_A_LINK, "aB3dE5fG"),
        ("Mot de passe : 0012345\nCode : 998877", "998877"),
        ("Code postal : 67000\nMot de passe : aB3dE5fG", "aB3dE5fG"),
    ],
)
def test_the_password_is_found_however_it_is_told(text: str, secret: str) -> None:
    """After a colon, on the next line, in quotes, as a code; no reference, no link."""
    assert secret == secret_in(replace(FIRST, text=text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Madame, Monsieur, votre demande est prise en compte.",
        "aB3dE5fG",
        "Votre mot de passe est confidentiel et ne figure pas ici.",
        "Votre mot de passe : appelez le 01 30 48 10 00.",
        "Votre code : voir https://www2.carpimko.com/x1y2z3 ou aide1@carpimko.com",
        "Mot de passe du dossier : 0012345",
    ],
)
def test_a_letter_without_password_shows_none(text: str) -> None:
    """Nothing is taken for one that is not."""
    assert secret_in(replace(FIRST, text=text)) is None
