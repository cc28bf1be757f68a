"""The catalogue of faulty portals, as the rest of the harness sees it.

Such a portal is judged as the target ``defect:NAME``; the sound variations too.
"""

from __future__ import annotations

from difflib import get_close_matches

from harness.errors import ConfigurationError
from harness.targets.bench_portal import CHEAP, PortalSettings
from harness.targets.embedded import EmbeddedTarget
from harness.targets.opening import PREFIX
from simulator.defects.register import AREAS, DEFECTS, SOUND
from simulator.defects.variation import Change, Defect, DefectError, Sound, Variation

__all__ = ["AREAS", "DEFECTS", "SOUND", "Change", "Defect", "Sound", "Variation"]


def variation(name: str) -> Variation:
    """Return the faulty portal, or the sound variation, called *name*.

    Raises:
        ConfigurationError: there is none; the message gives the nearest names.
    """
    catalogue: tuple[Variation, ...] = (*DEFECTS, *SOUND)
    known = {one.name: one for one in catalogue}
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=3, cutoff=0.4)
    hint = f" Nearest: {', '.join(near)}." if near else ""
    raise ConfigurationError(
        f"Unknown defect {name!r}.{hint} docs/defauts.md lists them all."
    )


def introduced(target: str) -> str:
    """Return in French what the portal that *target* names is, for whoever reads it.

    Raises:
        ConfigurationError: there is no such defect.
    """
    if not target.startswith(PREFIX):
        return target
    varied = variation(target.removeprefix(PREFIX))
    how = (
        "volontairement fautif"
        if isinstance(varied, Defect)
        else "varié sans être fautif"
    )
    return f"{target}, le portail simulé {how} : « {varied.summary} »"


def change_of(target: str) -> Change:
    """Return how the portal that *target* names differs from the sound one.

    Raises:
        ConfigurationError: there is no such defect.
    """
    if not target.startswith(PREFIX):
        return Change()
    return variation(target.removeprefix(PREFIX)).change


def open_faulty(
    target: str, database: str | None = None, settings: PortalSettings = CHEAP
) -> EmbeddedTarget:
    """Build the faulty portal that *target* names, its store in *database* if given.

    Raises:
        ConfigurationError: there is no such defect, or it would change nothing.
    """
    varied = variation(target.removeprefix(PREFIX))
    try:
        return EmbeddedTarget(varied=varied, database=database, settings=settings)
    except DefectError as wrong:
        raise ConfigurationError(f"The defect {varied.name}: {wrong}") from wrong
