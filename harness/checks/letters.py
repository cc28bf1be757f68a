"""What a letter must be, and what its password may do (P5.5, B23, B54)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from datetime import date

from fixtures.person import Address, Person
from harness.checks.failure import require
from harness.checks.pages import require_answered, seen
from harness.errors import NotObservable
from harness.pages import Page
from simulator.mail.mailbox import Mailbox
from simulator.post.letter import PostedLetter

_CLIENT_ERROR = 400
_TWO_PASSWORDS = 2
_SHORTEST_CODE = 6
"""Characters of a code. Source: NIST SP 800-63B-4, codes of six digits."""
_SHORTEST_PASSWORD = 8
_FEWEST_DIFFERENCES = 3
"""Places where two drawn passwords differ at least; a counter changes one or two."""
_ABBREVIATED = {"SAINT": "ST", "SAINTE": "STE", "SAINTS": "STS"}
_FEWEST_LETTERS = 3
_FEWEST_TELLING = 4
"""A shorter name may stand in a drawn password by chance."""


def number_is(
    letters: Sequence[PostedLetter], situation: str, dossier: str, count: int
) -> None:
    """Check how many letters were posted to one dossier, and that no other was."""
    mine = [letter for letter in letters if letter.key == (situation, dossier)]
    require(
        len(mine) == count and len(letters) == count,
        f"{len(mine)} courrier(s) pour le dossier {dossier} et {len(letters)} en tout, "
        f"au lieu de {count}.",
    )


def expected_on(letters: Sequence[PostedLetter], day: date) -> None:
    """Check the day on which the last letter is expected."""
    announced = _last(letters).expected_on
    require(
        announced == day,
        f"Le courrier est attendu le {announced:%d/%m/%Y}, et non le {day:%d/%m/%Y}.",
    )


def goes_to(letters: Sequence[PostedLetter], person: Person) -> None:
    """Check that the last letter goes to *person*, where she lives now.

    Capitals, accents, punctuation and what postmen abbreviate do not count: looked at
    are the family name, the number and the last word of the street, postcode and town.
    """
    require(person.address, f"{person.first_name} n'a pas d'adresse postale.")
    shown = _last(letters).address
    folded = f" {_folded(shown)} "
    for part in _parts(person):
        require(
            f" {_folded(part)} " in folded,
            f"L'adresse du courrier ne contient pas « {part} » : {shown}",
        )


def one_channel_at_most(
    mailbox: Mailbox, letters: Callable[[], Sequence[PostedLetter]], person: Person
) -> None:
    """Check that *person* got a mail, or a letter, or neither; not both (P5.1).

    Where the letters cannot be read, the mails are all there is to count.
    """
    mails = mailbox.to(person.email or "")
    for mail in mails:
        mailbox.mark_read(mail)
    try:
        posted = [letter for letter in letters() if letter.key == person.key]
    except NotObservable:
        posted = []
    require(
        len(mails) + len(posted) <= 1,
        f"{len(mails)} mail(s) et {len(posted)} courrier(s) pour {person.first_name}, "
        "au lieu d'un seul envoi.",
    )


def describe(letters: Sequence[PostedLetter]) -> str:
    """Return when the last letter was posted and is expected, in a sentence."""
    last = _last(letters)
    return (
        f"Courrier posté le {last.posted_at.isoformat()}, "
        f"attendu le {last.expected_on.isoformat()}."
    )


def demands_new_password(page: Page, usual: Page | None = None) -> None:
    """Check that the page asks for a new password, twice, and is not the usual space.

    *usual* is what the personal space shows after an ordinary log-in.
    """
    require_answered(page)
    require(
        page.status < _CLIENT_ERROR and _asks_twice(page),
        f"Aucun nouveau mot de passe n'est exigé. {seen(page)}",
    )
    _is_not_usual(page, usual)


def stays_shut(page: Page, usual: Page | None) -> None:
    """Check that the page is no personal space: a demand, a log-in or a refusal."""
    require_answered(page)
    require(usual, "L'espace personnel n'a jamais été vu : rien à comparer.")
    _is_not_usual(page, usual)
    demanded = _asks_twice(page)
    require(
        demanded or page.asks_to_log_in or page.status >= _CLIENT_ERROR,
        "L'espace personnel s'ouvre avant qu'un nouveau mot de passe soit choisi. "
        f"{seen(page)}",
    )


def is_hard_to_guess(
    letters: Sequence[PostedLetter], secret: str, person: Person
) -> None:
    """Check that *secret* says nothing of *person* and obeys the rule of step 8.

    A letter that calls it a code may carry six characters or more of any kind.
    Source: ASVS 5.0.0 6.4.1 (« follow the existing password policy »).
    """
    folded = secret.casefold()
    known = [person.dossier, person.first_name, person.last_name, person.password]
    known += [person.address.postcode] if person.address else []
    for told in known:
        require(
            len(told) < _FEWEST_TELLING or told.casefold() not in folded,
            f"Le mot de passe du courrier reprend « {told} ».",
        )
    if _calls_it_a_code(_last(letters)):
        require(
            len(secret) >= _SHORTEST_CODE,
            f"Le code du courrier n'a que {len(secret)} caractères.",
        )
        return
    require(
        len(secret) >= _SHORTEST_PASSWORD
        and any(char.islower() for char in secret)
        and any(char.isupper() for char in secret)
        and any(char.isdigit() for char in secret),
        f"Le mot de passe du courrier n'obéit pas à la règle : « {secret} ».",
    )


def are_drawn(secrets: Sequence[str]) -> None:
    """Check that two passwords have nothing to do with each other."""
    require(len(secrets) > 1, "Il faut deux courriers pour les comparer.")
    first, second = secrets[-2:]
    differing = sum(a != b for a, b in zip(first, second, strict=False))
    require(
        differing + abs(len(first) - len(second)) >= _FEWEST_DIFFERENCES,
        f"Deux courriers portent presque le même mot de passe : « {first} » et "
        f"« {second} ».",
    )


def is_on_paper_only(secret: str, pages: Collection[Page], mailbox: Mailbox) -> None:
    """Check that the letter's *secret* stands in no page and in no mail."""
    for page in pages:
        body = page.body.decode("utf-8", "replace")
        require(
            secret not in body and secret not in page.url,
            f"Le mot de passe du courrier se lit dans une page. {seen(page)}",
        )
    for mail in mailbox.all():
        told = f"{mail.subject} {mail.text or ''} {mail.html or ''}"
        require(
            secret not in told,
            f"Le mot de passe du courrier se lit dans le mail « {mail.subject} ».",
        )


def is_not_logged(secret: str, log: str) -> None:
    """Check that the letter's *secret* stands nowhere in the portal's log."""
    require(secret not in log, "Le mot de passe du courrier se lit dans le journal.")


def _last(letters: Sequence[PostedLetter]) -> PostedLetter:
    require(letters, "Aucun courrier n'est parti.")
    return letters[-1]


def _parts(person: Person) -> list[str]:
    address = person.address or Address("", "", "")
    numbers = re.findall(r"\d+", address.street)[:1]
    words = [word for word in _folded(address.street).split() if word.isalpha()]
    last = [word for word in words[-1:] if len(word) >= _FEWEST_LETTERS]
    return [person.last_name, *numbers, *last, address.postcode, address.city]


def _folded(text: str) -> str:
    """Return *text* in capitals, without accents, punctuation or full « SAINT »."""
    bare = unicodedata.normalize("NFKD", text.upper().replace("Œ", "OE"))
    kept = "".join(c if c.isalnum() else " " for c in bare if not _is_accent(c))
    return " ".join(_ABBREVIATED.get(word, word) for word in kept.split())


def _is_accent(char: str) -> bool:
    return unicodedata.combining(char) > 0


def _asks_twice(page: Page) -> bool:
    return any(
        form.passwords >= _TWO_PASSWORDS or form.has_field(page.labels.confirmation)
        for form in page.forms
    )


def _is_not_usual(page: Page, usual: Page | None) -> None:
    require(
        usual is None or page.text != usual.text,
        f"L'espace personnel s'ouvre comme d'habitude. {seen(page)}",
    )


def _calls_it_a_code(letter: PostedLetter) -> bool:
    return bool(re.search(r"\bcode\b(?! postal)", letter.text, re.IGNORECASE))
