"""``sesame population``: people in a file."""

from __future__ import annotations

from pathlib import Path

import click

from fixtures.population import Population
from harness.cli_common import seed_option
from harness.cli_errors import reports_errors, require_writable
from harness.errors import ConfigurationError

_ENDINGS = (".csv", ".jsonl", ".parquet")


@click.command()
@click.option("--size", type=int, required=True, help="How many people.")
@seed_option
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="File to write; its ending says how: .csv, .jsonl (JSON Lines) or .parquet.",
)
@click.option(
    "--with-passwords",
    is_flag=True,
    help="A last column with their passwords: for who sets accounts up with the file.",
)
@reports_errors
def population(*, size: int, seed: int, output: Path, with_passwords: bool) -> None:
    """Write a population: the same people, and the same bytes, for the same seed."""
    try:
        people = Population(seed, size)
    except ValueError as wrong:
        raise ConfigurationError(f"--size {size}: {wrong}") from wrong
    if output.suffix.lower() not in _ENDINGS:
        raise ConfigurationError(
            f"--output {output}: the name must end in {', '.join(_ENDINGS[:-1])} or "
            f"{_ENDINGS[-1]}, which says how to write it."
        )
    require_writable("--output", output)
    # NumPy and Arrow take half a second to import: no other command waits for them.
    from harness.peopling import write_population  # noqa: PLC0415 - see above

    write_population(people, output, with_passwords=with_passwords)
