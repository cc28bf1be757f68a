"""What stands where a token is expected is none, and fits in an address."""

from __future__ import annotations

from urllib.parse import parse_qs

import httpx
import pytest

from harness.journeys.malformed import MALFORMED, SHAPES, malformed_query

TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJsb2dpbiI6IjAxMjM0NTYifQ.c2lnbmF0dXJlLXNlY3JldGU"
URL = "https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse"


@pytest.mark.parametrize("token", [TOKEN, "q3Vd0JmJpVw0m8yWZ5w1cQ"])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_is_not_the_token_and_can_be_sent(shape: str, token: str) -> None:
    """An address holds it, and the token alone is not what the portal reads first."""
    query = malformed_query(token, shape)

    assert httpx.URL(f"{URL}?{query}").host == "www2.carpimko.com"
    read = parse_qs(query, errors="replace").get("token", [""])
    assert [token] != read


@pytest.mark.parametrize("shape", sorted(MALFORMED))
def test_what_the_address_holds_is_what_the_form_does(shape: str) -> None:
    """Encoded, so that every character arrives; only the longest is cut."""
    text = MALFORMED[shape](TOKEN)
    arrived = parse_qs(malformed_query(TOKEN, shape)).get("token", [""])[0]

    assert arrived == text[: len(arrived)]
    assert len(arrived) == min(len(text), 60_000)


@pytest.mark.parametrize(
    ("shape", "parts"),
    [
        ("d'une seule partie", 1),
        ("de deux parties", 2),
        ("de quatre parties", 4),
        ("de trois parties vides", 3),
    ],
)
def test_parts_are_as_many_as_said(shape: str, parts: int) -> None:
    """B49: of a JWT."""
    assert parts == len(MALFORMED[shape](TOKEN).split("."))
