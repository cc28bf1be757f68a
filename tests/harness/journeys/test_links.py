"""What is done with a link, in which browser, and what is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from harness.errors import BenchRefusal, NotObservable
from harness.journeys import links, parallel, records
from harness.journeys.affiliate import Affiliate
from harness.journeys.links import Extra
from harness.journeys.world import World
from harness.pages import Page

LINK = "https://portail.test/reset?token=abcdef"
STEP_8 = b"""<form method=post action=/reset><input type=hidden name=login value=x>
<label>Num\xc3\xa9ro de dossier <input name=d></label>
<label>Mot de passe <input type=password name=p></label>
<label>Confirmer mot de passe <input type=password name=q></label>
<button>Valider</button></form><a href=/aide>Aide</a><a href=https://x.test/>X</a>"""
CHANGED = "<h1>Changement de mot de passe effectué !</h1>".encode()
REFUSED = b"<h1>Non</h1>"


@pytest.fixture
def camille(world: World) -> Affiliate:
    """Camille, before anything was sent."""
    return world.introduce("Camille", dossier="0123456")


@pytest.fixture
def send(world: World, camille: Affiliate) -> Callable[[str], None]:
    """Deliver a mail to Camille whose link carries a token, and open it."""

    def deliver(token: str) -> None:
        raw = f"Subject: x\r\n\r\nhttps://portail.test/reset?token={token}\r\n"
        address = camille.person.email or ""
        camille.open_mail(world.mailbox.deliver("a@b.t", [address], raw.encode()))

    return deliver


@pytest.fixture
def step_8(camille: Affiliate, target: Any) -> None:
    """Camille is at step 8."""
    target.answers[:] = [Page(LINK, 200, (), STEP_8)]
    camille.visit(LINK)


def test_every_link_is_opened_in_a_new_browser(
    camille: Affiliate, target: Any, send: Callable[[str], None]
) -> None:
    """B04: oldest first, mails without link left aside."""
    send("premier")
    camille.world.mailbox.deliver(
        "a@b.t", [camille.person.email or ""], b"Subject: y\r\n\r\nBonjour\r\n"
    )
    send("second")
    links.open_every_link(camille)

    assert [
        [("GET", "https://portail.test/reset?token=premier")],
        [("GET", "https://portail.test/reset?token=second")],
    ] == [browser.asked for browser in target.browsers]
    assert 2 == len(camille.answers)


def test_a_scanner_follows_what_is_of_the_site(
    camille: Affiliate, target: Any, send: Callable[[str], None]
) -> None:
    """B19: every link of the page, in a browser of its own, nothing elsewhere."""
    send("abcdef")
    target.answers[:] = [Page(LINK, 200, (), STEP_8)]
    links.scan_whole_page(camille)

    assert [("GET", LINK), ("GET", "https://portail.test/aide")] == (
        target.browsers[0].asked
    )


@pytest.mark.usefixtures("step_8")
@pytest.mark.parametrize(
    ("extra", "pairs", "query"),
    [
        (Extra.SECOND, [("d", "0123456"), ("d", "7654321")], ""),
        (Extra.FIRST, [("d", "7654321"), ("d", "0123456")], ""),
        (Extra.HIDDEN, [("dossier", "7654321"), ("user", "7654321")], ""),
        (Extra.ADDRESS, [("d", "0123456")], "d=7654321&login=7654321&"),
    ],
)
def test_another_dossier_is_named_beside_hers(
    camille: Affiliate, extra: Extra, pairs: list[tuple[str, str]], query: str
) -> None:
    """B07: the fields that the form has keep their values."""
    dominique = Affiliate(camille.world, camille.person)
    dominique.describe(dossier="7654321")
    sent: list[Any] = []
    browser = camille.browser
    browser.submit = lambda form, **_: sent.append(form) or camille.page  # type: ignore[method-assign] # - a spy
    links.choose_naming_another(camille, dominique, extra, "Grenade-7-Vive")

    [form] = sent
    assert all(pair in form.pairs for pair in pairs)
    expected = [value for name, value in pairs if name == "d"] or ["0123456"]
    assert expected == [value for name, value in form.pairs if name == "d"]
    assert query in form.form.action
    assert ("login", "x") in form.pairs


def test_a_portal_that_grants_one_link_is_not_judged(
    camille: Affiliate, target: Any
) -> None:
    """B04: refusing the second request while the first link lives obeys too."""
    target.answers[:] = [Page(LINK, 200, (), REFUSED)]
    with pytest.raises(NotObservable, match="second lien"):
        links.obtain_second_link(camille)


def test_asking_again_stops_at_a_refusal(camille: Affiliate, target: Any) -> None:
    """B04: whatever the portal makes of it, the scenario goes on."""
    target.answers[:] = [Page(LINK, 200, (), REFUSED)]
    links.ask_again(camille, 3)

    assert 1 == len(target.browsers)


def test_an_account_is_deleted(world: World, camille: Affiliate, target: Any) -> None:
    """B43: the others are set anew, hers is not among them."""
    world.introduce("Dominique", dossier="7654321")
    world.settle()
    links.lose_account(camille)
    sets = [calls for name, calls in target.bench.calls if name == "accounts"]
    before, after = ([account["dossier"] for account in one] for one in sets)

    assert {"0123456", "7654321"} <= set(before)
    assert sorted(before) == sorted([*after, "0123456"])


@pytest.mark.usefixtures("step_8")
def test_different_passwords_go_at_once(camille: Affiliate, target: Any) -> None:
    """B50: each form once, the answers in the order of the passwords."""
    parallel.choose_different_at_once(camille, 4)
    sent = [form["p"] for kind, form in target.browsers[0].asked if kind == "form"]

    assert [f"Grenade-{number}-Vive" for number in range(1, 5)] == sorted(sent)
    assert 4 == len(camille.simultaneous)


def test_the_announced_password_is_tried_first(
    camille: Affiliate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """B50: before any limit on failures comes into play; then all the others."""
    refused, changed = Page(LINK, 410, (), REFUSED), Page(LINK, 200, (), CHANGED)
    camille.simultaneous = (refused, refused, changed)
    tried: list[str] = []

    def log_in(somebody: Affiliate, password: str) -> None:
        tried.append(password)
        somebody.show(Page(f"https://portail.test/{password}", 200, (), b""))

    monkeypatch.setattr(parallel, "log_in", log_in)
    parallel.log_in_with_each(camille)

    assert ["Grenade-3-Vive", "Grenade-1-Vive", "Grenade-2-Vive"] == tried
    assert [f"https://portail.test/{one}" for one in tried] == [
        page.url for page in camille.answers
    ]


def test_what_the_portal_refuses_to_file_is_noted(
    camille: Affiliate, target: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """B39: a portal that files no such text injects nothing with it."""

    def refuse(*_: object) -> None:
        raise BenchRefusal("422")

    before = camille.person
    monkeypatch.setattr(target.bench, "change_account", refuse)
    records.try_address(camille, "a@b.test\r\nBcc: c@d.test")
    records.try_name(camille, "Camille\r\nBcc: c@d.test")

    assert before == camille.person
    assert [
        "Ce portail refuse d'enregistrer cette adresse.",
        "Ce portail refuse d'enregistrer ce nom.",
    ] == camille.world.evidence.notes


def test_what_the_portal_files_is_hers(camille: Affiliate) -> None:
    """B39: an address or a name, whatever it holds."""
    records.try_name(camille, "<b>Camille</b>")
    records.try_address(camille, "a@b.test, c@d.test")

    assert "a@b.test, c@d.test" == camille.person.email
    assert "<b>Camille</b>" == camille.person.first_name == camille.person.last_name
