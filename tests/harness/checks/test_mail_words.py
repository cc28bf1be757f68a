"""What a mail says, in every part that a mail program may show."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.checks import mails
from harness.checks.failure import CheckFailed
from simulator.mail.message import ReceivedMail

MakeMail = Callable[..., ReceivedMail]
SENTENCE = (
    "Ce lien n'est actif que pour 24 heures, passé ce délai vous devrez faire une "
    "nouvelle demande."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Bonjour,",
        "Vous avez demandé à réinitialiser votre mot de passe. Pour ce faire,",
        "vous pouvez cliquer ici",
        "ou copier-coller le lien suivant dans votre navigateur :",
        SENTENCE,
    ],
)
def test_the_sound_mail_says_what_the_procedure_says(
    mail: MakeMail, sentence: str
) -> None:
    """Every sentence stands in the text and in the HTML, wherever lines break."""
    mails.reads(mail(), sentence)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (SENTENCE.replace("'", "’"), f"<p>{SENTENCE.replace(chr(39), '&rsquo;')}</p>"),
        (
            SENTENCE.replace("24 ", "24\u00a0"),
            f"<p>{SENTENCE}</p>".replace("24 ", "24&nbsp;"),
        ),
        (SENTENCE, None),
        (None, f"<p>{SENTENCE}</p>"),
        (SENTENCE, SENTENCE),
        (SENTENCE, f"<style>p {{color: red}}</style><table><td>{SENTENCE}</table>"),
        (SENTENCE, f"<p>{SENTENCE.replace('actif', '<b>actif</b>')}</p>"),
        ("1 &lt; 2 " + SENTENCE, f"<p>1 &lt; 2 {SENTENCE}</p>"),
    ],
)
def test_typography_and_markup_do_not_count(
    mail: MakeMail, text: str | None, html: str | None
) -> None:
    """Apostrophes, no-break spaces, bold words and a single part are all read."""
    mails.reads(mail(text=text, html=html), SENTENCE)


@pytest.mark.parametrize(
    ("text", "html", "part"),
    [
        (
            SENTENCE,
            f"<p>{SENTENCE.replace('24', '48')}</p>",
            "HTML : « Ce .* 48 heures",
        ),
        (
            SENTENCE.replace("24", "48"),
            f"<p>{SENTENCE}</p>",
            "texte : « Ce .* 48 heures",
        ),
        (SENTENCE, "<p>Bonjour,</p>", "HTML : « Bonjour, »"),
        ("Bonjour,", f"<p>{SENTENCE}</p>", "texte : « Bonjour, »"),
        (SENTENCE, f"<!-- {SENTENCE} -->", "HTML : «  »"),
        (SENTENCE, f"<style>{SENTENCE}</style>", "HTML : «  »"),
        (SENTENCE, f'<img alt="{SENTENCE}">', "HTML : «  »"),
        (SENTENCE.replace("é", "Ã©"), None, "texte"),
    ],
)
def test_a_part_without_the_sentence_fails(
    mail: MakeMail, text: str, html: str | None, part: str
) -> None:
    """Defect 48: absent, « 48 heures » or unseen; the part and its words are told."""
    with pytest.raises(CheckFailed, match=f"ne se lit pas dans la partie {part}"):
        mails.reads(mail(text=text, html=html), SENTENCE)


def test_a_mail_without_words_fails(mail: MakeMail) -> None:
    """A mail with neither text nor HTML says nothing."""
    with pytest.raises(CheckFailed, match="n'a ni texte ni HTML"):
        mails.reads(mail(text=None, html=None), SENTENCE)


@pytest.mark.parametrize(
    "bold",
    ["<strong>24 heures</strong>", "24 <b>heures</b>", "24 <a href=x>heures</a>"],
)
def test_bold_before_a_comma_is_read(mail: MakeMail, bold: str) -> None:
    """« <b>24 heures</b>, passé » reads as one sentence."""
    mails.reads(mail(html=f"<p>{SENTENCE.replace('24 heures', bold)}</p>"), SENTENCE)


@pytest.mark.parametrize(
    "html",
    [
        f'<p style="display:none">{SENTENCE}</p>',
        f"<!--[if mso]><p>{SENTENCE}</p><![endif]-->",
        f"<head><title>{SENTENCE}</title></head><p>Bonjour,</p>",
        f"<STYLE>{SENTENCE}</STYLE>",
        f"<script>{SENTENCE}</script>",
        f"<p hidden>{SENTENCE}</p>",
    ],
)
def test_words_that_nobody_sees_do_not_count(mail: MakeMail, html: str) -> None:
    """Hidden preheaders, comments for Outlook and titles are not read."""
    with pytest.raises(CheckFailed):
        mails.reads(mail(html=html), SENTENCE)
