"""Certificates that a bench's servers encrypt with: their own word for themselves."""

from __future__ import annotations

import ssl
import tempfile
from datetime import UTC, datetime
from functools import cache
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID


@cache
def certificate_of(*names: str) -> tuple[bytes, bytes]:
    """Return a self-signed certificate for *names* and localhost, and its key (PEM)."""
    # Valid whatever the time of the scenario. Not constants of the module: while the
    # clock is frozen, cryptography takes freezegun's instants and no others.
    always = datetime(2000, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    known_as = [x509.DNSName(name) for name in (*names, "localhost")]
    addresses = [x509.IPAddress(ip_address(each)) for each in ("127.0.0.1", "::1")]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(always[0])
        .not_valid_after(always[1])
        .add_extension(
            x509.SubjectAlternativeName([*known_as, *addresses]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return certificate.public_bytes(Encoding.PEM), private


@cache
def server_context(*names: str) -> ssl.SSLContext:
    """Return what the server called *names* encrypts with."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:  # ssl reads from files alone
        file = Path(folder) / "server.pem"
        file.write_bytes(b"".join(certificate_of(*names)))
        context.load_cert_chain(file)
    return context
