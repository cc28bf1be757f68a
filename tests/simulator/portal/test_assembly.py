"""Putting a portal together."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from simulator.clock import BenchClock, SystemClock
from simulator.portal.assembly import build_bench_portal, default_parts
from simulator.portal.ports.tokens import ResetClaims
from simulator.portal.rules.rulebook import Rulebook
from simulator.portal.settings import Settings
from simulator.portal.store.database import StoreError


def test_the_default_settings_are_the_procedures() -> None:
    """Its addresses, its sender, and hashes that cost an attacker something."""
    settings = Settings()

    assert "https://www.carpimko.com" == settings.site_url
    assert "https://www2.carpimko.com" == settings.accounts_url
    assert "carpimko.com" == settings.apex_host
    assert settings.secure_cookies
    assert "CARPIMKO" == settings.sender_name
    assert ("www.carpimko.com", "www2.carpimko.com") == settings.captcha_hosts
    assert settings.argon2_memory_kib >= 19 * 1024
    assert settings.argon2_time_cost >= 2
    assert timedelta(minutes=1) == settings.retry_delays[0]


def test_two_portals_share_no_secret(cheap: Settings) -> None:
    """Neither key nor cookie secret nor store."""
    first, second = default_parts(cheap), default_parts(cheap)
    claims = ResetClaims("0012345", "x", SystemClock().now().replace(microsecond=0))
    token = first.tokens.encode(claims)
    found = (first.tokens.decode(token), second.tokens.decode(token))
    secrets = {first.secret, second.secret}
    for parts in (first, second):
        parts.store.dispose()

    assert (claims, None) == found
    assert 2 == len(secrets)
    assert first.store is not second.store


def test_entropy_is_drawn_for_each_secret(cheap: Settings) -> None:
    """256 bits for the cookies, 256 for the tokens, 128 for a name."""
    drawn: Counter[int] = Counter()

    def entropy(size: int) -> bytes:
        drawn[size] += 1
        return bytes(size)

    parts = default_parts(cheap, entropy=entropy)
    assert Counter({32: 2}) == drawn
    assert "00" * 16 == parts.name()
    assert Counter({32: 2, 16: 1}) == drawn
    parts.store.dispose()


def test_a_bench_portal_runs_on_its_own_clock(cheap: Settings) -> None:
    """The clock of its parts is the one that the bench API moves."""
    portal = build_bench_portal(cheap)
    portal.close()

    assert portal.clock is portal.parts.clock
    assert isinstance(portal.clock, BenchClock)


def test_a_faulty_portal_is_the_sound_one_with_a_part_changed(cheap: Settings) -> None:
    """Which is what the defects of the self-check do."""
    rulebook = Rulebook(is_alive=lambda *_: True)
    portal = build_bench_portal(
        cheap, change=lambda parts: replace(parts, rulebook=rulebook)
    )
    portal.close()

    assert portal.parts.rulebook is rulebook
    assert cheap is portal.parts.settings


def test_the_store_may_be_a_file(cheap: Settings, tmp_path: Path) -> None:
    """Made at once; where it cannot be, an error says so."""
    file = tmp_path / "portail.db"
    default_parts(cheap, database=f"sqlite:///{file}").store.dispose()
    assert file.exists()

    with pytest.raises(StoreError, match="nulle-part"):
        default_parts(cheap, database="sqlite:////nulle-part/portail.db")
