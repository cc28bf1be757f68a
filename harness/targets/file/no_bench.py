"""The bench API of a portal that has none: every call is « non observable »."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NoReturn

from harness.errors import NotObservable
from harness.target import LACKS, Capability


class NoBench:
    """Stands where a portal's bench API would, and says what is lacking."""

    capabilities: frozenset[Capability] = frozenset()

    def replace_accounts(self, _: list[dict[str, object]]) -> None:
        """Refuse."""
        _refuse(Capability.ACCOUNTS)

    def change_account(self, *_: str | Mapping[str, object]) -> None:
        """Refuse."""
        _refuse(Capability.ACCOUNTS)

    def set_clock(self, _: datetime) -> None:
        """Refuse."""
        _refuse(Capability.CLOCK)

    def release_clock(self) -> None:
        """Refuse."""
        _refuse(Capability.CLOCK)

    def set_routes(self, **_: str | None) -> None:
        """Refuse."""
        _refuse(Capability.ROUTES)

    def run_outbox(self) -> None:
        """Refuse."""
        _refuse(Capability.OUTBOX)

    def letters(self) -> list[Any]:
        """Refuse."""
        _refuse(Capability.LETTERS)

    def letter_pdf(self, _: int) -> bytes | None:
        """Refuse."""
        _refuse(Capability.LETTERS)

    def log(self) -> str:
        """Refuse."""
        _refuse(Capability.LOG)

    def restart(self) -> None:
        """Refuse."""
        _refuse(Capability.RESTART)

    def close(self) -> None:
        """Do nothing: nothing is open."""


def _refuse(lacking: Capability) -> NoReturn:
    raise NotObservable(LACKS[lacking])
