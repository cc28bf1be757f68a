"""Reading the forms about people: a new one, and a changed account.

Errors are pairs of field and French sentence.
"""

from __future__ import annotations

from dataclasses import dataclass

from fixtures.dossiers import DIGITS
from fixtures.person import Person
from fixtures.places import DEPARTMENTS
from simulator.desk.context import single
from simulator.desk.wording import SITUATIONS, STATUSES
from simulator.portal.rules.address import is_deliverable

Errors = tuple[tuple[str, str], ...]
_LONGEST_NAME = 100
_LONGEST_EMAIL = 254
_NO_ADDRESS = (
    "Indiquez l'adresse mail, ou choisissez "
    "«\N{NO-BREAK SPACE}tirée\N{NO-BREAK SPACE}»."
)


@dataclass(frozen=True, slots=True)
class Read:
    """What a form stated, and what is wrong with it.

    Attributes:
        typed: each field as it was typed, to show the form again.
        stated: what was understood, as ``Residents.add`` or an account takes it.
        errors: empty if everything was understood.
    """

    typed: dict[str, str]
    stated: dict[str, object]
    errors: Errors


NEW = {
    "situation": "affilie",
    "dossier": "",
    "prenom": "",
    "nom": "",
    "mail": "tire",
    "adresse_mail": "",
    "adresse": "oui",
    "departement": "",
}
"""The form for somebody new, as it is first shown."""


def new_resident() -> Read:
    """Read the form for somebody new; what is left empty is drawn."""
    typed = {name: single(name) for name in NEW}
    stated: dict[str, object] = {}
    errors = []
    if typed["situation"] in SITUATIONS:
        stated["situation"] = typed["situation"]
    else:
        errors.append(("situation", "Choisissez affilié ou ayant droit."))
    for field, name in (("prenom", "first_name"), ("nom", "last_name")):
        if typed[field]:
            stated[name] = typed[field]
            errors += _name_errors(field, typed[field])
    if typed["dossier"]:
        stated["dossier"] = typed["dossier"]
        errors += _dossier_errors(typed["dossier"])
    errors += _read_mail(typed, stated)
    if typed["adresse"] == "non":
        stated["address"] = None
    if typed["departement"] in DEPARTMENTS:
        stated["department"] = typed["departement"]
    elif typed["departement"]:
        errors.append(("departement", "Choisissez un département de la liste."))
    return Read(typed, stated, tuple(errors))


def changed_account() -> Read:
    """Read the form that changes an account's e-mail address and status."""
    typed = {name: single(name) for name in ("adresse_mail", "etat")}
    stated: dict[str, object] = {"email": typed["adresse_mail"] or None}
    errors: list[tuple[str, str]] = []
    if typed["adresse_mail"]:
        errors += _email_errors("adresse_mail", typed["adresse_mail"])
    if typed["etat"] in STATUSES:
        stated["status"] = typed["etat"]
    else:
        errors.append(("etat", "Choisissez l'état du compte."))
    return Read(typed, stated, tuple(errors))


def typed_of(person: Person) -> dict[str, str]:
    """Return the form that changes an account, as it is first shown."""
    return {"adresse_mail": person.email or "", "etat": person.status}


def _read_mail(typed: dict[str, str], stated: dict[str, object]) -> Errors:
    if typed["mail"] == "sans":
        stated["email"] = None
        return ()
    if typed["mail"] != "choisi":
        return ()
    if not typed["adresse_mail"]:
        return (("adresse_mail", _NO_ADDRESS),)
    stated["email"] = typed["adresse_mail"]
    return _email_errors("adresse_mail", typed["adresse_mail"])


def _name_errors(field: str, text: str) -> Errors:
    if len(text) > _LONGEST_NAME:
        return ((field, f"Pas plus de {_LONGEST_NAME} caractères."),)
    if not text.isprintable() or not any(char.isalpha() for char in text):
        return ((field, "Un nom s'écrit avec des lettres."),)
    return ()


def _dossier_errors(text: str) -> Errors:
    digits = text.isascii() and text.isdigit() and len(text) == DIGITS
    if not digits or int(text) == 0:
        return (("dossier", "Le numéro de dossier a sept chiffres, pas tous nuls."),)
    return ()


def _email_errors(field: str, text: str) -> Errors:
    if len(text) > _LONGEST_EMAIL or not is_deliverable(text):
        sentence = "Cette adresse mail n'en est pas une, par exemple nom@example.org."
        return ((field, sentence),)
    return ()
