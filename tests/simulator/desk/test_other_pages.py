"""Home, letters, journal: what they show."""

from __future__ import annotations

import lxml.html
import pytest

from tests.simulator.desk.desk_user import URL, DeskUser


def test_home_says_what_runs_where(tester: DeskUser) -> None:
    """The first page names the addresses, the clock, and somebody to be."""
    page = tester.page("/")
    text = " ".join(page.text_content().split())

    assert f"{URL}/" in page.xpath("//a/@href")
    assert tester.world.mail_server.address in text
    assert "https://www2.carpimko.com" in text
    assert "à l'heure réelle" in text
    assert "12 habitants dans ce monde" in text
    assert page.xpath("//ul[@class='people']/li")


def test_home_shows_the_last_five_mails(tester: DeskUser) -> None:
    """The five newest mails stand on the first page."""
    for number in range(7):
        tester.mail(f"p{number}@mail.test")

    listed = tester.page("/").xpath("//ol//span[@class='to']/text()")

    assert [f"pour p{number}@mail.test" for number in (6, 5, 4, 3, 2)] == listed


def test_letters(tester: DeskUser) -> None:
    """A letter is listed and shown with its text, its address and its day."""
    assert "Aucun courrier" in tester.text("/courriers")
    number = tester.letter()

    assert f"Courrier n° {number}" in tester.text("/courriers")
    text = tester.text(f"/courriers/{number}")
    assert "Votre mot de passe provisoire" in text
    assert "Attendu" in text
    assert "CAMILLE" in text


@pytest.mark.parametrize(
    ("query", "how"), [("", "inline"), ("?fichier=", "attachment")]
)
def test_a_letter_on_paper(tester: DeskUser, query: str, how: str) -> None:
    """A letter is a PDF, to be looked at or kept."""
    answer = tester.get(f"/courriers/{tester.letter()}/pdf{query}")

    assert answer.data.startswith(b"%PDF-")
    assert "application/pdf" == answer.mimetype
    expected = f'{how}; filename="courrier-0001.pdf"'
    assert expected == answer.headers["Content-Disposition"]


@pytest.mark.parametrize("path", ["/courriers/1", "/courriers/0/pdf", "/courriers/x"])
def test_no_such_letter(tester: DeskUser, path: str) -> None:
    """A letter that was not posted is a 404."""
    assert 404 == tester.get(path).status_code


def test_journal(tester: DeskUser) -> None:
    """The log is shown newest last, filtered in any case, and downloaded whole."""
    assert "Le journal est vide" in tester.text("/journal")
    first, second = tester.somebody().person, tester.somebody().person
    for person in (first, second):
        tester.told(
            f"/habitants/affilie/{person.dossier}", adresse_mail="", etat="blocked"
        )

    events = tester.page("/journal").xpath("//span[@class='event']/text()")
    assert [f"liens révoqués affilie {first.dossier}"] == events[:1]
    assert [f"accès fermés affilie {second.dossier}"] == events[-1:]
    assert 1 == tester.text(f"/journal?q=ACCÈS+FERMÉS+affilie+{first.dossier}").count(
        "accès fermés"
    )
    assert "Aucune ligne ne contient" in tester.text("/journal?q=zzz")
    assert 4 == len(tester.get("/journal/fichier").text.splitlines())


@pytest.mark.parametrize(
    "path",
    ["/", "/mails", "/courriers", "/horloge", "/pannes", "/habitants", "/journal",
     "/habitants/nouveau", "/rien"],
)  # fmt: skip
def test_every_page_is_sound(tester: DeskUser, path: str) -> None:
    """One h1, a title of its own, unique ids, every control labelled, a way past."""
    page = tester.client.get("/_monde" + path, base_url=URL)
    tree = lxml.html.fromstring(page.data)

    assert "fr" == tree.get("lang")
    assert 1 == len(tree.xpath("//h1"))
    assert (
        tree.xpath("//h1")[0].text_content() in tree.findtext(".//title") or path == "/"
    )
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert ["#contenu"] == tree.xpath("//a[@class='skip']/@href")
    for control in tree.xpath("//input[not(@type='hidden')] | //select"):
        assert tree.xpath(f"//label[@for='{control.get('id')}']") or (
            control.getparent().tag == "label"
        )
