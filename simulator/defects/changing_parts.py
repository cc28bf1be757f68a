"""Changes of the parts: rules, settings, ports, mails; and, last, of functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from types import ModuleType
from typing import Any

from simulator.defects.variation import Change, DefectError
from simulator.portal.ports.captcha import CaptchaVerifier
from simulator.portal.ports.france_connect import FranceConnectClient
from simulator.portal.ports.passwords import PasswordHasher
from simulator.portal.ports.smtp import MailTransport
from simulator.portal.service.parts import Parts

Around = Callable[[Any], Any]
"""Takes what the sound portal has and returns what stands in its place."""


def rule(name: str, around: Around) -> Change:
    """Replace one rule of the rulebook: *around* gets the sound one."""

    def change(parts: Parts) -> Parts:
        sound = _named(parts.rulebook, name)
        other = {name: _other(sound, around, f"the rule {name}")}
        return replace(parts, rulebook=replace(parts.rulebook, **other))

    return Change(parts=change)


def settings(**changed: Any) -> Change:
    """Give the portal, and the ports that read them, other settings."""

    def change(parts: Parts) -> Parts:
        other = replace(parts.settings, **changed)
        if other == parts.settings:
            raise DefectError(f"These are the sound settings: {changed}.")
        parts.captcha.close()
        parts.france_connect.close()
        routes = parts.routes
        return replace(
            parts,
            settings=other,
            hasher=PasswordHasher(other),
            captcha=CaptchaVerifier(other, routes),
            france_connect=FranceConnectClient(other, routes, parts.clock),
            transport=MailTransport(other, routes),
        )

    return Change(parts=change)


def part(name: str, around: Around) -> Change:
    """Replace a whole part, as ``reset_mail``: *around* gets the sound one."""

    def change(parts: Parts) -> Parts:
        sound = _named(parts, name)
        changed: dict[str, Any] = {name: _other(sound, around, f"the part {name}")}
        return replace(parts, **changed)

    return Change(parts=change)


def method(name: str, method_name: str, around: Around) -> Change:
    """Replace one method of a port, as ``captcha.verify``; the others stay sound."""

    def change(port: Any) -> Any:
        sound = _named(port, method_name)
        return _Port(port, method_name, _other(sound, around, f"{name}.{method_name}"))

    return part(name, change)


def function(module: ModuleType, name: str, around: Around) -> Change:
    """Replace a function of a module while the portal stands: the last resort.

    For what is no part: the steps of the service, the statements of the store. Name
    the module that *calls* it by that name.
    """

    @contextmanager
    def held() -> Iterator[None]:
        sound = _named(module, name)
        setattr(module, name, _other(sound, around, f"{module.__name__}.{name}"))
        try:
            yield
        finally:
            setattr(module, name, sound)

    return Change(held=held)


class _Port:
    """A port, one of whose methods is another."""

    def __init__(self, sound: Any, method_name: str, other: Any) -> None:
        self._sound = sound
        setattr(self, method_name, other)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sound, name)


def _named(owner: Any, name: str) -> Any:
    found = getattr(owner, name, None)
    if found is None:
        slots = getattr(owner, "__dataclass_fields__", None)
        known = [item.name for item in fields(owner)] if slots else dir(owner)
        there = ", ".join(one for one in known if not one.startswith("_"))
        raise DefectError(f"There is no {name!r} to vary; there are {there}.")
    return found


def _other(sound: Any, around: Around, what: str) -> Any:
    other = around(sound)
    if other is sound:
        raise DefectError(f"This leaves {what} as it is.")
    return other
