"""The double over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.franceconnect.web import BASE_PATH, create_app
from simulator.serving import DoubleServer

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    from simulator.franceconnect.double import FranceConnectDouble


class FranceConnectServer(DoubleServer):
    """Serves FranceConnect. It may be stopped and started again."""

    name = "FranceConnect double"

    def __init__(
        self, double: FranceConnectDouble, host: str = "127.0.0.1", port: int = 0
    ) -> None:
        super().__init__(host, port)
        self._double = double

    @property
    def base_url(self) -> str:
        """The issuer, above every endpoint: "http://127.0.0.1:2527/api/v2"."""
        return self.url + BASE_PATH

    def app(self) -> WSGIApplication:
        """Return FranceConnect."""
        return create_app(self._double)

    def release(self) -> None:
        """Let go whoever the fault keeps waiting."""
        self._double.misbehaviour.end()
