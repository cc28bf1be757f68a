"""Chromium's command line: public names lead to loopback, all others nowhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from harness.targets.public_addresses import Origin

LOOPBACK = ("127.0.0.1", "localhost")
_PORTS = {"http": 80, "https": 443}


def arguments(
    ports: Mapping[Origin, int], certificates: Sequence[str] = ()
) -> list[str]:
    """Return the options with which Chromium reaches loopback and nothing else.

    Args:
        ports: where each public origin is served on 127.0.0.1.
        certificates: PEM of the servers' own certificates whose keys are believed. They
            are pinned, and not waived: with the error waived, HSTS would be ignored.
    """
    given = [f"--host-resolver-rules={','.join(_rules(ports))}", "--disable-quic"]
    if certificates:
        pins = ",".join(_pin(one) for one in certificates)
        given.append(f"--ignore-certificate-errors-spki-list={pins}")
    return given


def _rules(ports: Mapping[Origin, int]) -> Iterator[str]:
    for (scheme, host), port in ports.items():
        yield f"MAP {host}:{_PORTS[scheme]} 127.0.0.1:{port}"
    yield "MAP * ~NOTFOUND"
    yield from (f"EXCLUDE {host}" for host in LOOPBACK)


def _pin(certificate: str) -> str:
    key = x509.load_pem_x509_certificate(certificate.encode()).public_key()
    written = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(written).digest()).decode()
