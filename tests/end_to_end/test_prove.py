"""``sesame prove``: what it says of faulty and of sound portals, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

from harness.targets.faulty import DEFECTS
from harness.targets.faulty import SOUND as SOUND_ONES

CAUGHT = ("exp_get_seul", "adresse_en_clair")
SOUND = "masque_sans_initiale"
ESCAPING = """
from simulator.defects.making import answer_text

DEFECTS = (
    *DEFECTS,
    Defect(
        name="invisible",
        summary="Rien qui se voie.",
        where=Where.TIME,
        expected=("P1.1",),
        change=rule("mask", lambda sound: lambda address: sound(address)),
    ),
    Defect(
        name="sans_effet",
        summary="Ne change rien.",
        where=Where.TIME,
        expected=("P1.1",),
        change=answer_text("Rien de tel", "x"),
    ),
)
"""


def test_known_defects_are_caught_for_the_right_reason(sesame, tmp_path: Path) -> None:
    """Two faulty portals are refused, and the JSON keeps its contract."""
    file = tmp_path / "proof.json"
    wanted = [word for name in CAUGHT for word in ("--defect", name)]
    ended = sesame("prove", *wanted, "--json", str(file))
    told = json.loads(file.read_text("utf-8"))

    assert 0 == ended.code, ended.out + ended.err
    assert "2 pour la bonne raison" in ended.out
    counts = {
        name: told["counts"][name] for name in ("total", "caught", "right_reason")
    }
    assert {"total": 2, "caught": 2, "right_reason": 2} == counts
    assert list(CAUGHT) == [one["name"] for one in told["defects"]]
    assert ["B12"] == told["defects"][0]["expected"]
    assert "B12" in told["defects"][0]["caught_by"]
    assert told["defects"][0]["scenarios"]
    assert [] == told["sound"]


def test_a_sound_variation_raises_no_alarm(sesame, tmp_path: Path) -> None:
    """Another mask, as good as the first one, turns nothing red."""
    file = tmp_path / "proof.json"
    ended = sesame("prove", "--defect", SOUND, "--json", str(file))
    told = json.loads(file.read_text("utf-8"))["sound"]

    assert 0 == ended.code, ended.out + ended.err
    assert [(SOUND, False, [])] == [
        (one["name"], one["false_alarm"], one["scenarios"]) for one in told
    ]


def test_a_defect_that_escapes_is_said_to(sesame, copy: Path) -> None:
    """Nobody sees it: « échappé », and exit 1; what changes nothing is told apart."""
    temps = copy / "simulator/defects/catalogue/temps.py"
    temps.write_text(temps.read_text("utf-8") + ESCAPING, "utf-8")
    for feature in (copy / "features").rglob("*.feature"):
        if feature.name != "accueil.feature":
            feature.unlink()
    names = ("--defect", "invisible", "--defect", "sans_effet")
    ended = sesame("prove", *names, root=copy)

    assert 1 == ended.code, ended.out + ended.err
    assert "invisible : échappé" in ended.out
    assert "sans_effet : banc en panne" in ended.out
    assert "answers was changed" in ended.out
    assert "2, dont 0 pris, 0 pour la bonne raison" in ended.out


def test_an_unknown_name_gives_the_nearest(sesame) -> None:
    """A typing mistake is mended at once: exit 2, nothing was run."""
    for words in (
        ("prove", "--defect", "exp_get_seule"),
        ("verify", "--target", "defect:exp_get_seule"),
    ):
        ended = sesame(*words)

        assert 2 == ended.code
        assert "exp_get_seul" in ended.err.replace("exp_get_seule", "")


def test_a_faulty_portal_is_a_target_like_any_other(sesame) -> None:
    """``verify`` judges it, and the replay line it prints names it."""
    ended = sesame(
        "verify", "--target", "defect:adresse_en_clair", "--tags", "@exigence:P5.2"
    )

    assert 1 == ended.code
    assert {"P5.2"} == ended.failing
    assert "--target defect:adresse_en_clair" in ended.out


def test_the_catalogue_is_listed_without_judging(sesame) -> None:
    """Every faulty portal and sound variation, with what it is; or the one named."""
    ended = sesame("prove", "--list")
    lines = ended.out.replace("\N{NO-BREAK SPACE}", " ").splitlines()

    assert (0, "") == (ended.code, ended.err)
    assert f"Portails fautifs : {len(DEFECTS)}" in lines
    assert f"Variantes saines : {len(SOUND_ONES)}" in lines
    assert len(DEFECTS) + len(SOUND_ONES) + 2 == len(lines)
    (fault,) = (one for one in DEFECTS if one.name == CAUGHT[0])
    assert f"  {fault.name} : {fault.summary} [{', '.join(fault.expected)}]" in lines
    one = sesame("prove", "--list", "--defect", SOUND).out

    assert one.startswith(f"Variantes saines : 1\n  {SOUND} : ")
