"""Turning faults on and off, and telling which are on."""

from __future__ import annotations

import threading
from datetime import timedelta

from simulator.desk.fault_table import (
    FAULTS,
    NamedFault,
    Neighbour,
    captcha_fault,
    france_connect_fault,
)
from simulator.desk.mail_faults import script_mail
from simulator.served.world import ServedWorld

NO_DELAY = timedelta(0)
LONGEST_DELAY = timedelta(days=30)


class Switches:
    """One fault at a time for each neighbour, and how late mails are delivered.

    What was turned on stays on until it is turned off, another of the same neighbour
    is turned on, or everything is repaired. Any thread may call it. Nothing of it
    survives a restart: the world starts sound.
    """

    def __init__(self, world: ServedWorld) -> None:
        self._world = world
        self._lock = threading.Lock()
        self._on: dict[Neighbour, NamedFault] = {}
        self._delay = NO_DELAY

    @property
    def on(self) -> tuple[NamedFault, ...]:
        """What is on, in the order of the neighbours."""
        with self._lock:
            return tuple(self._on[each] for each in Neighbour if each in self._on)

    @property
    def delay(self) -> timedelta:
        """How much later a mail is seen than it is taken (virtual time)."""
        return self._delay

    def of(self, neighbour: Neighbour) -> NamedFault | None:
        """Return what *neighbour* does wrong, or None."""
        with self._lock:
            return self._on.get(neighbour)

    def turn_on(self, key: str) -> NamedFault:
        """Turn a fault on, instead of any other of the same neighbour.

        Raises:
            KeyError: there is no such fault.
        """
        fault = FAULTS[key]
        with self._lock:
            self._on[fault.neighbour] = fault
            self._apply(fault.neighbour)
        self._world.changes.note()
        return fault

    def turn_off(self, neighbour: Neighbour) -> None:
        """Have one neighbour behave again; a delay of the mails stays."""
        with self._lock:
            self._on.pop(neighbour, None)
            self._apply(neighbour)
        self._world.changes.note()

    def delay_mails(self, by: timedelta) -> None:
        """Have mails seen only *by* later than they are taken (virtual time).

        Raises:
            ValueError: a negative delay, or a longer one than can be waited for.
        """
        if not NO_DELAY <= by <= LONGEST_DELAY:
            raise ValueError(f"A delay lies between 0 and {LONGEST_DELAY}, not {by}.")
        with self._lock:
            self._delay = by
            self._world.mail_server.faults.delay_delivery(by)
        self._world.changes.note()

    def repair(self) -> None:
        """Have all behave again, and let go whoever is kept waiting."""
        with self._lock:
            self._on.clear()
            self._delay = NO_DELAY
            for neighbour in Neighbour:
                self._apply(neighbour)
        self._world.changes.note()

    def _apply(self, neighbour: Neighbour) -> None:
        fault = self._on.get(neighbour)
        name = None if fault is None else fault.name
        if neighbour is Neighbour.MAIL:
            self._apply_mail(name)
        elif neighbour is Neighbour.CAPTCHA:
            captcha, before = self._world.captcha, self._world.captcha.fault
            captcha.fault = None if name is None else captcha_fault(name)
            if before is not None:
                before.end()
        else:
            double = self._world.france_connect
            former = double.fault
            double.fault = None if name is None else france_connect_fault(name)
            if former is not None:
                former.end()

    def _apply_mail(self, name: str | None) -> None:
        plan = self._world.mail_server.faults
        plan.clear()
        plan.delay_delivery(self._delay)
        if name is not None:
            script_mail(plan, name)
