"""No input gives a server error, nor a page without a way back."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Any

import pytest
from flask import request

from simulator.portal.service.parts import Parts
from simulator.portal.settings import RateLimits
from simulator.portal.web import errors
from tests.simulator.portal.fuzz.firing import Figures, fire_at_bench, fire_at_pages
from tests.simulator.portal.stateful.world import CHEAP, LIMITED

# Cut off in the middle, a multipart body leaves its temporary file to be collected:
# Werkzeug closes only what it has read to the end.
# And a failure is worth telling, however long what was sent.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings(
        "ignore:Generating overly large repr:hypothesis.errors.HypothesisWarning"
    ),
]

TIMES = int(os.environ.get("SESAME_FUZZ_TIMES", "1"))
"""« make fuzz » fires thirty times as much: more than 200 000 requests."""

PAGES, LIMITED_PAGES, BENCH = 4_500 * TIMES, 1_000 * TIMES, 2_000 * TIMES
"""Requests."""

ACCEPTED = {
    "link": 200,
    "/Comptes/MotDePasseOublie": 303,
    "/Comptes/ChoixEnvoi/…": 303,
    "/Comptes/ReinitialiserMotdepasse": 303,
    "/Comptes/PremierMotDePasse": 303,
    "/Comptes/ModifierMotDePasse": 303,
    "/Comptes/Deconnexion": 303,
    "/FranceConnect/Retour": 303,
    "/FranceConnect/Dossier": 200,
}
"""What an address answers when it takes what was sent: the code behind was reached."""

TAKEN = {
    "/_bench/clock": 204,
    "/_bench/accounts": 204,
    "/_bench/accounts/affilie/0012345": 204,
    "/_bench/routes": 204,
    "/_bench/outbox/run": 204,
    "/_bench/restart": 204,
    "/_bench/letters/1/pdf": 200,
}


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    """Collect here what would be complained of in somebody else's test."""
    yield
    gc.collect()


def test_no_input_breaks_a_page() -> None:
    """Every page, every field, every query parameter; half of it nearly right."""
    figures = fire_at_pages(CHEAP, PAGES)

    _show(figures)
    assert figures.total() >= PAGES
    missed = {
        rule for rule, status in ACCEPTED.items() if status not in figures.reached(rule)
    }
    assert set() == missed
    assert {200, 303, 400, 404, 405, 410, 413} <= set(figures.statuses)


def test_no_input_breaks_a_page_that_limits_its_visitors() -> None:
    """The same with rate limits and lock-out, whose keys are what was typed."""
    tight = RateLimits(**{each.name: "4 per 1 minute" for each in fields(RateLimits)})
    figures = fire_at_pages(replace(LIMITED, rate_limits=tight), LIMITED_PAGES)

    _show(figures)
    assert figures.total() >= LIMITED_PAGES
    assert 429 in figures.statuses


def test_no_call_breaks_the_bench() -> None:
    """A bad body is answered 422; what is taken, the pages can live with."""
    figures = fire_at_bench(CHEAP, BENCH)

    _show(figures)
    assert figures.total() >= BENCH
    missed = {
        rule for rule, status in TAKEN.items() if status not in figures.reached(rule)
    }
    assert set() == missed
    assert 422 in figures.statuses


def _raising(parts: Parts) -> Parts:
    known = {
        name: parts.rulebook.read_situation(name) for name in ("affilie", "ayant_droit")
    }
    return replace(
        parts, rulebook=replace(parts.rulebook, read_situation=known.__getitem__)
    )


def _counting_in_numbers(parts: Parts) -> Parts:
    def is_dossier(text: str, _situation: Any) -> bool:
        return 0 < int(text) <= 9_999_999

    return replace(parts, rulebook=replace(parts.rulebook, is_dossier=is_dossier))


@pytest.mark.parametrize("broken", [_raising, _counting_in_numbers])
def test_a_view_that_falls_over_is_found(broken: Callable[[Parts], Parts]) -> None:
    """A value that nobody expected, and the page is a server error."""
    with pytest.raises(AssertionError, match="status 500"):
        fire_at_pages(CHEAP, PAGES, change=broken)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ('<html lang="fr"><h1>Erreur</h1>', "without a way back"),
        ('<html lang="en"><h1>Error</h1><a href="/">Home</a>', "in French"),
        ('<html lang="fr"><h1>E</h1><a href="/">A</a>Traceback', "of its insides"),
        ('<html lang="fr"><h1>E</h1><a href="/">A</a>{}', "runs what was sent"),
    ],
)
def test_a_bad_error_page_is_found(
    page: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page without a way back, in English, or that tells or runs too much."""

    def bare(_title: str, _text: str, code: int) -> tuple[str, int]:
        return page.format(request.path), code

    monkeypatch.setattr(errors, "_page", bare)
    with pytest.raises(AssertionError, match=said):
        fire_at_pages(CHEAP, PAGES)


def _show(figures: Figures) -> None:
    """Print what was answered, for who runs pytest with -rP."""
    print(figures.total(), "requests", dict(sorted(figures.statuses.items())))  # noqa: T201 - figures
    for (rule, method, status), times in sorted(figures.items()):
        print(f"{times:6} {method:8} {rule} {status}")  # noqa: T201 - figures
