"""What is taken over from aiosmtpd, for speed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.mail import addresses, connection


@given(st.from_regex(addresses._EVERYDAY_PATH, fullmatch=True))
def test_everyday_paths_are_read_as_aiosmtpd_reads_them(path: str) -> None:
    """Where the fast way applies, it gives what the slow one gives."""
    client = connection.Connection.__new__(connection.Connection)
    address, rest = client._getaddr(path)
    slow_address, slow_rest = super(connection.Connection, client)._getaddr(path)

    assert slow_address == address
    assert (slow_rest or "").split() == (rest or "").split()


@given(st.text(st.sampled_from('a@b.<>[]"\\(),:; =é'), max_size=12))
def test_no_path_is_too_odd(path: str) -> None:
    """Whatever a client takes for an address is read or refused, without an error."""
    client = connection.Connection.__new__(connection.Connection)
    address, rest = client._getaddr(path)

    assert (address is None) == (rest is None)


@pytest.mark.parametrize(
    "path", ["<a@b.test>", "<a.b+c@b.test> SIZE=10 BODY=8BITMIME", "<a@b>"]
)
def test_everyday_paths_take_the_fast_way(path: str) -> None:
    """What portals send is matched, so that its parsing costs next to nothing."""
    assert addresses.split_path(path) is not None
