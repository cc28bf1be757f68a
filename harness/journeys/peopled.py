"""The people of a scenario, and the accounts that the portal has of them."""

from __future__ import annotations

import hashlib
from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Unpack, cast

from fixtures.person import Person
from fixtures.personas import Stated, bystanders, persona
from harness.errors import ConfigurationError
from harness.journeys.affiliate import Affiliate
from harness.journeys.around import Around
from harness.journeys.surroundings import Surroundings
from harness.target import Capability, Target

if TYPE_CHECKING:
    from harness.journeys.world import World

_BYSTANDERS = 3


class Peopled(Around):
    """Who lives in a scenario: introduced by name, then told to the portal, once."""

    def __init__(
        self, target: Target, surroundings: Surroundings, *, seed: int, scenario: str
    ) -> None:
        super().__init__(target, surroundings)
        self.numbers: dict[str, str] = {}
        """The number of the reserved account that stands for each one stated."""
        self.solvers: dict[str, Affiliate] = {}
        """Who solved each CAPTCHA response that is to be verified."""
        self._seed = seed
        self._scenario = scenario
        self._people: dict[str, Affiliate] = {}
        self._without_account: set[str] = set()
        self.accounted: tuple[Person, ...] = ()
        """Everybody whom the portal was last told of."""
        self._crowd: list[Affiliate] = []
        self._settled = False

    def introduce(self, name: str, **stated: Unpack[Stated]) -> Affiliate:
        """Add a named person; what is not stated comes from the seeded population.

        Raises:
            ConfigurationError: somebody has this name, or the portal is in use already.
        """
        if name in self._people:
            raise ConfigurationError(f"{name} is introduced twice.")
        self._require_unsettled(name)
        affiliate = Affiliate(self._world, persona(name, seed=self.seed, **stated))
        affiliate.stated |= stated
        self._people[name] = affiliate
        return affiliate

    def introduce_unknown(self, name: str, **stated: Unpack[Stated]) -> Affiliate:
        """Add a person of whom the portal knows nothing: her number has no account."""
        affiliate = self.introduce(name, **stated)
        self._without_account.add(name)
        return affiliate

    def describe(self, name: str, **stated: Any) -> None:
        """State more about a person who was introduced.

        Raises:
            ConfigurationError: nobody has this name, or the portal is in use already.
        """
        self._require_unsettled(name)
        self.person(name).describe(**stated)

    def person(self, name: str) -> Affiliate:
        """Return the person called *name*.

        Raises:
            ConfigurationError: nobody has this name.
        """
        try:
            return self._people[name]
        except KeyError:
            known = ", ".join(self._people) or "nobody"
            raise ConfigurationError(
                f"The scenario speaks of {name}, but introduced {known}."
            ) from None

    @property
    def people(self) -> tuple[Affiliate, ...]:
        """Everybody introduced so far, and whoever joined from a crowd."""
        return (*self._people.values(), *self._crowd)

    def holder_of(self, dossier: str) -> Affiliate:
        """Return who has the account of *dossier*.

        Raises:
            ConfigurationError: nobody of the scenario has.
        """
        for one in self.people:
            if one.person.dossier == dossier:
                return one
        raise ConfigurationError(f"Nobody of the scenario has the dossier {dossier}.")

    @property
    def without_account(self) -> tuple[Affiliate, ...]:
        """Those introduced of whom the portal knows nothing."""
        return tuple(self._people[name] for name in sorted(self._without_account))

    def settle(self) -> None:
        """Tell the portal who lives here, once, before anybody uses it."""
        if self._settled:
            return
        self._settled = True
        capabilities = self.target.capabilities
        if Capability.ACCOUNTS in capabilities:
            self.populate(())
            self.surroundings.identify(one.person for one in self.people)
        if Capability.ROUTES in capabilities:
            self.target.bench.set_routes(**self.surroundings.routes(capabilities))
        if Capability.ACCOUNTS not in capabilities:
            self._cast()

    def require_cast(self) -> None:
        """Have everybody cast, before anybody is asked who she is."""
        if not self._settled and Capability.ACCOUNTS not in self.target.capabilities:
            self.settle()

    def populate(self, crowd: Sequence[Person]) -> None:
        """Tell the portal anew who lives here: *crowd*, beside those introduced.

        It forgets whatever happened: requests, sessions, counters of its limits.
        """
        named = [somebody.person for somebody in self._people.values()]
        others = bystanders(
            self.seed,
            _BYSTANDERS,
            [person.key for person in (*named, *crowd)],
            [person.email for person in (*named, *crowd)],
        )
        known = [
            somebody.person
            for name, somebody in self._people.items()
            if name not in self._without_account
        ]
        told = Capability.FRANCE_CONNECT in self.target.capabilities
        everyone = self.accounted = (*known, *crowd, *others)
        accounts = [person.as_account(with_identity=told) for person in everyone]
        self.target.bench.replace_accounts(accounts)

    def remove_account(self, affiliate: Affiliate) -> None:
        """Delete an account behind the portal's back; the others are set anew."""
        for name, somebody in self._people.items():
            if somebody is affiliate:
                self._without_account.add(name)
        self.populate(())

    def join(self, person: Person) -> Affiliate:
        """Give somebody of a crowd a part in the scenario, with or without account."""
        affiliate = Affiliate(self._world, person)
        self._crowd.append(affiliate)
        return affiliate

    def change_account(self, affiliate: Affiliate, **fields: object) -> None:
        """Change an account behind the portal's back (an agent, another service)."""
        self.settle()
        key = affiliate.person.key
        self.target.bench.change_account(key[0], key[1], fields)
        affiliate.learn(fields)

    @property
    def _world(self) -> World:
        return cast("World", self)

    @abstractmethod
    def _cast(self) -> None:
        """Cast everybody on reserved accounts, where none can be set."""

    @property
    def seed(self) -> int:
        """The seed of this scenario's people, from the run's and its name."""
        digest = hashlib.sha256(f"{self._seed}:{self._scenario}".encode()).digest()
        return int.from_bytes(digest[:6], "big")

    def _require_unsettled(self, name: str) -> None:
        if self._settled:
            raise ConfigurationError(
                f"Introduce {name} before anybody uses the portal: "
                "its accounts are set once per scenario."
            )
