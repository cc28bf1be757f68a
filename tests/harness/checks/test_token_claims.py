"""What a token must be, where it is a JWT; any other form is noted, and passes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from harness.checks import discipline, mails, tokens
from harness.checks.failure import CheckFailed
from harness.tokens.reading import hmac_signature, written
from simulator.mail.mailbox import Mailbox
from simulator.mail.message import ReceivedMail

Make = Callable[..., ReceivedMail]
NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC).timestamp()
STRONG = b"une cle que personne ne devine, longue de plus de 32 octets"


def linked(token: str) -> dict[str, str]:
    """Return the bodies of a mail whose link carries *token*."""
    url = f"https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token={token}"
    return {"text": url, "html": f'<a href="{url}">vous pouvez cliquer ici</a>'}


def jwt(exp: object = NOON + 86400, key: bytes = STRONG, **header: str) -> str:
    """Return a JWT with this expiry (None: none) and key."""
    claims = {"login": "1234567"} | ({} if exp is None else {"exp": exp})
    signed = written({"alg": "HS256", **header}, claims)
    return f"{signed}.{hmac_signature(signed, key)}"


@pytest.mark.parametrize(
    ("check", "note"),
    [
        (tokens.is_signed, "sa signature"),
        (tokens.key_is_not_guessed, "aucune clé"),
        (tokens.expiry_is_strict, "son échéance"),
    ],
)
def test_an_opaque_token_passes_with_a_note(
    mail: Make, check: Callable[[ReceivedMail], str], note: str
) -> None:
    """P7.9: an opaque token is as sound."""
    assert f"Ce jeton n'est pas un JWT : {note} ne se lit pas." == check(
        mail(**linked("q3Vd0JmJpVw0m8yWZ5w1cQ"))
    )


def test_a_signed_jwt_passes(mail: Make) -> None:
    """B09: the algorithm is told."""
    assert "Le jeton est signé (HS256)." == tokens.is_signed(mail(**linked(jwt())))


@pytest.mark.parametrize("token", [jwt(alg="none"), jwt(alg="NonE"), jwt()[:-43]])
def test_an_unsigned_jwt_fails(mail: Make, token: str) -> None:
    """B09: no algorithm, or no signature."""
    with pytest.raises(CheckFailed, match="n'est pas signé"):
        tokens.is_signed(mail(**linked(token)))


def test_a_strong_key_passes_and_a_weak_one_fails(mail: Make) -> None:
    """B10: the key found is told; the site's own name is one."""
    assert "Aucune clé courante" in tokens.key_is_not_guessed(mail(**linked(jwt())))
    for key, told in ((b"secret", "secret"), (b"carpimko2026", "carpimko2026")):
        with pytest.raises(CheckFailed, match=f"la clé « {told} »"):
            tokens.key_is_not_guessed(mail(**linked(jwt(key=key))))


@pytest.mark.parametrize("ahead", [1, 3600, 86399.5, 86400, 86400.7])
def test_an_expiry_within_a_day_passes(mail: Make, ahead: float) -> None:
    """B11: rounded up or fractional, it is a number of seconds."""
    assert "h après le mail" in tokens.expiry_is_strict(
        mail(**linked(jwt(NOON + ahead)))
    )


@pytest.mark.parametrize(
    ("exp", "why"),
    [
        (None, "n'est pas un nombre : None"),
        (str(int(NOON + 86400)), "n'est pas un nombre"),
        (True, "n'est pas un nombre"),
        ([NOON + 86400], "n'est pas un nombre"),
        (float("nan"), "n'est pas finie"),
        (float("inf"), "n'est pas finie"),
        ((NOON + 86400) * 1000, "en secondes"),
        (NOON + 90000, "24 au plus"),
        (NOON, "24 au plus"),
        (-1, "24 au plus"),
    ],
    ids=repr,
)
def test_another_expiry_fails(mail: Make, exp: object, why: str) -> None:
    """B11: absent, a text, in milliseconds, too far, past …"""
    with pytest.raises(CheckFailed, match=why):
        tokens.expiry_is_strict(mail(**linked(jwt(exp))))


def test_tokens_that_differ_pass(mailbox: Mailbox, deliver: Make) -> None:
    """B51: the same link twice in one mail is one token; other mails carry none."""
    deliver(**linked("abc"))
    deliver(**linked("abd"))
    deliver(text="Bonjour", html="<p>Bonjour</p>")

    assert "2 jetons comparés, tous différents." == tokens.all_differ(mailbox)


def test_the_same_token_twice_fails(mailbox: Mailbox, deliver: Make) -> None:
    """B51: in two mails, to whomever."""
    deliver(**linked("abc"))
    deliver("dominique@example.org", **linked("abc"))
    with pytest.raises(CheckFailed, match="même jeton"):
        tokens.all_differ(mailbox)


def test_no_token_at_all_proves_nothing(mailbox: Mailbox) -> None:
    """B51: there must be something to compare."""
    with pytest.raises(CheckFailed, match="Aucun mail"):
        tokens.all_differ(mailbox)


@pytest.mark.parametrize(
    ("stored", "reached"),
    [
        ("moreau@example.org", "Moreau@example.org"),
        ("karim@example.org", "\u212aarim@example.org"),
        ("camille@example.org", "cam\u0131lle@example.org"),
        ("moreau+a@example.org", "moreau@example.org"),
        ("h\u00e9lene@example.org", "he\u0301lene@example.org"),
        ("camille@exampl\u0435.org", "camille@example.org"),
    ],
)
def test_an_address_that_looks_alike_is_another(
    mailbox: Mailbox, deliver: Make, stored: str, reached: str
) -> None:
    """B46: letter for letter, even where folding makes them equal."""
    deliver(reached, headers=f"From: a@b.fr\nTo: {reached}\nSubject: x\n")

    with pytest.raises(CheckFailed, match="est remis à"):
        mails.all_go_exactly_to(mailbox, stored)
    mails.all_go_exactly_to(mailbox, reached)


def test_a_domain_in_another_case_is_the_same(mailbox: Mailbox, deliver: Make) -> None:
    """B46: the domain of an address has no case."""
    deliver("a@Example.org", headers="From: a@b.fr\nTo: a@EXAMPLE.org\nSubject: x\n")

    mails.all_go_exactly_to(mailbox, "a@example.ORG")
    deliver("a@example.org", headers="From: a@b.fr\nTo: b@example.org\nSubject: x\n")
    with pytest.raises(CheckFailed, match="nomme"):
        mails.all_go_exactly_to(mailbox, "a@example.org")


def test_an_accented_domain_travels_as_dns_has_it(
    mailbox: Mailbox, deliver: Make
) -> None:
    """B46: « xn-- » is the same domain, and the same person was concerned."""
    wired = "a@xn--cabinet-sant-meb.example"
    deliver(wired, headers=f"From: a@b.fr\nTo: {wired}\nSubject: x\n")

    mails.all_go_exactly_to(mailbox, "a@cabinet-sant\u00e9.example")
    discipline.mails_are_accounted_for(mailbox, ["A@cabinet-sant\u00e9.example"])
    with pytest.raises(CheckFailed, match="est remis à"):
        mails.all_go_exactly_to(mailbox, "a@cabinet-sante.example")


def test_what_tokens_have_in_common_is_told(mailbox: Mailbox, deliver: Make) -> None:
    """B51: the same token twice, for one dossier, is noted and no more."""
    link = "https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token="
    for token in ("abc", "abc", "def"):
        deliver(text=f"Bonjour,\n{link}{token}\n", html=None)

    assert "3 jetons envoyés, dont 2 différents." == tokens.likeness(mailbox)
    assert () == mailbox.unread()
