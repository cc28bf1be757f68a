"""All that a module of the catalogue needs: one import, one word for each change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.defects.changing_mails import mail, mail_from, mail_text, mailed_link
from simulator.defects.changing_pages import (
    answer,
    answer_text,
    config,
    hook,
    page_text,
    template,
    view,
    wsgi,
)
from simulator.defects.changing_parts import (
    function,
    method,
    part,
    rule,
    settings,
)
from simulator.defects.variation import Change, Defect, Sound, Where, together

__all__ = [
    "Change",
    "Defect",
    "Sound",
    "Where",
    "always",
    "answer",
    "answer_text",
    "config",
    "function",
    "hook",
    "mail",
    "mail_from",
    "mail_text",
    "mailed_link",
    "method",
    "page_text",
    "part",
    "rule",
    "settings",
    "template",
    "together",
    "view",
    "wsgi",
]


def always(value: Any) -> Callable[[Any], Callable[..., Any]]:
    """Return a stand-in that answers *value*, whatever it is asked."""

    def around(_sound: Any) -> Callable[..., Any]:
        return lambda *_args, **_kwargs: value

    return around
