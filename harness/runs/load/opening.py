"""Opening what is put under load: the portal, what surrounds it, and its people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from fixtures.population import Population
from harness.errors import ConfigurationError
from harness.journeys.reserved import ReservedAccounts
from harness.journeys.surroundings import Surroundings, open_surroundings
from harness.runs.load.people import Crowd, crowd_of
from harness.runs.load.settings import (
    HERE,
    LoadSettings,
    caps_of,
    require_within,
)
from harness.runs.load.stages import most_users
from harness.target import Capability
from harness.targets.file.accounts import Passwords, read_accounts
from harness.targets.file.opening import open_file_target, require_reachable
from harness.targets.file.reading import read_target_file
from harness.targets.file.settings import TargetFile
from harness.targets.file.target import FileTarget
from harness.targets.opening import PREFIX, is_faulty, is_target_file, require_known
from harness.targets.own_process import HttpTarget

_OWN = "http"
_UNDER_LOAD = "--under-load"


@dataclass(frozen=True, slots=True)
class UnderLoad:
    """A portal ready to be put under load, and who lives there."""

    target: HttpTarget | FileTarget
    surroundings: Surroundings
    crowd: Crowd
    reserved: ReservedAccounts | None = None
    allowed_by: str = ""


def require_possible(settings: LoadSettings) -> TargetFile | None:
    """Refuse what cannot or may not be put under load; nothing is opened yet.

    Returns:
        The target file, if the target is one.

    Raises:
        ConfigurationError: the message says what to do.
    """
    if is_target_file(settings.target):
        file = read_target_file(Path(settings.target))
        require_within(settings, caps_of(file))
        if file.mailbox is None:
            raise ConfigurationError(
                f"{file.path}: [mailbox] is missing: whoever walks the procedure by "
                "mail has to see hers."
            )
        return file
    if settings.target != _OWN and not is_faulty(settings.target):
        raise ConfigurationError(
            f"Load needs a portal over sockets, not {settings.target!r}: choose "
            f"{_OWN}, {PREFIX}NAME or a file FILE.toml."
        )
    require_known(settings.target)
    require_within(settings, HERE)
    return None


@contextmanager
def opened(settings: LoadSettings, file: TargetFile | None) -> Iterator[UnderLoad]:
    """Open the portal, tell it who lives there, and close it at the end.

    Raises:
        ConfigurationError: there are not people enough to walk.
        Unreachable: nothing answers there.
    """
    target: HttpTarget | FileTarget
    if file is None:
        options = [_UNDER_LOAD]
        if is_faulty(settings.target):
            options += ["--defect", settings.target.removeprefix(PREFIX)]
        surroundings = open_surroundings()
        try:
            target = HttpTarget(settings.target, *options)
        except BaseException:
            surroundings.stop()
            raise
    else:
        require_reachable(file)
        surroundings, target = open_file_target(file)
    try:
        yield _settled(target, surroundings, settings, file)
    finally:
        target.close()
        surroundings.stop()


def _settled(
    target: HttpTarget | FileTarget,
    surroundings: Surroundings,
    settings: LoadSettings,
    file: TargetFile | None,
) -> UnderLoad:
    """Tell the portal who lives there, where its neighbours are, and the real time."""
    if Capability.ACCOUNTS in target.capabilities:
        crowd = crowd_of(Population(settings.seed, settings.population))
        whence, remedy = f"--population {settings.population}", "raise it"
    elif file is not None and file.accounts is not None:
        passwords = Passwords(file.accounts)
        accounts = read_accounts(file.accounts)
        crowd = crowd_of([replace(one, password=passwords.of(one)) for one in accounts])
        whence, remedy = f"{file.accounts}", "reserve more accounts, or lower --users"
    else:
        raise ConfigurationError(
            f"{settings.target}: the accounts of this portal cannot be set, and it "
            'reserves none for the tests: write [accounts] and file = "accounts.csv".'
        )
    require_enough(crowd, settings, whence, remedy)
    if Capability.ACCOUNTS in target.capabilities:
        target.bench.replace_accounts([one.as_account() for one in crowd.people])
    if Capability.ROUTES in target.capabilities:
        target.bench.set_routes(**surroundings.routes(target.capabilities))
    target.release_clock()
    surroundings.empty()
    reserved = target.reserved if isinstance(target, FileTarget) else None
    allowed_by = file.load.allowed_by if file is not None and file.load else ""
    return UnderLoad(target, surroundings, crowd, reserved, allowed_by)


def require_enough(
    crowd: Crowd, settings: LoadSettings, whence: str, remedy: str
) -> None:
    """Refuse more people at once than there are in some worker's slice.

    Raises:
        ConfigurationError: the message says how many there are.
    """
    users, slices = most_users(settings.stages), settings.slices
    each = -(-users // slices)
    fewest = min(_in_slice(crowd, index, slices) for index in range(slices))
    if fewest < each:
        raise ConfigurationError(
            f"{whence} holds {crowd.walkers} people who can walk the procedure by mail "
            f"(active, an address of their own): at most {fewest * slices} at once "
            f"with {slices} worker(s), not {users}; {remedy}."
        )


def _in_slice(crowd: Crowd, index: int, slices: int) -> int:
    ranks = range(index, len(crowd.people), slices)
    return sum(rank not in crowd.skipped for rank in ranks)
