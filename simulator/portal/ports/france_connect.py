"""Speaking to FranceConnect v2, and believing only what it signed (B57).

Sources: docs.partenaires.franceconnect.gouv.fr; OpenID Connect Core 1.0 §3.1.3.7
(id_token) and §5.3 (userinfo). PKCE is not documented by FranceConnect: none is sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import ClaimsOption

from simulator.clock import Clock
from simulator.portal.ports.routes import Routes
from simulator.portal.rules.identity import PivotIdentity
from simulator.portal.settings import Settings

ALGORITHMS = ("ES256", "RS256")
LEVEL = "eidas1"
LEVELS = frozenset({LEVEL, "eidas2", "eidas3"})
"""What was asked for, or better."""
_SCOPE = "openid identite_pivot"
_LONGEST_SUB = 255
"""In characters (OpenID Connect Core 1.0 §2)."""
_LEEWAY_S = 30
"""How far FranceConnect's clock may be from ours (RFC 7519 §4.1.4)."""
_UNREADABLE = (JoseError, ValueError, TypeError, KeyError, AttributeError)


class UnavailableError(Exception):
    """FranceConnect could not be asked, or answered nonsense; French, for the log."""


class UntrustedError(Exception):
    """What FranceConnect seems to say is not to be believed; French, for the log."""


@dataclass(frozen=True, slots=True)
class Identified:
    """Somebody whom FranceConnect vouches for.

    Attributes:
        sub: what FranceConnect calls her, for this portal: always the same.
        identity: who she is; None if a fact is missing.
        id_token: the proof, which the log-out needs.
    """

    sub: str
    identity: PivotIdentity | None
    id_token: str


class FranceConnectClient:
    """The portal as FranceConnect's client."""

    def __init__(self, settings: Settings, routes: Routes, clock: Clock) -> None:
        self._settings = settings
        self._routes = routes
        self._clock = clock
        self._http = httpx.Client(
            timeout=settings.france_connect_timeout_s,
            trust_env=False,
            follow_redirects=False,
        )

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def authorize_url(self, state: str, nonce: str, redirect_uri: str) -> str | None:
        """Return where a person identifies herself; None without FranceConnect."""
        asked = {
            "response_type": "code",
            "client_id": self._settings.france_connect_client_id,
            "redirect_uri": redirect_uri,
            "scope": _SCOPE,
            "acr_values": LEVEL,
            "state": state,
            "nonce": nonce,
        }
        return self._address("authorize", asked)

    def end_session_url(self, id_token: str, state: str, back: str) -> str | None:
        """Return where a person logs out, then comes *back*; None without it."""
        asked = {
            "id_token_hint": id_token,
            "state": state,
            "post_logout_redirect_uri": back,
        }
        return self._address("session/end", asked)

    def identify(self, code: str, nonce: str, redirect_uri: str) -> Identified:
        """Exchange *code* for who the person is.

        Raises:
            UnavailableError: FranceConnect does not answer, or not as documented.
            UntrustedError: the code is refused, or a proof does not hold.
        """
        tokens = self._exchange(code, redirect_uri)
        keys = self._keys()
        id_token = tokens.get("id_token")
        proof = self._believe("id_token", id_token, keys, nonce=nonce)
        if proof.get("acr") not in LEVELS:
            raise UntrustedError("id_token : niveau de garantie")
        if len(str(proof["sub"])) > _LONGEST_SUB:
            raise UntrustedError("id_token : sub trop long")
        signed = self._userinfo(str(tokens.get("access_token")))
        person = self._believe("userinfo", signed, keys, sub=str(proof["sub"]))
        return Identified(str(proof["sub"]), PivotIdentity.read(person), str(id_token))

    def _exchange(self, code: str, redirect_uri: str) -> dict[str, Any]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "client_id": self._settings.france_connect_client_id,
            "client_secret": self._settings.france_connect_client_secret,
        }
        reply = self._ask("POST", "token", data=form)
        if reply.status_code == httpx.codes.BAD_REQUEST:
            raise UntrustedError("code refusé")
        tokens = _json_object(reply, "token")
        if not isinstance(tokens.get("access_token"), str):
            raise UnavailableError("token : réponse incomplète")
        return tokens

    def _keys(self) -> KeySet:
        listed = _json_object(self._ask("GET", "jwks"), "jwks")
        try:
            return KeySet.import_key_set({"keys": list(listed["keys"])})
        except _UNREADABLE as wrong:
            raise UnavailableError("jwks : clés illisibles") from wrong

    def _userinfo(self, access_token: str) -> str:
        bearer = {"Authorization": f"Bearer {access_token}"}
        reply = self._ask("GET", "userinfo", headers=bearer)
        if not reply.is_success:
            raise UnavailableError(f"userinfo : statut {reply.status_code}")
        if reply.headers.get("content-type", "").partition(";")[0] != "application/jwt":
            raise UntrustedError("userinfo : réponse non signée")
        return reply.text

    def _believe(
        self, what: str, token: object, keys: KeySet, **expected: str
    ) -> dict[str, Any]:
        """Return the claims of *token* if FranceConnect made it, for us, just now."""
        client_id = self._settings.france_connect_client_id
        expected |= {"iss": self._routes.franceconnect or "", "aud": client_id}
        options: dict[str, ClaimsOption] = {
            name: {"essential": True} for name in ("sub", "iat", "exp")
        }
        for name, value in expected.items():
            options[name] = {"essential": True, "value": value}
        now = int(self._clock.now().timestamp())
        rules = jwt.JWTClaimsRegistry(now=now, leeway=_LEEWAY_S, **options)
        if not isinstance(token, str):
            raise UntrustedError(f"{what} : absent")
        try:
            claims = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
            rules.validate(claims)
        except _UNREADABLE as wrong:
            raise UntrustedError(f"{what} : {_why(wrong)}") from wrong
        if claims["aud"] not in (client_id, [client_id]):
            raise UntrustedError(f"{what} : autre destinataire")
        return claims

    def _ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        try:
            return self._http.request(method, f"{self._base()}/{path}", **options)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as failed:
            raise UnavailableError(f"{path} : {type(failed).__name__}") from failed

    def _base(self) -> str:
        if self._routes.franceconnect is None:
            raise UnavailableError("aucun FranceConnect")
        return self._routes.franceconnect

    def _address(self, path: str, parameters: dict[str, str]) -> str | None:
        if self._routes.franceconnect is None:
            return None
        return f"{self._routes.franceconnect}/{path}?{urlencode(parameters)}"


def _json_object(reply: httpx.Response, what: str) -> dict[str, Any]:
    if not reply.is_success:
        raise UnavailableError(f"{what} : statut {reply.status_code}")
    try:
        answer = reply.json()
    except ValueError as wrong:
        raise UnavailableError(f"{what} : réponse illisible") from wrong
    if not isinstance(answer, dict):
        raise UnavailableError(f"{what} : réponse illisible")
    return answer


def _why(wrong: Exception) -> str:
    """Return why a token is refused, without a word of what it says."""
    claim = getattr(wrong, "claim", None)
    return f"{type(wrong).__name__}{f' ({claim})' if claim else ''}"
