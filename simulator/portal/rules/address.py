"""The e-mail address on file: can it be written to, and what of it may be shown.

Source: P5.2 (masked, the rule is the portal's own, assumption H04), P5.7.
"""

from __future__ import annotations

import re

_HIDDEN = "*****"
"""Always five: the count must not tell how long the hidden part is."""

_LEGIBLE_FROM = 3
"""Below this many characters nothing of a part is shown."""

_FORBIDDEN = r"\s\x00-\x1f\x7f@\"<>(),:;\[\]\\"
_IN_NO_DOMAIN = _FORBIDDEN + r"!\#$%&'*+/=?^_`{|}~."
"""RFC 5321 §4.1.2: letters, digits and hyphens; RFC 6531 adds what is not ASCII."""
_DELIVERABLE = re.compile(
    rf"""(?! \*+ @ )                                    # stars only: its own mask
        (?: [^{_FORBIDDEN}]+ | "[^"\\\x00-\x1f\x7f]+" )   # local part, plain or quoted
        @
        (?: [^{_IN_NO_DOMAIN}]+ \. )+ [^{_IN_NO_DOMAIN}]{{2,}}""",
    re.VERBOSE,
)


def is_deliverable(address: str | None) -> bool:
    """Tell whether a mail can be sent to *address* (absent or invalid: no)."""
    return address is not None and _DELIVERABLE.fullmatch(address) is not None


def mask(address: str) -> str:
    """Return *address* with its heart hidden, as steps 5 and 6 show it.

    The first character of the local part and of the domain stay when the part has at
    least three; the last label of the domain stays.
    """
    local, _, domain = address.rpartition("@")
    host, _, ending = domain.rpartition(".")
    return f"{_part(local)}@{_part(host)}.{ending}"


def _part(text: str) -> str:
    shown = text[0] if len(text) >= _LEGIBLE_FROM and text[0].isalnum() else ""
    return shown + _HIDDEN
