"""Any password that may be chosen opens afterwards, however it is composed (B33)."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from simulator.portal.service import login
from simulator.portal.service.demand import Channel
from simulator.portal.service.own_password import (
    OwnPassword,
    Step,
    change_own_password,
)

# Letters that compose, marks, spaces of all kinds, and what else a keyboard gives.
_TEXT = st.text(
    st.one_of(
        st.sampled_from("aàâéèêëïôùûçÅΩ\u0301\u0300\u0327\u212b  \u00a0\u2003\t"),
        st.characters(exclude_categories=["Cs", "Cc"]),
    ),
    max_size=70,
)
_CHOSEN = st.builds("{}{}Aa1{}".format, st.sampled_from(["", " ", "é"]), _TEXT, _TEXT)


@pytest.fixture
def boundless(office: Any) -> Any:
    """An office that counts nothing: an example is no attempt."""
    limitless = replace(office.parts.settings, rate_limits=None, lockout_after=None)
    office.parts = replace(office.parts, settings=limitless)
    return office


@given(password=_CHOSEN, way=st.sampled_from(["link", "letter", "account"]))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_chosen_opens_in_each_form(
    boundless: Any, password: str, way: str
) -> None:
    """Composed or decomposed; one space or one letter less does not."""
    office = boundless
    start = "Depart2025!xyz"
    office.change(password_hash=office.parts.hasher.hash(start))
    if way == "link":
        office.ask()
        chosen = office.redeem(office.tokens()[-1], password=password).done
    elif way == "letter":
        office.ask(Channel.POST)
        session = office.log_in(office.letter_password())
        chosen = login.replace_letter_password(office.parts, session, password) == ()
    else:
        session = office.log_in(start)
        typed = OwnPassword(start, password, password)
        outcome = change_own_password(office.parts, session, typed)
        chosen = outcome.step is Step.DONE
    assume(chosen)

    for form in ("NFC", "NFD"):
        assert office.log_in(unicodedata.normalize(form, password)) is not None
    composed = unicodedata.normalize("NFC", password)
    for other in (composed[:-1], composed[1:], composed + " ", " " + composed):
        assert office.log_in(other) is None
