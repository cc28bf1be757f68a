"""Step 4: the CAPTCHA, and what siteverify's answer is taken for."""

from __future__ import annotations

from typing import Any

import httpx

from simulator.defects.making import (
    Defect,
    Where,
    always,
    method,
    settings,
)
from simulator.portal.ports.captcha import CaptchaVerdict
from simulator.portal.settings import Settings
from simulator.portal.web.context import parts

_TEST_SECRET = "6LeIxAcTAAAAAGG-vFI1TnRWxMZNFuojJ4WifJWe"  # noqa: S105 - public


def _asked(response: str) -> dict[str, Any]:
    """Return what siteverify says of *response*."""
    form = {"secret": parts().settings.captcha_secret, "response": response}
    address = parts().routes.siteverify or ""
    answer: dict[str, Any] = httpx.post(address, data=form, trust_env=False).json()
    return answer


def _verdict(solved: object) -> CaptchaVerdict:
    return CaptchaVerdict.SOLVED if solved else CaptchaVerdict.REFUSED


def _if_there(_verify: Any) -> Any:
    return lambda response, _ip: _verdict(response)


def _remembered(verify: Any) -> Any:
    known: dict[str, CaptchaVerdict] = {}

    def verified(response: str, ip: str | None) -> CaptchaVerdict:
        if known.get(response) is not CaptchaVerdict.SOLVED:
            known[response] = verify(response, ip)
        return known[response]

    return verified


def _even_late(_verify: Any) -> Any:
    seen: set[str] = set()

    def verified(response: str, _ip: str | None) -> CaptchaVerdict:
        answer = _asked(response)
        late = answer.get("error-codes") == ["timeout-or-duplicate"]
        first = response not in seen
        seen.add(response)
        return _verdict(answer["success"] or (late and first))

    return verified


def _open_if_down(verify: Any) -> Any:
    return lambda *asked: _verdict(verify(*asked) is not CaptchaVerdict.REFUSED)


DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="captcha_client_seul",
        summary="La réponse au CAPTCHA n'est jamais vérifiée par le portail.",
        where=Where.PAGE,
        expected=("P4.3",),
        change=method("captcha", "verify", always(CaptchaVerdict.SOLVED)),
    ),
    Defect(
        name="captcha_vide_accepte",
        summary="La présence d'une réponse au CAPTCHA suffit, quelle qu'elle soit.",
        where=Where.PAGE,
        expected=("P4.3",),
        change=method("captcha", "verify", _if_there),
    ),
    Defect(
        name="captcha_rejeu",
        summary="Une réponse au CAPTCHA vérifiée une fois est crue à jamais (cache).",
        where=Where.PAGE,
        expected=("P4.3",),
        change=method("captcha", "verify", _remembered),
    ),
    Defect(
        name="captcha_perime",
        summary="Un CAPTCHA résolu depuis plus de deux minutes est encore accepté.",
        where=Where.TIME,
        expected=("P4.3",),
        change=method("captcha", "verify", _even_late),
    ),
    Defect(
        name="captcha_echec_ouvert",
        summary="Quand le vérificateur du CAPTCHA est en panne, tout passe.",
        where=Where.PAGE,
        expected=("P4.3",),
        change=method("captcha", "verify", _open_if_down),
    ),
    Defect(
        name="captcha_cle_de_test",
        summary="Le secret de test de Google est resté : tout CAPTCHA est bon.",
        where=Where.PAGE,
        expected=("P4.3",),
        change=settings(
            captcha_secret=_TEST_SECRET,
            captcha_hosts=(*Settings().captcha_hosts, "testkey.google.com"),
        ),
    ),
)
