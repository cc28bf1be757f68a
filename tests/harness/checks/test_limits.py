"""What comes of asking and trying again and again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.checks import limits
from harness.checks.failure import CheckFailed
from harness.pages import Page
from simulator.mail.mailbox import Mailbox

MakePage = Callable[..., Page]
HER = "camille@example.org"
LOGIN = (
    "<form><label>Numéro de dossier <input name=d></label>"
    "<label>Mot de passe <input type=password name=m></label>"
    "<button>Se connecter</button></form>"
)
SPACE = "<h1>Mon espace personnel</h1><p>Bonjour Camille</p>"
STEP_8 = (
    "<h1>Réinitialisation du mot de passe</h1><form>"
    "<input type=password name=m><input type=password name=c></form>"
)
CHANGED = "<h1>Changement de mot de passe effectué !</h1>"


@pytest.mark.parametrize("count", [1, 20])
def test_a_few_mails_pass(mailbox: Mailbox, deliver: Callable, count: int) -> None:
    """From one mail to the most allowed; all are looked at."""
    for _ in range(count):
        deliver(HER)
    limits.mails_are_limited(mailbox, HER, 20)

    assert () == mailbox.unread()


@pytest.mark.parametrize(
    ("count", "why"), [(0, "Aucun mail"), (21, "21 mails.*20 au plus")]
)
def test_too_many_mails_fail_and_none_too(
    mailbox: Mailbox, deliver: Callable, count: int, why: str
) -> None:
    """Defect 87: no limit; and a portal that answers nobody is no sound one."""
    for _ in range(count):
        deliver(HER)
    with pytest.raises(CheckFailed, match=why):
        limits.mails_are_limited(mailbox, HER, 20)


def test_mails_of_before_pass(mailbox: Mailbox, deliver: Callable) -> None:
    """Mails up to the mark are those of the limit; they are looked at."""
    last = deliver(HER).sequence
    limits.no_more_mails(mailbox, HER, last)

    assert () == mailbox.unread()


def test_one_more_mail_fails(mailbox: Mailbox, deliver: Callable) -> None:
    """A mail after the mark came past the limit."""
    last = deliver(HER).sequence
    deliver(HER)
    with pytest.raises(CheckFailed, match="La limite se contourne"):
        limits.no_more_mails(mailbox, HER, last)


def test_two_series_alike_pass(page: MakePage) -> None:
    """Same codes and headings, whatever else the pages say."""
    mine = [page("<h1>Presque fini...</h1>c****@e****.org"), page("", status=429)]
    theirs = [page("<h1>Presque fini...</h1>d****@f****.org"), page("", status=429)]
    limits.held_up_alike(mine, theirs)


@pytest.mark.parametrize(
    ("markup", "status", "why"),
    [
        ("<h1>Presque fini...</h1>", 429, "La demande 2 distingue"),
        ("<h1>Trop de demandes</h1>", 200, "La demande 2 distingue"),
        ("<h1>Presque fini...</h1>", 500, "en panne"),
    ],
)
def test_two_series_that_differ_fail(
    page: MakePage, markup: str, status: int, why: str
) -> None:
    """A limit that holds only for known dossiers tells which are known."""
    taken = page("<h1>Presque fini...</h1>")
    with pytest.raises(CheckFailed, match=why):
        limits.held_up_alike([taken, taken], [taken, page(markup, status=status)])


def test_nothing_is_not_compared(page: MakePage) -> None:
    """Two empty series, or two lengths, prove nothing."""
    for one, other in (([], []), ([page("")], [])):
        with pytest.raises(CheckFailed, match="deux séries"):
            limits.held_up_alike(one, other)


@pytest.mark.parametrize(
    ("markup", "status"),
    [
        (STEP_8, 200),
        ("<h1>Trop d'essais</h1>", 429),
        ("<h1>Ce lien n'est plus valable</h1>", 410),
    ],
)
def test_a_guess_that_changes_nothing_passes(
    page: MakePage, markup: str, status: int
) -> None:
    """A dead link, a 429 or the form as before: the number found is of no use."""
    limits.guess_is_refused(page(markup, status=status))


@pytest.mark.parametrize(
    ("markup", "status", "why"),
    [
        (CHANGED, 200, "s'affiche, et ne devrait pas"),
        ("<h1>Erreur</h1>", 500, "en panne"),
        ("", 429, "ne dit rien"),
    ],
)
def test_a_guess_that_succeeds_fails(
    page: MakePage, markup: str, status: int, why: str
) -> None:
    """Whoever tries long enough changes the password; or meets a breakdown."""
    with pytest.raises(CheckFailed, match=why):
        limits.guess_is_refused(page(markup, status=status))


@pytest.mark.parametrize(
    ("markup", "status"),
    [
        (LOGIN, 200),
        ("<p>Doucement</p>", 429),
        ("<p>Votre compte est verrouillé.</p>", 200),
        ("<p>Trop de tentatives. Réessayez dans 15 minutes.</p>", 200),
    ],
)
def test_who_is_held_up_is_not_let_in(page: MakePage, markup: str, status: int) -> None:
    """The log-in again, a code of refusal or a word of it."""
    limits.is_held_up(page(markup, status=status))


@pytest.mark.parametrize(
    ("markup", "status", "why"),
    [(SPACE, 200, "ouvre encore"), (LOGIN, 500, "en panne")],
)
def test_who_is_let_in_is_not_held_up(
    page: MakePage, markup: str, status: int, why: str
) -> None:
    """The personal space after a hundred wrong passwords: no limit at all."""
    with pytest.raises(CheckFailed, match=why):
        limits.is_held_up(page(markup, status=status))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (LOGIN, LOGIN, "verrouillent la connexion, qui l'est encore"),
        (SPACE, SPACE, "ne verrouillent pas"),
        (SPACE, LOGIN, "ne verrouillent pas"),
    ],
)
def test_a_lock_that_stays_passes(
    page: MakePage, before: str, after: str, said: str
) -> None:
    """Locked before and after; or never locked, and it is said so."""
    assert said in limits.lock_is_unchanged(page(before), page(after))


@pytest.mark.parametrize(
    ("after", "status", "why"),
    [(SPACE, 200, "s'est rouverte"), (LOGIN, 500, "en panne")],
)
def test_a_lock_that_opens_fails(
    page: MakePage, after: str, status: int, why: str
) -> None:
    """A mere request lifts the lock: whoever asks may guess on."""
    with pytest.raises(CheckFailed, match=why):
        limits.lock_is_unchanged(page(LOGIN), page(after, status=status))
