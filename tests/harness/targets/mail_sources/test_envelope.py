"""Reading an envelope from what the receiving server wrote on top of a mail."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.targets.mail_sources.envelope import (
    Envelope,
    arrival,
    envelope_of,
    head_of,
    stamped,
)
from simulator.clock import real_now

OWNER = "recette@mail.test"
TO = b"To: Camille <camille@mail.test>\r\n"


def _envelope(raw: bytes) -> Envelope:
    return envelope_of(head_of(raw), OWNER)


@pytest.mark.parametrize(
    ("head", "recipients"),
    [
        pytest.param(TO, ["camille@mail.test"], id="To"),
        pytest.param(
            TO + b"Cc: a@x.test, B <b@x.test>\r\nBcc: c@x.test\r\n",
            ["camille@mail.test", "a@x.test", "b@x.test", "c@x.test"],
            id="several",
        ),
        pytest.param(
            b"X-Original-To: pirate@x.test\r\nDelivered-To: recette@mail.test\r\n" + TO,
            ["pirate@x.test"],
            id="Postfix: whom the portal named, whatever To says",
        ),
        pytest.param(
            b"Envelope-to: a@x.test, b@x.test\r\n" + TO,
            ["a@x.test", "b@x.test"],
            id="Exim: both of one copy",
        ),
        pytest.param(
            b"X-Original-To: b@x.test\r\nX-Original-To: a@x.test\r\n" + TO,
            ["b@x.test", "a@x.test"],
            id="forwarded: both servers wrote it",
        ),
        pytest.param(
            b"Delivered-To: CAMILLE@mail.test\r\n" + TO + b"Cc: other@x.test\r\n",
            ["CAMILLE@mail.test"],
            id="her own mailbox: the copy is hers alone",
        ),
        pytest.param(
            b"Delivered-To: recette@mail.test\r\n" + TO,
            ["camille@mail.test", "recette@mail.test"],
            id="a catch-all: hers, and the mailbox's",
        ),
        pytest.param(b"To: undisclosed-recipients:;\r\n", [OWNER], id="nobody named"),
        pytest.param(b"To: Camille\r\n", [OWNER], id="no address"),
        pytest.param(
            b"To:\r\n =?utf-8?q?Zo=C3=A9?=\r\n\t<zoe@mail.test>\r\n",
            ["zoe@mail.test"],
            id="folded",
        ),
        pytest.param(
            b"To: a@x.test\r\nTo: b@x.test\r\n", ["a@x.test", "b@x.test"], id="twice"
        ),
        pytest.param(b"Subject: x\r\n\r\n" + TO, [OWNER], id="To in the body"),
        pytest.param(b"\r\n" + TO, [OWNER], id="no headers"),
    ],
)
def test_recipients(head: bytes, recipients: list[str]) -> None:
    """Whom the server was told, if it wrote that down; else whom the portal wrote."""
    assert tuple(recipients) == _envelope(head + b"\r\nTo: corps@x.test\r\n").recipients


@pytest.mark.parametrize(
    ("head", "sender"),
    [
        (b"Return-Path: <r@x.test>\r\nFrom: p@x.test\r\n", "r@x.test"),
        (b"Return-Path: <>\r\nFrom: p@x.test\r\n", ""),
        (b"From: Portail <p@x.test>\r\n", "p@x.test"),
        (b"", ""),
    ],
)
def test_sender(head: bytes, sender: str) -> None:
    """Return-Path, even the null sender's; From only where no server wrote it."""
    assert sender == _envelope(head + b"\r\n").sender


@pytest.mark.parametrize(
    ("line", "instant"),
    [
        (b"Received: by a; Tue, 24 Nov 2026 10:00:00 +0100 (CET)", 9),
        (
            (
                b"Received: by a\r\n\tfor <b>; Tue, 24 Nov 2026 10:00:00 +0000\r\n"
                b"Received: by z; Tue, 24 Nov 2026 08:00:00 +0000"
            ),
            10,
        ),
        (b"Received: by a; Tue, 24 Nov 2026 10:00:00 -0000", None),
        (b"Received: by a", None),
        (b"Received: by a; hier", None),
        (b"Received: by a; Tue, 99 Nov 99999 10:00:00 +0000", None),
        (b"Subject: x", None),
    ],
)
def test_when_the_last_server_took_it(line: bytes, instant: int | None) -> None:
    """The topmost Received counts, if it says when, and in which time zone."""
    expected = None if instant is None else datetime(2026, 11, 24, instant, tzinfo=UTC)

    assert expected == stamped(head_of(line + b"\r\n\r\n"))


def test_a_server_whose_clock_is_fast() -> None:
    """Its mail comes now, or nobody would see it; what came before stays before."""
    now = real_now()

    assert now <= arrival(now + timedelta(minutes=5)) <= real_now()
    assert now - timedelta(hours=1) == arrival(now - timedelta(hours=1))
    assert now <= arrival(None) <= real_now()


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [
                    b"To",
                    b"Cc",
                    b"Delivered-To",
                    b"X-Original-To",
                    b"Return-Path",
                    b"From",
                    b"Received",
                    b"",
                    b" To",
                ]
            ),
            st.binary(max_size=60),
        ),
        max_size=6,
    ),
    st.binary(max_size=40),
)
def test_no_mail_breaks_it(lines: list[tuple[bytes, bytes]], body: bytes) -> None:
    """Whatever the bytes, the mail has an envelope, and somebody receives it."""
    raw = b"".join(name + b": " + value + b"\r\n" for name, value in lines) + body
    envelope = _envelope(raw)
    stamped(head_of(raw))

    assert envelope.recipients
    assert all("@" in recipient for recipient in envelope.recipients)
