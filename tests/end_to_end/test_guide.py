"""``sesame guide``: both files, as Chromium made them, and when there are none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from harness.report.guide.wording import steps
from tests.browser_checks import WIDTHS, check_page, chromium

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a guide over an older one, beside somebody's notes; return the folder."""
    output = tmp_path_factory.mktemp("guide")
    for name in ("guide.html", "guide.pdf", "notes.txt"):
        (output / name).write_text("before")
    ended = subprocess.run(
        [
            sys.executable, "-c", "from harness.cli import main; main()",
            "guide", "--output", str(output), "--seed", "7", "--jobs", "2",
        ],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=1200,
    )  # fmt: skip
    assert 0 == ended.returncode, ended.stdout + ended.stderr
    return output


def squeezed(text: str) -> str:
    """Return *text* without spaces: where lines break does not matter."""
    return "".join(text.split())


def test_the_pdf_holds_every_sentence_of_the_nine_steps(folder: Path) -> None:
    """Nothing is cut off at a page break, nothing forgotten; it says what it rests on.

    The mail's 24 hours and the accountant's address are among the sentences.
    """
    reader = PdfReader(folder / "guide.pdf")
    text = squeezed("".join(page.extract_text() for page in reader.pages))

    places = [text.index(f"Étape{number}") for number in range(1, 10)]
    assert sorted(places) == places
    for step in steps():
        for sentence in (step.text, step.warning, *step.says):
            assert squeezed(sentence) in text, sentence
    assert "0123456" in text
    assert "Graine:7" in text
    assert "Exigencesvérifiées:37:P1.1," in text
    assert reader.metadata is not None
    assert "Procédure de réinitialisation" in (reader.metadata.title or "")
    assert f"Page1sur{len(reader.pages)}" in text


def test_the_pdf_can_be_read_aloud(folder: Path) -> None:
    """It is tagged, says its language, and its outline leads to the steps."""
    reader = PdfReader(folder / "guide.pdf")
    root = reader.root_object

    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("fr")
    titles = str(reader.outline)
    assert all(f"Étape {number}" in titles for number in range(1, 10))


def test_the_page_needs_no_other_file_and_offends_nobody(folder: Path) -> None:
    """Nine pictures inside; axe finds nothing, nothing overflows, wide or narrow."""
    html = (folder / "guide.html").read_text("utf-8")

    assert 9 == html.count('src="data:image/png;base64,')
    with chromium() as browser:
        for width in WIDTHS:
            size = {"width": width, "height": 900}
            page = browser.new_page(viewport=size, bypass_csp=True)
            asked: list[str] = []
            page.on("request", lambda one, kept=asked: kept.append(one.url))
            page.goto((folder / "guide.html").as_uri())

            assert [] == [
                url for url in asked if not url.startswith(("file:", "data:"))
            ]
            assert 9 == page.locator("section h2").count()
            check_page(page)
            page.close()


def test_only_the_guide_is_replaced(folder: Path) -> None:
    """Somebody's notes stay, the older guide is gone, and nothing is left over."""
    assert {"guide.html", "guide.pdf", "notes.txt"} == {
        file.name for file in folder.iterdir()
    }
    assert "before" == (folder / "notes.txt").read_text()
    assert (folder / "guide.pdf").read_bytes().startswith(b"%PDF-")


def test_bad_input_is_one_sentence(sesame, tmp_path: Path) -> None:
    """A target without pictures, a file in the way: exit 2, before anything is run."""
    (tmp_path / "file").write_text("")
    for words, said in (
        (("--output", str(tmp_path / "g"), "--target", "http"), "has no browser"),
        (("--output", str(tmp_path / "file" / "g")), "nothing can be written there"),
    ):
        ended = sesame("guide", *words)

        assert 2 == ended.code, ended.out + ended.err
        assert said in ended.err
        assert "Traceback" not in ended.err
    assert not (tmp_path / "g").exists()
