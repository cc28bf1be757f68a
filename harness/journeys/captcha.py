"""The CAPTCHA, solved or not: what the widget would put in the form."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum
from urllib.parse import urlsplit

from harness.errors import ConfigurationError, NotObservable, NotOffered
from harness.forms import Submission
from harness.journeys.affiliate import Affiliate
from harness.target import LACKS, Capability

FIELD = "g-recaptcha-response"
_SWITCHED_OFF = "le CAPTCHA de ce portail est débranché pour les essais"
STALE_AFTER = timedelta(seconds=121)
"""Google's responses live 120 seconds."""


class Captcha(Enum):
    """How the CAPTCHA of step 4 is dealt with; the value is how features say it."""

    SOLVED = "résolu"
    ABSENT = "absent"
    EMPTY = "vide"
    FORGED = "inventé"
    REPLAYED = "déjà utilisé"
    STALE = "résolu depuis plus de deux minutes"
    FRESH = "résolu depuis deux minutes moins une seconde"
    OTHER_HOST = "résolu sur un autre site"
    TEST_KEY = "résolu avec la clé de test de Google"


_SOUND = frozenset({Captcha.SOLVED, Captcha.FRESH})


def complete(
    affiliate: Affiliate, submission: Submission, captcha: Captcha
) -> Submission:
    """Return *submission* with the CAPTCHA dealt with as *captcha* says.

    A browser that runs the widget solves it there, if the form is before her. Else the
    bench, which plays Google, gives the response that the widget would have given.

    Raises:
        NotOffered: the form holds no CAPTCHA.
        NotObservable: the bench plays no Google for this portal, and cannot tell how it
            takes such a response.
    """
    site_key = submission.form.captcha_site_key
    told = affiliate.world.surroundings.captcha_told
    if site_key is None and not told.asked:
        if captcha is Captcha.SOLVED:
            return submission
        raise NotObservable(_SWITCHED_OFF)
    if site_key is None:
        raise NotOffered(affiliate.page.without("le CAPTCHA"))
    response = None
    if captcha is Captcha.SOLVED:
        response = affiliate.browser.solve_captcha(submission)
    if response is None:
        response = _response(affiliate, captcha, site_key)
    if response is None:
        return submission.setting(FIELD)
    affiliate.used_captcha = response
    solvers = affiliate.world.solvers
    solvers.pop(response, None)
    if captcha in _SOUND:
        solvers[response] = affiliate
    return submission.setting(FIELD, response)


def _response(affiliate: Affiliate, captcha: Captcha, site_key: str) -> str | None:
    world = affiliate.world
    told = world.surroundings.captcha_told
    if Capability.CAPTCHA not in world.target.capabilities:
        return _response_of_others(captcha, told.response)
    host = told.host or urlsplit(affiliate.page.url).hostname or ""
    waits = {Captcha.STALE: STALE_AFTER, Captcha.FRESH: timedelta(seconds=119)}
    fixed = {
        Captcha.ABSENT: None,
        Captcha.EMPTY: "",
        Captcha.FORGED: "03AGdBq27-une-reponse-inventee-de-toutes-pieces",
        Captcha.REPLAYED: affiliate.used_captcha,
    }
    if captcha is Captcha.REPLAYED and affiliate.used_captcha is None:
        raise ConfigurationError("No CAPTCHA was sent before: none can be replayed.")
    if captcha in fixed:
        return fixed[captcha]
    if captcha is Captcha.OTHER_HOST:
        host = "www.autre-site.example"
    if captcha is Captcha.TEST_KEY:
        site_key, host = (
            "6LeIxAcTAAAAAJcZVRqyHh71UMIEGNQ_MXjiZKhI",
            "testkey.google.com",
        )
    response = world.captcha.solve(site_key, host)
    if captcha in waits:
        world.let_pass(waits[captcha])
    return response


def _response_of_others(captcha: Captcha, response: str | None) -> str | None:
    """Return the response where somebody else verifies it: a test key takes any one."""
    if captcha is Captcha.ABSENT:
        return None
    if captcha is Captcha.EMPTY:
        return ""
    if captcha is Captcha.SOLVED and response is not None:
        return response
    raise NotObservable(LACKS[Capability.CAPTCHA])
