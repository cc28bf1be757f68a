"""The command line. English verbs; what speaks of the procedure is French."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from harness.cli_errors import fail, reports_errors, require_writable
from harness.cli_guide import guide
from harness.cli_prove import prove
from harness.cli_serve import serve
from harness.gherkin.catalogue import StepDefinition, read_definitions, render
from harness.gherkin.lint import lint as lint_features
from harness.report.junit import write_junit
from harness.report.step_by_step import print_scenario
from harness.report.terminal import print_report
from harness.report.verdict_json import as_json
from harness.runs.accepted import accepted_deviations
from harness.runs.bundle import bundle_root, relative_to_bundle
from harness.runs.plan import Plan, at_location, default_pack, make_plan
from harness.runs.settings import DEFAULT_SEED, RunSettings
from harness.runs.verify import Verification
from harness.runs.verify import verify as run_verification
from harness.targets.file.opening import require_reachable
from harness.targets.file.reading import read_target_file
from harness.targets.opening import (
    is_target_file,
    require_installed,
    require_known,
)
from harness.verdicts.requirements import Pack, requirements
from harness.verdicts.verdict import ExitCode

_ALL = "all"
_REQUIREMENTS = tuple(requirement.id for requirement in requirements())


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sesame-bench", prog_name="sesame")
def main() -> None:
    """Judge a portal that implements CARPIMKO's password reset by mail."""


main.add_command(serve)
main.add_command(prove)
main.add_command(guide)

_target = click.option(
    "--target", default="embedded", show_default=True, help="Portal to judge."
)
_seed = click.option(
    "--seed",
    type=int,
    default=DEFAULT_SEED,
    show_default=True,
    help="Everything that is drawn follows from it.",
)
_evidence = click.option(
    "--evidence",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for every page and mail seen.",
)


@main.command()
@_target
@click.option(
    "--pack",
    type=click.Choice([*(pack.value for pack in Pack), _ALL]),
    help="Which requirements; if not said, the procedure's and those named by --tags.",
)
@click.option("--tags", default="", help="Tag expression, as in Behave.")
@_seed
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processes that share the scenarios.",
)
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Verdict.")
@click.option(
    "--junit",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for a JUnit report.",
)
@_evidence
@reports_errors
def verify(
    *,
    target: str,
    pack: str | None,
    tags: str,
    seed: int,
    jobs: int,
    json_file: Path | None,
    junit: Path | None,
    evidence: Path | None,
) -> None:
    """Judge a portal: a verdict for every requirement, in French."""
    settings = _settings(target, seed, evidence)
    require_writable(json_file)
    if junit is not None:
        junit.mkdir(parents=True, exist_ok=True)
    if jobs > 1 and is_target_file(target):
        click.echo(
            f"--jobs {jobs}: one process judges {target}, whose portal is one.",
            err=True,
        )
    plan = make_plan(_pack(pack, tags), tags)
    if not plan.examples:
        chosen = f"--pack {pack or Pack.PROCEDURE.value}" + (
            f" --tags {tags!r}" if tags else ""
        )
        fail(
            f"No scenario was selected by {chosen}: nothing is judged.",
            ExitCode.NOTHING_SELECTED,
        )
    verification = _with_progress(plan, settings, jobs)
    if json_file is not None:
        json_file.write_text(as_json(verification), encoding="utf-8")
    if junit is not None:
        write_junit(junit, verification)
    print_report(Console(), verification)
    if verification.unreachable:
        fail(verification.unreachable, ExitCode.UNREACHABLE)
    if verification.undefined:
        unknown = {f"{item.file}:{item.error}" for item in verification.undefined}
        sentences = "; ".join(sorted(unknown))
        fail(f"No step definition knows: {sentences}", ExitCode.USAGE)
    if verification.stale:
        fail(
            f"{target}: [accepted] names {', '.join(verification.stale)}, which no "
            "longer deviates: remove it from the file.",
            ExitCode.USAGE,
        )
    sys.exit(verification.exit_code)


@main.command()
@click.argument("location")
@_seed
@_target
@_evidence
@reports_errors
def replay(location: str, seed: int, target: str, evidence: Path | None) -> None:
    """Run the scenario at LOCATION (FILE:LINE) again, and tell it step by step."""
    settings = _settings(target, seed, evidence)
    example = at_location(location)
    wanted = set(example.requirements)
    judged = tuple(item for item in requirements() if item.id in wanted)
    verification = run_verification(Plan((), (example,), judged), settings, {})
    print_scenario(Console(), verification)
    sys.exit(verification.exit_code)


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@reports_errors
def lint(paths: tuple[Path, ...]) -> None:
    """Refuse what French Gherkin would let pass in silence."""
    root = bundle_root()
    findings = lint_features(
        paths or (root / "features",),
        known_requirements=[requirement.id for requirement in requirements()],
        definitions=read_definitions(root / "steps"),
        complete=not paths,
    )
    for finding in findings:
        click.echo(str(finding))
    if findings:
        fail(f"{len(findings)} finding(s).", ExitCode.FAILS)
    click.echo("No finding.")


@main.command()
@reports_errors
def steps() -> None:
    """Print the catalogue of step sentences, in French."""
    definitions = read_definitions(bundle_root() / "steps")
    click.echo(render([_from_root(definition) for definition in definitions]))


def _from_root(definition: StepDefinition) -> StepDefinition:
    return replace(definition, file=Path(relative_to_bundle(definition.file)))


def _pack(asked: str | None, tags: str) -> Pack | None:
    if asked is None:
        return default_pack(tags)
    return None if asked == _ALL else Pack(asked)


def _settings(target: str, seed: int, evidence: Path | None) -> RunSettings:
    require_known(target)
    require_installed(target)
    if is_target_file(target):
        require_reachable(read_target_file(Path(target), _REQUIREMENTS))
    if evidence is not None:
        evidence.mkdir(parents=True, exist_ok=True)
    return RunSettings(target=target, seed=seed, evidence=evidence)


def _with_progress(plan: Plan, settings: RunSettings, jobs: int) -> Verification:
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[current]}"),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        task = progress.add_task("Scénarios", total=len(plan.examples), current="")
        return run_verification(
            plan,
            settings,
            accepted_deviations(settings.target),
            jobs=jobs,
            progress=lambda record: progress.update(
                task, advance=1, current=record.name[:60]
            ),
        )
