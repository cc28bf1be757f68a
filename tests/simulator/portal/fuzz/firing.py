"""Firing at the portal, and counting what comes back."""

from __future__ import annotations

import traceback
from collections import Counter
from itertools import count
from typing import Any
from zlib import crc32

from flask import got_request_exception
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from simulator.portal.settings import Settings
from tests.simulator.portal.fuzz.bench_shots import aim_at_bench
from tests.simulator.portal.fuzz.hostile import JSON, SEEDS, VALUES, Dice
from tests.simulator.portal.fuzz.scene import CAPTCHA, Scene
from tests.simulator.portal.fuzz.shots import Shot, aim, gentle
from tests.simulator.portal.fuzz.verdict import complaint
from tests.simulator.portal.stateful.wsgi import Reply, send

_SHOTS = 80
"""Requests for each ten hostile values that Hypothesis draws."""
_EXAMPLES = 12
_TAKEN = 204
QUIETLY = settings(
    max_examples=_EXAMPLES,
    deadline=None,
    database=None,
    report_multiple_bugs=False,
    print_blob=False,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


class Figures(Counter[tuple[str, str, int]]):
    """How often each address answered what: (rule, method, status)."""

    @property
    def statuses(self) -> Counter[int]:
        """How often each status was answered."""
        found: Counter[int] = Counter()
        for (_, _, status), times in self.items():
            found[status] += times
        return found

    def reached(self, rule: str) -> set[int]:
        """Return the statuses that *rule* has answered."""
        return {status for (name, _, status) in self if name == rule}


def fire(scene: Scene, shot: Shot, figures: Figures) -> Reply:
    """Send one request; AssertionError says what was wrong with the answer."""
    errors: list[str] = []

    def note(_app: Any, exception: BaseException, **_: Any) -> None:
        errors.append("".join(traceback.format_exception(exception)))

    app = scene.world.portal.app
    with got_request_exception.connected_to(note, app):
        reply = _sent(app, shot, errors)
    figures[shot.rule, shot.method, reply.status] += 1
    wrong = complaint(shot, reply)
    shown = shot._replace(body=shot.body[:400], target=shot.target[:400])
    assert not wrong, f"{wrong}\n{shown}\n{''.join(errors)[-2000:]}"
    return reply


def _sent(app: Any, shot: Shot, errors: list[str]) -> Reply:
    try:
        return send(
            app,
            shot.method,
            shot.target,
            host=shot.host,
            body=shot.body,
            headers=shot.headers,
        )
    except Exception:  # noqa: BLE001 - a server would answer 500 without a page
        errors.append(traceback.format_exc())
        return Reply(500, [], b"")


def fire_at_pages(settings: Settings, requests: int, **options: Any) -> Figures:
    """Send *requests* requests at least to every page; return what came back."""
    figures = Figures()
    with Scene(settings, **options) as scene:

        @QUIETLY
        @given(VALUES, SEEDS)
        def salvo(values: list[bytes], number: int) -> None:
            dice = Dice(number ^ crc32(repr(values).encode()))
            scene.begin()
            for _ in range(_SHOTS):
                target = dice.pick(scene.targets)
                fire(scene, aim(target, values, dice, scene.captcha), figures)

        for number in count():
            if figures.total() >= requests:
                break
            seed(number)(salvo)()
    return figures


def fire_at_bench(settings: Settings, requests: int, **options: Any) -> Figures:
    """Send *requests* requests at least to the bench API; return what came back.

    What it has taken, the pages then have to live with.
    """
    figures = Figures()
    with Scene(settings, **options) as scene:

        @QUIETLY
        @given(st.lists(JSON, min_size=10, max_size=10), VALUES, SEEDS)
        def salvo(trees: list[Any], values: list[bytes], number: int) -> None:
            dice = Dice(number ^ crc32(repr(values).encode()))
            scene.begin()
            for _ in range(_SHOTS // 2):
                shot = aim_at_bench(dice.pick(trees), values, dice)
                reply = fire(scene, shot, figures)
                if reply.status == _TAKEN and dice.once_in(5):
                    live_with_it(scene, figures)

        for number in count():
            if figures.total() >= requests:
                break
            seed(number)(salvo)()
    return figures


def live_with_it(scene: Scene, figures: Figures) -> None:
    """Walk through the procedure on whatever the bench API has taken."""
    for target in scene.targets:
        if target.fields and target.cookies:
            fields = dict(target.fields)
            if CAPTCHA in fields:
                fields[CAPTCHA] = scene.captcha()
            fire(scene, gentle(target, fields), figures)
    scene.begin()
