"""Everything that the neighbours of the portal can be made to do wrong, by name.

The features say it in the same words. Here a fault
lasts until it is repaired: what is on stays on, whatever was tried meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from simulator.desk.mail_faults import MAIL_FAULTS
from simulator.franceconnect import faults as identification
from simulator.recaptcha.faults import EMPTY_JSON, NOT_JSON, SERVER_ERROR, Fault, Hang


class Neighbour(StrEnum):
    """Who does wrong; the value is how the API says it."""

    MAIL = "mail"
    CAPTCHA = "captcha"
    FRANCE_CONNECT = "france_connect"


SUBJECTS = {
    Neighbour.MAIL: "Le serveur de mail",
    Neighbour.CAPTCHA: "Le vérificateur du CAPTCHA",
    Neighbour.FRANCE_CONNECT: "FranceConnect",
}
"""The subject of the sentence that a label ends."""


@dataclass(frozen=True, slots=True)
class NamedFault:
    """One fault.

    Attributes:
        neighbour: who does wrong.
        name: how the API says it.
        label: what is done wrong; the subject stands before it.
        group: under which heading it is listed.
    """

    neighbour: Neighbour
    name: str
    label: str
    group: str

    @property
    def key(self) -> str:
        """Return what names it among all faults."""
        return f"{self.neighbour}:{self.name}"

    @property
    def sentence(self) -> str:
        """Say the whole of it."""
        return f"{SUBJECTS[self.neighbour]} {self.label}"


_CAPTCHA: dict[str, tuple[str, Callable[[], Fault]]] = {
    "broken": ("est en panne", lambda: SERVER_ERROR),
    "nonsense": ("répond n'importe quoi", lambda: NOT_JSON),
    "empty": ("répond sans rien dire", lambda: EMPTY_JSON),
    "silent": ("ne répond plus", Hang),
}

_SERVICE_GROUP = "Le service"
_RETURN_GROUP = "Le retour vers le portail"
_TOKEN_GROUP = "Le jeton d'identité"  # noqa: S105 - a heading
_SEAL_GROUP = "La signature du jeton"
_IDENTITY_GROUP = "L'identité donnée"

_FRANCE_CONNECT: dict[str, tuple[str, str]] = {
    "TOKEN_DOWN": ("est en panne", _SERVICE_GROUP),
    "TOKEN_NONSENSE": ("répond n'importe quoi", _SERVICE_GROUP),
    "SILENT": ("ne répond plus", _SERVICE_GROUP),
    "USERINFO_DOWN": ("ne sait plus donner l'identité", _SERVICE_GROUP),
    "KEYS_DOWN": ("ne publie plus ses clés", _SERVICE_GROUP),
    "OTHER_STATE": ("rend un autre état", _RETURN_GROUP),
    "NO_STATE": ("ne rend pas l'état", _RETURN_GROUP),
    "OTHER_CODE": ("rend un code inventé", _RETURN_GROUP),
    "NO_CODE": ("ne rend pas de code", _RETURN_GROUP),
    "OTHER_NONCE": ("signe un autre nonce", _TOKEN_GROUP),
    "NO_NONCE": ("ne signe aucun nonce", _TOKEN_GROUP),
    "OTHER_AUDIENCE": ("rend un jeton destiné à un autre service", _TOKEN_GROUP),
    "OTHER_ISSUER": ("rend un jeton émis par un autre", _TOKEN_GROUP),
    "NO_SUBJECT": ("rend un jeton qui ne dit pas de qui", _TOKEN_GROUP),
    "NO_EXPIRY": ("rend un jeton sans échéance", _TOKEN_GROUP),
    "EXPIRED": ("rend un jeton périmé depuis une heure", _TOKEN_GROUP),
    "LOW_LEVEL": ("rend un jeton d'un niveau de garantie trop bas", _TOKEN_GROUP),
    "TAMPERED": ("rend un jeton retouché après la signature", _SEAL_GROUP),
    "UNSIGNED": ("rend un jeton sans signature", _SEAL_GROUP),
    "CLIENT_SECRET": ("signe avec le secret partagé", _SEAL_GROUP),
    "PUBLIC_KEY": ("signe avec sa clé publique prise pour un secret", _SEAL_GROUP),
    "UNKNOWN_KEY": ("signe avec une clé qu'il ne publie pas", _SEAL_GROUP),
    "KEY_IN_HEADER": ("signe avec une clé que le jeton apporte", _SEAL_GROUP),
    "OTHER_SUBJECT": ("donne l'identité d'une autre personne", _IDENTITY_GROUP),
    "USERINFO_PLAIN": ("donne l'identité sans la signer", _IDENTITY_GROUP),
    "USERINFO_UNSIGNED": ("donne l'identité avec une signature vide", _IDENTITY_GROUP),
    "USERINFO_TAMPERED": ("donne une identité retouchée ensuite", _IDENTITY_GROUP),
    "USERINFO_UNKNOWN_KEY": (
        "donne une identité signée d'une clé inconnue",
        _IDENTITY_GROUP,
    ),
    "USERINFO_OTHER_AUDIENCE": (
        "donne une identité destinée à un autre service",
        _IDENTITY_GROUP,
    ),
    "USERINFO_OTHER_ISSUER": (
        "donne une identité émise par un autre",
        _IDENTITY_GROUP,
    ),
}

FAULTS: dict[str, NamedFault] = {
    fault.key: fault
    for fault in (
        *(
            NamedFault(Neighbour.MAIL, name, label, group)
            for name, (label, group) in MAIL_FAULTS.items()
        ),
        *(
            NamedFault(Neighbour.CAPTCHA, name, label, "Ses réponses")
            for name, (label, _) in _CAPTCHA.items()
        ),
        *(
            NamedFault(Neighbour.FRANCE_CONNECT, name.lower(), label, group)
            for name, (label, group) in _FRANCE_CONNECT.items()
        ),
    )
}
"""Every fault, by its key, in the order in which pages list them."""


def captcha_fault(name: str) -> Fault:
    """Return what the verifier says instead of its answer."""
    return _CAPTCHA[name][1]()


def france_connect_fault(name: str) -> identification.Fault:
    """Return what FranceConnect does wrong."""
    if name == "silent":
        return identification.hanging("token")
    found = getattr(identification, name.upper())
    assert isinstance(found, identification.Fault)  # noqa: S101 - the table's own names
    return found
