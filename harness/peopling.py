"""What ``sesame population`` does once its options are read."""

from __future__ import annotations

import errno
from pathlib import Path

import click

from fixtures.population import Population
from harness.cli_common import progress_bar
from harness.cli_errors import fail
from harness.errors import ConfigurationError
from harness.extras import require_extra
from harness.verdicts.verdict import ExitCode
from harness.whole_files import whole_file


def write_population(people: Population, output: Path, *, with_passwords: bool) -> None:
    """Write *people* to *output*, whole or not at all, and say so.

    Raises:
        ConfigurationError: a package is missing, or the file cannot be written.
    """
    require_extra("population", "numpy", "pyarrow", needed_by="sesame population")
    from fixtures.blocks.files import blocks, writer  # noqa: PLC0415 - needs them

    written = 0
    try:
        with whole_file(output) as file, progress_bar() as bar:
            task = bar.add_task("People", total=people.size, current="")
            ending = output.suffix.lower()
            out = writer(ending, file, people, with_passwords=with_passwords)
            try:
                for rows in blocks(people, with_passwords=with_passwords):
                    out.write(rows)
                    written += rows.num_rows
                    bar.update(task, completed=written)
            except BaseException:
                out.give_up()
                raise
            out.finish()
    except OSError as wrong:
        raise ConfigurationError(_why(output, wrong)) from wrong
    except KeyboardInterrupt:
        fail(
            f"interrupted after {written} of {people.size} people: {output} was not "
            "written.",
            ExitCode.FAILS,
        )
    click.echo(
        f"{people.size} people, seed {people.seed}, in {output} "
        f"({output.stat().st_size} bytes)."
    )


def _why(output: Path, wrong: OSError) -> str:
    if wrong.errno in {errno.ENOSPC, errno.EDQUOT}:
        return (
            f"--output {output}: the disk is full. Nothing was left there; make room, "
            "or choose another folder."
        )
    return f"--output {output} cannot be written: {wrong.strerror or wrong}."
