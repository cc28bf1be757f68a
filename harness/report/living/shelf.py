"""What the document shows on demand: kept once each, compressed, within a limit.

Pages of a run resemble each other, and many are the same: the same text is kept once,
and neighbours are compressed together, in boxes small enough to be opened one at a
time.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

LARGEST_TEXT = 200_000
"""Characters of one page or mail that are shown."""
LIMIT = 64_000_000
"""Characters of all of them together, and bytes of all pictures: a browser has to
open the document, whatever the portal sends."""
_BOX = 600_000
"""Characters that are compressed together: a browser unfolds them in milliseconds."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, as a browser reads it."""

    kind: str
    """Its media type."""
    data: str
    """In base64."""


@dataclass(slots=True)
class Shelf:
    """Texts and pictures, numbered as they come."""

    limit: int = LIMIT
    dropped: int = 0
    """How many things found no room."""
    pictures: list[Picture] = field(default_factory=list)
    """In the order of their numbers."""
    _texts: dict[str, int] = field(default_factory=dict)
    _keys: list[str] = field(default_factory=list)
    _named: dict[bytes, int] = field(default_factory=dict)
    _held: int = 0

    def text(self, text: str, likeness: str) -> int | None:
        """Keep *text*; return its number, or None where there is no room left.

        Args:
            text: not longer than LARGEST_TEXT, or it is cut.
            likeness: what resembles it is kept under the same words (a path).
        """
        text = text[:LARGEST_TEXT]
        if text in self._texts:
            return self._texts[text]
        if not self._has_room(len(text)):
            return None
        self._keys.append(likeness)
        return self._texts.setdefault(text, len(self._texts))

    def picture(
        self, data: bytes, lighter: Callable[[bytes], tuple[str, bytes]]
    ) -> int | None:
        """Keep a picture; return its number, or None where there is no room left.

        Args:
            data: as it came; the same is kept once.
            lighter: makes of it what is kept: its media type and its bytes.
        """
        name = hashlib.sha256(data).digest()
        if name not in self._named:
            kind, light = lighter(data)
            picture = Picture(kind, base64.b64encode(light).decode())
            if not self._has_room(len(picture.data)):
                return None
            self._named[name] = len(self.pictures)
            self.pictures.append(picture)
        return self._named[name]

    def boxes(self) -> tuple[list[str], list[tuple[int, int]]]:
        """Return the boxes, and where each text is: box and rank, by number."""
        places = [(0, 0)] * len(self._texts)
        boxes: list[list[str]] = []
        room = 0
        # What resembles each other stands together: what repeats costs nothing.
        alike = sorted(self._texts.items(), key=lambda one: (self._keys[one[1]], one))
        for text, number in alike:
            if not boxes or room < len(text):
                boxes.append([])
                room = max(_BOX, len(text))
            places[number] = (len(boxes) - 1, len(boxes[-1]))
            boxes[-1].append(text)
            room -= len(text)
        return [packed(box) for box in boxes], places

    def _has_room(self, size: int) -> bool:
        if self._held + size > self.limit:
            self.dropped += 1
            return False
        self._held += size
        return True


def packed(value: Any) -> str:
    """Return *value* as JSON, compressed, in base64: no byte of it can be markup."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Half a character (a lone surrogate) is written as its JSON escape.
    data = text.encode("utf-8", "backslashreplace")
    return base64.b64encode(gzip.compress(data, 9, mtime=0)).decode()
