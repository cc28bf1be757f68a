"""FranceConnect's endpoints: those that people see, and those that portals ask."""

from __future__ import annotations

from typing import Any

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as Answer

from simulator.franceconnect import tokens
from simulator.franceconnect.double import FranceConnectDouble
from simulator.franceconnect.grants import ACCESS_LIFE
from simulator.franceconnect.identity import SCOPES
from simulator.franceconnect.keys import ALGORITHMS
from simulator.franceconnect.requests import LEVEL, Refusal

BASE_PATH = "/api/v2"
_DOUBLE = "FRANCECONNECT_DOUBLE"
_SEE_OTHER = 303
_GONE = Refusal(
    400, "Y000400", "Cette demande n'est plus en cours : recommencez sur le service."
)
_BAD_LOGOUT = Refusal(400, "Y000400", "La demande de déconnexion est incomplète.")

pages = Blueprint("franceconnect", __name__, url_prefix=BASE_PATH)


def create_app(double: FranceConnectDouble) -> Flask:
    """Return FranceConnect as a WSGI application."""
    app = Flask(__name__, static_folder=None)
    app.config[_DOUBLE] = double
    app.register_blueprint(pages)
    return app


@pages.get("/.well-known/openid-configuration")
def discovery() -> Response:
    """Describe the provider (OpenID Connect Discovery 1.0 §4)."""
    issuer = _issuer()
    claims = SCOPES["identite_pivot"]
    return jsonify(
        issuer=issuer,
        authorization_endpoint=f"{issuer}/authorize",
        token_endpoint=f"{issuer}/token",
        userinfo_endpoint=f"{issuer}/userinfo",
        jwks_uri=f"{issuer}/jwks",
        end_session_endpoint=f"{issuer}/session/end",
        response_types_supported=["code"],
        response_modes_supported=["query"],
        grant_types_supported=["authorization_code"],
        subject_types_supported=["pairwise"],
        token_endpoint_auth_methods_supported=["client_secret_post"],
        id_token_signing_alg_values_supported=list(ALGORITHMS),
        userinfo_signing_alg_values_supported=list(ALGORITHMS),
        acr_values_supported=[LEVEL],
        scopes_supported=["openid", *SCOPES],
        claims_supported=["sub", *claims, "acr", "amr"],
    )


@pages.get("/jwks")
def jwks() -> Response:
    """List the public keys."""
    return _misreply("jwks") or jsonify(_double().keys.jwks())


@pages.route("/authorize", methods=["GET", "POST"])
def authorize() -> Answer | tuple[str, int]:
    """Take a portal's request, and have the person pick an identity."""
    given = request.form if request.method == "POST" else request.args
    asked = _double().authorize(given.to_dict(flat=False), request.method)
    if asked.refusal is None:
        where = url_for(
            "franceconnect.interaction", request_id=asked.id, _external=True
        )
        return redirect(where, code=_SEE_OTHER)
    if asked.refusal.status == _SEE_OTHER:
        back = _double().sent_back(asked, asked.refusal)
        return redirect(back, code=_SEE_OTHER)
    return _error_page(asked.refusal)


@pages.get("/interaction/<request_id>")
def interaction(request_id: str) -> tuple[str, int]:
    """Show who may be picked."""
    asked = _double().pending(request_id)
    if asked is None:
        return _error_page(_GONE)
    return _choice_page(request_id, "")


@pages.post("/interaction/<request_id>")
def pick(request_id: str) -> Answer | tuple[str, int]:
    """Take the identity picked, or that the person gives up."""
    double = _double()
    if double.pending(request_id) is None:
        return _error_page(_GONE)
    if "abandonner" in request.form:
        return redirect(double.abandon(request_id), code=_SEE_OTHER)
    name = request.form.get("identite", "")
    if name not in double.identities:
        return _choice_page(request_id, "Choisissez une identité.")
    return redirect(double.answer(request_id, name), code=_SEE_OTHER)


@pages.post("/token")
def token() -> Answer | tuple[Response, int]:
    """Exchange a code for an id_token and an access token, once."""
    misreply = _misreply("token")
    if misreply is not None:
        return misreply
    double, form = _double(), request.form
    client_id, client_secret = form.get("client_id", ""), form.get("client_secret", "")
    if not double.accepts(client_id, client_secret):
        return _oauth_error("invalid_client", "client authentication failed", 401)
    if form.get("grant_type") != "authorization_code":
        return _oauth_error(
            "unsupported_grant_type", "unsupported grant_type requested", 400
        )
    grant = double.grants.redeem(
        form.get("code", ""), client_id, form.get("redirect_uri", "")
    )
    if grant is None:
        return _oauth_error("invalid_grant", "grant request is invalid", 400)
    return jsonify(
        access_token=grant.access_token,
        expires_in=int(ACCESS_LIFE.total_seconds()),
        id_token=tokens.id_token(double, grant, _issuer(), client_secret),
        scope=grant.authorization.parameters["scope"],
        token_type="Bearer",  # noqa: S106 - a type's name
    )


@pages.route("/userinfo", methods=["GET", "POST"])
def userinfo() -> Answer | tuple[Response, int]:
    """Tell, in a signed JWT, who the access token stands for."""
    misreply = _misreply("userinfo")
    if misreply is not None:
        return misreply
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    grant = _double().grants.bearer(bearer) if scheme.lower() == "bearer" else None
    if grant is None:
        answer, status = _oauth_error("invalid_token", "invalid token provided", 401)
        answer.headers["WWW-Authenticate"] = 'Bearer error="invalid_token"'
        return answer, status
    body, content_type = tokens.userinfo(_double(), grant, _issuer())
    return Response(body, content_type=content_type)


@pages.route("/session/end", methods=["GET", "POST"])
def end_session() -> Answer | tuple[str, int]:
    """Log the person out, and send her back to the portal."""
    back = _double().end_session(
        request.values.get("id_token_hint", ""),
        request.values.get("state", ""),
        request.values.get("post_logout_redirect_uri", ""),
    )
    if back is None:
        return _error_page(_BAD_LOGOUT)
    return redirect(back, code=_SEE_OTHER)


def _choice_page(request_id: str, wrong: str) -> tuple[str, int]:
    page = render_template(
        "choice.html",
        identities=_double().identities,
        request_id=request_id,
        wrong=wrong,
    )
    return page, 200


def _error_page(refusal: Refusal) -> tuple[str, int]:
    return render_template("error.html", refusal=refusal), refusal.status


def _oauth_error(code: str, description: str, status: int) -> tuple[Response, int]:
    return jsonify(error=code, error_description=description), status


def _misreply(endpoint: str) -> Response | None:
    """Return what a fault has *endpoint* say instead of its answer, if any."""
    fault: Any = _double().misbehaviour.instead.get(endpoint)
    reply = None if fault is None else fault.reply()
    if reply is None:
        return None
    return Response(reply.body, reply.status, content_type=reply.content_type)


def _issuer() -> str:
    return request.host_url.rstrip("/") + BASE_PATH


def _double() -> FranceConnectDouble:
    double = current_app.config[_DOUBLE]
    assert isinstance(double, FranceConnectDouble)  # noqa: S101 - by create_app
    return double
