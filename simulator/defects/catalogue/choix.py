"""Step 5: the options, the warning, the validation."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import request

from simulator.defects.catalogue import masque
from simulator.defects.making import (
    Defect,
    Where,
    function,
    method,
    page_text,
    view,
)
from simulator.portal.service import demand
from simulator.portal.service.demand import Channel
from simulator.portal.store import requests
from simulator.portal.store.requests import RequestState
from simulator.portal.web import demand_pages
from simulator.portal.web.context import parts, single

_WARNING = (
    "Vérifier qu'il ne s'agit pas de l'adresse de votre comptable ou d'un tiers "
    "déclarant à qui vous auriez confié vos identifiants"
)


def _sent_at_once(open_request: Any) -> Any:
    def opened(portal: Any, *key: Any) -> str:
        request_id = str(open_request(portal, *key))
        asked = demand.find_request(portal, request_id)
        if asked is not None:
            demand.choose(portal, asked, Channel.MAIL)
        with portal.store.begin() as connection:
            requests.set_state(connection, request_id, RequestState.OPEN)
        return request_id

    return opened


def _of_the_posted_dossier(mine: Any) -> Any:
    def asked(request_id: str) -> Any:
        found = mine(request_id)
        posted = single("dossier")
        return replace(found, dossier=posted) if found and posted else found

    return asked


def _to_the_posted_address(send: Any) -> Any:
    def sent(sender: str, recipient: str, raw: bytes) -> Any:
        return send(sender, request.form.get("email") or recipient, raw)

    return sent


def _read_as(reading: Any) -> Any:
    """Have step 5 take for the choice what *reading* makes of it."""

    def around(sound: Any) -> Any:
        def read(name: str) -> str:
            return str(reading(sound(name)) if name == "envoi" else sound(name))

        return read

    return function(demand_pages, "single", around)


def _both_followed(choose: Any) -> Any:
    def chosen(request_id: str) -> Any:
        both = set(request.form.getlist("envoi")) == {"mail", "courrier"}
        mine = demand.find_request(parts(), request_id)
        if not both or mine is None:
            return choose(request_id)
        for channel in (Channel.POST, Channel.MAIL):
            with parts().store.begin() as connection:
                requests.set_state(connection, request_id, RequestState.OPEN)
            demand.choose(parts(), mine, channel)
        return demand_pages.taken(request_id)

    return chosen


def _mail_offered(offer_for: Any) -> Any:
    def offered(*asked: Any) -> Any:
        offer = offer_for(*asked)
        return replace(offer, masked_address=offer.masked_address or "*****@*****")

    return offered


_OPTIONS: tuple[Defect, ...] = (
    Defect(
        name="choix_mail_implicite",
        summary="Sans option cochée, c'est le mail qui part.",
        where=Where.MAIL,
        expected=("P5.1",),
        change=_read_as(lambda choice: choice or "mail"),
    ),
    Defect(
        name="choix_des_deux",
        summary="Les deux options postées ensemble sont suivies toutes les deux.",
        where=Where.LETTER,
        expected=("P5.1",),
        change=view("demand.choose", _both_followed),
    ),
    Defect(
        name="option_mail_sans_adresse",
        summary="Le mail est offert à qui n'a pas d'adresse mail.",
        where=Where.PAGE,
        expected=("P5.7", "B44"),
        change=function(demand, "offer_for", _mail_offered),
    ),
    Defect(
        name="avertissement_absent",
        summary="Rien n'avertit de vérifier que l'adresse n'est pas d'un tiers.",
        where=Where.PAGE,
        expected=("P5.4",),
        change=page_text(_WARNING, "", only="choice.html"),
    ),
)


_SENDING: tuple[Defect, ...] = (
    Defect(
        name="envoi_des_etape4",
        summary="Le mail part dès l'étape 4, avant le choix de l'envoi.",
        where=Where.MAIL,
        expected=("P5.6",),
        change=function(demand, "open_request", _sent_at_once),
    ),
    Defect(
        name="dossier_champ_cache",
        summary="L'étape 5 croit le numéro de dossier que le formulaire lui redonne.",
        where=Where.MAIL,
        expected=("B21",),
        change=function(demand_pages, "_mine", _of_the_posted_dossier),
    ),
    Defect(
        name="adresse_parametre",
        summary="Un paramètre email= posté à l'étape 5 remplace l'adresse du dossier.",
        where=Where.MAIL,
        expected=("B21",),
        change=method("transport", "send", _to_the_posted_address),
    ),
    Defect(
        name="double_clic_deux_mails",
        summary="Deux validations au même instant envoient deux mails.",
        where=Where.CONCURRENCE,
        expected=("P5.6",),
        change=function(requests, "claim", lambda sound: lambda *a: sound(*a) or True),
    ),
)


DEFECTS: tuple[Defect, ...] = (*masque.DEFECTS, *_OPTIONS, *_SENDING)
