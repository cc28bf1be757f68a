"""What no program can judge of accessibility: the list, read from its data file."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from harness.verdicts.requirements import Pack

REFERENCE = "RGAA 4.1"
TO_A_HUMAN = "à vérifier par un humain"


@dataclass(frozen=True, slots=True)
class HumanCheck:
    """A criterion of the RGAA that stays for a human to judge."""

    criterion: str
    question: str
    seen: str
    """How much of it the bench sees by itself; empty: nothing."""


@cache
def human_checks() -> tuple[HumanCheck, ...]:
    """Return the list, in the order of the RGAA."""
    text = files("harness.verdicts").joinpath("human.toml").read_text("utf-8")
    return tuple(
        HumanCheck(item["id"], item["question"], item.get("seen", ""))
        for item in tomllib.loads(text)["criterion"]
    )


def human_list(judged: Collection[Pack]) -> tuple[HumanCheck, ...]:
    """Return what stays for a human once the packs *judged* have been judged."""
    return human_checks() if Pack.ACCESSIBILITY in judged else ()
