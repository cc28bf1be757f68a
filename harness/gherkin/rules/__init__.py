"""The rules of the lint, one small function each, gathered in one tuple."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.gherkin.rules import (
    keywords,
    sentences,
    shape,
    tags,
    titles,
    typography,
    wording,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from harness.gherkin.findings import Finding
    from harness.gherkin.material import Material

RULES: tuple[Callable[[Material], Iterator[Finding]], ...] = (
    *typography.RULES,
    *keywords.RULES,
    *shape.RULES,
    *titles.RULES,
    *tags.RULES,
    *wording.RULES,
    *sentences.RULES,
)
