"""Acceptance: on one seed, the pages and the service give everybody the same fate."""

from __future__ import annotations

from harness.report.simulation.answers import answers
from harness.runs.simulation.plan import Fidelity
from harness.runs.simulation.simulate import simulate
from simulator.living.episode import Episode
from simulator.living.life import Life, Period, World
from simulator.living.scenario import scenario
from tests.harness.runs.simulation.conftest import START, OpenWay, plan

PEOPLE = 60
ROUGH = {
    "monthly_demand": 0.5,
    "outages_per_month": 6,
    "outage_length": "4h",
    "greylist_share": 0.3,
    "dead_address_share": 0.1,
    "spam_share": 0.2,
    "wrong_dossier_share": 0.15,
    "post_share": 0.15,
    "older_link_share": 0.5,
}
"""A month in which everything goes wrong that can."""


def test_everybody_has_the_same_fate_in_both(open_way: OpenWay) -> None:
    """Person by person and to the second, and so are all counts."""
    told, lived = scenario(ROUGH), {}
    for fidelity in Fidelity:
        world, ended = World(), list[Episode]()
        procedure = open_way(fidelity, told, world)
        life = Life(told, Period(START, 30, PEOPLE), world, procedure)
        tally = life.live(42, 0, PEOPLE, ended.append)
        fates = {
            (one.index, one.number): (one.fate, one.requests, one.ended_at)
            for one in ended
        }
        lived[fidelity] = (fates, tally.as_dict())
    fates, counts = lived[Fidelity.SERVICE]

    assert fates == lived[Fidelity.PAGES][0]
    assert counts == lived[Fidelity.PAGES][1]
    assert len(fates) > 30
    for mishap in ("no_mail", "postponed", "repeated", "letter", "password_refused"):
        assert counts["events"][mishap] > 0, mishap


def test_they_agree_within_their_intervals() -> None:
    """The mean of each lies in the interval of the other, answer by answer."""
    small = {"size": 30, "seeds": (1, 2), "monthly_demand": 0.3}
    given = [
        answers(simulate(plan(fidelity=fidelity, **small)))[0] for fidelity in Fidelity
    ]

    for one, other in zip(*given, strict=True):
        low, high = other.estimate.low, other.estimate.high
        if one.estimate.mean is None or low is None or high is None:
            assert one.estimate == other.estimate
        else:
            assert low <= one.estimate.mean <= high, one.question.name
