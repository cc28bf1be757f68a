"""``verify --json`` is a contract with programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from harness.report.verdict_json import as_json
from harness.runs.verify import Verification
from harness.verdicts.human import human_checks
from harness.verdicts.requirements import Pack

Verified = Callable[..., Verification]
KEYS = {
    "target": str,
    "verdict": str,
    "seed": int,
    "started_at": str,
    "duration_s": float,
    "requirements": list,
    "counts": dict,
}
REQUIREMENT_KEYS = {
    "id": str,
    "title": str,
    "pack": str,
    "severity": str,
    "verdict": str,
    "scenarios": list,
}
SCENARIO_KEYS = {
    "name": str,
    "file": str,
    "line": int,
    "status": str,
    "error": str | None,
    "replay": str,
}


def types(keys: dict[str, Any], document: dict[str, Any]) -> None:
    """Check that *document* has exactly these keys, of these types."""
    optional = {"accepted", "left_out", "partial"}
    assert list(keys) == [key for key in document if key not in optional]
    for key, kind in keys.items():
        assert isinstance(document[key], kind)


def test_keys_and_types_are_those_of_the_contract(verification: Verified) -> None:
    """Every key is there, none besides but « accepted », in the same order."""
    document = json.loads(as_json(verification()))

    types(KEYS, document)
    assert "accepted" not in document
    for requirement in document["requirements"]:
        types(REQUIREMENT_KEYS, requirement)
        for scenario in requirement["scenarios"]:
            types(SCENARIO_KEYS, scenario)
            assert "accepted" not in scenario


def test_the_values_are_those_of_the_verification(verification: Verified) -> None:
    """One failing requirement, letter for letter."""
    assert {
        "target": "embedded",
        "verdict": "non conforme",
        "seed": 42,
        "started_at": "2026-03-10T11:00:00+00:00",
        "duration_s": 12.345,
        "requirements": [
            {
                "id": "P1.3",
                "title": "Phrase P1.3",
                "pack": "procedure",
                "severity": "obligatoire",
                "verdict": "non conforme",
                "scenarios": [
                    {
                        "name": "Scénario 3 (1.1)",
                        "file": "features/procedure/x.feature",
                        "line": 30,
                        "status": "failed",
                        "error": "Quand x\n« [b]Été[/b] » manque",
                        "replay": "sesame replay features/procedure/x.feature:30",
                    }
                ],
            }
        ],
        "counts": {"non conforme": 1},
    } == json.loads(as_json(verification("P1.3")))


def test_verdicts_are_counted(verification: Verified) -> None:
    """The counts add up to the requirements."""
    document = json.loads(as_json(verification()))

    assert {
        "conforme": 1,
        "conforme mais contraire à une norme": 1,
        "non conforme": 2,
        "non couvert": 1,
        "non observable": 3,
    } == document["counts"]
    assert len(document["requirements"]) == sum(document["counts"].values())


def test_an_accepted_deviation_says_why(verification: Verified) -> None:
    """Only a requirement that is accepted has the key."""
    accepted = {
        item["id"]: item.get("accepted")
        for item in json.loads(as_json(verification()))["requirements"]
    }

    assert {"P1.6": "Connu"} == {key: why for key, why in accepted.items() if why}


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("P1.1", "passed"),
        ("P1.3", "failed"),
        ("P1.4", "error"),
        ("P1.5", "non_observable"),
        ("P1.7", "not_run"),
    ],
)
def test_every_outcome_has_its_word(
    verification: Verified, name: str, status: str
) -> None:
    """The statuses are those of the contract."""
    (requirement,) = json.loads(as_json(verification(name)))["requirements"]

    assert status == requirement["scenarios"][0]["status"]


def test_the_file_is_readable_by_people_too(verification: Verified) -> None:
    """French letters stand as they are; the last line ends."""
    text = as_json(verification("P1.3"))

    assert "« [b]Été[/b] » manque" in text
    assert text.endswith("}\n")


def test_a_contrary_norm_is_told(verification: Verified) -> None:
    """What the procedure itself contradicts stands beside the verdict."""
    judged = verification("P1.2")
    result = judged.results[0]
    against = replace(result.requirement, conflict="ASVS 6.5.5")
    document = json.loads(
        as_json(replace(judged, results=(replace(result, requirement=against),)))
    )

    assert "ASVS 6.5.5" == document["requirements"][0]["conflict"]
    assert "conflict" not in json.loads(as_json(judged))["requirements"][0]


def test_a_run_that_was_cut_short_says_so(verification: Verified) -> None:
    """Only a run with a scenario that was not run is partial."""
    assert json.loads(as_json(verification("P1.7")))["partial"] is True
    assert "partial" not in json.loads(as_json(verification("P1.1", "P1.5")))


def test_what_stays_for_a_human_goes_with_the_pack(verification: Verified) -> None:
    """The list is there once accessibility is judged, and only then."""
    judged = verification("P1.1")
    (requirement,) = judged.plan.requirements
    pack = replace(requirement, pack=Pack.ACCESSIBILITY)
    document = json.loads(
        as_json(replace(judged, plan=replace(judged.plan, requirements=(pack,))))
    )

    assert "human" not in json.loads(as_json(judged))
    assert [one.criterion for one in human_checks()] == [
        item["criterion"] for item in document["human"]
    ]
    assert {"criterion", "question", "seen"} == set(document["human"][0])
