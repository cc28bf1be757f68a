"""What a scenario sees around the portal: mails, the CAPTCHA, faults.

What the bench does not hold for this portal is « non observable », and says so where it
is asked for.
"""

from __future__ import annotations

from harness.errors import NotObservable
from harness.journeys.settling import Settling
from harness.journeys.surroundings import Surroundings
from harness.target import LACKS, Capability, Target
from simulator.mail.faults import FaultPlan
from simulator.mail.mailbox import Mailbox
from simulator.recaptcha.double import RecaptchaDouble


class Around:
    """The surroundings, as far as *target* makes use of them."""

    def __init__(self, target: Target, surroundings: Surroundings) -> None:
        self.target = target
        self.surroundings = surroundings
        self._mails = Settling(surroundings)

    @property
    def mailbox(self) -> Mailbox:
        """Everybody's mails, once those under way have had their time to come.

        Raises:
            NotObservable: no mail of this portal can be seen.
        """
        self._require_mails()
        self._mails.settle()
        return self.surroundings.mailbox

    @property
    def mailbox_now(self) -> Mailbox:
        """Everybody's mails as far as they have come: nothing is waited for."""
        self._mails.look()
        return self.surroundings.mailbox

    def mailbox_with(self, address: str, after: int) -> Mailbox:
        """Everybody's mails, once one to *address* came after number *after*.

        Raises:
            NotObservable: no mail of this portal can be seen.
        """
        self._require_mails()
        mailbox = self.surroundings.mailbox
        self._mails.settle(
            lambda: any(mail.sequence > after for mail in mailbox.to(address))
        )
        return mailbox

    @property
    def captcha(self) -> RecaptchaDouble:
        """Google's side of the CAPTCHA.

        Raises:
            NotObservable: the portal has it verified elsewhere.
        """
        if Capability.CAPTCHA not in self.target.capabilities:
            raise NotObservable(LACKS[Capability.CAPTCHA])
        return self.surroundings.captcha

    @property
    def faults(self) -> FaultPlan:
        """What the bench's mail server shall do wrong.

        Raises:
            NotObservable: the portal does not hand its mails to it.
        """
        server = self.surroundings.mail_server
        if server is None or Capability.MAIL_SERVER not in self.target.capabilities:
            raise NotObservable(LACKS[Capability.MAIL_SERVER])
        return server.faults

    def _require_mails(self) -> None:
        if not self.surroundings.sees_mails:
            raise NotObservable("les mails de ce portail ne se lisent pas")
