"""The whole catalogue: every faulty portal and every sound variation, by name."""

from __future__ import annotations

from simulator.defects.catalogue import (
    acces,
    accessibilite,
    choix,
    concurrence,
    courrier,
    demande,
    etat,
    france_connect,
    jeton,
    message,
    nouveau_mot_de_passe,
    prise_en_compte,
    securite,
    sound,
    temps,
)
from simulator.defects.variation import Defect, Sound

AREAS: dict[str, tuple[Defect, ...]] = {
    "L'accès (étapes 1 à 3)": acces.DEFECTS,
    "La demande (étape 4)": demande.DEFECTS,
    "Le choix de l'envoi (étape 5)": choix.DEFECTS,
    "La prise en compte (étape 6)": prise_en_compte.DEFECTS,
    "Le message (étape 7)": message.DEFECTS,
    "Le jeton du lien": jeton.DEFECTS,
    "Le temps": temps.DEFECTS,
    "Le nouveau mot de passe (étapes 8 et 9)": nouveau_mot_de_passe.DEFECTS,
    "Ce que le portail retient": etat.DEFECTS,
    "La concurrence": concurrence.DEFECTS,
    "Le courrier": courrier.DEFECTS,
    "FranceConnect": france_connect.DEFECTS,
    "La sécurité des pages": securite.DEFECTS,
    "L'accessibilité": accessibilite.DEFECTS,
}
"""Area by area, in the order of the procedure."""

DEFECTS: tuple[Defect, ...] = tuple(one for area in AREAS.values() for one in area)
SOUND: tuple[Sound, ...] = sound.SOUND
