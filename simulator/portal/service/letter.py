"""The letter of step 5: a temporary password, by post (P5.5, B23, B54).

Nothing changes until it is used; it works once, dies after 21 days (assumption H11),
and a new password must be chosen at the first log-in with it.
"""

from __future__ import annotations

import string
from datetime import timedelta

from sqlalchemy import Connection

from simulator.portal.outbox.letter import letter_text
from simulator.portal.outbox.letter_address import Recipient, address_lines
from simulator.portal.service.parts import Parts
from simulator.portal.store import journal, letters
from simulator.portal.store.accounts import Account, Address
from simulator.portal.store.letters import Letter

LETTER_LIFETIME = timedelta(days=21)
"""From the day it is posted. Source: NIST SP 800-63B-4, codes sent by post."""
_CONFUSABLE = "0O1lIio"
"""Characters that may be taken for one another on paper."""
_LOWER = "".join(c for c in string.ascii_lowercase if c not in _CONFUSABLE)
_UPPER = "".join(c for c in string.ascii_uppercase if c not in _CONFUSABLE)
_DIGITS = "".join(c for c in string.digits if c not in _CONFUSABLE)
_CHARACTERS = 12
_GROUP = 4
_ENTROPY_BYTES = 24
"""Far more than the draws below use up (64 bits at least), so that none is biased."""


def post_letter(parts: Parts, connection: Connection, account: Account) -> None:
    """Post one letter with a temporary password to *account*'s address."""
    if account.address is None:
        return
    now = parts.clock.now()
    password = temporary_password(parts.entropy(_ENTROPY_BYTES))
    letters.set_temporary_password(
        connection,
        account.situation,
        account.dossier,
        parts.hasher.hash(parts.rulebook.normalise_password(password)),
        now + LETTER_LIFETIME,
    )
    letter = Letter(
        situation=account.situation,
        dossier=account.dossier,
        posted_at=now,
        expected_on=parts.rulebook.expected_delivery(now, account.department),
        address="\n".join(address_lines(_recipient(account, account.address))),
        text=letter_text(password, LETTER_LIFETIME.days),
    )
    letters.add(connection, letter)
    journal.write(
        connection, now, f"courrier posté {account.situation} {account.dossier}"
    )


def temporary_password(entropy: bytes) -> str:
    """Return a password in three legible groups that obeys the rule of step 8 (P8.2).

    One lower-case letter, one capital, one digit and nine characters of any of these
    kinds are drawn from *entropy* (24 bytes), then shuffled.
    """
    left = int.from_bytes(entropy)
    anything = _LOWER + _UPPER + _DIGITS
    drawn = []
    for kind in (_LOWER, _UPPER, _DIGITS, *[anything] * (_CHARACTERS - 3)):
        left, index = divmod(left, len(kind))
        drawn.append(kind[index])
    for last in range(_CHARACTERS - 1, 0, -1):  # Fisher and Yates
        left, index = divmod(left, last + 1)
        drawn[last], drawn[index] = drawn[index], drawn[last]
    whole = "".join(drawn)
    return "-".join(
        whole[start : start + _GROUP] for start in range(0, _CHARACTERS, _GROUP)
    )


def _recipient(account: Account, address: Address) -> Recipient:
    return Recipient(
        f"{account.first_name} {account.last_name}",
        address.street,
        address.postcode,
        address.city,
    )
