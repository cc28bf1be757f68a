"""Optional packages that are not there."""

import re

import pytest

from harness.errors import ConfigurationError
from harness.extras import require_extra


def test_what_is_there_is_not_asked_for() -> None:
    """Nothing is said of packages that are installed."""
    require_extra("load", "json", "email", needed_by="A test")


@pytest.mark.parametrize(
    ("missing", "named"),
    [(("zzz",), "package zzz"), (("zzz", "json", "zzy"), "packages zzz and zzy")],
)
def test_what_is_missing_is_named(missing: tuple[str, ...], named: str) -> None:
    """One sentence: who needs it, what is missing, how to install it."""
    said = f"A test needs the Python {named}: pip install 'sesame-bench[load]'."
    with pytest.raises(ConfigurationError, match=re.escape(said)):
        require_extra("load", *missing, needed_by="A test")
