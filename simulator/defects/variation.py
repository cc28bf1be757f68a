"""What a faulty portal is: a name, what is wrong, who must see it, and one change."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from flask import Flask

from simulator.portal.service.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Iterator


class DefectError(Exception):
    """A change that would change nothing: the catalogue is wrong, not the portal."""


class Where(Enum):
    """Where a defect shows, as the catalogue's page says it."""

    PAGE = "page"
    MAIL = "mail"
    TOKEN = "jeton"  # noqa: S105 - a word, no secret
    TIME = "temps"
    STATE = "état"
    CONCURRENCE = "concurrence"
    LETTER = "courrier"


def _same_parts(parts: Parts) -> Parts:
    return parts


def _same_app(_app: Flask) -> None:
    return


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the sound portal, in whichever of three places it has to be.

    Made by the functions of :mod:`simulator.defects.making`, never by hand.
    """

    parts: Callable[[Parts], Parts] = _same_parts
    """The parts that the portal is made of."""
    app: Callable[[Flask], None] = _same_app
    """The finished web app: pages, answers, configuration."""
    held: Callable[[], AbstractContextManager[None]] = nullcontext
    """What has to stand while the portal does, and is undone afterwards."""


def together(*changes: Change) -> Change:
    """Return *changes* as one, made in this order: a defect that needs two places."""

    def parts(given: Parts) -> Parts:
        for change in changes:
            given = change.parts(given)
        return given

    def app(given: Flask) -> None:
        for change in changes:
            change.app(given)

    @contextmanager
    def held() -> Iterator[None]:
        with ExitStack() as stack:
            for change in changes:
                stack.enter_context(change.held())
            yield

    return Change(parts, app, held)


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """A faulty portal that the features must refuse."""

    name: str
    summary: str
    """What is wrong, in French, as one would tell whoever has to mend the portal."""
    where: Where
    expected: tuple[str, ...]
    """Requirement ids; any of them, turning red, is the right reason."""
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A portal that differs and is right: whatever turns red is a false alarm."""

    name: str
    summary: str
    """What differs, in French."""
    touches: tuple[str, ...]
    """Requirement ids all of whose scenarios are run, because it may show there."""
    change: Change


Variation = Defect | Sound
