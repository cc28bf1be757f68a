"""The parts a portal is made of: a frozen bundle of its ports and its rulebook.

``dataclasses.replace(parts, …)`` gives a portal with one part changed, which is all
that a faulty portal of the self-check is.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import Engine

from simulator.clock import Clock
from simulator.portal.outbox.message import Envelope
from simulator.portal.ports.captcha import CaptchaVerifier
from simulator.portal.ports.france_connect import FranceConnectClient
from simulator.portal.ports.passwords import PasswordHasher
from simulator.portal.ports.routes import Routes
from simulator.portal.ports.smtp import MailTransport
from simulator.portal.ports.tokens import TokenCodec
from simulator.portal.rules.rulebook import Rulebook
from simulator.portal.settings import Settings

Entropy = Callable[[int], bytes]
"""Gives that many unpredictable bytes."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything a portal needs; see :mod:`simulator.portal.assembly`."""

    settings: Settings
    rulebook: Rulebook
    clock: Clock
    entropy: Entropy
    secret: bytes
    """Signs the cookies and seeds the decoys."""
    store: Engine
    routes: Routes
    hasher: PasswordHasher
    tokens: TokenCodec
    captcha: CaptchaVerifier
    france_connect: FranceConnectClient
    transport: MailTransport
    reset_mail: Callable[[Settings, Envelope, str], bytes]
    notification_mail: Callable[[Settings, Envelope], bytes]
    outbox_turn: threading.Lock = field(
        default_factory=threading.Lock, compare=False, repr=False
    )
    """Held by whoever runs the outbox."""

    def name(self) -> str:
        """Return a fresh unguessable name (128 bits, hexadecimal)."""
        return self.entropy(16).hex()
