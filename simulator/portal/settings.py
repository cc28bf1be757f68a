"""What differs from one portal to the next, in one frozen place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class RateLimits:
    """How often each thing may be done, in the notation of ``limits`` (B22).

    A dossier is situation and number together; a link is its token.
    """

    demands_per_address: str = "30 per 1 minute"
    """Step 4, from one network address, CAPTCHA solved or not."""
    demands_per_dossier: str = "10 per 15 minutes"
    """Step 4, for one dossier, existing or not."""
    sendings_per_dossier: str = "5 per 15 minutes"
    """Validations of step 5 for one dossier: mails and letters together."""
    resets_per_address: str = "30 per 1 minute"
    """Step 8, from one network address."""
    resets_per_link: str = "10 per 15 minutes"
    """Step 8, with one link."""
    logins_per_address: str = "60 per 1 minute"
    """Passwords proved, at log-in or in the account page, from one network address."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of a portal.

    Addresses are the public ones of the procedure; a link in a mail is always built
    from these settings, never from what a request's headers say (P7.5).
    """

    site_url: str = "https://www.carpimko.com"
    """Where step 1 begins."""
    accounts_url: str = "https://www2.carpimko.com"
    """Where the accounts live."""
    mailed_url: str | None = None
    """What the reset link starts with, where that is not ``accounts_url``."""
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
    france_connect_client_id: str = "sesame-bench-portal"
    france_connect_client_secret: str = "sesame-bench-france-connect-secret-00"  # noqa: S105 - a bench's
    france_connect_timeout_s: float = 5.0
    france_connect_patience: timedelta = timedelta(minutes=30)
    """How long somebody may stay at FranceConnect before she comes back."""
    smtp_timeout_s: float = 10.0
    smtp_starttls: bool = False
    """Whether mails are handed over encrypted, or else not at all."""
    smtp_authority: str | None = None
    """PEM of the only authority that may vouch for the mail server; None: the usual."""
    smtp_user: str | None = None
    """Who the portal is to the mail server; None where it need not say."""
    smtp_password: str = ""
    rate_limits: RateLimits | None = RateLimits()
    """None: no limit, for measuring the load that a portal bears."""
    lockout_after: int | None = 10
    """Consecutive failed log-ins that lock a dossier; None: never (B60)."""
    lockout_duration: timedelta = timedelta(minutes=15)
    session_lifetime: timedelta = timedelta(hours=12)
    """A session ends then, however it is used (ASVS 7.3.2)."""
    session_idle_time: timedelta = timedelta(minutes=30)
    """A session that nobody uses for so long ends (ASVS 7.3.1)."""
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
    hand_over_time: timedelta = timedelta(minutes=5)
    """A hand-over of which nothing is known after that was cut short by a crash."""

    @property
    def link_url(self) -> str:
        """What the reset link starts with."""
        return self.mailed_url or self.accounts_url
