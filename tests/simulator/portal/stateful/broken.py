"""Broken portals, each of which the machine must find."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from simulator.portal.ports.smtp import HandOver, Outcome
from simulator.portal.rules import validity
from simulator.portal.service import demand, letter, login, redemption, revocation
from simulator.portal.service.parts import Parts
from simulator.portal.store import accounts, letters, links
from simulator.portal.web import demand_pages

Break = Callable[[pytest.MonkeyPatch, Parts], Parts]


def link_reusable(patch: pytest.MonkeyPatch, parts: Parts) -> Parts:
    """Used once, a link still opens (B03)."""
    find, use = links.find, links.redeem

    def unused(connection: Any, jti: str) -> Any:
        found = find(connection, jti)
        used = found is not None and found.used_at is not None
        return replace(found, used_at=None, revoked_at=None) if used else found

    def again(connection: Any, jti: str, now: Any) -> bool:
        return use(connection, jti, now) or True

    patch.setattr(links, "find", unused)
    patch.setattr(links, "redeem", again)
    return parts


def old_link_survives(patch: pytest.MonkeyPatch, parts: Parts) -> Parts:
    """A new demand leaves the earlier link alive (B04)."""
    patch.setattr(links, "replace_all", lambda *_: None)
    return parts


def expiry_after_25_hours(_patch: pytest.MonkeyPatch, parts: Parts) -> Parts:
    """A link lives an hour too long (P7.6)."""

    def later(now: Any) -> Any:
        return validity.expiry(now, timedelta(hours=25))

    return replace(parts, rulebook=replace(parts.rulebook, expiry=later))


def dossier_ignored(patch: pytest.MonkeyPatch, parts: Parts) -> Parts:
    """Step 8 takes any dossier number (P8.1, B07)."""
    redeem = redemption.redeem

    def obliging(parts: Parts, token: str, typed: Any) -> Any:
        claims = parts.tokens.decode(token)
        right = typed if claims is None else replace(typed, dossier=claims.login)
        return redeem(parts, token, right)

    patch.setattr(redemption, "redeem", obliging)
    return parts


class _Forgetful:
    """Takes a refusal for the time being for success: the mail is lost."""

    def __init__(self, transport: Any) -> None:
        self._transport = transport

    def send(self, *mail: Any) -> HandOver:
        result = self._transport.send(*mail)
        lost = result.outcome is Outcome.POSTPONED
        return HandOver(Outcome.ACCEPTED) if lost else result


def mail_lost_when_postponed(_patch: pytest.MonkeyPatch, parts: Parts) -> Parts:
    """4xx, and the mail is never sent again (B41)."""
    return replace(parts, transport=_Forgetful(parts.transport))  # type: ignore[arg-type] - broken


class _Slow:
    """Hashes long enough for two posts to meet."""

    def __init__(self, sound: Any) -> None:
        self._sound = sound

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sound, name)

    def hash(self, password: str) -> str:
        """Take 20 ms more."""
        threading.Event().wait(0.02)
        return str(self._sound.hash(password))


def both_posts_succeed(patch: pytest.MonkeyPatch, parts: Parts) -> Parts:
    """The link is examined before the password is hashed, and not again (B50)."""
    redeem, examine, use = redemption.redeem, redemption._examine, links.redeem
    mine = threading.local()

    def begun(*arguments: Any) -> Any:
        mine.examined = 0
        return redeem(*arguments)

    def examined_once(parts: Parts, connection: Any, token: str) -> Any:
        mine.examined = getattr(mine, "examined", 0) + 1
        status, link = examine(parts, connection, token)
        again = mine.examined == 2
        return (redemption.LinkStatus.LIVE, link) if again else (status, link)

    def shown(parts: Parts, token: str) -> Any:
        mine.examined = 0
        return read(parts, token)

    read = redemption.link_status
    patch.setattr(redemption, "redeem", begun)
    patch.setattr(redemption, "link_status", shown)
    patch.setattr(redemption, "_examine", examined_once)
    patch.setattr(links, "redeem", lambda *used: use(*used) or True)
    # On a busy machine the other post may begin late.
    return replace(parts, hasher=_Slow(parts.hasher))  # type: ignore[arg-type] - broken


def password_changed_by_post(patch: pytest.MonkeyPatch, parts: Parts) -> Parts:
    """Choosing post changes the password at once (B23)."""
    post = demand.post_letter

    def at_once(parts: Parts, connection: Any, account: Any) -> None:
        post(parts, connection, account)
        columns = {"password_hash": parts.hasher.hash("Quelconque-1")}
        accounts.change(connection, account.situation, account.dossier, columns)

    patch.setattr(demand, "post_letter", at_once)
    return parts


def link_survives_new_address(patch: pytest.MonkeyPatch, parts: Parts) -> Parts:
    """What was sent to the former address still opens (B06)."""
    _never_revoked(patch, lambda account, _link: account.is_active)
    return parts


def link_of_blocked_account_works(patch: pytest.MonkeyPatch, parts: Parts) -> Parts:
    """The link of a blocked account opens (B42)."""
    _never_revoked(patch, lambda account, link: account.email == link.email)
    return parts


def server_error(patch: pytest.MonkeyPatch, parts: Parts) -> Parts:
    """A page falls over when a letter was chosen."""

    def fall(*_: Any, **__: Any) -> str:
        raise KeyError("taken_by_post.html")

    show = demand_pages.render_template
    patch.setattr(
        demand_pages,
        "render_template",
        lambda name, **kept: (fall if "post" in name else show)(name, **kept),
    )
    return parts


def letter_works_twice(patch: pytest.MonkeyPatch, parts: Parts) -> Parts:
    """A letter's password logs in as often as one likes (B54)."""
    read = letters.temporary_password
    kept = SimpleNamespace(
        temporary_password=read, drop_temporary_password=lambda *_: True
    )
    patch.setattr(login, "letters", kept)
    return parts


def password_in_the_log(patch: pytest.MonkeyPatch, parts: Parts) -> Parts:
    """The journal tells the letter's password (B53)."""
    compose, write = letter.letter_text, letter.journal.write
    composed: list[str] = []

    def remember(password: str, *rest: Any) -> str:
        composed.append(password)
        return compose(password, *rest)

    def tell(connection: Any, now: Any, text: str) -> None:
        write(connection, now, text + (composed.pop() if composed else ""))

    patch.setattr(letter, "letter_text", remember)
    patch.setattr(letter.journal, "write", tell)
    return parts


def sessions_survive(patch: pytest.MonkeyPatch, parts: Parts) -> Parts:
    """A reset leaves the sessions open (B25)."""
    patch.setattr("simulator.portal.store.sessions.close_all", lambda *_: None)
    return parts


def captcha_not_verified(patch: pytest.MonkeyPatch, parts: Parts) -> Parts:
    """Any CAPTCHA response will do (P4.3)."""
    solved = type(parts.captcha.verify("", None)).SOLVED
    patch.setattr(type(parts.captcha), "verify", lambda *_: solved)
    return parts


def _never_revoked(
    patch: pytest.MonkeyPatch, still: Callable[[Any, Any], bool]
) -> None:
    """Have a change of the account end nothing, and *still* decide alone."""

    def theirs(connection: Any, link: Any) -> bool:
        account = accounts.find(connection, link.situation, link.dossier)
        return account is not None and still(account, link)

    nothing = SimpleNamespace(revoke_all=lambda *_: None)
    patch.setattr(revocation, "links", nothing)
    patch.setattr(redemption, "_still_theirs", theirs)


BROKEN: dict[Break, str] = {
    link_reusable: "links open|posts of one link|step 8 done",
    old_link_survives: "links open|live links",
    expiry_after_25_hours: "links open|since|step 8 done",
    dossier_ignored: "accepted what is wrong: '(dossier|malformed)'",
    mail_lost_when_postponed: "and none came",
    both_posts_succeed: "posts of one link succeeded",
    password_changed_by_post: "by right",
    link_survives_new_address: "links open: the a|step 8 done|mails",
    link_of_blocked_account_works: "links open: the a|step 8 done|mails",
    server_error: "server errors|Page.REFUSED",
    letter_works_twice: "used twice|logs in",
    password_in_the_log: "in the log",
    sessions_survive: "is inside|by a closed",
    captcha_not_verified: "step 5 is reached",
}
"""What is broken, and what the machine says of it, at least."""
