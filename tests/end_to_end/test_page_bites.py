"""The security features on pages bite: each portal broken by hand is refused."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

PORTAL = Path("simulator/portal")


class Break(NamedTuple):
    """One way to break the portal: in *file*, *sound* becomes *faulty*."""

    file: str
    sound: str
    faulty: str


DECOY = Break("service/decoy.py", 'f"{situation}{dossier}".encode()', 'b"x"')
POISONED = Break(
    "service/demand.py",
    "{parts.settings.link_url}{RESET_PATH}",
    "https://{__import__('flask').request.host}{RESET_PATH}",
)
REFERRER = Break(
    "web/security.py",
    'headers.setdefault("Referrer-Policy", "no-referrer")',
    "headers.pop('Referrer-Policy', None)",
)
SCRIPTED = Break("web/app.py", "COOKIE_HTTPONLY=True", "COOKIE_HTTPONLY=False")
UNGUARDED = (
    Break("web/app.py", 'SAMESITE="Lax"', "SAMESITE=None"),
    Break("web/app.py", "WTF_CSRF_SSL_STRICT=False", "WTF_CSRF_ENABLED=False"),
)
SKIPPED = Break(
    "web/demand_pages.py",
    '    if request_id not in session.get("requests", []):\n        return None\n',
    "",
)
TALKATIVE = Break(
    "service/login.py", '"connexion refusée ?"', 'f"connexion refusée {typed}"'
)
LANGUAGE = Break("web/templates/base.html", 'lang="fr"', 'lang="en"')
UNLABELLED = Break(
    "web/templates/parts.html", "<legend>Vous êtes un</legend>", "<p>Vous êtes un</p>"
)


@pytest.mark.parametrize(
    ("faults", "caught_by"),
    [
        pytest.param((DECOY,), "B01", id="one decoy for all"),
        pytest.param((POISONED,), "B14", id="host of the request in the link"),
        pytest.param((REFERRER,), "B15", id="no referrer policy"),
        pytest.param((SCRIPTED,), "B17", id="cookie open to scripts"),
        pytest.param(UNGUARDED, "B18", id="no anti-forgery"),
        pytest.param((SKIPPED,), "B20", id="step 5 without step 4"),
        pytest.param((TALKATIVE,), "B53", id="password in the log"),
        # A requirement accepted as not observable still fails when broken.
        pytest.param((LANGUAGE,), "B56", id="page in English"),
        pytest.param((UNLABELLED,), "B56", id="no legend"),
    ],
)
def test_broken_portal_is_refused(
    sesame, copy: Path, faults: tuple[Break, ...], caught_by: str
) -> None:
    """The requirement that the fault breaks turns red, and the exit code is 1."""
    for fault in faults:
        file = copy / PORTAL / fault.file
        text = file.read_text("utf-8")
        assert fault.sound in text
        file.write_text(text.replace(fault.sound, fault.faulty), "utf-8")
    tags = f"@exigence:{caught_by}"
    ended = sesame("verify", "--pack", "all", "--tags", tags, root=copy)

    assert 1 == ended.code, ended.out + ended.err
    assert caught_by in ended.failing
