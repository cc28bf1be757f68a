"""The features bite: each portal broken by hand is refused, for the right reason."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

PORTAL = Path("simulator/portal")


class Break(NamedTuple):
    """One way to break the portal: in *file*, *sound* becomes *faulty*."""

    file: str
    sound: str
    faulty: str


LIFETIME = Break("rules/validity.py", "timedelta(hours=24)", "timedelta(hours=25)")
SHORT = Break("rules/password.py", "MINIMUM_LENGTH = 8", "MINIMUM_LENGTH = 7")
UNMASKED = Break("rules/rulebook.py", "address.mask", "str")
CAPTCHA = Break(
    "web/demand_pages.py",
    "if verdict is not CaptchaVerdict.SOLVED:",
    "if verdict is None:",
)
SUBJECT = Break(
    "outbox/message.py", "réinitialisation du mot de passe", "réinitialisation du mot"
)
DOSSIER = Break(
    "service/redemption.py",
    "refusals.append(Refusal.DOSSIER)",
    "refusals.extend([])",
)
OPENING = Break(
    "service/redemption.py",
    "if link is None or status is not LinkStatus.LIVE:",
    "if link is None or status not in (LinkStatus.LIVE, LinkStatus.EXPIRED):",
)
CHECKING = Break(
    "service/redemption.py",
    "account is None or status is not LinkStatus.LIVE:",
    "account is None or status not in (LinkStatus.LIVE, LinkStatus.EXPIRED):",
)
EARLY = Break(
    "web/demand_pages.py",
    "    mine = [*session.get",
    "    twin = demand.open_request(parts(), situation, dossier)\n"
    "    demand.choose(parts(), demand.find_request(parts(), twin), Channel.MAIL)\n"
    "    mine = [*session.get",
)
OLD = Break(
    "service/redemption.py",
    'accounts.change(connection, *key, {"password_hash": encoded})',
    "letters.set_temporary_password(connection, *key, encoded, now.replace(year=2099))"
    "\n    return None",
)
REUSABLE = Break("store/links.py", ".values(used_at=now)", ".values(used_at=None)")
UNREVOKED = Break(
    "service/redemption.py", "links.revoke_all(connection, *key, now)", "pass"
)


@pytest.mark.parametrize(
    ("faults", "caught_by"),
    [
        pytest.param([LIFETIME], "P7.6", id="link valid 25 h"),
        pytest.param([SHORT], "P8.2", id="minimum 7 characters"),
        pytest.param([UNMASKED], "P5.2", id="address unmasked"),
        pytest.param([CAPTCHA], "P4.3", id="CAPTCHA not verified"),
        pytest.param([SUBJECT], "P7.3", id="subject changed"),
        pytest.param([DOSSIER], "P8.1", id="dossier of step 8 ignored"),
        pytest.param([CHECKING, OPENING], "P7.6", id="expiry checked on opening only"),
        pytest.param([EARLY], "P5.6", id="mail sent at step 4"),
        pytest.param([OLD], "P9.2", id="old password still accepted"),
        pytest.param([REUSABLE, UNREVOKED], "P7.8", id="link reusable"),
    ],
)
def test_broken_portal_is_refused(
    sesame, copy: Path, faults: list[Break], caught_by: str
) -> None:
    """The requirement that the fault breaks turns red, and the exit code is 1."""
    for fault in faults:
        file = copy / PORTAL / fault.file
        text = file.read_text("utf-8")
        assert fault.sound in text
        file.write_text(text.replace(fault.sound, fault.faulty), "utf-8")
    ended = sesame("verify", "--tags", f"@exigence:{caught_by}", root=copy)

    assert 1 == ended.code, ended.out + ended.err
    assert caught_by in ended.failing
