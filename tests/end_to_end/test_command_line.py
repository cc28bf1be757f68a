"""The command line: exit codes, the JSON, and bad input answered by one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

P11 = ("verify", "--tags", "@exigence:P1.1")


def test_conforming_portal_is_exit_0(sesame) -> None:
    """The embedded portal conforms; the JSON has the keys of the contract."""
    ended = sesame(*P11)

    assert 0 == ended.code
    assert "conforme" == ended.verdict["verdict"]
    assert {
        *("target", "verdict", "seed", "started_at", "duration_s"),
        *("requirements", "counts"),
    } == set(ended.verdict)
    assert {"id", "title", "pack", "severity", "verdict", "scenarios"} == set(
        ended.verdict["requirements"][0]
    )
    assert {"name", "file", "line", "status", "error", "replay"} == set(
        ended.verdict["requirements"][0]["scenarios"][0]
    )
    assert {"conforme": 1} == ended.verdict["counts"]


def test_jobs_change_nothing_but_time(sesame) -> None:
    """Two processes give the same verdicts as one."""
    tags = ("verify", "--tags", "@exigence:P4.1 or @exigence:P8.4")
    one, two = sesame(*tags), sesame(*tags, "--jobs", "2")

    assert one.verdict["requirements"] == two.verdict["requirements"]
    assert 0 == one.code == two.code


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["verify", "--nope"], "No such option"),
        (["verify", "--target", "recette"], "recette"),
        (["verify", "--seed", "abc"], "abc"),
        (["verify", "--tags", "@inexistant"], "@inexistant"),
        (["verify", "--tags", "@horlog"], "@horloge"),
        (["verify", "--tags", "@exigence:P99.9"], "P99.9"),
        (["verify", "--tags", "(@fumee"], "(@fumee"),
        (["verify", "--pack", "nope"], "nope"),
        (["verify", "--jobs", "0"], "0"),
        (["verify", "--evidence", "/proc/nowhere"], "--evidence /proc/nowhere: "),
        (["verify", "--tags", "@fumee and"], "is no expression of tags"),
        (["verify", "--messages", "a", "--report", "./a"], "both name a"),
        (["report", "a.json", "--output", "./a.json"], "one of the runs to compare"),
        (["verify", "--junit", "/proc/nowhere"], "--junit /proc/nowhere: the folder"),
        (["replay", "nonsense"], "nonsense"),
        (["replay", "nonsense", "--port", "0"], "ask for both"),
        (["replay", "features/procedure/acces/accueil.feature:1"], "accueil.feature:"),
        (["lint", "/nowhere"], "/nowhere"),
        (["frob"], "frob"),
    ],
)
def test_bad_input_is_exit_2_and_one_sentence(sesame, arguments, said) -> None:
    """A wrong word on the command line is named, without a traceback."""
    ended = sesame(*arguments)

    assert 2 == ended.code
    assert said in ended.err
    assert "Traceback" not in ended.out + ended.err


def test_unwritable_output_is_refused_before_the_run(sesame, tmp_path: Path) -> None:
    """An output that cannot be written costs no run."""
    ended = sesame("verify", "--json", str(tmp_path / "none" / "v.json"), "--help")
    refused = sesame(*P11, "--evidence", str(Path(__file__)))

    assert 0 == ended.code
    assert 2 == refused.code


def test_nothing_selected_is_exit_3(sesame) -> None:
    """A run that would judge nothing is never green."""
    ended = sesame("verify", "--tags", "@fumee and @navigateur")

    assert 3 == ended.code
    assert "nothing is judged" in ended.err


def test_a_named_check_brings_its_pack_along(sesame) -> None:
    """« --tags @exigence:B13 » judges B13 alone, whichever pack it is of."""
    ended = sesame("verify", "--tags", "@exigence:B13")

    assert 0 == ended.code
    assert "≠ B13" in ended.out
    assert "Exigences : 1, soit 1 « conforme mais contraire à une norme »" in ended.out


def test_not_observable_is_told_and_accepted(sesame) -> None:
    """What only a browser sees is « non observable », accepted with its reason."""
    ended = sesame("verify", "--tags", "@exigence:P2.1")
    requirement = ended.verdict["requirements"][0]

    assert 0 == ended.code
    assert "non observable" == requirement["verdict"]
    assert "navigateur" in requirement["accepted"]
    assert "Accepté" in ended.out


def test_undefined_step_is_exit_2_with_its_line(sesame, copy: Path) -> None:
    """A sentence that nobody knows is the bench's fault, and is named."""
    (copy / "features/inconnue.feature").write_text(
        "# language: fr\nFonctionnalité: F\n  @exigence:P1.1\n  Scénario: S\n"
        "    Étant donné Camille, affiliée au dossier 1234567\n"
        "    Quand Camille danse\n    Alors le portail répond à Camille\n",
        "utf-8",
    )
    ended = sesame(*P11, root=copy)

    assert 2 == ended.code
    assert "features/inconnue.feature:6: Quand Camille danse" in ended.err


def test_unreadable_feature_is_exit_2_with_its_line(sesame, copy: Path) -> None:
    """A feature that does not parse stops the run before it begins."""
    (copy / "features/cassee.feature").write_text(
        "# language: fr\nFonctionnalité: F\n  Scénario: S\n    Étant donné Camille\n"
        "  Bizarre\n",
        "utf-8",
    )
    ended = sesame("verify", root=copy)

    assert 2 == ended.code
    assert "cassee.feature:5:" in ended.err


@pytest.mark.parametrize(
    ("hook", "replacement"),
    [
        ("    context.run = open_run", "    raise OSError('boum')  #"),
        ("    context.current.after_step(step)", "    raise OSError('boum')"),
        ("    if not context.current.begin():", "    raise OSError('boum')\n    if 0:"),
        ("    context.current.end()", "    raise OSError('boum')"),
    ],
)
def test_a_bench_that_breaks_is_never_green(
    sesame, copy: Path, hook: str, replacement: str
) -> None:
    """An error in a hook ends in a non-zero exit, without a traceback."""
    hooks = copy / "environment.py"
    text = hooks.read_text("utf-8")
    assert hook in text
    hooks.write_text(text.replace(hook, replacement), "utf-8")
    ended = sesame("verify", "--tags", "@fumee", root=copy)

    assert 0 != ended.code
    assert "Traceback" not in ended.out + ended.err


def test_lint_and_steps(sesame) -> None:
    """The lint is clean and the catalogue speaks French."""
    assert 0 == sesame("lint").code
    catalogue = sesame("steps")

    assert 0 == catalogue.code
    assert "Étant donné" in catalogue.out


def test_replay_tells_a_scenario_step_by_step(sesame) -> None:
    """The line that a report prints runs that scenario again."""
    scenario = sesame(*P11).verdict["requirements"][0]["scenarios"][0]
    ended = sesame(*scenario["replay"].split()[1:])

    assert 0 == ended.code
    assert scenario["name"] in ended.out
    assert "Scénario réussi." in ended.out
    assert "page https://www.carpimko.com" in ended.out
