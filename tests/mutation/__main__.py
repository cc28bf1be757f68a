"""``make mutation``: the score of the features, and every mutant that survives them.

A run can be cut: what was judged stands in the output, and is not judged again.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from fixtures.draw import Draw
from harness.runs.bundle import bundle_root
from harness.runs.plan import Plan, make_plan
from harness.runs.settings import RunSettings
from tests.mutation.explained import Group, explanation, groups
from tests.mutation.judging import Fate, Judge, Judged
from tests.mutation.lines import Baseline, measure
from tests.mutation.mutants import Mutant, copy_bench, digest_of, mutate

_RESET = (
    r"\.rules\.|\.service\.(decoy|delivery|demand|letter|new_password|parts|redemption"
    r"|revocation|throttle)\."
)


def main() -> int:
    """Judge the mutants, print what came of them; 1 if too many or unexplained live."""
    asked = _options()
    done = _read(asked.output)
    plan, settings, root = make_plan(None), RunSettings(), bundle_root()
    with tempfile.TemporaryDirectory(prefix="sesame-mutation-") as folder:
        copy = Path(folder).resolve()
        copy_bench(root, copy)
        baseline = _baseline(plan, copy, settings, asked.output)
        mutants = [one for one in mutate(copy) if asked.only.search(one.name)]
        # Cut at any moment, a run has judged a fair sample.
        mutants.sort(key=lambda one: Draw(0, zlib.crc32(one.name.encode())).bits("m"))
        known = {one.mutant for one in done}
        left = [one for one in mutants if one not in known]
        click.echo(f"{len(mutants)} mutants, {len(left)} to judge ...", err=True)
        judge = Judge(plan, copy, baseline, root, asked.patience)
        for one in done:
            if one.by:
                judge.learn(one.mutant, one.by)
        with asked.output.open("a", encoding="utf-8") as stream:

            def tell(one: Judged) -> None:
                click.echo(f"{one.fate}: {one.mutant.name} {one.by}", err=True)
                stream.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")
                stream.flush()

            judged = judge.judge(left, asked.jobs, settings, tell)
    wanted = set(mutants)
    return _conclude([one for one in (*done, *judged) if one.mutant in wanted], asked)


def _baseline(plan: Plan, copy: Path, settings: RunSettings, output: Path) -> Baseline:
    """Return what the scenarios run on the sound portal, measured once."""
    digest, kept = digest_of(copy), output.with_suffix(".lines.json")
    baseline = Baseline.read(kept, digest)
    if baseline is None:
        click.echo("Running every scenario on the sound portal ...", err=True)
        baseline = measure(plan, copy, settings)
        baseline.write(kept, digest)
    return baseline


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make mutation", description=__doc__)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument(
        "--only",
        type=re.compile,
        default=re.compile(_RESET),
        help="Mutants in whose name this (regular expression) is found; the rules and "
        "the reset service, if not given: '' for log-in and FranceConnect, too.",
    )
    parser.add_argument(
        "--patience",
        type=float,
        default=float("inf"),
        help="Seconds of scenarios, as they take on the sound portal, after which a "
        "mutant counts as a survivor (all scenarios that run its line, if not given).",
    )
    parser.add_argument("--output", type=Path, default=Path("build/mutation.jsonl"))
    parser.add_argument("--at-least", type=float, default=90.0, help="Per cent.")
    asked = parser.parse_args()
    asked.output.parent.mkdir(parents=True, exist_ok=True)
    return asked


def _read(file: Path) -> list[Judged]:
    """Return what an earlier run has judged; a line that was cut short is dropped."""
    if not file.exists():
        return []
    found = []
    for line in file.read_text("utf-8").splitlines():
        try:
            data = json.loads(line)
        except ValueError:
            continue
        mutant = Mutant(**data.pop("mutant"))
        found.append(Judged(mutant, **(data | {"fate": Fate(data["fate"])})))
    return found


def _conclude(judged: list[Judged], asked: argparse.Namespace) -> int:
    """Print the scores and what lives; return 1 if too many live, or unexplained."""
    known = groups()
    reasons = {one: explanation(one.mutant, known) for one in judged if not one.killed}
    for fate in Fate:
        click.echo(f"{sum(one.fate is fate for one in judged):5} {fate}")
    _print_scores(judged, reasons)
    for group in known:
        count = sum(reason is group for reason in reasons.values())
        click.echo(f"{count:5} explained: {group.reason}")
    alive = [one for one, reason in reasons.items() if reason is None]
    click.echo(f"{len(alive):5} live, and nothing explains why:")
    for one in sorted(alive, key=lambda one: (one.mutant.file, one.mutant.line)):
        click.echo(f"{one.mutant.file}:{one.mutant.line} ({one.fate})")
        click.echo(f"  - {one.mutant.before.strip()}\n  + {one.mutant.after.strip()}")
    return bool(alive) or _score(judged, reasons) < asked.at_least


def _print_scores(
    judged: Sequence[Judged], reasons: Mapping[Judged, Group | None]
) -> None:
    """Print a score for each file, and for all."""
    files = Counter(one.mutant.file for one in judged)
    click.echo(f"\n{'killed':>6} {'of':>5} {'equivalent':>10} {'score':>6}")
    for file in (*sorted(files), ""):
        mine = [one for one in judged if file in {"", one.mutant.file}]
        killed = sum(one.killed for one in mine)
        same = sum(_is_equivalent(reasons.get(one)) for one in mine)
        click.echo(
            f"{killed:6} {len(mine):5} {same:10} {_score(mine, reasons):6.1f}  "
            f"{file or 'all'}"
        )


def _score(judged: Sequence[Judged], reasons: Mapping[Judged, Group | None]) -> float:
    """Return how many in a hundred were killed of those that differ at all."""
    differ = sum(not _is_equivalent(reasons.get(one)) for one in judged)
    return 100 * sum(one.killed for one in judged) / differ if differ else 100.0


def _is_equivalent(reason: Group | None) -> bool:
    return reason is not None and reason.equivalent


if __name__ == "__main__":
    sys.exit(main())
