"""The guide put together: words, pictures and example data of each step."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from harness.errors import GuideRefused
from harness.journeys.vocabulary import MONTHS
from harness.labels import Labels, Stage, bare_label, normalised
from harness.pages import Box
from harness.report.guide.pictures import Picture, ready
from harness.report.guide.sights import HOME, MAIL, Place, Sight, Sights
from harness.report.guide.wording import TITLE, Run, Step, kept_together, steps
from harness.runs.guide import Passed
from harness.verdicts.verdict import Verdict
from simulator.clock import PARIS
from simulator.mail.message import ReceivedMail

MAIL_WIDTH = 720
"""CSS pixels: a mail's pane in a mail reader."""

Draw = Callable[[str, str, int], tuple[bytes, Box | None]]
"""Draws HTML, and says where a link stands in it (``Press.picture``)."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A step as the guide shows it."""

    number: int
    runs: tuple[Run, ...]
    picture: Picture
    caption: str
    example: tuple[tuple[str, str], ...]
    """Question and answer; headers and answer for the mail."""
    says: tuple[str, ...]
    warning: str
    is_mail: bool
    link: str
    """The link of the mail, as it came."""
    verified: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """The guide, ready to be written."""

    title: str
    steps: tuple[Shown, ...]
    portal: str
    day: str
    seed: int
    scenarios: int
    verified: tuple[str, ...]
    not_seen: tuple[tuple[str, str], ...]
    """Requirements that this portal does not let be seen, with the accepted reason."""


def assemble(passed: Passed, sights: Sights, draw: Draw) -> Guide:
    """Put the guide together.

    Raises:
        GuideRefused: a link or button that a step names is not in its picture.
    """
    labels = passed.target.labels
    unseen = {
        one.requirement.id: one.accepted
        for one in passed.results
        if one.verdict is Verdict.NOT_OBSERVABLE
    }
    seen = [one.requirement.id for one in passed.results]
    seen = [name for name in seen if name not in unseen]
    return Guide(
        title=TITLE,
        steps=tuple(_shown(step, sights, labels, draw, seen) for step in steps()),
        portal=passed.target.title,
        day=day(passed.started_at),
        seed=passed.seed,
        scenarios=passed.scenarios,
        verified=tuple(seen),
        not_seen=tuple(unseen.items()),
    )


def day(instant: datetime) -> str:
    """Return the day of *instant* in Paris: « 1er mai 2026 »."""
    here = instant.astimezone(PARIS)
    number = "1er" if here.day == 1 else str(here.day)
    return f"{number} {MONTHS[here.month - 1]} {here.year}"


def _shown(
    step: Step, sights: Sights, labels: Labels, draw: Draw, seen: Collection[str]
) -> Shown:
    mark = getattr(labels, step.mark) if step.mark else ""
    is_mail = step.stage == MAIL
    if is_mail:
        picture = _drawn_mail(sights.mail, mark, draw)
        example = _headers(sights.mail)
    else:
        sight = sights.pages[step.stage]
        picture = _pictured(step, sight, mark)
        example = sight.answers if step.filled else ()
    heading = "" if is_mail or step.stage == HOME else labels.heading(Stage[step.stage])
    return Shown(
        number=step.number,
        runs=step.runs,
        picture=picture,
        caption=kept_together(step.caption.format(heading=heading, mark=mark)),
        example=tuple((bare_label(asked), answer) for asked, answer in example),
        says=tuple(kept_together(f"« {sentence} »") for sentence in step.says),
        warning=kept_together(step.warning),
        is_mail=is_mail,
        link=sights.mail.link(labels.mail_link).url if is_mail else "",
        verified=tuple(name for name in step.verified if name in seen),
    )


def _pictured(step: Step, sight: Sight, mark: str) -> Picture:
    file = sight.filled if step.filled else sight.picture
    if file is None:
        raise GuideRefused(
            f"No guide is written: the form of step {step.number} was sent without "
            "the browser, so that there is no picture of it filled in."
        )
    place = sight.places.get(normalised(mark)) if mark else None
    if mark and place is None:
        raise GuideRefused(_absent(step.number, mark))
    return ready(file.read_bytes(), place)


def _drawn_mail(mail: ReceivedMail, mark: str, draw: Draw) -> Picture:
    if mail.html is None:
        raise GuideRefused("No guide is written: the mail of step 7 has no HTML part.")
    picture, box = draw(mail.html, mark, MAIL_WIDTH)
    if box is None:
        raise GuideRefused(_absent(7, mark))
    place: Place = (box.left, box.top, box.width, box.height)
    return ready(picture, place)


def _absent(number: int, mark: str) -> str:
    return f"No guide is written: « {mark} » is not in the picture of step {number}."


def _headers(mail: ReceivedMail) -> tuple[tuple[str, str], ...]:
    sender = f"{mail.sender_name} <{mail.sender_address}>".strip()
    return (
        ("Expéditeur", sender),
        ("À", ", ".join(mail.to)),
        ("Sujet", mail.subject),
    )
