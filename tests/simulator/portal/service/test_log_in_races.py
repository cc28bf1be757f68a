"""A password changed while somebody logs in with the old one (B25)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from simulator.portal.rules.situation import Situation
from simulator.portal.service import login


def test_a_password_changed_while_it_is_verified_opens_nothing(busy: Any) -> None:
    """Verifying takes time: what it proved may be true no longer."""
    busy.ask()
    (token,) = busy.tokens()
    hasher = busy.parts.hasher
    slow = replace(busy.parts, hasher=_Interrupted(hasher, lambda: busy.redeem(token)))

    assert login.log_in(slow, *busy.KEY, busy.OLD).session is None
    assert busy.log_in(busy.NEW) is not None


class _Interrupted:
    """A hasher that lets something happen once it has verified."""

    def __init__(self, hasher: Any, happens: Callable[[], Any]) -> None:
        self._hasher = hasher
        self._happens = happens

    def verify(self, encoded: str | None, password: str) -> bool:
        found = self._hasher.verify(encoded, password)
        self._happens()
        return bool(found)


@pytest.mark.parametrize(
    "busy",
    [
        "memory",
        "file",
        "postgresql",
    ],
    indirect=True,
)
def test_no_session_of_the_old_password_outlives_the_change(busy: Any) -> None:
    """Whichever transaction comes first, the session is dead in the end."""
    busy.ask()
    (token,) = busy.tokens()
    change = threading.Thread(target=busy.redeem, args=[token])
    drawn = busy.parts.entropy

    def entropy(size: int) -> bytes:
        # log_in draws the session's name in the transaction that opens it.
        if not change.ident:
            change.start()
            change.join(timeout=0.5)
        return bytes(drawn(size))

    outcome = login.log_in(replace(busy.parts, entropy=entropy), *busy.KEY, busy.OLD)
    session = outcome.session
    change.join(timeout=10)

    assert busy.log_in(busy.NEW) is not None
    assert session is None or login.find_session(busy.parts, session.id) is None


@pytest.mark.parametrize(
    "busy",
    [
        "memory",
        "file",
        "postgresql",
    ],
    indirect=True,
)
@pytest.mark.parametrize("dossier", ["\x00", "0012345\x00"])
def test_nonsense_typed_at_log_in_is_refused_quietly(busy: Any, dossier: str) -> None:
    """On every engine alike (B49)."""
    assert busy.log_in(busy.OLD, (Situation.AFFILIE, dossier)) is None
