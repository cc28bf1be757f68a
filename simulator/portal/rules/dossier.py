r"""The dossier number: seven ASCII digits, kept as text.

``\Z`` and not ``$`` (which lets a final newline through), ``[0-9]`` and not ``\d``
(which takes the digits of every script). Source: P4.2, P8.1.
"""

from __future__ import annotations

import re

DIGITS = 7


def is_dossier(text: str, digits: int = DIGITS) -> bool:
    """Tell whether *text* is a well-formed dossier number of *digits* digits."""
    return re.fullmatch(rf"[0-9]{{{digits}}}", text) is not None
