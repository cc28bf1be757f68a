"""The simulated portal as a bench judges it: with cheap hashes and short patience."""

from __future__ import annotations

from dataclasses import replace

from simulator.portal.settings import Settings

PortalSettings = Settings
"""What the portal calls its settings: no other module asks it."""

CHEAP = Settings(
    argon2_time_cost=1,
    argon2_memory_kib=8,
    argon2_parallelism=1,
    captcha_timeout_s=2.0,
    france_connect_timeout_s=2.0,
    smtp_timeout_s=2.0,
)
"""Hashes that cost nothing, and no long wait for a neighbour that does not answer."""

UNDER_LOAD = replace(
    CHEAP, rate_limits=None, captcha_timeout_s=5.0, smtp_timeout_s=10.0
)
"""As cheap, with real patience, and no limit for the one address that all come from."""

PUBLIC_HOSTS = ("www.carpimko.com", "www2.carpimko.com", "carpimko.com")
"""The names under which it is reached, over http and over https."""
