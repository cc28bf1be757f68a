"""The embedded portal as a target, and its seeded draws."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.labels import LABELS
from harness.pages import Page
from harness.target import Capability, Target
from harness.targets.embedded import EmbeddedTarget
from harness.targets.entropy import SeededEntropy

NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)


@pytest.fixture
def target() -> Iterator[Target]:
    """The sound embedded portal."""
    built = EmbeddedTarget()
    yield built
    built.close()


def test_the_target_says_what_it_is(target: Target) -> None:
    """Its name, its home and the words of the procedure."""
    assert ("embedded", "https://www.carpimko.com/") == (target.name, target.home)
    assert LABELS is target.labels


def test_the_target_lets_everything_be_seen_but_a_screen(target: Target) -> None:
    """The whole bench API and the public addresses; no real browser, no DNS."""
    unseen = {Capability.BROWSER, Capability.DNS}

    assert frozenset(Capability) - unseen == target.capabilities


def test_the_browser_tells_of_every_page(target: Target) -> None:
    """Step 1 to step 3 are found by their words, and each page is told."""
    seen: list[Page] = []
    browser = target.open_browser(seen.append)
    home = browser.visit(target.home)
    login = browser.visit(home.link(LABELS.personal_space).url)
    forgotten = browser.visit(login.link(LABELS.forgotten).url)
    browser.close()

    assert [home, login, forgotten] == seen
    assert "Avez vous oublié votre mot de passe?" in forgotten.headings


def test_the_same_seed_gives_the_same_pages(target: Target) -> None:
    """A scenario that begins again meets the very same draws."""

    def drawn(seed: str) -> str:
        target.begin(seed)
        browser = target.open_browser(lambda _: None)
        body = browser.visit("https://www2.carpimko.com/connexion").body.decode()
        body += browser.visit(target.home).body.decode()
        browser.close()
        return " ".join(re.findall(r'value="([^"]{20,})"', body))

    assert drawn("42:a") == drawn("42:a")


def test_moving_the_clock_is_the_processs_affair(target: Target) -> None:
    """The embedded portal reads the process's own time, which the harness moves."""
    target.move_clock(NOON)


def test_a_part_may_be_replaced() -> None:
    """A faulty portal is the sound one with a part changed."""
    changed = []

    def change(parts: Any) -> Any:
        changed.append(parts)
        return parts

    EmbeddedTarget(change).close()

    assert 1 == len(changed)


@given(st.text(), st.lists(st.integers(0, 64), max_size=5))
def test_draws_follow_from_the_seed(seed: str, counts: list[int]) -> None:
    """The same seed gives the same bytes, as many as asked for, reseeded or new."""
    entropy = SeededEntropy(seed)
    first = [entropy(count) for count in counts]
    entropy.reseed(seed)

    assert first == [entropy(count) for count in counts]
    assert first == [draw(count) for draw in [SeededEntropy(seed)] for count in counts]
    assert counts == [len(drawn) for drawn in first]


def test_no_draw_is_like_another() -> None:
    """Draws of one seed differ, and so do those of two."""
    one, other = SeededEntropy("1:a"), SeededEntropy("a")
    drawn = [entropy(16) for entropy in (one, other) for _ in range(500)]

    assert 1000 == len(set(drawn))


def test_threads_share_one_stream() -> None:
    """Drawn from several threads, the bytes are those of one stream, in some order."""
    entropy, same = SeededEntropy("42"), SeededEntropy("42")
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(entropy, [16] * 200))

    assert sorted(same(16) for _ in range(200)) == sorted(drawn)
