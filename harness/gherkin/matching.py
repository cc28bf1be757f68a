"""Whether a step definition answers to the text of a step.

Sentences are compiled by ``parse``, as Behave does. A custom type (``{name:Person}``)
has a pattern that only the step file knows when it runs: here it accepts any text,
so that this module may accept a step that Behave refuses, never the reverse.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import parse  # type: ignore[import-untyped]  # ships stubs but no py.typed marker

if TYPE_CHECKING:
    from collections.abc import Callable

_FIELD = re.compile(r"{{|}}|{(?P<name>[^{}:]*)(?::(?P<format>[^{}]*))?}")
_TYPE = re.compile(r"[A-Za-z_]\w*$")
_BUILT_IN = frozenset({*"nboxXeEfFgGwWdDsSl", *(f"t{kind}" for kind in "ieahgcts")})


class Sentence:
    """A compiled sentence.

    Attributes:
        text: As written.
        skeleton: The text without the names of its fields: two sentences with one
            skeleton answer to the same steps.
        literal: How many of its characters a step has to repeat.
        is_exact: Whether it has no custom type, so that its answer is Behave's own.
    """

    def __init__(self, text: str) -> None:
        """Compile *text*.

        Raises:
            ValueError: Behave would refuse it too (unbalanced or unknown format).
        """
        self.text = text
        self.skeleton = _FIELD.sub(_nameless, text)
        self.literal = len(_FIELD.sub(_braces, text))
        custom = _custom_types(text)
        self.is_exact = not custom
        try:
            self._parser = parse.compile(
                text, dict.fromkeys(custom, _anything()), case_sensitive=True
            )
            self._parser.parse("")
        except (ValueError, KeyError, NotImplementedError, re.error) as error:
            raise ValueError(str(error)) from error

    def matches(self, step: str) -> bool:
        """Say whether the sentence answers to the text of a step."""
        return self._parser.parse(step, evaluate_result=False) is not None

    def arguments(self, step: str) -> tuple[tuple[int, int], ...]:
        """Return where each field stands in a step, as start and end, in order."""
        match = self._parser.parse(step, evaluate_result=False)
        if match is None:
            return ()
        return tuple(sorted(match.evaluate_result().spans.values()))


@cache
def compiled(text: str) -> Sentence:
    """Return the sentence *text*, compiled once.

    Raises:
        ValueError: Behave would refuse it too.
    """
    return Sentence(text)


def cucumber_expression(sentence: str) -> str:
    """Return a sentence of Behave's as Cucumber writes it: fields without names."""
    escaped = re.sub(r"[(/\\]", r"\\\g<0>", sentence)
    return _FIELD.sub(_field, escaped)


def _field(field: re.Match[str]) -> str:
    if field["name"] is None:
        return "\\{" if field[0] == "{{" else "}"
    kind = field["format"] or ""
    return "{int}" if kind == "d" else f"{{{kind if _TYPE.match(kind) else ''}}}"


def _braces(field: re.Match[str]) -> str:
    return "" if field["name"] is not None else field[0][0]


def _nameless(field: re.Match[str]) -> str:
    if field["name"] is None:
        return field[0]
    return f"{{:{field['format']}}}" if field["format"] else "{}"


def _custom_types(text: str) -> frozenset[str]:
    kinds = (_TYPE.search(field["format"] or "") for field in _FIELD.finditer(text))
    return frozenset(kind[0] for kind in kinds if kind) - _BUILT_IN


def _anything() -> Callable[[str], str]:
    def convert(text: str) -> str:
        return text

    # Even nothing: a custom pattern may accept the empty text.
    convert.pattern = ".*?"  # type: ignore[attr-defined]  # how parse reads patterns
    return convert
