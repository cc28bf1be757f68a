"""Waiting where « 429 » says how long, since the portal's limits cannot be reset."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from harness.errors import NotObservable
from harness.journeys.affiliate import Affiliate
from harness.journeys.captcha import FIELD, Captcha, complete
from harness.journeys.patient import PatientBrowser
from harness.journeys.world import World
from harness.pages import Page
from simulator.clock import real_now, real_seconds

HOME = "https://portail.test/"
FORM = Page(
    HOME,
    200,
    (),
    b"<form method=post><div class=g-recaptcha data-sitekey=cle></div>"
    b"<button>Envoyer</button></form>",
)


def held_up(told: str | None) -> Page:
    """Return a page that refuses, and may say for how long."""
    headers = () if told is None else (("Retry-After", told),)
    return Page(HOME, 429, headers, b"<h1>Trop de demandes</h1>")


@pytest.fixture
def patient(world: World, target: Any) -> PatientBrowser:
    """A patient browser on the portal of one page."""
    return PatientBrowser(target.open_browser(lambda _: None), world)


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_what_is_asked_for_is_waited_for(
    patient: PatientBrowser, target: Any, form: str
) -> None:
    """As a number of seconds or as a date; then it is tried again, once."""
    later = format_datetime(real_now() + timedelta(seconds=1), usegmt=True)
    target.answers[:] = [held_up("1" if form == "seconds" else later), FORM]
    began = real_seconds()

    assert 200 == patient.visit(HOME).status
    assert 0.4 < real_seconds() - began < 10
    assert 2 == len(target.browsers[0].asked)


def test_too_long_a_wait_is_not_observable(
    patient: PatientBrowser, target: Any
) -> None:
    """Nobody waits for a quarter of an hour; the reason says how long it is."""
    target.answers[:] = [held_up("900")]
    with pytest.raises(NotObservable, match=r"attendre 900 s \(429\)"):
        patient.visit(HOME)


@pytest.mark.parametrize("told", [None, "bientôt"])
def test_who_does_not_say_how_long_is_not_waited_for(
    patient: PatientBrowser, target: Any, told: str | None
) -> None:
    """The refusal is the answer."""
    target.answers[:] = [held_up(told), FORM]

    assert 429 == patient.visit(HOME).status


def test_who_tests_limits_sees_them(
    patient: PatientBrowser, target: Any, world: World
) -> None:
    """There the refusal is what is looked at."""
    world.tests_limits = True
    target.answers[:] = [held_up("900")]

    assert 429 == patient.visit(HOME).status


@pytest.fixture
def resend(
    patient: PatientBrowser, target: Any, world: World
) -> Callable[[Captcha], tuple[str, str, Affiliate]]:
    """Send a form that is held up once; return both responses, and whose they are."""

    def sent(captcha: Captcha) -> tuple[str, str, Affiliate]:
        target.answers[:] = [FORM]
        camille = world.introduce("Camille")
        camille.visit(HOME)
        if captcha is Captcha.REPLAYED:
            complete(camille, FORM.forms[0].press("Envoyer"), Captcha.SOLVED)
        form = complete(camille, FORM.forms[0].press("Envoyer"), captcha)
        target.answers[:] = [held_up("0"), FORM]
        patient.submit(form)
        first, second = (dict(asked)[FIELD] for _, asked in target.browsers[0].asked)
        assert dict(form.pairs)[FIELD] == first
        return first, second, camille

    return sent


@pytest.mark.parametrize("captcha", [Captcha.SOLVED, Captcha.FRESH])
def test_a_form_is_sent_again_with_another_captcha(
    resend: Callable[[Captcha], tuple[str, str, Affiliate]], captcha: Captcha
) -> None:
    """The first is used up, whatever the portal did; the last is what she has used."""
    first, second, camille = resend(captcha)

    assert first != second == camille.used_captcha
    assert second


@pytest.mark.parametrize(
    "captcha",
    [
        Captcha.EMPTY,
        Captcha.FORGED,
        Captcha.REPLAYED,
        Captcha.STALE,
        Captcha.OTHER_HOST,
        Captcha.TEST_KEY,
    ],
)
def test_a_captcha_that_is_wrong_on_purpose_is_sent_again_as_it_is(
    resend: Callable[[Captcha], tuple[str, str, Affiliate]], captcha: Captcha
) -> None:
    """With a good one in its place, a sound portal would seem to take the wrong one."""
    first, second, _ = resend(captcha)

    assert first == second
