"""Letters: when they are expected, and what they say."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import holidays
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.crypto import get_random_string

from accounts import clock
from accounts.models import Letter

WORKING_TIME = timedelta(hours=72)
_READABLE = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789"
_ZONES = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}
_ABOLITION = {
    "971": (5, 27),
    "972": (5, 22),
    "973": (6, 10),
    "974": (12, 20),
    "976": (4, 27),
    "977": (10, 9),
    "978": (5, 28),
}
_ALSACE_MOSELLE = {"57", "67", "68"}


def _is_working_day(day: date, department: str) -> bool:
    subdivision = "6AE" if department in _ALSACE_MOSELLE else None
    return not (
        day.weekday() >= 5
        or day in holidays.country_holidays("FR", subdiv=subdivision, years=day.year)
        or (day.month, day.day) == _ABOLITION.get(department)
    )


def expected_on(posted_at: datetime, department: str) -> date:
    """Return the day after 72 hours of working days, where the letter goes."""
    zone = ZoneInfo(_ZONES.get(department, "Europe/Paris"))
    moment = posted_at.astimezone(zone).replace(tzinfo=None)
    left = WORKING_TIME
    while True:
        midnight = datetime.combine(
            moment.date() + timedelta(days=1), datetime.min.time()
        )
        if _is_working_day(moment.date(), department):
            if moment + left < midnight:
                return moment.date()
            left -= midnight - moment
        moment = midnight


def _provisional_password() -> str:
    """Draw a password that obeys the portal's own rules."""
    while True:
        password = get_random_string(12, _READABLE)
        try:
            validate_password(password)
        except ValidationError:
            continue
        return password


def post_letter(user: User) -> Letter:
    """Print a letter with a provisional password, and keep it for the post."""
    password = _provisional_password()
    now = clock.now()
    arrival = expected_on(now, user.profile.department)
    context = {"user": user, "password": password, "posted_at": now}
    return Letter.objects.create(
        user=user,
        posted_at=now,
        expected_on=arrival,
        envelope=user.profile.envelope,
        text=render_to_string("accounts/letter.txt", context),
        password=make_password(password),
        account_state=user.get_session_auth_hash(),
    )
