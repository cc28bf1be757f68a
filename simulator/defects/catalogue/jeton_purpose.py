"""The token of the link: what it opens, and whose account."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Response, current_app, request

from simulator.defects.making import (
    Change,
    Defect,
    Where,
    answer,
    function,
    together,
)
from simulator.portal.ports.tokens import ResetClaims
from simulator.portal.rules.situation import Situation
from simulator.portal.service import redemption
from simulator.portal.service.redemption import LinkStatus
from simulator.portal.store import accounts, links, sessions
from simulator.portal.web import login_pages
from simulator.portal.web.context import parts


def examined(other: Callable[[Any, Any, str], Any]) -> Change:
    """Let what is no live link be what *other* makes of its token, if anything."""

    def around(examine: Any) -> Any:
        def tolerant(parts: Any, connection: Any, token: str) -> Any:
            found = examine(parts, connection, token)
            if found[0] is LinkStatus.LIVE:
                return found
            link = other(parts, connection, token)
            return found if link is None else (LinkStatus.LIVE, link)

        return tolerant

    return function(redemption, "_examine", around)


def _of_request(_parts: Any, connection: Any, token: str) -> Any:
    link = links.of_request(connection, token)
    return link if link is not None and link.is_live else None


def _of_session(parts: Any, connection: Any, token: str) -> Any:
    interface: Any = current_app.session_interface
    serializer = interface.get_signing_serializer(current_app)
    valid, kept = serializer.loads_unsafe(token)
    opened = sessions.find(connection, kept.get("login", "")) if valid else None
    if opened is None:
        return None
    now = parts.clock.now()
    return links.ResetLink(
        token, "", opened.situation, opened.dossier, "", parts.rulebook.expiry(now)
    )


def _in_by_token(logged_in: Any) -> Any:
    def found() -> Any:
        claims = parts().tokens.decode(request.args.get("token", ""))
        account = None
        with parts().store.begin() as connection:
            link = links.find(connection, claims.jti) if claims else None
            if link is not None and link.is_live:
                account = accounts.find(connection, link.situation, link.dossier)
        if account is None:
            return logged_in()
        now, key = parts().clock.now(), (account.situation, account.dossier)
        return sessions.Session("", *key, now, now, must_change=False), account

    return found


def _typed_dossier_wins(apply: Any) -> Any:
    def applied(parts: Any, connection: Any, link: Any, encoded: str) -> Any:
        typed = replace(link, dossier=request.form.get("dossier", ""))
        try:
            return apply(parts, connection, typed, encoded)
        except LookupError:
            return apply(parts, connection, link, encoded)

    return applied


def _dossier_not_asked(check: Any) -> Any:
    return lambda parts, account, typed: check(
        parts, account, replace(typed, dossier=account.dossier)
    )


def _other_situation(apply: Any) -> Any:
    """Find the account by its number alone, the first that comes."""

    def applied(parts: Any, connection: Any, link: Any, encoded: str) -> Any:
        for situation in Situation:
            other = replace(link, situation=situation)
            try:
                return apply(parts, connection, other, encoded)
            except LookupError:
                continue
        return None

    return applied


def _shown(response: Response) -> None:
    """Write the link's token into a hidden field of step 6, « for the front end »."""
    with parts().store.begin() as connection:
        request_id = (request.view_args or {})["request_id"]
        link = links.of_request(connection, request_id)
    if link is not None:
        claims = ResetClaims(link.dossier, link.jti, link.expires_at)
        hidden = f'<input type="hidden" id="t" value="{parts().tokens.encode(claims)}">'
        text = response.get_data(as_text=True)
        response.set_data(text.replace("</main>", f"{hidden}</main>"))


DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="jeton_dans_reponse",
        summary="La page de l'étape 6 contient le jeton du lien : nul besoin du mail.",
        where=Where.PAGE,
        expected=("P6.1",),
        change=answer(_shown, "demand.taken"),
    ),
    Defect(
        name="type_ignore",
        summary="Le cookie de session passe pour un jeton de réinitialisation.",
        where=Where.TOKEN,
        expected=("B08",),
        change=examined(_of_session),
    ),
    Defect(
        name="demande_vaut_jeton",
        summary="Le nom de la demande, lisible dans l'adresse, ouvre aussi l'étape 8.",
        where=Where.TOKEN,
        expected=("B08",),
        change=examined(_of_request),
    ),
    Defect(
        name="reset_comme_session",
        summary="Le jeton du mail ouvre l'espace personnel sans mot de passe.",
        where=Where.TOKEN,
        expected=("B08",),
        change=function(login_pages, "logged_in", _in_by_token),
    ),
    Defect(
        name="jeton_a_dossier_b",
        summary="Le dossier saisi à l'étape 8 l'emporte sur celui du lien.",
        where=Where.TOKEN,
        expected=("B07",),
        change=together(
            function(redemption, "_check", _dossier_not_asked),
            function(redemption, "_apply", _typed_dossier_wins),
        ),
    ),
    Defect(
        name="dossier_etape8_ignore",
        summary="Le dossier saisi à l'étape 8 n'est pas comparé à celui du lien.",
        where=Where.STATE,
        expected=("P8.1",),
        change=function(redemption, "_check", _dossier_not_asked),
    ),
    Defect(
        name="autre_situation_changee",
        summary="Le mot de passe changé est celui du même numéro, autre situation.",
        where=Where.STATE,
        expected=("B45",),
        change=function(redemption, "_apply", _other_situation),
    ),
)
