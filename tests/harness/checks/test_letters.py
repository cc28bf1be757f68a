"""What the letterbox shows, and what the page behind a letter's password shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from fixtures.person import Address, Person, Situation
from harness.checks import letters
from harness.checks.failure import CheckFailed
from harness.errors import NotObservable
from harness.pages import Page
from simulator.mail.mailbox import Mailbox
from simulator.mail.message import ReceivedMail
from simulator.post.letter import PostedLetter

CAMILLE = PostedLetter(
    situation="affilie",
    dossier="0012345",
    posted_at=datetime(2026, 3, 10, 9, 0, tzinfo=UTC),
    expected_on=date(2026, 3, 13),
    address="Camille Moreau, 3 rue des Lilas, 67000 STRASBOURG",
    text="Votre mot de passe provisoire est : k7Xp-9mQ2-Lw4r",
)
TWIN = replace(CAMILLE, situation="ayant_droit", address="12 quai Kléber, 67000")
PERSON = Person(
    situation=Situation.AFFILIE,
    dossier="0012345",
    first_name="Camille",
    last_name="Moreau",
    profession="infirmière",
    password="Ancien2025",
    email="camille@example.org",
    address=Address("3 rue des Lilas", "67000", "Strasbourg"),
    department="67",
    status="active",
)
LOGIN = (
    "<h1>Connexion</h1><form><label>Numéro de dossier <input name=d></label>"
    "<label>Mot de passe <input name=p type=password></label><button>OK</button></form>"
)
DEMAND = (
    "<h1>Bienvenue</h1><form><label>Nouveau <input name=a type=password></label>"
    "<label>Encore <input name=b type=password></label><button>OK</button></form>"
)
SPACE = "<h1>Mon espace personnel</h1><p>Bonjour Camille</p>"


def _page(markup: str, status: int = 200) -> Page:
    return Page("https://portail.test/x", status, (), markup.encode())


USUAL = _page(SPACE)


@pytest.mark.parametrize(
    ("posted", "count"), [([], 0), ([CAMILLE], 1), ([CAMILLE] * 2, 2)]
)
def test_the_number_of_letters_passes(posted: list[PostedLetter], count: int) -> None:
    """Her letters are counted, and nobody else has any."""
    letters.number_is(posted, "affilie", "0012345", count)


@pytest.mark.parametrize(
    ("posted", "count", "why"),
    [
        ([], 1, r"0 courrier\(s\) pour le dossier 0012345 et 0 en tout, au lieu de 1"),
        ([CAMILLE] * 2, 1, "2 courrier.* 2 en tout, au lieu de 1"),
        ([CAMILLE], 0, "1 courrier.* 1 en tout, au lieu de 0"),
        ([TWIN], 1, "0 courrier.* 1 en tout, au lieu de 1"),
        ([TWIN], 0, "0 courrier.* 1 en tout, au lieu de 0"),
        ([CAMILLE, TWIN], 1, "1 courrier.* 2 en tout, au lieu de 1"),
    ],
)
def test_another_number_of_letters_fails(
    posted: list[PostedLetter], count: int, why: str
) -> None:
    """None, one too many, or one to the ayant droit of the same number."""
    with pytest.raises(CheckFailed, match=why):
        letters.number_is(posted, "affilie", "0012345", count)


def test_the_day_of_the_last_letter_passes() -> None:
    """Of several letters the last one is looked at."""
    earlier = replace(CAMILLE, expected_on=date(2026, 1, 2))
    letters.expected_on([earlier, CAMILLE], date(2026, 3, 13))


@pytest.mark.parametrize(
    ("posted", "why"),
    [
        ([CAMILLE], "attendu le 13/03/2026, et non le 16/03/2026"),
        ([], "Aucun courrier n'est parti"),
    ],
)
def test_another_day_fails(posted: list[PostedLetter], why: str) -> None:
    """Defects 31 and 32: both days are told, as French dates."""
    with pytest.raises(CheckFailed, match=why):
        letters.expected_on(posted, date(2026, 3, 16))


def test_a_letter_is_described_by_its_days() -> None:
    """For what is recorded and decides nothing."""
    assert (
        "Courrier posté le 2026-03-10T09:00:00+00:00, attendu le 2026-03-13."
        == letters.describe([CAMILLE])
    )


@pytest.mark.parametrize(
    ("address", "home"),
    [
        ("CAMILLE MOREAU\n3 RUE DES LILAS\n67000 STRASBOURG", PERSON.address),
        ("Mme MOREAU Camille\n3, r. des Lilas\n67000 Strasbourg", PERSON.address),
        (
            "C. MOREAU\n12 AV DE L EGLISE\n97400 ST DENIS CEDEX",
            Address("12 avenue de l'Église", "97400", "Saint-Denis"),
        ),
        (
            "Camille Moreau\n12 avenue de l'Église\n97400 Saint-Denis",
            Address("12 avenue de l'Église", "97400", "Saint-Denis"),
        ),
        ("MOREAU\n98800 NOUMEA", Address("", "98800", "Nouméa")),
        (
            "MOREAU\n1 RUE DU COEUR\n01000 BOURG EN BRESSE",
            Address("1 rue du Cœur", "01000", "Bourg-en-Bresse"),
        ),
    ],
)
def test_any_fair_way_to_write_her_address_passes(address: str, home: Address) -> None:
    """La Poste's capitals, a file's own writing, abbreviations, a CEDEX."""
    posted = [TWIN, replace(CAMILLE, address=address)]
    letters.goes_to(posted, replace(PERSON, address=home))


@pytest.mark.parametrize(
    ("address", "missing"),
    [
        ("CAMILLE MOREAU\n3 RUE DES LILAS\n67000 MULHOUSE", "Strasbourg"),
        ("CAMILLE MOREAU\n3 RUE DES LILAS\n75001 STRASBOURG", "67000"),
        ("CAMILLE MOREAU\n33 RUE DES LILAS\n67000 STRASBOURG", "3"),
        ("CAMILLE MOREAU\n3 RUE DU BAC\n67000 STRASBOURG", "LILAS"),
        ("DOMINIQUE DURAND\n3 RUE DES LILAS\n67000 STRASBOURG", "Moreau"),
        ("", "Moreau"),
    ],
)
def test_another_address_fails(address: str, missing: str) -> None:
    """Somebody else's, a former one, or half of hers: what is missing is told."""
    with pytest.raises(CheckFailed, match=f"ne contient pas « {missing} »"):
        letters.goes_to([replace(CAMILLE, address=address)], PERSON)


def test_no_letter_or_no_home_fails() -> None:
    """Nothing to look at is not a success."""
    with pytest.raises(CheckFailed, match="Aucun courrier"):
        letters.goes_to([], PERSON)
    with pytest.raises(CheckFailed, match="n'a pas d'adresse postale"):
        letters.goes_to([CAMILLE], replace(PERSON, address=None))


def test_a_demand_for_a_new_password_passes() -> None:
    """Recognised by its two fields, whatever its title."""
    letters.demands_new_password(_page(DEMAND), USUAL)
    letters.demands_new_password(_page(DEMAND))
    letters.stays_shut(_page(DEMAND), USUAL)


@pytest.mark.parametrize(
    ("markup", "status"), [(SPACE, 200), (LOGIN, 200), ("<h1>Oups</h1>", 500)]
)
def test_no_demand_fails(markup: str, status: int) -> None:
    """A personal space that opens, a refusal or a breakdown demands nothing."""
    with pytest.raises(CheckFailed):
        letters.demands_new_password(_page(markup, status), USUAL)


def test_a_space_where_passwords_are_changed_is_no_demand() -> None:
    """The page that an ordinary log-in shows lets one in, whatever forms it holds."""
    space = _page(SPACE + DEMAND)

    with pytest.raises(CheckFailed, match="comme d'habitude"):
        letters.demands_new_password(space, space)
    with pytest.raises(CheckFailed, match="comme d'habitude"):
        letters.stays_shut(space, space)


@pytest.mark.parametrize(
    ("markup", "status"), [(LOGIN, 200), ("<h1>Interdit</h1>", 403), (DEMAND, 200)]
)
def test_a_space_that_stays_shut_passes(markup: str, status: int) -> None:
    """A log-in, a refusal in so many words, or the demand again."""
    letters.stays_shut(_page(markup, status), USUAL)


@pytest.mark.parametrize(
    ("markup", "status"),
    [(SPACE, 200), ("<h1>Mes cotisations</h1>", 200), ("<h1>Oups</h1>", 500)],
)
def test_a_space_that_opens_fails(markup: str, status: int) -> None:
    """The usual space, another part of it, or a breakdown."""
    with pytest.raises(CheckFailed):
        letters.stays_shut(_page(markup, status), USUAL)


@pytest.mark.parametrize("secret", ["k7Xp-9mQ2-Lw4r", "aB3dE5fG", "Soleil!2031"])
def test_a_password_that_obeys_the_rule_passes(secret: str) -> None:
    """Eight characters, the three kinds, nothing of the person."""
    letters.is_hard_to_guess([CAMILLE], secret, PERSON)


@pytest.mark.parametrize(
    ("secret", "why"),
    [
        ("aB3dE5f", "n'obéit pas à la règle"),
        ("ab3de5fg", "n'obéit pas"),
        ("AB3DE5FG", "n'obéit pas"),
        ("abcdEFGH", "n'obéit pas"),
        ("48213977", "n'obéit pas"),
        ("Ab0012345x", "reprend « 0012345 »"),
        ("Moreau67-xY", "reprend « Moreau »"),
        ("cAmIlLe67-xY", "reprend « Camille »"),
        ("aB67000xyz", "reprend « 67000 »"),
        ("Ancien2025", "reprend « Ancien2025 »"),
    ],
)
def test_a_guessable_password_fails(secret: str, why: str) -> None:
    """ASVS 6.4.1: drawn, and under the portal's own policy."""
    with pytest.raises(CheckFailed, match=why):
        letters.is_hard_to_guess([CAMILLE], secret, PERSON)


def test_a_code_may_be_six_figures() -> None:
    """A letter that calls it a code is not held to the rule of passwords."""
    code = replace(CAMILLE, text="Votre code d'activation : 482139")
    letters.is_hard_to_guess([code], "482139", PERSON)
    with pytest.raises(CheckFailed, match="n'a que 4 caractères"):
        letters.is_hard_to_guess([code], "4821", PERSON)


def test_a_short_name_may_occur_by_chance() -> None:
    """« Li » stands in one drawn password out of thirty."""
    person = replace(PERSON, last_name="Li", first_name="Léa")
    letters.is_hard_to_guess([CAMILLE], "k7Li-9mQ2-Léa4", person)


@pytest.mark.parametrize(
    "secrets",
    [["k7Xp-9mQ2-Lw4r", "t8UG-9Y3m-jgut"], ["482139", "517730"], ["a1B", "a1Bxyz"]],
)
def test_two_drawn_passwords_pass(secrets: list[str]) -> None:
    """They share no more than chance and a separator would have it."""
    letters.are_drawn(secrets)


@pytest.mark.parametrize(
    "secrets",
    [
        ["k7Xp-9mQ2", "k7Xp-9mQ2"],
        ["Carpimko-0009", "Carpimko-0010"],
        ["k7Xp-9mQ2-Lw4r"],
        [],
    ],
)
def test_two_passwords_that_follow_each_other_fail(secrets: list[str]) -> None:
    """The same, a counter, or nothing to compare."""
    with pytest.raises(CheckFailed):
        letters.are_drawn(secrets)


def test_a_password_on_paper_only_passes(
    mailbox: Mailbox, deliver: Callable[..., object]
) -> None:
    """Pages and mails that do not hold it."""
    deliver()
    letters.is_on_paper_only("k7Xp-9mQ2-Lw4r", [USUAL], mailbox)
    letters.is_not_logged("k7Xp-9mQ2-Lw4r", "courrier posté affilie 0012345")


@pytest.mark.parametrize(
    "page",
    [
        _page("<input type=hidden value=k7Xp-9mQ2-Lw4r>"),
        _page("<!-- k7Xp-9mQ2-Lw4r -->"),
        replace(USUAL, url="https://portail.test/x?mdp=k7Xp-9mQ2-Lw4r"),
    ],
)
def test_a_password_shown_by_a_page_fails(mailbox: Mailbox, page: Page) -> None:
    """In the source or in the address as much as in the text."""
    with pytest.raises(CheckFailed, match="se lit dans une page"):
        letters.is_on_paper_only("k7Xp-9mQ2-Lw4r", [USUAL, page], mailbox)


def test_a_password_told_by_mail_or_log_fails(
    mailbox: Mailbox, deliver: Callable[..., object], sound_text: str
) -> None:
    """A mail besides, or a line too many in the log."""
    deliver(text=sound_text + "\nk7Xp-9mQ2-Lw4r")
    with pytest.raises(CheckFailed, match="se lit dans le mail"):
        letters.is_on_paper_only("k7Xp-9mQ2-Lw4r", [], mailbox)
    with pytest.raises(CheckFailed, match="dans le journal"):
        letters.is_not_logged("k7Xp-9mQ2-Lw4r", "posté k7Xp-9mQ2-Lw4r")


def test_one_channel_is_followed_at_most(
    mailbox: Mailbox, deliver: Callable[..., ReceivedMail]
) -> None:
    """P5.1: a mail or a letter or neither; both is one too many."""
    somebody = replace(PERSON, dossier="0012345", email="camille@example.org")
    letters.one_channel_at_most(mailbox, list, somebody)
    letters.one_channel_at_most(mailbox, lambda: [CAMILLE, TWIN], somebody)
    deliver()
    letters.one_channel_at_most(mailbox, lambda: [TWIN], somebody)
    with pytest.raises(CheckFailed, match=r"1 mail\(s\) et 1 courrier"):
        letters.one_channel_at_most(mailbox, lambda: [CAMILLE], somebody)


def test_letters_that_cannot_be_read_are_not_counted(
    mailbox: Mailbox, deliver: Callable[..., ReceivedMail]
) -> None:
    """P5.1: a portal that shows no letters is judged by its mails."""

    def unreadable() -> list[PostedLetter]:
        raise NotObservable("les courriers ne se lisent pas")

    somebody = replace(PERSON, dossier="0012345", email="camille@example.org")
    deliver()
    letters.one_channel_at_most(mailbox, unreadable, somebody)
    deliver()
    with pytest.raises(CheckFailed, match=r"2 mail\(s\)"):
        letters.one_channel_at_most(mailbox, unreadable, somebody)
