"""``sesame prove``: the features catch every known defect, and nothing else."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from harness.cli_errors import reports_errors, require_writable
from harness.runs.settings import DEFAULT_SEED
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
@click.option(
    "--list",
    "lists",
    is_flag=True,
    help="Only name the faulty portals and sound variations, what each is, and which "
    "requirements it concerns.",
)
@click.option("--full", is_flag=True, help="Run every scenario against every portal.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Proof.")
@click.option("--seed", type=int, default=DEFAULT_SEED, show_default=True)
@reports_errors
def prove(
    *,
    names: tuple[str, ...],
    jobs: int,
    lists: bool,
    full: bool,
    json_file: Path | None,
    seed: int,
) -> None:
    """Show that the features catch every known defect, for the right reason."""
    # The catalogue brings the whole portal along: no other command waits for it.
    from harness.proving import list_portals, prove_portals  # noqa: PLC0415 - see above

    if lists:
        list_portals(names)
        return
    require_writable("--json", json_file)
    holds = prove_portals(names, jobs=jobs, seed=seed, full=full, json_file=json_file)
    sys.exit(ExitCode.CONFORMS if holds else ExitCode.FAILS)
