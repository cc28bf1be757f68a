"""The rule on words: a feature speaks of the procedure, not of its technique."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from harness.gherkin.model import Line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from harness.gherkin.findings import Finding
    from harness.gherkin.material import Material
    from harness.gherkin.model import FeatureFile

SCREENS = "ecrans"
"""What the name of a file or a folder begins with where screens may be described."""

SCREEN_WORDS = ("clique", "cliquer", "champ", "champs", "bouton", "boutons")
TECHNICAL_WORDS = ("URL", "HTTP", "HTTPS", "token", "tokens", "cookie", "cookies")
METHODS = ("POST", "GET")
"""The words a title or a step may not hold outside « »; only these keep their case.

Screen words say a gesture where an intention is meant; technical words are those of
whoever builds the portal, not of who uses it.
"""

_QUOTED = re.compile(r"«[^»]*»")


def _whole_words(words: tuple[str, ...]) -> str:
    # No hyphen before: « sur-le-champ » is no field.
    return rf"(?<![\w-])(?:{'|'.join(words)})(?!\w)"


_SCREEN = re.compile(_whole_words(SCREEN_WORDS), re.IGNORECASE)
_TECHNICAL = re.compile(
    rf"(?i:{_whole_words(TECHNICAL_WORDS)})|{_whole_words(METHODS)}"
)


def technical_word(material: Material) -> Iterator[Finding]:
    """Refuse the words of screens and of technique in titles and steps."""
    for page, feature in material.features():
        patterns = (_TECHNICAL,) if _shows_screens(page.path) else (_TECHNICAL, _SCREEN)
        for line in _spoken(feature):
            text = _QUOTED.sub("«»", line.text)
            for pattern in patterns:
                for word in pattern.findall(text):
                    message = (
                        f"« {word} » is not a word of the procedure; say what the "
                        "person wants or reads."
                    )
                    yield page.finding(line.number, "technical-word", message)


def _shows_screens(path: Path) -> bool:
    return any(part.startswith(SCREENS) for part in path.parts)


def _spoken(feature: FeatureFile) -> Iterator[Line]:
    # Not the title of a Règle: it quotes the procedure, buttons and addresses included.
    yield Line(feature.line, feature.name)
    for step in feature.background:
        yield Line(step.line, step.text)
    for scenario in feature.scenarios:
        yield Line(scenario.line, scenario.name)
        for step in scenario.steps:
            yield Line(step.line, step.text)


RULES = (technical_word,)
