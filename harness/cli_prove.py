"""``sesame prove``: the features catch every known defect, and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from harness.cli_errors import reports_errors, require_writable
from harness.report.proof_report import print_proof, proof_as_json
from harness.runs.plan import make_plan
from harness.runs.prove import Proof
from harness.runs.prove import prove as run_proof
from harness.runs.settings import DEFAULT_SEED
from harness.targets.faulty import DEFECTS, SOUND, Variation, variation
from harness.verdicts.verdict import ExitCode


@click.command()
@click.option(
    "--defect",
    "names",
    multiple=True,
    help="A faulty portal or sound variation by name; may be repeated. All, if none.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="How many portals are judged at once.",
)
@click.option("--full", is_flag=True, help="Run every scenario against every portal.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Proof.")
@click.option("--seed", type=int, default=DEFAULT_SEED, show_default=True)
@reports_errors
def prove(
    *, names: tuple[str, ...], jobs: int, full: bool, json_file: Path | None, seed: int
) -> None:
    """Show that the features catch every known defect, for the right reason."""
    chosen: list[Variation] = [variation(name) for name in dict.fromkeys(names)]
    require_writable(json_file)
    proof = _with_progress(chosen or [*DEFECTS, *SOUND], jobs, seed, full=full)
    if json_file is not None:
        json_file.write_text(proof_as_json(proof), encoding="utf-8")
    print_proof(Console(), proof, seed)
    sys.exit(ExitCode.CONFORMS if proof.holds else ExitCode.FAILS)


def _with_progress(
    variations: Sequence[Variation], jobs: int, seed: int, *, full: bool
) -> Proof:
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
        task = progress.add_task("Portails", total=len(variations), current="")
        return run_proof(
            variations,
            make_plan(None),
            seed=seed,
            jobs=jobs,
            full=full,
            progress=lambda one: progress.update(
                task, advance=1, current=one.variation.name
            ),
        )
