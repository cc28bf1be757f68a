"""``sesame load``: many people at once, each of whom must get what is hers."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from click.core import ParameterSource

from harness.cli_common import seed_option
from harness.cli_errors import reports_errors, require_apart, require_writable
from harness.errors import ConfigurationError
from harness.extras import require_extra
from harness.verdicts.verdict import ExitCode

_FILE = click.Path(path_type=Path)
_PORT = click.IntRange(0, 65535)


@click.command()
@click.option(
    "--target",
    default="http",
    show_default=True,
    help="The portal: http (simulated, in a process of its own), defect:NAME or "
    "FILE.toml.",
)
@click.option(
    "--users",
    type=click.IntRange(1),
    default=10,
    show_default=True,
    help="People at once.",
)
@click.option(
    "--duration",
    default="3m",
    show_default=True,
    help="As 30s or 5m; with --think 1 a journey takes 30 to 90 s.",
)
@click.option("--ramp", default="0s", show_default=True, help="Time to reach --users.")
@click.option(
    "--stages",
    help="In place of these three: 10@30s,50@2m, or a TOML file of [[stage]].",
)
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Worker processes on this machine.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    help="Workers that join by themselves, with --join, in place of --processes.",
)
@click.option("--join", "address", help="Be a worker of the run whose desk is there.")
@click.option(
    "--population",
    type=click.IntRange(1),
    default=1000,
    show_default=True,
    help="People who have an account, where accounts can be set.",
)
@click.option(
    "--think",
    "thinking",
    type=click.FloatRange(0, 10),
    default=1.0,
    show_default=True,
    help="What thinking times are multiplied by; 0: nobody thinks.",
)
@click.option(
    "--max-rate",
    type=click.FloatRange(0, min_open=True),
    default=20.0,
    show_default=True,
    help="Journeys begun per second, at most.",
)
@click.option(
    "--fail-above",
    "thresholds",
    multiple=True,
    help="p95=2s, demande.p95=500ms or errors=1%; may be repeated.",
)
@seed_option
@click.option("--json", "json_file", type=_FILE, help="What was measured and found.")
@click.option("--report", "report_file", type=_FILE, help="Page (HTML, French).")
@click.option("--desk-port", type=_PORT, default=0, help="Where workers find the desk.")
@click.option("--master-port", type=_PORT, default=0, help="Where they find Locust.")
@reports_errors
def load(
    *,
    target: str,
    users: int,
    duration: str,
    ramp: str,
    stages: str | None,
    processes: int,
    workers: int | None,
    address: str | None,
    population: int,
    thinking: float,
    max_rate: float,
    thresholds: tuple[str, ...],
    seed: int,
    json_file: Path | None,
    report_file: Path | None,
    desk_port: int,
    master_port: int,
) -> None:
    """Put a portal under load: the features' journey, many times at once."""
    # Portal, mail server and plots take a second to import: no other command waits.
    from harness import loading  # noqa: PLC0415 - see above

    if address is not None:
        sys.exit(loading.join_run(address))
    require_writable("--json", json_file)
    require_writable("--report", report_file)
    require_apart(json=json_file, report=report_file)
    _require_one_shape(stages)
    settings = loading.settings_of(
        target=target,
        stages=loading.stages_of(stages, users, duration, ramp),
        seed=seed,
        population=population,
        processes=processes,
        workers=workers or 0,
        max_rate=max_rate,
        thinking=thinking,
        thresholds=thresholds,
        desk_port=desk_port,
        master_port=master_port,
    )
    if report_file is not None:
        require_extra("load", "matplotlib", needed_by="--report")
    if not loading.load_portal(settings, json_file, report_file):
        sys.exit(ExitCode.FAILS)


def _require_one_shape(stages: str | None) -> None:
    """Refuse stages beside what they stand in place of.

    Raises:
        ConfigurationError: one of the two would be ignored.
    """
    source = click.get_current_context().get_parameter_source
    beside = [
        f"--{name}"
        for name in ("users", "duration", "ramp")
        if source(name) is not ParameterSource.DEFAULT
    ]
    if stages is not None and beside:
        raise ConfigurationError(
            f"--stages and {' and '.join(beside)}: stages say how many, how long and "
            "how fast; choose one."
        )
