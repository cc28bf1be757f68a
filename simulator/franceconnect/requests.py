"""Reading an authorize request, as strictly as FranceConnect does.

Sources: docs.partenaires.franceconnect.gouv.fr (endpoints), and FranceConnect's own
test features for ``authorize``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

REQUIRED = (
    "acr_values",
    "client_id",
    "nonce",
    "redirect_uri",
    "response_type",
    "scope",
    "state",
)
LEVEL = "eidas1"
"""The one level of FranceConnect; the others are FranceConnect+'s."""
SHORTEST_SECRET = 32
"""Characters that state and nonce have at least."""
_PROMPTS = ({"login"}, {"consent"}, {"login", "consent"})
_TECHNICAL = (
    "Une erreur technique est survenue, fermez l'onglet de votre navigateur et "
    "reconnectez-vous."
)


@dataclass(frozen=True, slots=True)
class Client:
    """A portal that is registered with FranceConnect.

    Attributes:
        client_id: its public name.
        client_secret: what proves it at the token endpoint.
        redirect_uris: where people may be sent back to; empty for anywhere.
    """

    client_id: str
    client_secret: str
    redirect_uris: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is refused.

    Attributes:
        status: the HTTP status of FranceConnect's own error page; 303 when the person
            is sent back to the portal instead.
        code: FranceConnect's ("Y030007") or OpenID Connect's ("invalid_request").
        message: in a sentence.
    """

    status: int
    code: str
    message: str


def examine(
    given: Mapping[str, Iterable[str]], client: Client | None
) -> Refusal | dict[str, str]:
    """Return the parameters of a request, each given once, or why it is refused.

    *client* is the only one known; None for any.
    """
    values = {name: list(each) for name, each in given.items()}
    repeated = any(len(each) != 1 for each in values.values())
    parameters = {name: each[0] for name, each in values.items() if each}
    if repeated or not _is_well_formed(parameters):
        return Refusal(400, "Y030007", _TECHNICAL)
    if client is not None and parameters["client_id"] != client.client_id:
        return Refusal(500, "Y030106", "invalid_client")
    if not _may_return(parameters["redirect_uri"], client):
        return Refusal(500, "Y030118", "invalid_redirect_uri")
    if parameters["response_type"] != "code":
        return Refusal(
            303, "unsupported_response_type", "unsupported response_type requested"
        )
    if "openid" not in parameters["scope"].split():
        return Refusal(
            303,
            "invalid_request",
            "openid scope must be requested when using the acr_values parameter",
        )
    return parameters


def return_address(
    parameters: Mapping[str, str], answer: Mapping[str, str | None]
) -> str:
    """Return where a person is sent back to, *answer* added; None leaves a name out."""
    told = {name: value for name, value in answer.items() if value is not None}
    address = parameters["redirect_uri"]
    return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(told)}"


def is_address(text: str) -> bool:
    """Tell whether *text* is where a browser can be sent: absolute, no fragment."""
    try:
        address = urlsplit(text)
    except ValueError:
        return False
    return (
        address.scheme in {"http", "https"}
        and bool(address.hostname)
        and "#" not in text
    )


def _is_well_formed(parameters: Mapping[str, str]) -> bool:
    secrets = (parameters.get("state", ""), parameters.get("nonce", ""))
    return (
        all(parameters.get(name) for name in REQUIRED)
        and all(len(secret) >= SHORTEST_SECRET for secret in secrets)
        and parameters["acr_values"] == LEVEL
        and (
            "prompt" not in parameters or set(parameters["prompt"].split()) in _PROMPTS
        )
    )


def _may_return(address: str, client: Client | None) -> bool:
    if client is not None and client.redirect_uris:
        return address in client.redirect_uris
    return is_address(address)
