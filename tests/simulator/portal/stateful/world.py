"""The real portal with its real neighbours, for the stateful test and the fuzzing."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import fields, replace
from datetime import datetime
from itertools import count
from typing import Any, Self, TypeVar

import pytest
from sqlalchemy import text

from simulator.clock import BenchClock
from simulator.mail.mailbox import Mailbox
from simulator.mail.server import MailServer
from simulator.portal.assembly import Portal, build_bench_portal
from simulator.portal.service.parts import Parts
from simulator.portal.settings import Settings
from simulator.recaptcha.double import RecaptchaDouble
from simulator.recaptcha.server import RecaptchaServer
from tests.simulator.portal.stateful.browser import Answer, Browser
from tests.simulator.portal.stateful.cast import CAST, Key
from tests.simulator.portal.stateful.wsgi import send

_T = TypeVar("_T")
Change = Callable[[Parts], Parts]
_PATIENCE = 20.0  # real seconds, far above what anything takes

_UNLIMITED = {"rate_limits": None, "lockout_after": None}
_KNOWN = {each.name for each in fields(Settings)}

LIMITED = Settings(
    argon2_time_cost=1,
    argon2_memory_kib=8,
    argon2_parallelism=1,
    smtp_timeout_s=_PATIENCE,
    captcha_timeout_s=_PATIENCE,
)
"""Hashes in no time, and never loses patience."""
CHEAP = replace(LIMITED, **{k: v for k, v in _UNLIMITED.items() if k in _KNOWN})
"""The same, and holds nobody off."""


class World:
    """One portal, its mail server, Google's double, and any number of browsers.

    Attributes:
        answers: what the portal answered since they were last taken.
    """

    def __init__(self, settings: Settings = CHEAP, change: Change = lambda it: it):
        self.clock = BenchClock()
        self.mailbox = Mailbox(self.clock)
        self.mail_server = MailServer(self.clock, self.mailbox)
        self.captcha = RecaptchaDouble(self.clock, entropy=self._entropy)
        self.captcha_server = RecaptchaServer(self.captcha)
        self.answers: list[Answer] = []
        self._settings, self._change = settings, change
        self._drawn = count()
        self._lock = threading.Lock()
        self._addresses = count(1)
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Start everything."""
        self.mail_server = self._stack.enter_context(self.mail_server)
        self._stack.enter_context(self.captcha_server)
        self.portal = self._build()
        self._stack.callback(self.portal.close)
        self.harness = Browser(self.portal.app, "127.0.0.1", self.answers.append)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop everything; the mail server had no error of its own."""
        self._stack.close()
        assert [] == self.mail_server.errors

    def _build(self) -> Portal:
        portal = build_bench_portal(
            self._settings, entropy=self._entropy, change=self._change
        )
        # One clock for the world: the portal's, which the bench API moves.
        self.clock = portal.clock
        self.mailbox._clock = self.captcha._clock = self.mail_server._clock = self.clock
        return portal

    def _entropy(self, size: int) -> bytes:
        """Return bytes that nobody else got, the same ones in every run."""
        with self._lock:
            seed = next(self._drawn).to_bytes(8)
        return hashlib.shake_256(seed).digest(size)

    def reset(self, instant: datetime) -> None:
        """Begin again at *instant*, with the whole cast and nothing else."""
        self.repair()
        self.mailbox.clear()
        self.captcha.forget()
        self._drawn = count(1_000_000)
        self.move_to(instant)
        self.bench(
            "PUT",
            "/routes",
            smtp=self.mail_server.address,
            siteverify=self.captcha_server.siteverify_url,
        )
        self.replace_accounts(list(CAST))
        self.answers.clear()

    def browser(self) -> Browser:
        """Open one more browser, somewhere else."""
        return Browser(self.portal.app, self._address(), self.answers.append)

    def log_in(self, key: Key, password: str) -> bool | None:
        """Try a password, from somewhere else each time."""
        return self.harness.ready_to_log_in(self._address()).log_in(*key, password)

    def _address(self) -> str:
        number = next(self._addresses)
        return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"

    def bench(self, method: str, path: str, body: Any = None, **fields: Any) -> Answer:
        """Call the bench API; it must take the call."""
        reply = send(
            self.portal.app,
            method,
            f"/_bench{path}",
            body=json.dumps(fields or body).encode(),
            headers=[("Content-Type", "application/json")],
        )
        answer = Answer(method, path, reply.status, "", reply.body.decode())
        assert reply.status in {200, 204}, answer
        return answer

    def move_to(self, instant: datetime) -> None:
        """Set the portal's clock, and everybody's."""
        self.bench("PUT", "/clock", now=instant.isoformat())

    def replace_accounts(self, accounts: list[dict[str, Any]]) -> None:
        """Replace all accounts: everything else is forgotten."""
        self.bench("PUT", "/accounts", accounts)

    def change_account(self, key: Key, **fields: Any) -> None:
        """Change some fields of an account, as an agent would."""
        path = f"/accounts/{key.situation}/{key.dossier}"
        self.bench("PATCH", path, **fields)

    def run_outbox(self) -> None:
        """Hand over what is due."""
        self.bench("POST", "/outbox/run")

    def repair(self) -> None:
        """Have the mail server and the verifier behave again."""
        self.mail_server.faults.clear()
        if self.mail_server._listener is None:
            self.mail_server.start()
        self.captcha.fault = None

    def password_hashes(self) -> dict[Key, str]:
        """Return what the store keeps of each password: it shows any change at once."""
        query = text("SELECT situation, dossier, password_hash FROM accounts")
        with self.portal.parts.store.begin() as connection:
            return {Key(a, b): c for a, b, c in connection.execute(query)}

    def letters_posted(self) -> dict[Key, int]:
        """Return how many letters the store holds for whom."""
        query = text("SELECT situation, dossier, COUNT(*) FROM letters GROUP BY 1, 2")
        with self.portal.parts.store.begin() as connection:
            return {Key(a, b): c for a, b, c in connection.execute(query)}


def at_once(*actions: Callable[[], _T]) -> list[_T]:
    """Do several things from as many threads at the same moment."""
    ready = threading.Barrier(len(actions))
    results: dict[int, _T] = {}
    errors: list[BaseException] = []

    def work(number: int, action: Callable[[], _T]) -> None:
        try:
            ready.wait(_PATIENCE)
            results[number] = action()
        except BaseException as error:  # noqa: BLE001 - raised again below
            errors.append(error)

    threads = [threading.Thread(target=work, args=item) for item in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(2 * _PATIENCE)
    if errors:
        raise errors[0]
    if len(results) != len(actions):
        pytest.fail("An action did not end.")
    return [results[number] for number in range(len(actions))]
