"""What is sent when a token is forged, malformed or taken for another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from harness.errors import ConfigurationError
from harness.journeys import other_tokens, tokens
from harness.journeys.affiliate import Affiliate
from harness.journeys.other_tokens import Proof
from harness.journeys.world import World
from harness.pages import Page
from harness.tokens.reading import hmac_signature, token_of, written

SIGNED = written({"alg": "HS256"}, {"login": "0123456", "exp": 1})
TOKEN = f"{SIGNED}.{hmac_signature(SIGNED, b'une cle longue que personne ne devine')}"
LINK = f"https://portail.test/reset?token={TOKEN}"
MAIL = f"Subject: x\r\nContent-Type: text/plain\r\n\r\n{LINK}\r\n".encode()
STEP_8 = """<form method=post action="{action}">
<input type=hidden name=jeton value="{hidden}"><input type=hidden name=csrf value=c>
<label>Numéro de dossier <input name=d></label>
<label>Mot de passe <input type=password name=p></label>
<label>Confirmer mot de passe <input type=password name=q></label>
<button>Valider</button></form>"""


@pytest.fixture
def camille(world: World) -> Affiliate:
    """Camille, whose mail is open."""
    somebody = world.introduce("Camille", dossier="0123456")
    sent = world.mailbox.deliver("a@b.test", [somebody.person.email or ""], MAIL)
    somebody.open_mail(sent)
    return somebody


@pytest.fixture
def open_step_8(camille: Affiliate, target: Any) -> Callable[..., None]:
    """Show step 8 to Camille, with the token where it is told."""

    def show(hidden: str = "", action: str = "/reset") -> None:
        markup = STEP_8.format(hidden=hidden, action=action)
        target.answers[:] = [Page(LINK, 200, (), markup.encode())]
        camille.visit(LINK)

    return show


def asked(target: Any) -> list[Any]:
    """Return everything that any browser sent, in order of the browsers."""
    return [one for browser in target.browsers for one in browser.asked]


def test_a_forged_link_is_opened(camille: Affiliate, target: Any) -> None:
    """The address stays; the token alone is another."""
    tokens.open_forged_link(camille, "non signé (none)")
    [(_, url)] = asked(target)

    assert url.startswith("https://portail.test/reset?token=ey")
    assert TOKEN != token_of(url)
    assert [] == camille.world.evidence.notes


def test_an_opaque_token_is_damaged_and_noted(world: World, target: Any) -> None:
    """What cannot be forged as a JWT is not left out in silence."""
    somebody = world.introduce("Camille")
    mail = MAIL.replace(TOKEN.encode(), b"q3Vd0JmJpVw0m8yWZ5w1cQ")
    sent = world.mailbox.deliver("a@b.test", [somebody.person.email or ""], mail)
    somebody.open_mail(sent)
    tokens.open_forged_link(somebody, "annoncé HS384")

    assert "q3Vd0JmJpVw0m8yWZ5w1cQAAAAAAAA" == token_of(asked(target)[0][1])
    assert ["Ce jeton n'est pas un JWT : il est abîmé autrement."] == (
        world.evidence.notes
    )


def test_the_token_of_the_form_is_replaced(
    camille: Affiliate, target: Any, open_step_8: Callable[..., None]
) -> None:
    """Wherever the form holds it; everything else goes as it stands."""
    open_step_8(hidden=TOKEN)
    tokens.send_with_token(camille, "autre")
    _, sent = asked(target)[-1]

    assert {"jeton": "autre", "csrf": "c", "d": "0123456"} == {
        name: sent[name] for name in ("jeton", "csrf", "d")
    }
    assert sent["p"] == sent["q"] == camille.chosen_password
    assert 1 == len(target.browsers)


def test_the_token_of_the_action_is_replaced(
    camille: Affiliate, open_step_8: Callable[..., None]
) -> None:
    """A form that is sent to the link's own address carries the token there."""
    open_step_8(action=f"/reset?token={TOKEN}")
    sent: list[str] = []
    browser = camille.browser
    original = browser.submit
    browser.submit = lambda form, **more: (  # type: ignore[method-assign] # - a spy
        sent.append(form.form.action) or original(form, **more)
    )
    tokens.send_with_token(camille, "un autre")

    assert ["https://portail.test/reset?token=un%20autre"] == sent


def test_a_form_without_token_goes_from_a_browser_that_saw_the_other_link(
    camille: Affiliate, target: Any, open_step_8: Callable[..., None]
) -> None:
    """The session of the first browser would make a sound portal accept it."""
    open_step_8()
    tokens.send_with_token(camille, "autre")

    assert 2 == len(target.browsers)
    visited, submitted = target.browsers[1].asked
    assert ("GET", "https://portail.test/reset?token=autre") == visited
    assert "form" == submitted[0]


def test_a_malformed_link_and_form(
    camille: Affiliate, target: Any, open_step_8: Callable[..., None]
) -> None:
    """The same text, in the address and in the form."""
    tokens.open_malformed_link(camille, "null")
    open_step_8(hidden=TOKEN)
    tokens.send_malformed_form(camille, "null")

    assert "https://portail.test/reset?token=null" == asked(target)[0][1]
    assert "null" == asked(target)[-1][1]["jeton"]


def test_every_secret_of_the_pages_is_tried_as_a_token(
    camille: Affiliate, target: Any
) -> None:
    """What browsers keep and hidden values, not the token itself, each by itself."""
    form = f"<form><input type=hidden name=c value=anti-csrf-1><input type=hidden \
name=t value='{TOKEN}'><input type=hidden name=s value=x><button>V</button></form>"
    cookie = ("Set-Cookie", "session=secret-de-session; Path=/; HttpOnly")
    gone = ("set-cookie", "vieux=; Max-Age=0")
    target.answers[:] = [Page(LINK, 200, (cookie, gone), form.encode())]
    camille.visit("https://portail.test/")
    other_tokens.present_other_tokens(camille)

    tried = [token_of(url) for _, url in asked(target)[1:]]
    assert ["anti-csrf-1", "secret-de-session"] == sorted(tried)
    assert 2 == len(camille.answers)
    assert 3 == len(target.browsers)


def test_a_secret_that_another_has_replaced_is_tried_too(
    camille: Affiliate, target: Any
) -> None:
    """A browser's session does not end because the next browser is given another."""
    cookies = (
        ("Set-Cookie", "session=la-premiere"),
        ("Set-Cookie", "session=la-seconde"),
    )
    target.answers[:] = [Page(LINK, 200, cookies, b"<p>Bonjour</p>")]
    camille.visit("https://portail.test/")
    other_tokens.present_other_tokens(camille)

    tried = [token_of(url) for _, url in asked(target)[1:]]
    assert ["la-premiere", "la-seconde"] == sorted(tried)


@pytest.mark.parametrize(
    ("proof", "address", "headers"),
    [
        (Proof.COOKIES, "/espace", {"cookie": f"a={TOKEN}; session={TOKEN}"}),
        (Proof.BEARER, "/espace", {"authorization": f"Bearer {TOKEN}"}),
        (Proof.ADDRESS, f"/espace?token={TOKEN}", {}),
    ],
)
def test_the_reset_token_is_shown_as_a_proof(
    camille: Affiliate, target: Any, proof: Proof, address: str, headers: dict[str, str]
) -> None:
    """In a browser that has nothing else to show."""
    cookies = (("Set-Cookie", "session=x"), ("Set-Cookie", "a=y"))
    target.answers[:] = [Page(LINK, 200, cookies, b"<p>Bonjour</p>")]
    camille.visit("https://portail.test/")
    camille.personal_space_url = "https://portail.test/espace"
    sent: list[tuple[str, Any]] = []
    opened = target.open_browser

    def spied(seen: Any) -> Any:
        browser = opened(seen)
        visit = browser.visit
        browser.visit = lambda url, **more: (
            sent.append((url, more["headers"])) or visit(url, **more)
        )
        return browser

    target.open_browser = spied
    other_tokens.present_reset_token(camille, proof)

    assert [(f"https://portail.test{address}", headers)] == sent
    assert "Bonjour" == camille.page.text


def test_without_a_log_in_nobody_knows_the_space(camille: Affiliate) -> None:
    """A feature whose steps are out of order learns what is missing."""
    with pytest.raises(ConfigurationError, match="personal space"):
        other_tokens.present_reset_token(camille, Proof.BEARER)
