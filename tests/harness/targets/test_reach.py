"""A portal reached by what another process was told of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from harness.errors import NotObservable
from harness.labels import LABELS
from harness.target import Capability
from harness.targets.file.reading import read_target_file
from harness.targets.file.target import FileTarget
from harness.targets.own_process import HttpTarget
from harness.targets.reach import Reach, ReachedTarget


def travelled(reach: Reach) -> Reach:
    """Return *reach* as another process reads it."""
    return Reach.from_json(json.loads(json.dumps(reach.as_json())))


def test_the_simulated_portal_is_reached_over_tls() -> None:
    """At its public names, with its certificate; without any limit on submissions."""
    target = HttpTarget("http", "--under-load")
    try:
        reach = travelled(target.reach)
        assert target.reach == reach
        reached = ReachedTarget(reach)
        browser = reached.open_browser(lambda _: None)
        page = browser.visit(reached.home)
        login = browser.visit(page.link(LABELS.personal_space).url)
        browser.close()
    finally:
        target.close()

    assert login.url.startswith("https://www2.carpimko.com/")
    assert {Capability.ACCOUNTS, Capability.CAPTCHA} == reached.capabilities


def test_a_faulty_portal_may_be_served_too() -> None:
    """Any defect of the catalogue, in a process of its own."""
    target = HttpTarget("defect:x", "--under-load", "--defect", "liens_croises")
    target.close()

    assert "defect:x" == target.name


@pytest.mark.parametrize(("table", "opens"), [("", False), ("[load]\n", True)])
def test_other_machines_are_spoken_to_only_if_allowed(
    tmp_path: Path, table: str, *, opens: bool
) -> None:
    """A link or a redirection leads nobody to a portal whose owner said nothing."""
    file = tmp_path / "cible.toml"
    allowed = 'allowed_by = "A. Petit"\n' if table else ""
    file.write_text(
        '[portal]\nname = "R"\nhome = "http://127.0.0.1:9/"\n'
        f'hosts = ["recette.invalid"]\n{table}{allowed}',
        encoding="utf-8",
    )
    target = FileTarget(read_target_file(file))
    reach = travelled(target.reach)
    target.close()
    browser = ReachedTarget(reach).open_browser(lambda _: None)

    assert opens == ("recette.invalid" in reach.hosts)
    if not opens:
        with pytest.raises(NotObservable, match="n'est pas du portail"):
            browser.visit("https://recette.invalid/")
    browser.close()
