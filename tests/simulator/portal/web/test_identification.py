"""Step 4 over the pages: situation, dossier number and CAPTCHA (P4.1 to P4.3)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from simulator.clock import advance
from simulator.recaptcha.double import RecaptchaDouble
from simulator.recaptcha.faults import SERVER_ERROR

FORM = "/Comptes/MotDePasseOublie"
SITUATION = "Précisez votre situation : Affilié ou Ayant droit."
DOSSIER = "Renseignez votre numéro de dossier à sept chiffres, sans espace."
CAPTCHA = "Résolvez le CAPTCHA (Je ne suis pas un robot)."


def _errors(visitor: Any, answer: Any) -> list[str]:
    return [
        " ".join(each.text_content().split())
        for each in visitor.page(answer).xpath("//*[@class='summary']//li")
    ]


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"situation": ""}, [SITUATION, DOSSIER]),
        ({"situation": "admin"}, [SITUATION, DOSSIER]),
        ({"situation": "AFFILIE"}, [SITUATION, DOSSIER]),
        ({"dossier": ""}, [DOSSIER]),
        ({"dossier": "123456"}, [DOSSIER]),
        ({"dossier": "12345678"}, [DOSSIER]),
        ({"dossier": " 0012345"}, [DOSSIER]),
        ({"dossier": "0012345\n"}, [DOSSIER]),
        ({"dossier": "０012345"}, [DOSSIER]),
        ({"dossier": "<script>"}, [DOSSIER]),
        ({"g-recaptcha-response": ""}, [CAPTCHA]),
        ({"g-recaptcha-response": "garbage"}, [CAPTCHA]),
    ],
)
def test_step_4_refuses_what_is_malformed(
    visitor: Any, fields: dict[str, str], errors: list[str]
) -> None:
    """On the same page, with a sentence for each error, nothing opened (P4)."""
    answer = visitor.identify(**fields)

    assert 200 == answer.status_code
    assert errors == _errors(visitor, answer)
    assert "Erreur - " in visitor.page(answer).xpath("string(//title)")
    assert "demande ouverte" not in visitor.get("/_bench/log").text


def test_a_repeated_parameter_names_nothing(visitor: Any) -> None:
    """Two dossiers or two situations are none (B21)."""
    fields = {
        "csrf_token": visitor.csrf(),
        "situation": ["affilie", "ayant_droit"],
        "dossier": ["0012345", "7654321"],
    }
    answer = visitor.client.post(
        FORM, data=fields, base_url="https://www2.carpimko.com"
    )

    assert [SITUATION, DOSSIER] == _errors(visitor, answer)


def test_a_refused_form_keeps_what_was_typed(visitor: Any) -> None:
    """The situation chosen and the number, escaped."""
    answer = visitor.identify(situation="ayant_droit", dossier='12"><b>')
    page = visitor.page(answer)

    assert ["ayant_droit"] == page.xpath("//input[@checked]/@value")
    assert ['12"><b>'] == page.xpath("//input[@name='dossier']/@value")
    assert [] == page.xpath("//main//b")


def test_a_malformed_dossier_spares_the_captcha(
    visitor: Any, captcha: RecaptchaDouble
) -> None:
    """The response is not used up by a typing error."""
    visitor.identify(dossier="12")

    assert () == captcha.verifications


def test_a_captcha_serves_once(visitor: Any, captcha: RecaptchaDouble) -> None:
    """The same response for a second request is refused (P4.3)."""
    visitor.identify()
    used = captcha.verifications[0].response
    answer = visitor.identify(**{"g-recaptcha-response": used})

    assert [CAPTCHA] == _errors(visitor, answer)


def test_a_captcha_that_cannot_be_verified_is_not_solved(
    visitor: Any, captcha: RecaptchaDouble
) -> None:
    """And the page says that it is not the visitor's fault (P4.3)."""
    captcha.fault = SERVER_ERROR
    expected = "Le CAPTCHA n'a pas pu être vérifié. Veuillez réessayer dans un instant."

    assert [expected] == _errors(visitor, visitor.identify())


def test_a_stale_captcha_is_refused(
    visitor: Any, portal: Any, captcha: RecaptchaDouble
) -> None:
    """More than two minutes after it was solved (P4.3)."""
    response = captcha.solve("key", "www2.carpimko.com")
    advance(portal.clock, timedelta(seconds=121))

    answer = visitor.identify(**{"g-recaptcha-response": response})
    assert [CAPTCHA] == _errors(visitor, answer)
