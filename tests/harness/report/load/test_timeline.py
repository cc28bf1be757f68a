"""A run over time adds up to the run."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness.report.load.timeline import timeline
from harness.runs.load.journey import Ending
from tests.harness.report.load.conftest import Make, ended

ends = st.lists(
    st.tuples(st.floats(2, 4000), st.sampled_from(Ending)), min_size=1, max_size=60
)


@given(ends)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_journey_is_lost_between_two_spans(
    outcome: Make, given_ends: list[tuple[float, Ending]]
) -> None:
    """Each that came to its end is counted in one span, and there are few of them."""
    journeys = [ended(rank, *end) for rank, end in enumerate(given_ends)]
    over = timeline(outcome(ended=tuple(journeys)))

    assert len(over.spans) <= 61
    for ending, counted in (
        (Ending.DONE, sum(one.done for one in over.spans)),
        (Ending.FAILED, sum(one.failed for one in over.spans)),
    ):
        assert counted == sum(one.journey.ending is ending for one in journeys)


def test_people_on_their_way_are_counted_in_the_middle_of_a_span(outcome: Make) -> None:
    """Each walks for two seconds."""
    over = timeline(outcome(ended=(ended(1, 2.0), ended(2, 3.0), ended(3, 4.0))))

    assert 1.0 == over.width_s
    assert [1, 2, 2, 1, 0] == [one.present for one in over.spans]


def test_nobody_leaves_no_span(outcome: Make) -> None:
    """There is nothing to draw."""
    assert () == timeline(outcome(ended=())).spans
