"""Step 7: to whom the mail goes, and how often."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import g

from simulator.defects.making import (
    Change,
    Defect,
    Where,
    function,
    method,
    part,
    together,
)
from simulator.portal.service import delivery, demand
from simulator.portal.store import accounts


def _sent_as(change: Callable[[str], str]) -> Change:
    """Hand every mail over to another address than the one on file."""

    def around(send: Any) -> Any:
        return lambda sender, recipient, raw: send(sender, change(recipient), raw)

    return method("transport", "send", around)


def _archived(send: Any) -> Any:
    def sent(sender: str, recipient: str, raw: bytes) -> Any:
        send(sender, "archives@carpimko.com", raw)
        return send(sender, recipient, raw)

    return sent


def _sent_twice(send: Any) -> Any:
    def sent(*message: Any) -> Any:
        send(*message)
        return send(*message)

    return sent


def _address_of_step_4() -> Change:
    """Write to the address that was on file when step 5 was first shown."""
    known: dict[str, str] = {}

    def remembering(offer: Any) -> Any:
        def offered(parts: Any, request: Any) -> Any:
            with parts.store.begin() as connection:
                account = accounts.find(connection, request.situation, request.dossier)
            if account is not None and account.email is not None:
                known.setdefault(request.id, account.email)
            return offer(parts, request)

        return offered

    def to_remembered(queue: Any) -> Any:
        return lambda parts, connection, request, recipient: queue(
            parts, connection, request, known.get(request.id, recipient)
        )

    return together(
        function(demand, "offer_for", remembering),
        function(demand, "_queue_reset_mail", to_remembered),
        function(delivery, "_can_serve", lambda _sound: lambda *_args: True),
    )


def _knowing_the_name(compose: Callable[[bytes, str], bytes]) -> Change:
    """Have *compose* put the affiliate's name into the finished mail."""

    def remember(send: Any) -> Any:
        def sent(
            parts: Any, connection: Any, request: Any, account: Any, by: Any
        ) -> Any:
            g.name = account.last_name
            return send(parts, connection, request, account, by)

        return sent

    def named(sound: Callable[..., bytes]) -> Callable[..., bytes]:
        return lambda *arguments: compose(sound(*arguments), g.name)

    return together(function(demand, "_send", remember), part("reset_mail", named))


def _greet_in_html(raw: bytes, name: str) -> bytes:
    return raw.replace(b"<p>Bonjour,</p>", f"<p>Bonjour {name},</p>".encode())


def _name_in_header(raw: bytes, name: str) -> bytes:
    return f"X-Affilie: {name}\r\n".encode() + raw


DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="destinataire_cci",
        summary="Une copie cachée de chaque mail part aux archives.",
        where=Where.MAIL,
        expected=("P7.2",),
        change=method("transport", "send", _archived),
    ),
    Defect(
        name="mail_en_double",
        summary="Chaque mail part deux fois, avec le même lien.",
        where=Where.MAIL,
        expected=("P5.3",),
        change=method("transport", "send", _sent_twice),
    ),
    Defect(
        name="adresse_perimee",
        summary="Le mail va à l'adresse lue à l'étape 4, même si elle a changé depuis.",
        where=Where.MAIL,
        expected=("P7.2",),
        change=_address_of_step_4(),
    ),
    Defect(
        name="adresse_en_minuscules",
        summary="L'adresse du dossier est mise en minuscules avant l'envoi.",
        where=Where.MAIL,
        expected=("B46",),
        change=_sent_as(str.lower),
    ),
    Defect(
        name="adresse_sans_etiquette",
        summary="L'étiquette d'une adresse (« +carpimko ») est ôtée avant l'envoi.",
        where=Where.MAIL,
        expected=("B46",),
        change=_sent_as(
            lambda address: (
                f"{address.split('@')[0].split('+')[0]}@{address.rpartition('@')[2]}"
            )
        ),
    ),
    Defect(
        name="injection_html_nom",
        summary="Le nom de l'affilié est écrit tel quel dans le HTML du mail.",
        where=Where.MAIL,
        expected=("B39",),
        change=_knowing_the_name(_greet_in_html),
    ),
    Defect(
        name="injection_entete",
        summary="Le nom de l'affilié est écrit tel quel dans un en-tête du mail.",
        where=Where.MAIL,
        expected=("B39",),
        change=_knowing_the_name(_name_in_header),
    ),
)
