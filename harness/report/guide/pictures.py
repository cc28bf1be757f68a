"""Screenshots made ready for paper: blank margins cut off, one control outlined."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw

from harness.report.guide.sights import Place

_INK = (200, 30, 30)
_THICK = 4
_GAP = 5
"""Pixels between a control and its outline."""
_MARGIN = 24


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture inside a page: its address and size in pixels."""

    address: str
    width: int
    height: int


def ready(png: bytes, mark: Place | None) -> Picture:
    """Return *png* with *mark* outlined, and without the blank on its right and below.

    Nothing that is drawn is cut off.
    """
    image = Image.open(io.BytesIO(png)).convert("RGB")
    right, bottom = _drawn(image)
    if mark is not None:
        left, top, width, height = mark
        reach = _GAP + _THICK
        frame = (left - reach, top - reach, left + width + reach, top + height + reach)
        ImageDraw.Draw(image).rounded_rectangle(frame, 6, outline=_INK, width=_THICK)
        right, bottom = max(right, round(frame[2])), max(bottom, round(frame[3]))
    size = (min(image.width, right + _MARGIN), min(image.height, bottom + _MARGIN))
    image = image.crop((0, 0, *size))
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    encoded = base64.b64encode(written.getvalue()).decode()
    return Picture(f"data:image/png;base64,{encoded}", *size)


def _drawn(image: Image.Image) -> tuple[int, int]:
    """Return how far right and down *image* differs from its left and lower edge.

    A band of one colour across the whole page is no content of its columns.
    """
    width, height = image.size
    edge = image.crop((0, 0, 1, height)).resize((width, height))
    wide = ImageChops.difference(image, edge).getbbox()
    below = image.crop((0, height - 1, width, height)).resize((width, height))
    high = ImageChops.difference(image, below).getbbox()
    return (wide[2] if wide else width, high[3] if high else height)
