"""A world that a scenario leaves in a folder, for ``sesame serve`` to go on with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from fixtures.person import Person
from simulator.mail.message import ReceivedMail
from simulator.served import founding
from simulator.served.durable_mailbox import DurableMailbox
from simulator.served.folder import WORLD
from simulator.served.founding import Founding
from simulator.served.kept_clock import kept_clock
from simulator.served.kept_people import remember
from simulator.served.world_file import WorldFile


def leave_world(
    folder: Path,
    *,
    now: datetime,
    seed: int,
    people: Sequence[Person],
    mails: Iterable[tuple[ReceivedMail, bool]],
    facts: dict[str, str],
) -> None:
    """Write what a world remembers beside the portal's own store, which is there.

    Args:
        folder: holds the portal's store, and no world yet.
        now: what time it is there (aware); the clock is held.
        seed: newcomers are drawn from it.
        people: everybody who has an account.
        mails: everything received, oldest first, and whether it was read.
        facts: whatever else is to be remembered (JSON), by name.
    """
    with closing(WorldFile(folder / WORLD)) as file:
        clock = kept_clock(file)
        clock.hold(now)
        remember(file, people)
        mailbox = DurableMailbox(clock, file, lambda: None)
        for mail, is_read in mails:
            kept = mailbox.deliver(
                mail.envelope_from,
                mail.envelope_to,
                mail.raw,
                received_at=mail.received_at,
                delay=mail.visible_at - mail.received_at,
                is_report=mail.is_report,
            )
            if is_read:
                mailbox.mark_read(kept)
        for name, value in facts.items():
            file.tell(name, value)
        # Last: only a whole world can be gone on with.
        founding.declare(file, Founding(len(people), seed, own_store=True))
