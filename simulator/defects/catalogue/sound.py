"""Portals that differ and are right: nothing may turn red."""

from __future__ import annotations

from simulator.defects.making import Sound, answer_text, page_text, rule

SOUND: tuple[Sound, ...] = (
    Sound(
        name="echeance_comprise",
        summary="Le lien s'ouvre encore à l'instant même de son échéance.",
        touches=("P7.6", "B12", "B13"),
        change=rule("is_alive", lambda _sound: lambda now, end: now <= end),
    ),
    Sound(
        name="masque_sans_initiale",
        summary="Le masque ne montre pas même la première lettre de l'adresse.",
        touches=("P5.2",),
        change=rule(
            "mask",
            lambda _sound: lambda address: f"*****@*****.{address.split('.')[-1]}",
        ),
    ),
    Sound(
        name="pied_de_page_complet",
        summary="Le pied de page a une ligne de plus, celle des mentions légales.",
        touches=("P4.6",),
        change=page_text("</footer>", "<p>Mentions légales</p></footer>"),
    ),
    Sound(
        name="autre_refus_de_dossier",
        summary="Un autre dossier que celui du lien est refusé en d'autres termes.",
        touches=("P8.1",),
        change=answer_text(
            "Le numéro de dossier ne correspond pas à ce lien.",
            "Ce lien a été envoyé pour un autre numéro de dossier.",
        ),
    ),
)
