"""Running the machine: for so many steps, on a sound portal or on a broken one."""

from __future__ import annotations

from collections import Counter
from itertools import count

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import get_state_machine_test, invariant

from tests.simulator.portal.stateful.account_rules import AccountRules
from tests.simulator.portal.stateful.invariants import EVERY_INVARIANT
from tests.simulator.portal.stateful.link_rules import LinkRules
from tests.simulator.portal.stateful.surroundings_rules import SurroundingsRules
from tests.simulator.portal.stateful.world import World

STEPS_OF_A_RUN = 50


class EveryAction(AccountRules, LinkRules, SurroundingsRules):
    """Everything that can be done, and everything that must hold."""

    @invariant()
    def every_invariant_holds(self) -> None:
        """After every action, not at the end only."""
        with self.judged():
            for holds in EVERY_INVARIANT:
                holds(self)

    def teardown(self) -> None:
        """A run ends with every promise kept, unless it has failed already."""
        if not self.failed:
            self.begin("keep every promise at the end")
            with self.judged():
                self.keep_promises()
            self.every_invariant_holds()


def walk(
    world: World, steps: int, *, limited: bool = False, hasty: bool = False
) -> Counter[str]:
    """Take *steps* random steps at least; return how often what was done.

    The same steps in every run: seeds 0, 1, 2 … until enough steps were taken.

    Args:
        world: started.
        steps: how many.
        limited: whether the portal holds people off now and then.
        hasty: whether the first failure ends it, raising Found.

    Raises:
        AssertionError: an invariant does not hold; Hypothesis says after which steps,
            as few as it can find.
    """
    tally: Counter[str] = Counter()
    facts = {"world": world, "tally": tally, "limited": limited, "hasty": hasty}
    machine = type("EveryAction", (EveryAction,), facts)
    for number in count():
        missing = steps - tally["steps"]
        if missing <= 0:
            break
        how = settings(
            max_examples=-(-missing // STEPS_OF_A_RUN),
            stateful_step_count=STEPS_OF_A_RUN,
            deadline=None,
            database=None,
            report_multiple_bugs=False,
            print_blob=False,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        )
        seed(number)(get_state_machine_test(machine, settings=how))()
    return tally
