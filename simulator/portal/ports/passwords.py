"""Hashing passwords with argon2id. The cost is a setting: cheap in tests."""

from __future__ import annotations

import argon2
from argon2.exceptions import VerifyMismatchError

from simulator.portal.settings import Settings


class PasswordHasher:
    """Hashes and verifies passwords (already normalised by the rulebook)."""

    def __init__(self, settings: Settings) -> None:
        self._argon2 = argon2.PasswordHasher(
            time_cost=settings.argon2_time_cost,
            memory_cost=settings.argon2_memory_kib,
            parallelism=settings.argon2_parallelism,
        )
        self._decoy = self.hash("nobody has this password")

    def hash(self, password: str, *, salt: bytes | None = None) -> str:
        """Return an encoded argon2id hash with a salt of its own, unless it is given.

        With one salt the hash is the same each time: for accounts that are computed.
        """
        return self._argon2.hash(password, salt=salt)

    def verify(self, encoded: str | None, password: str) -> bool:
        """Tell whether *password* is the one hashed in *encoded*.

        With None (nobody there) a decoy is verified, so that the answer takes as long.
        """
        try:
            self._argon2.verify(encoded or self._decoy, password)
        except VerifyMismatchError:
            return False
        return encoded is not None
