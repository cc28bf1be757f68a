"""Runs with evidence, hostile and sound, and their living document."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from harness.journeys.evidence import Evidence, SeenLetter
from harness.pages import Page
from harness.report.living.verification_page import report
from harness.runs.journal import StepRecord
from harness.runs.recorded_evidence import folder_of, record
from harness.runs.style_sheets import style_sheet_file
from harness.runs.verify import Verification
from simulator.mail.message import ReceivedMail

NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)
SITE = "https://a.test"
ELSEWHERE = "https://ailleurs.test"
SHEET = f"{SITE}/s.css"

_HOSTILE = f"""<!doctype html><title>Piège</title>
<link rel=stylesheet href={SHEET}>
<link rel=dns-prefetch href=//ailleurs.test><link rel=preload as=image href={ELSEWHERE}>
<meta http-equiv=refresh content="0;url={ELSEWHERE}/refresh">
<base href={ELSEWHERE}/>
<script>parent.document.title = top.document.title = "volé"
top.location = "{ELSEWHERE}"</script>
<style>@import "{ELSEWHERE}/i.css"; body {{ background: url({ELSEWHERE}/b.png) }}
</style>
<p id=ok>Bonjour</p>
<img src=x onerror="top.document.title='volé'">
<img src={ELSEWHERE}/i.png srcset="{ELSEWHERE}/2.png 2x">
<svg onload="top.document.title='volé'"><image href="{ELSEWHERE}/s.png"/></svg>
<iframe srcdoc="<script>top.document.title='volé'</script>"></iframe>
<object data={ELSEWHERE}/o></object>
<video src={ELSEWHERE}/v poster={ELSEWHERE}/p></video>
<form action={ELSEWHERE}/f method=post><button id=send>Envoyer</button></form>
<a id=out href="{ELSEWHERE}/a" target=_top>Sortir</a>
<a id=run href="javascript:top.document.title='volé'">Courir</a>
<!-- --></template></textarea></script></style></iframe>
<script>top.document.title = "volé"</script><!--<script>"""


def hostile(elsewhere: str = ELSEWHERE) -> bytes:
    """Return a page that tries to run, to load and to lead to *elsewhere*."""
    return _HOSTILE.replace(ELSEWHERE, elsewhere).encode()


HOSTILE = hostile()

_CLAIMS = {"login": "0012345", "exp": 1773219600}
TOKEN = ".".join(
    base64.urlsafe_b64encode(part).decode().rstrip("=")
    for part in (b'{"alg":"HS256"}', json.dumps(_CLAIMS).encode(), b"sig")
)
MAIL = (
    "Subject: =?utf-8?q?R=C3=A9initialisation?=\r\nX-Piege: </script><b>x</b>\r\n"
    'Content-Type: multipart/alternative; boundary="b"\r\n\r\n'
    "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    f"Lien : {SITE}/x?token={TOKEN}\r\n"
    "--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    f'<p>Bonjour</p><a href="{SITE}/x?token={TOKEN}">cliquer ici</a>'
    f"<img src={ELSEWHERE}/pixel.png><script>top.document.title='volé'</script>\r\n"
    "--b--\r\n"
).encode()
LETTER = {
    "situation": "affilie",
    "dossier": "0012345",
    "posted_at": "2026-03-10T12:00:00+01:00",
    "expected_on": "2026-03-13",
    "address": "CAMILLE\n67000 STRASBOURG",
    "text": "Votre mot de passe provisoire : </script><script>x",
}


def page(body: bytes, kind: str = "text/html; charset=utf-8") -> Page:
    """Return a page of the portal."""
    return Page(f"{SITE}/p?x=<b>", 200, (("content-type", kind),), body)


def seen_all(elsewhere: str = ELSEWHERE) -> Evidence:
    """Return pages, a mail, a letter and a note, all of them hostile."""
    mail = MAIL.replace(ELSEWHERE.encode(), elsewhere.encode())
    return Evidence(
        [page(hostile(elsewhere)), page(b"<h1>\xc9t\xe9 \xff</h1>")],
        [ReceivedMail(1, "", ("c@d.test",), mail, NOON, NOON)],
        [SeenLetter(LETTER)],
        ["Pied de page : </script><script>top.document.title='volé'</script>"],
    )


def with_evidence(
    verification: Verification, seen: Callable[[], Evidence], root: Path
) -> Verification:
    """Return *verification* as if its every step had shown what *seen* makes."""
    kept = []
    for one in verification.records:
        folder = folder_of(root, one.file, one.line)
        steps = [
            StepRecord(
                step.keyword, step.text, step.line, step.status, step.error,
                tuple(record(seen(), folder, number)),
            )
            for number, step in enumerate(one.steps)
        ]  # fmt: skip
        kept.append(replace(one, steps=tuple(steps)))
    folder, name = style_sheet_file(root, SHEET)
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("#ok { color: rgb(1, 2, 3) } /* </style><script> */")
    return replace(verification, records=tuple(kept))


@pytest.fixture
def document(
    verification: Callable[..., Verification], tmp_path: Path
) -> Callable[..., Path]:
    """Write the living document of the cases named, with evidence, and say where."""

    def write(*names: str, seen: Callable[[], Evidence] = seen_all) -> Path:
        judged = with_evidence(verification(*names), seen, tmp_path / "evidence")
        file = tmp_path / "report.html"
        text = report(judged, tmp_path / "evidence", "--pack procedure")
        file.write_text(text, encoding="utf-8")
        return file

    return write
