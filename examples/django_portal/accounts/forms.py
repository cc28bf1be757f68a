"""The forms of the procedure."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts.captcha import CaptchaField
from accounts.masking import masked
from accounts.models import Profile, Situation
from accounts.validators import RULE

MAIL = (
    "Par mail à l'adresse {address} (renouvellement immédiat) - Vérifier qu'il ne "
    "s'agit pas de l'adresse de votre comptable ou d'un tiers déclarant à qui vous "
    "auriez confié vos identifiants"
)
POST = (
    "Par courrier postal à votre adresse (Vous le recevrez généralement sous 72h, "
    "hors week-end et jours fériés)"
)


def situation_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Vous êtes un", choices=Situation.choices, widget=forms.RadioSelect
    )


def file_number_field() -> forms.RegexField:
    return forms.RegexField(
        r"\A[0-9]{7}\Z",
        label="Numéro de dossier",
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "username"}
        ),
        error_messages={"invalid": "Le numéro de dossier a sept chiffres."},
    )


class LoginForm(forms.Form):
    """Who one is, and the password; as Django's AuthenticationForm otherwise."""

    situation = situation_field()
    file_number = file_number_field()
    password = forms.CharField(
        label="Mot de passe",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any):
        self.request = request
        self.user: User | None = None
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            self.user = authenticate(self.request, **self.cleaned_data)
            if self.user is None:
                raise ValidationError(
                    "Situation, numéro de dossier ou mot de passe incorrect.",
                    code="invalid_login",
                )
        return self.cleaned_data

    def get_user(self) -> User | None:
        return self.user


class ForgottenForm(forms.Form):
    """Step 4: whose password is forgotten."""

    situation = situation_field()
    file_number = file_number_field()
    captcha = CaptchaField(label="")

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            try:
                self.profile = Profile.objects.select_related("user").get(
                    situation=self.cleaned_data["situation"],
                    file_number=self.cleaned_data["file_number"],
                    user__is_active=True,
                )
            except Profile.DoesNotExist:
                raise ValidationError(
                    "Aucun espace personnel ne correspond à cette situation et à ce "
                    "numéro de dossier.",
                    code="unknown",
                ) from None
        return self.cleaned_data


class ChannelForm(forms.Form):
    """Step 5: how to receive the new password."""

    channel = forms.ChoiceField(
        label="Vous souhaitez recevoir votre nouveau mot de passe",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices = []
        if profile.has_mail:
            address = masked(profile.user.email)
            choices.append(("mail", MAIL.format(address=address)))
        if profile.has_postal_address:
            choices.append(("post", POST))
        self.fields["channel"].choices = choices


class NewPasswordForm(SetPasswordForm):
    """Step 8: Django's form, which also asks for the file number."""

    file_number = file_number_field()
    field_order = ["file_number", "new_password1", "new_password2"]

    def __init__(self, user: User, *args: Any, **kwargs: Any):
        super().__init__(user, *args, **kwargs)
        self.fields["new_password1"].label = "Mot de passe"
        self.fields["new_password1"].help_text = RULE
        self.fields["new_password2"].label = "Confirmer mot de passe"

    def clean_file_number(self) -> str:
        number = self.cleaned_data["file_number"]
        if number != self.user.profile.file_number:
            raise ValidationError(
                "Ce lien n'a pas été demandé pour ce numéro de dossier.",
                code="other_file",
            )
        return number

    def clean_new_password1(self) -> str:
        password = self.cleaned_data["new_password1"]
        if any(letter.holds(password) for letter in self.user.letters.all()):
            raise ValidationError(
                "Le mot de passe du courrier est provisoire : choisissez-en un autre.",
                code="provisional",
            )
        return password
