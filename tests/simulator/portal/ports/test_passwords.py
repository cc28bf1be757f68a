"""Hashing passwords: argon2id, salted, and as slow for nobody as for somebody."""

from __future__ import annotations

import pytest

from simulator.portal.ports.passwords import PasswordHasher
from simulator.portal.settings import Settings


@pytest.fixture(scope="module")
def hasher(cheap: Settings) -> PasswordHasher:
    """A hasher that costs nothing."""
    return PasswordHasher(cheap)


@pytest.mark.parametrize(
    "password", ["Soleil2026", "", " Soleil2026 ", "Été😀26", "x" * 4096, "a\x00b"]
)
def test_a_password_verifies_against_its_own_hash(
    hasher: PasswordHasher, password: str
) -> None:
    """Whatever it is made of, and however long."""
    assert hasher.verify(hasher.hash(password), password)


@pytest.mark.parametrize(
    "other",
    ["", "soleil2026", "Soleil2026 ", " Soleil2026", "Soleil202", "Soleil20266"],
)
def test_another_password_does_not(hasher: PasswordHasher, other: str) -> None:
    """Case, blanks and every last character count."""
    assert not hasher.verify(hasher.hash("Soleil2026"), other)


@pytest.mark.parametrize("length", [72, 128, 4095])
def test_nothing_is_cut_off(hasher: PasswordHasher, length: int) -> None:
    """Two passwords that differ only after their 72nd byte differ (B30)."""
    encoded = hasher.hash("x" * length + "a")

    assert not hasher.verify(encoded, "x" * length + "b")
    assert not hasher.verify(encoded, "x" * length)


def test_each_hash_has_a_salt_of_its_own(hasher: PasswordHasher) -> None:
    """Two accounts with one password cannot be told by their hashes."""
    assert hasher.hash("Soleil2026") != hasher.hash("Soleil2026")


def test_the_cost_is_a_setting() -> None:
    """Time, memory and parallelism are written in the hash, which is argon2id."""
    settings = Settings(argon2_time_cost=2, argon2_memory_kib=16, argon2_parallelism=2)
    encoded = PasswordHasher(settings).hash("x")

    assert encoded.startswith("$argon2id$v=19$m=16,t=2,p=2$")
    assert "Soleil" not in encoded


@pytest.mark.parametrize("typed", ["Soleil2026", "nobody has this password", ""])
def test_nobody_has_no_password(hasher: PasswordHasher, typed: str) -> None:
    """Without account nothing verifies, not even the decoy's own password."""
    assert not hasher.verify(None, typed)


def test_nobody_takes_as_long_as_somebody(
    hasher: PasswordHasher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The decoy is verified in its place, at the same cost (B02)."""
    seen: list[str] = []
    verify = type(hasher._argon2).verify

    def spy(self: object, encoded: str, password: str) -> object:
        seen.append(encoded.rpartition("$")[0].rpartition("$")[0])
        return verify(self, encoded, password)

    monkeypatch.setattr(type(hasher._argon2), "verify", spy)
    hasher.verify(None, "x")
    hasher.verify(hasher.hash("y"), "x")

    assert ["$argon2id$v=19$m=8,t=1,p=1"] * 2 == seen
