"""Steps 8 and 9: what is kept, what takes effect, and what says so."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from flask import render_template, request, session

from simulator.defects.catalogue import notification
from simulator.defects.making import (
    Change,
    Defect,
    Where,
    always,
    function,
    method,
    page_text,
    rule,
    together,
    view,
)
from simulator.portal.service import lockout, login, redemption
from simulator.portal.store import accounts, links
from simulator.portal.web.context import parts, single

_FEW = 20


def _kept_as(change: Callable[[str], str]) -> Change:
    """Have *change* make what is hashed and compared of what is typed."""
    return rule(
        "normalise_password", lambda sound: lambda password: change(sound(password))
    )


def _at_reset_only(change: Callable[[str], str]) -> Change:
    """Hash at step 8 what *change* makes of the password; log-in does not."""

    def around(sound: Any) -> Any:
        def normalise(password: str) -> str:
            typed = str(sound(password))
            return change(typed) if request.endpoint == "reset.submit" else typed

        return normalise

    return rule("normalise_password", around)


def _nothing_written() -> Change:
    kept = SimpleNamespace(find=accounts.find, change=lambda *_arguments: None)
    return function(redemption, "accounts", lambda _sound: kept)


def _former_password_too() -> Change:
    """Have a password work that was replaced by the one that is kept."""
    former: dict[str, str] = {}

    def remember(apply: Any) -> Any:
        def applied(parts: Any, connection: Any, account: Any, encoded: str) -> Any:
            former[encoded] = account.password_hash
            return apply(parts, connection, account, encoded)

        return applied

    def either(verify: Any) -> Any:
        def verified(encoded: Any, password: str) -> bool:
            before = former.get(encoded or "")
            return verify(encoded, password) or (
                before is not None and verify(before, password)
            )

        return verified

    return together(
        function(redemption, "apply_new_password", remember),
        method("hasher", "verify", either),
    )


def _logged_in_by_it(submit: Any) -> Any:
    def submitted() -> Any:
        token = single("token")
        done = submit()
        claims = parts().tokens.decode(token)
        if not session.get("changed") or claims is None:
            return done
        with parts().store.begin() as connection:
            link = links.find(connection, claims.jti)
            account = link and accounts.find(connection, link.situation, link.dossier)
            if account:
                opened = login.open_session(
                    parts(), connection, account, must_change=False
                )
                session["login"] = opened.id
        return done

    return submitted


def _link_lost_by(refusal: Any) -> Any:
    def refused(parts: Any, connection: Any, link: Any, why: str) -> Any:
        if link is not None and why == "saisie":
            links.revoke_of_request(connection, link.request_id, parts.clock.now())
        return refusal(parts, connection, link, why)

    return refused


def _counted_as_failed_log_in(refusal: Any) -> Any:
    def refused(parts: Any, connection: Any, link: Any, why: str) -> Any:
        if link is not None and why == "saisie":
            lockout.count_failure(parts, connection, link.situation, link.dossier)
        return refusal(parts, connection, link, why)

    return refused


DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="mdp_tronque",
        summary="Seuls les 72 premiers octets du mot de passe comptent.",
        where=Where.STATE,
        expected=("B30",),
        change=_kept_as(lambda typed: typed.encode()[:72].decode(errors="ignore")),
    ),
    Defect(
        name="mdp_coupe_au_changement",
        summary="Le mot de passe est coupé à 20 caractères au changement seulement.",
        where=Where.STATE,
        expected=("P8.2", "P9.2"),
        change=_at_reset_only(lambda typed: typed[:_FEW]),
    ),
    Defect(
        name="mdp_elague",
        summary="Les espaces des bouts sont ôtées au changement, pas à la connexion.",
        where=Where.STATE,
        expected=("B34",),
        change=_at_reset_only(str.strip),
    ),
    Defect(
        name="mdp_balises_echappees",
        summary="Les « < » du mot de passe sont échappés au changement seulement.",
        where=Where.STATE,
        expected=("P9.2",),
        change=_at_reset_only(
            lambda typed: typed.replace("&", "&amp;").replace("<", "&lt;")
        ),
    ),
    Defect(
        name="mdp_nfc_nfd",
        summary="Un mot de passe accentué n'ouvre que depuis le même clavier.",
        where=Where.STATE,
        expected=("B33",),
        change=rule("normalise_password", lambda _sound: lambda typed: typed),
    ),
    Defect(
        name="mdp_sans_casse",
        summary="La casse du mot de passe ne compte pas à la connexion.",
        where=Where.STATE,
        expected=("P9.2",),
        change=_kept_as(str.casefold),
    ),
    Defect(
        name="erreur_use_le_lien",
        summary="Une erreur de saisie à l'étape 8 use le lien.",
        where=Where.TOKEN,
        expected=("B47",),
        change=function(redemption, "_journal_refusal", _link_lost_by),
    ),
    Defect(
        name="succes_sans_ecriture",
        summary="L'étape 9 annonce le changement, et rien n'est enregistré.",
        where=Where.STATE,
        expected=("P9.1", "P9.2"),
        change=_nothing_written(),
    ),
    Defect(
        name="ancien_mdp_valide",
        summary="L'ancien mot de passe reste valable à côté du nouveau.",
        where=Where.STATE,
        expected=("P9.2",),
        change=_former_password_too(),
    ),
    Defect(
        name="connexion_auto",
        summary="Changer de mot de passe connecte aussitôt.",
        where=Where.PAGE,
        expected=("B26",),
        change=view("reset.submit", _logged_in_by_it),
    ),
    Defect(
        name="confirmation_muette",
        summary="L'étape 9 ne dit pas que la modification a été prise en compte.",
        where=Where.PAGE,
        expected=("P9.1",),
        change=page_text(
            "La modification de votre mot de passe a été prise en compte. ",
            "",
            only="changed.html",
        ),
    ),
    Defect(
        name="etape9_sans_connexion",
        summary="L'étape 9 n'offre aucun moyen de se connecter.",
        where=Where.PAGE,
        expected=("P9.3",),
        change=page_text("{{ parts.login_block() }}", "", only="changed.html"),
    ),
    Defect(
        name="etape9_directe",
        summary="La page de confirmation s'ouvre à qui n'a rien changé.",
        where=Where.PAGE,
        expected=("P9.1", "B20"),
        change=view(
            "reset.changed",
            lambda _sound: lambda: render_template("changed.html"),
        ),
    ),
    Defect(
        name="verrou_par_l_etape_8",
        summary="Les erreurs de l'étape 8 verrouillent la connexion du titulaire.",
        where=Where.STATE,
        expected=("B23",),
        change=function(redemption, "_journal_refusal", _counted_as_failed_log_in),
    ),
    Defect(
        name="verrou_tenace",
        summary="Le verrou de la connexion survit au changement de mot de passe.",
        where=Where.STATE,
        expected=("B60",),
        change=function(lockout, "lift", always(None)),
    ),
    *notification.DEFECTS,
)
