"""What differs from one portal to the next, in one frozen place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of a portal.

    Addresses are the public ones of the procedure; a link in a mail is always built
    from ``accounts_url``, never from what a request's headers say (P7.5).
    """

    site_url: str = "https://www.carpimko.com"
    """Where step 1 begins."""
    accounts_url: str = "https://www2.carpimko.com"
    """Where the accounts live, and what the reset link starts with."""
    apex_host: str = "carpimko.com"
    """Bare domain, redirected to ``site_url``."""
    secure_cookies: bool = True
    """False only on a bench served over plain HTTP."""
    mail_from: str = "ne-pas-repondre@carpimko.com"
    sender_name: str = "CARPIMKO"
    captcha_site_key: str = "6LcSesameBenchSiteKey00000000000000000000"
    captcha_secret: str = "6LcSesameBenchSecret000000000000000000000"  # noqa: S105 - a bench's
    captcha_timeout_s: float = 5.0
    captcha_hosts: tuple[str, ...] = ("www.carpimko.com", "www2.carpimko.com")
    """Host names on which a CAPTCHA may have been solved (P4.3)."""
    smtp_timeout_s: float = 10.0
    argon2_time_cost: int = 3
    argon2_memory_kib: int = 65536
    argon2_parallelism: int = 4
    retry_delays: tuple[timedelta, ...] = field(
        default=(
            timedelta(minutes=1),
            timedelta(minutes=5),
            timedelta(minutes=15),
            timedelta(hours=1),
            timedelta(hours=4),
        )
    )
    """Waiting time after the first, second … refused hand-over of a mail."""
