"""The token of the link: Django's own, by the portal's clock."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.timezone import make_naive

from accounts import clock


class ResetTokenGenerator(PasswordResetTokenGenerator):
    """Django's generator, which knows nothing of blocked accounts."""

    def check_token(self, user: User | None, token: str | None) -> bool:
        return super().check_token(user, token) and user.is_active

    def _now(self) -> datetime:
        """Return the local time, as Django does."""
        return make_naive(clock.now())


reset_token = ResetTokenGenerator()
