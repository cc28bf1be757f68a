"""The mail on the wire: its end, its dots, its limits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.mail.content import Content

_BYTES = st.lists(
    st.sampled_from(
        [b"a", b".", b"..", b"\r", b"\n", b"\r\n", b"\r\n.", b"\0", b"\xe9"]
    )
).map(b"".join)


def _stuffed(mail: bytes) -> bytes:
    """Return *mail*, which ends with a line's end or is empty, as it is sent."""
    return (b"\r\n" + mail).replace(b"\r\n.", b"\r\n..")[2:] + b".\r\n"


def _complete(mail: bytes) -> bytes:
    return mail if mail.endswith(b"\r\n") or not mail else mail + b"\r\n"


@given(_BYTES.map(_complete), st.lists(st.integers(1, 7)), _BYTES)
def test_a_mail_is_what_was_sent(mail: bytes, sizes: list[int], rest: bytes) -> None:
    """However it is cut into pieces, and whatever follows."""
    content, sent = Content(None), _stuffed(mail)
    pieces, position = [], 0
    for size in sizes:
        pieces.append(sent[position : position + size])
        position += size
    ended = [content.add(piece) for piece in pieces if piece]
    if sent[position:]:
        ended.append(content.add(sent[position:] + rest))

    assert [False] * (len(ended) - 1) + [True] == ended
    assert content.mail() == mail
    assert len(sent) == content.received
    assert content.rest == (rest if sent[position:] else b"")


@pytest.mark.parametrize("piece", [1, 7, 1000])
@pytest.mark.parametrize(("size", "fits"), [(100, True), (101, False), (5000, False)])
def test_a_mail_has_a_limit(size: int, piece: int, *, fits: bool) -> None:
    """To the byte; what is too big is not kept meanwhile."""
    content = Content(100)
    sent = b"x" * (size - 2) + b"\r\n.\r\n"
    for position in range(0, len(sent), piece):
        content.add(sent[position : position + piece])
        assert len(content._buffer) < 1200

    refusal = content.refusal()
    assert fits == (refusal is None)
    assert fits or str(refusal).startswith("552")


@pytest.mark.parametrize(
    ("line", "refused"),
    [(b"x" * 999, False), (b"x" * 1000, True), (b"." + b"x" * 998, False)],
    ids=["999", "1000", "dot and 998"],
)
def test_a_line_has_a_limit(line: bytes, *, refused: bool) -> None:
    """A thousand bytes, its end included, and the dot that the wire adds."""
    content = Content(None)
    assert content.add(b"a\r\n" + line + b"\r\nb\r\n.\r\n")

    assert refused == (content.refusal() is not None)
