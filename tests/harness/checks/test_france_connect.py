"""What FranceConnect demands of a portal, and whom the portal lets in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from harness.checks import france_connect as checks
from harness.checks.failure import CheckFailed
from harness.errors import NotObservable
from harness.pages import Page
from simulator.franceconnect.double import Authorization, Logout
from simulator.franceconnect.requests import Refusal

MakePage = Callable[..., Page]
NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)
ASKED = {
    "response_type": "code",
    "client_id": "portail",
    "redirect_uri": "https://portail.test/retour",
    "scope": "openid email identite_pivot",
    "acr_values": "eidas1",
    "state": "s" * 32,
    "nonce": "n" * 32,
}
SOUND = Authorization("1", NOON, "GET", ASKED, None)
LOGIN = (
    "<form><label>Numéro de dossier <input name=d></label>"
    "<label>Mot de passe <input type=password name=m></label></form>"
)
CAMILLE = ("affilie", "1234567")
REFUSED = "<h1>Identification refusée</h1><a href=/>Accueil</a>"


def asked(**changes: str | None) -> Authorization:
    """Return a sound request with some parameters changed, or left out (None)."""
    told = {**ASKED, **changes}
    kept = {name: value for name, value in told.items() if value is not None}
    return replace(SOUND, parameters=kept)


def space(page: MakePage, dossier: str) -> Page:
    """Return a personal space that tells whose it is."""
    return page(f"<h1>Mon espace</h1><p>Dossier {dossier}</p>")


def test_a_complete_request_passes() -> None:
    """More parameters than asked for, and longer secrets, are the portal's affair."""
    checks.request_is_complete([SOUND])
    checks.request_is_complete(
        [asked(state=None), asked(prompt="login", state="x" * 99)]
    )


@pytest.mark.parametrize(
    "changes",
    [
        *({name: None} for name in ASKED),
        {"response_type": "token"},
        {"scope": "identite_pivot"},
        {"acr_values": "eidas2"},
        {"redirect_uri": "/retour"},
        {"redirect_uri": "https://portail.test/#retour"},
        {"state": "s" * 31},
        {"nonce": "n" * 31},
    ],
)
def test_an_incomplete_request_fails(changes: dict[str, str | None]) -> None:
    """Each demand of FranceConnect is checked for itself."""
    with pytest.raises(CheckFailed):
        checks.request_is_complete([SOUND, asked(**changes)])


def test_a_request_that_franceconnect_refuses_fails() -> None:
    """Whatever else may be wrong with it."""
    refused = replace(SOUND, refusal=Refusal(400, "Y030007", "technique"))
    with pytest.raises(CheckFailed, match="Y030007"):
        checks.request_is_complete([refused])


def test_no_request_at_all_fails() -> None:
    """The portal led somewhere else."""
    with pytest.raises(CheckFailed, match="n'a rien demandé"):
        checks.request_is_complete([])


def test_fresh_secrets_pass_and_repeated_ones_fail() -> None:
    """Neither twice the same state, nor the same nonce, nor one for the other."""
    other = asked(state="t" * 32, nonce="m" * 32)
    checks.secrets_differ([SOUND, other])
    for repeated in ({"state": "s" * 32}, {"nonce": "n" * 32}, {"nonce": "s" * 32}):
        again = {"state": "t" * 32, "nonce": "m" * 32} | repeated
        with pytest.raises(CheckFailed, match="se répètent"):
            checks.secrets_differ([SOUND, asked(**again)])
    with pytest.raises(CheckFailed, match="deux demandes"):
        checks.secrets_differ([SOUND])


def test_her_own_space_passes(page: MakePage) -> None:
    """The page need not be the very one of the password's log-in."""
    spaces = {
        "affilie 1234567": space(page, "1234567"),
        "affilie 7654321": space(page, "7654321"),
    }
    welcome = page("<p>Bienvenue, identifiée par FranceConnect, dossier 1234567</p>")

    checks.opens_own_space(welcome, CAMILLE, spaces, page(LOGIN))
    alone = {"affilie 1234567": space(page, "1234567")}
    checks.opens_own_space(welcome, CAMILLE, alone, page(LOGIN))


@pytest.mark.parametrize(
    "shown",
    [
        "<h1>Mon espace</h1><p>Dossier 7654321</p>",
        "<h1>Mon espace</h1><p>Dossiers 1234567 7654321</p>",
        "<h1>Bienvenue</h1>",
        LOGIN,
    ],
)
def test_another_s_space_fails(page: MakePage, shown: str) -> None:
    """Somebody else's, both at once, nobody's, or none."""
    spaces = {
        "affilie 1234567": space(page, "1234567"),
        "affilie 7654321": space(page, "7654321"),
    }
    with pytest.raises(CheckFailed):
        checks.opens_own_space(page(shown), CAMILLE, spaces, page("<p>Dehors</p>"))


def test_spaces_that_say_nothing_are_not_judged(page: MakePage) -> None:
    """Where everybody's space reads the same, whose it is cannot be seen."""
    inside = page("<h1>Mon espace</h1>")
    spaces = {"affilie 1234567": inside, "affilie 7654321": inside}
    with pytest.raises(NotObservable, match="à qui ils sont"):
        checks.opens_own_space(inside, CAMILLE, spaces, page(LOGIN))


@pytest.mark.parametrize("status", [200, 400, 403])
def test_a_refusal_that_leads_on_passes(page: MakePage, status: int) -> None:
    """In any words and with any client status, if the space stays shut."""
    spaces = {"affilie 1234567": space(page, "1234567")}
    refused = page(REFUSED, status=status)

    checks.is_refused(refused, page(LOGIN), spaces)
    checks.is_refused(page(LOGIN), page("Interdit", status=403), spaces)


@pytest.mark.parametrize(
    ("shown", "status", "afterwards"),
    [
        (REFUSED, 500, LOGIN),
        ("", 200, LOGIN),
        ("<h1>Refusé</h1>", 403, LOGIN),
        (REFUSED, 403, "<h1>Mon espace</h1><p>Dossier 1234567</p>"),
        ("<h1>Mon espace</h1><p>Dossier 1234567</p><a href=/></a>", 200, LOGIN),
    ],
)
def test_a_breakdown_a_dead_end_or_an_open_door_fails(
    page: MakePage, shown: str, status: int, afterwards: str
) -> None:
    """A 5xx, an empty page, no way on, or a personal space that opens all the same."""
    spaces = {"affilie 1234567": space(page, "1234567")}
    with pytest.raises(CheckFailed):
        checks.is_refused(page(shown, status=status), page(afterwards), spaces)


def test_a_refusal_is_not_observable_without_any_space(page: MakePage) -> None:
    """Nobody's password opens one: where to look is not known."""
    with pytest.raises(NotObservable, match="par mot de passe"):
        checks.is_refused(page(REFUSED), None, {})


@pytest.mark.parametrize(
    "changes",
    [{}, {"sub": None}, {"state": ""}, {"post_logout_redirect_uri": "/ici"}, None],
)
def test_a_log_out_needs_hint_state_and_address(changes: dict[str, Any] | None) -> None:
    """Without one of them, or if FranceConnect heard nothing, the check fails."""
    told = Logout(NOON, "a" * 64 + "v1", "z" * 32, "https://portail.test/adieu")
    if changes == {}:
        checks.log_out_was_told([told])
        return
    heard = [] if changes is None else [replace(told, **changes)]
    with pytest.raises(CheckFailed):
        checks.log_out_was_told(heard)
