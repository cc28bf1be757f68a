"""The faults that features and desk name."""

from __future__ import annotations

import smtplib
from typing import TYPE_CHECKING

import pytest

from harness.journeys.faults import MailFault
from simulator.mail.named_faults import NAMED_FAULTS
from simulator.mail.server import MailServer

if TYPE_CHECKING:
    from collections.abc import Callable

    Send = Callable[..., None]

_TO = "camille@mail.test"


@pytest.mark.parametrize(
    "name", ["busy", "closed", "sender_later", "full", "recipient", "sender", "content"]
)
def test_a_refusal_lasts_as_long_as_it_is_told(
    server: MailServer, send: Send, name: str
) -> None:
    """Once for a scenario, until it is repaired for a tester."""
    NAMED_FAULTS[name].script(server.faults, 1)
    with pytest.raises(smtplib.SMTPException):
        send(_TO)
    send(_TO)
    NAMED_FAULTS[name].script(server.faults, None)
    for _ in range(3):
        with pytest.raises(smtplib.SMTPException):
            send(_TO)


def test_features_say_every_fault_in_its_words() -> None:
    """One more sentence says « busy » for once."""
    labels = {fault.label for fault in NAMED_FAULTS.values()}
    assert labels | {MailFault.BUSY.value} == {fault.value for fault in MailFault}
    assert len(labels) == len(NAMED_FAULTS)
