"""Casting people on reserved accounts, and leaving these fit for the next ones."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from fixtures.dossiers import number_at
from harness.errors import HarnessError, NotObservable
from harness.journeys.affiliate import Affiliate
from harness.journeys.login import is_let_in, log_in
from harness.journeys.password import reset_password
from harness.journeys.reserved import FRESH, Lending, ReservedAccounts, Wanted
from harness.target import LACKS, Capability
from simulator.mail.mailbox import MailboxError

if TYPE_CHECKING:
    from harness.journeys.world import World

_FIRST_UNKNOWN = 7_000_000
_MOST_TRIES = 4


def reserved_of(world: World) -> ReservedAccounts | None:
    """Return the accounts reserved for the tests, if the portal has any."""
    return world.target.reserved if isinstance(world.target, Lending) else None


def cast(world: World) -> None:
    """Cast everybody on a reserved account; whoever has none cannot be observed.

    Only what needs her is: a page that anybody may open is seen all the same.
    """
    reserved = reserved_of(world)
    unknown = set(world.without_account)
    if reserved is None:
        for somebody in world.people:
            somebody.unavailable = LACKS[Capability.ACCOUNTS]
        return
    for somebody in unknown:
        _make_unknown(world, somebody, reserved)
    named = [somebody for somebody in world.people if somebody not in unknown]
    wanted = [Wanted(one.person.first_name, one.person, one.stated) for one in named]
    try:
        accounts = reserved.cast(wanted)
        for somebody, account in zip(named, accounts, strict=True):
            world.numbers[somebody.person.dossier] = account.dossier
            somebody.person = account
            if account.password in world.text or reserved.was_chosen(account):
                _renew(world, somebody, reserved)
    except NotObservable as lacking:
        for somebody in named:
            somebody.unavailable = str(lacking)


def give_back(world: World) -> None:
    """Find out which password opens each account, if any may have changed.

    All of them: a link may have been used, or a number typed, by somebody else.
    One that nothing known opens is set aside: what follows would judge its state, and
    not the portal.
    """
    reserved = reserved_of(world)
    if reserved is None:
        return
    if not any(somebody.is_doubtful for somebody in world.people):
        return
    for somebody in world.people:
        if somebody.unavailable or somebody in world.without_account:
            continue
        if not _is_opened(somebody, reserved):
            reserved.set_aside(
                somebody.person,
                f"aucun mot de passe connu n'ouvre plus le dossier "
                f"{somebody.person.dossier}",
            )


def _is_opened(somebody: Affiliate, reserved: ReservedAccounts) -> bool:
    """Tell whether a known password logs in; what it proves is remembered."""
    self_ = Affiliate(somebody.world, somebody.person)
    others = (one.new_passwords for one in somebody.world.people if one is not somebody)
    known = (
        *reversed(somebody.new_passwords),
        somebody.person.password,
        *(password for typed in others for password in reversed(typed)),
    )
    for password in tuple(dict.fromkeys(known))[:_MOST_TRIES]:
        try:
            log_in(self_, password)
        except HarnessError:
            return False
        if is_let_in(self_):
            reserved.proved(somebody.person, password)
            return True
    return False


def _renew(world: World, somebody: Affiliate, reserved: ReservedAccounts) -> None:
    """Change a password that this scenario is about to choose, by the procedure.

    Else « l'ancien mot de passe » and the new one would be the same.
    """
    person = somebody.person
    drawn = hashlib.sha256(f"{person.key}{person.password}".encode()).hexdigest()
    fresh = f"{FRESH}{drawn[:8]}-Vif7"
    self_ = Affiliate(world, person)
    try:
        reset_password(self_, fresh)
        log_in(self_, fresh)
    except (HarnessError, MailboxError) as failed:
        reserved.set_aside(person, f"le dossier {person.dossier} n'a pu être préparé")
        raise NotObservable(
            f"le mot de passe du dossier {person.dossier} n'a pas pu être renouvelé "
            f"avant le scénario : {failed}"
        ) from failed
    if not is_let_in(self_):
        reserved.set_aside(person, f"le dossier {person.dossier} n'a pu être préparé")
        raise NotObservable(
            f"le mot de passe du dossier {person.dossier} n'a pas pu être renouvelé"
        )
    reserved.proved(person, fresh)
    somebody.person = replace(person, password=fresh)
    world.forget_what_was_seen()


def _make_unknown(
    world: World, somebody: Affiliate, reserved: ReservedAccounts
) -> None:
    """Give her a number that is in no account of the file."""
    told = somebody.person.dossier
    number, index = told, _FIRST_UNKNOWN
    while reserved.has_number(number):
        number, index = number_at(world.seed, index), index + 1
    world.numbers[told] = number
    somebody.person = replace(somebody.person, dossier=number)
