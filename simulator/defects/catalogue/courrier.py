"""The letter: when it comes, and its temporary password."""

from __future__ import annotations

from datetime import timedelta

from simulator.defects.making import Defect, Where, rule

DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="delai_calendaire",
        summary="Les 72 h du courrier comptent aussi le week-end.",
        where=Where.LETTER,
        expected=("P5.5",),
        change=rule(
            "expected_delivery",
            lambda _sound: lambda posted, _zone: (posted + timedelta(days=3)).date(),
        ),
    ),
)
