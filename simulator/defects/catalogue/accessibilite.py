"""What a screen reader or a keyboard needs of a page."""

from __future__ import annotations

from simulator.defects.making import Defect, Where, page_text

DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="page_en_anglais",
        summary="Les pages se disent en anglais : elles sont lues avec cet accent.",
        where=Where.PAGE,
        expected=("B56",),
        change=page_text('lang="fr"', 'lang="en"', only="base.html"),
    ),
)
