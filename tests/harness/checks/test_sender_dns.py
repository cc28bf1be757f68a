"""What a domain must publish, with records prepared; without any, nothing is said."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from harness.checks import sender_dns
from harness.checks.failure import CheckFailed
from harness.errors import NotObservable
from simulator.mail.message import ReceivedMail

SIGNATURE = (
    "DKIM-Signature: v=1; a=rsa-sha256; d=carpimko.com; s=s1;\n"
    " h=from:to; bh=abc=; b=def=\n"
)
SOUND = {
    "carpimko.com": ("autre=1", "v=spf1 include:_spf.example -all"),
    "_dmarc.carpimko.com": ("v=DMARC1; p=reject",),
    "s1._domainkey.carpimko.com": ("v=DKIM1; k=rsa; p=MIGfMA0",),
}
MakeMail = Callable[..., ReceivedMail]


def prepared(records: dict[str, tuple[str, ...]]) -> Callable[[str], tuple[str, ...]]:
    """Return what looks *records* up."""
    return lambda name: records.get(name, ())


def test_a_domain_that_publishes_all_passes(mail: MakeMail) -> None:
    """B40: SPF, DMARC and the key of the signature."""
    sender_dns.is_authenticated(mail(more=SIGNATURE), prepared(SOUND))


def test_a_subdomain_falls_back_on_the_organisation(mail: MakeMail) -> None:
    """RFC 7489 §6.6.3: the policy of the organisation holds for its subdomains."""
    headers = "From: CARPIMKO <a@mail.carpimko.com>\nTo: b@c.fr\nSubject: x\n"
    sent = mail(headers=headers, more=SIGNATURE, sender="a@carpimko.com")

    sender_dns.is_authenticated(sent, prepared(SOUND))


@pytest.mark.parametrize(
    ("name", "records", "why"),
    [
        ("carpimko.com", (), "0 enregistrements SPF"),
        ("carpimko.com", ("v=spf1 -all", "v=spf1 mx"), "2 enregistrements SPF"),
        ("carpimko.com", ("v=spf1 +all",), "n'importe qui"),
        ("carpimko.com", ("v=spf1 mx all",), "n'importe qui"),
        ("_dmarc.carpimko.com", (), "ne publie pas DMARC"),
        ("_dmarc.carpimko.com", ("v=DMARC1;",), "sa politique"),
        ("s1._domainkey.carpimko.com", (), "Aucune clé DKIM"),
        ("s1._domainkey.carpimko.com", ("v=DKIM1; p=",), "Aucune clé DKIM"),
    ],
)
def test_a_record_that_lacks_fails(
    mail: MakeMail, name: str, records: tuple[str, ...], why: str
) -> None:
    """Each record counts; a DKIM key without a value is a revoked one."""
    with pytest.raises(CheckFailed, match=why):
        sender_dns.is_authenticated(
            mail(more=SIGNATURE), prepared({**SOUND, name: records})
        )


def test_a_mail_without_its_domains_signature_fails(mail: MakeMail) -> None:
    """B40: none, or one of somebody else's domain."""
    with pytest.raises(CheckFailed, match="pas de signature DKIM"):
        sender_dns.is_authenticated(mail(), prepared(SOUND))
    foreign = SIGNATURE.replace("d=carpimko.com", "d=notcarpimko.com")
    key = {"s1._domainkey.notcarpimko.com": ("p=abc",)}
    with pytest.raises(CheckFailed, match="Aucune clé DKIM"):
        sender_dns.is_authenticated(mail(more=foreign), prepared(SOUND | key))


def test_without_a_resolver_nothing_is_said(mail: MakeMail) -> None:
    """The bench has no network: a target brings its records along, or has none."""
    with pytest.raises(NotObservable, match="DNS"):
        sender_dns.is_authenticated(mail(more=SIGNATURE), None)
    records = prepared(SOUND)

    assert records is sender_dns.records_of(SimpleNamespace(records=records))
    assert sender_dns.records_of(object()) is None
