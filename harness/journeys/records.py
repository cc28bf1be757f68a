"""What the file holds of somebody, as hostile as it may be (B39)."""

from __future__ import annotations

from harness.errors import BenchRefusal
from harness.journeys.affiliate import Affiliate


def try_name(affiliate: Affiliate, name: str) -> None:
    """Have an agent file *name* as both her names; a portal may refuse it."""
    try:
        affiliate.world.change_account(affiliate, first_name=name, last_name=name)
    except BenchRefusal:
        affiliate.world.note("Ce portail refuse d'enregistrer ce nom.")


def try_address(affiliate: Affiliate, email: str) -> None:
    """Have an agent put *email* on file; a portal that refuses it keeps the old one."""
    try:
        affiliate.world.change_account(affiliate, email=email)
    except BenchRefusal:
        affiliate.world.note("Ce portail refuse d'enregistrer cette adresse.")
