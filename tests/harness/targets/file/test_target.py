"""A portal that a file describes, over sockets: addresses, words and what it lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask, Response, jsonify, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from harness.errors import (
    ConfigurationError,
    NotObservable,
    Unreachable,
)
from harness.labels import LABELS, Stage
from harness.pages import Page
from harness.target import Browser, Capability
from harness.targets.chromium.executable import VARIABLE
from harness.targets.file.opening import open_file_target, require_reachable
from harness.targets.file.settings import (
    NoCaptcha,
    Siteverify,
    SmtpMailbox,
    TargetFile,
    Token,
)
from harness.targets.file.target import FileTarget
from simulator.listening import listen

PUBLIC = "https://www2.portail.test"
Serve = Callable[[Flask], str]
Describe = Callable[..., TargetFile]


def portal() -> Flask:
    """Return a portal that always names its public address."""
    app = Flask(__name__)

    @app.get("/")
    def home() -> str:
        return (
            f"<h1>Bienvenue</h1><a href='{PUBLIC}/espace?x=1#la'>Espace</a>"
            f"<a href=https://ailleurs.test/>Ailleurs</a>"
            f"<form method=post action='{PUBLIC}/recu'><label>Identifiant"
            "<input name=d></label><label>Secret<input type=password name=p></label>"
            f"<button>Un</button><button formaction='{PUBLIC}/autre'>Deux</button>"
            "</form>"
        )

    @app.get("/espace")
    def space() -> BaseResponse:
        return redirect(f"{PUBLIC}/arrivee", code=301)

    @app.get("/arrivee")
    def arrival() -> str:
        return "<h1>Arrivée</h1>"

    @app.get("/dehors")
    def out() -> BaseResponse:
        return redirect("https://ailleurs.test/piege")

    @app.post("/recu")
    def received() -> str:
        return f"<h1>Reçu</h1><p>{request.host} {request.headers['Origin']}</p>"

    @app.get("/_bench/")
    def bench() -> Response:
        return jsonify(version=1, capabilities=["clock", "accounts", "franceconnect"])

    @app.delete("/_bench/clock")
    def real_time() -> Response:
        return Response(status=204)

    return app


@pytest.fixture(scope="module")
def served(serve: Serve) -> str:
    """Where the portal is served."""
    return serve(portal())


@pytest.fixture
def describe(served: str, tmp_path: Path) -> Describe:
    """Describe the portal, with whatever else a file may say."""

    def described(**told: object) -> TargetFile:
        told = {"home": f"{served}/", "rewrite": {PUBLIC: served}} | told
        path = tmp_path / "cible.toml"
        return TargetFile(path, "Recette", **told)  # type: ignore[arg-type]  # as told

    return described


@pytest.fixture
def browse(describe: Describe) -> Iterator[Callable[..., Browser]]:
    """Open a browser on the portal, described in some way; all are closed again."""
    opened: list[tuple[FileTarget, Browser]] = []

    def open_browser(seen: list[Page] | None = None, **told: object) -> Browser:
        target = FileTarget(describe(**told))
        pages: list[Page] = [] if seen is None else seen
        opened.append((target, target.open_browser(pages.append)))
        return opened[-1][1]

    yield open_browser
    for target, browser in opened:
        browser.close()
        target.close()


def test_links_and_redirections_lead_where_they_are_served(
    browse: Callable[..., Browser], served: str
) -> None:
    """The address of the page is the real one; what the page says stays as it is."""
    browser = browse()
    home = browser.visit(f"{PUBLIC}/")
    assert f"{served}/" == home.url
    assert PUBLIC.encode() in home.body
    assert f"{served}/espace?x=1#la" == home.link("Espace").url

    arrived = browser.visit(home.link("Espace").url)
    assert f"{served}/arrivee#la" == arrived.url
    assert 1 == len(arrived.via)


def test_forms_are_sent_where_they_are_served(
    browse: Callable[..., Browser], served: str
) -> None:
    """The action and a button's own; the origin is the real one."""
    browser = browse()
    home = browser.visit(f"{served}/")
    assert {f"{served}/recu"} == {form.action for form in home.forms}
    assert f"{served}/autre" == home.forms[0].buttons[1].action

    answer = browser.submit(home.form_with("Un").press("Un"))
    assert served.removeprefix("http://") in answer.text
    assert served in answer.text


def test_nothing_but_the_portal_is_opened(
    browse: Callable[..., Browser], served: str
) -> None:
    """Neither a link into the world nor a redirection there, as to FranceConnect."""
    browser = browse()
    with pytest.raises(NotObservable, match=r"ailleurs\.test/ n'est pas du portail"):
        browser.visit("https://ailleurs.test/")
    with pytest.raises(NotObservable, match=r"ailleurs\.test/piege .*ajouter à hosts"):
        browser.visit(f"{served}/dehors")


def test_the_file_s_words_are_those_of_its_pages(
    browse: Callable[..., Browser], served: str
) -> None:
    """Headings, and the field by which a log-in form is known."""
    words = LABELS.with_words(
        {"dossier": "Identifiant"}, {Stage.LOGIN.name: "Bienvenue"}
    )
    seen: list[Page] = []
    home = browse(seen, labels=words).visit(f"{served}/")
    assert home.asks_to_log_in
    assert home.shows_alone(Stage.LOGIN.value)
    assert [home] == seen

    plain = browse().visit(f"{served}/")
    assert not plain.asks_to_log_in
    assert not plain.shows_alone(Stage.LOGIN.value)


def test_capabilities_are_what_the_bench_lists_and_the_file_gives(
    describe: Describe, served: str
) -> None:
    """The bench's own, those that follow from the mailbox and from the CAPTCHA."""
    bench = f"{served}/_bench"
    smtp: dict[str, object] = {"mailbox": SmtpMailbox(), "captcha": Siteverify()}
    described: dict[tuple[str, ...], dict[str, object]] = {
        (): {},
        ("clock", "accounts", "franceconnect"): {"bench": bench},
        ("clock",): {
            "bench": bench,
            "bench_capabilities": frozenset({Capability.CLOCK, Capability.LOG}),
        },
        ("serveur-de-mail", "captcha"): smtp,
        ("captcha",): {"captcha": Siteverify()},
    }
    for names, told in described.items():
        target = FileTarget(describe(**told))
        assert set(names) == {one.value for one in target.capabilities}, told
        target.close()


def test_a_portal_with_reserved_accounts_keeps_them(
    describe: Describe, served: str, tmp_path: Path
) -> None:
    """Its accounts are not replaced, even if its bench could."""
    path = tmp_path / "comptes.csv"
    path.write_text(
        "situation,dossier,password,email,first_name,last_name,street,postcode,city,"
        "department,status\naffilie,1234567,p,,A,B,,,,,active\n",
        encoding="utf-8",
    )
    target = FileTarget(describe(bench=f"{served}/_bench", accounts=path))

    assert {Capability.CLOCK} == target.capabilities
    assert target.reserved is not None
    target.close()


def test_without_a_bench_every_call_is_not_observable(describe: Describe) -> None:
    """Each says what the portal lacks; real time needs no bench."""
    target = FileTarget(describe())
    target.release_clock()
    bench = target.bench
    calls: list[Callable[[], object]] = [
        lambda: bench.replace_accounts([]),
        lambda: bench.change_account("affilie", "1", {}),
        bench.release_clock,
        lambda: bench.set_routes(smtp="a:1"),
        bench.run_outbox,
        bench.letters,
        lambda: bench.letter_pdf(1),
        bench.log,
        bench.restart,
    ]
    for call in calls:
        with pytest.raises(NotObservable, match=r"de ce portail|ce portail ne"):
            call()


def test_the_surroundings_listen_where_the_file_says(
    describe: Describe,
) -> None:
    """And nothing listens that the portal does not use."""
    with listen("127.0.0.1", 0, 1) as free:
        port = free.getsockname()[1]
    described = describe(
        mailbox=SmtpMailbox(("127.0.0.1", port)), captcha=Token("oui"), patience_s=None
    )
    surroundings, target = open_file_target(described)
    assert surroundings.mail_server is not None
    assert f"127.0.0.1:{port}" == surroundings.mail_server.address
    assert surroundings.captcha_server is None
    assert "oui" == surroundings.captcha_told.response
    assert 3.0 == surroundings.patience_s  # no routes: the portal may have a queue
    surroundings.stop()
    target.close()

    surroundings, target = open_file_target(describe(captcha=NoCaptcha()))
    assert surroundings.mail_server is None
    assert (False, False) == (surroundings.sees_mails, surroundings.captcha_told.asked)
    surroundings.stop()
    target.close()


@pytest.mark.parametrize("table", ["mailbox", "captcha"])
def test_a_port_left_to_chance_is_refused_where_nobody_tells_it(
    describe: Describe, served: str, table: str
) -> None:
    """A bench without routes is as none: file, line, key."""
    kinds = {"mailbox": SmtpMailbox(), "captcha": Siteverify()}
    file = describe(bench=f"{served}/_bench", **{table: kinds[table]})
    file.path.write_text(f'[portal]\n[{table}]\nlisten = "127.0.0.1:0"\n')

    with pytest.raises(
        ConfigurationError, match=rf":3: \[{table}\] listen: must name a port"
    ):
        open_file_target(file)


def test_the_check_before_a_run_starts_no_browser(
    describe: Describe, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That Chromium is there is enough: the run itself starts it."""
    monkeypatch.setattr("harness.targets.chromium.browsers.Driver", None)
    require_reachable(describe(browser="chromium"))

    monkeypatch.setenv(VARIABLE, "introuvable")
    with pytest.raises(ConfigurationError, match="introuvable"):
        require_reachable(describe(browser="chromium"))


@pytest.mark.parametrize("table", ["mailbox", "captcha"])
def test_a_taken_port_is_named_with_its_key(describe: Describe, table: str) -> None:
    """One sentence: file, table, key, address."""
    with listen("127.0.0.1", 0, 1) as taken:
        port = taken.getsockname()[1]
        address = ("127.0.0.1", port)
        kinds = {"mailbox": SmtpMailbox(address), "captcha": Siteverify(address)}
        with pytest.raises(ConfigurationError) as refused:
            require_reachable(describe(**{table: kinds[table]}))

    assert f"cible.toml: [{table}] listen: another program" in str(refused.value)
    assert f"127.0.0.1:{port}" in str(refused.value)


def test_who_does_not_answer_is_named(
    describe: Describe, served: str, nowhere: str
) -> None:
    """The portal's home, then its bench."""
    with pytest.raises(Unreachable, match=nowhere):
        require_reachable(describe(home=f"{nowhere}/"))
    with pytest.raises(Unreachable, match=f"{nowhere}/_bench"):
        require_reachable(describe(bench=f"{nowhere}/_bench"))
    with pytest.raises(ConfigurationError, match=r"\[bench\] url: .*/espace"):
        require_reachable(describe(bench=f"{served}/espace"))
    require_reachable(describe(bench=f"{served}/_bench"))


def test_a_certificate_that_is_none_is_told(describe: Describe, tmp_path: Path) -> None:
    """The key is named."""
    path = tmp_path / "x.pem"
    path.write_text("x", encoding="utf-8")

    with pytest.raises(ConfigurationError, match=r"\[portal\] certificate"):
        FileTarget(describe(certificate=path))
