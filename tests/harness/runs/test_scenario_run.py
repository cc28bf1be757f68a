"""From Behave's steps to the record of a scenario."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from harness.checks.failure import CheckFailed
from harness.errors import (
    BenchRefusal,
    ConfigurationError,
    NotObservable,
    NotOffered,
    Unreachable,
)
from harness.journeys.world import FIRST_INSTANT
from harness.runs.scenario_run import missing_capabilities
from harness.target import LACKS, Capability
from harness.verdicts.verdict import Outcome
from simulator.clock import SystemClock, real_now
from simulator.mail.mailbox import AmbiguousMail, NoMail
from simulator.mail.message import MailError

PASSED = ("passed", None)
RESET = b"Subject: x\r\nContent-Type: text/plain\r\n\r\nhttps://www2.carpimko.com/x?token=a\r\n"


def test_a_scenario_whose_steps_pass_passes(told: Any) -> None:
    """Every step is kept with its words, its line and its outcome."""
    kept = told.scenario(PASSED, PASSED)

    assert (Outcome.PASSED, None, "features/x.feature", 3, "Un scénario") == (
        kept.status,
        kept.error,
        kept.file,
        kept.line,
        kept.name,
    )
    assert [("Quand", "étape 1", 5), ("Quand", "étape 2", 5)] == [
        (step.keyword, step.text, step.line) for step in kept.steps
    ]
    assert kept.duration_s > 0


@pytest.mark.parametrize(
    ("status", "wrong", "outcome", "error"),
    [
        ("failed", CheckFailed("Non."), Outcome.FAILED, "Non."),
        ("failed", NoMail("Aucun mail."), Outcome.FAILED, "Aucun mail."),
        ("failed", AmbiguousMail("Deux."), Outcome.FAILED, "Deux."),
        ("error", NotOffered("Pas de lien."), Outcome.ERROR, "Pas de lien."),
        ("error", Unreachable("Muet."), Outcome.ERROR, "Muet."),
        ("error", BenchRefusal("422"), Outcome.ERROR, "422"),
        ("error", ConfigurationError("Ordre."), Outcome.ERROR, "Ordre."),
        ("error", MailError("Sans lien."), Outcome.ERROR, "MailError: Sans lien."),
        ("error", KeyError("x"), Outcome.ERROR, "KeyError: 'x'"),
        ("failed", AssertionError("x"), Outcome.ERROR, "AssertionError: x"),
        ("hook_error", None, Outcome.ERROR, "NoneType: None"),
    ],
)
def test_what_went_wrong_decides(
    told: Any,
    status: str,
    wrong: BaseException | None,
    outcome: Outcome,
    error: str,
) -> None:
    """A check that fails is the portal's; anything else is an error, and is told."""
    kept = told.scenario(PASSED, (status, wrong), ("skipped", None))

    assert (outcome, f"Quand étape 2\n{error}") == (kept.status, kept.error)
    assert [Outcome.PASSED, outcome] == [step.status for step in kept.steps]


def test_what_cannot_be_observed_is_neither_green_nor_red(told: Any) -> None:
    """A step that is not observable makes the whole scenario so, with its reason."""
    kept = told.scenario(PASSED, ("error", NotObservable("pas d'écran")))

    assert (Outcome.NOT_OBSERVABLE, "pas d'écran") == (kept.status, kept.error)


def test_a_first_step_may_not_be_observable(told: Any) -> None:
    """The world that had begun is ended, and its time given back."""
    kept = told.scenario(("error", NotObservable("pas d'écran")))

    assert Outcome.NOT_OBSERVABLE is kept.status
    assert 1 == len(kept.steps)
    assert 2026 <= SystemClock().now().year


def test_an_undefined_sentence_is_told(told: Any) -> None:
    """The sentence that no step knows stands with its line."""
    kept = told.scenario(PASSED, ("undefined", None), ("skipped", None))

    assert (Outcome.UNDEFINED, "5: Quand étape 2") == (kept.status, kept.error)


@pytest.mark.parametrize(
    "steps",
    [
        (),
        (("untested", None),),
        (("skipped", None), ("skipped", None)),
        (PASSED, ("skipped", None)),
        (PASSED, ("untested", None)),
    ],
)
def test_what_was_not_run_is_not_green(told: Any, steps: tuple[Any, ...]) -> None:
    """Without steps, or with steps that nobody ran, a scenario shows nothing."""
    assert Outcome.PASSED is not told.scenario(*steps).status


def test_a_scenario_that_could_not_begin_is_not_green(
    told: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook that breaks before the first step makes an error, never a pass."""

    def broken(_: str) -> None:
        raise RuntimeError("begin broke")

    monkeypatch.setattr(told.run.target, "begin", broken)
    with pytest.raises(RuntimeError, match="begin broke"):
        told.scenario(PASSED)

    assert Outcome.ERROR is told.last().status


def test_a_scenario_that_could_not_begin_gives_time_back(
    told: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The scenarios after it must not fail for a clock left standing."""

    def broken(_: str) -> None:
        raise RuntimeError("begin broke")

    frozen = []
    monkeypatch.setattr(told.run.target, "begin", broken)
    with pytest.raises(RuntimeError, match="begin broke"):
        told.scenario(PASSED, after=lambda: frozen.append(SystemClock().now()))

    assert FIRST_INSTANT not in frozen


@pytest.mark.parametrize(
    ("tags", "lacking"),
    [
        (["fumee", "exigence:P1.1"], []),
        (["horloge", "capacite:letters", "capacite:adresses-publiques"], []),
        (["navigateur"], [Capability.BROWSER]),
        (["horloge", "navigateur"], [Capability.BROWSER]),
    ],
)
def test_the_embedded_portal_lacks_a_screen(
    told: Any, tags: list[str], lacking: list[Capability]
) -> None:
    """Tags tell what a scenario needs; the target what it has."""
    assert lacking == missing_capabilities(tags, told.run.target)


def test_a_target_may_lack_everything(told: Any) -> None:
    """Every need that is not met is told, once, in a steady order."""

    class Nothing:
        """A target without any capability."""

        capabilities = frozenset[Capability]()

    tags = ["navigateur", "horloge", "capacite:letters", "capacite:clock"]

    assert [Capability.CLOCK, Capability.LETTERS, Capability.BROWSER] == (
        missing_capabilities(tags, Nothing())
    )
    assert told.run.target.capabilities


def test_a_scenario_that_needs_a_screen_is_not_observable(told: Any) -> None:
    """Its steps are not run; the reason is the lack, in French."""
    kept = told.scenario(("untested", None), tags=("navigateur",))

    assert (Outcome.NOT_OBSERVABLE, LACKS[Capability.BROWSER], ()) == (
        kept.status,
        kept.error,
        kept.steps,
    )


def test_a_stray_mail_fails_the_scenario(told: Any) -> None:
    """A mail to somebody who asked for nothing fails steps that all passed."""

    def stray(world: Any) -> None:
        world.mailbox.deliver("a@b.test", ["stranger@example.org"], RESET)

    with pytest.raises(CheckFailed, match=r"parti à stranger@example\.org"):
        told.scenario(PASSED, during=stray)
    kept = told.last()

    assert Outcome.FAILED is kept.status
    assert "n'a rien demandé" in kept.error


def test_a_stray_mail_does_not_hide_the_first_failure(told: Any) -> None:
    """A scenario that failed is told by its failure."""

    def stray(world: Any) -> None:
        world.mailbox.deliver("a@b.test", ["stranger@example.org"], RESET)

    kept = told.scenario(("failed", CheckFailed("Non.")), during=stray)

    assert (Outcome.FAILED, "Quand étape 1\nNon.") == (kept.status, kept.error)


def test_an_error_of_the_mail_server_fails_the_scenario(told: Any) -> None:
    """The bench's own mail server must not have broken down unnoticed."""

    def broken(world: Any) -> None:
        world.surroundings.mail_server.errors.append(RuntimeError("x"))

    with pytest.raises(CheckFailed, match="serveur de mail du banc a échoué"):
        told.scenario(PASSED, during=broken)


def test_what_was_seen_goes_with_its_step(told: Any) -> None:
    """Notes and pages stand with the step during which they were seen."""
    kept = told.scenario(PASSED, PASSED, during=lambda world: world.note("Vu"))

    assert [({"kind": "note", "text": "Vu"},), ()] == [
        step.evidence for step in kept.steps
    ]


def test_a_mail_sent_before_her_address_changed_was_for_her(told: Any) -> None:
    """A link received at the former address is no stray mail once it changed."""

    def changed(world: Any) -> None:
        camille = world.introduce("Camille")
        camille.concerned = True
        world.mailbox.mark_read(
            world.mailbox.deliver("a@b.test", [camille.person.email], RESET)
        )
        camille.learn({"email": "autre@example.org"})

    assert Outcome.PASSED is told.scenario(PASSED, during=changed).status


def test_a_scenario_in_real_time_freezes_nothing(told: Any) -> None:
    """Its tag alone decides; the next scenario is frozen again."""
    clocks = []
    for tags in (("temps-reel",), ()):
        told.scenario(
            PASSED, tags=tags, during=lambda _: clocks.append(SystemClock().now())
        )

    assert abs(clocks[0] - real_now()) < timedelta(minutes=1)
    assert FIRST_INSTANT == clocks[1]


class FilmedTarget:
    """The embedded portal, as if its browsers were filmed."""

    def __init__(self, told: Any, evidence: Path) -> None:
        """Take the place of the portal of *told*, which keeps evidence."""
        self._portal = told.run.target
        self.kept: list[Path] = []
        settings = replace(told.run.settings, evidence=evidence)
        self.run = replace(told.run, target=self, settings=settings)

    def film(self) -> None:
        """Begin."""

    def keep_film(self, folder: Path) -> None:
        """Remember where it was to be kept."""
        self.kept.append(folder)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._portal, name)


@pytest.mark.parametrize(
    ("step", "kept"),
    [
        (PASSED, 0),
        (("failed", CheckFailed("Non.")), 1),
        (("error", Unreachable("Muet.")), 1),
        (("error", NotObservable("Pas vu.")), 0),
    ],
    ids=["passed", "failed", "error", "not observable"],
)
def test_only_what_went_wrong_is_kept_on_film(
    told: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: Any, kept: int
) -> None:
    """A trace weighs: it is kept for whoever has to find out, and for nobody else."""
    filmed = FilmedTarget(told, tmp_path)
    monkeypatch.setattr(told, "run", filmed.run)
    told.scenario(step)

    assert [tmp_path / "features_x-3"] * kept == filmed.kept
