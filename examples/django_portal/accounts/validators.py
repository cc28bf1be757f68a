"""The rule of the password, in the procedure's own words."""

from __future__ import annotations

from django.core.exceptions import ValidationError

RULE = (
    "Le mot de passe doit contenir au moins une lettre minuscule, une lettre "
    "majuscule, un chiffre et avoir a minima 8 caractères."
)


class CharacterClassesValidator:
    """At least one lower-case letter, one upper-case letter and one digit."""

    def validate(self, password: str, user: object = None) -> None:
        if not (
            any(sign.islower() for sign in password)
            and any(sign.isupper() for sign in password)
            and any(sign.isdigit() for sign in password)
        ):
            raise ValidationError(RULE, code="password_classes")

    def get_help_text(self) -> str:
        return RULE
