"""``sesame load``: real processes, real sockets, everybody's own link."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from werkzeug.serving import make_server

from harness.cli import main
from harness.runs.load.journey import Ending
from harness.runs.load.ledger import Ledger
from harness.runs.load.run import run_load
from harness.runs.load.settings import LoadSettings
from harness.runs.load.stages import Stage
from harness.targets.bench_portal import UNDER_LOAD
from simulator.portal.assembly import build_bench_portal

Sesame = Callable[..., Any]
SHORT = ("--users", "4", "--duration", "3s", "--think", "0")
COLUMNS = (
    "situation,dossier,password,email,first_name,last_name,street,postcode,city,"
    "department,status"
)
RESERVED = [
    f"affilie,000{n}234,Reserve-{n}-Abc,r{n}@example.org,Camille,Martin,,,,67,active"
    for n in range(1, 5)
]
PUBLIC = ("https://www.carpimko.com", "https://www2.carpimko.com")


def test_two_workers_find_every_journey_right(sesame: Sesame, tmp_path: Path) -> None:
    """Nobody is in two slices, and Locust counted what the workers told."""
    file, page = tmp_path / "load.json", tmp_path / "load.html"
    ended = sesame(
        "load", *SHORT, "--processes", "2", "--json", str(file), "--report", str(page)
    )
    told = json.loads(file.read_text("utf-8"))
    done, cut = told["journeys"]["done"], told["journeys"]["cut"]
    steps = {one["id"]: one for one in told["steps"]}

    assert (0, "correct", True) == (ended.code, told["verdict"], told["sound"])
    assert done > 0
    assert 0 == told["journeys"]["failed"]
    assert [] == told["faults"]
    assert 2 == told["workers"]
    assert done <= steps["connexion"]["count"] <= done + cut
    assert told["mails"]["reset"] >= done
    assert "Verdict : correct" in ended.out.replace("\u00a0", " ")
    assert "✓" in page.read_text("utf-8")
    assert [] == [one for one in tmp_path.iterdir() if one.name.startswith(".load")]


def test_a_run_that_its_owner_ends_keeps_what_was_measured() -> None:
    """Whoever was on her way is counted as cut, and every step has its durations."""
    settings = LoadSettings("http", (Stage(6, 60.0),), 42, thinking=0.0)
    told: list[str] = []

    def interrupt(_: float, ledger: Ledger) -> None:
        if ledger.count(Ending.DONE) > 2:
            raise KeyboardInterrupt

    outcome = run_load(settings, interrupt, told.append)

    assert "interrompu (Ctrl-C)" == outcome.partial
    assert outcome.duration_s < 60
    assert 0 == outcome.count(Ending.FAILED)
    done, cut = outcome.count(Ending.DONE), outcome.count(Ending.CUT)
    assert outcome.mails.reset <= done + cut <= done + 6
    assert {"acces", "connexion"} <= {one.name for one in outcome.legs}
    assert ["Ending: pages under way"] == [one[:23] for one in told]


def test_waiting_for_workers_ends_at_once() -> None:
    """Nobody has come: nothing is under way that would have to end."""
    settings = LoadSettings("http", (Stage(1, 5.0),), 42, workers=1)
    told: list[str] = []
    waited: list[float] = []

    def interrupt(seconds: float, _: Ledger) -> None:
        waited.append(seconds)
        if seconds > 4:
            raise KeyboardInterrupt

    outcome = run_load(settings, interrupt, told.append)

    assert "interrompu (Ctrl-C)" == outcome.partial
    assert outcome.duration_s < waited[-1] + 20
    assert told[0].startswith("Waiting for 1 worker(s). They join with:  sesame load")


def test_links_that_cross_under_load_are_caught(sesame: Sesame, tmp_path: Path) -> None:
    """Whose mail had whose link is told, and the exit code says that it is wrong."""
    file = tmp_path / "load.json"
    faulty = ("--target", "defect:liens_croises")
    ended = sesame("load", *faulty, *SHORT, "--json", str(file))
    told = json.loads(file.read_text("utf-8"))
    crossed = [one for one in told["faults"] if one["kind"] == "lien d'un autre"]

    assert (1, "incorrect", False) == (ended.code, told["verdict"], told["sound"])
    assert len(crossed) >= 2
    assert "porte le lien du dossier" in crossed[0]["sentence"]
    assert "porte le lien du dossier" in ended.out.replace("\n", " ")


@pytest.fixture
def recette(tmp_path: Path) -> Iterator[Path]:
    """A portal on plain loopback that keeps four accounts for the tests."""
    settings = replace(UNDER_LOAD, secure_cookies=False, captcha_hosts=("127.0.0.1",))
    portal = build_bench_portal(settings)
    server = make_server("127.0.0.1", 0, portal.app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    accounts = tmp_path / "comptes.csv"
    accounts.write_text("\n".join((COLUMNS, *RESERVED)) + "\n", encoding="utf-8")
    file = tmp_path / "recette.toml"
    rewrite = "".join(f'"{one}" = "{url}"\n' for one in PUBLIC)
    file.write_text(
        f'[portal]\nname = "Recette"\nhome = "{url}/"\n[portal.rewrite]\n{rewrite}'
        f'[bench]\nurl = "{url}/_bench"\ncapabilities = ["routes", "clock"]\n'
        '[mailbox]\nkind = "smtp"\n[captcha]\nkind = "siteverify"\n'
        f'[accounts]\nfile = "{accounts.name}"\n',
        encoding="utf-8",
    )
    people = [
        dict(zip(COLUMNS.split(","), line.split(","), strict=True)) for line in RESERVED
    ]
    body = [
        {name: one[name] for name in one if name not in {"street", "postcode", "city"}}
        | {"address": None}
        for one in people
    ]
    assert (
        204 == portal.app.test_client().put("/_bench/accounts", json=body).status_code
    )
    yield file
    server.shutdown()
    server.server_close()
    portal.close()


def test_reserved_accounts_are_walked_again_and_remembered(
    sesame: Sesame, recette: Path, tmp_path: Path
) -> None:
    """A target file will do; their passwords are known afterwards, as for verify."""
    file = tmp_path / "load.json"
    ended = sesame("load", "--target", str(recette), *SHORT, "--json", str(file))
    told = json.loads(file.read_text("utf-8"))

    assert (0, "") == (ended.code, ended.err)
    assert told["journeys"]["done"] > 4
    assert 4 == told["population"]
    kept = json.loads((tmp_path / "comptes.csv.passwords.json").read_text("utf-8"))
    assert 4 == len(kept)
    too_many = sesame("load", "--target", str(recette), "--users", "5")
    assert 2 == too_many.code
    assert "at most 4 at once" in too_many.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--duration", "30"), "--duration '30': write it as 30s or 5m."),
        (("--ramp", "1h"), "no longer than --duration"),
        (("--stages", "10"), "write users@duration"),
        (("--fail-above", "p95"), "is no threshold"),
        (("--target", "embedded"), "Load needs a portal over sockets"),
        (("--population", "100001"), "100000 people at most"),
        (("--population", "2"), "people who can walk the procedure by mail"),
        (("--workers", "1", "--processes", "2"), "choose one"),
        (("--stages", "5@3s", "--users", "3"), "--stages and --users: stages say"),
        (("--json", "nulle/part.json"), "not a file in a folder that exists"),
    ],
)
def test_what_cannot_be_run_is_refused_in_one_sentence(
    options: tuple[str, ...], said: str
) -> None:
    """Exit code 2, no traceback."""
    ended = CliRunner().invoke(main, ["load", *options])

    assert 2 == ended.exit_code
    assert said in ended.output
    assert 1 == len(ended.output.strip().splitlines())


def test_a_desk_that_is_not_there_is_said_so() -> None:
    """Whoever joins a run that is over learns it at once."""
    ended = CliRunner().invoke(main, ["load", "--join", "http://127.0.0.1:9/x"])

    assert 4 == ended.exit_code
    assert "ne répond pas" in ended.output
