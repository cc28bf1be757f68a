"""The responses given, and their verification."""

from __future__ import annotations

import re
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from simulator.clock import BenchClock, advance
from simulator.recaptcha.double import (
    TEST_SECRET,
    TEST_SITE_KEY,
    RecaptchaDouble,
    Verification,
)
from simulator.recaptcha.faults import SERVER_ERROR, Hang

if TYPE_CHECKING:
    from simulator.recaptcha.double import Answer


def failure(*errors: str) -> Answer:
    """Return the answer that gives those error codes."""
    return {"success": False, "error-codes": list(errors)}


def test_a_response_is_verified_with_where_and_when(double: RecaptchaDouble) -> None:
    """A fresh response verifies, and tells the page's host and the solving time."""
    response = double.solve("key", "www2.carpimko.com")

    assert {
        "success": True,
        "challenge_ts": "2026-03-28T12:00:00Z",
        "hostname": "www2.carpimko.com",
    } == double.verify("secret", response)


def test_a_response_tells_nothing_and_fits_in_a_url(double: RecaptchaDouble) -> None:
    """Responses are long, URL-safe, and never twice the same."""
    first, second = double.solve("key", "a.test"), double.solve("key", "a.test")

    assert re.fullmatch(r"[A-Za-z0-9_-]{500,}", first)
    assert first != second
    assert "a.test" not in first


def test_responses_are_drawn_from_the_entropy_given(clock: BenchClock) -> None:
    """With the same entropy, a run gives the same responses."""
    first, second = (RecaptchaDouble(clock, entropy=bytes) for _ in range(2))

    assert first.solve("key", "a.test") == second.solve("key", "a.test")


def test_a_challenge_needs_a_site_key(double: RecaptchaDouble) -> None:
    """A widget without site key shows no challenge to solve."""
    with pytest.raises(ValueError, match="site key"):
        double.solve("", "a.test")


def test_a_response_is_good_for_two_minutes(
    double: RecaptchaDouble, clock: BenchClock
) -> None:
    """After two minutes to the instant a response verifies, and tells its own time."""
    response = double.solve("key", "a.test")
    advance(clock, timedelta(minutes=2))

    answer = double.verify("secret", response)

    assert answer["success"]
    assert "2026-03-28T12:00:00Z" == answer["challenge_ts"]


def test_a_response_is_too_old_after_two_minutes(
    double: RecaptchaDouble, clock: BenchClock
) -> None:
    """Later than two minutes, be it by a microsecond, a response is refused."""
    response = double.solve("key", "a.test")
    advance(clock, timedelta(minutes=2, microseconds=1))

    assert failure("timeout-or-duplicate") == double.verify("secret", response)


def test_a_response_verifies_once(double: RecaptchaDouble) -> None:
    """A response that was verified is used up; others are not."""
    response, other = double.solve("key", "a.test"), double.solve("key", "a.test")
    double.verify("secret", response)

    assert failure("timeout-or-duplicate") == double.verify("secret", response)
    assert double.verify("secret", other)["success"]


def test_a_response_verifies_once_whoever_asks_together(
    double: RecaptchaDouble,
) -> None:
    """Of twenty threads that verify one response, one succeeds."""
    response = double.solve("key", "a.test")
    start = threading.Barrier(20)

    def verify() -> None:
        start.wait(5)
        double.verify("secret", response)

    threads = [threading.Thread(target=verify) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    answers = [asked.answer for asked in double.verifications]
    assert 20 == len(answers)
    assert 1 == sum(answer is not None and answer["success"] for answer in answers)


@pytest.mark.parametrize("forged", ["x", "03A" + "A" * 512])
def test_a_forged_response_is_refused(double: RecaptchaDouble, forged: str) -> None:
    """A response that was never given is refused."""
    double.solve("key", "a.test")

    assert failure("invalid-input-response") == double.verify("secret", forged)


@pytest.mark.parametrize("missing", [None, ""])
def test_missing_parameters_are_told(
    double: RecaptchaDouble, missing: str | None
) -> None:
    """Without secret, without response, or without both, the codes say which."""
    response = double.solve("key", "a.test")

    assert failure("missing-input-response") == double.verify("secret", missing)
    assert failure("missing-input-secret") == double.verify(missing, response)
    assert failure("missing-input-secret", "missing-input-response") == double.verify(
        missing, missing
    )
    assert double.verify("secret", response)["success"]


def test_another_secret_is_refused_and_uses_nothing_up(clock: BenchClock) -> None:
    """Told its secret, the double takes no other; the response stays good."""
    double = RecaptchaDouble(clock, secret="right")
    response = double.solve("key", "a.test")

    assert failure("invalid-input-secret") == double.verify("wrong", response)
    assert double.verify("right", response)["success"]


@pytest.mark.parametrize("secret", [None, "another"])
def test_the_test_secret_verifies_anything(
    clock: BenchClock, secret: str | None
) -> None:
    """With Google's test secret, any response passes, again and again, but none not."""
    double = RecaptchaDouble(clock, secret=secret)
    passed = {
        "success": True,
        "challenge_ts": "2026-03-28T12:00:00Z",
        "hostname": "testkey.google.com",
    }

    assert passed == double.verify(TEST_SECRET, "anything")
    assert passed == double.verify(TEST_SECRET, "anything")
    assert failure("missing-input-response") == double.verify(TEST_SECRET, "")


def test_the_test_keys_are_those_google_publishes() -> None:
    """The pair of keys is the one of Google's FAQ."""
    assert "6LeIxAcTAAAAAJcZVRqyHh71UMIEGNQ_MXjiZKhI" == TEST_SITE_KEY
    assert "6LeIxAcTAAAAAGG-vFI1TnRWxMZNFuojJ4WifJWe" == TEST_SECRET


def test_verifications_are_kept(double: RecaptchaDouble, clock: BenchClock) -> None:
    """What a portal asked, when, and what it was told can be read afterwards."""
    double.verify("secret", "forged", "192.0.2.1")
    double.note_unanswered(None, "x")

    assert (
        Verification(
            clock.now(),
            "secret",
            "forged",
            "192.0.2.1",
            failure("invalid-input-response"),
        ),
        Verification(clock.now(), "", "x", None, None),
    ) == double.verifications


def test_forget_starts_afresh(double: RecaptchaDouble) -> None:
    """After forget, no response is known, nothing was asked, nothing goes wrong."""
    response = double.solve("key", "a.test")
    double.verify("secret", response)
    double.fault = SERVER_ERROR

    double.forget()

    assert () == double.verifications
    assert failure("invalid-input-response") == double.verify("secret", response)
    assert None is double.fault


def test_forget_releases_who_hangs(double: RecaptchaDouble) -> None:
    """Who is kept waiting is let go when the fault is forgotten."""
    hang = Hang(at_most=5)
    double.fault = hang
    thread = threading.Thread(target=hang.reply)
    thread.start()
    assert hang.wait_reached()

    double.forget()
    thread.join(2)

    assert not thread.is_alive()


def test_a_hang_ends_by_itself() -> None:
    """A hang that nobody releases ends after its time, real."""
    assert Hang(at_most=0.01).reply() is None
