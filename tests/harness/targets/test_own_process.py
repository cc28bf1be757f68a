"""The simulated portal in a process of its own, at its public names."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator

import httpx
import pytest

from harness.errors import Unreachable
from harness.labels import LABELS
from harness.pages import Page
from harness.target import Capability
from harness.targets.own_process import HttpTarget, PortalProcess, start_portal

_SOON_S = 10.0


@pytest.fixture(scope="module")
def target() -> Iterator[HttpTarget]:
    """The portal, started once."""
    started = HttpTarget()
    yield started
    started.close()


@pytest.fixture(scope="module")
def process() -> Iterator[PortalProcess]:
    """Another one, of which the process is held."""
    started = start_portal()
    yield started
    started.stop()


def test_ctrl_c_is_not_for_the_portal(process: PortalProcess) -> None:
    """A terminal tells all processes of the command: the bench still asks it."""
    assert os.getpgid(process.process.pid) != os.getpgid(0)


def test_the_target_says_what_it_is(target: HttpTarget) -> None:
    """Its name, its home, and all that can be seen without a screen."""
    unseen = {Capability.BROWSER, Capability.DNS}

    assert ("http", "https://www.carpimko.com/") == (target.name, target.home)
    assert frozenset(Capability) - unseen == target.capabilities


def test_step_four_is_found_by_its_words_over_tls(target: HttpTarget) -> None:
    """Public addresses stay what they are on every page; each page is told."""
    seen: list[Page] = []
    browser = target.open_browser(seen.append)
    home = browser.visit(target.home)
    login = browser.visit(home.link(LABELS.personal_space).url)
    forgotten = browser.visit(login.link(LABELS.forgotten).url)
    browser.close()

    assert [home, login, forgotten] == seen
    assert forgotten.url.startswith("https://www2.carpimko.com/")
    assert "Avez vous oublié votre mot de passe?" in forgotten.headings


def test_http_is_sent_to_https(target: HttpTarget) -> None:
    """The plain port answers at the same names."""
    browser = target.open_browser(lambda _: None)
    page = browser.visit("http://www.carpimko.com/")
    browser.close()

    assert page.via == ("http://www.carpimko.com/",)
    assert "https://www.carpimko.com/" == page.url


def test_nothing_but_the_bench_is_reached(target: HttpTarget) -> None:
    """A name that the bench does not serve is nobody: no request leaves."""
    browser = target.open_browser(lambda _: None)
    for elsewhere in ("https://www.carpimko.com:8443/", "https://autre.example/"):
        with pytest.raises(Unreachable, match="not served on this bench"):
            browser.visit(elsewhere)
    browser.close()


def test_only_its_own_certificate_is_believed(process: PortalProcess) -> None:
    """Somebody else's TLS server at that port would be refused."""
    usual = ssl.create_default_context()

    with (
        httpx.Client(verify=usual, trust_env=False) as client,
        pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"),
    ):
        client.get(f"https://127.0.0.1:{process.https}/")


def test_the_process_ends_with_its_input() -> None:
    """When whoever started it dies, the portal dies too."""
    started = start_portal()
    assert started.process.stdin is not None
    started.process.stdin.close()

    assert 0 == started.process.wait(_SOON_S)
    started.stop()


def test_a_process_that_is_gone_is_unreachable() -> None:
    """Said with the address, not with a traceback of the client."""
    target = HttpTarget()
    target.close()
    browser = target.open_browser(lambda _: None)

    with pytest.raises(Unreachable, match=r"https://www.carpimko.com/ ne répond pas"):
        browser.visit(target.home)
    browser.close()
