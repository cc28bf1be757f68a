"""The mails, word for word as the procedure shows them (P7.1 to P7.6, B24, B37-B39)."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.mail.message import ReceivedMail
from simulator.portal.outbox.message import Envelope, notification_mail, reset_mail
from simulator.portal.rules.address import is_deliverable
from simulator.portal.settings import Settings

NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)
LINK = (
    "https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token="
    "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9." + "x" * 120 + "." + "_-" * 21
)
PORTAL = "ne-pas-repondre@carpimko.com"

Compose = Callable[[str], bytes]


def _reset(recipient: str) -> bytes:
    envelope = Envelope(PORTAL, recipient, NOON, "a-name")
    return reset_mail(Settings(), envelope, LINK)


def _notice(recipient: str) -> bytes:
    return notification_mail(Settings(), Envelope(PORTAL, recipient, NOON, "a-name"))


def _read(raw: bytes) -> ReceivedMail:
    return ReceivedMail(1, PORTAL, (), raw, NOON, NOON)


def _message(raw: bytes) -> EmailMessage:
    return email.message_from_bytes(raw, policy=email.policy.default)


@pytest.fixture(params=[_reset, _notice])
def compose(request: pytest.FixtureRequest) -> Compose:
    """Compose one of the two mails for a recipient."""
    return request.param  # type: ignore[no-any-return]


def test_the_reset_mail_in_plain_text() -> None:
    """Letter for letter, the link on a line of its own."""
    expected = (
        "Bonjour,\n\n"
        "Vous avez demandé à réinitialiser votre mot de passe. Pour ce faire, "
        "vous pouvez cliquer ici\n\n"
        "ou copier-coller le lien suivant dans votre navigateur :\n\n"
        f"{LINK}\n\n"
        "Ce lien n'est actif que pour 24 heures, passé ce délai vous devrez faire une "
        "nouvelle demande.\n"
    )

    assert expected == _read(_reset("camille@mail.test")).text


def test_the_reset_mail_in_html_says_the_same() -> None:
    """Without its tags, the HTML part reads as the text part does."""
    mail = _read(_reset("camille@mail.test"))

    assert mail.html is not None
    assert mail.text is not None
    read = re.sub(r"<[^>]*>", " ", mail.html).replace("&amp;", "&")
    assert mail.text.split() == read.split()


def test_both_links_lead_to_the_same_place() -> None:
    """The hyperlink, the address written in HTML and the one in the text (P7.4)."""
    mail = _read(_reset("camille@mail.test"))

    assert {LINK} == {link.url for link in mail.links}
    assert LINK == mail.link("vous pouvez cliquer ici").url
    assert mail.html is not None
    assert f"<p>{LINK}</p>" in mail.html


def test_the_subject_is_the_procedures() -> None:
    """Decoded, whatever its encoding (P7.3)."""
    subject = "Demande de réinitialisation du mot de passe"

    assert subject == _read(_reset("camille@mail.test")).subject


def test_the_notice_has_no_link_and_no_secret() -> None:
    """A courtesy: what happened and whom to tell (B24)."""
    mail = _read(_notice("camille@mail.test"))

    assert "Votre mot de passe a été modifié" == mail.subject
    assert (
        "Bonjour,\n\nLe mot de passe de votre espace personnel vient d'être modifié. "
        "Si vous n'êtes pas à l'origine de cette modification, contactez la CARPIMKO.\n"
    ) == mail.text
    assert () == mail.links
    assert b"token" not in mail.raw
    assert mail.html is not None
    assert "http" not in mail.html


def test_the_headers_of_a_mail(compose: Compose) -> None:
    """From CARPIMKO, to one person, dated, named, automatic, nothing else (P7.1)."""
    message = _message(compose("camille@mail.test"))
    names = [name for name in message if name not in {"Subject", "Content-Type"}]

    assert [
        "From",
        "To",
        "Date",
        "Message-ID",
        "Auto-Submitted",
        "MIME-Version",
    ] == names
    assert "CARPIMKO <ne-pas-repondre@carpimko.com>" == message["From"]
    assert "camille@mail.test" == message["To"]
    assert NOON == message["Date"].datetime
    assert "<a-name@carpimko.com>" == message["Message-ID"]
    assert "auto-generated" == message["Auto-Submitted"]


def test_a_mail_is_sound_mime(compose: Compose) -> None:
    """Text before HTML, ASCII lines that no relay needs to cut (B37)."""
    raw = compose("camille@mail.test")
    message = _message(raw)

    assert "multipart/alternative" == message.get_content_type()
    kinds = [part.get_content_type() for part in message.iter_parts()]
    assert ["text/plain", "text/html"] == kinds
    assert not any(part.defects for part in message.walk())
    assert raw.isascii()
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= 998
    assert not any(b"\n" in line or b"\r" in line for line in lines)


def test_a_mail_calls_nobody(compose: Compose) -> None:
    """No image, no tracking pixel, no third party's link (B38)."""
    html = _read(compose("camille@mail.test")).html

    assert html is not None
    assert not re.search(r"<(img|script|link|iframe|object|style)\b|\bsrc=", html)
    assert {"www2.carpimko.com"} >= set(re.findall(r"https?://([^/\"<]+)", html))
    assert '<html lang="fr">' in html


@pytest.mark.parametrize(
    "recipient",
    [
        "Camille.DURAND@Mail.TEST",
        "a+b@mail.test",
        '"cam ille"@mail.test',
        '"a@b"@mail.test',
        '"a,b"@mail.test',
        "hélène@château.test",
    ],
)
def test_the_recipient_is_named_exactly(compose: Compose, recipient: str) -> None:
    """As it is on file, quotes and case included (B46)."""
    assert (recipient,) == _read(compose(recipient)).to


_LOCAL = st.text(st.sampled_from("abcXYZ019.+-_'!#$%&/=?^`{|}~éßж"), min_size=1)
_QUOTED = st.text(st.sampled_from("ab @,;:<>()[].é"), max_size=20).map('"a {}"'.format)
_DOMAIN = st.from_regex(r"([a-z][a-z0-9é-]{0,20}\.){1,3}test", fullmatch=True)


@given(st.builds("{}@{}".format, _LOCAL | _QUOTED, _DOMAIN).filter(is_deliverable))
@settings(max_examples=80)
def test_every_deliverable_address_can_be_written_to(recipient: str) -> None:
    """Composing never fails, nor adds a header, nor names anybody else (B39)."""
    mail = _read(_reset(recipient))

    assert 8 == len(mail.message.keys())
    assert (recipient,) == mail.to


def test_a_link_is_escaped_in_html_only() -> None:
    """An ampersand is one ampersand when it is read."""
    link = "https://www2.carpimko.com/x?a=1&token=2"
    envelope = Envelope(PORTAL, "camille@mail.test", NOON, "a-name")
    mail = _read(reset_mail(Settings(), envelope, link))

    assert mail.html is not None
    assert "?a=1&amp;token=2" in mail.html
    assert [link, link] == [each.url for each in mail.links]


def test_the_same_mail_is_the_same_bytes(compose: Compose) -> None:
    """Nothing in it is drawn at random: a scenario can be replayed."""
    assert compose("camille@mail.test") == compose("camille@mail.test")
