"""Finding the pages of the procedure among what a journey showed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from harness.errors import GuideRefused
from harness.labels import LABELS
from harness.report.guide.sights import sights_of
from tests.harness.report.guide.conftest import STAGES, Journey

Seen = list[dict[str, Any]]


def test_every_page_is_found_by_what_it_says(journey: Journey, tmp_path: Path) -> None:
    """Seven pages and the mail, whatever their numbers."""
    sights = sights_of(journey(), tmp_path, LABELS)

    assert set(STAGES) == set(sights.pages)
    assert LABELS.mail_subject == sights.mail.subject


def test_forms_are_shown_as_they_were_sent(journey: Journey, tmp_path: Path) -> None:
    """What was filled in belongs to the page that held the form, not to the answer."""
    pages = sights_of(journey(), tmp_path, LABELS).pages

    assert (("Numéro de dossier :", LABELS.reset),) == pages["REQUEST"].answers
    assert None is pages["TAKEN"].filled


@pytest.mark.parametrize("stage", [*STAGES, "MAIL"])
def test_a_missing_step_refuses_the_guide(
    journey: Journey, tmp_path: Path, stage: str
) -> None:
    """One page too few, or no mail: refused, and named."""

    def without(seen: Seen) -> None:
        wanted = "" if stage == "HOME" else stage
        seen[:] = [
            one
            for one in seen
            if one.get("stage", "MAIL") != wanted
        ]  # fmt: skip

    with pytest.raises(GuideRefused, match=r"never showed (the|«)"):
        sights_of(journey(without), tmp_path, LABELS)


def test_an_unknown_page_refuses_the_guide(journey: Journey, tmp_path: Path) -> None:
    """A page between two steps that the procedure does not know: refused, by title."""

    def detour(seen: Seen) -> None:
        seen.insert(2, seen[1] | {"stage": "", "title": "Enquête"})

    with pytest.raises(GuideRefused, match="« Enquête »"):
        sights_of(journey(detour), tmp_path, LABELS)


def test_what_comes_after_step_9_is_left_out(journey: Journey, tmp_path: Path) -> None:
    """The personal space is no page of the procedure, and refuses nothing."""

    def beyond(seen: Seen) -> None:
        seen.append(seen[1] | {"stage": "", "title": "Mon espace"})

    assert set(STAGES) == set(sights_of(journey(beyond), tmp_path, LABELS).pages)
