"""Steps 7 to 9: following links of every kind, and choosing a new password."""

from __future__ import annotations

import base64
import json
from functools import partial

from hypothesis import strategies as st

from tests.simulator.portal.stateful.browser import Browser
from tests.simulator.portal.stateful.cast import ANYBODY, KNOWN
from tests.simulator.portal.stateful.demand_rules import NUMBERS, DemandRules
from tests.simulator.portal.stateful.machine import LINK, MOSTLY, action, pick
from tests.simulator.portal.stateful.model import Demand
from tests.simulator.portal.stateful.world import at_once

_WEAK = ("", "Court1a", "SANS-MINUSCULE-1", "sans-majuscule-1", "Sans-Chiffre")
"""P8.2: too short, or without one of the three kinds of characters."""
_FORGERIES = ("altered signature", "no signature", "alg none", "cut", "junk", "empty")


class LinkRules(DemandRules):
    """What is done with links."""

    @action(which=NUMBERS)
    def scan_link(self, which: int) -> None:
        """B19: a mail scanner reads a link several times; nothing changes."""
        found = self._some_link(which)
        for method in ("HEAD", "GET", "GET"):
            self.world.browser().ask(method, found[0] if found else LINK)

    @action(which=NUMBERS, how=st.sampled_from(_FORGERIES))
    def forge_link(self, which: int, how: str) -> None:
        """B09, B49: a forged link opens nothing, and changes nothing."""
        found = self._some_link(which)
        link = LINK + _forged(found[0].removeprefix(LINK) if found else "a.b.c", how)
        key = found[1].key if found else ANYBODY[0]
        password = self.new_password()
        browser = self.world.browser()

        assert not browser.opens(link), f"{how}: the link opens"
        assert not browser.reset(link, key.dossier, password, password), how

    @action(which=NUMBERS)
    def use_link(self, which: int) -> None:
        """Step 8 done as it should be: it works if the link is live, and only then."""
        self._submit(which, kind="right")

    @action(
        which=NUMBERS,
        kind=st.sampled_from(
            ["dossier", "dossier", "malformed", "mismatch", "again", *_WEAK]
        ),
    )
    def mistype_step_8(self, which: int, kind: str) -> None:
        """P8.1 to P8.3, B07, B47: refused, nothing changes, the link is as it was."""
        self._submit(which, kind=kind)

    @action(which=NUMBERS, visitor=NUMBERS)
    def use_link_where_another_is_logged_in(self, which: int, visitor: int) -> None:
        """B48: the link's account is reset, whoever is logged in."""
        visit = pick(self.model.visits, visitor)
        if visit is None:
            self._submit(which, kind="right")
            return
        self.model.visits.remove(visit)
        self._submit(which, kind="right", browser=visit.browser)

    @action(which=NUMBERS)
    def use_link_twice_at_once(self, which: int) -> None:
        """B50, P8.4: of two posts at once with different passwords, one succeeds."""
        found = self._some_link(which)
        if found is None:
            self.nothing_to_do()
            return
        link, demand = found
        self.touched = demand.key
        passwords = [self.new_password(), self.new_password()]
        posts = [
            partial(self.world.browser().reset, link, demand.key.dossier, it, it)
            for it in passwords
        ]
        done = at_once(*posts)
        self._compare(demand, sum(done))
        if any(done):
            self.came("step 8: twice at once, done")
            self._applied(demand, passwords[done.index(True)])

    def _some_link(self, which: int) -> tuple[str, Demand] | None:
        """Return one of the links mailed, mostly one that works.

        If there is none, ask for one first.
        """
        mailed = self.live_links() if which < MOSTLY else self.links()
        if not mailed:
            self.ask_for(KNOWN[which % len(KNOWN)], "mail")
            mailed = self.links()
        return pick(mailed, which)

    def _submit(self, which: int, kind: str, browser: Browser | None = None) -> None:
        found = self._some_link(which)
        if found is None:
            self.nothing_to_do()
            return
        link, demand = found
        self.touched = demand.key
        dossier, password = demand.key.dossier, self.new_password()
        again = password
        if kind == "dossier":
            dossier = next(key.dossier for key in ANYBODY if key.dossier != dossier)
        elif kind == "malformed":
            dossier = f" {dossier}"
        elif kind == "mismatch":
            again = password.swapcase()
        elif kind == "again":
            again = ""
        elif kind != "right":
            password = again = kind
        done = (browser or self.world.browser()).reset(link, dossier, password, again)
        if kind != "right":
            assert not done, f"step 8 accepted what is wrong: {kind!r}"
            self.came("step 8: mistyped, refused")
            return
        self._compare(demand, done)
        self.came(f"step 8: {'done' if done else 'dead link'}")
        if done:
            self._applied(demand, password)

    def _compare(self, demand: Demand, done: int) -> None:
        expected = self.model.links(demand, self.now)
        if self.limited and not done:
            return
        if len(demand.links) > 1 and expected:
            expected = None  # one of them works, and any of them was used here
        assert done <= 1, f"{done} posts of one link succeeded"
        assert expected in {None, bool(done)}, (
            f"step 8 done: {done}; {demand.ended or demand.since}"
        )

    def _applied(self, demand: Demand, password: str) -> None:
        self.changed.add(demand.key)
        self.model.changed(demand.key, password)


def _forged(token: str, how: str) -> str:
    """Return *token* forged."""
    head, _, rest = token.partition(".")
    claims, _, signature = rest.partition(".")
    none = _encoded({"typ": "JWT", "alg": "none"})
    return {
        "altered signature": f"{head}.{claims}.{signature[:-4]}AAAA",
        "no signature": f"{head}.{claims}.",
        "alg none": f"{none}.{claims}.",
        "cut": token[:-1],
        "junk": "%00%FF..%2e",
        "empty": "",
    }[how]


def _encoded(value: dict[str, str]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")
