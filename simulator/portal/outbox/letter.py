"""The words of the letter of step 5 (P5.5), as the mail's stand beside.

It says the temporary password, and never the dossier number: who opens the envelope by
mistake does not know whose door it is.
"""

from __future__ import annotations

SUBJECT = "Réinitialisation de votre mot de passe"
PASSWORD_INTRODUCTION = "Votre mot de passe provisoire est :"  # noqa: S105 - a sentence


def letter_text(password: str, lifetime_days: int) -> str:
    """Return the body of the letter; the password ends a paragraph of its own."""
    return (
        "Madame, Monsieur,\n\n"
        "Vous avez demandé à réinitialiser le mot de passe de votre espace personnel "
        "et à le recevoir par courrier postal.\n\n"
        f"{PASSWORD_INTRODUCTION} {password}\n\n"
        f"Il ne sert qu'une fois et pendant {lifetime_days} jours. À la première "
        "connexion, vous devrez choisir un nouveau mot de passe. D'ici là, votre mot "
        "de passe actuel reste valable.\n\n"
        "La CARPIMKO\n"
    )
