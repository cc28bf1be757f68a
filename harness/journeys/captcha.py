"""The CAPTCHA, solved or not: what the widget would put in the form."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum
from urllib.parse import urlsplit

from harness.errors import ConfigurationError, NotOffered
from harness.forms import Submission
from harness.journeys.affiliate import Affiliate

FIELD = "g-recaptcha-response"
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


def complete(
    affiliate: Affiliate, submission: Submission, captcha: Captcha
) -> Submission:
    """Return *submission* with the CAPTCHA dealt with as *captcha* says.

    Raises:
        NotOffered: the form holds no CAPTCHA.
    """
    site_key = submission.form.captcha_site_key
    if site_key is None:
        raise NotOffered(affiliate.page.without("le CAPTCHA"))
    response = _response(affiliate, captcha, site_key)
    if response is None:
        return submission.setting(FIELD)
    affiliate.used_captcha = response
    return submission.setting(FIELD, response)


def _response(affiliate: Affiliate, captcha: Captcha, site_key: str) -> str | None:
    world = affiliate.world
    host = urlsplit(affiliate.page.url).hostname or ""
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
