"""The guide as HTML and as PDF, put in place both at once or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from harness.errors import ConfigurationError
from harness.report.guide.assembling import Guide, assemble
from harness.report.guide.sights import sights_of
from harness.runs.guide import Passed
from harness.targets.chromium.paper import open_press

HTML = "guide.html"
PDF = "guide.pdf"
_PACKAGE = "harness.report.guide"
_FOOTER = (
    '<div style="width:100%;margin:0 18mm;font:8px sans-serif;color:#4a4f5a;'
    'display:flex;justify-content:space-between"><span>{day}</span><span>'
    'Page <span class="pageNumber"></span> sur <span class="totalPages"></span>'
    "</span></div>"
)


@contextmanager
def workshop(output: Path) -> Iterator[Path]:
    """Make a folder inside *output* to work in, and clear it away in the end.

    *output* is made if it is not there, and goes again if nothing was put in it.

    Raises:
        ConfigurationError: nothing can be written there.
    """
    there = output.exists()
    for name in (HTML, PDF):
        if (output / name).is_dir():
            raise ConfigurationError(
                f"--output {output}: {name} is a folder there; choose another one."
            )
    try:
        output.mkdir(parents=True, exist_ok=True)
        work = tempfile.TemporaryDirectory(prefix=".guide-", dir=output)
    except OSError as wrong:
        raise ConfigurationError(
            f"--output {output}: nothing can be written there ({wrong.strerror}); "
            "choose another folder."
        ) from wrong
    try:
        with work as folder:
            yield Path(folder)
    finally:
        if not there:
            with suppress(OSError):  # the guide is in it
                output.rmdir()


def write(passed: Passed, work: Path, output: Path) -> tuple[Path, Path]:
    """Write the guide of *passed* into *output*, by way of *work* in it.

    Returns:
        The HTML and the PDF. Whatever was called so is replaced only now.

    Raises:
        GuideRefused: the journey does not show all that the guide needs.
    """
    sights = sights_of(passed.journey, passed.folder, passed.target.labels)
    with open_press() as press:
        guide = assemble(passed, sights, press.picture)
        html = as_html(guide)
        pdf = press.pdf(html, _FOOTER.format(day=guide.day))
    (work / HTML).write_text(html, encoding="utf-8")
    (work / PDF).write_bytes(pdf)
    for name in (HTML, PDF):
        (work / name).replace(output / name)
    return output / HTML, output / PDF


def as_html(guide: Guide) -> str:
    """Return *guide* as one page that needs no other file."""
    environment = Environment(
        loader=PackageLoader(_PACKAGE), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("guide.html").render(guide=guide) + "\n"
