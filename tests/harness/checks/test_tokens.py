"""What a token tells to whoever reads it."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.checks import tokens
from harness.checks.failure import CheckFailed
from harness.pages import Page
from simulator.mail.message import ReceivedMail

MakePage = Callable[..., Page]
TOKEN = "eyJ0eXAi.abc-1_2.x"
ADDRESS = "https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse"


def jwt(claims: object) -> str:
    """Return an unsigned token that carries *claims*."""
    payload = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode()
    return f"e30.{payload.rstrip('=')}.c2ln"


@pytest.mark.parametrize(
    ("url", "token"),
    [
        (f"{ADDRESS}?token=abc", "abc"),
        (f"{ADDRESS}?a=1&token=a%2Bb", "a+b"),
        (f"{ADDRESS}?token=abc#x", "abc"),
        (f"{ADDRESS}?token=", ""),
        (f"{ADDRESS}?t=abc", ""),
        (ADDRESS, ""),
        ("", ""),
    ],
)
def test_the_token_of_a_link(url: str, token: str) -> None:
    """The parameter « token » is decoded; without it there is none."""
    assert token == tokens.token_of(url)


def test_the_first_token_of_a_mail(mail: Callable[..., ReceivedMail]) -> None:
    """Links without token before it do not matter."""
    html = f'<a href="{ADDRESS}">x</a><a href="{ADDRESS}?token=abc">y</a>'

    assert "abc" == tokens.first_token(mail(html=html))


def test_a_mail_without_token_fails(mail: Callable[..., ReceivedMail]) -> None:
    """The mail is named by its subject."""
    with pytest.raises(CheckFailed, match=r"« Demande de .*» ne porte aucun jeton"):
        tokens.first_token(mail(text="https://a.test/", html=None))


@given(st.dictionaries(st.text(), st.one_of(st.integers(), st.text())))
def test_the_claims_of_a_jwt_are_read(claims: dict[str, object]) -> None:
    """Whatever a JWT claims is read, its base 64 padded or not."""
    assert claims == tokens.claims_of(jwt(claims))


@pytest.mark.parametrize(
    "token",
    ["", "abc", "a.b", "a.b.c.d", "..", "a.é.c", "a.!!!.c", f"a.{'QQ'}.c", jwt([1])],
)
def test_what_is_no_jwt_has_no_claims(token: str) -> None:
    """Opaque tokens and damaged ones are no JWT."""
    assert tokens.claims_of(token) is None


@given(st.text())
def test_any_text_may_stand_for_a_token(text: str) -> None:
    """Reading a token never breaks, whatever it is."""
    claims = tokens.claims_of(f"a.{text}.c")

    assert claims is None or isinstance(claims, dict)


def test_a_token_is_described(mail: Callable[..., ReceivedMail]) -> None:
    """An opaque token by its length, a JWT by the names of its claims."""
    opaque = mail(text=f"{ADDRESS}?token={'x' * 43}", html=None)
    claims = {"login": "0012345", "exp": 1624009924.0, "tokenType": "resetToken"}
    readable = mail(text=f"{ADDRESS}?token={jwt(claims)}", html=None)

    assert "Jeton opaque de 43 caractères." == tokens.describe(opaque)
    assert "JWT dont les clés sont : exp, login, tokenType." == tokens.describe(
        readable
    )


def test_pages_without_the_token_pass(page: MakePage) -> None:
    """The words « token » and « jeton » are no token."""
    tokens.is_nowhere_in([page("<input name=token value=autre>")], TOKEN)


@pytest.mark.parametrize(
    "leak",
    [
        {"markup": f"<p>{TOKEN}</p>"},
        {"markup": f"<p>x<!-- {TOKEN} --></p>"},
        {"markup": f'<script>{{"t": "{TOKEN}"}}</script>'},
        {"markup": f"<a href='?token={TOKEN}'>x</a>"},
        {"markup": "", "headers": (("set-cookie", f"t={TOKEN}"),)},
        {"markup": "", "url": f"https://a.test/?token={TOKEN}"},
    ],
    ids=["text", "comment", "script", "link", "cookie", "address"],
)
def test_a_page_with_the_token_fails(page: MakePage, leak: dict[str, str]) -> None:
    """Defect 38: text, comment, script, link, header or address."""
    with pytest.raises(CheckFailed, match=r"Le jeton du lien se trouve.*statut 200"):
        tokens.is_nowhere_in([page("<p>x</p>"), page(**leak)], TOKEN)


@pytest.mark.parametrize(
    "leak",
    [
        {"markup": f"<p>{TOKEN.replace('.', '&#46;')}</p>"},
        {"markup": f"<p>{TOKEN.replace('.', '%2E').replace('-', '%2D')}</p>"},
        {"markup": f"<script>'{TOKEN.replace('-', chr(92) + 'u002D')}'</script>"},
        {"markup": "<p>x</p>", "via": (f"https://a.test/?t={TOKEN}",)},
    ],
    ids=["entity", "percent", "json", "redirection"],
)
def test_more_spellings_of_the_token_fail(page: MakePage, leak: dict[str, str]) -> None:
    """Escapes and redirections give the token away as well."""
    with pytest.raises(CheckFailed):
        tokens.is_nowhere_in([page(**leak)], TOKEN)
