"""Headers that protect, and those that do not (B15 to B17)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.checks import cookies, headers
from harness.checks.failure import CheckFailed
from harness.errors import NotObservable
from harness.labels import Stage
from harness.pages import Page

MakePage = Callable[..., Page]
TOKEN = "eyJhbGciOi.5e9d1f7ab2c3.4d5e6f"
LINK = f"https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token={TOKEN}"
STEPS = (Stage.CHOICE, Stage.TAKEN, Stage.NEW_PASSWORD, Stage.CHANGED)


@pytest.mark.parametrize(
    "policy",
    [
        "no-referrer",
        "same-origin",
        "strict-origin",
        "strict-origin-when-cross-origin",
        "unsafe-url, no-referrer",
        "no-referrer, a-policy-to-come",
        "No-Referrer",
    ],
)
def test_a_policy_that_tells_nothing_passes(page: MakePage, policy: str) -> None:
    """Neither path nor query goes to another site; the last known policy counts."""
    headers.keeps_its_address(
        page("<h1>x</h1>", url=LINK, headers=(("Referrer-Policy", policy),))
    )


def test_a_policy_in_the_page_passes(page: MakePage) -> None:
    """A meta element does as well as a header."""
    meta = '<meta name="referrer" content="no-referrer">'
    headers.keeps_its_address(page(meta, url=LINK))


def test_an_address_without_token_needs_no_policy(page: MakePage) -> None:
    """A portal may redirect to an address that tells nothing."""
    script = '<script src="https://cdn.example/a.js"></script>'
    headers.keeps_its_address(
        page(script, url="https://www2.carpimko.com/mdp", via=(LINK,))
    )


@pytest.mark.parametrize(
    ("markup", "policy", "why"),
    [
        ("", "", "part vers les autres sites"),
        ("", "unsafe-url", "part vers les autres sites"),
        ("", "no-referrer, unsafe-url", "part vers les autres sites"),
        ("", "no-referrer-when-downgrade", "part vers les autres sites"),
        ("<img src=a referrerpolicy=unsafe-url>", "no-referrer", "Un élément envoie"),
        ("<script src=//stats.example/a.js></script>", "no-referrer", "Un script d'un"),
        (f"<a href=https://a.example/?t={TOKEN}>x</a>", "no-referrer", "donne son"),
        (f"<img src=//a.example/{TOKEN}.png>", "no-referrer", "donne son jeton"),
    ],
)
def test_an_address_that_leaks_fails(
    page: MakePage, markup: str, policy: str, why: str
) -> None:
    """Defect 80: no policy, a lax one, a foreign script, a link that takes it along."""
    sent = (("referrer-policy", policy),) if policy else ()
    with pytest.raises(CheckFailed, match=why):
        headers.keeps_its_address(page(f"<h1>x</h1>{markup}", url=LINK, headers=sent))


def test_a_token_that_stays_in_the_path_leaks(page: MakePage) -> None:
    """A redirection that only moves the token takes nothing away."""
    with pytest.raises(CheckFailed, match="part vers"):
        headers.keeps_its_address(
            page("x", url=f"https://www2.carpimko.com/mdp/{TOKEN}", via=(LINK,))
        )


def test_a_script_with_a_known_content_passes(page: MakePage) -> None:
    """Its integrity is checked: it reads no address."""
    script = '<script src="https://cdn.example/a.js" integrity="sha384-x"></script>'
    sent = (("referrer-policy", "no-referrer"),)
    headers.keeps_its_address(page(script, url=LINK, headers=sent))


def shown(page: MakePage, **changed: str) -> list[Page]:
    """Return steps 5 to 9, none to be stored unless *changed* by its stage's name."""
    return [
        page(
            f"<h1>{stage.value}</h1>",
            headers=(("cache-control", changed.get(stage.name, "private, no-store")),),
        )
        for stage in STEPS
    ]


def test_pages_that_are_not_stored_pass(page: MakePage) -> None:
    """Pages before step 5 are not looked at."""
    headers.none_is_stored([page("<h1>Accueil</h1>"), *shown(page)])


@pytest.mark.parametrize("stage", STEPS)
def test_a_page_that_is_stored_fails(page: MakePage, stage: Stage) -> None:
    """No-cache alone lets a cache keep it."""
    with pytest.raises(CheckFailed, match="peut rester en cache"):
        headers.none_is_stored(shown(page, **{stage.name: "private, no-cache"}))


def test_a_page_that_was_not_seen_fails(page: MakePage) -> None:
    """What was not seen is not said to be sound."""
    with pytest.raises(CheckFailed, match="n'ont pas été vues : « Changement"):
        headers.none_is_stored(shown(page)[:-1])


YEAR = (("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),)


def test_a_year_of_https_passes(page: MakePage) -> None:
    """A page over http has no say in it."""
    headers.only_over_tls([page("x", headers=YEAR), page("x", url="http://a.test/")])


@pytest.mark.parametrize("value", ["", "max-age=2592000", "max-age=0", "preload"])
def test_less_than_a_year_of_https_fails(page: MakePage, value: str) -> None:
    """Absent, too short, or without duration."""
    sent = (("strict-transport-security", value),)
    with pytest.raises(CheckFailed, match="n'impose pas https"):
        headers.only_over_tls([page("x", headers=sent)])


def test_https_is_not_observable_over_http(page: MakePage) -> None:
    """A portal on a bench may have no certificate."""
    with pytest.raises(NotObservable, match="pas servi en https"):
        headers.only_over_tls([page("x", url="http://a.test/")])


@pytest.mark.parametrize("policy", ["default-src 'self'", "script-src 'none'"])
def test_a_content_policy_passes(page: MakePage, policy: str) -> None:
    """Anything that limits scripts."""
    headers.have_content_policy(
        [page("x", headers=(("content-security-policy", policy),))]
    )


@pytest.mark.parametrize("policy", [None, "frame-ancestors 'none'"])
def test_no_content_policy_fails(page: MakePage, policy: str | None) -> None:
    """None at all, or one that limits no script."""
    sent = (("content-security-policy", policy),) if policy else ()
    with pytest.raises(CheckFailed, match="ne limite pas"):
        headers.have_content_policy([page("x", headers=sent)])


@pytest.mark.parametrize(
    "sent",
    [
        (("x-frame-options", "DENY"),),
        (("X-Frame-Options", "sameorigin"),),
        (("content-security-policy", "frame-ancestors 'none'"),),
        (("content-security-policy", "default-src *; frame-ancestors 'self'"),),
    ],
)
def test_a_page_that_cannot_be_framed_passes(
    page: MakePage, sent: tuple[tuple[str, str], ...]
) -> None:
    """By the old header or the new."""
    headers.are_not_framed([page("x", headers=sent)])


@pytest.mark.parametrize(
    "sent",
    [
        (),
        (("x-frame-options", "ALLOWALL"),),
        (("content-security-policy", "default-src 'self'"),),
        (
            ("content-security-policy", "frame-ancestors *"),
            ("x-frame-options", "DENY"),
        ),
    ],
)
def test_a_page_that_can_be_framed_fails(
    page: MakePage, sent: tuple[tuple[str, str], ...]
) -> None:
    """Nothing, nonsense, or a frame-ancestors that allows everybody."""
    with pytest.raises(CheckFailed, match="peut encadrer"):
        headers.are_not_framed([page("x", headers=sent)])


def test_types_are_not_guessed(page: MakePage) -> None:
    """Nosniff passes; nothing fails."""
    headers.are_not_sniffed(
        [page("x", headers=(("X-Content-Type-Options", "nosniff"),))]
    )
    with pytest.raises(CheckFailed, match="deviner son type"):
        headers.are_not_sniffed([page("x")])


@pytest.mark.parametrize(
    "cookie",
    [
        "s=1; Secure; HttpOnly; SameSite=Lax",
        "s=1; samesite=STRICT; secure; httponly; path=/",
        "XSRF-TOKEN=1; Secure; SameSite=Lax",
        "s=; Max-Age=0; Path=/",
    ],
)
def test_a_guarded_cookie_passes(page: MakePage, cookie: str) -> None:
    """An anti-forgery value is there for scripts; a deleted one needs nothing."""
    cookies.cookies_are_guarded([page("x", headers=(("Set-Cookie", cookie),))])


@pytest.mark.parametrize(
    ("cookie", "lacks"),
    [
        ("s=1; HttpOnly; SameSite=Lax", "Secure"),
        ("s=1; Secure; SameSite=Lax", "HttpOnly"),
        ("s=1; Secure; HttpOnly", "SameSite"),
        ("s=1; Secure; HttpOnly; SameSite=None", "SameSite"),
        ("s=1", "Secure, HttpOnly, SameSite"),
    ],
)
@pytest.mark.parametrize("where", ["headers", "via_headers"])
def test_a_cookie_that_is_not_guarded_fails(
    page: MakePage, cookie: str, lacks: str, where: str
) -> None:
    """On the page or on the way to it."""
    seen = page("x", **{where: (("set-cookie", cookie),)})
    with pytest.raises(CheckFailed, match=f"« s » n'a pas {lacks}"):
        cookies.cookies_are_guarded([seen])
