"""The faults: what is turned on happens, is shown everywhere, and ends."""

from __future__ import annotations

import smtplib
from datetime import timedelta

import httpx
import pytest

from simulator.desk.fault_table import FAULTS, Neighbour
from tests.simulator.desk.desk_user import DeskUser

_PAGES = ("/", "/mails", "/courriers", "/horloge", "/pannes", "/habitants", "/journal")
_SLOW = {"mail:silent"}


def _send(tester: DeskUser, timeout: float = 5) -> str:
    """Hand a mail over as a portal does; return how it was answered."""
    server = tester.world.mail_server
    try:
        with smtplib.SMTP(server.host, server.port, timeout=timeout) as client:
            client.sendmail("p@carpimko.test", ["c@d.test"], b"Subject: x\r\n\r\n" * 20)
    except (smtplib.SMTPException, OSError) as wrong:
        return f"{type(wrong).__name__}: {wrong}"
    return "taken"


@pytest.mark.parametrize("key", [key for key in FAULTS if key.startswith("mail:")])
def test_every_mail_fault_happens_and_ends(tester: DeskUser, key: str) -> None:
    """A mail that is sent fares otherwise while the fault is on, and well after."""
    tester.told("/pannes/basculer", panne=key, sens="casser")
    answered = _send(tester, 0.5 if key in _SLOW else 5)
    mails = tester.world.mailbox.all()
    odd = answered != "taken" or len(mails) != 1 or mails[0].is_report

    assert odd
    tester.told("/pannes/basculer", panne=key, sens="reparer")
    before = len(tester.world.mailbox.all())
    assert "taken" == _send(tester)
    assert before + 1 == len(tester.world.mailbox.all())


def test_a_fault_lasts(tester: DeskUser) -> None:
    """A refusal is not used up by the mail that it refuses."""
    tester.told("/pannes/basculer", panne="mail:recipient", sens="casser")

    assert "No such user" in _send(tester)
    assert "No such user" in _send(tester)


@pytest.mark.parametrize("neighbour", list(Neighbour))
def test_every_fault_is_shown_and_repaired(
    tester: DeskUser, neighbour: Neighbour
) -> None:
    """Whatever is on is told by its sentence, its switch is on, and repair ends it."""
    for key, fault in FAULTS.items():
        if fault.neighbour is not neighbour:
            continue
        tester.told("/pannes/basculer", panne=key, sens="casser")
        page = tester.page("/pannes")

        on = page.xpath("//button[@role='switch'][@aria-checked='true']/@value")
        assert [key] == on
        assert fault.sentence in page.text_content()
        assert "Tout est réparé" in tester.told("/pannes/reparer")
        assert not tester.page("/pannes").xpath("//button[@aria-checked='true']")
        assert tester.world.captcha.fault is None
        assert tester.world.france_connect.fault is None


def test_a_fault_is_shown_on_every_page(tester: DeskUser) -> None:
    """The banner stands on each page, with the button that repairs all."""
    tester.told("/pannes/basculer", panne="captcha:broken", sens="casser")

    for path in _PAGES:
        banner = tester.page(path).get_element_by_id("pannes-actives")
        assert "Le vérificateur du CAPTCHA est en panne" in banner.text_content()
        assert banner.xpath(".//button[text()='Tout réparer']")


def test_the_verifier_breaks(tester: DeskUser) -> None:
    """The CAPTCHA's verifier really answers as told."""
    address = tester.world.portal.parts.routes.siteverify
    assert address is not None
    tester.told("/pannes/basculer", panne="captcha:broken", sens="casser")

    assert 500 == httpx.post(address).status_code


def test_one_fault_for_each_neighbour(tester: DeskUser) -> None:
    """A second fault of one neighbour takes the place of the first, no other's."""
    for key in ("mail:busy", "captcha:empty", "mail:recipient"):
        tester.told("/pannes/basculer", panne=key, sens="casser")

    on = tester.page("/pannes").xpath("//button[@aria-checked='true']/@value")

    assert ["mail:recipient", "captcha:empty"] == on
    assert "No such user" in _send(tester)


def test_an_old_page_does_not_do_the_contrary(tester: DeskUser) -> None:
    """Repairing what has been repaired meanwhile breaks nothing."""
    tester.told("/pannes/basculer", panne="mail:busy", sens="casser")
    tester.told("/pannes/basculer", panne="mail:recipient", sens="casser")
    tester.told("/pannes/basculer", panne="mail:busy", sens="reparer")

    on = tester.page("/pannes").xpath("//button[@aria-checked='true']/@value")

    assert ["mail:recipient"] == on


def test_an_unknown_fault(tester: DeskUser) -> None:
    """A fault that does not exist is said to be none."""
    said = tester.told("/pannes/basculer", panne="mail:grippe", sens="casser")

    assert "n'existe pas" in said


def test_mails_can_be_late(tester: DeskUser) -> None:
    """With a delay a mail is taken at once, seen later, and the delay is shown."""
    tester.world.clock.hold()
    tester.told("/pannes/retard", minutes="90")

    assert "taken" == _send(tester)
    assert () == tester.world.mailbox.all()
    banner = tester.page("/").get_element_by_id("pannes-actives").text_content()
    assert "Les mails arrivent 1 h 30 min plus tard" in banner
    tester.world.clock.advance(timedelta(minutes=90))
    assert 1 == len(tester.world.mailbox.all())


@pytest.mark.parametrize(
    "minutes",
    ["", "-1", "1.5", "beaucoup", "99999999999", "²", "000000000999999", "9" * 5000],
)
def test_a_delay_that_is_none(tester: DeskUser, minutes: str) -> None:
    """What is no delay is refused at its field."""
    answer = tester.post("/pannes/retard", minutes=minutes)

    assert 422 == answer.status_code
    assert "un nombre entier de minutes" in answer.text


def test_zeros_before_a_delay_mean_nothing(tester: DeskUser) -> None:
    """Ninety minutes are ninety minutes, however they are written."""
    tester.told("/pannes/retard", minutes="000000000090")
    page = tester.page("/").get_element_by_id("pannes-actives").text_content()

    assert "1 h 30 min plus tard" in page


def test_names_are_unique_in_french() -> None:
    """No two faults of one neighbour are told by the same words."""
    for neighbour in Neighbour:
        told = [each.label for each in FAULTS.values() if each.neighbour is neighbour]
        assert len(told) == len(set(told))
