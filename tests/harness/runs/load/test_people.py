"""Who can walk, as every worker computes it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

from fixtures.population import Population
from harness.runs.load.people import Crowd, crowd_of, next_password


def test_those_who_walk_have_an_address_of_their_own() -> None:
    """Active, and no mail of theirs may be somebody else's."""
    people = Population(42, 2000)
    crowd = crowd_of(people)
    walkers = [one for rank, one in enumerate(people) if rank not in crowd.skipped]

    assert len(walkers) == crowd.walkers
    assert {"active"} == {one.status for one in walkers}
    addresses = Counter(one.email for one in people)
    assert all(one.email and addresses[one.email] == 1 for one in walkers)
    assert crowd.walkers > 1500


def test_a_population_travels_as_its_seed() -> None:
    """A worker computes the same people, and is told only whom to skip."""
    crowd = crowd_of(Population(7, 300))
    told = json.loads(json.dumps(crowd.as_json()))

    assert "reserved" not in told
    assert crowd == Crowd.from_json(told)


def test_reserved_people_travel_whole() -> None:
    """There is no seed to compute them from."""
    people = [replace(one, birth=None) for one in Population(7, 20)]
    crowd = crowd_of(people)
    read = Crowd.from_json(json.loads(json.dumps(crowd.as_json())))

    assert crowd.skipped == read.skipped
    assert [one.key for one in people] == [one.key for one in read.people]
    assert [one.email for one in people] == [one.email for one in read.people]


def test_the_next_password_is_never_the_one_in_force() -> None:
    """A portal may refuse it, and would be right."""
    first = next_password(42, 3, 0, "")

    assert first == next_password(42, 3, 0, "Autre-1234")
    assert first != next_password(42, 3, 0, first)
    assert first != next_password(42, 3, 1, first)
