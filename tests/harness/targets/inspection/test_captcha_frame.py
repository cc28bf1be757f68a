"""The CAPTCHA's frame: reached, named, with another form; and sent by the keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from harness.checks import focus
from harness.checks.failure import CheckFailed
from harness.drawing import Captcha, Inspected
from harness.errors import NotObservable, NotOffered
from harness.pages import Page
from harness.targets.chromium.inspector import ChromiumInspector
from simulator.clock import SystemClock
from simulator.recaptcha.double import RecaptchaDouble
from simulator.recaptcha.server import RecaptchaServer

Open = Callable[..., ChromiumInspector]
PAGE = Page("https://portail.test/", 200, (), b"<title>Essai</title>")
BOX = "<span role=checkbox tabindex=0 aria-label=Humain></span>"
PICTURE = "<canvas width=90 height=90></canvas>"


def met(
    open_page: Open, inner: str, title: str = "reCAPTCHA", around: str = ""
) -> Captcha:
    """Return the CAPTCHA of a page whose frame holds *inner*."""
    frame = f'<iframe title="{title}" srcdoc="{inner}"></iframe>'
    return open_page(
        f'<form><div class="g-recaptcha">{frame}</div>{around}</form>'
    ).captcha()


@contextmanager
def demand(open_page: Open) -> Iterator[tuple[ChromiumInspector, RecaptchaDouble]]:
    """Open a page like step 4, with our widget."""
    double = RecaptchaDouble(SystemClock())
    with RecaptchaServer(double) as server:
        inspector = open_page(
            "<form action=/suite><fieldset><legend>Vous êtes un</legend>"
            "<label><input type=radio name=s value=1> Affilié</label>"
            "<label><input type=radio name=s value=2> Ayant droit</label></fieldset>"
            "<label>Numéro de dossier <input name=d></label>"
            '<div class="g-recaptcha" data-sitekey="cle"></div>'
            "<button>Envoyer</button></form>",
            head=f'<script src="{server.script_url}" async defer></script>',
            suite="<title>Suite</title>",
        )
        yield inspector, double


@pytest.mark.parametrize(
    ("inner", "title", "words"),
    [
        (BOX, "", "RGAA 2.1 : « Essai », le cadre du CAPTCHA n'a pas de titre"),
        ("<p>rien</p>", "reCAPTCHA", "RGAA 7.3 : .*n'atteint pas le CAPTCHA"),
        (
            "<span role=checkbox tabindex=0></span>",
            "reCAPTCHA",
            "RGAA 7.1, 11.1 : .*rôle « checkbox », nom « »",
        ),
        ("<div tabindex=0>x</div>", "reCAPTCHA", "RGAA 7.1, 11.1 : .*rôle « "),
    ],
)
def test_a_nameless_captcha_is_found(
    open_page: Open, inner: str, title: str, words: str
) -> None:
    """The sentence names the criterion and what was told."""
    with pytest.raises(CheckFailed, match=words.replace("« »", "«  »")):
        focus.captcha_is_named([Inspected(PAGE, captcha=met(open_page, inner, title))])


def test_a_named_captcha_passes(open_page: Open) -> None:
    """Title, role and name."""
    captcha = met(open_page, BOX)

    focus.captcha_is_named([Inspected(PAGE, captcha=captcha)])
    assert ("reCAPTCHA", "checkbox", "Humain") == (
        captcha.frame_title,
        captcha.role,
        captcha.name,
    )


def test_pictures_alone_are_against_1_5(open_page: Open) -> None:
    """Pictures to be recognised, and nothing to hear."""
    with pytest.raises(CheckFailed, match=r"RGAA 1\.5 : .*montre 1 image"):
        focus.captcha_has_alternative(
            [Inspected(PAGE, captcha=met(open_page, BOX + PICTURE))]
        )


@pytest.mark.parametrize(
    ("inner", "around"),
    [
        (f"{BOX}{PICTURE}<button>Obtenir un test audio</button>", ""),
        (f"{BOX}{PICTURE}", "<p>Sinon, contactez-nous.</p>"),
        (BOX, "<p>Sinon, contactez-nous.</p>"),
    ],
)
def test_sound_or_another_way_is_enough(
    open_page: Open, inner: str, around: str
) -> None:
    """RGAA 1.5 asks for one of them."""
    captcha = met(open_page, inner, around=around)

    focus.captcha_has_alternative([Inspected(PAGE, captcha=captcha)])


@pytest.mark.parametrize(
    "body",
    [
        "<form>{widget}<button>Envoyer</button><p>Téléphone</p></form>",
        "<form><p>Téléphone</p><input title=n>{widget}</form>",
        "<main>{widget}<form><p>Téléphone</p></form></main>",
        "{widget}<footer><a href=/c>Contact</a></footer>",
        "<form><div>Téléphone <input title=t></div>{widget}</form>",
        "<form><div>{widget}</div><hr><p>Contactez-nous</p></form>",
    ],
)
def test_words_further_away_are_no_other_way(open_page: Open, body: str) -> None:
    """A « Contact » in the page's footer tells nothing about the CAPTCHA."""
    frame = f'<iframe title="reCAPTCHA" srcdoc="{BOX}{PICTURE}"></iframe>'
    widget = f'<div class="g-recaptcha">{frame}</div>'
    captcha = open_page(body.format(widget=widget)).captcha()

    assert "" == captcha.other_way


@pytest.mark.parametrize(
    "body",
    [
        "<div>{widget}<p class=hint>Contactez la CARPIMKO.</p></div><p>Fin</p>",
        "<div>{widget}</div><p>Contactez la CARPIMKO.</p>",
        "<p>Contactez la CARPIMKO.</p>{widget}",
    ],
)
def test_words_beside_it_are_another_way(open_page: Open, body: str) -> None:
    """In its own field, as on the simulated portal, or just before or after it."""
    frame = f'<iframe title="reCAPTCHA" srcdoc="{BOX}"></iframe>'
    widget = f'<div class="g-recaptcha">{frame}</div>'
    captcha = open_page(f"<form>{body.format(widget=widget)}</form>").captcha()

    assert "Contactez la CARPIMKO." == captcha.other_way


def test_a_box_alone_shows_no_challenge(open_page: Open) -> None:
    """Nothing to judge, and said so."""
    with pytest.raises(NotObservable, match="n'a montré aucun défi"):
        focus.captcha_has_alternative([Inspected(PAGE, captcha=met(open_page, BOX))])


def test_a_page_without_captcha_says_so(open_page: Open) -> None:
    """Never green."""
    with pytest.raises(NotObservable, match="ne montre pas le cadre d'un CAPTCHA"):
        open_page("<button>x</button>").captcha()


def test_the_form_is_filled_in_and_sent_with_the_keys(open_page: Open) -> None:
    """Choices by the arrows, the CAPTCHA by the space bar, Enter to send."""
    with demand(open_page) as (inspector, double):
        page = inspector.send_by_keyboard(
            {"Vous êtes un": "Ayant droit", "Numéro de dossier": "0012345"}, "Envoyer"
        )

        assert page.title == "Suite"
        assert "s=2&d=0012345&g-recaptcha-response=" in page.url
        response = page.url.rpartition("=")[2]
        assert double.verify("secret", response, None)["success"] is True


def test_a_button_for_the_mouse_alone_is_told(open_page: Open) -> None:
    """The keyboard does not reach it: what is missing is named."""
    inspector = open_page(
        "<form><input title=Nom><button tabindex=-1>Envoyer</button></form>"
    )

    with pytest.raises(NotOffered, match="n'atteint pas « Envoyer »"):
        inspector.send_by_keyboard({"Nom": "x"}, "Envoyer")
