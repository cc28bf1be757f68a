"""Choosing what to run."""

from __future__ import annotations

import pytest

from harness.errors import ConfigurationError
from harness.runs.plan import at_location, location_of, make_plan
from harness.verdicts.requirements import Pack, requirements

PROCEDURE = [item.id for item in requirements() if item.pack is Pack.PROCEDURE]


def test_the_procedure_is_judged_whole() -> None:
    """Every requirement of the pack, in order, with the scenarios that speak of it."""
    plan = make_plan(Pack.PROCEDURE)

    assert PROCEDURE == [item.id for item in plan.requirements]
    assert len(plan.examples) >= 120
    assert all(set(PROCEDURE) & set(item.requirements) for item in plan.examples)
    assert plan.features


def test_all_packs_hold_each_pack() -> None:
    """« all » judges every requirement there is."""
    assert list(requirements()) == list(make_plan(None).requirements)
    assert set(make_plan(Pack.PROCEDURE).examples) <= set(make_plan(None).examples)


@pytest.mark.parametrize(
    "tags", ["@exigence:P7.6", "exigence:P7.6", " @exigence:P7.6 "]
)
def test_a_tag_selects_scenarios_and_their_requirements(tags: str) -> None:
    """With or without @, what is judged is what the scenarios are about."""
    plan = make_plan(Pack.PROCEDURE, tags)

    assert ["P7.6"] == [item.id for item in plan.requirements]
    assert all("P7.6" in item.requirements for item in plan.examples)
    assert len(plan.examples) > 10


@pytest.mark.parametrize(
    ("tags", "same"),
    [
        ("@exigence:P1.1 or @exigence:P2.1", "@exigence:P2.1 or @exigence:P1.1"),
        ("@exigence:P1.1 and not @navigateur", "@exigence:P1.1"),
        ("not (not @exigence:P1.1)", "@exigence:P1.1"),
        ("(@exigence:P1.1)", "@exigence:P1.1"),
        ("", " "),
    ],
)
def test_expressions_combine(tags: str, same: str) -> None:
    """And, or, not and parentheses, as in Behave."""
    assert make_plan(Pack.PROCEDURE, same) == make_plan(Pack.PROCEDURE, tags)


def test_tags_of_features_and_rules_reach_their_scenarios() -> None:
    """A scenario has the tags of all that holds it."""
    clock = make_plan(Pack.PROCEDURE, "@horloge and @exigence:P7.6")

    assert clock.examples
    assert all("horloge" in item.tags for item in clock.examples)


def test_nothing_may_be_selected() -> None:
    """A fair expression that no scenario meets gives an empty plan."""
    plan = make_plan(Pack.PROCEDURE, "@exigence:P1.1 and not @exigence:P1.1")

    assert ((), ()) == (plan.examples, plan.requirements)


@pytest.mark.parametrize(
    ("tags", "why"),
    [
        ("@fumé", r"Unknown tag @fumé in --tags\. Nearest: @fumee"),
        ("@horloges", "Nearest: @horloge"),
        ("@zzzzzzzz", r"Unknown tag @zzzzzzzz in --tags\.$"),
        ("@exigence:P7.66", r"Unknown requirement 'P7.66' in --tags\. Nearest: .*P7.6"),
        ("@exigence:", "Unknown requirement ''"),
        ("@fumee AND @horloge", "Unknown tag @AND"),
        ("@fumee,@horloge", "Unknown tag"),
        ("not @nonexistant", "Unknown tag @nonexistant"),
        ("@fumee and", "--tags '@fumee and' is no expression"),
        ("(@fumee", r"--tags '\(@fumee' is no expression"),
        ("@fumee @horloge", "--tags '@fumee @horloge' is no expression"),
        ("and", "--tags 'and' is no expression"),
    ],
)
def test_a_wrong_expression_is_refused(tags: str, why: str) -> None:
    """A misspelt tag would select nothing or everything: the nearest are told."""
    with pytest.raises(ConfigurationError, match=why):
        make_plan(Pack.PROCEDURE, tags)


def test_every_scenario_is_found_by_its_location() -> None:
    """The place that a report tells finds the very scenario."""
    for example in make_plan(Pack.PROCEDURE, "@fumee or @exigence:P7.6").examples[::9]:
        file, line = location_of(example)

        assert file.startswith("features/")
        assert example == at_location(f"{file}:{line}")
        assert example == at_location(f"./{file}:{line}")


def test_any_line_of_a_scenario_finds_it() -> None:
    """Tags apart, up to the next title; a plan means its first row, or a row."""
    for feature in make_plan(Pack.PROCEDURE).features[::21]:
        file = location_of(feature.examples[0])[0]
        text = feature.path.read_text("utf-8").splitlines()
        tags = {line for line, words in enumerate(text, 1) if words.strip()[:1] == "@"}
        ends = [each.line for each in feature.scenarios[1:]]
        for scenario, end in zip(feature.scenarios, ends, strict=False):
            rows = scenario.examples
            for line in sorted(set(range(scenario.line, end)) - tags):
                above = [row for row in rows if row.line <= line]

                assert (above or rows[:1])[-1] == at_location(f"{file}:{line}")


def test_the_tags_of_a_scenario_find_it() -> None:
    """Those of its Règle or of the whole feature mean the first one."""
    seen = 0
    for feature in make_plan(None).features[::7]:
        file = location_of(feature.examples[0])[0]
        for line, words in enumerate(feature.path.read_text("utf-8").splitlines(), 1):
            if words.lstrip().startswith("@"):
                below = [each for each in feature.scenarios if each.line > line]
                assert below[0].examples[0] == at_location(f"{file}:{line}")
                seen += 1

    assert seen > 5


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("{0}:99999", "No scenario begins at"),
        ("{0}:1", "No scenario begins at"),
        ("{0}:0", "No scenario begins at"),
        ("{0}x:{1}", "There is no feature"),
        ("{0}", "Write FILE:LINE"),
        ("nulle-part", "There is no feature"),
        ("", "There is no feature"),
    ],
)
def test_a_location_where_nothing_begins_is_refused(location: str, why: str) -> None:
    """The message quotes the location, and the nearest that exist."""
    file, line = location_of(make_plan(Pack.PROCEDURE).examples[0])
    wrong = location.format(file, line)
    with pytest.raises(ConfigurationError, match=why) as told:
        at_location(wrong)

    assert wrong in str(told.value)
    if file in wrong and why != "Write FILE:LINE":
        assert "Nearest: features/" in str(told.value)
    if wrong == f"{file}:1":
        assert f"Nearest: {file}:{line}, " in str(told.value)


def test_what_a_tag_leaves_out_is_counted() -> None:
    """Nothing where whole requirements are chosen; the others of each otherwise."""
    assert not make_plan(Pack.PROCEDURE).left_out
    assert not make_plan(None, "@exigence:P7.6").left_out["P7.6"]

    smoke = make_plan(Pack.PROCEDURE, "@fumee")
    whole = make_plan(Pack.PROCEDURE, "@exigence:P7.8")
    chosen = [one for one in smoke.examples if "P7.8" in one.requirements]
    assert 0 < smoke.left_out["P7.8"] == len(whole.examples) - len(chosen)
