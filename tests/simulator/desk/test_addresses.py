"""Public addresses, and where they lead in this world."""

from __future__ import annotations

import pytest

from simulator.desk.addresses import here

_WORLD = {
    "https://www2.carpimko.com": "http://127.0.0.1:8080",
    "https://www.carpimko.com": "http://127.0.0.1:8080",
}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "https://www2.carpimko.com/Comptes/R?token=a.b-c_d#x",
            "http://127.0.0.1:8080/Comptes/R?token=a.b-c_d#x",
        ),
        ("https://www.carpimko.com", "http://127.0.0.1:8080/"),
        ("HTTPS://WWW.CARPIMKO.COM:443/a", "http://127.0.0.1:8080/a"),
        (" https://www.carpimko.com/a?b ", "http://127.0.0.1:8080/a?b"),
        ("http://127.0.0.1:8080/deja", "http://127.0.0.1:8080/deja"),
    ],
)
def test_addresses_of_the_world(url: str, expected: str) -> None:
    """An address of the procedure keeps its path, query and fragment."""
    assert expected == here(url, _WORLD)


@pytest.mark.parametrize(
    "url",
    [
        "https://www2.carpimko.com.voleur.example/",
        "https://www2.carpimko.com@voleur.example/",
        "https://voleur.example@www2.carpimko.com/",
        "https://www2.carpimko.com:8443/",
        "http://www2.carpimko.com/",
        "https://voleur.example/?https://www2.carpimko.com/",
        "//www2.carpimko.com/",
        "javascript:alert(1)//https://www2.carpimko.com",
        "https://[::1",
        "https://www2.carpimko.com:port/",
        "",
    ],
)
def test_addresses_out_of_the_world(url: str) -> None:
    """What only looks like an address of the procedure leads nowhere."""
    assert here(url, _WORLD) is None
