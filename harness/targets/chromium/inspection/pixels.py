"""What changes between two pictures of one place, in contrast."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageChops

_LEVELS = 256
_DARK = 10
_LINEAR = tuple(
    level / 255 / 12.92 if level <= _DARK else ((level / 255 + 0.055) / 1.055) ** 2.4
    for level in range(_LEVELS)
)
"""Of an sRGB level, as the WCAG's relative luminance takes it."""


def opened(picture: bytes) -> Image.Image:
    """Return a PNG, ready to be compared."""
    return Image.open(BytesIO(picture)).convert("RGB")


def contrast_of_change(old: Image.Image, new: Image.Image, pixels: int) -> float:
    """Return the contrast that at least *pixels* pixels changed by, from 1 to 21.

    Args:
        old: what was drawn before.
        new: what was drawn after, of the same size.
        pixels: how many must have changed so much.
    """
    box = ImageChops.difference(old, new).getbbox()
    if box is None:
        return 1.0
    pairs = zip(
        old.crop(box).tobytes().hex(" ", 3).split(),
        new.crop(box).tobytes().hex(" ", 3).split(),
        strict=True,
    )
    ratios: dict[tuple[str, str], float] = {}
    changes = []
    for pair in pairs:
        if pair[0] != pair[1]:
            if pair not in ratios:
                ratios[pair] = contrast(*map(bytes.fromhex, pair))
            changes.append(ratios[pair])
    changes.sort(reverse=True)
    return changes[pixels - 1] if len(changes) >= pixels else 1.0


def contrast(one: bytes, other: bytes) -> float:
    """Return the WCAG's contrast ratio of two colours (red, green, blue)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: bytes) -> float:
    red, green, blue = (_LINEAR[level] for level in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
