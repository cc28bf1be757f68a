"""The part of the API that changes the world: clock, faults, residents."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, jsonify, request

from simulator.desk import account_changes, api_shapes, clock_moves, newcomers
from simulator.desk.api_bodies import BadBodyError, body, instant
from simulator.desk.context import desk, number_of, switches, world
from simulator.desk.errors import UnknownError
from simulator.desk.fault_pages import MINUTE
from simulator.desk.fault_table import FAULTS, Neighbour
from simulator.desk.resident_search import SHOWN, Wanted, search
from simulator.portal.rules.address import is_deliverable
from simulator.served.residents import NoSuchResident, Resident

_MOST_RESIDENTS = 200
_HELD = {"true": "avec", "false": "sans"}


def register(api: Blueprint) -> None:
    """Add these calls to *api*."""
    api.add_url_rule("/clock", "clock", _clock)
    api.add_url_rule("/clock", "move_clock", _move_clock, methods=["PUT"])
    api.add_url_rule("/clock", "release_clock", _release_clock, methods=["DELETE"])
    api.add_url_rule("/faults", "faults", _faults)
    api.add_url_rule("/faults", "set_faults", _set_faults, methods=["PUT"])
    api.add_url_rule("/faults", "repair", _repair, methods=["DELETE"])
    api.add_url_rule("/residents", "residents", _residents)
    api.add_url_rule("/residents", "add_resident", _add, methods=["POST"])
    one = "/residents/<situation>/<dossier>"
    api.add_url_rule(one, "resident", _resident)
    api.add_url_rule(one, "change_resident", _change, methods=["PATCH"])


def _clock() -> Response:
    return jsonify(api_shapes.clock(world()))


def _move_clock() -> Response:
    told = body("ClockChange")
    try:
        if "now" in told and told.get("held"):
            clock_moves.stop_at(world(), instant(told["now"]))
        elif "now" in told:
            clock_moves.move_to(world(), instant(told["now"]))
        elif "advance_s" in told:
            clock_moves.advance(world(), timedelta(seconds=told["advance_s"]))
    except (ValueError, OverflowError) as wrong:
        raise BadBodyError("The clock goes from 1970 to 9998 only.") from wrong
    if "held" in told:
        clock_moves.hold(world(), held=told["held"])
    return _clock()


def _release_clock() -> Response:
    clock_moves.release(world())
    return _clock()


def _faults() -> Response:
    return jsonify(api_shapes.faults(desk()))


def _set_faults() -> Response:
    told = body("FaultChange")
    wanted = {each: told[each.value] for each in Neighbour if each.value in told}
    for neighbour, name in wanted.items():
        if name is not None and f"{neighbour}:{name}" not in FAULTS:
            raise BadBodyError(f'"{neighbour}": there is no fault {name!r}.')
    for neighbour, name in wanted.items():
        if name is None:
            switches().turn_off(neighbour)
        else:
            switches().turn_on(f"{neighbour}:{name}")
    if "mail_delay_minutes" in told:
        switches().delay_mails(told["mail_delay_minutes"] * MINUTE)
    return _faults()


def _repair() -> Response:
    switches().repair()
    return _faults()


def _residents() -> Response:
    asked = request.args
    wanted = Wanted(
        text=asked.get("q", "").strip(),
        situation=asked.get("situation", ""),
        department=asked.get("department", ""),
        mail=_HELD.get(asked.get("email", ""), ""),
        address=_HELD.get(asked.get("address", ""), ""),
        status=asked.get("status", ""),
    )
    most = min(number_of(asked.get("limit", ""), SHOWN), _MOST_RESIDENTS)
    since = number_of(asked.get("since", ""), 0)
    found = search(world().residents, wanted, most, since=since)
    return jsonify(
        residents=[api_shapes.resident(each) for each in found.residents],
        is_all=found.is_all,
        goes_on_at=found.goes_on_at,
    )


def _add() -> tuple[Response, int]:
    told = body("NewResident")
    _require_deliverable(told)
    try:
        added = newcomers.add(world(), newcomers.stated_in(told))
    except (NoSuchResident, ValueError) as wrong:
        raise BadBodyError(str(wrong)) from wrong
    return jsonify(api_shapes.resident(added)), 201


def _known(situation: str, dossier: str) -> Resident:
    found = newcomers.find(world(), situation, dossier)
    if found is None:
        raise UnknownError(f"There is no account {situation}/{dossier}.")
    return found


def _resident(situation: str, dossier: str) -> Response:
    return jsonify(api_shapes.resident(_known(situation, dossier)))


def _change(situation: str, dossier: str) -> Response:
    found = _known(situation, dossier)
    told = body("ResidentChange")
    _require_deliverable(told)
    account_changes.change(world(), *found.person.key, told)
    return _resident(situation, dossier)


def _require_deliverable(told: dict[str, Any]) -> None:
    email = told.get("email")
    if email is not None and not is_deliverable(email):
        raise BadBodyError(f'"email": no mail can be sent to {email!r}.')
