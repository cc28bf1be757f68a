"""Style sheets are kept once, from the page's own site only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from harness.errors import Unreachable
from harness.pages import Page
from harness.runs.style_sheets import (
    keep_style_sheets,
    style_sheet_file,
    style_sheets_of,
)
from harness.target import Target
from harness.targets.embedded import EmbeddedTarget

HOME = "https://www.carpimko.com/static/portal.css"


def test_only_sheets_of_the_same_site_are_asked_for() -> None:
    """The bench never leaves for another site because a page says so."""
    kept = [
        {"kind": "note", "text": "x"},
        {
            "kind": "page",
            "url": "https://a.test/x",
            "styles": [
                "https://a.test/s.css",
                "https://b.test/s.css",
                "http://a.test/s.css",
                "https://[",
            ],
        },
    ]

    assert ["https://a.test/s.css"] == list(style_sheets_of(kept))


def test_the_sheets_of_the_embedded_portal_are_kept(tmp_path: Path) -> None:
    """What the portal serves is written, what it does not have is passed over."""
    target = EmbeddedTarget()
    absent = "https://www.carpimko.com/static/absent.css"
    keep_style_sheets(target, [absent, HOME], tmp_path)
    target.close()
    folder, name = style_sheet_file(tmp_path, HOME)

    assert [folder / name] == list(folder.iterdir())
    assert b"--ink" in (folder / name).read_bytes()


class _Silent:
    """A portal that does not answer any more."""

    def open_browser(self, _seen: Callable[[Page], None]) -> _Silent:
        return self

    def visit(self, _url: str) -> Page:
        raise Unreachable("rien ne répond")

    def close(self) -> None:
        """Close nothing."""


@pytest.mark.parametrize("addresses", [[], [HOME]])
def test_a_portal_that_is_gone_ends_nothing(
    tmp_path: Path, addresses: list[str]
) -> None:
    """Evidence decides nothing: the page will be shown without its sheet."""
    silent: Target = _Silent()  # type: ignore[assignment] # two verbs of it
    keep_style_sheets(silent, addresses, tmp_path)

    assert [] == list(tmp_path.iterdir())
