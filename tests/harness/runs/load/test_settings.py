"""How far a run may go, and on whose portal."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.errors import ConfigurationError
from harness.runs.load.opening import require_enough, require_possible
from harness.runs.load.people import Crowd
from harness.runs.load.settings import ELSEWHERE, HERE, LoadSettings, caps_of
from harness.runs.load.stages import Stage
from harness.targets.file.reading import read_target_file

MAILBOX = '[mailbox]\nkind = "mailpit"\nurl = "http://127.0.0.1:8025"\n'
ALLOWED = '[load]\nallowed_by = "A. Petit, le 3 mars"\n'

REWRITTEN = (
    'home = "https://www.carpimko.com/"\n[portal.rewrite]\n'
    '"https://www.carpimko.com" = "http://127.0.0.1:8080"'
)


def target(folder: Path, portal: str, *tables: str) -> str:
    """Write a target file; return its name."""
    file = folder / "cible.toml"
    head = f'[portal]\nname = "Recette"\n{portal}\n'
    file.write_text(head + "".join((MAILBOX, *tables)), encoding="utf-8")
    return str(file)


def asked(name: str, **said: object) -> LoadSettings:
    """Return the settings of a small run on the target called *name*."""
    whole: dict[str, object] = {
        "target": name,
        "stages": (Stage(2, 5.0),),
        "seed": 42,
        "max_rate": 2.0,
    }
    return LoadSettings(**(whole | said))  # type: ignore[arg-type] # a test's own words


def refusal(settings: LoadSettings) -> str:
    """Return how a run is refused."""
    with pytest.raises(ConfigurationError) as refused:
        require_possible(settings)
    return str(refused.value)


@pytest.mark.parametrize(
    ("portal", "foreign"),
    [
        ('home = "https://recette.example.org/"', "recette.example.org"),
        (
            'home = "http://127.0.0.1:8080/"\nhosts = ["sso.example.org"]',
            "sso.example.org",
        ),
        (
            REWRITTEN.replace("http://127.0.0.1:8080", "https://10.0.0.7"),
            "10.0.0.7",
        ),
    ],
)
def test_another_machine_needs_its_owners_word(
    tmp_path: Path, portal: str, foreign: str
) -> None:
    """Wherever the file leads: home, other hosts, rewritten addresses."""
    said = refusal(asked(target(tmp_path, portal)))

    assert f"{foreign} is not this machine" in said
    assert "[load] and allowed_by" in said


def test_another_machine_is_loaded_gently(tmp_path: Path) -> None:
    """With the owner's word, no further than a small test goes."""
    name = target(tmp_path, 'home = "https://recette.example.org/"', ALLOWED)

    assert require_possible(asked(name)) is not None
    assert "allows 5" in refusal(asked(name, max_rate=6.0))
    assert "allows 50" in refusal(asked(name, stages=(Stage(51, 5.0),)))
    assert "allows 900 s" in refusal(asked(name, stages=(Stage(1, 901.0),)))


def test_the_owner_says_how_far(tmp_path: Path) -> None:
    """More or less than usual, but never more than on this machine."""
    name = target(
        tmp_path,
        'home = "https://recette.example.org/"',
        f"{ALLOWED}max_users = 3\nmax_rate = 1e9\nmax_minutes = 1\n",
    )
    caps = caps_of(read_target_file(Path(name)))

    assert (3, HERE.rate, 60.0) == (caps.users, caps.rate, caps.duration_s)
    assert "cible.toml ([load]) allows 3" in refusal(asked(name, stages=(Stage(4, 1),)))


def test_this_machine_needs_nobodys_word(tmp_path: Path) -> None:
    """Public addresses served here are here."""
    name = target(tmp_path, REWRITTEN)

    assert HERE == caps_of(read_target_file(Path(name)))
    assert HERE != ELSEWHERE


def test_a_portal_whose_mails_are_not_seen_is_refused(tmp_path: Path) -> None:
    """The way leads through a mail."""
    file = tmp_path / "cible.toml"
    file.write_text('[portal]\nname = "R"\nhome = "http://127.0.0.1:1/"\n')

    assert "[mailbox] is missing" in refusal(asked(str(file)))


@pytest.mark.parametrize("name", ["embedded", "chromium"])
def test_what_has_no_socket_is_refused(name: str) -> None:
    """Load is HTTP."""
    assert "choose http, defect:NAME or a file" in refusal(asked(name))


def test_an_unknown_target_is_refused() -> None:
    """With the targets that load takes, and no other."""
    assert "not 'nulle-part': choose http, defect:NAME or a file" in refusal(
        asked("nulle-part")
    )
    assert "Unknown defect 'lien_croise'" in refusal(asked("defect:lien_croise"))


def test_the_bench_has_caps_of_its_own() -> None:
    """No run without an end."""
    assert "allows 2000" in refusal(asked("http", stages=(Stage(2001, 1.0),)))
    assert "allows 200" in refusal(asked("http", max_rate=201.0))
    long = asked("http", stages=(Stage(1, 14400.0),), max_rate=200.0)
    assert "may be more than 500000" in refusal(long)
    assert "allows 14400 s" in refusal(asked("http", stages=(Stage(1, 14401.0),)))


def test_reserved_accounts_bound_the_people_at_once() -> None:
    """Each worker needs people enough in its own slice."""
    crowd = Crowd(range(7), frozenset({0}))  # type: ignore[arg-type] # only counted

    require_enough(crowd, asked("http", stages=(Stage(6, 1.0),)), "x.csv", "reserve")
    with pytest.raises(ConfigurationError) as refused:
        require_enough(
            crowd,
            asked("http", stages=(Stage(7, 1.0),), processes=2),
            "x.csv",
            "reserve more",
        )
    assert (
        "x.csv holds 6 people who can walk the procedure by mail (active, an address "
        "of their own): at most 6 at once with 2 worker(s), not 7; reserve more."
    ) == str(refused.value)
