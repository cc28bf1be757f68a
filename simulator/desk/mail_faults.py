"""The faults of the mail server as the desk lists them: each lasts until repaired."""

from __future__ import annotations

from simulator.mail.faults import FaultPlan
from simulator.mail.named_faults import NAMED_FAULTS

_GROUPS = {
    "Refus passagers : le portail doit réessayer": (
        "greylisted",
        "busy",
        "closed",
        "sender_later",
        "full",
    ),
    "Refus définitifs : le portail doit renoncer": (
        "recipient",
        "sender",
        "content",
        "too_big",
        "no_connection",
        "encrypted_only",
        "known_only",
    ),
    "Coupures et silence": (
        "silent",
        "cut_content",
        "cut_end",
        "unconfirmed",
    ),
    "Remise": (
        "twice",
        "bounce",
    ),
}

MAIL_FAULTS: dict[str, tuple[str, str]] = {
    name: (NAMED_FAULTS[name].label, group)
    for group, names in _GROUPS.items()
    for name in names
}
"""By name: what is done wrong, and the heading it is listed under."""


def script_mail(plan: FaultPlan, name: str) -> None:
    """Have the mail server do wrong as *name* says, beside what it does already."""
    NAMED_FAULTS[name].script(plan, None)
