"""A world that somebody lives in: everything that is there, and how it is opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from flask import Flask

from fixtures.person import Person
from simulator.franceconnect.double import FranceConnectDouble
from simulator.mail.server import MailServer
from simulator.portal.assembly import Portal, build_bench_portal
from simulator.portal.service import delivery
from simulator.portal.service.parts import Parts
from simulator.portal.settings import Settings
from simulator.portal.store import outbox
from simulator.portal.store.database import IN_MEMORY, StoreError
from simulator.portal.store.register import with_register
from simulator.recaptcha.double import RecaptchaDouble
from simulator.served import founding
from simulator.served.access import OPEN, Access
from simulator.served.acquaintances import (
    introduce,
    introduce_only,
    keep_up_with_bench,
)
from simulator.served.changes import Changes
from simulator.served.computed import ComputedPeople
from simulator.served.durable_mailbox import DurableMailbox
from simulator.served.flowing_clock import FlowingClock, HeldByBench
from simulator.served.folder import Folder
from simulator.served.kept_clock import kept_clock
from simulator.served.outbox_runner import OutboxRunner
from simulator.served.residents import Residents
from simulator.served.settings import public_addresses, settings_for
from simulator.served.surroundings import Surroundings, surround
from simulator.served.watching import watch
from simulator.served.world_file import WorldError, WorldFile


@dataclass(frozen=True, slots=True)
class ServedWorld:
    """The portal, what stands around it, and who lives there.

    Attributes:
        portal: the portal; its ``clock`` stands where it is put, as the bench wants it.
        clock: the one clock of everything here.
        mailbox: everything that was received.
        mail_server: ``faults`` says what it does wrong.
        captcha: ``fault`` says what its verifier does wrong.
        france_connect: ``fault`` says what it does wrong.
        residents: the people.
        changes: grows whenever there is something else to see.
        public_addresses: what a link of a mail really leads to here, by origin.
        run_outbox: hands over whatever is due, now.
        founding: how the world began.
        close: ends it: stops the servers, closes the files. Twice is harmless.
    """

    portal: Portal
    clock: FlowingClock
    mailbox: DurableMailbox
    mail_server: MailServer
    captcha: RecaptchaDouble
    france_connect: FranceConnectDouble
    residents: Residents
    changes: Changes
    public_addresses: Mapping[str, str]
    run_outbox: Callable[[], None]
    founding: founding.Founding
    close: Callable[[], None] = lambda: None

    def __enter__(self) -> Self:
        """Do nothing: it is open."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()


def open_world(
    data: Path | None,
    *,
    url: str,
    population: int | None = None,
    seed: int | None = None,
    database: str | None = None,
    access: Access = OPEN,
    change: Callable[[Parts], Parts] = lambda parts: parts,
    dress: Callable[[Flask], None] = lambda _app: None,
) -> ServedWorld:
    """Open a world, found it if it is new, and start everything but its pages.

    Args:
        data: the folder where it survives; None for a world that ends with it.
        url: where its pages will live, as "http://127.0.0.1:8080".
        population: how many people live there; None as it was, or 200. Many are
            computed, and stored when they first change.
        seed: what they are drawn from; None as it was, or 42.
        database: the portal's store, if elsewhere.
        access: where FranceConnect and the CAPTCHA listen, and who may see them.
        change: may replace parts of its portal, as in a faulty one.
        dress: may change what its pages show.

    Raises:
        WorldError: the folder, a file or the database cannot be used as asked.
    """
    with ExitStack() as opened:
        folder = None if data is None else Folder(data)
        if folder is not None:
            opened.callback(folder.close)
            folder.check()
        file = WorldFile(None if folder is None else folder.world)
        opened.callback(file.close)
        known = founding.read(file)
        own_store = database is None
        began = founding.agreed(
            known, population, seed, own_store=own_store, where=str(data)
        )
        if folder is not None and own_store and began.done:
            folder.require_portal()
        store = database or (IN_MEMORY if folder is None else folder.portal_url)
        clock = kept_clock(file)
        settings = settings_for(url, access)
        computed = founding.computed_in(began, settings)

        def parts(of: Parts) -> Parts:
            return change(replace(of, store=with_register(of.store, computed)))

        portal = _portal(settings, store, clock, parts, dress)
        opened.callback(portal.close)
        if folder is not None and own_store:
            # The folder is ours alone: whoever had mails in hand is dead.
            with portal.parts.store.begin() as connection:
                outbox.take_back(connection, clock.now())
        surroundings = surround(portal, clock, file, access, opened)
        world = _inhabit(portal, clock, file, began, computed, surroundings, url)
        _bring_to_life(world, opened)
        return replace(world, close=opened.pop_all().close)


def _portal(
    settings: Settings,
    store: str,
    clock: FlowingClock,
    change: Callable[[Parts], Parts],
    dress: Callable[[Flask], None],
) -> Portal:
    try:
        return build_bench_portal(
            settings,
            database=store,
            clock=HeldByBench(clock),
            change=change,
            dress=dress,
        )
    except StoreError as wrong:
        raise WorldError(str(wrong)) from None


def _inhabit(
    portal: Portal,
    clock: FlowingClock,
    file: WorldFile,
    began: founding.Founding,
    computed: ComputedPeople | None,
    around: Surroundings,
    url: str,
) -> ServedWorld:
    """Found the world if it is new, and have its people known."""
    parts = portal.parts

    def settle(people: Sequence[Person]) -> None:
        with parts.store.begin() as connection:
            founding.insert_people(connection, parts, people)
        introduce(around.france_connect, people)

    residents = Residents(
        file, parts, began.seed, computed, settle, around.changes.note
    )
    founding.found(file, parts, began, residents.remember)

    def replaced(people: list[Person]) -> None:
        residents.replace_all(people)
        introduce_only(around.france_connect, people)

    keep_up_with_bench(portal.app, replaced)
    introduce(around.france_connect, residents.people(""))
    return ServedWorld(
        portal=portal,
        clock=clock,
        mailbox=around.mailbox,
        mail_server=around.mail_server,
        captcha=around.captcha,
        france_connect=around.france_connect,
        residents=residents,
        changes=around.changes,
        public_addresses=public_addresses(url),
        run_outbox=lambda: delivery.run_outbox(parts),
        founding=replace(began, done=True),
    )


def _bring_to_life(world: ServedWorld, opened: ExitStack) -> None:
    """Let mails leave when they are due, and whoever looks know of every change."""

    def tick() -> None:
        world.run_outbox()
        if world.mailbox.ripen():
            world.changes.note()

    runner = OutboxRunner(tick)

    def moved() -> None:
        world.mailbox.notify()
        world.changes.note()
        runner.wake()

    watch(world.portal.parts.store, world.changes.note)
    world.clock.changed = moved
    opened.callback(runner.stop)
    opened.callback(world.changes.close)
    # Whoever is kept waiting by a fault would keep the end waiting, too.
    opened.callback(world.mail_server.faults.clear)
    runner.start()
