"""Chromium's options."""

from __future__ import annotations

import subprocess

from harness.targets.chromium.arguments import arguments
from simulator.certificate import certificate_of

_RECKON = (
    "openssl x509 -pubkey -noout | openssl pkey -pubin -outform der"
    " | openssl dgst -sha256 -binary | openssl base64"
)


def test_public_names_lead_to_their_ports_and_all_others_nowhere() -> None:
    """Each scheme has its port; loopback alone is left out of the last rule."""
    ports = {("http", "a.test"): 8080, ("https", "a.test"): 8443}

    assert (
        "--host-resolver-rules=MAP a.test:80 127.0.0.1:8080,"
        "MAP a.test:443 127.0.0.1:8443,MAP * ~NOTFOUND,"
        "EXCLUDE 127.0.0.1,EXCLUDE localhost"
    ) in arguments(ports)


def test_the_key_is_pinned_as_chromium_reckons() -> None:
    """The pin is the one that OpenSSL makes of the certificate."""
    certificate = certificate_of("a.test")[0].decode()
    reckoned = subprocess.run(
        [
            "/bin/sh",
            "-c",
            _RECKON,
        ],
        input=certificate,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()

    assert f"--ignore-certificate-errors-spki-list={reckoned}" in arguments(
        {}, [certificate]
    )
    assert not any("certificate" in one for one in arguments({}))
