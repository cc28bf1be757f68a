"""The recipes of docs/ci.md and the Containerfile say what the project really has."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from harness.cli import main
from harness.report.junit import FILE_NAME
from harness.targets.opening import BUILT_IN
from harness.verdicts.verdict import ExitCode

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
CONTAINERFILE = (ROOT / "Containerfile").read_text(encoding="utf-8")


def _recipes() -> dict[str, Any]:
    """Return each recipe of the page, read, by the file that it shall be."""
    found = re.findall(
        r"^`([^`\n]+\.yml)`:\n\n```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL
    )
    return {name: yaml.safe_load(text) for name, text in found}


def _scripts(recipe: Any) -> list[str]:
    """Return every text of *recipe* that a shell runs."""
    if isinstance(recipe, list):
        return [text for item in recipe for text in _scripts(item)]
    if not isinstance(recipe, dict):
        return []
    own = [recipe["run"]] if isinstance(recipe.get("run"), str) else []
    own += recipe.get("script", [])
    return own + [text for item in recipe.values() for text in _scripts(item)]


def _commands(recipe: Any) -> list[list[str]]:
    """Return the words of every `sesame verify` of *recipe*, from « verify » on."""
    lines = [
        line
        for text in _scripts(recipe)
        for line in text.replace("\\\n", " ").splitlines()
        if " verify " in f" {line} "
    ]
    words = [shlex.split(line.partition("||")[0]) for line in lines]
    return [item[item.index("verify") :] for item in words]


RECIPES = _recipes()


def test_both_recipes_are_there() -> None:
    """One for each CI server, and in each the staging portal and a nightly run."""
    assert [".github/workflows/portal.yml", ".gitlab-ci.yml"] == list(RECIPES)
    assert {"staging", "nightly"} == set(
        RECIPES[".github/workflows/portal.yml"]["jobs"]
    )
    assert {".sesame", "staging", "nightly"} == set(RECIPES[".gitlab-ci.yml"])


@pytest.mark.parametrize("name", RECIPES)
def test_the_commands_are_the_command_lines(name: str) -> None:
    """Every command and option exists, and takes what it is given."""
    commands = _commands(RECIPES[name])

    assert 2 == len(commands)
    for verb, *words in commands:
        command = main.commands[verb]
        with command.make_context("sesame", list(words)) as context:
            assert isinstance(context, click.Context)
            target = str(context.params["target"])
            assert target in BUILT_IN or target.endswith(".toml")
            assert context.params["junit"] is not None
            if target not in BUILT_IN:  # judged by one process, whatever is asked
                assert "--jobs" not in words


@pytest.mark.parametrize("name", RECIPES)
def test_the_reports_are_collected_where_they_are_written(name: str) -> None:
    """The folder of --junit, the name of its file, and --json."""
    collected = yaml.safe_dump(RECIPES[name])
    for words in _commands(RECIPES[name]):
        folder = words[words.index("--junit") + 1]
        assert f"{folder}/{FILE_NAME}" in collected
        if "--json" in words:
            assert words[words.index("--json") + 1] in collected


def test_the_exit_codes_are_the_command_lines() -> None:
    """All of them, in order, and no other."""
    told = re.findall(r"^\| (\d) \|", PAGE, re.MULTILINE)
    codes = [value for name, value in vars(ExitCode).items() if name.isupper()]

    assert [str(code) for code in sorted(codes)] == told


def test_what_is_tolerated_is_what_could_not_be_seen() -> None:
    """Exit 5 alone may pass: a pipeline that lets 1 pass judges nothing."""
    gitlab = RECIPES[".gitlab-ci.yml"]
    (tolerant,) = [
        text
        for text in _scripts(RECIPES[".github/workflows/portal.yml"])
        if "status=0\nfi" in text.replace(" ", "")
    ]
    seen = ExitCode.NOT_OBSERVABLE

    assert [seen] == gitlab["staging"]["allow_failure"]["exit_codes"]
    assert [str(seen)] == re.findall(r"-eq (\d+)", tolerant)
    assert "allow_failure" not in gitlab["nightly"]


def test_no_secret_is_written_down() -> None:
    """The password is the CI server's, and only its name is in the recipe."""
    steps = RECIPES[".github/workflows/portal.yml"]["jobs"]["staging"]["steps"]
    given = [value for step in steps for value in step.get("env", {}).items()]

    assert ("SESAME_IMAP_PASSWORD", "${{ secrets.SESAME_IMAP_PASSWORD }}") in given


def _instructions(name: str) -> list[list[str]]:
    text = re.sub(r"^#.*\n", "", CONTAINERFILE, flags=re.MULTILINE).replace("\\\n", " ")
    lines = (line.split() for line in text.splitlines() if line.strip())
    return [words[1:] for words in lines if words[0] == name]


def _copied() -> set[str]:
    return {
        source
        for words in _instructions("COPY")
        if not words[0].startswith("--from=")
        for source in words[:-1]
    }


def test_the_image_copies_what_exists() -> None:
    """Each file and folder is there, and the wheel needs no other."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {*wheel["packages"], *wheel["force-include"], project["project"]["readme"]}

    assert {*needed, "pyproject.toml", "requirements.lock"} == _copied()
    assert [name for name in _copied() if not (ROOT / name).exists()] == []


def test_the_image_is_given_what_it_copies_and_nothing_else() -> None:
    """No secret, cache or history gets into the build."""
    lines = (ROOT / ".containerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if not line.startswith("#")]

    assert "*" == rules[0]
    assert {f"!{name}" for name in _copied()} == set(rules[1:]) - {"**/__pycache__"}


def test_the_image_runs_sesame_as_nobody_special() -> None:
    """No root, the right command, a pinned base, downloads that are verified."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    bases = {words[0] for words in _instructions("FROM")}
    (entry,) = _instructions("ENTRYPOINT")

    assert [["10001:10001"]] == _instructions("USER")
    assert ['["sesame"]'] == entry
    assert "sesame" in project["project"]["scripts"]
    assert {"python:3.11-slim-bookworm"} == bases
    assert "--require-hashes" in CONTAINERFILE
    assert 2 == CONTAINERFILE.count("--no-index")
    assert set(re.findall(r"\$wheel\[(\w+)\]", CONTAINERFILE)) <= set(
        project["project"]["optional-dependencies"]
    )
