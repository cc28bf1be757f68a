"""Where the links of a mail lead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from harness.checks import mail_links
from harness.checks.failure import CheckFailed
from simulator.mail.mailbox import Mailbox
from simulator.mail.message import ReceivedMail

MakeMail = Callable[..., ReceivedMail]
PREFIX = "https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token="
HTML = '<p><a href="{0}">vous pouvez cliquer ici</a> ou : {0}</p>'
NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)
TRACKER = "https://clics.example/r?u=1"


def test_the_sound_mail_agrees_with_itself(mail: MakeMail) -> None:
    """The hyperlink and the raw addresses of both parts have one target."""
    mail_links.links_agree(mail())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>{0}</p>", '<a href="{0}">{0}</a>'),
        ("<p>{0}</p>", "<p>\n{0}\n</p>"),
        ("pouvez cliquer", "<b>pouvez</b>\n&nbsp;cliquer"),
        ("</body>", '<a href="{0}">vous pouvez cliquer ici</a></body>'),
    ],
)
def test_markup_around_the_link_does_not_count(
    mail: MakeMail, sound_html: str, link: str, old: str, new: str
) -> None:
    """A linked raw address, line breaks or a second equal link are sound."""
    changed = sound_html.replace(old.format(link), new.format(link))

    assert sound_html != changed
    mail_links.links_agree(mail(html=changed))


def test_entities_are_decoded(mail: MakeMail) -> None:
    """An address whose « & » is written « &amp; » in HTML is the same address."""
    raw = "https://www2.carpimko.com/x?a=1&times=2&token=abc"
    mail_links.links_agree(mail(text=raw, html=HTML.format(raw.replace("&", "&amp;"))))


def test_quoted_printable_soft_breaks_are_undone(link: str) -> None:
    """A link cut by the transfer encoding is whole again when read."""
    cut = link.replace("=", "=3D").replace("abc", "ab=\r\nc")
    raw = (
        "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: "
        "text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        f"\r\n{cut}\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        f"{HTML.format(link)}\r\n--b--\r\n"
    )
    mail_links.links_agree(ReceivedMail(1, "a@b.test", (), raw.encode(), NOON, NOON))


@pytest.mark.parametrize(
    ("part", "old", "new", "why"),
    [
        (
            "html",
            'href="{0}"',
            'href="{1}"',
            "mène à https://clics.example/r.*texte est https://www2",
        ),
        ("html", 'href="{0}"', 'href="{0}x"', r"\.xx, et l'adresse à copier"),
        ("html", "vous pouvez cliquer ici", "cliquez", "« cliquez » → https://www2"),
        ("html", "<p>{0}</p>", "", "de la partie HTML est absente"),
        ("html", "<p>{0}</p>", "<p>{0}</p> ou {1}", "aussi à .*clics"),
        ("text", "{0}", "", "de la partie texte est absente"),
        ("text", "{0}", "{1}", "partie texte est https://clics"),
        ("text", "{0}\n", "{0}Ce lien", "partie texte est .*xCe"),
        (
            "text",
            "{0}",
            "https://www2.carpimko.com/\nComptes",
            "partie texte est https",
        ),
        ("text", "abc", "abc=\n", "partie texte est https"),
    ],
)
def test_a_mail_that_disagrees_fails(
    mail: MakeMail,
    request: pytest.FixtureRequest,
    part: str,
    old: str,
    new: str,
    why: str,
) -> None:
    """Defects 44, 47 and 49: another target, an address cut, glued or missing."""
    link = request.getfixturevalue("link")
    sound = request.getfixturevalue(f"sound_{part}")
    spoiled = sound.replace(old.format(link, TRACKER), new.format(link, TRACKER))

    assert sound != spoiled
    with pytest.raises(CheckFailed, match=why):
        mail_links.links_agree(mail(**{part: spoiled}))


@pytest.mark.parametrize(
    "token",
    ["a", "abc", "A-Z_0.9~", "x" * 48, "x" * 4000, "eyJ0eXAi.eyJsb2dp.c2ln"],
)
def test_a_link_of_the_procedure_passes(token: str) -> None:
    """The prefix and any URL-safe token, opaque or JWT, make a sound link."""
    mail_links.link_is(PREFIX + token, PREFIX)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        (PREFIX, "jeton «  » n'est pas sûr"),
        (PREFIX.replace("https", "http") + "a", "Le lien est http://www2"),
        (PREFIX.replace("www2", "www") + "a", "Le lien est https://www.carpimko"),
        (PREFIX.replace("www2", "pirate") + "a", "https://pirate.carpimko"),
        (PREFIX.replace(".com/", ".com.pirate.example/") + "a", "pirate.example"),
        (PREFIX.replace("//", "//www2.carpimko.com@x.test/") + "a", "x.test"),
        (PREFIX.replace("//www2", "//x@www2") + "a", "x@www2"),
        (PREFIX.replace(".com", ".com:8443") + "a", "8443"),
        (PREFIX.lower() + "a", "reinitialisermotdepasse"),
        (PREFIX.replace("?", "/?") + "a", r"passe/\?token"),
        (PREFIX.replace("token", "t") + "a", r"\?t=a"),
        (PREFIX.replace("token", "x=1&token") + "a", "x=1"),
        (PREFIX + "a&x=1", "« a&x=1 »"),
        (PREFIX + "a&token=b", "« a&token=b »"),
        (PREFIX + "a#b", "« a#b »"),
        (PREFIX + "a%3", "« a%3 »"),
        (PREFIX + "a.", "« a. »"),
        (PREFIX + "a=", "« a= »"),
        (PREFIX + "a+b/c", r"« a\+b/c »"),
        (PREFIX + "a b", "« a b »"),
        (PREFIX + "é", "« é »"),
        (PREFIX + "a\n", "« a\n »"),
        ("", "Le lien est ,"),
    ],
)
def test_another_link_fails(url: str, why: str) -> None:
    """Defects 45, 46 and 49: scheme, host, path, parameters and token are exact."""
    with pytest.raises(CheckFailed, match=why):
        mail_links.link_is(url, PREFIX)


def test_every_link_of_the_sound_mail_is_the_reset_link(mail: MakeMail) -> None:
    """Both parts hold nothing but the reset link."""
    mail_links.every_link_is(mail(), PREFIX)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"text": "", "html": "<p>x</p>"}, "ne contient pas le lien attendu"),
        ({"text": TRACKER}, "Le mail mène aussi à https://clics.example"),
        ({"html": HTML.format(TRACKER)}, "Le mail mène aussi à https://clics.example"),
        ({"html": f"<a href='{PREFIX}'>x</a>"}, "jeton «  »"),
    ],
)
def test_one_wrong_link_is_enough_to_fail(
    mail: MakeMail, changes: dict[str, str], why: str
) -> None:
    """A link elsewhere in either part is named, and so is a mail without link."""
    with pytest.raises(CheckFailed, match=why):
        mail_links.every_link_is(mail(**changes), PREFIX)


def test_no_mail_leads_elsewhere(
    mailbox: Mailbox, deliver: Callable[..., ReceivedMail]
) -> None:
    """No mail at all and the sound mail lead nowhere else."""
    mail_links.no_link_elsewhere(mailbox, PREFIX)
    deliver()
    mail_links.no_link_elsewhere(mailbox, PREFIX)


@pytest.mark.parametrize(
    "inside",
    [
        "",
        '<img src="cid:logo">',
        '<img src="https://www.carpimko.com/logo.png">',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
        '<p style="color:red">x</p><a href="https://www.carpimko.com/">x</a>',
    ],
)
def test_a_mail_that_loads_nothing_passes(
    mail: MakeMail, sound_html: str, inside: str
) -> None:
    """Links, and pictures of the mail or of the sender, tell nobody else."""
    mail_links.loads_nothing_foreign(
        mail(html=sound_html.replace("</body>", inside)), PREFIX
    )
    mail_links.loads_nothing_foreign(mail(html=None), PREFIX)


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ('<img src="https://clics.example/p?m=1">', "https://clics.example/p"),
        ("<IMG SRC = http://clics.example/p.gif>", "http://clics.example/p.gif"),
        ("<img src='//clics.example/p.gif'>", "//clics.example/p.gif"),
        ('<table background="https://clics.example/p">', "https://clics.example/p"),
        ("<p style='background:url(https://c.test/p)'>", "https://c.test/p"),
        ('<style>p {background: url("//c.test/p")}</style>', "//c.test/p"),
        ('<link rel="stylesheet" href="https://c.test/s.css">', "https://c.test/s"),
        ('<video poster="https://c.test/p.png"></video>', "https://c.test/p.png"),
    ],
)
def test_a_mail_that_loads_something_fails(
    mail: MakeMail, sound_html: str, remote: str, address: str
) -> None:
    """Defect 49: a picture or a style from afar tells that the mail was opened."""
    with pytest.raises(CheckFailed, match=f"Lire le mail charge {address}"):
        mail_links.loads_nothing_foreign(
            mail(html=sound_html.replace("</body>", remote)), PREFIX
        )


def test_mails_that_lead_nowhere_else_are_ticked_off(
    mailbox: Mailbox, deliver: Callable[..., ReceivedMail]
) -> None:
    """Whoever checks all links has looked at all mail_links."""
    deliver()
    mail_links.no_link_elsewhere(mailbox, PREFIX)

    assert () == mailbox.unread()


@pytest.mark.parametrize("host", ["ailleurs.example", "www2.carpimko.com.x.test"])
def test_a_poisoned_link_fails(
    mailbox: Mailbox, deliver: Callable[..., ReceivedMail], link: str, host: str
) -> None:
    """Defect 45: a link built from a header of the request is named."""
    deliver()
    deliver(html=HTML.format(link.replace("www2.carpimko.com", host)))
    with pytest.raises(CheckFailed, match=f" https://{host}/"):
        mail_links.no_link_elsewhere(mailbox, PREFIX)


OTHER_PATH = "https://www2.carpimko.com/reset/MjE/d57yg0-4bd0147e688014b313235b47e24c/"


def test_a_path_of_the_portals_own_leads_nowhere_else(
    mailbox: Mailbox, deliver: Callable[..., ReceivedMail]
) -> None:
    """B14 is about where the link leads, not about how the page is called (P7.5)."""
    deliver(text=None, html=HTML.format(OTHER_PATH))

    mail_links.no_link_elsewhere(mailbox, PREFIX)


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("https://", "http://"),
        ("carpimko.com/", "carpimko.com:8080/"),
        ("carpimko.com/", "carpimko.com/ailleurs/"),
        ("www2", "www"),
    ],
)
def test_a_path_of_the_portals_own_may_not_be_led_astray(
    mailbox: Mailbox, deliver: Callable[..., ReceivedMail], own: str, other: str
) -> None:
    """Another protocol, port, folder or host, as a header may name them."""
    deliver(text=None, html=HTML.format(OTHER_PATH.replace(own, other, 1)))

    with pytest.raises(CheckFailed, match="mène ailleurs"):
        mail_links.no_link_elsewhere(mailbox, PREFIX)
