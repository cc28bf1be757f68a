"""What the portal keeps beside Django's own users."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.crypto import constant_time_compare

LETTER_LIFE = timedelta(days=21)


class Situation(models.TextChoices):
    AFFILIE = "affilie", "Affilié"
    AYANT_DROIT = "ayant_droit", "Ayant droit"


def username_of(situation: str, file_number: str) -> str:
    """Return the user name under which a file is kept: the number may occur twice."""
    return f"{situation}-{file_number}"


class Profile(models.Model):
    """An affiliate's file; her mail address, names and password are the user's."""

    class Status(models.TextChoices):
        ACTIVE = "active", "actif"
        BLOCKED = "blocked", "bloqué"
        CLOSED = "closed", "radié"

    user = models.OneToOneField(User, on_delete=models.CASCADE)
    situation = models.CharField(max_length=16, choices=Situation.choices)
    file_number = models.CharField(max_length=7)
    street = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    city = models.CharField(max_length=100, blank=True)
    department = models.CharField(max_length=3, blank=True)
    status = models.CharField(
        max_length=8, choices=Status.choices, default=Status.ACTIVE
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["situation", "file_number"], name="one_file_per_situation"
            )
        ]

    def __str__(self) -> str:
        return username_of(self.situation, self.file_number)

    @property
    def has_mail(self) -> bool:
        """Whether the mail address on file can be written to."""
        try:
            validate_email(self.user.email)
        except ValidationError:
            return False
        return True

    @property
    def has_postal_address(self) -> bool:
        """Whether a letter would arrive."""
        return bool(self.street and self.postcode and self.city)

    @property
    def envelope(self) -> str:
        """The postal address, as it stands on the envelope."""
        lines = (
            f"{self.user.first_name} {self.user.last_name}",
            self.street,
            f"{self.postcode} {self.city}",
        )
        return "\n".join(" ".join(line.split()) for line in lines).upper()


class ResetRequest(models.Model):
    """A demand that passed step 4 and waits for its channel, chosen once."""

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    made_at = models.DateTimeField()
    answered = models.BooleanField(default=False)


class Letter(models.Model):
    """A letter handed to the post, with the provisional password that it carries."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="letters")
    posted_at = models.DateTimeField()
    expected_on = models.DateField()
    envelope = models.TextField()
    text = models.TextField()
    password = models.CharField(max_length=128)
    account_state = models.CharField(max_length=128)

    class Meta:
        ordering = ["pk"]

    def opens(self, password: str, now: datetime) -> bool:
        """Tell whether *password* is the letter's, and still good.

        It dies with its age, and with any change of the account's own password.
        """
        return (
            now < self.posted_at + LETTER_LIFE
            and constant_time_compare(
                self.account_state, self.user.get_session_auth_hash()
            )
            and self.holds(password)
        )

    def holds(self, password: str) -> bool:
        """Tell whether *password* is the letter's, good or not."""
        return check_password(password, self.password)
