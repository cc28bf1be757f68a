"""The words that sentences are made of, and what each stands for."""

import re

from behave import register_type

from harness.journeys import vocabulary as french
from harness.journeys.captcha import Captcha
from harness.journeys.demand import Channel
from harness.journeys.faults import MailFault, VerifierFault
from harness.journeys.mails import DAMAGES
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
    Etape=among(Stage),
    EtatCaptcha=among(Captcha),
    PanneMail=among(MailFault),
    PanneCaptcha=among(VerifierFault),
    Degat=typed("|".join(DAMAGES), str),
)
