"""What people type: dossier numbers with a slip, passwords that are refused, or not."""

from __future__ import annotations

from simulator.living.draws import Draws
from simulator.living.procedure import Typed

_WORDS = ("Marais", "Colline", "Tilleul", "Granit", "Ruisseau", "Falaise", "Verger")
_WEAK = {
    "short": "Mai26",
    "no_capital": "tilleul2026",
    "no_digit": "TilleulVerger",
    "common": "Azerty123",
}


def mistyped(dossier: str, draws: Draws) -> str:
    """Return *dossier* with one digit that is another."""
    place = draws.below("slip place", len(dossier))
    digit = (int(dossier[place]) + 1 + draws.below("slip digit", 9)) % 10
    return f"{dossier[:place]}{digit}{dossier[place + 1 :]}"


def strong(draws: Draws) -> str:
    """Return a password that obeys the rule of step 8 and is on no list."""
    first, second = (
        _WORDS[draws.below(f"word {number}", len(_WORDS))] for number in (1, 2)
    )
    return f"{first}-{second}-{draws.below('number', 9000) + 1000}"


def weak(kind: str, dossier: str, password: str, draws: Draws) -> Typed:
    """Return what is typed at step 8, wrong in the way *kind* says; "" for nothing.

    Args:
        kind: a key of the assumption ``weak_kinds``, or "".
        dossier: the person's own.
        password: what would be accepted.
        draws: the request's.
    """
    if kind == "confirmation":
        return Typed(dossier, password, f"{password}x")
    if kind == "dossier":
        return Typed(mistyped(dossier, draws), password, password)
    chosen = _WEAK[kind] if kind else password
    return Typed(dossier, chosen, chosen)
