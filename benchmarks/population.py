"""Populations: files against plain Faker with the same fields, memory, one person.

Each file is written by what the command runs, in a process of its own: « whole » is the
process from its start to its end, « writing » what it does once everything is loaded.
Plain Faker, loaded too, makes a sample of rows, half before and half after the files,
and is extrapolated; the ratio is that of writing. Prints tables in Markdown, or with
``--json`` the figures.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
from faker import Faker

from fixtures.blocks.table import SCHEMA
from fixtures.dossiers import SPACE
from fixtures.names import TRADES
from fixtures.population import Population

MILLION = 1_000_000
ENDINGS = ("parquet", "csv", "jsonl")
SEED = 42
AIM = 60
MOST_MEMORY = 300


SCRIPT = """
import sys, time
from pathlib import Path
from fixtures.blocks import files
from fixtures.population import Population
from harness.peopling import write_population
people = Population(int(sys.argv[1]), int(sys.argv[2]))
began = time.perf_counter()
write_population(people, Path(sys.argv[3]), with_passwords=False)
print(time.perf_counter() - began)
"""


class Written(NamedTuple):
    """What a file took: seconds, megabytes of memory at most, megabytes on the disk."""

    rows: int
    whole: float
    seconds: float
    peak_mb: float
    file_mb: float

    @property
    def per_second(self) -> float:
        """Rows written a second."""
        return self.rows / self.seconds


def write(ending: str, size: int) -> Written:
    """Write a file as ``sesame population`` does and return what it took."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"people.{ending}"
        began = time.perf_counter()
        child = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(SEED), str(size), str(file)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None  # noqa: S101 - piped above
        told = child.stdout.read().split()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        whole = time.perf_counter() - began
        child.stdout.close()
        if child.returncode:
            raise SystemExit(f"Writing {file.name} ended with {child.returncode}.")
        return Written(
            size,
            whole,
            float(told[-1]),
            used.ru_maxrss / 1024,
            file.stat().st_size / MILLION,
        )


def faker_seconds(fake: Faker, rows: int) -> float:
    """Make *rows* people as Faker's manual has it, write them to Parquet; seconds."""
    began = time.perf_counter()
    table = pa.Table.from_pylist([faker_row(fake) for _ in range(rows)])
    pq.write_table(table, pa.BufferOutputStream())
    return time.perf_counter() - began


def faker_row(fake: Faker) -> dict[str, object]:
    """Return the fields of SCHEMA by plain Faker: they need not agree."""
    trade = fake.random_element(TRADES.values)
    woman = fake.boolean()
    return {
        "situation": fake.random_element(("affilie", "ayant_droit")),
        "dossier": fake.numerify("#######"),
        "first_name": fake.first_name_female() if woman else fake.first_name_male(),
        "last_name": fake.last_name(),
        "gender": "female" if woman else "male",
        "profession": trade.feminine if woman else trade.masculine,
        "email": fake.email(),
        "street": fake.street_address(),
        "postcode": fake.postcode(),
        "city": fake.city(),
        "department": fake.department_number(),
        "region": fake.region(),
        "status": fake.random_element(("active", "blocked", "closed")),
        "birth_date": fake.date_of_birth(),
        "birth_place": fake.numerify("#####"),
        "birth_country": fake.numerify("99###"),
    }


def microseconds(act: Callable[[int], object], times: int = 4000) -> float:
    """Return what *act* takes, over many indexes: the median of five rounds.

    Of the processor's time: the files are what others on the machine may slow down.
    """
    rounds = []
    for number in range(5):
        began = time.process_time()
        for index in range(times):
            act((index * 7919 + number) % MILLION)
        rounds.append((time.process_time() - began) / times * MILLION)
    return statistics.median(rounds)


def main() -> None:
    """Measure everything in one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--sample", type=int, default=20_000, help="rows by Faker")
    parser.add_argument("--quick", action="store_true", help="not the whole space")
    options = parser.parse_args()
    fake = Faker("fr_FR")
    Faker.seed(SEED)
    if set(faker_row(fake)) != set(SCHEMA.names):
        raise SystemExit("Plain Faker must make the same fields: see faker_row.")

    half = options.sample // 2
    by_faker = faker_seconds(fake, half)
    files = {(ending, MILLION): write(ending, MILLION) for ending in ENDINGS}
    by_faker += faker_seconds(fake, half)
    files["parquet", MILLION // 10] = write("parquet", MILLION // 10)
    if not options.quick:
        files["parquet", SPACE] = write("parquet", SPACE)

    people = Population(SEED, MILLION)
    keys = [people[index].key for index in range(2000)]
    result = {
        "faker_rows_per_s": round(2 * half / by_faker),
        "faker_sample_rows": 2 * half,
        "files": [
            {
                "format": ending,
                "rows": size,
                "whole_s": round(done.whole, 2),
                "writing_s": round(done.seconds, 2),
                "rows_per_s": round(done.per_second),
                "times_faker": round(done.per_second * by_faker / (2 * half), 1),
                "peak_mb": round(done.peak_mb),
                "file_mb": round(done.file_mb),
            }
            for (ending, size), done in files.items()
        ],
        "by_index_us": round(microseconds(people.__getitem__), 1),
        "index_of_dossier_us": round(
            microseconds(lambda index: people.index_of(*keys[index % len(keys)])), 1
        ),
        "by_dossier_us": round(
            microseconds(lambda index: people.find(*keys[index % len(keys)])), 1
        ),
    }
    print(json.dumps(result) if options.json else _table(result))


def _table(result: dict[str, object]) -> str:
    files = result["files"]
    assert isinstance(files, list)  # noqa: S101 - made above
    sample = (
        f"plain Faker `fr_FR`, to Parquet (from {result['faker_sample_rows']} rows)"
    )
    faker = result["faker_rows_per_s"]
    lines = [
        "| what | rows | whole s | writing s | rows/s | × Faker | peak MB | file MB |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
        f"| {sample} | | | | {faker} | 1 | | |",
    ]
    lines += [
        f"| {each['format']} | {each['rows']} | {each['whole_s']} | {each['writing_s']}"
        f" | {each['rows_per_s']} | {each['times_faker']} | {each['peak_mb']}"
        f" | {each['file_mb']} |"
        for each in files
    ]
    aims = (
        f"Aims: a million to Parquet {AIM} times faster than plain Faker, in less than "
        f"{MOST_MEMORY} MB, and the whole space in no more."
    )
    ways = {
        "population[i]": "by_index_us",
        "population.index_of(situation, dossier)": "index_of_dossier_us",
        "population.find(situation, dossier)": "by_dossier_us",
    }
    lines += ["", aims, "", "| one person | µs of processor |", "|---|--:|"]
    lines += [f"| `{way}` | {result[key]} |" for way, key in ways.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
