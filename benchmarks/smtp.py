"""The mail server's throughput, against Postfix's smtp-sink in the same run.

Postfix's smtp-source hands realistic reset mails to both, on new connections and on
connections that are used again. Each server is a process of its own; the rounds
alternate. Prints the medians and their ratios (aim: 0.35 and beyond).
"""

from __future__ import annotations

import argparse
import json
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from simulator.clock import SystemClock
from simulator.mail.mailbox import Mailbox
from simulator.mail.server import MailServer
from simulator.portal.outbox.message import Envelope, reset_mail
from simulator.portal.settings import Settings

_SYSTEM_FOLDERS = "/usr/sbin:/usr/local/sbin:/usr/bin"
_TOKEN = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9." + "x" * 180
_SENDER, _RECIPIENT = "ne-pas-repondre@carpimko.com", "camille@mail.test"
_WAYS = {"new connections": [], "reused connections": ["-d"]}
"""How smtp-source is told to connect."""


def tool(name: str) -> str:
    """Return where Postfix's tool is; say what to install if it is nowhere."""
    found = shutil.which(name) or shutil.which(name, path=_SYSTEM_FOLDERS)
    if found is None:
        print(
            f"{name} is missing. On Debian: "
            "DEBIAN_FRONTEND=noninteractive apt-get install -y postfix",
            file=sys.stderr,
        )
        raise SystemExit(2)
    return found


def serve() -> None:
    """Be the mail server: print the port, serve until the standard input ends."""
    clock = SystemClock()
    with MailServer(clock, Mailbox(clock)) as server:
        print(server.port, flush=True)
        sys.stdin.read()


@contextmanager
def own_server() -> Iterator[int]:
    """Run the mail server in a process of its own; yield its port."""
    process = subprocess.Popen(
        [sys.executable, __file__, "--serve"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield int(process.stdout.readline() if process.stdout else "0")
        process.communicate()


@contextmanager
def smtp_sink() -> Iterator[int]:
    """Run smtp-sink; yield its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    arguments = [tool("smtp-sink"), "-u", "nobody", f"127.0.0.1:{port}", "1024"]
    with subprocess.Popen(arguments) as process:
        try:
            _wait_for(port)
            yield port
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    deadline = time.perf_counter() + 10
    while time.perf_counter() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except ConnectionRefusedError:
            continue
        return
    raise SystemExit("smtp-sink does not start.")


def mails_per_second(
    port: int, mail: Path, options: argparse.Namespace, way: str
) -> float:
    """Have smtp-source send; return how many mails a second it managed."""
    arguments = [tool("smtp-source"), *_WAYS[way], "-s", str(options.sessions)]
    arguments += ["-m", str(options.mails), "-F", str(mail)]
    arguments += ["-f", _SENDER, "-t", _RECIPIENT, f"inet:127.0.0.1:{port}"]
    began = time.perf_counter()
    subprocess.run(arguments, check=True)
    return float(options.mails) / (time.perf_counter() - began)


def realistic_mail() -> bytes:
    """Return the mail that the simulated portal sends."""
    settings = Settings()
    envelope = Envelope(
        _SENDER, _RECIPIENT, datetime(2026, 3, 10, tzinfo=UTC), "0" * 32
    )
    link = f"{settings.accounts_url}/Comptes/ReinitialiserMotdepasse?token={_TOKEN}"
    # smtp-source itself ends the lines as the wire wants them.
    return reset_mail(settings, envelope, link).replace(b"\r\n", b"\n")


def measure(options: argparse.Namespace, mail: Path) -> dict[str, dict[str, float]]:
    """Alternate both servers; return the medians and their ratio for each way."""
    result: dict[str, dict[str, float]] = {}
    with own_server() as own, smtp_sink() as sink:
        ports = {"sesame": own, "smtp_sink": sink}
        for way in _WAYS:
            rates: dict[str, list[float]] = {name: [] for name in ports}
            for _ in range(options.rounds):
                for name, port in ports.items():
                    rates[name].append(mails_per_second(port, mail, options, way))
            medians = {name: statistics.median(each) for name, each in rates.items()}
            ratio = medians["sesame"] / medians["smtp_sink"]
            result[way] = {**medians, "ratio": round(ratio, 3)}
    return result


def main() -> None:
    """Measure both, in turn, in one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--mails", type=int, default=1000)
    parser.add_argument("--sessions", type=int, default=10)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve()
        return
    with tempfile.NamedTemporaryFile(suffix=".eml") as file:
        Path(file.name).write_bytes(realistic_mail())
        result = measure(options, Path(file.name))
    print(json.dumps(result) if options.json else _table(result))


def _table(result: dict[str, dict[str, float]]) -> str:
    lines = [f"{'mails a second':20s} {'sesame':>8s} {'smtp-sink':>10s} {'ratio':>6s}"]
    for way, row in result.items():
        lines.append(
            f"{way:20s} {row['sesame']:8.0f} {row['smtp_sink']:10.0f} "
            f"{row['ratio']:6.3f}   (aim: 0.35 or more)"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
