"""Logging in, the letter's password, the account page, and what an agent changes."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.simulator.portal.stateful.cast import ANYBODY, CAST, KNOWN, Key, addresses
from tests.simulator.portal.stateful.demand_rules import NUMBERS, DemandRules
from tests.simulator.portal.stateful.machine import action, pick
from tests.simulator.portal.stateful.model import Visit

_PEOPLE = st.sampled_from(KNOWN)


class AccountRules(DemandRules):
    """What is done to accounts, by their owners and by others."""

    @action(
        who=st.sampled_from(ANYBODY),
        which=st.sampled_from(["current", "current", "former", "another's", "never"]),
    )
    def log_in(self, who: Key, which: str) -> None:
        """P9.2: the password in force logs in, and no other."""
        self._log_in(who, which)

    def _log_in(self, who: Key, which: str) -> None:
        self.touched = who
        affiliate = self.model.affiliates.get(who)
        former = affiliate.former if affiliate else []
        password = {
            "current": affiliate.password if affiliate else "Jamais-Vu-1",
            "former": former[0] if former else "Jamais-Vu-2",
            "another's": "Ancien-Nobody-2025",
            "never": "Jamais-Vu-3",
        }[which]
        browser = self.world.browser()
        done = browser.log_in(*who, password)
        allowed = affiliate is not None and affiliate.active and which == "current"
        if done is None or (self.limited and not done):
            return
        assert done is allowed, f"{who} logs in with {which}: {done}"
        self.came(f"log-in: {'in' if done else 'refused'}")
        if done:
            space = browser.inside()
            assert space, f"{who} logged in, and is not inside"
            assert who.dossier in space, "somebody else's space"
            self.watch(Visit(browser, who, self.now, by_letter=False))

    @action(
        who=_PEOPLE,
        then=st.sampled_from(["choose", "choose", "mismatch", "weak", "leave"]),
    )
    def log_in_by_letter(self, who: Key, then: str) -> None:
        """B54: a letter's password works once, then a new one must be chosen."""
        affiliate = self.model.affiliates.get(who)
        if affiliate and affiliate.letter is None:
            self.ask_for(who, "courrier")
        if affiliate is None or affiliate.letter is None:
            self.nothing_to_do()
            return
        self.touched = who
        expected = (
            self.model.letter_works(affiliate, self.now) if affiliate.active else False
        )
        letter, browser = affiliate.letter.password, self.world.browser()
        done = browser.log_in(*who, letter)
        if done is None or (self.limited and not done):
            return
        assert expected in {None, done}, f"the letter's password logs in: {done}"
        self.came(f"letter: {'in' if done else 'refused'}")
        if not done:
            return
        affiliate.letter = None
        assert not self.world.browser().log_in(*who, letter), "used twice"
        visit = Visit(browser, who, self.now, by_letter=True)
        self.watch(visit)
        self._choose_first_password(visit, then)

    @action(which=NUMBERS, then=st.sampled_from(["choose", "mismatch", "weak"]))
    def go_on_with_the_letter(self, which: int, then: str) -> None:
        """B25, B54: a session opened by letter, later; closed, it changes nothing."""
        visit = pick([it for it in self.model.visits if it.by_letter], which)
        if visit:
            self.touched = visit.key
            self._choose_first_password(visit, then)
        else:
            self.nothing_to_do()

    @action(
        which=NUMBERS,
        kind=st.sampled_from(["right", "right", "wrong", "mismatch", "weak"]),
    )
    def change_in_space(self, which: int, kind: str) -> None:
        """B36: the account page wants the current password, and the same rule."""
        mine = [it for it in self.model.visits if not it.by_letter]
        if not mine:
            self._log_in(KNOWN[which % len(KNOWN)], "current")
            mine = [it for it in self.model.visits if not it.by_letter]
        visit = pick(mine, which)
        affiliate = self.model.affiliates.get(visit.key) if visit else None
        if visit is None or affiliate is None:
            self.nothing_to_do()
            return
        self.touched = visit.key
        current = "Jamais-Vu-4" if kind == "wrong" else affiliate.password
        password = "trop-faible" if kind == "weak" else self.new_password()
        again = password + "x" if kind == "mismatch" else password
        done = visit.browser.change_password(current, password, again)
        if done is None:  # put out, or no such page
            self.came("account page: not there")
            return
        self.came(f"account page: {'done' if done else 'refused'}")
        assert not (done and (visit.closed or kind != "right")), (
            f"{kind}, {visit.closed}"
        )
        if done:
            self.changed.add(visit.key)
            self.model.changed(visit.key, password)
            self.model.visits.remove(visit)  # its own session may go on, or not

    @action(number=NUMBERS, which=st.integers(0, 3))
    def change_email(self, number: int, which: int) -> None:
        """B06: what was sent to the former address is dead, for good."""
        who = self.someone(number)
        affiliate = self.model.affiliates.get(who)
        if affiliate is None:
            self.nothing_to_do()
            return
        self.touched = who
        address = addresses(who)[which]
        self.world.change_account(who, email=address)
        if address != affiliate.email:
            affiliate.email = address
            self.model.end_links(who, "the address changed")
        else:
            self._doubt(who)

    @action(
        number=NUMBERS,
        status=st.sampled_from(["active", "active", "blocked", "closed"]),
    )
    def set_status(self, number: int, status: str) -> None:
        """B42: a blocked account's links and sessions are dead, and stay so."""
        who = self.someone(number)
        affiliate = self.model.affiliates.get(who)
        if affiliate is None:
            self.nothing_to_do()
            return
        self.touched = who
        self.world.change_account(who, status=status)
        if status != "active":
            self.model.end_links(who, "the account was blocked")
            self.model.close_visits(who, "the account was blocked")
            if affiliate.letter:
                affiliate.letter.doubtful = True
        elif affiliate.active:
            self._doubt(who)
        affiliate.status = status

    @action(number=NUMBERS)
    def set_password(self, number: int) -> None:
        """B05: an agent sets a password; links, letter and sessions end with it."""
        who = self.someone(number)
        if who in self.model.affiliates:
            self.touched = who
            password = self.new_password()
            self.world.change_account(who, password=password)
            self.changed.add(who)
            self.model.changed(who, password)
        else:
            self.nothing_to_do()

    @action(missing=st.integers(0, 2 * len(CAST)))
    def replace_accounts(self, missing: int) -> None:
        """B43: all accounts replaced, one perhaps gone; everything else forgotten."""
        kept = [it for number, it in enumerate(CAST) if number != missing]
        before = set(self.model.affiliates)
        self.forget_log()
        self.world.replace_accounts(kept)
        keys = tuple(Key(it["situation"], it["dossier"]) for it in kept)
        self.model.enrol(keys)
        self.changed |= before | set(keys)

    def _choose_first_password(self, visit: Visit, then: str) -> None:
        if then == "leave":
            return
        password = "trop-faible" if then == "weak" else self.new_password()
        again = password + "x" if then == "mismatch" else password
        done = visit.browser.first_password(password, again)
        if done:
            assert then == "choose", f"accepted: {then}"
            assert not visit.closed, f"by a closed session: {visit.closed}"
            self.came("letter: new password chosen")
            self.changed.add(visit.key)
            self.model.changed(visit.key, password)
            self.model.visits.remove(visit)
        else:
            lasting = not visit.closed and self.now == visit.opened_at
            assert then != "choose" or not lasting, "the new password is refused"

    def _doubt(self, who: Key) -> None:
        """Nothing changed: whether links outlive such a call is left open."""
        for demand in self.model.demands:
            if demand.key == who:
                demand.doubtful = True
