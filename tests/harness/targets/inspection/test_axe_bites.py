"""axe-core on bad pages: each fault is found, with its criterion, in French."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

from harness.checks import drawing
from harness.checks.failure import CheckFailed
from harness.drawing import AxeReport, Inspected
from harness.pages import Page
from harness.targets.chromium.inspection.axe_run import (
    axe_source,
    axe_version,
    locale,
)
from harness.targets.chromium.inspector import ChromiumInspector
from simulator.clock import SystemClock
from simulator.recaptcha.double import RecaptchaDouble
from simulator.recaptcha.server import RecaptchaServer

MAIN = "<main><h1>Essai</h1>{}</main>"
Open = Callable[..., ChromiumInspector]
Evaluated = Callable[[str], Any]
PAGE = Page("https://portail.test/", 200, (), b"<title>Essai</title>")


def judged(open_page: Open, body: str, width: int = 1280) -> AxeReport:
    """Return what axe says of a page with *body* in its main part."""
    return open_page(MAIN.format(body)).axe(width)


@pytest.mark.parametrize(
    ("body", "criterion", "words"),
    [
        ('<img src="/x.png" width="50" height="50">', "1.1", "alternative textuelle"),
        ('<p style="color:#fff">blanc sur blanc</p>', "3.2", "contraste"),
        ('<p style="color:#999">gris clair</p>', "3.2", "insuffisant de 2.84"),
        ('<input name="dossier">', "11.1", "étiquette"),
        ('<button style="width:9px;height:9px"></button>', "11.9", "perceptible"),
        ('<a href="/x"><span></span></a>', "6.2", "perceptible"),
        ('<iframe srcdoc="x"></iframe>', "2.1", "cadre|frame"),
        ("<ul><p>x</p></ul>", "9.3", "li"),
        ('<div role="nimporte">x</div>', "7.1", "rôle"),
        ('<span aria-label="x"></span>', "7.1", "attributs ARIA permis"),
        (
            '<input type="checkbox" aria-checked="true" title="x">',
            "7.1",
            "prévu|prévoit",
        ),
        ('<ul role="directory"><li>x</li></ul>', "7.1", "obsolète"),
        ('<div role="tablist"><div role="tab"></div></div>', "7.1", "nom accessible"),
        ('<input autocomplete="nimporte" title="x">', "11.13", "autocomplete"),
    ],
)
def test_a_fault_is_found_with_its_criterion(
    open_page: Open, body: str, criterion: str, words: str
) -> None:
    """The sentence names the criterion, the page, what is asked and the element."""
    report = judged(open_page, body)

    with pytest.raises(
        CheckFailed, match=rf"RGAA .*\b{criterion}\b.*(?:{words})"
    ) as told:
        drawing.axe_finds_nothing([Inspected(PAGE, axe=(report,))])
    assert "« Essai » à 1280 px" in str(told.value)
    assert "<" in str(told.value)


def test_a_sound_page_has_no_finding(open_page: Open) -> None:
    """Neither a fault nor a doubt."""
    report = judged(open_page, '<p>Bonjour</p><label>Nom <input name="nom"></label>')

    assert AxeReport(1280, (), ()) == report
    drawing.axe_finds_nothing([Inspected(PAGE, axe=(report,))])


def test_what_axe_cannot_judge_is_a_doubt(open_page: Open) -> None:
    """Text on a gradient is for a human, and no fault."""
    body = '<p style="background:linear-gradient(#fff,#000);color:#777">x y z</p>'
    report = judged(open_page, body)

    assert report.findings == ()
    assert [("color-contrast", "3.2")] == [
        (doubt.rule, doubt.criteria) for doubt in report.doubts
    ]


def test_what_shows_in_a_narrow_window_only_is_judged_there(open_page: Open) -> None:
    """The same page has a fault at 390 px and none at 1280 px."""
    body = (
        "<style>p { display: none } @media (max-width: 400px) { p { display: block } }"
        '</style><p style="color:#ccc">pâle</p>'
    )
    assert judged(open_page, body, 1280).findings == ()
    assert len(judged(open_page, body, 390).findings) == 1


def test_the_window_is_left_as_it_was(open_page: Open, evaluated: Evaluated) -> None:
    """Judging at 390 px does not leave the person with a narrow window."""
    open_page(MAIN.format("x")).axe(390)

    assert evaluated("window.innerWidth") == 1280


def test_a_policy_against_scripts_does_not_stop_axe(open_page: Open) -> None:
    """The portal's own Content-Security-Policy forbids every script."""
    inspector = open_page(
        MAIN.format('<img src="/x.png" alt=""><input name="x">'),
        policy="default-src 'none'; script-src 'none'",
    )

    assert {"11.1.1"} == {
        test for finding in inspector.axe(1280).findings for test in finding.tests
    }


def test_a_frame_of_the_page_is_judged_and_named(open_page: Open) -> None:
    """The fault is told with the title of the frame."""
    inner = "<html lang='fr'><body><input name='x'></body></html>"
    report = judged(open_page, f'<iframe title="Cadre" srcdoc="{inner}"></iframe>')

    assert [("label", "Cadre", False)] == [
        (each.rule, each.frame, each.foreign) for each in report.findings
    ]


def test_a_frame_of_another_site_is_told_apart(
    open_page: Open, neighbour: Callable[[str], str]
) -> None:
    """What it holds is not the portal's: no fault, but known as foreign."""
    url = neighbour("<html lang='fr'><input name='x'>")
    report = judged(open_page, f'<iframe title="Ailleurs" src="{url}"></iframe>')

    assert [("Ailleurs", True)] == [
        (each.frame, each.foreign) for each in report.findings
    ]
    drawing.axe_finds_nothing([Inspected(PAGE, axe=(report,))])


def test_the_double_of_the_captcha_is_sound(open_page: Open) -> None:
    """Our own widget gives axe nothing to say, although it would not count."""
    with RecaptchaServer(RecaptchaDouble(SystemClock())) as captcha:
        script = f'<script src="{captcha.script_url}" async defer></script>'
        inspector = open_page(
            MAIN.format('<div class="g-recaptcha" data-sitekey="cle"></div>'),
            head=script,
        )
        inspector.captcha()  # waits until it is there
        report = inspector.axe(1280)

    assert report.findings == ()


def test_every_rule_of_the_rgaa_speaks_french() -> None:
    """No rule of this axe is without a message in fr.json or in our complement."""
    folder = files("harness.targets.chromium") / "axe"
    ours = json.loads((folder / "fr_complement.json").read_text("utf-8"))
    theirs = json.loads((folder / "fr.json").read_text("utf-8"))

    assert 6 == len(ours["rules"])
    assert set() == set(ours["rules"]) & set(theirs["rules"])
    assert set() == set(ours["checks"]) & set(theirs["checks"])


def test_axe_and_its_french_go_together(open_page: Open, evaluated: Evaluated) -> None:
    """Every rule that is judged has French words, and axe is 4.12 or later."""
    open_page(MAIN.format("x")).axe(1280)
    rules = evaluated("axe.getRules().map((rule) => rule.ruleId)")
    major, minor, _ = axe_version().split(".")

    assert (4, 12) <= (int(major), int(minor))
    assert axe_source().startswith(f"/*! axe v{axe_version()}")
    assert set() == set(rules) - set(locale()["rules"])
    assert set() == set(locale()["rules"]) - set(rules)
