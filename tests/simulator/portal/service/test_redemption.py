"""Step 8: what is refused, and that a refusal spares the link (P8, B07, B47)."""

from __future__ import annotations

from typing import Any

import pytest

from simulator.portal.rules.password import Violation
from simulator.portal.rules.situation import Situation
from simulator.portal.service.redemption import (
    LinkStatus,
    Redemption,
    Refusal,
    link_status,
)


@pytest.fixture
def token(office: Any) -> str:
    """The token of a link that Camille has just received."""
    office.ask()
    return str(office.tokens()[-1])


def test_the_new_password_takes_the_place_of_the_old(office: Any, token: str) -> None:
    """Not before step 8, and at once after it (P6.2, P9.2)."""
    assert office.log_in(office.OLD) is not None
    assert office.log_in(office.NEW) is None
    assert Redemption(LinkStatus.LIVE) == office.redeem(token)
    assert office.log_in(office.NEW) is not None
    assert office.log_in(office.OLD) is None


@pytest.mark.parametrize(
    "dossier",
    ["0012346", "12345", "", " 0012345", "0012345 ", "0012345\n", "００１２３４５"],
)
def test_another_dossier_is_refused(office: Any, token: str, dossier: str) -> None:
    """The number typed must be the link's own, character by character (P8.1, B07)."""
    office.enrol(dossier="0012346")
    expected = Redemption(LinkStatus.LIVE, (Refusal.DOSSIER,))

    assert expected == office.redeem(token, dossier=dossier)
    assert office.log_in(office.OLD) is not None
    assert office.log_in(office.OLD, (Situation.AFFILIE, "0012346")) is not None


@pytest.mark.parametrize(
    ("password", "confirmation"),
    [
        ("Soleil2026", "soleil2026"),
        ("Soleil2026", "Soleil2026 "),
        ("Soleil2026", ""),
        ("Été2026-soleil", "E\u0301te\u03012026-soleil"),
    ],
)
def test_a_confirmation_that_differs_is_refused(
    office: Any, token: str, password: str, confirmation: str
) -> None:
    """Code point by code point (P8.3)."""
    expected = Redemption(LinkStatus.LIVE, (Refusal.CONFIRMATION,))

    refused = office.redeem(token, password=password, confirmation=confirmation)
    assert expected == refused
    assert office.log_in(password) is None


@pytest.mark.parametrize(
    ("password", "violation"),
    [
        ("Soleil2", Violation.TOO_SHORT),
        ("soleil2026", Violation.NO_UPPER_CASE),
        ("SOLEIL2026", Violation.NO_LOWER_CASE),
        ("SoleilVif", Violation.NO_DIGIT),
        ("Aa1" + "x" * 4094, Violation.TOO_LONG),
    ],
)
def test_a_password_against_the_rule_is_refused(
    office: Any, token: str, password: str, violation: Violation
) -> None:
    """By the server, whatever the page did (P8.2)."""
    expected = Redemption(LinkStatus.LIVE, (), (violation,))

    assert expected == office.redeem(token, password=password)
    assert office.log_in(password) is None


def test_everything_wrong_is_said_at_once(office: Any, token: str) -> None:
    """The dossier, the confirmation and what the password lacks."""
    expected = Redemption(
        LinkStatus.LIVE,
        (Refusal.DOSSIER, Refusal.CONFIRMATION),
        (Violation.TOO_SHORT, Violation.NO_UPPER_CASE, Violation.NO_DIGIT),
    )

    refused = office.redeem(token, dossier="1", password="abc", confirmation="abd")
    assert expected == refused
    assert not refused.done


def test_a_refusal_spares_the_link(office: Any, token: str) -> None:
    """After any mistake the same link still works (B47)."""
    for typed in (
        {"dossier": "7654321"},
        {"confirmation": "autre"},
        {"password": "court"},
    ):
        assert not office.redeem(token, **typed).done

    assert LinkStatus.LIVE is link_status(office.parts, token)
    assert office.redeem(token).done


def test_the_sentences_of_a_refusal() -> None:
    """The page shows the value."""
    assert {
        Refusal.DOSSIER: "Le numéro de dossier ne correspond pas à ce lien.",
        Refusal.CONFIRMATION: "Les deux mots de passe ne sont pas identiques.",
    } == {refusal: refusal.value for refusal in Refusal}


@pytest.mark.parametrize(
    "redemption",
    [
        Redemption(LinkStatus.EXPIRED),
        Redemption(LinkStatus.USED),
        Redemption(LinkStatus.UNKNOWN),
        Redemption(LinkStatus.LIVE, (Refusal.DOSSIER,)),
        Redemption(LinkStatus.LIVE, (), (Violation.NO_DIGIT,)),
    ],
)
def test_only_a_live_link_without_refusal_is_done(redemption: Redemption) -> None:
    """Anything else changed nothing."""
    assert Redemption(LinkStatus.LIVE).done
    assert not redemption.done
