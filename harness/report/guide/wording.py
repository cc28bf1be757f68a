"""The words of the guide: nine steps, in the procedure's own sentences."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from harness.verdicts.requirements import requirements

TITLE = "🔑 Procédure de réinitialisation de mot de passe par mail 🔒"
_QUOTED = re.compile(r"\{(P\d\.\d)\}")
_BEFORE = re.compile(" (?=[:;?!»])")

Run = tuple[str, bool]
"""A stretch of text, and whether it stands out."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step, as ``steps.toml`` describes it, its requirements quoted."""

    number: int
    text: str
    strong: tuple[str, ...]
    stage: str
    filled: bool
    mark: str
    """The name of a label; empty if nothing is outlined."""
    caption: str
    """With ``{heading}`` and ``{mark}`` for the portal's own words."""
    says: tuple[str, ...]
    """What the page or the mail says, sentences to read beside the picture."""
    warning: str
    verified: tuple[str, ...]
    """The requirements that this step rests on."""

    @property
    def runs(self) -> tuple[Run, ...]:
        """The text, cut where words stand out."""
        cut = _runs(self.text, self.strong)
        return tuple((kept_together(words), stands_out) for words, stands_out in cut)


@cache
def steps() -> tuple[Step, ...]:
    """Return the steps in order, numbered from 1."""
    text = files("harness.report.guide").joinpath("steps.toml").read_text("utf-8")
    data = tomllib.loads(text)["step"]
    return tuple(_step(number, item) for number, item in enumerate(data, 1))


def kept_together(text: str) -> str:
    """Return *text* with no line break where French typography allows none."""
    return _BEFORE.sub("\u00a0", text).replace("« ", "«\u00a0")


def _step(number: int, item: dict[str, Any]) -> Step:
    return Step(
        number=number,
        text=_quoted(item["text"]),
        strong=tuple(item.get("strong", ())),
        stage=item["stage"],
        filled=item.get("filled", False),
        mark=item.get("mark", ""),
        caption=item["caption"],
        says=tuple(_quoted(one) for one in item.get("says", ())),
        warning=_quoted(item.get("warning", "")),
        verified=tuple(item["verified"]),
    )


def _quoted(text: str) -> str:
    """Return *text* with the sentences of the requirements that it names."""
    sentences = {item.id: item.sentence for item in requirements()}
    return _QUOTED.sub(lambda found: sentences[found[1]], text).strip()


def _runs(text: str, strong: Sequence[str]) -> Iterator[Run]:
    """Yield *text* in stretches, each of *strong* once and in its order."""
    for words in strong:
        before, found, text = text.partition(words)
        if not found:
            raise AssertionError(f"{words!r} is not in {before!r}")
        if before:
            yield before, False
        yield words, True
    if text:
        yield text, False
