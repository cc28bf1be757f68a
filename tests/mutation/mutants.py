"""Making the mutants: a copy of the bench whose rules and service hold them all.

mutmut writes every mutant of a function beside it, and a trampoline in its place that
calls the one named by MUTANT_UNDER_TEST. So the bench is loaded once, and forked for
each of them.
"""

from __future__ import annotations

import ast
import difflib
import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from mutmut.configuration import config
from mutmut.mutation.file_mutation import MutatedFile, mutate_file_contents

_COPIED = ("features", "steps", "harness", "simulator", "fixtures", "environment.py")
_HOOKS = Path(__file__).with_name("hooks.py")
_MARK = "__mutmut_"


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one function.

    Attributes:
        name: as MUTANT_UNDER_TEST takes it.
        file: relative to the root of the bench.
        line: of the original file, where the change begins.
        before: the lines that the mutant lacks.
        after: the lines that it has instead.
    """

    name: str
    file: str
    line: int
    before: str
    after: str

    @property
    def function(self) -> str:
        """The function that it changes, as mutmut writes it."""
        return self.name.rpartition(".")[2].partition(_MARK)[0]


def copy_bench(root: Path, copy: Path) -> None:
    """Copy the bench at *root* to *copy*, with our hooks behind Behave's."""
    for name in _COPIED:
        source = root / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, copy / name, ignore=ignored)
        else:
            shutil.copy(source, copy / name)
    hooks = (copy / "environment.py").read_text("utf-8")
    ours = _HOOKS.read_text("utf-8")
    (copy / "environment.py").write_text(f"{hooks}\n\n{ours}", "utf-8")


def digest_of(copy: Path) -> str:
    """Return what tells this bench from any other."""
    digest = hashlib.sha256()
    for file in sorted(one for one in copy.rglob("*") if one.is_file()):
        digest.update(str(file.relative_to(copy)).encode() + file.read_bytes())
    return digest.hexdigest()


def mutated_folders() -> list[Path]:
    """Return the folders whose modules are mutated, relative to the root."""
    return list(config().source_paths)


def mutate(copy: Path) -> list[Mutant]:
    """Put every mutant into the bench at *copy*; return them in order."""
    files = sorted(
        file for folder in mutated_folders() for file in (copy / folder).glob("*.py")
    )
    return [
        mutant for file in files for mutant in _mutate(file.relative_to(copy), copy)
    ]


def _mutate(file: Path, copy: Path) -> list[Mutant]:
    """Put the mutants of *file* into its copy."""
    source = (copy / file).read_text("utf-8")
    mutated = mutate_file_contents(str(file), source)
    (copy / file).write_text(mutated.code, "utf-8")
    module = ".".join(file.with_suffix("").parts)
    starts = _starts(source)
    return [
        _mutant(f"{module}.{name}", file.as_posix(), mutated, starts)
        for name in mutated.mutant_names
    ]


def _mutant(
    name: str, file: str, mutated: MutatedFile, starts: dict[str, int]
) -> Mutant:
    own = name.rpartition(".")[2]
    function = own.partition(_MARK)[0]
    before = _lines(mutated, f"{function}{_MARK}orig")
    after = _lines(mutated, own)
    # The first line names the function, which differs in each.
    same = difflib.SequenceMatcher(None, before[1:], after[1:], autojunk=False)
    changed = [code for code in same.get_opcodes() if code[0] != "equal"]
    if not changed:  # a default in the signature's first line
        return Mutant(name, file, starts[function], before[0], after[0])
    first, last = changed[0], changed[-1]
    return Mutant(
        name,
        file,
        starts[function] + 1 + first[1],
        "\n".join(before[1:][first[1] : last[2]]),
        "\n".join(after[1:][first[3] : last[4]]),
    )


def _lines(mutated: MutatedFile, function: str) -> list[str]:
    span = mutated.line_span_by_function_name[function]
    lines = mutated.code.splitlines()[span.start - 1 : span.end]
    begin = next(n for n, line in enumerate(lines) if line.lstrip().startswith("def "))
    return lines[begin:]


def _starts(source: str) -> dict[str, int]:
    """Return the line of each function's ``def``, by mutmut's name for it."""
    found: dict[str, int] = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef):
            found[f"x_{node.name}"] = node.lineno
        elif isinstance(node, ast.ClassDef):
            for method in node.body:
                if isinstance(method, ast.FunctionDef):
                    found[f"xǁ{node.name}ǁ{method.name}"] = method.lineno
    return found
