"""The words of the procedure, letter for letter, each written once.

A person finds her way by them, and so do the tasks. Source: the procedure's steps 2 to
9, « Avez vous » and « Veillez » included.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import Enum


def normalised(text: str) -> str:
    """Return *text* as a reader takes it in.

    Composed letters, single ordinary spaces, straight apostrophes, three dots for an
    ellipsis, and nothing that nobody sees; case and accents count.
    """
    composed = unicodedata.normalize("NFC", text).translate(_AS_READ)
    return " ".join(composed.split())


_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Soft hyphen, zero-width characters, byte order mark."""

_AS_READ = str.maketrans({"’": "'", "…": "..."} | dict.fromkeys(_UNSEEN, ""))


def bare_label(text: str) -> str:
    """Return a field's label without what pages hang on it (« ? », « : », « * »)."""
    without = re.sub(r"\((?:obligatoire|requis)\)", "", normalised(text))
    return normalised(without).strip(" *:?")


class Stage(Enum):
    """A page of the procedure; the value is the heading that tells it."""

    LOGIN = "Je me connecte à mon espace personnel"
    REQUEST = "Avez vous oublié votre mot de passe?"
    CHOICE = "Demande de réinitialisation de votre mot de passe"
    TAKEN = "Presque fini..."
    NEW_PASSWORD = "Réinitialisation du mot de passe"  # noqa: S105 - a heading
    CHANGED = "Changement de mot de passe effectué !"
    OTHER = ""


@dataclass(frozen=True, slots=True)
class Labels:
    """The words by which links, fields and buttons are found."""

    personal_space: str = "Espace personnel"
    forgotten: str = "Mot de passe oublié ?"
    situation: str = "Vous êtes un"
    affilie: str = "Affilié"
    ayant_droit: str = "Ayant droit"
    dossier: str = "Numéro de dossier"
    password: str = "Mot de passe"  # noqa: S105 - a label
    confirmation: str = "Confirmer mot de passe"
    reset: str = "Réinitialiser le mot de passe"
    to_login: str = "Aller à la page de connexion"
    by_mail: str = "Par mail à l'adresse"
    by_post: str = "Par courrier postal à votre adresse"
    validate_choice: str = "Valider votre choix"
    mail_sent: str = "Un e-mail vous a été envoyé"
    mail_subject: str = "Demande de réinitialisation du mot de passe"
    mail_link: str = "vous pouvez cliquer ici"
    link_prefix: str = (
        "https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token="
    )
    validate: str = "Valider"
    france_connect: str = "S'identifier avec FranceConnect"
    about_france_connect: str = "Qu'est-ce que FranceConnect ?"
    headings: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Headings that read otherwise on this portal, by the name of their stage."""

    def heading(self, stage: Stage) -> str:
        """Return the heading by which *stage* is told on this portal."""
        return self.headings.get(stage.name, stage.value)

    def with_words(
        self, words: Mapping[str, str], headings: Mapping[str, str]
    ) -> Labels:
        """Return labels that read otherwise: *words* by field, *headings* by stage."""
        return replace(self, **dict(words), headings={**self.headings, **headings})

    def readings(self, text: str) -> tuple[str, ...]:
        """Return how *text*, the procedure's, may read on this portal: *text* first."""
        own = {getattr(LABELS, name): getattr(self, name) for name in _WORDS}
        own |= {stage.value: self.heading(stage) for stage in Stage}
        return tuple(dict.fromkeys((text, own.get(text, text))))


_WORDS = tuple(one.name for one in fields(Labels) if one.name != "headings")
LABELS = Labels()
