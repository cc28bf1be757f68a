"""Telling a sender that the mail went nowhere (RFC 3464)."""

from __future__ import annotations

import re
from email import message_from_string
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

_SUBJECT = "Undelivered Mail Returned to Sender"
_TEXT = (
    "This is the mail system at host {server}.\n\n"
    "Your message could not be delivered to one or more recipients:\n\n{failures}\n"
)


def non_delivery_report(
    server: str,
    sender: str,
    recipients: Sequence[str],
    raw: bytes,
    reply: str,
    now: datetime,
) -> bytes:
    """Return the report to *sender* that *raw* was not delivered to *recipients*.

    Args:
        server: who reports.
        sender: whom it is sent to: the sender in the envelope of *raw*.
        recipients: whom *raw* was for.
        raw: the mail, of which the headers are returned.
        reply: what the recipients' server said, as in "550 5.1.1 No such user".
        now: when (aware).
    """
    report = EmailMessage(policy=SMTP)
    report["From"] = f"Mail Delivery System <MAILER-DAEMON@{server}>"
    report["To"] = sender
    report["Subject"] = _SUBJECT
    report["Date"] = format_datetime(now)
    report["Auto-Submitted"] = "auto-replied"
    failures = "".join(f"<{each}>: {reply}\n" for each in recipients)
    report.set_content(_TEXT.format(server=server, failures=failures))
    report.make_mixed()
    report.replace_header("Content-Type", "multipart/report")
    report.set_param("report-type", "delivery-status")
    report.attach(
        _part("message/delivery-status", _status_of(server, recipients, reply))
    )
    report.attach(_part("text/rfc822-headers", _headers_of(raw)))
    return report.as_bytes()


def _status_of(server: str, recipients: Sequence[str], reply: str) -> str:
    code, _, text = reply.partition(" ")
    status = text.partition(" ")[0]
    if not re.fullmatch(r"[45](\.\d{1,3}){2}", status):
        status = f"{code[0]}.0.0"
    blocks = [f"Reporting-MTA: dns; {server}\n"]
    blocks += [
        f"Final-Recipient: rfc822; {each}\nAction: failed\nStatus: {status}\n"
        f"Diagnostic-Code: smtp; {reply}\n"
        for each in recipients
    ]
    return "\n".join(blocks)


def _headers_of(raw: bytes) -> str:
    head = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0]
    return head.decode(errors="replace").replace("\r\n", "\n") + "\n"


def _part(content_type: str, text: str) -> EmailMessage:
    return message_from_string(f"Content-Type: {content_type}\n\n{text}", policy=SMTP)
