"""A letter read from the bench API: every field checked, the wrong one named."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from simulator.post.letter import LetterError, PostedLetter, read_letter

SOUND = {
    "situation": "affilie",
    "dossier": "0012345",
    "posted_at": "2026-03-10T10:00:00+01:00",
    "expected_on": "2026-03-13",
    "address": "CAMILLE MOREAU\n3 RUE DES LILAS\n67000 STRASBOURG",
    "text": "Madame, Monsieur,",
}


def test_a_sound_letter_is_read() -> None:
    """Instants are aware, days are days, and what a later version adds is ignored."""
    letter = read_letter(SOUND | {"weight_g": 20}, 1)

    assert letter == PostedLetter(
        "affilie",
        "0012345",
        datetime(2026, 3, 10, 9, 0, tzinfo=UTC),
        date(2026, 3, 13),
        SOUND["address"],
        SOUND["text"],
    )
    assert ("affilie", "0012345") == letter.key


@pytest.mark.parametrize("name", SOUND)
@pytest.mark.parametrize("value", [None, 7, ["x"], {}])
def test_every_field_must_be_a_text(name: str, value: object) -> None:
    """Absent or of another type: the field is named, and the rank of the letter."""
    with pytest.raises(LetterError, match=f'Letter 3: "{name}" must be a text, not'):
        read_letter(SOUND | {name: value}, 3)
    absent = {key: kept for key, kept in SOUND.items() if key != name}
    with pytest.raises(LetterError, match=f'"{name}" must be a text, not None'):
        read_letter(absent, 3)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("situation", "admin"),
        ("situation", "Affilie"),
        ("posted_at", "hier"),
        ("posted_at", "2026-03-10T10:00:00"),
        ("posted_at", "2026-13-10T10:00:00Z"),
        ("expected_on", "13/03/2026"),
        ("expected_on", "2026-02-30"),
        ("expected_on", "20260313"),
        ("expected_on", "2026-W11-5"),
        ("expected_on", "2026-03-13T00:00:00Z"),
        ("expected_on", ""),
    ],
)
def test_a_text_that_says_nothing_is_refused(name: str, value: str) -> None:
    """The field and what was found in it are told."""
    with pytest.raises(LetterError, match=f'"{name}" must be .*, not {value!r}'):
        read_letter(SOUND | {name: value}, 1)


@pytest.mark.parametrize("record", [None, "lettre", [], 3])
def test_a_letter_is_an_object(record: object) -> None:
    """Anything else is refused as a whole."""
    with pytest.raises(LetterError, match="Letter 2 must be a JSON object"):
        read_letter(record, 2)
