"""Where a key of a TOML text stands."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.targets.file.lines import line_of

TEXT = '''\
# a comment
[portal]
name = "Recette"   # another

home = """
http://127.0.0.1/
"""
hosts = [
  "a.test",
]

[portal.rewrite]
"https://www.a.test" = "http://127.0.0.1"
[labels]
headings.login = "Entrez"
[mailbox]
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("portal",), 2),
        (("portal", "name"), 3),
        (("portal", "home"), 5),
        (("portal", "hosts"), 8),
        (("portal", "rewrite"), 12),
        (("portal", "rewrite", "https://www.a.test"), 13),
        (("labels", "headings", "login"), 15),
        (("mailbox",), 16),
        (("mailbox", "kind"), 16),
        (("portal", "nothing"), 2),
        (("nothing",), 1),
        ((), 1),
    ],
)
def test_a_key_stands_where_its_statement_begins(
    path: tuple[str, ...], line: int
) -> None:
    """Whatever the quotes, brackets and dots; a missing key: where its table is."""
    assert line == line_of(TEXT, path)


VALUES = st.sampled_from(
    ["1", '"a"', "'# = ['", '"""\n\n"""', "[\n1,\n2]", "{ x = 1 }", "'''\nq = 1\n'''"]
)


@settings(deadline=None, max_examples=40)
@given(st.dictionaries(st.sampled_from("abcdefgh"), VALUES), st.integers(0, 3))
def test_every_key_is_found_on_its_own_line(values: dict[str, str], gap: int) -> None:
    """The line found is the one on which the statement was written."""
    lines: dict[str, int] = {}
    text = "[t]\n"
    for key, value in values.items():
        text += "\n" * gap
        lines[key] = text.count("\n") + 1
        text += f"{key} = {value}\n"
    assert set(values) == set(tomllib.loads(text)["t"])

    assert lines == {key: line_of(text, ("t", key)) for key in values}
