"""Nothing is left behind: neither Chromium, nor its driver, nor the portal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest

from harness.errors import Unreachable
from harness.targets.chromium.arguments import arguments
from harness.targets.chromium.browser import ChromiumBrowser
from harness.targets.chromium.driver import Driver
from harness.targets.chromium.executable import find_chromium
from harness.targets.chromium.target import ChromiumTarget
from simulator.clock import real_seconds

_SOON_S = 60.0
_SCRIPT = """
import threading
from harness.targets.chromium.target import ChromiumTarget
target = ChromiumTarget()
target.open_browser(lambda page: None).visit(target.home)
print("ready", flush=True)
threading.Event().wait()
"""


def _descendants(process: int) -> set[int]:
    """Return the processes that *process* started, and those that they started."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            told = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        parents[int(folder.name)] = int(told[1])
    found: set[int] = set()
    new = {process}
    while new:
        new = {child for child, parent in parents.items() if parent in new} - found
        found |= new
    return found


def _alive(processes: set[int]) -> set[int]:
    alive = set()
    for process in processes:
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2]
        except OSError:
            continue
        if state.split()[0] != "Z":
            alive.add(process)
    return alive


def _left(processes: set[int]) -> set[int]:
    """Return which of *processes* are still there after a while."""
    began = real_seconds()
    while (left := _alive(processes)) and real_seconds() - began < _SOON_S:
        threading.Event().wait(0.05)
    return left


def test_closing_leaves_no_process() -> None:
    """Chromium, Playwright's driver and the portal end with the target."""
    before = _descendants(os.getpid())
    target = ChromiumTarget()
    started = _descendants(os.getpid()) - before
    target.close()
    target.close()

    assert len(started) > 3
    assert set() == _left(started)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_chromium_dies_with_its_parent(how: signal.Signals) -> None:
    """However a run is ended, nothing that it started goes on."""
    process = subprocess.Popen(
        [sys.executable, "-c", _SCRIPT],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    assert "ready\n" == process.stdout.readline()
    started = _descendants(process.pid)
    process.send_signal(how)
    process.wait(_SOON_S)
    process.stdout.close()

    assert len(started) > 3
    assert set() == _left(started)


def test_a_browser_that_is_gone_is_told(site: str) -> None:
    """Chromium killed from outside is a sentence, whatever is asked of it then."""
    before = _descendants(os.getpid())
    driver = Driver(find_chromium(), arguments({}))
    wire = httpx.HTTPTransport()
    browser = ChromiumBrowser(driver, wire, lambda _: None)
    page = browser.visit(f"{site}/demande")
    for process in _descendants(os.getpid()) - before:
        if "--remote-debugging-pipe" in Path(f"/proc/{process}/cmdline").read_text():
            os.kill(process, signal.SIGKILL)
    asked = (
        lambda: browser.visit(f"{site}/demande"),
        lambda: browser.submit(page.forms[0].press("Renoncer")),
        lambda: browser.inspector().walk(),
        lambda: ChromiumBrowser(driver, wire, lambda _: None),
    )
    for ask in asked:
        with pytest.raises(Unreachable, match=r"^(Le|L'onglet du) navigateur [^\n]*$"):
            ask()
    driver.close()
    wire.close()
    with pytest.raises(Unreachable, match=r"Le navigateur est fermé\."):
        browser.visit(f"{site}/demande")
