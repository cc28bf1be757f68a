"""What the journey showed: which picture belongs to which step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harness.errors import GuideRefused
from harness.labels import Labels, Stage, normalised
from harness.runs.journal import ScenarioRecord
from simulator.clock import real_now
from simulator.mail.message import ReceivedMail

HOME = "HOME"
MAIL = "MAIL"
_LAST = Stage.CHANGED.name
_STAGES = (HOME, *(stage.name for stage in Stage if stage.value))

Place = tuple[float, float, float, float]
"""Left, top, width and height in a picture, in pixels."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A page as it looked."""

    stage: str
    picture: Path
    places: Mapping[str, Place]
    """Where links and buttons stand in the picture, by name."""
    filled: Path | None = None
    """The same page, filled in, just before its button was pressed."""
    answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sights:
    """Every page of the procedure, once, and the mail."""

    pages: Mapping[str, Sight]
    mail: ReceivedMail


def sights_of(journey: ScenarioRecord, folder: Path, labels: Labels) -> Sights:
    """Find the pages of the procedure among what *journey* left in *folder*.

    Pages are known by what they say. What comes after step 9 is not of the procedure.

    Raises:
        GuideRefused: a page that the procedure does not know, or one too few.
    """
    pages: dict[str, Sight] = {}
    mail: ReceivedMail | None = None
    before: Sight | None = None
    for item in _seen(journey):
        if item["kind"] == MAIL.lower():
            mail = mail or _mail(item, folder)
            continue
        sight = _sight(item, folder, labels)
        if before is not None and "filled" in item:
            pages[before.stage] = _filled(before, item["filled"], folder)
        pages.setdefault(sight.stage, sight)
        before = sight
        if sight.stage == _LAST:
            break
    missing = [stage for stage in _STAGES if stage not in pages]
    if missing or mail is None:
        named = ", ".join(_named(stage) for stage in missing or (MAIL,))
        raise GuideRefused(f"No guide is written: the journey never showed {named}.")
    return Sights(pages, mail)


def _seen(journey: ScenarioRecord) -> Iterator[dict[str, Any]]:
    for step in journey.steps:
        yield from (one for one in step.evidence if one["kind"] in {"page", "mail"})


def _sight(item: Mapping[str, Any], folder: Path, labels: Labels) -> Sight:
    places: dict[str, Place] = {
        name: (left, top, width, height)
        for name, (left, top, width, height) in item.get("boxes", {}).items()
    }
    stage = item["stage"]
    if not stage and normalised(labels.personal_space) in places:
        stage = HOME
    if not stage or "picture" not in item:
        why = "is none of the procedure's" if not stage else "was not pictured"
        raise GuideRefused(
            f"No guide is written: the journey came to a page that {why}: "
            f"« {item.get('title', '')} », {item['url']}."
        )
    return Sight(stage, folder / item["picture"], places)


def _filled(sight: Sight, form: Mapping[str, Any], folder: Path) -> Sight:
    return Sight(
        stage=sight.stage,
        picture=sight.picture,
        places=sight.places,
        filled=folder / form["picture"],
        answers=tuple((question, answer) for question, answer in form["answers"]),
    )


def _mail(item: Mapping[str, Any], folder: Path) -> ReceivedMail:
    raw = (folder / item["file"]).read_bytes()
    return ReceivedMail(1, "", tuple(item["to"]), raw, real_now(), real_now())


def _named(stage: str) -> str:
    if stage == MAIL:
        return "the mail of step 7"
    return "the home page" if stage == HOME else f"« {Stage[stage].value} »"
