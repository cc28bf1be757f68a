"""``sesame serve``: the simulated world in a browser."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from fixtures.dossiers import SPACE
from harness.cli_errors import Refused
from simulator.served import DEFAULT_POPULATION, DEFAULT_SEED
from simulator.served.access import LOOPBACK, Access, is_everywhere, is_loopback

_REMOTE = "--allow-remote"


@click.command()
@click.option("--host", default=LOOPBACK, show_default=True, help="Where to listen.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8080,
    show_default=True,
    help="0: any free one.",
)
@click.option(
    "--population",
    type=click.IntRange(0, SPACE),
    help=f"How many people live there.  [default: {DEFAULT_POPULATION}]",
)
@click.option(
    "--seed",
    type=int,
    help=f"What they are drawn from.  [default: {DEFAULT_SEED}]",
)
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder where the world survives; without it, it ends with the command.",
)
@click.option("--database", help="URL of the portal's store, if not in that folder.")
@click.option(
    _REMOTE,
    is_flag=True,
    help="Let other machines in: --host may be any address of this one, and "
    "everybody has to show the token printed at the start. Nothing is encrypted.",
)
def serve(
    *,
    host: str,
    port: int,
    population: int | None,
    seed: int | None,
    data: Path | None,
    database: str | None,
    allow_remote: bool,
) -> None:
    """Serve the simulated world: the portal, and a desk from which to watch it."""
    # The whole world takes a second to import: no other command waits for it.
    from harness.serving import serve_world  # noqa: PLC0415 - see above

    serve_world(
        _access(host, allow_remote=allow_remote),
        port=port,
        population=population,
        seed=seed,
        data=data,
        database=database,
    )


def _access(host: str, *, allow_remote: bool) -> Access:
    """Return who may come in.

    Raises:
        Refused: *host* opens the world to others, and nobody said so.
    """
    if ":" in host:
        raise Refused(
            f"--host {host}: only IPv4 addresses and names are served; 127.0.0.1 is "
            "this machine."
        )
    if is_everywhere(host):
        raise Refused(
            f"--host {host or repr(host)} names no address that a page could be "
            f"called by: give one of this machine's own, with {_REMOTE}."
        )
    if is_loopback(host) and not allow_remote:
        return Access(host)
    if not allow_remote:
        raise Refused(
            f"--host {host} would let other machines into a world whose passwords "
            f"everybody can read: add {_REMOTE} if that is what you want. A token "
            "will then be asked for."
        )
    return Access(host, secrets.token_urlsafe(32))
