"""Step 5: what may be read of the address on file."""

from __future__ import annotations

from html import escape
from typing import Any

from flask import Response, request

from simulator.defects.making import (
    Defect,
    Where,
    answer,
    rule,
)
from simulator.portal.service import demand
from simulator.portal.store import accounts
from simulator.portal.web.context import parts

_SHORT = 2


def _shown_if_short(mask: Any) -> Any:
    def masked(address: str) -> str:
        short = len(address.rpartition("@")[0]) <= _SHORT
        return address if short else str(mask(address))

    return masked


def _address_on_file() -> str:
    """Return the address of whom step 5 is shown to."""
    asked = demand.find_request(parts(), (request.view_args or {})["request_id"])
    if asked is None:
        return ""
    with parts().store.begin() as connection:
        account = accounts.find(connection, asked.situation, asked.dossier)
    return (account.email if account else None) or ""


def _told(template: str) -> Any:
    """Write the whole address, in *template*, at the end of step 5."""

    def edit(response: Response) -> None:
        address = _address_on_file()
        if address:
            told = template.format(escape(address), address.replace("@", "\\u0040"))
            page = response.get_data(as_text=True)
            response.set_data(page.replace("</form>", f"</form>{told}"))

    return answer(edit, "demand.choice")


_MASK: tuple[Defect, ...] = (
    Defect(
        name="adresse_en_clair",
        summary="L'adresse mail est montrée entière à l'étape 5.",
        where=Where.PAGE,
        expected=("P5.2",),
        change=rule("mask", lambda _sound: lambda address: address),
    ),
    Defect(
        name="masque_court",
        summary="Une adresse d'une ou deux lettres est montrée entière.",
        where=Where.PAGE,
        expected=("P5.2",),
        change=rule("mask", _shown_if_short),
    ),
    Defect(
        name="masque_source_claire",
        summary="L'adresse entière se lit au survol du masque (attribut title).",
        where=Where.PAGE,
        expected=("P5.2",),
        change=_told('<p title="{0}">Ce n\'est pas votre adresse ?</p>'),
    ),
    Defect(
        name="masque_json",
        summary="L'adresse entière se lit dans les données JSON de la page.",
        where=Where.PAGE,
        expected=("P5.2",),
        change=_told('<script type="application/json">{{"contact": "{1}"}}</script>'),
    ),
)


DEFECTS: tuple[Defect, ...] = (*_MASK,)
