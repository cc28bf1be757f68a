"""A sound feature to spoil, its steps, and the real Behave to compare with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from harness.gherkin.lint import lint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[3]
ORACLE = Path(__file__).with_name("behave_oracle.py")

FEATURE = """\
# language: fr
@fumee
Fonctionnalité: Durée de vie du lien
  Passé le délai, il faut recommencer.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  @exigence:P7.6 @horloge
  Règle: Le lien n'est actif que pour 24 heures
    Une règle se décrit aussi.

    Scénario: Le lien sert encore avant l'échéance
      Étant donné que 23 h 59 min se sont écoulées
      Quand Camille suit le lien du mail
      Alors Camille lit « Changement effectué »

    Plan du scénario: Impossible de suivre le lien <cause>
      Étant donné que <durée> se sont écoulées
      Quand Camille suit le lien du mail
      Alors le lien est refusé

      Exemples:
        | cause          | durée      |
        | trop tard      | 24 h 1 min |
        | bien trop tard | 48 h       |

    @a-confirmer
    Scénario: Le lien à la seconde exacte de l'échéance
      Question à la CARPIMKO : la dernière seconde est-elle comprise ?
      Étant donné que 24 h se sont écoulées
      Quand Camille suit le lien du mail
      Alors le lien est refusé
"""

STEPS = '''\
"""Steps."""
import parse
from behave import given, register_type, then, when


@parse.with_pattern(r"[A-Z][a-z]+")
def person(text):
    return text


register_type(Person=person)


@given("{name:Person}, affiliée au dossier {dossier:d}")
def is_affiliated(context, name, dossier):
    """Une affiliée et son dossier.

    The rest of the docstring.
    """


@given("{duration} se sont écoulées")
def has_elapsed(context, duration):
    pass


@when("{name:Person} suit le lien du mail")
def follows_link(context, name):
    pass


@then("{name:Person} lit « {text} »")
def reads(context, name, text):
    pass


@then("le lien est refusé")
def is_refused(context):
    pass
'''


@pytest.fixture
def feature() -> str:
    """A feature without a fault."""
    return FEATURE


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str | bytes, str], Path]:
    """Write a feature under ``features/`` and return its path."""

    def write_feature(content: str | bytes, name: str = "lien.feature") -> Path:
        path = tmp_path / "features" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_feature


@pytest.fixture
def found() -> Callable[[Path], list[tuple[str, int]]]:
    """Lint a file, where P7.6 is a requirement: the rules and lines found."""

    def lint_one(path: Path) -> list[tuple[str, int]]:
        return [(f.rule, f.line) for f in lint([path], known_requirements=["P7.6"])]

    return lint_one


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    """The folder of the steps that :data:`FEATURE` needs."""
    folder = tmp_path / "steps"
    folder.mkdir()
    (folder / "lien.py").write_text(STEPS, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def house_settings() -> dict[str, Any]:
    """The ``[tool.behave]`` table of the house."""
    content = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    settings: dict[str, Any] = tomllib.loads(content)["tool"]["behave"]
    return settings


@pytest.fixture
def behave(
    tmp_path: Path, steps: Path, house_settings: dict[str, Any]
) -> Callable[..., tuple[int, list[dict[str, Any]]]]:
    """Run the real Behave over ``features/``: its exit code and its JSON report."""
    settings = "\n".join(
        f"{key} = {json.dumps(house_settings[key])}"
        for key in ("lang", "paths", "scenario_outline_annotation_schema")
    )
    project = f"[tool.behave]\n{settings}\n"
    (tmp_path / "pyproject.toml").write_text(project, encoding="utf-8")

    def run(*options: str) -> tuple[int, list[dict[str, Any]]]:
        report = tmp_path / "report.json"
        done = subprocess.run(
            [sys.executable, "-m", "behave", "-f", "json", "-o", report, *options],
            cwd=steps.parent,
            env={**os.environ, "HOME": str(tmp_path)},
            capture_output=True,
            check=False,
            timeout=60,
        )
        text = report.read_text(encoding="utf-8") if report.exists() else ""
        return done.returncode, json.loads(text) if text.strip() else []

    return run


@pytest.fixture(scope="module")
def oracle(
    house_settings: dict[str, Any],
) -> Iterator[Callable[[Path], list[dict[str, Any]] | None]]:
    """Ask the real Behave what it would run of a file (``None``: it refuses it)."""
    schema: str = house_settings["scenario_outline_annotation_schema"]
    command = [sys.executable, str(ORACLE), schema]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    ) as process:
        assert process.stdin
        assert process.stdout
        questions, answers = process.stdin, process.stdout

        def ask(path: Path) -> list[dict[str, Any]] | None:
            questions.write(f"{path}\n")
            questions.flush()
            answer: list[dict[str, Any]] | None
            # Behave prints its complaints among the answers.
            while not (line := answers.readline()).startswith(("[", "null")):
                assert line, "the oracle has died"
            answer = json.loads(line)
            return answer

        yield ask
        questions.close()
