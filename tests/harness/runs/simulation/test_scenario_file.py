"""Scenario files and what-ifs: read, or refused with file, line and key."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from harness.errors import ConfigurationError
from harness.runs.simulation.scenario_file import read_scenario_file, what_if
from simulator.living.scenario import scenario

ROOT = Path(__file__).parents[4]


def written(tmp_path: Path, text: str) -> Path:
    """Write a scenario file."""
    file = tmp_path / "s.toml"
    file.write_text(text, "utf-8")
    return file


def test_what_a_file_says_is_read(tmp_path: Path) -> None:
    """The run and the assumptions, each under its key."""
    told = read_scenario_file(
        written(
            tmp_path,
            """
            [simulation]
            title = "Essai"
            start = 2026-05-04
            days = 7
            population = 1000
            [portal]
            link_validity = "12h"
            """,
        )
    )

    assert ("Essai", date(2026, 5, 4)) == (told.title, told.start)
    assert (7, 1000) == (told.days, told.population)
    assert {"link_validity": "12h"} == told.values


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[mail]\nspam_shar = 0.1", "s.toml:2: [mail] spam_shar: unknown key; did you"),
        ("[mail]\nspam_shar = 0.1", "did you mean 'spam_share'?"),
        ("\n[mial]\nspam_share = 0.1", "s.toml:2: [mial]: unknown table; did you mean"),
        (
            "[portal]\nspam_share = 0.1",
            "[portal] spam_share: this key belongs in [mail]",
        ),
        ("[mail]\nspam_share = 1.5", "s.toml:2: [mail] spam_share: 1.5 is no share"),
        (
            '[mail]\npatience = "-5min"',
            "s.toml:2: [mail] patience: '-5min' is negative",
        ),
        (
            "[mail]\nafter_no_mail = { again = 0.5, call = 0.6 }",
            "s.toml:2: [mail] after_no_mail: again, post, call, give_up sum to 1.1",
        ),
        (
            "[help_desk]\ndesk_opens = 18",
            "s.toml:1: [help_desk] desk_closes: 17 is not after desk_opens (18)",
        ),
        ("[simulation]\ndays = 0", "s.toml:2: [simulation] days: 0 is not a number"),
        (
            "[simulation]\nday = 3",
            "[simulation] day: unknown key; did you mean 'days'?",
        ),
        ('[simulation]\nstart = "demain"', "is not a day such as 2026-03-02"),
        ("[simulation]\npopulation = 12345678", "from 1 to 9999999"),
        ("mail = 3", "s.toml:1: [mail]: it must be a table"),
        ("[mail", "s.toml is not TOML"),
    ],
)
def test_a_mistake_names_file_line_and_key(
    tmp_path: Path, text: str, said: str
) -> None:
    """Whoever wrote the file knows where to look and what to write."""
    with pytest.raises(ConfigurationError) as refused:
        read_scenario_file(written(tmp_path, text))

    assert said in str(refused.value)


def test_every_mistake_is_named_at_once(tmp_path: Path) -> None:
    """Two mistakes are two lines, in the order of the file."""
    text = "[mail]\nspam_share = 2\npatience = 3\n"
    with pytest.raises(ConfigurationError) as refused:
        read_scenario_file(written(tmp_path, text))
    first, second = str(refused.value).splitlines()

    assert ":2: " in first
    assert ":3: " in second


def test_a_file_that_is_not_there_is_said_to_be(tmp_path: Path) -> None:
    """No traceback: one sentence with the option and the path."""
    with pytest.raises(
        ConfigurationError, match=r"There is no --scenario file .*gone\.toml\.$"
    ):
        read_scenario_file(tmp_path / "gone.toml")


@pytest.mark.parametrize("file", sorted((ROOT / "examples/simulation").glob("*.toml")))
def test_the_examples_hold(file: Path) -> None:
    """What analysts copy from can be run."""
    assert scenario(read_scenario_file(file).values)


def test_a_what_if_changes_one_value() -> None:
    """Quotes may be left out, the section too, and the rest stays."""
    given = {"spam_share": 0.2}
    for text in ("link_validity=12h", ' portal.link_validity = "12h" '):
        values, told = what_if(text, given)

        assert {"spam_share": 0.2, "link_validity": values["link_validity"]} == values
        assert (0.2, 43200) == (told.spam_share, told.link_validity)


def test_a_what_if_changes_several_values() -> None:
    """Changes are separated by semicolons; tables and lists are as in a file."""
    text = "spam_share=0.5; after_no_mail={call=1.0}; retry_delays=['1h']"
    told = what_if(text, {})[1]

    assert (0.5, (3600,)) == (told.spam_share, told.retry_delays)
    assert 1 == told.after_no_mail["call"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("link_validity", "write KEY=VALUE, as in link_validity=12h"),
        ("=12h", "unknown key ''"),
        ("link_validity=", "write KEY=VALUE"),
        ("link_valdity=12h", "did you mean 'link_validity'?"),
        ("link_validity=soon", "link_validity: 'soon' is not a duration"),
        ("after_no_mail={call=0.5}", "sum to 0.5"),
        ("link_validity=12h;portal.link_validity=48h", "is changed twice"),
        ("link_validity=1440min", "this is the reference itself"),
    ],
)
def test_a_what_if_that_says_no_change_is_refused(text: str, said: str) -> None:
    """The message repeats what was typed and says what to write."""
    with pytest.raises(ConfigurationError) as refused:
        what_if(text, {})

    assert str(refused.value).startswith(f"--what-if {text!r}: ")
    assert said in str(refused.value)
