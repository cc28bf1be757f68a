"""kill -9 during a load of requests, round after round: is any mail lost or doubled?

Each round opens ``sesame serve --data`` on the same folder, waits until its outbox is
empty, compares what was confirmed before the last kill with the mails on the disk, then
has several people at once ask for a reset by mail, each from an address of her own (the
portal limits each), and kills the process at a moment drawn from the seed.

Confirmed means: the client has read « Presque fini... ». Each confirmed request must
have its mail exactly once; one that was cut short has it once or not at all. Sources of
127.0.0.0/8 are bound to: Linux.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from fixtures.draw import Draw
from fixtures.person import Person
from fixtures.population import Population
from simulator.served.folder import PORTAL, WORLD

COMMAND = (sys.executable, "-c", "from harness.cli_serve import serve; serve()")
ROOT = Path(__file__).resolve().parent.parent
CONFIRMED = "Presque fini..."
LOAD_S = (0.3, 2.5)
"""Real seconds of load before the kill: the least and the most."""
PATIENCE_S = 60.0
ENOUGH = 20_000
"""People to ask, of a population that may be a million."""

_CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
_SCRIPT = re.compile(r'<script src="(http://[^"/]+)/recaptcha/api.js"')
_SITE_KEY = re.compile(r'data-sitekey="([^"]+)"')


@dataclass
class Served:
    """A process of ours that serves the world."""

    process: subprocess.Popen[str]
    url: str

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.communicate()

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        self.process.terminate()
        said = self.process.communicate(timeout=PATIENCE_S)[0]
        if self.process.returncode:
            raise RuntimeError(f"exit {self.process.returncode}: {said}")


@dataclass
class Tally:
    """What the clients saw; any thread may add to it."""

    confirmed: list[Person] = field(default_factory=list)
    cut_short: list[Person] = field(default_factory=list)


@dataclass(frozen=True)
class Figures:
    """What came of all rounds.

    ``lost`` and ``doubled`` must be empty. ``resent`` counts the mails that the portal
    handed over more than once: those that only the mailbox kept from being doubled.
    """

    rounds: int
    confirmed: int
    cut_short: int
    cut_short_with_mail: int
    resent: int
    lost: tuple[str, ...]
    doubled: tuple[str, ...]


def start(data: Path, seed: int, population: int) -> Served:
    """Serve the world of *data*, and wait until it can be reached."""
    options = ["--port", "0", "--data", str(data)]
    options += ["--seed", str(seed), "--population", str(population)]
    process = subprocess.Popen(
        [*COMMAND, *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said = ""
    for line in process.stdout or ():
        said += line
        found = re.match(r"Portal\s+(http://\S+)/$", line)
        if found:
            return Served(process, found[1])
    raise RuntimeError(f"It did not start: {said}")


def ask(url: str, person: Person, source: str) -> bool:
    """Walk steps 4 and 5 as a browser does; tell whether step 6 was read."""
    with httpx.Client(
        base_url=url,
        transport=httpx.HTTPTransport(local_address=source, verify=False),
        follow_redirects=True,
        timeout=20.0,
        trust_env=False,
    ) as client:
        page = client.get("/Comptes/MotDePasseOublie").text
        solved = client.post(
            f"{_found(_SCRIPT, page)}/recaptcha/api2/userverify",
            data={"k": _found(_SITE_KEY, page), "hostname": "127.0.0.1"},
        )
        choice = client.post(
            "/Comptes/MotDePasseOublie",
            data={
                "csrf_token": _found(_CSRF, page),
                "situation": person.situation.value,
                "dossier": person.dossier,
                "g-recaptcha-response": solved.json()["response"],
            },
        )
        done = client.post(
            str(choice.url),
            data={"csrf_token": _found(_CSRF, choice.text), "envoi": "mail"},
        )
        return CONFIRMED in done.text


def load(
    served: Served, people: Iterator[tuple[int, Person]], threads: int, seconds: float
) -> Tally:
    """Have people ask, *threads* at a time, and kill after *seconds* or more."""
    tally, stopping, lock = Tally(), threading.Event(), threading.Lock()

    def work() -> None:
        while not stopping.is_set():
            with lock:
                asking = next(people, None)
            if asking is None:
                raise RuntimeError("Everybody has asked: give a bigger --population.")
            number, person = asking
            source = (
                f"127.{1 + number // 62500}.{number // 250 % 250}.{1 + number % 250}"
            )
            try:
                seen = ask(served.url, person, source)
            except (httpx.HTTPError, ValueError):
                seen = False
            (tally.confirmed if seen else tally.cut_short).append(person)

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    stopping.wait(seconds)
    until = time.monotonic() + PATIENCE_S
    while not tally.confirmed and time.monotonic() < until:
        stopping.wait(0.05)  # a kill before anything was confirmed shows nothing
    stopping.set()
    served.kill()
    for worker in workers:
        worker.join()
    return tally


def settle(data: Path) -> int:
    """Wait until no mail is on its way; return how many were handed over again."""
    until = time.monotonic() + PATIENCE_S
    waiting = "SELECT count(*) FROM outbox WHERE state NOT IN ('sent', 'refused')"
    with sqlite3.connect(f"file:{data / PORTAL}?mode=ro", uri=True) as store:
        while store.execute(waiting).fetchone()[0]:
            if time.monotonic() > until:
                raise RuntimeError("Mails are still on their way after a minute.")
            time.sleep(0.02)
        resent = "SELECT count(*) FROM outbox WHERE attempts > 1"
        found = int(store.execute(resent).fetchone()[0])
    store.close()
    return found


def mails(data: Path) -> Counter[str]:
    """Return how many mails each recipient has on the disk."""
    with sqlite3.connect(f"file:{data / WORLD}?mode=ro", uri=True) as store:
        rows = store.execute("SELECT envelope_to FROM mails").fetchall()
    store.close()
    return Counter(row[0] for row in rows)


def reachable(seed: int, population: int) -> list[Person]:
    """Return those who get a mail, and whose address nobody else has; some thousands.

    An address is shared with the next one at most.
    """
    some = Population(seed, population)[: ENOUGH + 1]
    everybody = [each for each in some if each.email]
    shared = Counter(each.email for each in everybody)
    return [
        each
        for each in everybody
        if each.status == "active" and shared[each.email] == 1
    ][:ENOUGH]


def run(
    data: Path, *, rounds: int, threads: int, seed: int, population: int
) -> Figures:
    """Run all rounds, and compare after each."""
    people = enumerate(reachable(seed, population))
    total, lost, doubled = Tally(), set[str](), set[str]()
    for number in range(rounds):
        served = start(data, seed, population)
        with _killed_if_it_fails(served):
            settle(data)
        _compare(data, total, lost, doubled)
        share = Draw(seed, number).below("kill", 1000) / 1000
        seconds = LOAD_S[0] + share * (LOAD_S[1] - LOAD_S[0])
        seen = load(served, people, threads, seconds)
        total.confirmed += seen.confirmed
        total.cut_short += seen.cut_short
    served = start(data, seed, population)
    with _killed_if_it_fails(served):
        resent = settle(data)
    _compare(data, total, lost, doubled)
    served.stop()
    found = mails(data)
    arrived = sum(1 for each in total.cut_short if found[_envelope(each)])
    return Figures(
        rounds,
        len(total.confirmed),
        len(total.cut_short),
        arrived,
        resent,
        tuple(sorted(lost)),
        tuple(sorted(doubled)),
    )


@contextmanager
def _killed_if_it_fails(served: Served) -> Iterator[None]:
    try:
        yield
    except BaseException:
        served.kill()
        raise


def _compare(data: Path, total: Tally, lost: set[str], doubled: set[str]) -> None:
    found = mails(data)
    lost |= {each.dossier for each in total.confirmed if not found[_envelope(each)]}
    doubled |= {address for address, count in found.items() if count > 1}


def _envelope(person: Person) -> str:
    return f'["{person.email}"]'  # JSON, as the world keeps it


def _found(pattern: re.Pattern[str], page: str) -> str:
    found = pattern.search(page)
    if found is None:
        raise ValueError(f"The page has no {pattern.pattern}: {page}")
    return found[1]


def main() -> None:
    """Print the figures; exit 1 if a mail was lost or doubled."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--threads", type=int, default=6)
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--population", type=int, default=10000)
    asked = vars(parser.parse_args())
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        figures = run(Path(folder) / "world", **asked)
    print(f"rounds                       {figures.rounds:6}")
    print(f"confirmed requests           {figures.confirmed:6}")
    print(f"  without mail               {len(figures.lost):6}")
    print(f"requests cut short           {figures.cut_short:6}")
    print(f"  with mail                  {figures.cut_short_with_mail:6}")
    print(f"mails handed over again      {figures.resent:6}")
    print(f"recipients with two mails    {len(figures.doubled):6}")
    print(f"wall time (s)                {time.perf_counter() - began:6.0f}")
    if not figures.confirmed or figures.lost or figures.doubled:
        sys.exit(f"lost: {figures.lost}; doubled: {figures.doubled}")


if __name__ == "__main__":
    main()
