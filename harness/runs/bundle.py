"""Where the features, the steps and Behave's hooks are.

In a checkout they stand at the root, beside this package; in an installed wheel they
travel inside it, in ``harness/bundle``.
"""

from __future__ import annotations

from pathlib import Path

import harness


def bundle_root() -> Path:
    """Return the folder that holds ``features/``, ``steps/`` and ``environment.py``."""
    package = Path(harness.__file__).resolve().parent
    inside = package / "bundle"
    return inside if inside.is_dir() else package.parent


def relative_to_bundle(path: Path) -> str:
    """Return *path* relative to the bundle of features, with slashes."""
    absolute, root = path.resolve(), bundle_root().resolve()
    if absolute.is_relative_to(root):
        absolute = absolute.relative_to(root)
    return absolute.as_posix()
