"""Rules on keywords: a line that Behave does not take for what the reader does."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from gherkin.dialect import DIALECTS

from harness.gherkin.errors import EncodingError
from harness.gherkin.rules.typography import TYPOGRAPHIC_APOSTROPHES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.gherkin.findings import Finding
    from harness.gherkin.material import Material
    from harness.gherkin.model import FeatureFile, Step

HEADER = "# language: fr"

_TITLES = ("feature", "rule", "background", "scenario", "scenarioOutline", "examples")
_STEPS = ("given", "when", "then", "and", "but")
_APOSTROPHES = str.maketrans(dict.fromkeys(f"{TYPOGRAPHIC_APOSTROPHES}´`′", "'"))


def syntax(material: Material) -> Iterator[Finding]:
    """Refuse what cannot be read at all."""
    for page in material.pages:
        if page.error and not isinstance(page.error, EncodingError):
            yield page.finding(page.error.line, "syntax", page.error.message)


def no_language(material: Material) -> Iterator[Finding]:
    """Ask for the language first: without it other tools read English."""
    for page in material.pages:
        if page.lines and page.lines[0] != HEADER:
            message = f"does not begin with its language; write « {HEADER} » first."
            yield page.finding(1, "no-language", message)


def swallowed_line(material: Material) -> Iterator[Finding]:
    """Refuse a description line that begins like a keyword, in French or in English.

    Behave takes it for prose, because an accent, the apostrophe, the capital or the
    colon is not exactly right; the step is then not run and the scenario passes. Under
    a scenario it even takes prose in small letters for a step (« donc le lien… »).
    """
    for page, feature in material.features():
        for line in feature.prose:
            keyword = _LIKE_A_KEYWORD.match(_fold(line.text))
            if keyword:
                message = (
                    f"« {line.text} » is read as a description; write the keyword "
                    "exactly, or begin the line with another word."
                )
                yield page.finding(line.number, "swallowed-line", message)


def banned_keyword(material: Material) -> Iterator[Finding]:
    """Refuse keywords without their accents, elided (« qu' »), or « * »."""
    for page, feature in material.features():
        for step in _written_steps(feature):
            advice = _advice(step.keyword)
            if advice:
                message = f"« {step.keyword} » is not for this house; write {advice}."
                yield page.finding(step.line, "banned-keyword", message)


def _written_steps(feature: FeatureFile) -> Iterator[Step]:
    yield from feature.background
    for scenario in feature.scenarios:
        yield from scenario.steps


def _advice(keyword: str) -> str:
    if keyword.startswith("E") and _fold(keyword).startswith("etant"):
        return f"« É{keyword[1:]} »"
    if keyword.endswith("'"):
        # Behave prints "Lorsqu' on", with a blank.
        return "« Quand », or a sentence that needs no elision"
    return "« Étant donné », « Quand », « Alors » or « Et »" if keyword == "*" else ""


def _fold(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    kept = (c for c in letters if unicodedata.category(c) not in {"Mn", "Cf"})
    return "".join(kept).casefold().strip()


def _keywords(families: tuple[str, ...]) -> str:
    words = {
        _fold(keyword)
        for dialect in (DIALECTS["fr"], DIALECTS["en"])
        for family, keywords in dialect.items()
        if family in families and isinstance(keywords, list)
        for keyword in keywords
    }
    return "|".join(re.escape(word) for word in sorted(words, reverse=True))


# A title may have lost its place to a blank before the colon (« Scénario : »).
_LIKE_A_KEYWORD = re.compile(
    rf"(?:{_keywords(_TITLES)})\s*:|(?:{_keywords(_STEPS)})(?:(?<=')|(?!\w))"
)

RULES = (syntax, no_language, swallowed_line, banned_keyword)
