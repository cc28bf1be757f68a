"""``sesame report``, and what ``verify --report`` needs of a run."""

from __future__ import annotations

from pathlib import Path

import click

from harness.cli_errors import reports_errors, require_writable
from harness.errors import ConfigurationError
from harness.runs.verify import Verification


def write_living_document(
    file: Path, verification: Verification, evidence: Path, selection: str
) -> None:
    """Write what ``verify --report`` asks for."""
    from harness.report.living.verification_page import (  # noqa: PLC0415 - see below
        write_report,
    )

    write_report(file, verification, evidence, selection)


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…"
)
@click.option(
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="Where the page (HTML, French) is written.",
)
@reports_errors
def report(files: tuple[Path, ...], output: Path) -> None:
    """Set runs side by side, with what changed, from files of « verify --json »."""
    # Only this command needs what it takes to check files and to write pages.
    from harness.report.living.comparison_page import (  # noqa: PLC0415 - see above
        write_comparison,
    )

    require_writable("--output", output)
    if output.resolve() in {file.resolve() for file in files}:
        raise ConfigurationError(
            f"--output {output} is one of the runs to compare: choose another name."
        )
    write_comparison(output, files)
