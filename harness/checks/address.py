"""What a page may show of an e-mail address (P5.2, P6.1)."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterable
from urllib.parse import quote, unquote

from harness.checks.failure import CheckFailed, require
from harness.checks.pages import seen
from harness.labels import normalised
from harness.pages import Page

_MASKS = "*•·●…_xX×#.\u2026"
_AT_STEP_5 = re.compile(r"Par mail à l'adresse (\S.*?) ?(?:\(|$)")
_AT_STEP_6 = re.compile(r"vous a été envoyé à l'adresse (\S+?) ?\.? ")


def masked_address(page: Page) -> str:
    """Return the address as step 5 or 6 shows it.

    Raises:
        CheckFailed: the page shows none.
    """
    for form in page.forms:
        for item in form.fields:
            if found := _AT_STEP_5.search(item.label):
                return found[1].strip()
    if found := _AT_STEP_6.search(page.text + " "):
        return found[1].strip()
    raise CheckFailed(f"La page ne montre pas d'adresse. {seen(page)}")


def is_masked(page: Page, address: str) -> None:
    """Check that the address shown hides part of *address*, and misleads about none.

    Only properties are checked: the rule of the mask is the portal's own.
    """
    shown = masked_address(page)
    legible = "".join(char for char in shown if char not in "*•·●…#")
    require(
        "@" in shown and any(char in shown for char in _MASKS),
        f"« {shown} » n'est pas une adresse masquée. {seen(page)}",
    )
    require(
        legible.casefold() != address.casefold(),
        f"« {shown} » laisse lire toute l'adresse. {seen(page)}",
    )
    require(
        _is_spelled_in_order(legible.replace("@", ""), address),
        f"« {shown} » montre des lettres qui ne sont pas celles de l'adresse.",
    )


def _is_spelled_in_order(letters: str, address: str) -> bool:
    rest = iter(address.casefold())
    return all(letter in rest for letter in letters.casefold() if letter not in "x_.")


def is_nowhere_in_clear(pages: Iterable[Page], address: str) -> None:
    """Check that *address* stands nowhere in any answer: text, attribute, header."""
    spellings = _spellings(address)
    for page in pages:
        headers = " ".join(f"{name}: {value}" for name, value in page.headers)
        source = page.body.decode("utf-8", "replace")
        everything = " ".join(
            (source, html.unescape(source), headers, unquote(headers), page.url)
        ).casefold()
        for how, spelling in spellings.items():
            require(
                spelling.casefold() not in everything,
                f"L'adresse complète se trouve dans la page ({how}). {seen(page)}",
            )


def _spellings(address: str) -> dict[str, str]:
    return {
        "en clair": address,
        "encodée dans une adresse": quote(address, safe=""),
        "en JSON": json.dumps(address)[1:-1].replace("@", "\\u0040"),
        "en base 64": base64.b64encode(address.encode()).decode().rstrip("="),
    }


def same_mask(pages: Iterable[Page]) -> None:
    """Check that steps 5 and 6 show the address masked alike (P6.1)."""
    shown = set()
    for page in pages:
        text = normalised(page.text)
        if _AT_STEP_6.search(text + " ") or "Par mail à l'adresse" in text:
            shown.add(masked_address(page))
    require(len(shown) == 1, f"L'adresse n'est pas masquée de même : {sorted(shown)}")
