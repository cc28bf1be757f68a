"""Moving the world's time, and handing over what becomes due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from simulator.desk import wording
from simulator.served.world import ServedWorld


def advance(world: ServedWorld, by: timedelta) -> int:
    """Move the clock by *by*; return how many mails that brought.

    Raises:
        ValueError: that leads out of the years that the clock knows.
    """
    return _brought(world, lambda: world.clock.advance(by))


def move_to(world: ServedWorld, instant: datetime) -> int:
    """Set the clock to *instant* (aware); return how many mails that brought.

    Raises:
        ValueError: it lies outside the years that the clock knows.
    """
    return _brought(world, lambda: world.clock.move_to(instant))


def stop_at(world: ServedWorld, instant: datetime) -> int:
    """Stop the clock at *instant* (aware); return how many mails that brought.

    Raises:
        ValueError: it lies outside the years that the clock knows.
    """
    return _brought(world, lambda: world.clock.hold(instant))


def release(world: ServedWorld) -> int:
    """Give real time back; return how many mails that brought."""
    return _brought(world, world.clock.release)


def hold(world: ServedWorld, *, held: bool) -> None:
    """Have time stand still, or flow on from where it stands."""
    if held:
        world.clock.hold()
    else:
        world.clock.resume()


def told(mails: int) -> str:
    """Say what a move brought."""
    if mails < 0:
        return f"Pas encore arrivé à cet instant : {wording.count(-mails, 'mail')}."
    if mails == 0:
        return "Aucun mail n'attendait d'être remis."
    if mails == 1:
        return "1 mail qui attendait a été remis."
    return f"{mails} mails qui attendaient ont été remis."


def _brought(world: ServedWorld, move: Callable[[], None]) -> int:
    """Move, hand over what is due, and count the mails that can be seen since then."""
    before = world.mailbox.count()
    move()
    world.run_outbox()
    return world.mailbox.count() - before
