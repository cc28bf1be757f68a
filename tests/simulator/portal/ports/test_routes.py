"""Where the portal's neighbours are."""

from __future__ import annotations

import pytest

from simulator.portal.ports.routes import Routes


def test_a_new_portal_has_no_neighbour() -> None:
    """Neither mail server nor verifier, so no script either."""
    routes = Routes()

    assert (None, None, None) == (
        routes.smtp,
        routes.siteverify,
        routes.captcha_script,
    )


@pytest.mark.parametrize(
    ("siteverify", "script"),
    [
        (
            "http://127.0.0.1:2526/recaptcha/api/siteverify",
            "http://127.0.0.1:2526/recaptcha/api.js",
        ),
        (
            "https://www.google.com/recaptcha/api/siteverify",
            "https://www.google.com/recaptcha/api.js",
        ),
    ],
)
def test_the_script_stands_beside_siteverify(siteverify: str, script: str) -> None:
    """The widget comes from whoever verifies it."""
    assert script == Routes(siteverify=siteverify).captcha_script
