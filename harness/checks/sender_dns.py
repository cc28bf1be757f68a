"""What the sending domain publishes against forged senders (B40).

Sources: RFC 7208 (SPF), RFC 6376 (DKIM), RFC 7489 (DMARC), WSTG-ATHN-09.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from harness.checks.failure import CheckFailed, require
from harness.errors import NotObservable
from harness.target import LACKS, Capability
from simulator.mail.message import ReceivedMail

_SPF_ANYBODY = re.compile(r"(?:^|\s)\+?all(?:\s|$)")
_TAG = re.compile(r"\s*(\w+)\s*=\s*([^;]*)")


Records = Callable[[str], Sequence[str]]
"""Returns the TXT records of a name; none if there is no such name."""


def records_of(target: object) -> Records | None:
    """Return what *target* brings along to look records up (``records``), or None.

    This bench has no network to do it by itself.
    """
    found: Records | None = getattr(target, "records", None)
    return found


def is_authenticated(mail: ReceivedMail, records: Records | None) -> None:
    """Check that the domain publishes SPF and DMARC, and that the mail is signed.

    Raises:
        NotObservable: nothing here can look DNS records up.
    """
    if records is None:
        raise NotObservable(LACKS[Capability.DNS])
    sender = mail.sender_address.rpartition("@")[2].lower()
    bounce = mail.envelope_from.rpartition("@")[2].lower() or sender
    _publishes_spf(records, bounce)
    _publishes_dmarc(records, sender)
    _is_signed(mail, records, sender)


def _publishes_spf(records: Records, domain: str) -> None:
    found = [one for one in records(domain) if one.lower().startswith("v=spf1")]
    require(
        len(found) == 1,
        f"{domain} publie {len(found)} enregistrements SPF, au lieu d'un.",
    )
    require(
        not _SPF_ANYBODY.search(found[0].lower()),
        f"SPF de {domain} laisse envoyer n'importe qui : « {found[0]} ».",
    )


def _publishes_dmarc(records: Records, domain: str) -> None:
    organisation = ".".join(domain.split(".")[-2:])
    for name in dict.fromkeys((domain, organisation)):
        found = [
            one
            for one in records(f"_dmarc.{name}")
            if one.lower().startswith("v=dmarc1")
        ]
        if len(found) == 1:
            require(
                _tags(found[0]).get("p"), f"DMARC de {name} ne dit pas sa politique."
            )
            return
    raise CheckFailed(f"{domain} ne publie pas DMARC.")


def _is_signed(mail: ReceivedMail, records: Records, sender: str) -> None:
    signatures = [str(value) for value in mail.message.get_all("DKIM-Signature", [])]
    require(signatures, "Le mail ne porte pas de signature DKIM.")
    organisation = ".".join(sender.split(".")[-2:])
    for signature in signatures:
        tags = _tags(signature)
        domain, selector = tags.get("d", "").lower(), tags.get("s", "")
        if domain == organisation or domain.endswith(f".{organisation}"):
            keys = records(f"{selector}._domainkey.{domain}")
            if any(_tags(key).get("p") for key in keys):
                return
    raise CheckFailed(f"Aucune clé DKIM publiée pour {sender}.")


def _tags(record: str) -> dict[str, str]:
    flat = re.sub(r"\s+", " ", record)
    return {name: value.strip() for name, value in _TAG.findall(flat)}
