"""What is shown on demand is kept once, found again, and bounded."""

from __future__ import annotations

import base64
import gzip
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.report.living.shelf import LARGEST_TEXT, Shelf, packed


def opened(box: str) -> Any:
    """Return what a box holds."""
    return json.loads(gzip.decompress(base64.b64decode(box)))


@given(st.lists(st.tuples(st.text(st.characters(codec="utf-8")), st.text())))
def test_every_text_is_found_where_it_is_said_to_be(
    texts: list[tuple[str, str]],
) -> None:
    """Whatever the order in which neighbours are put together."""
    shelf = Shelf()
    numbers = [shelf.text(text, likeness) for text, likeness in texts]
    boxes, places = shelf.boxes()
    found = []
    for number in numbers:
        assert number is not None
        box, rank = places[number]
        found.append(opened(boxes[box])[rank])

    assert [text for text, _ in texts] == found
    assert len({text for text, _ in texts}) == len(places)


def test_many_large_texts_fill_several_boxes() -> None:
    """So that a browser unfolds only what somebody asks for."""
    shelf = Shelf()
    for number in range(7):
        shelf.text(f"{number}" * LARGEST_TEXT, "x")
    boxes, places = shelf.boxes()

    assert 1 < len(boxes) < 7
    assert {box for box, _ in places} == set(range(len(boxes)))


def test_a_text_is_never_longer_than_what_is_shown() -> None:
    """What follows is cut; who puts it there says so."""
    shelf = Shelf()
    shelf.text("é" * (LARGEST_TEXT + 1), "x")
    (box,), _ = shelf.boxes()

    assert ["é" * LARGEST_TEXT] == opened(box)


def test_what_finds_no_room_is_counted() -> None:
    """The same text again costs nothing; another one is dropped."""
    shelf = Shelf(limit=10)

    assert [0, 0, None] == [
        shelf.text(one, "x") for one in ("12345678", "12345678", "abc")
    ]
    assert None is shelf.picture(b"123", lambda data: ("image/png", data))
    assert 2 == shelf.dropped


def test_a_picture_is_kept_once_and_made_lighter_once() -> None:
    """By the bytes as they came: the same page is pictured again and again."""
    shelf, asked = Shelf(), []

    def lighter(data: bytes) -> tuple[str, bytes]:
        asked.append(data)
        return "image/webp", data[:1]

    assert [0, 0, 1] == [shelf.picture(one, lighter) for one in (b"ab", b"ab", b"cd")]
    assert [b"ab", b"cd"] == asked
    assert ["YQ==", "Yw=="] == [one.data for one in shelf.pictures]


@pytest.mark.parametrize("text", ["</script>", "\ud800", "\x00", "é"])
def test_packed_is_no_markup(text: str) -> None:
    """Whatever is inside; half a character comes back as it was."""
    assert text == opened(packed(text))
    assert not set(packed(text)) & set("<>&\"'")
