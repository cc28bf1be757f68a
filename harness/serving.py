"""The simulated world, opened and served until somebody stops it."""

from __future__ import annotations

import functools
import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import click

from harness.cli_errors import Refused
from simulator.desk.app import create_desk
from simulator.listening import PortInUse, listen
from simulator.served.access import Access
from simulator.served.guard import DESK
from simulator.served.pages import BACKLOG, compose, serve, stopped_by_signals
from simulator.served.world import ServedWorld, open_world
from simulator.served.world_file import WorldError


def serve_world(
    access: Access,
    *,
    port: int,
    population: int | None,
    seed: int | None,
    data: Path | None,
    database: str | None,
) -> None:
    """Serve the world to whom *access* lets in, until it is stopped.

    Raises:
        Refused: it cannot be served as asked.
    """
    with closing(listen_at(access.host, port)) as listening:
        port = listening.getsockname()[1]
        url = f"http://{access.host}:{port}"
        open_it = functools.partial(open_world, data, url=url, access=access)
        try:
            with open_it(population=population, seed=seed, database=database) as world:
                tell = functools.partial(_tell, world, url, access, data, database)
                keep_serving(world, listening, url, access, tell)
        except WorldError as wrong:
            raise Refused(str(wrong)) from wrong
    click.echo("Stopped.")


def keep_serving(
    world: ServedWorld,
    listening: socket.socket,
    url: str,
    access: Access,
    tell: Callable[[], None],
) -> None:
    """Serve the pages of *world* at *url* until Ctrl-C.

    *tell* says where they are, once whoever reads it may stop the command.
    """
    app = compose(world, create_desk(world), url, access)
    with stopped_by_signals(world.changes.close):
        tell()
        serve(app, listening)
    click.echo("Stopping.")


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
