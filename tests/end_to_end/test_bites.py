"""A portal whose source is broken is refused, for the right reason.

``sesame prove`` varies the portal's parts; here the files themselves are changed.
"""

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
REUSABLE = Break(
    "store/links.py",
    '.values(used_at=bindparam("now"))',
    '.values(used_at=bindparam("now").op("+")(None))',
)
UNREVOKED = Break(
    "service/redemption.py", "links.revoke_all(connection, *key, now)", "pass"
)


SKIPPED = Break(
    "web/demand_pages.py",
    '    if request_id not in session.get("requests", []):\n        return None\n',
    "",
)
LANGUAGE = Break("web/templates/base.html", 'lang="fr"', 'lang="en"')


@pytest.mark.parametrize(
    ("faults", "caught_by"),
    [
        pytest.param((EARLY,), "P5.6", id="mail sent at step 4"),
        pytest.param((OLD,), "P9.2", id="old password still accepted"),
        pytest.param((REUSABLE, UNREVOKED), "P7.8", id="link reusable"),
        pytest.param((SKIPPED,), "B20", id="step 5 without step 4"),
        # A requirement accepted as not observable still fails when broken.
        pytest.param((LANGUAGE,), "B56", id="page in English"),
    ],
)
def test_broken_portal_is_refused(
    sesame, copy: Path, faults: tuple[Break, ...], caught_by: str
) -> None:
    """The requirement that the fault breaks turns red, and the exit code is 1."""
    for fault in faults:
        file = copy / PORTAL / fault.file
        text = file.read_text("utf-8")
        assert fault.sound in text
        file.write_text(text.replace(fault.sound, fault.faulty), "utf-8")
    tags = f"@exigence:{caught_by}"
    ended = sesame("verify", "--pack", "all", "--tags", tags, root=copy)

    assert 1 == ended.code, ended.out + ended.err
    assert caught_by in ended.failing
