"""One portal, two ways to it: the verdicts are the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Told = list[tuple[str, str, list[tuple[str, int, str]]]]


def told(verdict: dict[str, Any]) -> Told:
    """Return verdicts and outcomes, without what differs from one run to the next."""
    return [
        (
            item["id"],
            item["verdict"],
            [(one["file"], one["line"], one["status"]) for one in item["scenarios"]],
        )
        for item in verdict["requirements"]
    ]


def test_the_way_to_the_portal_changes_no_verdict(sesame: Callable[..., Any]) -> None:
    """In this process or in another over TLS: each scenario ends alike."""
    embedded = sesame("verify", "--jobs", "2")
    http = sesame("verify", "--target", "http", "--jobs", "2")

    assert (0, 0) == (embedded.code, http.code), http.out + http.err
    assert 37 == len(embedded.verdict["requirements"])
    assert told(embedded.verdict) == told(http.verdict)
