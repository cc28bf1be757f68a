"""The address on the envelope, in La Poste's form (NF Z 10-011)."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.portal.outbox.letter_address import Recipient, address_lines

_WORDS = st.text(max_size=120)
_STREETS = st.one_of(
    _WORDS,
    st.lists(st.sampled_from(["12 rue du Bac", "Résidence des Lilas", "BP 4"])).map(
        ", ".join
    ),
)
LONG_NAME = "Marie-Françoise Bernadette Eugénie de La Tour-d'Auvergne Lauraguais"
LONG_STREET = (
    "Résidence des Jardins de la Fontaine, Bâtiment B, "
    "125 boulevard du Maréchal de Lattre de Tassigny"
)
LONG_CITY = "Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson"


def _lines(
    street: str = "3 rue des Lilas",
    name: str = "Camille Moreau",
    postcode: str = "67000",
    city: str = "Strasbourg",
) -> tuple[str, ...]:
    return address_lines(Recipient(name, street, postcode, city))


@given(_WORDS, _STREETS, _WORDS, _WORDS)
def test_any_file_makes_an_envelope(
    name: str, street: str, postcode: str, city: str
) -> None:
    """Six lines of 38 characters at most, none empty, all printable capitals."""
    lines = address_lines(Recipient(name, street, postcode, city))

    assert len(lines) <= 6
    assert all(0 < len(line) <= 38 for line in lines)
    assert all(line == line.strip() and line == line.upper() for line in lines)
    assert all(char.isprintable() for line in lines for char in line)


@given(_STREETS, st.from_regex(r"\A[0-9]{5}\Z"), _WORDS)
def test_from_the_street_on_there_is_no_punctuation(
    street: str, postcode: str, city: str
) -> None:
    """Letters, digits and single spaces; the last line begins with the postcode."""
    _, *below = _lines(street, postcode=postcode, city=city)

    assert all(char.isalnum() or char == " " for line in below for char in line)
    assert below[-1].startswith(postcode)


@pytest.mark.parametrize(
    ("street", "printed"),
    [
        ("3 rue des Lilas", ["3 RUE DES LILAS"]),
        ("3 bis, rue de l’Œuvre-d'Été", ["3 BIS RUE DE L OEUVRE D ETE"]),
        ("12,\nrue du Bac", ["12 RUE DU BAC"]),
        (
            "Résidence des Lilas, 12 rue du Bac",
            ["RESIDENCE DES LILAS", "12 RUE DU BAC"],
        ),
        ("12 rue du Bac ; BP 45", ["12 RUE DU BAC", "BP 45"]),
        (
            "125 boulevard du Maréchal de Lattre de Tassigny",
            ["125 BD DU MAL DE LATTRE DE TASSIGNY"],
        ),
        (
            "1 avenue du Général Charles Marie Joseph Delestraint prolongée",
            ["1 AV DU GAL CHARLES MARIE JOSEPH", "DELESTRAINT PROLONGEE"],
        ),
        (
            "Chez M. Dupont\nLieu-dit La Forêt\n12 rue du Bac\nBP 45\nescalier 3",
            ["CHEZ M DUPONT LIEU DIT LA FORET", "12 RUE DU BAC BP 45 ESC 3"],
        ),
        ("", []),
        (" ,;\n", []),
    ],
)
def test_streets(street: str, printed: list[str]) -> None:
    """Bare capitals; what is too long is abbreviated, then goes on on another line."""
    assert ("CAMILLE MOREAU", *printed, "67000 STRASBOURG") == _lines(street)


def test_the_numbered_street_outlives_its_complements() -> None:
    """Where six lines do not hold it all, the postman still finds the door."""
    crowded = ", ".join(f"complément interminable numéro {n}" for n in "abcdefgh")
    lines = _lines(f"{crowded}, 12 rue du Bac", name=LONG_NAME)

    assert "12 RUE DU BAC" in lines


@pytest.mark.parametrize(
    ("postcode", "city", "printed"),
    [
        ("97110", "Pointe-à-Pitre", "97110 POINTE A PITRE"),
        ("97400", "Saint-Denis", "97400 SAINT DENIS"),
        ("97500", "Saint-Pierre", "97500 SAINT PIERRE"),
        ("98800", "Nouméa", "98800 NOUMEA"),
        ("94240", "L'Haÿ-les-Roses", "94240 L HAY LES ROSES"),
        ("01000", "Bourg-en-Bresse", "01000 BOURG EN BRESSE"),
        ("51290", LONG_CITY, "51290 ST REMY EN BOUZEMONT ST GENEST"),
    ],
)
def test_towns(postcode: str, city: str, printed: str) -> None:
    """The postcode whole, leading zero kept; the town cut between words only."""
    assert printed == _lines(postcode=postcode, city=city)[-1]


def test_the_name_keeps_its_accents_and_hyphens() -> None:
    """It is hers; œ and the curly apostrophe print too."""
    printed = _lines(name="Anne-Lœuiça O’Neil")[0]

    assert "ANNE-LŒUIÇA O'NEIL" == printed


def test_a_long_name_goes_on_on_a_second_line() -> None:
    """Nothing of it is lost while two lines hold it."""
    lines = _lines(LONG_STREET, name=LONG_NAME)

    assert (
        "MARIE-FRANÇOISE BERNADETTE EUGÉNIE DE",
        "LA TOUR-D'AUVERGNE LAURAGUAIS",
        "RESIDENCE DES JARDINS DE LA FONTAINE",
        "BATIMENT B",
        "125 BD DU MAL DE LATTRE DE TASSIGNY",
    ) == lines[:5]


def test_a_name_of_three_lines_keeps_its_ends() -> None:
    """First and last name stay whole, those between become initials."""
    lines = _lines(name=" ".join(["Camille", *["Bernadette"] * 9, "Moreau"]))

    assert lines[0].startswith("CAMILLE B. B.")
    assert lines[-3].endswith("MOREAU")


def test_no_line_can_be_smuggled_in() -> None:
    """A line end in a name or a town is a space, as is what nobody sees."""
    lines = _lines(name="Camille\r\nMoreau\u200b", city="Stras\nbourg\u202e")

    assert ("CAMILLE MOREAU", "67000 STRAS BOURG") == (lines[0], lines[-1])
    assert not re.search(r"[^\x20-\x7e]", "".join(lines))
