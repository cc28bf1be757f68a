"""Where the portal hands its mail over and has the CAPTCHA verified.

The only part that may be changed while the portal runs (``PUT {bench}/routes``).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Routes:
    """Addresses of the neighbours; None means that there is none."""

    smtp: str | None = None
    """"host:port" of the mail server."""
    siteverify: str | None = None
    """Address of Google's siteverify, or of its double."""
    franceconnect: str | None = None
    """FranceConnect's issuer, above its endpoints ("https://…/api/v2")."""

    @property
    def captcha_script(self) -> str | None:
        """Address of the widget's script, beside ``siteverify``."""
        if self.siteverify is None:
            return None
        return self.siteverify.partition("/recaptcha/")[0] + "/recaptcha/api.js"
