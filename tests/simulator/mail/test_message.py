"""Reading a received mail."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.mail.links import Link
from simulator.mail.message import MailError, ReceivedMail

NOON = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)
HEADERS = b"From: a@b.test\r\nTo: c@d.test\r\nSubject: x\r\nMIME-Version: 1.0\r\n"


def received(raw: bytes) -> ReceivedMail:
    """Return *raw* as a received mail."""
    return ReceivedMail(1, "a@b.test", ("c@d.test",), raw, NOON, NOON)


def with_html(html: str, text: str = "Bonjour.\n") -> ReceivedMail:
    """Return a mail with both bodies."""
    message = EmailMessage()
    message["Subject"] = "Réinitialisation"
    message.set_content(text)
    message.add_alternative(html, subtype="html")
    return received(message.as_bytes(policy=SMTP))


def with_body(body: bytes, content_type: str) -> ReceivedMail:
    """Return a mail of one part, its body as given."""
    header = f"Content-Type: {content_type}\r\n\r\n".encode()
    return received(HEADERS + header + body)


def test_headers_are_decoded() -> None:
    """A subject, a name and addresses are what the reader sees, not encoded words."""
    mail = received(
        b"From: =?utf-8?b?UsOpcG9uc2U=?= <portail@carpimko.test>\r\n"
        b"To: =?iso-8859-1?q?H=E9l=E8ne?= <helene@mail.test>, paul@mail.test\r\n"
        b"Subject: =?utf-8?q?R=C3=A9initialisation?= de\r\n mot de passe\r\n\r\n"
    )

    assert "Réinitialisation de mot de passe" == mail.subject
    assert "Réponse" == mail.sender_name
    assert "portail@carpimko.test" == mail.sender_address
    assert ("helene@mail.test", "paul@mail.test") == mail.to


def test_raw_8_bit_headers_are_read_with_replacements() -> None:
    """Headers with bytes that nothing announces can be shown all the same."""
    mail = received(
        b"From: \xe9mile <\xe9@b.test>\r\nTo: \xe9@b.test\r\nSubject: \xe9t\xe9\r\n\r\n"
    )

    assert "�t�" == mail.subject
    assert ("�mile", "�@b.test") == (mail.sender_name, mail.sender_address)
    assert ("�@b.test",) == mail.to


def test_missing_headers_are_empty() -> None:
    """A mail without any header reads as empty, and does not raise."""
    mail = received(b"\r\nBonjour\r\n")

    assert ("", "", "", ()) == (
        mail.subject,
        mail.sender_name,
        mail.sender_address,
        mail.to,
    )


@pytest.mark.parametrize(
    "damaged",
    [
        b'To: "',
        b"From: <",
        b"From: b@[ ",
        b"Content-Type: ;.*",
        b"Content-Disposition: ;b*",
        b"Message-ID: <",
    ],
)
def test_a_damaged_header_does_not_keep_the_rest_from_being_read(
    damaged: bytes,
) -> None:
    """A header that the standard library cannot parse costs that header only."""
    mail = received(b"X-Before: 1\r\n" + damaged + b"\r\n\r\nBonjour")

    assert "Bonjour" == mail.text
    assert isinstance(mail.sender_name + mail.sender_address, str)
    assert isinstance(mail.to, tuple)


@given(st.binary(max_size=300))
def test_any_bytes_can_be_read(junk: bytes) -> None:
    """Whatever a client sends, reading it does not raise."""
    mail = received(HEADERS + b"Content-Type: text/html;" + junk)

    assert isinstance(mail.links, tuple)
    assert isinstance(mail.subject, str)
    assert isinstance(mail.to, tuple)


def test_both_bodies_are_decoded() -> None:
    """The text and the HTML body are found in a multipart mail, decoded."""
    mail = with_html("<p>Été</p>\n", text="Été\n")

    assert "Été\n" == mail.text
    assert "<p>Été</p>\n" == mail.html


def test_lines_end_as_in_any_text() -> None:
    """The line ends of the transfer do not show in a body."""
    assert "a\nb\n" == with_body(b"a\r\nb\r\n", "text/plain").text


def test_a_missing_body_is_none() -> None:
    """A mail in plain text has no HTML body, and the other way round."""
    assert None is with_body(b"x", "text/plain").html
    assert None is with_body(b"x", "text/html").text


@pytest.mark.parametrize(
    ("content_type", "body", "expected"),
    [
        ('text/plain; charset="iso-8859-1"', b"\xe9t\xe9", "été"),
        ("text/plain; charset=utf-8", b"\xe9t\xe9", "�t�"),
        ("text/plain; charset=us-ascii", "é".encode(), "��"),
        ("text/plain; charset=klingon", "été".encode(), "été"),
        ("text/plain; charset=idna", b"\xe9", "�"),
        ("text/plain; charset=base64", b"abc", "abc"),
        ("text/plain", "été".encode(), "été"),
    ],
)
def test_a_wrong_charset_does_not_keep_the_body_from_being_read(
    content_type: str, body: bytes, expected: str
) -> None:
    """A body in another charset than announced is read with replacements."""
    assert expected == with_body(body, content_type).text


def test_decoding_happens_once() -> None:
    """What was decoded is kept."""
    mail = with_html("<p>x</p>")

    assert mail.message is mail.message
    assert mail.links is mail.links


def test_links_of_both_parts_are_found() -> None:
    """Anchors come with the text one sees; the text part's URLs are written out."""
    mail = with_html(
        '<p><a href=" https://x.test/r?a=1&amp;b=%C3%A9 ">Choisir\n'
        "  un <b>mot</b>&nbsp;de<!-- secret --> passe</a> <a name='ici'>ici</a></p>",
        text="Suivez le lien https://x.test/r?a=1&b=2, puis (https://x.test/b).\n",
    )

    assert (
        Link("Choisir un mot de passe", "https://x.test/r?a=1&b=%C3%A9", "html"),
        Link("https://x.test/r?a=1&b=2", "https://x.test/r?a=1&b=2", "text"),
        Link("https://x.test/b", "https://x.test/b", "text"),
    ) == mail.links


def test_a_long_link_survives_its_transfer_encoding() -> None:
    """A URL cut by quoted-printable comes back whole, its "=" too."""
    url = "https://x.test/r?jeton=" + "eyJ" * 60 + "="
    message = EmailMessage()
    message.set_content(f"Lien : {url}\n", cte="quoted-printable")

    assert (url,) == tuple(
        link.url for link in received(message.as_bytes(policy=SMTP)).links
    )


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://x.test/a.", "https://x.test/a"),
        ("« https://x.test/a »", "https://x.test/a"),
        ("<https://x.test/a>", "https://x.test/a"),
        ("https://x.test/a_(b)", "https://x.test/a_(b)"),
        ("(https://x.test/a_(b)).", "https://x.test/a_(b)"),
        ("HTTP://X.test/?", "HTTP://X.test/"),
    ],
)
def test_a_url_ends_where_the_sentence_goes_on(written: str, url: str) -> None:
    """The punctuation around a URL is not part of it."""
    links = with_body(written.encode(), "text/plain; charset=utf-8").links

    assert (Link(url, url, "text"),) == links


@pytest.mark.parametrize(
    "html",
    [
        "",
        "   ",
        "<!-- -->",
        "<?xml version='1.0' encoding='latin-1'?><html></html>",
        "\x00",
    ],
)
def test_an_html_body_without_content_has_no_links(html: str) -> None:
    """An empty or odd HTML body has no links, and does not raise."""
    assert () == with_body(html.encode(), "text/html; charset=utf-8").links


def test_a_meta_charset_left_by_the_sender_is_ignored() -> None:
    """The transfer's charset counts, not the one written in the HTML."""
    html = '<meta charset="iso-8859-1"><a href="/é">Été</a>'

    assert (Link("Été", "/é", "html"),) == with_html(html).links


def test_link_finds_the_one_that_reads_so() -> None:
    """A link is found by the text one sees, however it is spaced."""
    mail = with_html('<a href="/a">Un</a> <a href="/b">Deux\n mots</a>')

    assert Link("Deux mots", "/b", "html") == mail.link("Deux  mots")


def test_the_same_link_twice_counts_as_one() -> None:
    """A link repeated at the end of the mail is not ambiguous."""
    assert "/a" == with_html('<a href="/a">Un</a><a href="/a">Un</a>').link("Un").url


def test_link_says_which_links_exist() -> None:
    """When no link reads so, the error lists those there are."""
    with pytest.raises(MailError, match="Aucun lien « Trois »") as caught:
        with_html('<a href="/a">Un</a> <a href="/b">Deux</a>').link("Trois")

    assert "« Un » → /a\n  « Deux » → /b" in str(caught.value)


def test_link_says_that_there_is_none() -> None:
    """When there is no link at all, the error says so; a raw URL is none."""
    with pytest.raises(MailError, match="Il ne contient aucun lien"):
        with_html("<p>Rien</p>", text="https://x.test/").link("Ici")


def test_links_that_read_alike_but_differ_are_ambiguous() -> None:
    """Two links under the same text that lead elsewhere are an error."""
    with pytest.raises(MailError, match="Plusieurs liens différents"):
        with_html('<a href="/a">Ici</a><a href="/b">Ici</a>').link("Ici")
