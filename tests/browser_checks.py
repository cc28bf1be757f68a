"""A real browser for the tests, and what every page shown in it must satisfy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from harness.errors import ConfigurationError
from harness.targets.chromium.executable import find_chromium

WIDTHS = (1280, 390)

_OVERLAPS = """() => {
  const shown = [...document.querySelectorAll(
    'a, button, input:not([type=hidden]), select, label, h1, h2, h3, dt, dd, iframe')]
    .filter((each) => each.checkVisibility() && !each.matches('.skip'));
  const boxes = shown.map((each) => [each, each.getBoundingClientRect()]);
  const bad = [];
  for (const [one, a] of boxes) {
    if (a.right > innerWidth + 1 || a.left < -1) bad.push('out: ' + one.outerHTML);
    for (const [two, b] of boxes) {
      if (one === two || one.contains(two) || two.contains(one)) continue;
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 2 && high > 2) bad.push(one.outerHTML + ' / ' + two.outerHTML);
    }
  }
  return bad;
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Open Debian's Chromium, without a window; fail if there is none."""
    try:
        program = find_chromium()
    except ConfigurationError as absent:
        pytest.fail(str(absent))
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox"]
        )
        yield opened
        opened.close()


def check_page(page: Page) -> None:
    """Nothing overlaps nor overflows on *page*, and axe finds no violation.

    The page's context must let axe in (``bypass_csp``).
    """
    size = page.viewport_size
    assert size
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert size["width"] >= wide, page.url
    assert [] == page.evaluate(_OVERLAPS), page.url
    found = Axe().run(page)
    assert 0 == found.violations_count, found.generate_report()
