"""What ``sesame prove`` does once its options are read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from harness.cli_common import progress_bar
from harness.report.proof_report import print_portals, print_proof, proof_as_json
from harness.runs.plan import make_plan
from harness.runs.prove import Proof
from harness.runs.prove import prove as run_proof
from harness.targets.faulty import DEFECTS, SOUND, Variation, variation
from harness.whole_files import write_whole


def prove_portals(
    names: Sequence[str], *, jobs: int, seed: int, full: bool, json_file: Path | None
) -> bool:
    """Judge the portals called *names* (all, if none) and print what came of it.

    Returns:
        Whether every defect was caught as it must be, and nothing else was.

    Raises:
        ConfigurationError: there is no such portal.
    """
    proof = _with_progress(_chosen(names), jobs, seed, full=full)
    if json_file is not None:
        write_whole(json_file, proof_as_json(proof))
    print_proof(Console(), proof, seed)
    return proof.holds


def list_portals(names: Sequence[str]) -> None:
    """Print what the portals called *names* (all, if none) are, without judging any.

    Raises:
        ConfigurationError: there is no such portal.
    """
    print_portals(Console(), _chosen(names))


def _chosen(names: Sequence[str]) -> list[Variation]:
    return [variation(name) for name in dict.fromkeys(names)] or [*DEFECTS, *SOUND]


def _with_progress(
    variations: Sequence[Variation], jobs: int, seed: int, *, full: bool
) -> Proof:
    with progress_bar() as progress:
        task = progress.add_task("Portails", total=len(variations), current="")
        return run_proof(
            variations,
            make_plan(None),
            seed=seed,
            jobs=jobs,
            full=full,
            progress=lambda one: progress.update(
                task, advance=1, current=one.variation.name
            ),
        )
