"""Naming one step of a scenario."""

from __future__ import annotations

from harness.errors import ConfigurationError
from harness.gherkin.outline import Example


def number_of(example: Example, named: str) -> int:
    """Return the number, from 1, of the step of *example* that is *named*.

    By its number, its text (with or without its keyword), or a part that no other step
    holds, whatever its case.

    Raises:
        ConfigurationError: no step, or more than one; the message lists them all.
    """
    texts = [f"{step.keyword} {step.text}" for step in example.steps]
    wanted = " ".join(named.split()).casefold()
    if wanted.isdecimal() and 1 <= int(wanted) <= len(texts):
        return int(wanted)
    folded = [text.casefold() for text in texts]
    bare = [step.text.casefold() for step in example.steps]
    whole = [
        rank
        for rank, both in enumerate(zip(folded, bare, strict=True), 1)
        if wanted in both
    ]
    part = [rank for rank, text in enumerate(folded, 1) if wanted and wanted in text]
    found = whole or part
    if len(found) == 1:
        return found[0]
    listed = "".join(f"\n  {rank}. {text}" for rank, text in enumerate(texts, 1))
    if found:
        wrong = "more than one step of this scenario holds this."
    elif wanted.isdecimal():
        wrong = f"this scenario has {len(texts)} steps."
    else:
        wrong = "no step of this scenario holds this."
    raise ConfigurationError(f"--until {named!r}: {wrong} Its steps are:{listed}")
