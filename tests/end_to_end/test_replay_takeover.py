"""``sesame replay --until --serve`` as a command."""

from __future__ import annotations

import re
import signal

import httpx
import pytest

from tests.end_to_end.starting import started

MAIL = "features/procedure/message/duree_du_lien.feature:21"


def test_a_scenario_stops_where_it_is_told(sesame) -> None:
    """The steps up to there are told, the others are not run, nothing failed."""
    ended = sesame("replay", MAIL, "--until", "reçu le mail")

    assert 0 == ended.code
    assert "Arrêté après l'étape 2 sur 5." in ended.out
    assert "Quand Camille suit" not in ended.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--until", "danse"], "  3. Et que 2 s se sont écoulées"),
        (["--until", "Camille"], "more than one step"),
        (["--serve", "--target", "http"], "the simulated portal only"),
        (["--serve", "--port", "x"], "--port"),
    ],
)
def test_what_cannot_be_is_refused_before_the_run(sesame, arguments, said) -> None:
    """One sentence, exit 2, and no scenario."""
    ended = sesame("replay", MAIL, *arguments)

    assert 2 == ended.code
    assert said in ended.err
    assert not ended.out
    assert "Traceback" not in ended.err


def test_a_tester_goes_on_from_there() -> None:
    """The desk shows the mail, its link is alive, and Ctrl-C ends everything."""
    words = ["replay", MAIL, "--until", "reçu le mail", "--serve", "--port", "0"]
    process = started(*words)
    assert process.stdout is not None
    try:
        said = ""
        for line in process.stdout:
            said += line
            if "Arrêter" in line:
                break
        mail = re.search(r"http\S+/mails/1", said)
        assert mail, said
        page = httpx.get(mail[0], timeout=60).text
        link = re.search(r'href="([^"]*ReinitialiserMotdepasse[^"]*)"', page)
        assert link, page
        url = httpx.URL(mail[0]).join(link[1].replace("&amp;", "&"))
        step_8 = httpx.get(url, timeout=60)
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=60)[0]
    finally:
        process.kill()

    assert "Confirmer mot de passe" in step_8.text
    assert "Stopping." in rest
    assert 0 == process.returncode
