"""What a run is told, read from Behave's ``-D`` values."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.errors import ConfigurationError
from harness.runs.accepted import accepted_deviations
from harness.runs.bundle import bundle_root, relative_to_bundle
from harness.runs.settings import RunSettings
from harness.verdicts.requirements import requirements
from harness.verdicts.verdict import Verdict


def test_without_values_the_embedded_portal_is_judged() -> None:
    """The defaults: embedded, seed 42, no journal, no evidence."""
    assert RunSettings("embedded", 42, None, None) == RunSettings.read({})


def test_every_value_is_read() -> None:
    """Target, seed, journal and evidence; what is not ours is left alone."""
    read = RunSettings.read(
        {
            "target": "embedded",
            "seed": "7",
            "journal": "j.jsonl",
            "evidence": "/tmp/e",  # noqa: S108 - a name, nothing is written
            "autre": "x",
        }
    )

    assert RunSettings("embedded", 7, Path("j.jsonl"), Path("/tmp/e")) == read  # noqa: S108 - as above


@pytest.mark.parametrize("target", ["embeded", "", "EMBEDDED", "http://x.test"])
def test_an_unknown_target_is_refused(target: str) -> None:
    """The message names it, and those that exist."""
    with pytest.raises(ConfigurationError, match=r"Unknown target .*embedded"):
        RunSettings.read({"target": target})


@pytest.mark.parametrize(
    "seed", ["", "-", "4.2", "quarante", "0x2a", "4 2", "--4", "²"]
)
def test_a_seed_that_is_no_number_is_refused(seed: str) -> None:
    """The message quotes what was given."""
    with pytest.raises(ConfigurationError, match="is no whole number"):
        RunSettings.read({"seed": seed})


def test_a_step_that_is_no_number_is_refused() -> None:
    """The message quotes what was given."""
    with pytest.raises(ConfigurationError, match="The step 'x' is no whole number"):
        RunSettings.read({"until": "x"})


@pytest.mark.parametrize(
    "settings",
    [
        RunSettings(),
        RunSettings(seed=-3),
        RunSettings(seed=10**20, journal=Path("/dev/fd/9")),
        RunSettings(evidence=Path("/x/y z"), journal=Path("j")),
        RunSettings(until=3, takeover=Path("/x/y z")),
    ],
)
def test_options_say_the_same(settings: RunSettings) -> None:
    """What is passed to another process is read there as it was."""
    pairs = [
        option.removeprefix("-D").split("=", 1) for option in settings.as_options()
    ]

    assert settings == RunSettings.read(dict(pairs))


def test_the_bundle_holds_features_steps_and_hooks() -> None:
    """Behave finds everything at the root of the bundle."""
    assert (bundle_root() / "features").is_dir()
    assert (bundle_root() / "steps").is_dir()
    assert (bundle_root() / "environment.py").is_file()


def test_files_are_named_from_the_bundle() -> None:
    """Inside the bundle the path is relative, elsewhere it is whole."""
    inside = bundle_root() / "features" / ".." / "features" / "x.feature"

    assert "features/x.feature" == relative_to_bundle(inside)
    assert "/ailleurs/x.feature" == relative_to_bundle(Path("/ailleurs/x.feature"))


def test_the_embedded_portal_lacks_a_screen_and_a_domain_only() -> None:
    """Four requirements are known not to be observable, each with its reason."""
    known = accepted_deviations("embedded")

    assert {"P2.1", "B40", "B55", "B56"} == set(known)
    assert {Verdict.NOT_OBSERVABLE} == {one.verdict for one in known.values()}
    assert "DNS" in known["B40"].reason
    for name in ("P2.1", "B55", "B56"):
        assert "vrai navigateur" in known[name].reason
    assert set(known) <= {requirement.id for requirement in requirements()}
