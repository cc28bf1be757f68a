"""Public addresses that are served elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.addresses import served

HERE = "http://127.0.0.1:8080"
REWRITE = {
    "https://www2.carpimko.com": HERE,
    "https://www2.carpimko.com/Comptes": f"{HERE}/comptes",
}


@pytest.mark.parametrize(
    ("public", "local"),
    [
        ("https://www2.carpimko.com", HERE),
        ("https://www2.carpimko.com/", f"{HERE}/"),
        ("https://www2.carpimko.com?a=1", f"{HERE}?a=1"),
        ("https://www2.carpimko.com#la", f"{HERE}#la"),
        ("HTTPS://WWW2.Carpimko.com/Chemin", f"{HERE}/Chemin"),
        ("https://www2.carpimko.com/Comptes/x", f"{HERE}/comptes/x"),
        ("https://www2.carpimko.com/ComptesX", f"{HERE}/ComptesX"),
        ("https://www2.carpimko.com.pirate.test/", None),
        ("https://www2.carpimko.com@pirate.test/", None),
        ("https://www2.carpimko.com:8443/", None),
        ("http://www2.carpimko.com/", None),
        ("/chemin", None),
        ("", None),
    ],
)
def test_the_beginning_of_an_address_is_replaced(
    public: str, local: str | None
) -> None:
    """Where a name ends, and nowhere else; the longest beginning wins."""
    assert (public if local is None else local) == served(public, REWRITE)


@given(st.text())
def test_without_rewriting_every_address_stays(address: str) -> None:
    """Whatever it is."""
    assert address == served(address, {})


@given(st.text())
def test_what_was_rewritten_stays(rest: str) -> None:
    """An address that is served is no public one: twice is as once."""
    once = served(f"https://www2.carpimko.com/{rest}", REWRITE)

    assert once == served(once, REWRITE)
