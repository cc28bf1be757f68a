"""Who lives in the stateful test: every kind of account that the procedure meets."""

from __future__ import annotations

from typing import Any, NamedTuple


class Key(NamedTuple):
    """What names an account; also of accounts that do not exist."""

    situation: str
    dossier: str


COUPLE = "couple@mail.test"
"""Two practitioners who share one address (B45)."""


def _account(
    situation: str, dossier: str, first_name: str, email: str | None, *, post: bool
) -> dict[str, Any]:
    home = {"street": "3 rue des Lilas", "postcode": "67000", "city": "Strasbourg"}
    return {
        "situation": situation,
        "dossier": dossier,
        "password": f"Ancien-{first_name}-2025",
        "email": email,
        "first_name": first_name,
        "last_name": "Durand",
        "address": home if post else None,
        "department": "67",
        "status": "active",
    }


CAST = (
    _account("affilie", "0012345", "Camille", "camille@mail.test", post=True),
    # The same number under the other situation is somebody else (P4.1).
    _account("ayant_droit", "0012345", "Dominique", "dominique@mail.test", post=True),
    _account("affilie", "0023456", "Sacha", COUPLE, post=True),
    _account("ayant_droit", "0034567", "Charlie", COUPLE, post=False),
    _account("ayant_droit", "0045678", "Maxence", None, post=True),
    _account("affilie", "0056789", "Alix", "alix@mail.test", post=False),
)

KNOWN = tuple(Key(each["situation"], each["dossier"]) for each in CAST)
UNKNOWN = (
    Key("affilie", "7777777"),
    Key("ayant_droit", "0056789"),  # known under the other situation only
)
ANYBODY = KNOWN + UNKNOWN


def addresses(key: Key) -> tuple[str | None, ...]:
    """Return the addresses that *key* may have on file, its first one included.

    No two accounts of one dossier number share any: a mail's address and the number in
    its link tell whose it is.
    """
    (mine,) = (each for each in CAST if (each["situation"], each["dossier"]) == key)
    name = mine["first_name"].lower()
    return mine["email"], f"{name}-2@mail.test", f"{name}-3@mail.test", None
