"""Why a mutant may live: what nobody outside could see, or what nobody asks for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from tests.mutation.mutants import Mutant

_REGISTER = Path(__file__).with_name("explained.toml")
_TEXT = re.compile(r'[fr]?"[^"]*"')


@dataclass(frozen=True, slots=True)
class Group:
    """Mutants that live for one reason.

    Attributes:
        reason: why no scenario may turn red for them.
        file: pattern of their files.
        before: what the line holds (regular expression).
        after: what it holds once mutated.
        texts_only: whether nothing but the words of a text differs.
        equivalent: whether nobody outside could tell them from the sound portal, run
            as the features run it.
    """

    reason: str
    file: str = "*"
    before: str = ""
    after: str = ""
    texts_only: bool = False
    equivalent: bool = False

    def explains(self, mutant: Mutant) -> bool:
        """Tell whether *mutant* is one of them."""
        return (
            fnmatch(mutant.file, self.file)
            and re.search(self.before, mutant.before) is not None
            and re.search(self.after, mutant.after) is not None
            and (not self.texts_only or _differ_in_texts_only(mutant))
        )


def groups() -> tuple[Group, ...]:
    """Return the register."""
    told = tomllib.loads(_REGISTER.read_text("utf-8"))
    return tuple(Group(**group) for group in told["group"])


def explanation(mutant: Mutant, known: Iterable[Group]) -> Group | None:
    """Return the first group that explains why *mutant* lives, or None."""
    return next((group for group in known if group.explains(mutant)), None)


def _differ_in_texts_only(mutant: Mutant) -> bool:
    before, after = (_TEXT.sub('""', line) for line in (mutant.before, mutant.after))
    return before == after
