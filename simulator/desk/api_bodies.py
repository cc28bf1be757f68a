"""Reading the bodies of the API, as its own description says they are."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, cast

import yaml
from flask import request
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from werkzeug.exceptions import UnsupportedMediaType

from simulator.clock import require_aware

_LONGEST_SENTENCE = 300


class BadBodyError(Exception):
    """The body cannot be taken; the message says why, in one English sentence."""


@cache
def description() -> str:
    """Return the description of the API, as it is shipped."""
    return files("simulator.desk").joinpath("openapi.yaml").read_text(encoding="utf-8")


@cache
def validator(schema: str) -> Draft202012Validator:
    """Return what judges a value by one of the description's schemas."""
    known = yaml.safe_load(description())
    return Draft202012Validator(
        {"$ref": f"#/components/schemas/{schema}", "components": known["components"]}
    )


def body(schema: str) -> dict[str, Any]:
    """Return the JSON of the request, which obeys *schema*.

    Raises:
        BadBodyError: it does not.
        UnsupportedMediaType: it is not announced as JSON.
    """
    if not request.is_json:
        raise UnsupportedMediaType
    try:
        told = json.loads(request.get_data())
        wrong = best_match(validator(schema).iter_errors(told))
    except RecursionError as deep:
        raise BadBodyError("The body is nested too deeply.") from deep
    except ValueError as none:
        raise BadBodyError(f"The body is no JSON: {none}.") from none
    if wrong is not None:
        where = ".".join(str(step) for step in wrong.absolute_path)
        sentence = wrong.message[:_LONGEST_SENTENCE]
        raise BadBodyError(f'"{where}": {sentence}.' if where else f"{sentence}.")
    _require_text(told)
    return cast("dict[str, Any]", told)


def instant(text: str) -> datetime:
    """Read an ISO 8601 instant with its zone.

    Raises:
        BadBodyError: it is none.
    """
    try:
        return require_aware(datetime.fromisoformat(text))
    except (ValueError, OverflowError) as wrong:
        raise BadBodyError(
            f'"now" must be an ISO 8601 instant with its zone, not {text[:40]!r}.'
        ) from wrong


def _require_text(value: Any) -> None:
    """Refuse texts that no store keeps: NUL, half characters."""
    if isinstance(value, dict):
        for each in value.values():
            _require_text(each)
    elif isinstance(value, str) and any(
        char == "\x00" or "\ud800" <= char <= "\udfff" for char in value
    ):
        raise BadBodyError(f"{value[:40]!r} holds a character that no store keeps.")
