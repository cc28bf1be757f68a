"""The portal of a guide: where it is judged, and where a browser walks it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from harness.errors import ConfigurationError
from harness.labels import LABELS, Labels
from harness.targets.file.reading import read_target_file
from harness.targets.opening import (
    CHROMIUM,
    is_faulty,
    is_target_file,
    require_installed,
    require_known,
)
from harness.verdicts.requirements import requirements


@dataclass(frozen=True, slots=True)
class GuideTarget:
    """The portal of a guide: where it is judged, and where it is walked."""

    name: str
    judged: str
    walked: str | None
    """A target that draws its pages; None where no browser reaches the portal."""
    title: str
    """What the guide calls the portal, in French."""
    labels: Labels = LABELS


def guide_target(name: str) -> GuideTarget:
    """Return what ``--target`` names.

    Raises:
        ConfigurationError: no such target, none that a browser sees, or no browser.
    """
    require_known(name)
    require_installed(CHROMIUM)
    if is_target_file(name):
        file = read_target_file(Path(name), [item.id for item in requirements()])
        if file.browser != CHROMIUM:
            raise ConfigurationError(
                f'{name}: a guide shows pages as they look: write browser = "chromium" '
                "in its table [portal]."
            )
        return GuideTarget(name, name, name, f"« {file.name} »", file.labels)
    if name == CHROMIUM:
        title = "le portail simulé de Sésame, vu dans Chromium"
        return GuideTarget(name, "embedded", CHROMIUM, title)
    if is_faulty(name):
        return GuideTarget(name, name, None, f"le portail simulé, varié ({name})")
    raise ConfigurationError(
        f"The target {name} has no browser, and a guide shows pages as they look: "
        f"choose {CHROMIUM}, or a FILE.toml with browser = {CHROMIUM!r}."
    )
