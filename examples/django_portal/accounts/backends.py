"""Who somebody is: by file number and password, or by the password of a letter."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.http import HttpRequest

from accounts import clock
from accounts.models import username_of


class FileNumberBackend(ModelBackend):
    """Django's own backend, the user name being situation and file number."""

    def authenticate(
        self,
        request: HttpRequest | None,
        situation: str | None = None,
        file_number: str | None = None,
        password: str | None = None,
        **kwargs: object,
    ) -> User | None:
        if situation is None or file_number is None:
            return None
        return super().authenticate(
            request, username=username_of(situation, file_number), password=password
        )


class LetterBackend(ModelBackend):
    """The provisional password of the last letter; it only lets one choose another."""

    def authenticate(
        self,
        request: HttpRequest | None,
        situation: str | None = None,
        file_number: str | None = None,
        password: str | None = None,
        **kwargs: object,
    ) -> User | None:
        if situation is None or file_number is None or password is None:
            return None
        user = User.objects.filter(username=username_of(situation, file_number)).first()
        if user is None or not self.user_can_authenticate(user):
            return None
        letter = user.letters.last()
        return user if letter and letter.opens(password, clock.now()) else None
