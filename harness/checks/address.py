"""What a page may show of an e-mail address (P5.2, P6.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.checks.failure import CheckFailed, require
from harness.checks.pages import seen
from harness.checks.spellings import spellings
from harness.pages import Page

_SHOWN = re.compile(
    r"(?:Par mail|envoyé) à l'adresse[\s:«\"']*([^\s«»\"(),;]*@[^\s«»\"(),;]+)"
)
_SIGNS = re.compile(r"[^\w@.+\-' ]|([-._])\1|x{3,}", re.IGNORECASE)
"""What stands for hidden letters: any sign, repeated punctuation, a row of x."""

_ROWS_OF_X = re.compile(r"x{3,}", re.IGNORECASE)
_MOST_LEGIBLE = 0.8
"""Share of the address that a mask may leave legible."""

_AT_STEP_5 = "Par mail à l'adresse"
_AT_STEP_6 = "vous a été envoyé à l'adresse"


def masked_address(page: Page) -> str:
    """Return the address as step 5 or 6 shows it.

    Raises:
        CheckFailed: the page shows none.
    """
    found = _SHOWN.search(page.text)
    if found is None:
        raise CheckFailed(f"La page ne montre pas d'adresse. {seen(page)}")
    return found[1].rstrip(".:")


def is_masked(page: Page, address: str) -> None:
    """Check that the address shown hides part of *address*, and misleads about none.

    Only properties are checked: the rule of the mask is the portal's own.
    """
    shown = masked_address(page)
    require(
        _SIGNS.search(shown),
        f"« {shown} » n'est pas une adresse masquée. {seen(page)}",
    )
    local, _, domain = _ROWS_OF_X.sub("", shown).rpartition("@")
    real_local, _, real_domain = address.rpartition("@")
    legible, whole = _letters(local + domain), _letters(address)
    half_hidden = 2 * len(_letters(local)) <= len(_letters(real_local))
    require(
        half_hidden or len(legible) <= _MOST_LEGIBLE * len(whole),
        f"« {shown} » laisse lire presque toute l'adresse. {seen(page)}",
    )
    wired = real_domain.encode("idna").decode() if not real_domain.isascii() else ""
    require(
        _is_spelled_in_order(local, real_local)
        and any(_is_spelled_in_order(domain, one) for one in (real_domain, wired)),
        f"« {shown} » montre des lettres qui ne sont pas celles de l'adresse.",
    )


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _is_spelled_in_order(shown: str, real: str) -> bool:
    rest = iter(real.casefold())
    return all(letter in rest for letter in _letters(shown))


def is_nowhere_in_clear(pages: Iterable[Page], address: str) -> None:
    """Check that *address* stands nowhere in any answer, however it is spelled."""
    wanted = address.casefold()
    for page in pages:
        for how, told in spellings(page):
            require(
                wanted not in told.casefold(),
                f"L'adresse complète se trouve dans la page ({how}). {seen(page)}",
            )


def same_mask(pages: Iterable[Page]) -> None:
    """Check that steps 5 and 6 were seen and show the address masked alike (P6.1)."""
    masks: dict[str, str] = {}
    for page in pages:
        for step in (_AT_STEP_5, _AT_STEP_6):
            if step in page.text:
                masks[step] = masked_address(page)
    shown = sorted(set(masks.values()))
    require(
        len(masks) > 1 and len(shown) == 1,
        f"L'adresse n'est pas masquée de même aux étapes 5 et 6 : {shown}",
    )
