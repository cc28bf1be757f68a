"""Putting the page together: templates, styles, scripts, and a policy that holds."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension

from harness.report import french

_HERE = "harness.report.living"
_STYLES = ("colours", "report", "details", "print")
_CODE = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<[^>]*>)", re.DOTALL)


class FrenchSpaces(Extension):
    """Sets the no-break spaces of the templates' own words."""

    def preprocess(
        self,
        source: str,
        name: str | None,  # noqa: ARG002 - Jinja's signature
        filename: str | None = None,  # noqa: ARG002 - Jinja's signature
    ) -> str:
        """Return *source* with its words spaced, code and tags as they are."""
        pieces = _CODE.split(source)
        pieces[::2] = [french.spaced(words) for words in pieces[::2]]
        return "".join(pieces)


def render(
    template: str,
    scripts: tuple[str, ...],
    *,
    package: str = _HERE,
    styles: tuple[str, ...] = (),
    **told: Any,
) -> str:
    """Return the page that *template* makes of what is *told*.

    Args:
        template: its name, without ``.html``.
        scripts: names of the scripts that it needs, in order.
        package: where the template is, if it is not this document's.
        styles: names of the style sheets that it needs besides, in order: those of
            *package*, or of this document (``plots``).
        told: what the template shows.
    """
    script = "\n".join(_asset(f"{name}.js") for name in scripts)
    return (
        _environment(package)
        .get_template(f"{template}.html")
        .render(
            told
            | {
                "style": "\n".join(
                    [_asset(f"{name}.css") for name in _STYLES]
                    + [_asset(f"{name}.css", package) for name in styles]
                ),
                "script": script,
                "policy": policy(script),
            }
        )
    )


def policy(script: str) -> str:
    """Return the content security policy of a page whose one script is *script*.

    Frames made of text (``srcdoc``) inherit it: the recorded pages keep their inline
    styles, and nothing is fetched, by the page or by what it shows.
    """
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; "
        "style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _environment(package: str) -> Environment:
    here = [PackageLoader(one) for one in dict.fromkeys((package, _HERE))]
    environment = Environment(
        loader=ChoiceLoader(here),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[FrenchSpaces],
    )
    filters: Mapping[str, Any] = {
        "fr": french.spaced,
        "unfilled": french.unfilled,
        "moment": french.moment,
        "lasted": french.lasted,
        "counted": french.counted,
        "grouped": french.grouped,
    }
    environment.filters.update(filters)
    return environment


def _asset(name: str, package: str = _HERE) -> str:
    own, shared = (files(one) / "assets" / name for one in (package, _HERE))
    return (own if own.is_file() else shared).read_text("utf-8")
