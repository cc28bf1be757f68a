"""What a log keeps, and what it must not (B53)."""

from __future__ import annotations

import base64

import pytest

from harness.checks import portal_log
from harness.checks.failure import CheckFailed

SECRET = "Mauvais Secret-2026"
SIGNATURE = "c2lnbmF0dXJlLWRlLWpldG9u"
TOKEN = f"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3In0.{SIGNATURE}"
LINK = f"https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token={TOKEN}"
OPAQUE = "https://www2.carpimko.com/x?token=5e9d1f7ab2c34d5e6f708192"


@pytest.mark.parametrize(
    "line",
    [
        "2026-03-10T09:00:00+00:00 demande ouverte affilie 1234567",
        "10/Mar/2026:09:00:00 mail 12 remis",
        "2026-03-10 09:00:00,000 INFO request=5e9d1f accepted",
    ],
)
def test_a_line_that_names_somebody_passes(line: str) -> None:
    """By the dossier or by an identifier, among lines that name nobody."""
    portal_log.keeps_trace(f"démarrage\n{line}\n", "1234567")


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "n'a rien gardé"),
        ("\n \n", "n'a rien gardé"),
        ("2026-03-10T09:00:00+00:00 une demande", "ne dit pas de qui"),
        ("10/Mar/2026 09:00:00 une demande", "ne dit pas de qui"),
    ],
)
def test_no_trace_fails(written: str, why: str) -> None:
    """Nothing, or a line that could speak of anybody: an instant names nobody."""
    with pytest.raises(CheckFailed, match=why):
        portal_log.keeps_trace(written, "1234567")


def test_a_log_without_secrets_passes() -> None:
    """The head of a signed token is no secret."""
    portal_log.keeps_no_secret(
        "lien émis 1234567 (eyJhbGciOiJIUzI1NiJ9)\n", [SECRET, LINK, OPAQUE]
    )


@pytest.mark.parametrize(
    "written",
    [
        f"connexion refusée ({SECRET})",
        "GET /x?mot_de_passe=Mauvais%20Secret-2026",
        "GET /x?mot_de_passe=Mauvais+Secret-2026",
        base64.b64encode(SECRET.encode()).decode(),
        SECRET.encode().hex(),
        f"lien émis {LINK}",
        TOKEN,
        f"jeton …{SIGNATURE}",
        "jeton 5e9d1f7ab2c3…",
    ],
)
def test_a_secret_in_the_log_fails(written: str) -> None:
    """Defect 88: in clear, in an address, in base 64, cut short."""
    with pytest.raises(CheckFailed, match="garde un secret"):
        portal_log.keeps_no_secret(f"début\n{written}\nfin\n", [SECRET, LINK, OPAQUE])


def test_an_empty_log_fails() -> None:
    """A log that keeps nothing shows nothing."""
    with pytest.raises(CheckFailed, match="Le journal est vide"):
        portal_log.keeps_no_secret(" \n", [SECRET])
