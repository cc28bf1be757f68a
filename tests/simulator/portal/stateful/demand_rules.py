"""Steps 4 to 6: asking, choosing, twice at once, and while the mail server is slow."""

from __future__ import annotations

import re
import threading
from datetime import timedelta
from functools import partial

from hypothesis import strategies as st

from simulator.mail.attempts import Command
from simulator.recaptcha.faults import EMPTY_JSON, NOT_JSON, SERVER_ERROR
from tests.simulator.portal.stateful.browser import Browser, Page
from tests.simulator.portal.stateful.cast import ANYBODY, KNOWN, Key
from tests.simulator.portal.stateful.machine import Machine, action, pick
from tests.simulator.portal.stateful.model import Affiliate, Demand, Letter, Stage
from tests.simulator.portal.stateful.world import at_once

NUMBERS = st.integers(0, 11)
CHANNELS = st.sampled_from(["mail", "mail", "mail", "courrier"])
SOLVED = "solved"
_PATIENCE = 10.0
HOST = "www2.carpimko.com"
_FAULTS = {"5xx": SERVER_ERROR, "not JSON": NOT_JSON, "empty JSON": EMPTY_JSON}
CAPTCHAS = st.sampled_from(
    [SOLVED, SOLVED, "", "forged", "replayed", "stale", "other host", *_FAULTS, "down"]
)
_WRONG_DOSSIERS = ("", "12", "12345678", "0012345\n", "００１２３４５", "' OR 1=1")
_TEMPORARY = re.compile(r"mot de passe provisoire[^:]*:\s*(\S+)", re.IGNORECASE)


class DemandRules(Machine):
    """What is done before the link, or the letter, has come."""

    @action(who=st.sampled_from(ANYBODY), captcha=CAPTCHAS)
    def step_4(self, who: Key, captcha: str) -> None:
        """P4.3, P4.4: step 5 is reached if the CAPTCHA was solved, and only then."""
        demand = self._open(who, captcha, self.world.browser())
        if captcha != SOLVED:
            assert demand is None, f"CAPTCHA {captcha}: step 5 is reached"

    @action(wrong=st.sampled_from(_WRONG_DOSSIERS))
    def step_4_mistyped(self, wrong: str) -> None:
        """P4.2: no step 5 without a dossier number of seven digits."""
        where = self.world.browser().identify("affilie", wrong, self.solve())
        assert where is None, f"dossier {wrong!r}: step 5 is reached"

    @action(who=st.sampled_from(ANYBODY), channel=CHANNELS)
    def ask(self, who: Key, channel: str) -> None:
        """Steps 4 to 6 in a row."""
        self.ask_for(who, channel)

    def ask_for(self, who: Key, channel: str) -> None:
        """Walk steps 4 to 6."""
        demand = self._open(who, SOLVED, self.world.browser())
        if demand:
            self._choose(demand, channel)

    @action(which=NUMBERS, channel=CHANNELS)
    def choose(self, which: int, channel: str) -> None:
        """P5.6: validating sends, once; a demand long validated sends nothing."""
        waiting = [each for each in self.model.demands if each.stage is Stage.OPEN]
        demand = pick(waiting or self.model.demands, which)
        if demand:
            self._choose(demand, channel)
        else:
            self.ask_for(KNOWN[which % len(KNOWN)], channel)

    @action(which=NUMBERS)
    def look_at_step_6(self, which: int) -> None:
        """P6.1: reading the page again sends nothing; its refusal counts."""
        demand = pick(self.model.demands, which)
        if demand:
            self.read_step_6(demand)
        else:
            self.nothing_to_do()

    @action(who=st.sampled_from(KNOWN), channels=st.tuples(CHANNELS, CHANNELS))
    def choose_twice_at_once(self, who: Key, channels: tuple[str, str]) -> None:
        """P5.6: a double click, or two tabs: one of the two choices counts."""
        demand = self._open(who, SOLVED, self.world.browser())
        affiliate = self.model.affiliates.get(who)
        if demand is None or affiliate is None or not affiliate.active:
            return
        ((browser, where),) = demand.tabs
        pages = at_once(*(partial(browser.tab().choose, where, it) for it in channels))
        page = browser.taken(where)
        if page is Page.CHOICE:
            offered = [it for it in channels if self.model.offered(affiliate, it)]
            assert not offered or Page.LIMITED in pages, f"{channels}: step 5 again"
            return
        self._chosen(demand, "courrier" if page is Page.POSTED else "mail", page)

    @action(who=st.sampled_from(KNOWN), channels=st.tuples(CHANNELS, CHANNELS))
    def ask_twice_at_once(self, who: Key, channels: tuple[str, str]) -> None:
        """B04: of two demands at the same moment, one link is left."""
        both = [self._open(who, SOLVED, self.world.browser()) for _ in channels]
        demands = [demand for demand in both if demand is not None]
        tabs = [demand.tabs[0] for demand in demands]
        pages = at_once(
            *(
                partial(browser.choose, where, channel)
                for (browser, where), channel in zip(tabs, channels, strict=False)
            )
        )
        self._chosen_at_once(demands, channels, pages)

    @action(
        who=st.sampled_from(KNOWN),
        meanwhile=st.sampled_from(["again", "outbox", "another"]),
    )
    def choose_while_the_server_is_slow(self, who: Key, meanwhile: str) -> None:
        """P5.6, B04: what is done while a mail is being handed over."""
        demand = self._open(who, SOLVED, self.world.browser())
        other = self._open(who, SOLVED, self.world.browser())
        affiliate = self.model.affiliates.get(who)
        if demand is None or other is None or affiliate is None:
            return
        if not (affiliate.active and affiliate.email and self.sound):
            self._choose(demand, "mail")
            return
        # Another mail that is due would stand at the gate too, and the outbox with it.
        self.world.run_outbox()
        gate = self.world.mail_server.faults.hold(Command.DATA)
        ((browser, where),) = demand.tabs
        pages: dict[int, Page] = {}

        def validate(number: int, tab: Browser, place: str) -> None:
            pages[number] = tab.choose(place, "mail")

        hands = [threading.Thread(target=validate, args=(0, browser.tab(), where))]
        hands[0].start()
        reached = gate.wait_reached(_PATIENCE)
        if meanwhile == "again":
            browser.choose(where, "courrier")
        elif meanwhile == "outbox":
            self.world.run_outbox()
        else:
            hands.append(threading.Thread(target=validate, args=(1, *other.tabs[0])))
            hands[1].start()
        self.world.mail_server.faults.clear()
        for hand in hands:
            hand.join()
        assert reached or pages[0] is Page.LIMITED
        demands = [demand, other][: len(hands)]
        self._chosen_at_once(
            demands, ("mail", "mail"), [pages[n] for n in sorted(pages)]
        )

    def read_step_6(self, demand: Demand) -> None:
        """Read step 6 in every tab, and note a refusal: of two at once, both's."""
        pages = {browser.taken(where) for browser, where in demand.tabs}
        if demand.stage is Stage.MAIL and pages == {Page.REFUSED}:
            self.model.refused(demand)

    def _open(self, who: Key, captcha: str, browser: Browser) -> Demand | None:
        self.touched = who
        response = self._response(captcha)
        self.world.captcha.fault = _FAULTS.get(captcha)
        if captcha == "down":
            self.world.captcha_server.stop()
        where = browser.identify(*who, response)
        if captcha == "down":
            self.world.captcha_server.start()
        self.world.captcha.fault = None
        self.came(f"step 4: {'accepted' if where else 'refused'}")
        if where is None:
            return None
        demand = Demand(who, [(browser, where)])
        self.model.demands.append(demand)
        return demand

    def _response(self, captcha: str) -> str:
        if captcha in {"", "forged"}:
            return captcha
        response = self.solve("evil.test" if captcha == "other host" else HOST)
        if captcha == "replayed":
            self.world.browser().identify(*ANYBODY[-1], response)
        if captcha == "stale":
            self.wait(timedelta(minutes=2, seconds=1))
        return response

    def _choose(self, demand: Demand, channel: str) -> None:
        (browser, where) = demand.tabs[0]
        self._chosen(demand, channel, browser.choose(where, channel))

    def _chosen(self, demand: Demand, channel: str, page: Page) -> None:
        """Note what a validation of step 5 must have done, and compare."""
        self.touched = demand.key
        if page is Page.LIMITED or demand.stage is not Stage.OPEN:
            return
        self.came(f"step 5: {channel} {page.name}")
        known = self.model.affiliates.get(demand.key)
        if (
            known is not None
            and known.active
            and not self.model.offered(known, channel)
        ):
            assert page is Page.CHOICE, f"{channel} is not on offer: {page}"
            return
        affiliate = self.model.chosen(demand, channel, page, self.now)
        if affiliate is None:
            return
        if channel == "mail":
            self._mailed(demand, page)
        else:
            assert page is Page.POSTED, f"post was chosen: {page}"
            self._lettered(affiliate)

    def _mailed(self, demand: Demand, page: Page) -> None:
        """P5.3, P6.1, B41: sent at once, or queued, or refused honestly."""
        assert page in {Page.SENT, Page.REFUSED}, f"a mail was chosen: {page}"
        self.collect_mails()
        if self.sound and not demand.doubtful:
            assert page is Page.SENT, "refused by a mail server that does nothing wrong"
            assert demand.links or demand.ended, "« renouvellement immédiat »: no mail"

    def _lettered(self, affiliate: Affiliate) -> None:
        """P5.5, B54: a letter was posted, with a password that nobody had."""
        mine = [text for key, text in self.posted() if key == affiliate.key]
        affiliate.letters += 1
        found = _TEMPORARY.search(mine[-1]) if mine else None
        assert found, "no letter with a temporary password"
        assert found[1] not in self.model.secrets, "a password that is not new"
        affiliate.letter = Letter(self.secret(found[1]), self.now)

    def _chosen_at_once(
        self, demands: list[Demand], channels: tuple[str, ...], pages: list[Page]
    ) -> None:
        """Note several choices made at the same moment, for one person.

        Nobody can tell which of two was first: two mails are those of one demand, and
        the letter that counts is the last one.
        """
        done = list(zip(demands, channels, pages, strict=False))
        kept = [it for it in done if it[2] not in {Page.LIMITED, Page.CHOICE}] or done
        unsure = len({page for _, _, page in kept}) > 1
        if len(kept) == 2 and kept[0][1] == kept[1][1]:
            (first, channel, page), (second, _, other) = kept
            affiliate = self.model.affiliates.get(first.key)
            if affiliate and affiliate.active and page is not Page.CHOICE:
                self._make_one(first, second)
                affiliate.letters += channel == "courrier"
                kept = [(second, channel, Page.SENT if unsure else other)]
                self.came(f"two at once: {channel}")
        # Which of two was last, and so counts, is left open where it matters.
        for demand, channel, page in sorted(kept, key=lambda it: it[1] == "mail"):
            demand.doubtful = unsure
            self._chosen(demand, channel, page)

    def _make_one(self, first: Demand, second: Demand) -> None:
        """Take two demands of the same moment for one."""
        second.tabs += first.tabs
        second.allowance += first.allowance
        second.pending = not self.sound
        first.stage = Stage.VOID
