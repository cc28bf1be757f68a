"""Google's pages: the widget that people see, the verifier that portals ask."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    jsonify,
    render_template,
    request,
)

from simulator.recaptcha.double import VALIDITY, RecaptchaDouble

_DOUBLE = "RECAPTCHA_DOUBLE"
_TEXTS = {
    "fr": {
        "label": "Je ne suis pas un robot",
        "privacy": "Confidentialité",
        "terms": "Conditions",
        "solved": "Vérification réussie",
        "expired": (
            "La validation a expiré. Cochez de nouveau la case pour obtenir un nouveau "
            "test."
        ),
        "failed": "Impossible de joindre le service reCAPTCHA. Réessayez.",
    },
    "en": {
        "label": "I'm not a robot",
        "privacy": "Privacy",
        "terms": "Terms",
        "solved": "You are verified",
        "expired": "Verification expired. Check the checkbox again.",
        "failed": "Could not connect to the reCAPTCHA service. Try again.",
    },
}

pages = Blueprint("recaptcha", __name__, url_prefix="/recaptcha")


def create_app(double: RecaptchaDouble) -> Flask:
    """Return Google's side of reCAPTCHA as a WSGI application."""
    app = Flask(__name__, static_folder=None)
    app.config[_DOUBLE] = double
    app.register_blueprint(pages)
    return app


@pages.route("/api/siteverify", methods=["GET", "POST"])
def siteverify() -> Response:
    """Verify a response; Google takes its parameters from the form or the URL."""
    asked = (
        request.values.get("secret"),
        request.values.get("response"),
        request.values.get("remoteip"),
    )
    double = _double()
    fault = double.fault
    reply = fault.reply() if fault is not None else None
    if reply is None:
        return jsonify(double.verify(*asked))
    double.note_unanswered(*asked)
    return Response(reply.body, reply.status, content_type=reply.content_type)


@pages.get("/api.js")
def script() -> Response:
    """Serve the script. It reads onload, render and hl from its own address."""
    with pages.open_resource("static/api.js") as source:
        return Response(source.read(), content_type="text/javascript; charset=utf-8")


@pages.get("/api2/anchor")
def anchor() -> str:
    """Show the check box, in a frame of the page at origin ``co``."""
    site_key, origin = request.args.get("k"), request.args.get("co", "")
    if not site_key or not urlsplit(origin).hostname:
        abort(400)
    language = "en" if request.args.get("hl", "").startswith("en") else "fr"
    return render_template(
        "anchor.html",
        language=language,
        text=_TEXTS[language],
        site_key=site_key,
        origin=origin,
        hostname=urlsplit(origin).hostname,
        validity_ms=VALIDITY.total_seconds() * 1000,
    )


@pages.post("/api2/userverify")
def userverify() -> Response:
    """Solve the challenge for the visitor who checked the box."""
    site_key, hostname = request.form.get("k"), request.form.get("hostname")
    if not site_key or not hostname:
        abort(400)
    return jsonify(response=_double().solve(site_key, hostname))


def _double() -> RecaptchaDouble:
    double = current_app.config[_DOUBLE]
    assert isinstance(double, RecaptchaDouble)  # noqa: S101 - put there by create_app
    return double
