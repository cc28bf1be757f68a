"""Step 1, and the pages that anybody may read."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulator.portal.web.context import parts

blueprint = Blueprint("public", __name__)


@blueprint.get("/")
def home() -> str:
    """Step 1: the home page, with « Espace personnel » at its top right (P2.1)."""
    settings = parts().settings
    login = url_for("login.form")
    if request.host == urlsplit(settings.site_url).netloc:
        login = settings.accounts_url + login
    return render_template("home.html", personal_space=login)


@blueprint.get("/.well-known/change-password")
def change_password() -> Response:
    """Where password managers look for the page (B59)."""
    return redirect(url_for("demand.forgotten"))
