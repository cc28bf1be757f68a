"""The addresses of the SMTP envelope."""

from __future__ import annotations

import re

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_PARAMETERS = r" [A-Za-z0-9=. -]*"
EVERYDAY_ADDRESS = rf"{_ATOM}(?:\.{_ATOM})*@{_ATOM}(?:\.{_ATOM})*"
"""Pattern of the addresses that most people have: no quotes, no accents."""
_EVERYDAY_PATH = re.compile(rf"<({EVERYDAY_ADDRESS})>({_PARAMETERS})?")

NULL_PATH = "<>"


def split_path(path: str) -> tuple[str, str] | None:
    """Return address and parameters of a path such as "<a@b.test> SIZE=10".

    None for anything less common, which takes a real parser.
    """
    everyday = _EVERYDAY_PATH.fullmatch(path)
    return (everyday[1], everyday[2] or "") if everyday else None


def refusal_of(address: str, *, smtp_utf8: bool) -> str | None:
    """Return the reply to an address that no server would take, or None.

    Args:
        address: the address; bytes that are not UTF-8 show as lone surrogates.
        smtp_utf8: whether the client announced SMTPUTF8 for this message.
    """
    if address.isascii():
        return None
    if not smtp_utf8:
        return "553 5.6.7 SMTPUTF8 is needed for this address"
    try:
        address.encode()
    except UnicodeEncodeError:
        return "553 5.1.3 The address is not UTF-8"
    return None
