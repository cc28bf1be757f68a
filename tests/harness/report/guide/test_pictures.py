"""Screenshots made ready for paper."""

from __future__ import annotations

import base64
import io

from PIL import Image

from harness.report.guide.pictures import Picture, ready
from tests.harness.report.guide.conftest import png


def opened(picture: Picture) -> Image.Image:
    """Return the picture that its address holds."""
    _, _, encoded = picture.address.partition("base64,")
    return Image.open(io.BytesIO(base64.b64decode(encoded)))


def test_only_blank_is_cut_off() -> None:
    """What is drawn stays, with a margin; the blank on the right and below goes."""
    picture = ready(png(), None)

    assert (54, 54) == (picture.width, picture.height) == opened(picture).size
    assert (0, 0, 0) == opened(picture).getpixel((25, 25))


def test_a_control_is_outlined_and_never_cut_off() -> None:
    """The outline stands around the control, which stays as it was."""
    picture = ready(png(), (100.0, 50.0, 40.0, 20.0))
    image = opened(picture)

    assert picture.width > 140
    assert picture.height > 70
    assert (255, 255, 255) == image.getpixel((120, 60))
    red, green, _ = image.getpixel((120, 43))
    assert red > 150 > green


def test_a_blank_page_is_left_whole() -> None:
    """Where nothing is drawn there is nothing to cut by."""
    written = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(written, "PNG")
    picture = ready(written.getvalue(), None)

    assert (40, 30) == (picture.width, picture.height)
