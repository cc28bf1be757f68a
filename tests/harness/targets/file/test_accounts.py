"""The CSV of reserved accounts, and the passwords remembered beside it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from fixtures.person import Address, Situation
from harness.errors import ConfigurationError
from harness.targets.file.accounts import (
    COLUMNS,
    Passwords,
    open_accounts,
    read_accounts,
)

HEAD = ",".join(COLUMNS)
CAMILLE = (
    "affilie,0012345,Ancien-1-Pass,c@example.org,Camille,Martin,"
    "1 rue des Lilas,67000,STRASBOURG,67,active"
)
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a CSV, its first line first."""

    def written(*lines: str, head: str = HEAD) -> Path:
        path = tmp_path / "comptes.csv"
        path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
        return path

    return written


def test_an_account_is_read(write: Write) -> None:
    """Every column; empty ones stand for what the file does not know."""
    bare = "ayant_droit,1234567,Autre-2-Pass,,Zoé,Élie,,,,,blocked"
    camille, zoe = read_accounts(write(CAMILLE, bare))

    assert (Situation.AFFILIE, "0012345") == camille.key
    assert Address("1 rue des Lilas", "67000", "STRASBOURG") == camille.address
    assert ("c@example.org", "67", "active") == (
        camille.email,
        camille.department,
        camille.status,
    )
    assert (None, None, "blocked") == (zoe.email, zoe.address, zoe.status)


def test_columns_may_stand_in_any_order_among_others(write: Write) -> None:
    """What counts is the first line; a column too many is left alone."""
    values = dict(zip(COLUMNS, CAMILLE.split(","), strict=True)) | {"note": "x"}
    names = sorted(values)
    path = write(",".join(values[name] for name in names), head=",".join(names))

    assert "Camille" == read_accounts(path)[0].first_name


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["affilie,12345,p,,A,B,,,,,active"], ":2: dossier: '12345' is not seven dig"),
        (["affilie,١٢٣٤٥٦٧,p,,A,B,,,,,active"], ":2: dossier: '١٢٣٤٥٦٧' is not seven"),
        (["affilié,1234567,p,,A,B,,,,,active"], ":2: situation: is 'affilié'; choose"),
        (["affilie,1234567,p,,A,B,,,,,actif"], ":2: status: is 'actif'; choose among"),
        (["affilie,1234567,,,A,B,,,,,active"], ":2: password: is empty"),
        (["affilie,1234567,p,ab,A,B,,,,,active"], ":2: email: 'ab' is no address"),
        (["affilie,1234567,p,,A,B,rue,,,,active"], ":2: street, postcode, city: give"),
        (["affilie,1234567,p"], ":2: the line must have 11 values"),
        ([CAMILLE + ",x"], ":2: the line must have 11 values"),
        ([CAMILLE, CAMILLE], ":3: dossier: 0012345 stands twice as affilie"),
        ([], "holds no account"),
    ],
)
def test_a_mistake_is_named_with_line_and_column(
    write: Write, lines: list[str], said: str
) -> None:
    """File, line, column and what to do."""
    with pytest.raises(ConfigurationError) as refused:
        read_accounts(write(*lines))

    assert said in str(refused.value)


def test_a_missing_column_is_named(write: Write) -> None:
    """And so are those that the first line must name."""
    with pytest.raises(
        ConfigurationError, match=r"1: .* lacks the column email, city;"
    ):
        read_accounts(write(head=HEAD.replace("email,", "").replace("city,", "")))


def test_what_is_no_csv_is_refused(tmp_path: Path) -> None:
    """Another encoding, an open quote, no file."""
    path = tmp_path / "comptes.csv"
    path.write_bytes(HEAD.encode() + b"\n\xff")
    with pytest.raises(ConfigurationError, match="not a CSV file in UTF-8"):
        read_accounts(path)
    path.write_text(HEAD + '\n"a', encoding="utf-8")
    with pytest.raises(ConfigurationError, match="not a CSV file in UTF-8"):
        read_accounts(path)
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_accounts(tmp_path / "no.csv")


def test_a_proved_password_is_known_to_the_next_run(write: Write) -> None:
    """In a file beside the CSV, that its owner alone may read."""
    path = write(CAMILLE)
    camille = read_accounts(path)[0]
    open_accounts(path).proved(camille, "Nouveau-2-Pass")

    assert "Nouveau-2-Pass" == Passwords(path).of(camille)
    kept = path.with_name("comptes.csv.passwords.json")
    assert 0o600 == kept.stat().st_mode & 0o777
    assert ["comptes.csv", kept.name] == sorted(
        one.name for one in path.parent.iterdir()
    )


def test_whoever_writes_another_password_into_the_csv_is_believed(write: Write) -> None:
    """What was remembered belonged to the one that stood there before."""
    path = write(CAMILLE)
    open_accounts(path).proved(read_accounts(path)[0], "Nouveau-2-Pass")
    again = read_accounts(write(CAMILLE.replace("Ancien-1-Pass", "Remis-3-Pass")))[0]

    assert "Remis-3-Pass" == Passwords(path).of(again)


@pytest.mark.parametrize("text", ["{", "[]", '{"affilie 1": {}}', '{"affilie 1": 3}'])
def test_a_spoilt_memory_is_told(write: Write, text: str) -> None:
    """Guessing passwords would lock accounts: the file is named instead."""
    path = write(CAMILLE)
    path.with_name("comptes.csv.passwords.json").write_text(text, encoding="utf-8")

    with pytest.raises(ConfigurationError, match=r"passwords\.json is not what"):
        open_accounts(path)


def test_passwords_survive_as_json(write: Write) -> None:
    """Accents and quotes included."""
    path = write(CAMILLE)
    camille = read_accounts(path)[0]
    Passwords(path).keep(camille, camille.password, 'É"2-mot')

    kept = json.loads(Passwords(path).path.read_text(encoding="utf-8"))
    assert {"affilie 0012345": {"file": "Ancien-1-Pass", "now": 'É"2-mot'}} == kept
