"""``sesame serve``: the simulated world in a browser."""

from __future__ import annotations

import functools
import secrets
import socket
from contextlib import closing
from pathlib import Path

import click

from fixtures.dossiers import SPACE
from harness.verdicts.verdict import ExitCode
from simulator.desk.app import create_desk
from simulator.listening import PortInUse, listen
from simulator.served.access import (
    LOOPBACK,
    OPEN,
    Access,
    is_everywhere,
    is_loopback,
)
from simulator.served.founding import DEFAULT_POPULATION, DEFAULT_SEED
from simulator.served.guard import DESK
from simulator.served.pages import BACKLOG, compose, stopped_by_signals
from simulator.served.pages import serve as serve_pages
from simulator.served.world import ServedWorld, open_world
from simulator.served.world_file import WorldError

_REMOTE = "--allow-remote"
_MANY = 10_000
"""People who take some seconds to be drawn and written, the first time."""


class Refused(click.ClickException):
    """The world cannot be served as asked; the message says what to do."""

    exit_code = ExitCode.USAGE


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
    access = _access(host, allow_remote=allow_remote)
    with closing(listen_at(access.host, port)) as listening:
        port = listening.getsockname()[1]
        url = f"http://{access.host}:{port}"
        open_it = functools.partial(open_world, data, url=url, access=access)
        if population is not None and population > _MANY:
            click.echo(f"Founding a world of {population} people takes a while.")
        try:
            with open_it(population=population, seed=seed, database=database) as world:
                _tell(world, url, access, data, database)
                keep_serving(world, listening, url, access)
        except WorldError as wrong:
            raise Refused(str(wrong)) from wrong
    click.echo("Stopped.")


def keep_serving(
    world: ServedWorld, listening: socket.socket, url: str, access: Access = OPEN
) -> None:
    """Serve the pages of *world* at *url* until Ctrl-C."""
    app = compose(world, create_desk(world), url, access)
    with stopped_by_signals(world.changes.close):
        serve_pages(app, listening)
    click.echo("Stopping.")


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


def listen_at(host: str, port: int) -> socket.socket:
    """Listen at *host*.

    Raises:
        Refused: the port is taken, or the address is none of this machine's.
    """
    try:
        return listen(host, port, BACKLOG)
    except PortInUse as taken:
        raise Refused(
            f"{host}:{port} is taken: another program listens there. Choose another "
            "--port (0: any free one)."
        ) from taken
    except (OSError, UnicodeError) as wrong:
        raise Refused(
            f"{host}:{port} cannot be listened at: {wrong}. --host must be an address "
            "of this machine."
        ) from wrong


def _tell(
    world: ServedWorld,
    url: str,
    access: Access,
    data: Path | None,
    database: str | None,
) -> None:
    """Print where everything is, one line each."""
    key = "" if access.token is None else f"?token={access.token}"
    click.echo(f"Portal         {url}/{key}")
    click.echo(f"Tester's desk  {url}{DESK}/{key}")
    click.echo(f"Mail server    {world.mail_server.address} (SMTP)")
    click.echo(f"People         {world.residents.count}, seed {world.founding.seed}")
    click.echo(f"Kept           {_where(data, database)}")
    if access.token is not None:
        click.echo(
            "Others         may come in with this token, and nothing is encrypted"
        )
    click.echo("Stop           Ctrl-C")


def _where(data: Path | None, database: str | None) -> str:
    if data is not None:
        return f"in {data}"
    if database is not None:
        return "the portal in its database; mails and clock nowhere: no --data"
    return "nowhere: this world ends with the command (--data DIR keeps it)"
