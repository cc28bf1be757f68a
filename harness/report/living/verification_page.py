"""``verify --report``: one run as a page for analysts."""

from __future__ import annotations

import shlex
from collections import Counter
from pathlib import Path

from harness.report.living.page import render
from harness.report.living.requirement_views import (
    assumption_views,
    chapters,
    tags_of,
)
from harness.report.living.shelf import Shelf, packed
from harness.report.living.telling import tell
from harness.report.living.words import PACKS, VERDICTS
from harness.report.terminal import explained
from harness.runs.verify import Verification
from harness.targets.opening import is_faulty
from harness.verdicts.human import REFERENCE, TO_A_HUMAN, human_list
from harness.verdicts.requirements import requirements
from harness.verdicts.verdict import Outcome

_SCRIPTS = ("dom", "theme", "store", "frames", "sights", "scenarios", "filter", "start")


def write_report(
    file: Path, verification: Verification, evidence: Path, selection: str
) -> None:
    """Write the living document of one run into *file*.

    Args:
        file: where to.
        verification: what was judged.
        evidence: the folder where what was seen is kept.
        selection: how the requirements were chosen: the options of the command line.
    """
    # Half a character (a lone surrogate) becomes a reference, shown as « \ufffd ».
    file.write_bytes(
        report(verification, evidence, selection).encode("utf-8", "xmlcharrefreplace")
    )


def report(
    verification: Verification,
    evidence: Path,
    selection: str,
    shelf: Shelf | None = None,
) -> str:
    """Return the living document of one run."""
    shelf = Shelf() if shelf is None else shelf
    told = tell(verification, evidence, shelf)
    boxes, places = shelf.boxes()
    shown = chapters(verification, told)
    views = [view for chapter in shown for view in chapter.views]
    judged = {chapter.pack for chapter in shown}
    return render(
        "verification",
        _SCRIPTS,
        title=f"Sésame : {verification.verdict.value}, cible {verification.target}",
        judged=_judged(verification.target),
        verification=verification,
        mark=VERDICTS[verification.verdict],
        explained=explained(verification),
        command=_command(verification, selection),
        not_run=sum(one.outcome is Outcome.NOT_RUN for one in told),
        dropped=shelf.dropped,
        chapters=shown,
        views=views,
        in_all=len(requirements()),
        counts=Counter(view.mark for view in views),
        verdicts=list(VERDICTS.values()),
        packs=[(pack.value, PACKS[pack]) for pack in PACKS if pack in judged],
        tags=tags_of(told),
        assumptions=assumption_views(told),
        human=human_list(judged),
        human_reference=REFERENCE,
        to_a_human=TO_A_HUMAN,
        scenarios=packed({"scenarios": [one.shown for one in told], "places": places}),
        scenario_count=len(told),
        boxes=boxes,
        pictures=shelf.pictures,
    )


def _judged(target: str) -> str:
    """Return what the portal is; a faulty one on purpose is said to be."""
    if not is_faulty(target):
        return target
    # The whole catalogue: only a report on one of its portals waits for it.
    from harness.targets.faulty import introduced  # noqa: PLC0415 - see above

    return introduced(target)


def _command(verification: Verification, selection: str) -> str:
    target = shlex.quote(verification.target)
    return f"sesame verify --target {target} {selection} --seed {verification.seed}"
