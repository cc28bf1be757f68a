"""The portal's settings in a served world: its pages live here, its mails say there."""

from __future__ import annotations

import secrets
from dataclasses import replace

from simulator.portal.settings import Settings
from simulator.served.access import PUBLIC_HOSTS, Access

_PUBLIC = Settings()
_LOOPBACK_NAMES = ("127.0.0.1", "localhost", "::1")


def settings_for(url: str, access: Access) -> Settings:
    """Return the settings of a portal whose pages live at *url*.

    The rate limits stay: they are part of the portal. Hashes are cheap: the passwords
    are those of invented people, printed by the desk besides, and a world of a hundred
    thousand has to open. The link in a mail stays the procedure's.
    """
    settings = Settings(
        site_url=url,
        accounts_url=url,
        mailed_url=_PUBLIC.accounts_url,
        apex_host="",  # nothing is redirected to a place that is not here
        secure_cookies=False,
        captcha_hosts=(*_LOOPBACK_NAMES, access.host, *PUBLIC_HOSTS),
        smtp_timeout_s=5.0,
        argon2_time_cost=1,
        argon2_memory_kib=8,
        argon2_parallelism=1,
    )
    if access.token is None:
        return settings
    # Others can reach the doubles: secrets that are printed in the source are none.
    return replace(
        settings,
        captcha_secret=secrets.token_urlsafe(),
        france_connect_client_secret=secrets.token_urlsafe(),
    )


def public_addresses(url: str) -> dict[str, str]:
    """Return what each public origin of the procedure leads to here."""
    schemes = ("https", "http")
    return {f"{scheme}://{host}": url for host in PUBLIC_HOSTS for scheme in schemes}
