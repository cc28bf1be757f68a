"""FranceConnect: what is asked of it, and what is believed."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from types import SimpleNamespace
from typing import Any

from simulator.defects.making import (
    Defect,
    Where,
    function,
)
from simulator.defects.variation import Change
from simulator.portal.ports import france_connect as port
from simulator.portal.service import france_connect as service
from simulator.portal.settings import Settings

_CLIENT = Settings().france_connect_client_id
_A_DAY_S = 86400


def _reading(decode: Any = None, **rules: Any) -> Change:
    """Read tokens with *decode*, given the sound one, and hold them against *rules*.

    None for a claim's name: nothing is asked of its value.
    """

    def registry(jwt: Any) -> Any:
        def made(**sound: Any) -> Any:
            asked = {**sound, **rules}
            return jwt.JWTClaimsRegistry(
                **{name: one for name, one in asked.items() if one is not None}
            )

        return made

    return function(
        port,
        "jwt",
        lambda jwt: SimpleNamespace(
            decode=decode(jwt.decode) if decode else jwt.decode,
            JWTClaimsRegistry=registry(jwt),
        ),
    )


def _meant_for_anybody(decode: Any) -> Any:
    def decoded(*token: Any, **options: Any) -> Any:
        read = decode(*token, **options)
        read.claims["aud"] = _CLIENT
        return read

    return decoded


def _unsigned(_decode: Any) -> Any:
    def decoded(token: str, *_keys: Any, **_options: Any) -> Any:
        body = token.split(".")[1]
        padded = body + "=" * (-len(body) % 4)
        return SimpleNamespace(claims=json.loads(urlsafe_b64decode(padded)))

    return decoded


def _whoever_began(come_back: Any) -> Any:
    return lambda parts, _begun, returned: come_back(
        parts, [returned.get("state", "")], returned
    )


_PROOFS: tuple[Defect, ...] = (
    Defect(
        name="fc_etat_d_un_autre",
        summary="L'état du retour n'est pas rattaché au navigateur qui l'a demandé.",
        where=Where.PAGE,
        expected=("B57",),
        change=function(service, "come_back", _whoever_began),
    ),
    Defect(
        name="fc_nonce_non_verifie",
        summary="Le nonce du jeton n'est pas comparé à celui de la demande.",
        where=Where.TOKEN,
        expected=("B57",),
        change=_reading(nonce=None),
    ),
    Defect(
        name="fc_autre_service",
        summary="Un jeton que FranceConnect a fait pour un autre service est accepté.",
        where=Where.TOKEN,
        expected=("B57",),
        change=_reading(_meant_for_anybody),
    ),
    Defect(
        name="fc_signature_non_verifiee",
        summary="Ce qui vient de FranceConnect est cru sans vérifier sa signature.",
        where=Where.TOKEN,
        expected=("B57",),
        change=_reading(_unsigned),
    ),
    Defect(
        name="fc_jeton_perime",
        summary="Un jeton de FranceConnect périmé depuis une heure est encore cru.",
        where=Where.TOKEN,
        expected=("B57",),
        change=_reading(leeway=_A_DAY_S),
    ),
    Defect(
        name="fc_emetteur_ignore",
        summary="Un jeton qu'un autre que FranceConnect dit avoir émis est accepté.",
        where=Where.TOKEN,
        expected=("B57",),
        change=_reading(iss=None),
    ),
    Defect(
        name="fc_identite_d_un_autre",
        summary="L'identité reçue n'est pas comparée à la personne du jeton.",
        where=Where.TOKEN,
        expected=("B57",),
        change=_reading(sub=None),
    ),
)


DEFECTS: tuple[Defect, ...] = (*_PROOFS,)
