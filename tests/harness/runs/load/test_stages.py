"""Stages, as they are written, and how many people there are when."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.errors import ConfigurationError
from harness.runs.load.quantities import seconds, share
from harness.runs.load.stages import (
    FASTEST,
    Stage,
    expected,
    most_users,
    planned,
    read_stages,
    total_s,
)

stages = st.lists(
    st.builds(Stage, users=st.integers(1, 500), duration_s=st.floats(0.5, 600)),
    min_size=1,
    max_size=6,
).map(tuple)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30s", 30),
        ("500ms", 0.5),
        ("1m30s", 90),
        ("2min", 120),
        ("1.5h", 5400),
        ("", None),
        ("30", None),
        ("s", None),
        ("30s!", None),
        ("-1s", None),
    ],
)
def test_durations_are_read_with_their_unit(text: str, expected: float | None) -> None:
    """A bare number says nothing."""
    assert expected == seconds(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1%", 0.01), ("0.5%", 0.005), ("100%", 1), ("101%", None), ("1", None)],
)
def test_shares_are_read_in_percent(text: str, expected: float | None) -> None:
    """No more than the whole."""
    assert expected == share(text)


def test_stages_are_read_from_the_command_line() -> None:
    """People at so long, one after the other."""
    read = read_stages("10@30s, 50@2m")

    assert (Stage(10, 30), Stage(50, 120)) == read
    assert (150, 50) == (total_s(read), most_users(read))


@pytest.mark.parametrize("text", ["", "10", "10@", "@30s", "0@30s", "x@30s", "10@0s"])
def test_what_is_no_stage_is_refused(text: str) -> None:
    """The message says how to write one."""
    with pytest.raises(ConfigurationError, match=r"write users@duration, as 10@30s"):
        read_stages(text)


def test_stages_are_read_from_a_file(tmp_path: Path) -> None:
    """A ramp is within its stage."""
    file = tmp_path / "paliers.toml"
    file.write_text(
        '[[stage]]\nusers = 10\nduration = "1m"\nramp = "10s"\n'
        '[[stage]]\nusers = 40\nduration = "30s"\n',
        encoding="utf-8",
    )

    assert (Stage(10, 60, 10), Stage(40, 30)) == read_stages(str(file))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "holds no stage: write [[stage]]"),
        ("stage = 3\n", "holds no stage"),
        ("x = [", "is not TOML"),
        ('[[stages]]\nusers = 1\nduration = "1s"\n', "did you mean 'stage'?"),
        (
            '[[stage]]\nusers = 1\nduration = "1s"\nrampe = "1s"\n',
            "paliers.toml:1: [stage] rampe: unknown key; did you mean 'ramp'?",
        ),
        ('[[stage]]\nusers = 1.5\nduration = "1s"\n', "stage 1: users must be"),
        ("[[stage]]\nusers = 1\n", "stage 1: duration must be one"),
        (
            '[[stage]]\nusers = 1\nduration = "1s"\nramp = "2s"\n',
            "stage 1: ramp must be a duration within the stage",
        ),
    ],
)
def test_a_wrong_file_is_named_with_its_mistake(
    tmp_path: Path, text: str, said: str
) -> None:
    """File, line, key, and what to write."""
    file = tmp_path / "paliers.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as refused:
        read_stages(str(file))

    assert said in str(refused.value)
    assert "paliers.toml" in str(refused.value)


def test_a_file_that_is_not_there_is_named() -> None:
    """No traceback."""
    with pytest.raises(
        ConfigurationError, match=r"There is no --stages file nulle-part\.toml"
    ):
        read_stages("nulle-part.toml")


@settings(deadline=None)
@given(stages)
def test_the_plan_ends_with_its_last_stage(given_stages: tuple[Stage, ...]) -> None:
    """Before that there is always somebody, and never more than the most."""
    whole = total_s(given_stages)

    assert planned(given_stages, whole + 0.001) is None
    now = planned(given_stages, whole * 0.999)
    assert now is not None
    assert 0 < now[0] <= most_users(given_stages)


def test_a_ramp_spreads_the_change_over_its_time() -> None:
    """From 10 to 40 in 15 s is two people per second; down as well as up."""
    given_stages = (Stage(10, 30), Stage(40, 60, 15), Stage(10, 30, 10))

    assert [10, 10, 25, 40, 25, 10, 0] == [
        expected(given_stages, at) for at in (0, 29, 37.5, 60, 95, 110, 120)
    ]
    assert (10, FASTEST) == planned(given_stages, 0)
    assert (40, 2) == planned(given_stages, 30)
    assert (10, 3) == planned(given_stages, 90)
