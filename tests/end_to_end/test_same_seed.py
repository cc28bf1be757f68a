"""The same seed gives the same run, mails byte for byte."""

from __future__ import annotations

from pathlib import Path

TAGS = "@exigence:P7.3 or @exigence:P7.7 or @fumee"


def evidence(folder: Path) -> dict[str, bytes]:
    """Return every mail kept in *folder*, by name."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*.eml"))
    }


def run(sesame, folder: Path, seed: str):
    """Run a few scenarios and return their verdict and their mails."""
    ended = sesame("verify", "--tags", TAGS, "--seed", seed, "--evidence", str(folder))
    return ended, evidence(folder)


def test_same_seed_same_mails(sesame, tmp_path: Path) -> None:
    """Twice the same seed: same verdicts, same mails to the last byte."""
    first, mails = run(sesame, tmp_path / "1", "7")
    second, again = run(sesame, tmp_path / "2", "7")

    assert 0 == first.code
    assert len(mails) > 10
    assert mails == again
    assert first.verdict["requirements"] == second.verdict["requirements"]


def test_other_seed_other_people(sesame, tmp_path: Path) -> None:
    """Another seed draws other people, and the verdict stays."""
    first, mails = run(sesame, tmp_path / "1", "7")
    second, others = run(sesame, tmp_path / "2", "8")

    assert first.code == second.code == 0
    assert mails.keys() == others.keys()
    assert mails != others
