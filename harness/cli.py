"""The command line. English verbs; what speaks of the procedure is French."""

from __future__ import annotations

import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import click
from rich.console import Console

from harness.cli_common import (
    evidence_option,
    make_folder,
    progress_bar,
    seed_option,
    settings_of,
    target_option,
)
from harness.cli_errors import (
    fail,
    reports_errors,
    require_apart,
    require_writable,
)
from harness.cli_guide import guide
from harness.cli_load import load
from harness.cli_population import population
from harness.cli_prove import prove
from harness.cli_replay import replay
from harness.cli_report import report, write_living_document
from harness.cli_serve import serve
from harness.cli_simulate import simulate
from harness.gherkin.catalogue import StepDefinition, read_definitions, render
from harness.gherkin.lint import lint as lint_features
from harness.report.junit import write_junit
from harness.report.messages import write_messages
from harness.report.sarif import as_sarif
from harness.report.terminal import print_report
from harness.report.verdict_json import as_json
from harness.runs.accepted import accepted_deviations
from harness.runs.bundle import bundle_root, relative_to_bundle
from harness.runs.kept_evidence import kept_evidence
from harness.runs.plan import Plan, default_pack, make_plan
from harness.runs.settings import RunSettings
from harness.runs.verify import Verification
from harness.runs.verify import verify as run_verification
from harness.targets.opening import is_target_file
from harness.verdicts.requirements import Pack, requirements
from harness.verdicts.verdict import ExitCode
from harness.whole_files import write_whole

_ALL = "all"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sesame-bench", prog_name="sesame")
def main() -> None:
    """Judge a portal that implements CARPIMKO's password reset by mail."""
    # A pipeline that gives up sends SIGTERM: like Ctrl-C it ends what was started.
    signal.signal(signal.SIGTERM, signal.default_int_handler)


main.add_command(replay)
main.add_command(serve)
main.add_command(prove)
main.add_command(report)
main.add_command(guide)
main.add_command(population)
main.add_command(load)
main.add_command(simulate)


@main.command()
@target_option
@click.option(
    "--pack",
    type=click.Choice([*(pack.value for pack in Pack), _ALL]),
    help="Which requirements; if not said, the procedure's and those named by --tags.",
)
@click.option("--tags", default="", help="Tag expression, as in Behave.")
@seed_option
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
@click.option(
    "--report",
    "report_file",
    type=click.Path(path_type=Path),
    help="Page (HTML, French) with the sentences, their scenarios and what was seen.",
)
@click.option(
    "--messages",
    type=click.Path(path_type=Path),
    help="The run as Cucumber Messages (ndjson).",
)
@evidence_option
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
    messages: Path | None,
    report_file: Path | None,
    evidence: Path | None,
) -> None:
    """Judge a portal: a verdict for every requirement, in French."""
    require_writable("--json", json_file)
    require_writable("--messages", messages)
    require_writable("--report", report_file)
    require_apart(json=json_file, messages=messages, report=report_file)
    settings = settings_of(target, seed, evidence)
    make_folder("--junit", junit)
    if jobs > 1 and is_target_file(target):
        click.echo(
            f"--jobs {jobs}: one process judges {target}, whose portal is one.",
            err=True,
        )
    plan = make_plan(_pack(pack, tags), tags)
    chosen = f"--pack {pack or Pack.PROCEDURE.value}" + (
        f" --tags {tags!r}" if tags else ""
    )
    if not plan.examples:
        fail(
            f"No scenario was selected by {chosen}: nothing is judged.",
            ExitCode.NOTHING_SELECTED,
        )
    told = messages is not None or report_file is not None
    with kept_evidence(settings, wanted=told) as settings:
        verification = _with_progress(plan, settings, jobs)
        if messages is not None and settings.evidence is not None:
            write_messages(messages, verification, settings.evidence)
        if report_file is not None and settings.evidence is not None:
            write_living_document(report_file, verification, settings.evidence, chosen)
    if json_file is not None:
        write_whole(json_file, as_json(verification))
    if junit is not None:
        write_junit(junit, verification)
    print_report(Console(), verification)
    _end(verification)


def _end(verification: Verification) -> NoReturn:
    """End the command as the verdict asks for, saying what is to be done."""
    if verification.unreachable:
        fail(verification.unreachable, ExitCode.UNREACHABLE)
    if verification.undefined:
        unknown = {f"{item.file}:{item.error}" for item in verification.undefined}
        sentences = "; ".join(sorted(unknown))
        fail(f"No step definition knows: {sentences}", ExitCode.USAGE)
    if verification.stale:
        fail(
            f"{verification.target}: [accepted] names {', '.join(verification.stale)}, "
            "which no longer deviates: remove it from the file.",
            ExitCode.USAGE,
        )
    sys.exit(verification.exit_code)


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--sarif", type=click.Path(path_type=Path), help="Findings as SARIF.")
@reports_errors
def lint(paths: tuple[Path, ...], sarif: Path | None) -> None:
    """Refuse what French Gherkin would let pass in silence."""
    require_writable("--sarif", sarif)
    root = bundle_root()
    findings = lint_features(
        paths or (root / "features",),
        known_requirements=[requirement.id for requirement in requirements()],
        definitions=read_definitions(root / "steps"),
        complete=not paths,
    )
    if sarif is not None:
        write_whole(sarif, as_sarif(findings))
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


def _with_progress(plan: Plan, settings: RunSettings, jobs: int) -> Verification:
    with progress_bar() as progress:
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
