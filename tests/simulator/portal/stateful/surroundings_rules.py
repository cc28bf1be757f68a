"""Time, the mail server's faults and their repair, the outbox, a restart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize

from simulator.mail.attempts import Command
from tests.simulator.portal.stateful.browser import Page
from tests.simulator.portal.stateful.demand_rules import NUMBERS, DemandRules
from tests.simulator.portal.stateful.machine import START, action, pick
from tests.simulator.portal.stateful.model import DAY, LATER, SECOND, Stage

_STARTS = (
    START,
    datetime(2026, 3, 28, 22, 30, tzinfo=UTC),  # a night of 23 hours follows
    datetime(2026, 10, 24, 12, 0, tzinfo=UTC),  # a day of 25 hours follows
    datetime(2028, 2, 28, 23, 59, 59, tzinfo=UTC),  # a leap day follows
)
_MOVES = tuple(
    timedelta(seconds=seconds)
    for seconds in (
        1, 59, 121, 600, 3600, 5 * 3600, 12 * 3600, 23 * 3600, 86399, 86400, 90000,
        3 * 86400, 22 * 86400, -1, -30, -600,
    )
)  # fmt: skip
_COMMANDS = st.sampled_from(
    [Command.EHLO, Command.MAIL, Command.RCPT, Command.CONTENT, Command.DATA]
)
_HOURS = 6
"""So many hours after a repair, whatever waits has been tried again."""


class SurroundingsRules(DemandRules):
    """What happens around the portal."""

    @initialize(instant=st.sampled_from(_STARTS))
    def begin_at(self, instant: datetime) -> None:
        """Begin in winter, or before a night when the clocks change."""
        self.world.move_to(instant)

    @action(duration=st.sampled_from(_MOVES))
    def move_clock(self, duration: timedelta) -> None:
        """Time goes by, or is set back a little."""
        self._forget_edges(duration)
        self.wait(duration)

    @action(which=NUMBERS, early=st.booleans())
    def move_to_the_end_of_a_link(self, which: int, early: bool) -> None:  # noqa: FBT001 - drawn
        """P7.6: a link lives to its last second, and not at the next."""
        found = pick([demand for _, demand in self.links() if demand.since], which)
        if found is None or found.since is None:
            self.nothing_to_do()
            return
        instant = found.since + DAY - (SECOND if early else timedelta(0))
        if instant > self.now:
            self.wait(instant - self.now)
        else:
            self.nothing_to_do()

    @action(
        how=st.sampled_from(
            ["refuse", "refuse", "hang up", "greylist", "twice", "stop"]
        ),
        reply=st.sampled_from(["451 4.3.0 Later", "421 4.3.2 Bye", "550 5.1.1 Never"]),
        at=_COMMANDS,
        times=st.sampled_from([1, 2, None]),
    )
    def break_the_mail_server(
        self, how: str, reply: str, at: Command, times: int | None
    ) -> None:
        """It refuses, cuts, delivers twice, or takes a mail and does not say so."""
        self.sound = False
        self.came(f"mail server: {how} {reply[:1] if how == 'refuse' else ''}")
        faults = self.world.mail_server.faults
        if how == "refuse":
            faults.refuse(reply, at=at, times=times)
        elif how == "hang up":
            faults.hang_up(at, times=times)
        elif how == "greylist":
            faults.greylist()
        elif how == "stop":
            self.world.mail_server.stop()
        else:
            self.repeats = True
            faults.repeat_delivery(times=times)
            faults.leave_unconfirmed(times)

    @action()
    def repair_the_mail_server(self) -> None:
        """All is well again."""
        self.world.repair()
        self.sound, self.repeats = True, False

    @action()
    def run_outbox(self) -> None:
        """What is due is handed over; a refusal shows on step 6."""
        self.world.run_outbox()
        self._read_every_step_6()

    @action()
    def settle(self) -> None:
        """B41: repaired, and given time, every mail that was promised has come."""
        self.keep_promises()

    @action()
    def restart(self) -> None:
        """A restart forgets nothing that a person was promised."""
        self.world.bench("POST", "/restart")

    def keep_promises(self) -> None:
        """Repair the mail server, let hours go by, and hold step 6 to its word."""
        self.world.repair()
        self.sound = True
        for _ in range(_HOURS):
            self.wait(timedelta(hours=1))
            self.world.run_outbox()
        self._read_every_step_6()
        self.repeats = False
        for demand in self.model.demands:
            demand.pending = False
        broken = [
            f"{demand.key}, validated at {demand.since}"
            for demand in self.model.demands
            if self.model.is_owed(demand)
            and any(tab.taken(at) is Page.SENT for tab, at in demand.tabs)
        ]

        assert not broken, f"« Un e-mail vous a été envoyé », and none came: {broken}"

    def _read_every_step_6(self) -> None:
        for demand in self.model.demands:
            if demand.stage is Stage.MAIL and demand.ended in {"", LATER}:
                self.read_step_6(demand)
        self.collect_mails()

    def _forget_edges(self, duration: timedelta) -> None:
        """Set back, the clock may bring to life what it had ended, or not."""
        for demand in self.model.demands:
            over = demand.since is not None and self.now >= demand.since + DAY
            if duration < timedelta(0) and over:
                demand.doubtful = True
        for affiliate in self.model.affiliates.values():
            if duration < timedelta(0) and affiliate.letter:
                affiliate.letter.doubtful = True
