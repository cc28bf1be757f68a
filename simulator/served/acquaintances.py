"""Who is known outside the portal: FranceConnect's identities, the bench's people."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

from flask import Flask, Response, request

from fixtures.person import Person
from simulator.franceconnect.double import FranceConnectDouble
from simulator.franceconnect.identity import PivotIdentity
from simulator.portal.web.bench import PREFIX
from simulator.served.people import people_of

_MOST = 100
"""Identities to choose from: FranceConnect shows them all on one page."""
_DONE = 204


def introduce(double: FranceConnectDouble, people: Iterable[Person]) -> None:
    """Let *people* be picked at FranceConnect, the first hundred with an identity."""
    for name, identity in _identities(people).items():
        double.know(name, identity)


def introduce_only(double: FranceConnectDouble, people: Iterable[Person]) -> None:
    """Let *people* be picked at FranceConnect as :func:`introduce`, and nobody else."""
    double.know_only(_identities(people))


def _identities(people: Iterable[Person]) -> dict[str, PivotIdentity]:
    known = (person for person in people if person.identity is not None)
    return {
        f"{person.situation.value}/{person.dossier}": PivotIdentity(
            **(person.identity or {})
        )
        for person in islice(known, _MOST)
    }


def keep_up_with_bench(app: Flask, changed: Callable[[list[Person]], None]) -> None:
    """Call *changed* with the new people whenever the bench replaces the accounts."""

    @app.after_request
    def learn(response: Response) -> Response:
        replaced = request.method == "PUT" and request.path == f"{PREFIX}/accounts"
        if replaced and response.status_code == _DONE:
            changed(people_of(request.get_json()))
        return response
