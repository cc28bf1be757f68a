"""The bench API v1, as far as this portal can follow it (docs/bench-api.md)."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts import clock
from accounts.models import Letter, Profile
from bench import files, journal
from bench.files import BadBody

CAPABILITIES = ["clock", "accounts", "routes", "letters", "log", "restart"]


def _call(*methods: str) -> Callable[..., Any]:
    """Make a view of the bench API: no anti-forgery token, errors are sentences."""

    def decorate(view: Callable[..., HttpResponse | None]) -> Any:
        @csrf_exempt
        @require_http_methods(methods)
        @wraps(view)
        def answer(request: HttpRequest, **kwargs: str) -> HttpResponse:
            try:
                return view(request, **kwargs) or HttpResponse(status=204)
            except BadBody as problem:
                return JsonResponse({"error": str(problem)}, status=422)

        return answer

    return decorate


def _body(request: HttpRequest) -> Any:
    try:
        return json.loads(request.body)
    except ValueError:
        raise BadBody("The body is not JSON.") from None


@_call("GET")
def describe(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"version": 1, "capabilities": CAPABILITIES})


@_call("PUT", "DELETE")
def set_clock(request: HttpRequest) -> None:
    if request.method == "DELETE":
        clock.stand_at(None)
        return
    body = _body(request)
    if not isinstance(body, dict) or body.keys() != {"now"}:
        raise BadBody('The body is {"now": an instant}.')
    try:
        instant = datetime.fromisoformat(body["now"])
    except (TypeError, ValueError):
        raise BadBody("now is not an ISO 8601 instant.") from None
    if instant.tzinfo is None:
        raise BadBody("now has no zone.")
    clock.stand_at(instant)


@_call("PUT")
def replace_accounts(request: HttpRequest) -> None:
    files.replace_all(_body(request))
    journal.lines.clear()


@_call("PATCH")
def change_account(
    request: HttpRequest, situation: str, file_number: str
) -> HttpResponse | None:
    try:
        profile = Profile.objects.select_related("user").get(
            situation=situation, file_number=file_number
        )
    except Profile.DoesNotExist:
        error = f"There is no account {situation}/{file_number}."
        return JsonResponse({"error": error}, status=404)
    files.change(profile, _body(request))
    return None


@_call("PUT")
def set_routes(request: HttpRequest) -> None:
    """Point Django's own settings elsewhere; they are read at each use."""
    body = _body(request)
    if not isinstance(body, dict) or not body.keys() <= {"smtp", "siteverify"}:
        raise BadBody("The body has smtp, siteverify, or both.")
    if not all(isinstance(value, str) for value in body.values()):
        raise BadBody("Addresses are text.")
    if "smtp" in body:
        host, colon, port = body["smtp"].rpartition(":")
        if not (colon and host and port.isdecimal()):
            raise BadBody("smtp is host:port.")
        settings.EMAIL_HOST, settings.EMAIL_PORT = host, int(port)
    if "siteverify" in body:
        settings.RECAPTCHA_URL = body["siteverify"]


@_call("GET")
def letters(request: HttpRequest) -> HttpResponse:
    posted = Letter.objects.select_related("user__profile")
    return JsonResponse(
        [
            {
                "situation": letter.user.profile.situation,
                "dossier": letter.user.profile.file_number,
                "posted_at": letter.posted_at.isoformat(),
                "expected_on": letter.expected_on.isoformat(),
                "address": letter.envelope,
                "text": letter.text,
            }
            for letter in posted
        ],
        safe=False,
    )


@_call("GET")
def log(request: HttpRequest) -> HttpResponse:
    text = "".join(f"{line}\n" for line in journal.lines)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@_call("POST")
def restart(request: HttpRequest) -> None:
    """Forget what is only in memory: Django keeps no more than its cache there."""
    cache.clear()
