"""Step 7: the mail, word for word, and where its link leads."""

from __future__ import annotations

from simulator.defects.making import Defect, Where, mail_text, mailed_link

DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="mention_24h_absente",
        summary="Le mail annonce « 48 heures » au lieu de « 24 heures ».",
        where=Where.MAIL,
        expected=("P7.6",),
        change=mail_text("24 heures", "48 heures"),
    ),
    Defect(
        name="lien_http_ou_www",
        summary="Le lien du mail mène à http:// au lieu de https://.",
        where=Where.MAIL,
        expected=("P7.5",),
        change=mailed_link(lambda link: link.replace("https://", "http://")),
    ),
)
