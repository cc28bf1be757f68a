"""Links that are not judged fairly yet."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.checks import mails
from harness.checks.failure import CheckFailed
from simulator.mail.message import ReceivedMail

MakeMail = Callable[..., ReceivedMail]
PREFIX = "https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token="


@pytest.mark.xfail(reason="HOLE: a mail in HTML alone is accused")
def test_a_mail_in_html_alone_is_sound(mail: MakeMail) -> None:
    """The guide shows one mail with the link and the address: HTML may do both."""
    mails.links_agree(mail(text=None))


@pytest.mark.xfail(reason="HOLE: an address that may be broken over lines is accused")
def test_a_long_address_may_be_broken_for_display(
    mail: MakeMail, sound_html: str, link: str
) -> None:
    """« <wbr> » or spans in the raw address change nothing of what is copied."""
    broken = link.replace("abc", "a<wbr>b<span>c</span>")
    mails.links_agree(
        mail(html=sound_html.replace(f"<p>{link}</p>", f"<p>{broken}</p>"))
    )


@pytest.mark.parametrize(
    "footer",
    [
        '<a href="mailto:contact@carpimko.com">Nous écrire</a>',
        '<a href="https://www.carpimko.com/">Notre site</a>',
        '<a href="tel:+33130482424">Téléphone</a>',
    ],
)
@pytest.mark.xfail(reason="HOLE: an ordinary footer is accused of leading elsewhere")
def test_a_footer_may_lead_to_carpimko(
    mail: MakeMail, sound_html: str, footer: str
) -> None:
    """P7.4 compares the hyperlink and the raw address, not the sender's signature."""
    mails.links_agree(mail(html=sound_html.replace("</body>", footer)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>{0}</p>", "<p>{0}Ce lien n'est actif</p>"),
        ("<p>{0}</p>", "<p>{0}.Ce lien</p>"),
        ("<p>{0}</p>", '<p style="display:none">{0}</p>'),
        ("<p>{0}</p>", "<p>{0}</p><p>https://pirate.example/?token=1</p>"),
    ],
)
@pytest.mark.xfail(reason="HOLE: the raw address of the HTML is searched, not read")
def test_the_raw_address_of_the_html_is_read_whole(
    mail: MakeMail, sound_html: str, link: str, old: str, new: str
) -> None:
    """Text glued to the address, a hidden or a second address break copying."""
    spoiled = sound_html.replace(old.format(link), new.format(link))

    assert sound_html != spoiled
    with pytest.raises(CheckFailed):
        mails.links_agree(mail(html=spoiled))


@pytest.mark.parametrize(
    "pixel",
    [
        '<img src="https://clics.example/p.gif?m=1" width="1" height="1">',
        '<table background="https://clics.example/p.gif"></table>',
        '<p style="background:url(https://clics.example/p.gif)">x</p>',
        '<link rel="stylesheet" href="https://clics.example/s.css">',
    ],
)
@pytest.mark.xfail(reason="HOLE: defect 49, remote images are not looked at")
def test_a_remote_image_fails(mail: MakeMail, sound_html: str, pixel: str) -> None:
    """A pixel tells a third party that the mail was opened."""
    with pytest.raises(CheckFailed):
        mails.every_link_is(mail(html=sound_html.replace("</body>", pixel)), PREFIX)


@pytest.mark.xfail(reason="HOLE: what stands after </html> is not seen")
def test_a_link_after_the_end_is_a_link(mail: MakeMail, sound_html: str) -> None:
    """Mail programs show what a gateway appends after « </html> »."""
    appended = f'{sound_html}<a href="https://clics.example/?u=1">Voir en ligne</a>'
    with pytest.raises(CheckFailed):
        mails.every_link_is(mail(html=appended), PREFIX)


@pytest.mark.xfail(reason="HOLE: a final full stop is cut off by mail programs")
def test_a_token_does_not_end_with_a_full_stop() -> None:
    """A raw address that ends with a dot loses it when it is clicked (alg none)."""
    with pytest.raises(CheckFailed):
        mails.link_is(f"{PREFIX}eyJ0.eyJs.", PREFIX)


@pytest.mark.xfail(raises=ValueError, reason="HOLE: a malformed address is a crash")
@pytest.mark.parametrize("url", ["https://[lien]/?a=1", "http://[::1"])
def test_a_malformed_address_is_no_crash(mail: MakeMail, url: str) -> None:
    """Brackets after « https:// » leave the other mails readable."""
    assert not mails.is_reset_mail(mail(text=f"Voir {url}", html=None))


@pytest.mark.parametrize(
    "text",
    [
        "https://www.carpimko.com/?utm_source=mail",
        "https://www.carpimko.com/desabonnement?id=12",
        "https://www2.carpimko.com/connexion?retour=/espace",
    ],
)
@pytest.mark.xfail(reason="HOLE: any parameter makes a reset mail of a courtesy mail")
def test_a_courtesy_mail_may_have_links(mail: MakeMail, text: str) -> None:
    """A notice with an ordinary link is nothing to act on."""
    notice = "From: a@b.test\nTo: c@d.test\nSubject: Votre mot de passe a change\n"

    assert not mails.is_reset_mail(mail(text=text, html=None, headers=notice))


@pytest.mark.parametrize(
    "text",
    [
        "https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse/abcdef",
        "https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse#token=abcdef",
        "Votre nouveau mot de passe est Soleil2026.",
    ],
)
@pytest.mark.xfail(reason="HOLE: a reset mail without parameter passes unnoticed")
def test_a_reset_mail_is_known_by_its_subject_too(mail: MakeMail, text: str) -> None:
    """A mail with the subject of the procedure is one, whatever its link."""
    assert mails.is_reset_mail(mail(text=text, html=None))
