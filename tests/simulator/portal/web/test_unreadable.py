"""What no page can read is refused in French, before anything falls over it."""

from __future__ import annotations

import pytest

from simulator.portal.web.unreadable import is_readable


@pytest.mark.parametrize(
    "host",
    [
        "www.carpimko.com",
        "www2.carpimko.com:443",
        "localhost",
        "127.0.0.1:8080",
        "[::1]:8080",
        "www.carpimko.com.",
        "a_b.example",
        f"{'a' * 63}.example",
    ],
)
def test_a_host_that_is_a_name_is_read(host: str) -> None:
    """Names, addresses and ports as browsers send them."""
    assert is_readable({"HTTP_HOST": host, "QUERY_STRING": "token=a%C3%A9"})


@pytest.mark.parametrize(
    "host",
    [
        *("", ".", "a..b", "-a.example", "a.example:x", "a.example:1:2", "a b"),
        *(f"{'a' * 64}.example", "a" * 300, "é.example", "a@b", "a\x00b"),
        ".".join(["a" * 60] * 5),
    ],
)
def test_a_host_that_is_none_is_refused(host: str) -> None:
    """Whatever no name may be, length included."""
    assert not is_readable({"HTTP_HOST": host, "QUERY_STRING": ""})


@pytest.mark.parametrize(
    ("query", "readable"), [("", True), ("a=\xc3\xa9", True), ("a=\xa9", False)]
)
def test_a_query_is_text(query: str, readable: bool) -> None:  # noqa: FBT001 - a table
    """Bytes that are no UTF-8 are no parameter."""
    assert readable is is_readable({"QUERY_STRING": query})
