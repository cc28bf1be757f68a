"""Step 4: situation, dossier number, CAPTCHA."""

from __future__ import annotations

from simulator.defects.making import Defect, Where, always, method
from simulator.portal.ports.captcha import CaptchaVerdict

DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="captcha_client_seul",
        summary="La réponse au CAPTCHA n'est jamais vérifiée par le portail.",
        where=Where.PAGE,
        expected=("P4.3",),
        change=method("captcha", "verify", always(CaptchaVerdict.SOLVED)),
    ),
)
