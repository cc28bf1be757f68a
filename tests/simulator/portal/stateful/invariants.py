"""What must hold after every action. Each function raises AssertionError, with why."""

from __future__ import annotations

from collections import defaultdict

from tests.simulator.portal.stateful.cast import Key
from tests.simulator.portal.stateful.machine import Machine
from tests.simulator.portal.stateful.model import DAY, Demand

_NOW_AND_THEN = 4


def no_answer_is_a_server_error(run: Machine) -> None:
    """No 5xx, whatever was done, on whichever page."""
    answers, run.world.answers[:] = list(run.world.answers), []
    failed = [(a.method, a.path, a.status) for a in answers if a.status >= 500]

    assert not failed, f"server errors: {failed}"


def no_password_changes_without_proof(run: Machine) -> None:
    """P6.2, B23: a link used with its dossier, a letter, or the current password."""
    before, run.hashes = run.hashes, run.world.password_hashes()
    changed = {
        key for key in before | run.hashes if before.get(key) != run.hashes.get(key)
    }

    assert run.changed == changed, f"changed: {changed}; by right: {run.changed}"


def the_password_in_force_logs_in(run: Machine) -> None:
    """P6.2, P9.2: it works until something replaces it; the former one does not.

    Tried for those whose password has just changed, and for the others in turn; that
    nobody else's has changed is seen in the store.
    """
    keys = set(run.changed)
    if run.steps % 3 == 0:
        known = list(run.model.affiliates)
        keys.add(known[run.steps // 3 % len(known)])
    for key in keys:
        affiliate = run.model.affiliates.get(key)
        if affiliate is None:
            continue
        if affiliate.former and key in run.changed:
            former = run.world.log_in(key, affiliate.former[-1])
            assert not former, f"{key}: the former password logs in"
        works = run.world.log_in(key, affiliate.password)
        if run.limited and not works:
            continue
        assert works is affiliate.active, f"{key}: its password logs in: {works}"


def links_work_as_long_as_they_must(run: Machine) -> None:
    """P7.6, B03 to B06, B42, B47: no link dies early, none outlives its end."""
    by_demand: defaultdict[Demand, list[str]] = defaultdict(list)
    for url, demand in run.tried_links():
        by_demand[demand].append(url)
    for demand, urls in by_demand.items():
        expected = run.model.links(demand, run.now)
        opened = sum(map(run.opens, urls))
        if expected is None:
            assert opened <= 1, f"{opened} links of one demand open"
            continue
        why = demand.ended or f"validated at {demand.since}, now {run.now}"
        assert opened == expected, f"{opened} of {len(urls)} links open: {why}"


def a_dossier_has_at_most_one_live_link(run: Machine) -> None:
    """B04: whatever was mailed, and however often."""
    opened: defaultdict[Key, set[str]] = defaultdict(set)
    for url, demand in run.tried_links():
        if run.opens(url):
            opened[demand.key].add(url)

    several = {key: len(urls) for key, urls in opened.items() if len(urls) > 1}
    assert not several, f"live links: {several}"


def no_link_opens_after_24_hours(run: Machine) -> None:
    """P7.6: « Ce lien n'est actif que pour 24 heures »."""
    for url, demand in run.tried_links():
        old = demand.since is not None and run.now >= demand.since + DAY
        assert not (old and run.opens(url)), f"since {demand.since}"


def only_who_asked_gets_a_mail(run: Machine) -> None:
    """P5.3, P7.2, B45: one mail, to the address on file; none to anybody else."""
    assert not run.strays, f"mails: {run.strays}"


def only_who_chose_post_gets_a_letter(run: Machine) -> None:
    """P5.5: one letter for each choice, and none otherwise."""
    expected = {k: it.letters for k, it in run.model.affiliates.items() if it.letters}
    posted = run.world.letters_posted()

    assert expected == posted, f"letters: {posted}; asked for: {expected}"


def the_log_holds_no_secret(run: Machine) -> None:
    """B53: neither a token, nor a temporary or a chosen password.

    Read now and then: what was written stays.
    """
    if run.steps % _NOW_AND_THEN == 0:
        run.read_log()
    new, run.unread_log = run.unread_log, ""
    found = [secret for secret in run.model.secrets if secret in new]

    assert not found, f"in the log: {found}"


def sessions_end_when_they_must(run: Machine) -> None:
    """B25, B42: a session of a changed or blocked account is closed, for good."""
    for visit in run.model.visits:
        inside = visit.browser.is_inside()
        assert not (visit.closed and inside), f"{visit.key} is inside: {visit.closed}"
        lasting = not visit.closed and run.now == visit.opened_at
        assert inside or not lasting, f"{visit.key} was put out"


EVERY_INVARIANT = (
    no_password_changes_without_proof,
    links_work_as_long_as_they_must,
    a_dossier_has_at_most_one_live_link,
    no_link_opens_after_24_hours,
    only_who_asked_gets_a_mail,
    only_who_chose_post_gets_a_letter,
    sessions_end_when_they_must,
    the_password_in_force_logs_in,
    the_log_holds_no_secret,
    no_answer_is_a_server_error,
)
