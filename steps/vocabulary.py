"""The words that sentences are made of, and what each stands for."""

import re

from behave import register_type

from harness.drawing import Strain
from harness.journeys import vocabulary as french
from harness.journeys.account import AccountStatus
from harness.journeys.attempts import Detour
from harness.journeys.captcha import Captcha
from harness.journeys.demand import Channel
from harness.journeys.faults import MailFault, VerifierFault
from harness.journeys.forgeries import FORGERIES
from harness.journeys.identities import BirthFact, FranceConnectFault
from harness.journeys.itineraries import Itinerary
from harness.journeys.links import Extra
from harness.journeys.mails import DAMAGES
from harness.journeys.malformed import SHAPES
from harness.journeys.other_tokens import Proof
from harness.journeys.timing import Moment
from harness.labels import Stage


def typed(pattern, convert):
    """Return *convert* as a type of Behave that takes what *pattern* matches."""

    def converter(text):
        return convert(text)

    converter.pattern = pattern
    return converter


def among(values):
    """Return a type that takes the values of an enumeration."""
    texts = sorted((member.value for member in values if member.value), key=len)
    return typed("|".join(map(re.escape, reversed(texts))), values)


def one_of(names):
    """Return a type that takes any of *names* as it stands."""
    return typed("|".join(map(re.escape, sorted(names, key=len)[::-1])), str)


register_type(
    Personne=typed(r"[A-ZÉÈ][\w-]+", str),
    Situation=typed(french.SITUATION_PATTERN, french.situation_of),
    Dossier=typed(r"\d{7}", str),
    Departement=typed(r"\d[\dAB]\d?", str),
    Jour=typed(french.DAY_PATTERN, french.day_of),
    Instant=typed(french.INSTANT_PATTERN, french.instant_of),
    Duree=typed(french.DURATION_PATTERN, french.duration_of),
    Saisie=typed(r".*", french.typed_text),
    Canal=among(Channel),
    Moment=among(Moment),
    Etape=among(Stage),
    EtatCaptcha=among(Captcha),
    FaitDeNaissance=among(BirthFact),
    PanneFranceConnect=among(FranceConnectFault),
    PanneMail=among(MailFault),
    PanneCaptcha=among(VerifierFault),
    Degat=typed("|".join(DAMAGES), str),
    Forgerie=one_of(FORGERIES),
    Forme=one_of(SHAPES),
    Preuve=among(Proof),
    Ajout=among(Extra),
    Detour=among(Detour),
    EtatDuCompte=among(AccountStatus),
    Parcours=among(Itinerary),
    Epreuve=among(Strain),
)
