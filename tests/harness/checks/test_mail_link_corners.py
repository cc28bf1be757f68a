"""Corner cases of links: fair to ordinary mails, hard on traps."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.checks import mail_links
from harness.checks.failure import CheckFailed
from simulator.mail.mailbox import Mailbox
from simulator.mail.message import ReceivedMail

MakeMail = Callable[..., ReceivedMail]
PREFIX = "https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token="


def test_a_mail_in_html_alone_is_sound(mail: MakeMail) -> None:
    """The guide shows one mail with the link and the address: HTML may do both."""
    mail_links.links_agree(mail(text=None))


def test_a_long_address_may_be_broken_for_display(
    mail: MakeMail, sound_html: str, link: str
) -> None:
    """« <wbr> » or spans in the raw address change nothing of what is copied."""
    broken = link.replace("abc", "a<wbr>b<span>c</span>")
    mail_links.links_agree(
        mail(html=sound_html.replace(f"<p>{link}</p>", f"<p>{broken}</p>"))
    )


@pytest.mark.parametrize("unseen", ["\u200b", "&shy;", "&zwnj;"])
def test_an_address_that_does_not_copy_whole_fails(
    mail: MakeMail, sound_html: str, link: str, unseen: str
) -> None:
    """Defect 47: what lets the line break is copied with the address."""
    spoilt = sound_html.replace(f"<p>{link}</p>", f"<p>{link[:40]}{unseen}{link[40:]}")
    with pytest.raises(CheckFailed, match="ne se voient pas"):
        mail_links.links_agree(mail(html=spoilt))


@pytest.mark.parametrize(
    "footer",
    [
        '<a href="mailto:contact@carpimko.com">Nous écrire</a>',
        '<a href="https://www.carpimko.com/">Notre site</a>',
        '<a href="tel:+33130482424">Téléphone</a>',
    ],
)
def test_a_footer_may_lead_to_carpimko(
    mail: MakeMail, sound_html: str, footer: str
) -> None:
    """P7.4 compares the hyperlink and the raw address, not the sender's signature."""
    mail_links.links_agree(mail(html=sound_html.replace("</body>", footer)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>{0}</p>", "<p>{0}Ce lien n'est actif</p>"),
        ("<p>{0}</p>", "<p>{0}.Ce lien</p>"),
        ("<p>{0}</p>", '<p style="display:none">{0}</p>'),
        ("<p>{0}</p>", "<p>{0}</p><p>https://pirate.example/?token=1</p>"),
    ],
)
def test_the_raw_address_of_the_html_is_read_whole(
    mail: MakeMail, sound_html: str, link: str, old: str, new: str
) -> None:
    """Text glued to the address, a hidden or a second address break copying."""
    spoiled = sound_html.replace(old.format(link), new.format(link))

    assert sound_html != spoiled
    with pytest.raises(CheckFailed):
        mail_links.links_agree(mail(html=spoiled))


@pytest.mark.parametrize(
    "remote",
    [
        '<img srcset="https://clics.example/p.gif 1x">',
        "<style>@import 'https://clics.example/s.css';</style>",
        '<object data="https://clics.example/p.svg"></object>',
        '<img src="https:&#47;&#47;clics.example/p.gif">',
        '<svg><image href="https://clics.example/p.svg"/></svg>',
    ],
)
def test_more_ways_of_loading_something_fail(
    mail: MakeMail, sound_html: str, remote: str
) -> None:
    """Source sets, imports, objects and entities fetch as well."""
    with pytest.raises(CheckFailed):
        mail_links.loads_nothing_foreign(
            mail(html=sound_html.replace("</body>", remote)), PREFIX
        )


@pytest.mark.parametrize(
    "harmless",
    [
        "<p>Écrivez src=https://www.exemple.test dans la page</p>",
        '<!-- <img src="https://clics.example/p.gif"> -->',
        '<a href="https://www2.carpimko.com/x?a=1&src=https://b.test/">x</a>',
    ],
)
def test_words_and_links_load_nothing(
    mail: MakeMail, sound_html: str, harmless: str
) -> None:
    """Nothing is fetched before somebody follows a link."""
    mail_links.loads_nothing_foreign(
        mail(html=sound_html.replace("</body>", harmless)), PREFIX
    )


def test_a_link_after_the_end_is_a_link(mail: MakeMail, sound_html: str) -> None:
    """Mail programs show what a gateway appends after « </html> »."""
    appended = f'{sound_html}<a href="https://clics.example/?u=1">Voir en ligne</a>'
    with pytest.raises(CheckFailed):
        mail_links.every_link_is(mail(html=appended), PREFIX)


def test_a_token_does_not_end_with_a_full_stop() -> None:
    """A raw address that ends with a dot loses it when it is clicked (alg none)."""
    with pytest.raises(CheckFailed):
        mail_links.link_is(f"{PREFIX}eyJ0.eyJs.", PREFIX)


@pytest.mark.parametrize("url", ["https://[lien]/?a=1", "http://[::1"])
def test_a_malformed_address_is_no_crash(mail: MakeMail, url: str) -> None:
    """Brackets after « https:// » leave the other mails readable."""
    notice = "From: a@b.test\nTo: c@d.test\nSubject: Bonjour\n"

    assert not mail_links.is_reset_mail(
        mail(text=f"Voir {url}", html=None, headers=notice)
    )


@pytest.mark.parametrize(
    "text",
    [
        "https://www.carpimko.com/?utm_source=mail",
        "https://www.carpimko.com/desabonnement?id=12",
        "https://www2.carpimko.com/connexion?retour=/espace",
    ],
)
def test_a_courtesy_mail_may_have_links(mail: MakeMail, text: str) -> None:
    """A notice with an ordinary link is nothing to act on."""
    notice = "From: a@b.test\nTo: c@d.test\nSubject: Votre mot de passe a change\n"

    assert not mail_links.is_reset_mail(mail(text=text, html=None, headers=notice))


@pytest.mark.parametrize(
    "text",
    [
        "https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse/abcdef",
        "https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse#token=abcdef",
        "Votre nouveau mot de passe est Soleil2026.",
    ],
)
def test_a_reset_mail_is_known_by_its_subject_too(mail: MakeMail, text: str) -> None:
    """A mail with the subject of the procedure is one, whatever its link."""
    assert mail_links.is_reset_mail(mail(text=text, html=None))


@pytest.mark.parametrize("glue", ["<p>({0})</p>", "<p>{0}.</p>"])
def test_punctuation_around_the_raw_address_does_not_count(
    mail: MakeMail, sound_html: str, link: str, glue: str
) -> None:
    """What is no part of the address in the text part is none in HTML either."""
    changed = sound_html.replace(f"<p>{link}</p>", glue.format(link))

    assert sound_html != changed
    mail_links.links_agree(mail(html=changed))


@pytest.mark.parametrize(
    "elsewhere", ["https://clics.example/r?u=1", "https://www.carpimko.com/r?u=1"]
)
def test_an_address_shown_leads_where_it_says(
    mail: MakeMail, sound_html: str, link: str, elsewhere: str
) -> None:
    """A hyperlink that reads as the reset address must lead to it (defect 49)."""
    shown = f'<a href="{elsewhere}">{link}</a>'
    with pytest.raises(CheckFailed):
        mail_links.links_agree(mail(html=sound_html.replace(f"<p>{link}</p>", shown)))


SLUG = "https://www.carpimko.com/politique-de-confidentialite"


def test_a_long_page_name_is_no_secret(mail: MakeMail, sound_html: str) -> None:
    """The sender's « /politique-de-confidentialite » is no reset link."""
    footer = f'<a href="{SLUG}">Confidentialité</a>'
    changed = sound_html.replace("</body>", footer)
    mail_links.links_agree(mail(html=changed))
    mail_links.every_link_is(mail(html=changed), PREFIX)


def test_a_notice_with_a_footer_is_no_reset_mail(mail: MakeMail) -> None:
    """A courtesy mail may link to the sender's legal notice."""
    notice = "From: a@b.test\nTo: c@d.test\nSubject: Bonjour\n"

    assert not mail_links.is_reset_mail(mail(text=SLUG, html=None, headers=notice))


def test_a_notice_without_link_leads_nowhere_else(
    mailbox: Mailbox, deliver: Callable[..., ReceivedMail]
) -> None:
    """No mail leads elsewhere when one of them leads nowhere."""
    notice = "From: a@b.test\nTo: c@d.test\nSubject: Bonjour\n"
    deliver()
    deliver(text="Bonjour", html="<p>Bonjour</p>", headers=notice)
    mail_links.no_link_elsewhere(mailbox, PREFIX)
