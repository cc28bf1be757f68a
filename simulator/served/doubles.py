"""Google and FranceConnect beside the portal, behind the same guard as its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.franceconnect.server import FranceConnectServer
from simulator.recaptcha.server import RecaptchaServer
from simulator.served.access import OPEN, Access
from simulator.served.guard import Guard

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    from simulator.franceconnect.double import FranceConnectDouble
    from simulator.recaptcha.double import RecaptchaDouble

_CAPTCHA_FOR_PROGRAMS = ("/recaptcha/api/siteverify",)
_IDENTIFICATION_FOR_PROGRAMS = ("/api/v2/token", "/api/v2/userinfo", "/api/v2/jwks")
"""What the portal asks by itself; it proves who it is with the secret they share."""


class RecaptchaPort(RecaptchaServer):
    """reCAPTCHA where the tester's browser reaches it."""

    def __init__(self, double: RecaptchaDouble, access: Access = OPEN) -> None:
        super().__init__(double, access.host)
        self._access = access

    def app(self) -> WSGIApplication:
        """Return Google's side of reCAPTCHA, guarded."""
        return Guard(super().app(), self._access, for_programs=_CAPTCHA_FOR_PROGRAMS)


class FranceConnectPort(FranceConnectServer):
    """FranceConnect where the tester's browser reaches it."""

    def __init__(self, double: FranceConnectDouble, access: Access = OPEN) -> None:
        super().__init__(double, access.host)
        self._access = access

    def app(self) -> WSGIApplication:
        """Return FranceConnect, guarded."""
        programs = _IDENTIFICATION_FOR_PROGRAMS
        return Guard(super().app(), self._access, for_programs=programs)
