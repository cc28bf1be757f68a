"""Putting a portal together: the one composition root of the simulated portal."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask

from simulator.clock import BenchClock, ReleasableClock
from simulator.portal.outbox.message import notification_mail, reset_mail
from simulator.portal.ports.captcha import CaptchaVerifier
from simulator.portal.ports.france_connect import FranceConnectClient
from simulator.portal.ports.passwords import PasswordHasher
from simulator.portal.ports.routes import Routes
from simulator.portal.ports.smtp import MailTransport
from simulator.portal.ports.tokens import KEY_BYTES, TokenCodec
from simulator.portal.rules.rulebook import Rulebook
from simulator.portal.service import delivery
from simulator.portal.service.parts import Entropy, Parts
from simulator.portal.settings import Settings
from simulator.portal.store.database import IN_MEMORY, open_store
from simulator.portal.store.secrets import secret
from simulator.portal.web.app import create_app
from simulator.portal.web.bench import BenchState


@dataclass(frozen=True, slots=True)
class Portal:
    """A portal ready to serve: its parts, its clock and its WSGI app."""

    parts: Parts
    clock: ReleasableClock
    app: Flask

    def close(self) -> None:
        """Close its connections: to the store, the verifier and FranceConnect."""
        self.parts.captcha.close()
        self.parts.france_connect.close()
        self.parts.store.dispose()


def default_parts(
    settings: Settings | None = None,
    *,
    database: str = IN_MEMORY,
    entropy: Entropy = secrets.token_bytes,
    clock: ReleasableClock | None = None,
) -> Parts:
    """Return the parts of the sound portal.

    Raises:
        simulator.portal.store.database.StoreError: the database cannot be opened.
    """
    settings, clock = settings or Settings(), clock or BenchClock()
    routes = Routes()
    store = open_store(database)

    def kept(name: str) -> bytes:
        return secret(store, name, lambda: entropy(KEY_BYTES))

    return Parts(
        settings=settings,
        rulebook=Rulebook(),
        clock=clock,
        entropy=entropy,
        secret=kept("cookies"),
        store=store,
        routes=routes,
        hasher=PasswordHasher(settings),
        tokens=TokenCodec(kept("tokens")),
        captcha=CaptchaVerifier(settings, routes),
        france_connect=FranceConnectClient(settings, routes, clock),
        transport=MailTransport(settings, routes),
        reset_mail=reset_mail,
        notification_mail=notification_mail,
    )


def build_bench_portal(
    settings: Settings | None = None,
    *,
    entropy: Entropy = secrets.token_bytes,
    change: Callable[[Parts], Parts] = lambda parts: parts,
    dress: Callable[[Flask], None] = lambda _app: None,
    database: str = IN_MEMORY,
    clock: ReleasableClock | None = None,
) -> Portal:
    """Return a portal with its bench API; its store is in memory unless said.

    *change* may replace parts, and *dress* what the finished app shows: that is how a
    faulty portal is made.

    Raises:
        simulator.portal.store.database.StoreError: the database cannot be opened.
    """
    clock = clock or BenchClock()
    parts = change(
        default_parts(settings, database=database, entropy=entropy, clock=clock)
    )

    def restart() -> None:
        # Everything of the sound portal is in its store: a restart only makes it look
        # for mails that are due.
        delivery.run_outbox(parts)

    app = create_app(parts, BenchState(clock, restart))
    dress(app)
    return Portal(parts, clock, app)
