"""The double over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.recaptcha.web import create_app
from simulator.serving import DoubleServer

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    from simulator.recaptcha.double import RecaptchaDouble


class RecaptchaServer(DoubleServer):
    """Serves the widget and the verifier. It may be stopped and started again."""

    name = "reCAPTCHA double"

    def __init__(
        self, double: RecaptchaDouble, host: str = "127.0.0.1", port: int = 0
    ) -> None:
        super().__init__(host, port)
        self._double = double

    @property
    def siteverify_url(self) -> str:
        """Where portals verify responses."""
        return f"{self.url}/recaptcha/api/siteverify"

    @property
    def script_url(self) -> str:
        """Where pages load the widget from."""
        return f"{self.url}/recaptcha/api.js"

    def app(self) -> WSGIApplication:
        """Return Google's side of reCAPTCHA."""
        return create_app(self._double)

    def release(self) -> None:
        """Let go whoever the fault keeps waiting."""
        if self._double.fault is not None:
            self._double.fault.end()
