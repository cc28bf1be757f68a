"""The letter of step 5: a temporary password, by post (P5.5, B23, B54).

Nothing changes until it is used; it works once, dies after 21 days (assumption H11),
and a new password must be chosen at the first log-in with it.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection

from simulator.portal.service.parts import Parts
from simulator.portal.store import journal, letters
from simulator.portal.store.accounts import Account, Address
from simulator.portal.store.letters import Letter

LETTER_LIFETIME = timedelta(days=21)
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"
"""No character that may be taken for another on paper."""
_RANDOM_CHARACTERS = 12


def post_letter(parts: Parts, connection: Connection, account: Account) -> None:
    """Post one letter with a temporary password to *account*'s address."""
    if account.address is None:
        return
    now = parts.clock.now()
    password = _temporary_password(parts)
    letters.set_temporary_password(
        connection,
        account.situation,
        account.dossier,
        parts.hasher.hash(parts.rulebook.normalise_password(password)),
        now + LETTER_LIFETIME,
    )
    expected_on = parts.rulebook.expected_delivery(now, account.department)
    address = _address_block(account, account.address)
    letter = Letter(
        situation=account.situation,
        dossier=account.dossier,
        posted_at=now,
        expected_on=expected_on,
        address=address,
        text=_text(password),
    )
    letters.add(connection, letter)
    journal.write(
        connection, now, f"courrier posté {account.situation} {account.dossier}"
    )


def _temporary_password(parts: Parts) -> str:
    """Return a random password that obeys the rule of step 8."""
    drawn = "".join(
        _ALPHABET[byte % len(_ALPHABET)] for byte in parts.entropy(_RANDOM_CHARACTERS)
    )
    return f"{drawn[:4]}-{drawn[4:8]}-{drawn[8:]}-aB7"


def _address_block(account: Account, address: Address) -> str:
    lines = (
        f"{account.first_name} {account.last_name}",
        address.street,
        f"{address.postcode} {address.city}",
    )
    return "\n".join(line.upper() for line in lines)


def _text(password: str) -> str:
    return (
        "Madame, Monsieur,\n\n"
        "Vous avez demandé à réinitialiser le mot de passe de votre espace personnel "
        "et à le recevoir par courrier postal.\n\n"
        f"Votre mot de passe provisoire est : {password}\n\n"
        "Il ne sert qu'une fois et pendant 21 jours. À la première connexion, vous "
        "devrez choisir un nouveau mot de passe. D'ici là, votre mot de passe actuel "
        "reste valable.\n\n"
        "La CARPIMKO\n"
    )
