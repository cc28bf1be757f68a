"""Who people are to FranceConnect, and what it does wrong, as the features say it."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from fixtures.births import FRANCE
from fixtures.person import Birth, Situation
from harness.errors import ConfigurationError
from harness.journeys.world import World
from simulator.franceconnect import faults
from simulator.franceconnect.faults import Fault

_GERMANY, _BELGIUM = "99109", "99131"
_STRASBOURG, _BREST = "67482", "29019"


class BirthFact(Enum):
    """By what two people of one name differ; the value is how features say it."""

    DATE = "à la date de naissance"
    PLACE = "à la commune de naissance"
    COUNTRY = "au pays de naissance"
    GENDER = "au sexe"


class FranceConnectFault(Enum):
    """What FranceConnect does wrong; the value is how features say it."""

    OTHER_STATE = "rend un autre état"
    NO_STATE = "ne rend pas l'état"
    NO_CODE = "ne rend pas de code"
    OTHER_CODE = "rend un code inventé"
    OTHER_NONCE = "signe un autre nonce"
    NO_NONCE = "ne signe aucun nonce"
    TAMPERED = "rend un jeton retouché après la signature"
    UNSIGNED = "rend un jeton sans signature"
    CLIENT_SECRET = "signe avec le secret partagé"  # noqa: S105 - a sentence
    PUBLIC_KEY = "signe avec sa clé publique prise pour un secret"
    UNKNOWN_KEY = "signe avec une clé qu'il ne publie pas"
    KEY_IN_HEADER = "signe avec une clé que le jeton apporte"
    OTHER_AUDIENCE = "rend un jeton destiné à un autre service"
    OTHER_ISSUER = "rend un jeton émis par un autre"
    NO_SUBJECT = "rend un jeton qui ne dit pas de qui"
    NO_EXPIRY = "rend un jeton sans échéance"
    EXPIRED = "rend un jeton périmé depuis une heure"
    OTHER_SUBJECT = "donne l'identité d'une autre personne que le jeton"
    USERINFO_PLAIN = "donne l'identité sans la signer"
    USERINFO_UNSIGNED = "donne l'identité avec une signature vide"
    USERINFO_TAMPERED = "donne une identité retouchée après la signature"
    USERINFO_OTHER_AUDIENCE = "donne une identité destinée à un autre service"
    USERINFO_OTHER_ISSUER = "donne une identité émise par un autre"
    USERINFO_UNKNOWN_KEY = "donne une identité signée d'une clé inconnue"
    TOKEN_DOWN = "est en panne"  # noqa: S105 - a sentence
    TOKEN_NONSENSE = "répond n'importe quoi"  # noqa: S105 - a sentence
    USERINFO_DOWN = "ne sait plus donner l'identité"
    KEYS_DOWN = "ne publie plus ses clés"
    SILENT = "ne répond plus"


def break_france_connect(world: World, fault: FranceConnectFault) -> None:
    """Have FranceConnect do wrong as *fault* says."""
    if fault is FranceConnectFault.SILENT:
        scripted = faults.hanging("token")
    else:
        scripted = getattr(faults, fault.name)
    if not isinstance(scripted, Fault):
        raise ConfigurationError(f"FranceConnect cannot do this wrong: {fault.value}.")
    world.surroundings.france_connect.fault = scripted


def make_homonym(world: World, name: str, other: str, fact: BirthFact) -> None:
    """Give *name* the whole identity of *other*, but for one fact of her birth."""
    model = world.person(other).person
    if model.birth is None:
        raise ConfigurationError("Somebody without birth has no homonym.")
    hers, others = _differing(model.birth, fact)
    world.describe(other, birth=others)
    world.describe(
        name, first_name=model.first_name, last_name=model.last_name, birth=hers
    )


def give_second_account(
    world: World, name: str, situation: Situation, dossier: str
) -> None:
    """Open a second account for *name*: the same person in another situation."""
    model = world.person(name).person
    second = f"{name} ({situation})"
    world.introduce(second, situation=situation, dossier=dossier, birth=model.birth)
    world.describe(second, first_name=model.first_name, last_name=model.last_name)


def _differing(birth: Birth, fact: BirthFact) -> tuple[Birth, Birth]:
    """Return two births that differ by *fact* alone."""
    if fact is BirthFact.COUNTRY:
        abroad = replace(birth, place="", country=_GERMANY)
        return abroad, replace(abroad, country=_BELGIUM)
    here = replace(birth, place=_STRASBOURG, country=FRANCE)
    if fact is BirthFact.PLACE:
        return replace(here, place=_BREST), here
    if fact is BirthFact.DATE:
        day = "02" if birth.date.endswith("01") else "01"
        return replace(here, date=birth.date[:-2] + day), here
    other = "male" if birth.gender == "female" else "female"
    return replace(here, gender=other), here
