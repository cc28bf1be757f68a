"""``sesame verify --target FILE.toml``: what was not seen is never green."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from flask import Flask
from werkzeug.serving import make_server

from harness.targets.bench_portal import CHEAP
from simulator.clock import real_seconds
from simulator.listening import listen
from simulator.portal.assembly import build_bench_portal

Sesame = Callable[..., Any]
PUBLIC = ("https://www.carpimko.com", "https://www2.carpimko.com")
SEEN = "not @temps-reel and not @exigence:B39"
"""Everything but what takes long where everything is refused."""

QUICK = "@exigence:P4.1 or @exigence:P7.1 or @exigence:P7.7 or @exigence:P3.2"
PEOPLE = [
    ("affilie", "0012345", "Reserve-1-Abc", "r1@example.org"),
    ("affilie", "2223334", "Reserve-2-Abc", "r2@example.org"),
    ("affilie", "0012377", "Reserve-3-Abc", "r3@example.org"),
    ("ayant_droit", "4445556", "Reserve-4-Abc", "r4@example.org"),
]
COLUMNS = (
    "situation,dossier,password,email,first_name,last_name,street,postcode,city,"
    "department,status"
)


def free_port() -> int:
    """Return a port on which nobody listens."""
    with listen("127.0.0.1", 0, 1) as one:
        return int(one.getsockname()[1])


class Served:
    """A WSGI app on a loopback port."""

    def __init__(self, app: Any) -> None:
        """Serve it."""
        self.server = make_server("127.0.0.1", 0, app, threaded=True)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Hang up."""
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def portal() -> Iterator[Served]:
    """The simulated portal on plain loopback, as a tester would serve it."""
    settings = replace(
        CHEAP, secure_cookies=False, captcha_hosts=("127.0.0.1",), rate_limits=None
    )
    built = build_bench_portal(settings)
    served = Served(built.app)
    yield served
    served.stop()
    built.close()


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a target file for the portal at an address."""

    def written(url: str, *tables: str) -> Path:
        rewrite = "\n".join(f'"{public}" = "{url}"' for public in PUBLIC)
        text = (
            f'[portal]\nname = "Servi"\nhome = "{url}/"\n[portal.rewrite]\n{rewrite}\n'
        )
        path = tmp_path / "ma cible.toml"
        path.write_text("\n".join([text, *tables]) + "\n", encoding="utf-8")
        return path

    return written


def bench(url: str) -> str:
    """Return the tables of a portal with the whole bench API."""
    return (
        f'[bench]\nurl = "{url}/_bench"\n[mailbox]\nkind = "smtp"\n'
        '[captcha]\nkind = "siteverify"\n'
    )


def outside(mail: int, captcha: int) -> str:
    """Return the tables of a portal without bench API, configured by hand."""
    return (
        f'[mailbox]\nkind = "smtp"\nlisten = "127.0.0.1:{mail}"\npatience_s = 0\n'
        f'[captcha]\nkind = "siteverify"\nlisten = "127.0.0.1:{captcha}"\n'
    )


def statuses(verdict: dict[str, Any]) -> set[str]:
    """Return how the scenarios ended."""
    return {
        scenario["status"]
        for requirement in verdict["requirements"]
        for scenario in requirement["scenarios"]
    }


def test_a_portal_with_the_bench_api_is_judged(
    sesame: Sesame, portal: Served, write: Callable[..., Path]
) -> None:
    """Time, mails and accounts: the verdict is that of the embedded portal.

    One process judges it, whatever is asked; the replay line can be pasted.
    """
    file = write(portal.url, bench(portal.url))
    ended = sesame("verify", "--target", str(file), "--tags", QUICK, "--jobs", "3")

    assert (0, {"conforme": 4}) == (ended.code, ended.verdict["counts"]), ended.out
    assert str(file) == ended.verdict["target"]
    assert f"--jobs 3: one process judges {file}" in ended.err
    replay = ended.verdict["requirements"][0]["scenarios"][0]["replay"]
    assert f"--target '{file}'" in replay
    location = replay.split()[2]
    again = sesame("replay", location, "--target", file.name, cwd=file.parent)
    assert 0 == again.code, again.err


def test_without_bench_time_and_people_are_not_observable(
    sesame: Sesame, portal: Served, write: Callable[..., Path]
) -> None:
    """Exit 5; what anybody may open is seen all the same."""
    file = write(portal.url, outside(free_port(), free_port()))
    ended = sesame("verify", "--target", str(file), "--tags", QUICK)

    assert (5, {"non observable": 4}) == (ended.code, ended.verdict["counts"])
    assert {"passed", "non_observable"} == statuses(ended.verdict)
    assert "l'horloge de ce portail ne se règle pas" in ended.out
    assert "les comptes de ce portail ne se préparent pas" in ended.out


@pytest.fixture
def reserving(portal: Served, write: Callable[..., Path], tmp_path: Path) -> Path:
    """A target file of a portal whose accounts are reserved, and cannot be set."""
    mail, captcha = free_port(), free_port()
    home = {"street": "1 rue des Lilas", "postcode": "67000", "city": "STRASBOURG"}
    accounts = [
        {
            "situation": situation,
            "dossier": dossier,
            "password": password,
            "email": email,
            "first_name": "Jean",
            "last_name": "Essai",
            "address": home,
            "department": "67",
            "status": "active",
        }
        for situation, dossier, password, email in PEOPLE
    ]
    with httpx.Client(base_url=f"{portal.url}/_bench/", trust_env=False) as agent:
        agent.put("accounts", json=accounts).raise_for_status()
        verifier = f"http://127.0.0.1:{captcha}/recaptcha/api/siteverify"
        told = {"smtp": f"127.0.0.1:{mail}", "siteverify": verifier}
        agent.put("routes", json=told).raise_for_status()
    rows = [
        f"{situation},{dossier},{password},{email},Jean,Essai,"
        "1 rue des Lilas,67000,STRASBOURG,67,active"
        for situation, dossier, password, email in PEOPLE
    ]
    csv = tmp_path / "comptes.csv"
    csv.write_text("\n".join([COLUMNS, *rows]) + "\n", encoding="utf-8")
    return write(
        portal.url, outside(mail, captcha), '[accounts]\nfile = "comptes.csv"\n'
    )


def test_reserved_accounts_stand_for_the_people(
    sesame: Sesame, reserving: Path
) -> None:
    """Twice over: passwords change, and the next run knows them."""
    tags = "@exigence:P9.2 or @exigence:P8.1 or @exigence:P3.2"
    for _ in range(2):
        ended = sesame("verify", "--target", str(reserving), "--tags", tags)
        assert 5 == ended.code, ended.out
        assert {"passed", "non_observable"} == statuses(ended.verdict)
        passed = sum(
            scenario["status"] == "passed"
            for requirement in ended.verdict["requirements"]
            for scenario in requirement["scenarios"]
        )
        assert passed > 20
    kept = json.loads(
        reserving.with_name("comptes.csv.passwords.json").read_text("utf-8")
    )
    assert set(kept) <= {f"{one[0]} {one[1]}" for one in PEOPLE}
    assert kept


def test_a_portal_that_says_ok_to_everything_passes_nothing(
    sesame: Sesame, write: Callable[..., Path]
) -> None:
    """Nothing is green that was not seen, with or without a bench that says 200."""
    app = Flask(__name__)

    @app.route("/", defaults={"path": ""}, methods=["GET", "POST", "PUT", "DELETE"])
    @app.route("/<path:path>", methods=["GET", "POST", "PUT", "DELETE", "PATCH"])
    def always(path: str) -> Any:
        if path == "_bench/":
            names = ["clock", "accounts", "routes", "letters", "log", "outbox"]
            return {"version": 1, "capabilities": [*names, "restart", "franceconnect"]}
        return [] if path == "_bench/letters" else "OK"

    served = Served(app)
    try:
        for tables in (bench(served.url), outside(free_port(), free_port())):
            file = write(served.url, tables)
            ended = sesame(
                "verify", "--target", str(file), "--pack", "all", "--tags", SEEN
            )
            green = [
                scenario["name"]
                for requirement in ended.verdict["requirements"]
                for scenario in requirement["scenarios"]
                if scenario["status"] == "passed"
                and "consigné" not in scenario["name"]  # a note decides nothing
            ]
            assert [] == green, tables
            assert 1 == ended.code
    finally:
        served.stop()


def test_a_dead_portal_is_exit_4_within_seconds(
    sesame: Sesame, portal: Served, write: Callable[..., Path]
) -> None:
    """The address tried is named, and the key: the home's, then the bench's."""
    nowhere = f"http://127.0.0.1:{free_port()}"
    began = real_seconds()
    file = write(nowhere)
    ended = sesame("verify", "--target", str(file), "--tags", QUICK)
    assert (4, {}) == (ended.code, ended.verdict)
    assert f"{file}: [portal] home: {nowhere}/ does not answer" in ended.err

    file = write(portal.url, f'[bench]\nurl = "{nowhere}/_bench"\n')
    ended = sesame("verify", "--target", str(file), "--tags", QUICK)
    assert 4 == ended.code
    silent = f"{file}: [bench] url: {nowhere}/_bench/ ne répond pas"
    assert silent in ended.err

    file = write(portal.url, f'[bench]\nurl = "{portal.url}/nulle-part"\n')
    ended = sesame("verify", "--target", str(file), "--tags", QUICK)
    assert 2 == ended.code
    assert f"{file}: [bench] url: There is no bench API at {portal.url}" in ended.err
    assert "<" not in ended.err

    port = nowhere.rpartition(":")[2]
    imap = f'[mailbox]\nkind = "imap"\nhost = "127.0.0.1"\nport = {port}\n'
    file = write(portal.url, imap + 'user = "a"\npassword = "b"\n')
    ended = sesame("verify", "--target", str(file), "--tags", QUICK)
    assert 4 == ended.code
    assert (
        f"{file}: [mailbox]: La boîte aux lettres 127.0.0.1:{port} ne répond pas"
        in ended.err
    )
    assert real_seconds() - began < 20


def test_a_portal_that_dies_under_way_is_exit_4_and_no_verdict(
    sesame: Sesame, write: Callable[..., Path]
) -> None:
    """What was not run says nothing of the portal."""
    built = build_bench_portal(
        replace(CHEAP, secure_cookies=False, captcha_hosts=("127.0.0.1",))
    )
    served, asked = Served(lambda *_: []), [0]

    def mortal(environ: Any, start: Any) -> Any:
        asked[0] += 1
        if asked[0] == 60:
            served.server.server_close()
            threading.Thread(target=served.server.shutdown, daemon=True).start()
        return built.app(environ, start)

    served.server.app = mortal
    file = write(served.url, bench(served.url))
    ended = sesame("verify", "--target", str(file), "--tags", QUICK)

    assert 4 == ended.code, ended.out
    assert set() == ended.failing
    assert "not_run" in statuses(ended.verdict)
    assert "Le portail ne répond plus" in ended.out
    assert "ne répond pas" in ended.err
    built.close()


def test_deviations_are_accepted_with_reasons_and_stale_ones_refused(
    sesame: Sesame, portal: Served, write: Callable[..., Path]
) -> None:
    """P2.1 cannot be seen without a browser; P4.1 conforms: it is named, exit 2."""
    accepted = '[accepted]\n"P2.1" = "Sans navigateur"\n'
    tags = "@exigence:P2.1 or @exigence:P4.1"
    file = write(portal.url, bench(portal.url), accepted)
    ended = sesame("verify", "--target", str(file), "--tags", tags)
    assert 0 == ended.code, ended.out
    assert "Accepté sur cette cible : Sans navigateur" in ended.out

    file = write(portal.url, bench(portal.url), accepted + '"P4.1" = "Hier"\n')
    ended = sesame("verify", "--target", str(file), "--tags", tags)
    assert 2 == ended.code
    assert "[accepted] names P4.1, which no longer deviates" in ended.err
    assert "conforme" == ended.verdict["requirements"][-1]["verdict"]


def test_words_that_differ_help_to_find_the_way_and_are_judged(
    sesame: Sesame, write: Callable[..., Path]
) -> None:
    """A button that reads otherwise: P4.4, which quotes it, fails; P4.2 does not."""
    built = build_bench_portal(
        replace(CHEAP, secure_cookies=False, captcha_hosts=("127.0.0.1",))
    )

    word = "Matricule---------"  # as many bytes: the length is announced

    def reworded(environ: Any, start: Any) -> Any:
        parts = built.app(environ, start)
        page = b"".join(parts)
        return [page.replace("Numéro de dossier".encode(), word.encode())]

    served = Served(reworded)
    try:
        tables = bench(served.url), f'[labels]\ndossier = "{word}"\n'
        tags = "@exigence:P4.1 or @exigence:P3.2"
        ended = sesame(
            "verify", "--target", str(write(served.url, *tables)), "--tags", tags
        )
        assert {"P3.2"} == ended.failing, ended.out
        ended = sesame(
            "verify", "--target", str(write(served.url, tables[0])), "--tags", tags
        )
        assert {"P3.2", "P4.1"} == ended.failing
    finally:
        served.stop()
        built.close()


def test_a_wrong_file_is_exit_2_and_names_its_lines(
    sesame: Sesame, tmp_path: Path
) -> None:
    """No traceback, no portal asked."""
    file = tmp_path / "x.toml"
    file.write_text('[portal]\nnam = "x"\n', encoding="utf-8")
    ended = sesame("verify", "--target", str(file))

    assert 2 == ended.code
    assert f"{file}:2: [portal] nam: unknown key; did you mean 'name'?" in ended.err
    assert "Traceback" not in ended.err
