"""The faulty portal whose links cross: only two hand-overs at once can show it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from email import message_from_bytes, policy

from simulator.defects.catalogue.concurrence import _crossed
from simulator.portal.outbox.message import Envelope, notification_mail, reset_mail
from simulator.portal.settings import Settings

SENDER = "ne-pas-repondre@carpimko.com"
LINK = "https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token="


class Sent(dict[str, bytes]):
    """What was handed over, by recipient."""

    def send(self, _sender: str, recipient: str, raw: bytes) -> None:
        """Take a mail, as the portal's own transport would."""
        self[recipient] = raw

    def shown(self, recipient: str) -> tuple[str, str]:
        """Return what the mail of *recipient* says in To, and in its text."""
        mail = message_from_bytes(self[recipient], policy=policy.default)
        text = mail.get_body(("plain",))
        return str(mail["To"]), "" if text is None else str(text.get_content())


def mail_for(name: str) -> tuple[str, bytes]:
    """Return the address of *name*, and the mail with her link."""
    address = f"{name}@example.org"
    envelope = Envelope(SENDER, address, datetime(2026, 3, 10, tzinfo=UTC), name)
    return address, reset_mail(Settings(), envelope, f"{LINK}{name}.{'x' * 90}.y")


def test_two_at_once_take_each_others_link() -> None:
    """Each mail still says that it is for its recipient: only the link is wrong."""
    sent = Sent()
    send = _crossed(sent.send)
    mails = [mail_for("camille"), mail_for("dominique")]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda mail: send(SENDER, *mail), mails))

    to, text = sent.shown("camille@example.org")
    assert "camille@example.org" == to
    assert b"\n" not in sent["camille@example.org"].replace(b"\r\n", b"")
    assert f"{LINK}dominique" in text
    assert f"{LINK}camille" in sent.shown("dominique@example.org")[1]


def test_one_after_the_other_keep_their_links() -> None:
    """No scenario of one person at a time can see this defect."""
    sent = Sent()
    send = _crossed(sent.send)
    for name in ("camille", "dominique"):
        send(SENDER, *mail_for(name))

    assert f"{LINK}camille" in sent.shown("camille@example.org")[1]
    assert f"{LINK}dominique" in sent.shown("dominique@example.org")[1]


def test_a_mail_without_link_is_left_alone() -> None:
    """The courtesy mail has nothing to cross."""
    sent = Sent()
    envelope = Envelope(SENDER, "c@example.org", datetime(2026, 3, 10, tzinfo=UTC), "n")
    raw = notification_mail(Settings(), envelope)
    _crossed(sent.send)(SENDER, "c@example.org", raw)

    assert {"c@example.org": raw} == sent
