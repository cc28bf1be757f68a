"""The guide put together from a journey."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from harness.errors import GuideRefused
from harness.labels import LABELS
from harness.pages import Box
from harness.report.guide.assembling import Guide, assemble, day
from harness.report.guide.sights import sights_of
from harness.report.guide.writing import as_html
from harness.runs.guide import Passed
from harness.runs.guide_target import GuideTarget
from harness.runs.journal import ScenarioRecord
from harness.verdicts.requirements import Pack, requirements
from harness.verdicts.verdict import RequirementResult, Verdict
from tests.harness.report.guide.conftest import LINK, Journey, png

NEW_YEAR = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)


def drawn(_html: str, _link: str, width: int) -> tuple[bytes, Box | None]:
    """Stand in for Chromium: a picture, and a link in it."""
    return png(), Box(10, 10, 60, 20, width, 100)


def passed(record: ScenarioRecord, folder: Path) -> Passed:
    """Return a run in which all requirements hold."""
    return Passed(
        target=GuideTarget("chromium", "embedded", "chromium", "le portail d'essai"),
        seed=7,
        started_at=NEW_YEAR,
        results=tuple(
            RequirementResult(item, (), Verdict.CONFORMS)
            for item in requirements()
            if item.pack is Pack.PROCEDURE
        ),
        scenarios=3,
        journey=record,
        folder=folder,
    )


def assembled(record: ScenarioRecord, folder: Path) -> Guide:
    """Return the guide of a journey."""
    sights = sights_of(record, folder, LABELS)
    return assemble(passed(record, folder), sights, drawn)


def test_each_step_has_its_picture_and_data(journey: Journey, tmp_path: Path) -> None:
    """Nine pictures; forms as filled in; the mail with headers and link."""
    steps = assembled(journey(), tmp_path).steps

    assert 9 == len([step for step in steps if step.picture.address])
    assert (("Numéro de dossier", LABELS.reset),) == steps[3].example
    assert ("Expéditeur", "CARPIMKO <ne-pas-repondre@carpimko.com>") in steps[6].example
    assert [LINK] == [step.link for step in steps if step.link]


def test_the_colophon_says_what_was_verified(journey: Journey, tmp_path: Path) -> None:
    """Portal, day in Paris, seed, and requirements; what was not seen, with why."""
    record = journey()
    good = passed(record, tmp_path)
    unseen = replace(
        good.results[0], verdict=Verdict.NOT_OBSERVABLE, accepted="Pas d'horloge"
    )
    some = replace(good, results=(unseen, *good.results[1:]))
    guide = assemble(some, sights_of(record, tmp_path, LABELS), drawn)

    assert ("le portail d'essai", "1er janvier 2026", 7) == (
        guide.portal, guide.day, guide.seed,
    )  # fmt: skip
    assert (("P1.1", "Pas d'horloge"),) == guide.not_seen
    assert 36 == len(guide.verified)
    assert () == guide.steps[0].verified
    assert "P1.1\u00a0: Pas d&#39;horloge" in as_html(guide).replace("&nbsp;", "\u00a0")


def test_a_button_out_of_sight_refuses_the_guide(
    journey: Journey, tmp_path: Path
) -> None:
    """A step names what its picture does not show: refused, and named."""

    def hidden(seen: list[dict[str, Any]]) -> None:
        seen[1]["boxes"] = {}

    with pytest.raises(GuideRefused, match=r"« Mot de passe oublié \? ».*step 3"):
        assembled(journey(hidden), tmp_path)


def test_a_form_that_no_browser_sent_refuses_the_guide(
    journey: Journey, tmp_path: Path
) -> None:
    """There is no picture of what was filled in."""

    def unfilled(seen: list[dict[str, Any]]) -> None:
        del seen[3]["filled"]

    with pytest.raises(GuideRefused, match="form of step 4"):
        assembled(journey(unfilled), tmp_path)


def test_a_mail_without_its_link_refuses_the_guide(
    journey: Journey, tmp_path: Path
) -> None:
    """Step 7 tells to follow a link that has to be there."""
    record = journey()
    sights = sights_of(record, tmp_path, LABELS)

    with pytest.raises(GuideRefused, match="vous pouvez cliquer ici"):
        assemble(passed(record, tmp_path), sights, lambda *_: (png(), None))


def test_what_a_portal_says_is_never_markup(journey: Journey, tmp_path: Path) -> None:
    """A label with angle brackets is shown as it reads."""

    def spiteful(seen: list[dict[str, Any]]) -> None:
        seen[3]["filled"]["answers"] = [["<script>alert(1)</script>", "x"]]

    html = as_html(assembled(journey(spiteful), tmp_path))

    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_day_is_that_of_paris() -> None:
    """Half past midnight in Paris is the next day already."""
    assert "1er janvier 2026" == day(NEW_YEAR)
