"""Accounts as the bench tells them, put into the portal's own models."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction

from accounts.models import Profile, Situation, username_of

FIELDS = {
    "password": str,
    "email": (str, type(None)),
    "first_name": str,
    "last_name": str,
    "address": (dict, type(None)),
    "department": str,
    "status": str,
}
_KEY = {"situation": str, "dossier": str}


class BadBody(Exception):
    """What the bench sent cannot be taken; the message says why."""


def check(account: Any, expected: dict[str, Any], *, complete: bool) -> dict[str, Any]:
    """Return *account* if its fields are those *expected*.

    Raises:
        BadBody: one is unknown, missing, or not what it should be.
    """
    if not isinstance(account, dict):
        raise BadBody("An account is an object.")
    for name in account:
        if name not in expected:
            raise BadBody(f"Unknown field: {name}.")
        if not isinstance(account[name], expected[name]):
            raise BadBody(f"The field {name} has a value of the wrong type.")
    missing = expected.keys() - account.keys()
    if complete and missing:
        raise BadBody(f"Missing field: {min(missing)}.")
    if "situation" in account and account["situation"] not in Situation.values:
        raise BadBody(f"Unknown situation: {account['situation']}.")
    if "status" in account and account["status"] not in Profile.Status.values:
        raise BadBody(f"Unknown status: {account['status']}.")
    address = account.get("address")
    if address is not None and (
        address.keys() != {"street", "postcode", "city"}
        or not all(isinstance(line, str) for line in address.values())
    ):
        raise BadBody("An address has street, postcode and city.")
    return account


@transaction.atomic
def replace_all(accounts: Any) -> None:
    """Forget everybody and everything; then know these *accounts*."""
    if not isinstance(accounts, list):
        raise BadBody("The body is a list of accounts.")
    for account in accounts:
        check(account, {**_KEY, **FIELDS}, complete=True)
    keys = {(account["situation"], account["dossier"]) for account in accounts}
    if len(keys) < len(accounts):
        raise BadBody("Two accounts have the same situation and dossier.")
    User.objects.all().delete()
    Session.objects.all().delete()
    users = [User(username=username_of(a["situation"], a["dossier"])) for a in accounts]
    profiles = []
    for user, account in zip(users, accounts, strict=True):
        profile = Profile(
            user=user, situation=account["situation"], file_number=account["dossier"]
        )
        _fill(profile, account)
        profiles.append(profile)
    User.objects.bulk_create(users)
    Profile.objects.bulk_create(profiles)


@transaction.atomic
def change(profile: Profile, fields: Any) -> None:
    """Change some fields of one account."""
    _fill(profile, check(fields, FIELDS, complete=False))
    profile.user.save()
    profile.save()


def _fill(profile: Profile, account: dict[str, Any]) -> None:
    user = profile.user
    if "password" in account:
        user.password = make_password(account["password"])
    if "email" in account:
        user.email = account["email"] or ""
    for name in ("first_name", "last_name"):
        if name in account:
            setattr(user, name, account[name])
    if "address" in account:
        address = account["address"] or {"street": "", "postcode": "", "city": ""}
        for name, line in address.items():
            setattr(profile, name, line)
    if "department" in account:
        profile.department = account["department"]
    if "status" in account:
        profile.status = account["status"]
        user.is_active = profile.status == Profile.Status.ACTIVE
