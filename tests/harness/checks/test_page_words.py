"""What a page says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.checks import pages, stages
from harness.checks.failure import CheckFailed
from harness.labels import Stage
from harness.pages import Page

MakePage = Callable[..., Page]
CHANGED = "<h1>Changement de mot de passe effectué !</h1>"
TAKEN = "<h1>Presque fini...</h1>"


def test_a_page_is_summed_up(page: MakePage) -> None:
    """Address, status and headings tell which page is before the person."""
    read = page("<h1>Un</h1><h2>Deux</h2>", url="https://a.test/", status=404)

    assert "Page https://a.test/ (statut 404) : « Un », « Deux »" == pages.seen(read)
    assert pages.seen(page("")).endswith(": aucun titre")


def test_the_footer_is_told(page: MakePage) -> None:
    """The version at the foot is quoted; its absence is no failure."""
    read = page("<p>Texte</p><footer>© 2027 - Carpimko.com - EP_1 2.0</footer>")

    assert "Pied de page : « © 2027 - Carpimko.com - EP_1 2.0 »." == pages.footer(read)
    assert "Pas de pied de page reconnu." == pages.footer(page("<p>Texte</p>"))


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Veillez cliquer sur l'opération!</p>",
        "<p>Veillez <b>cliquer</b> sur\n l&rsquo;op&eacute;ration!</p>",
        "<p>Avant. Veillez cliquer&nbsp;sur l’opération! Après.</p>",
    ],
)
def test_a_sentence_is_read(page: MakePage, markup: str) -> None:
    """Typography and markup do not keep a sentence from being read."""
    pages.reads(page(markup), "Veillez cliquer sur l'opération!")


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Veuillez cliquer sur l'opération!</p>",
        "<p hidden>Veillez cliquer sur l'opération!</p>",
        '<p title="Veillez cliquer sur l\'opération!">x</p>',
        "<p>veillez cliquer sur l'opération!</p>",
        "",
    ],
)
def test_another_sentence_fails(page: MakePage, markup: str) -> None:
    """Defect 27: other words, hidden words or a tooltip; the text seen is told."""
    with pytest.raises(CheckFailed, match=r"ne se lit pas.*statut 200.*Texte : «"):
        pages.reads(page(markup), "Veillez cliquer sur l'opération!")


def test_an_absent_sentence_passes(page: MakePage) -> None:
    """What is not on the page, or hidden, is not read."""
    pages.does_not_read(page("<p>Un</p><p hidden>Deux</p>"), "Deux")


def test_an_unwanted_sentence_fails(page: MakePage) -> None:
    """The sentence that should not be there is quoted."""
    with pytest.raises(CheckFailed, match="« Deux » se lit, et ne devrait pas"):
        pages.does_not_read(page("<p>Un Deux</p>"), "Deux")


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage.value])
def test_a_page_is_at_the_stage_of_its_heading(page: MakePage, stage: Stage) -> None:
    """Every stage is told by its heading, whatever its level or typography."""
    heading = stage.value.replace(" ", "\u00a0").replace("'", "’")
    stages.is_at(page(f"<h1>Carpimko</h1><h2>{heading}</h2>"), stage)


@pytest.mark.parametrize(
    ("markup", "status"),
    [
        ("<h1>Presque fini</h1>", 200),
        ("<h1>Presque fini... ou pas</h1>", 200),
        ("<p>Presque fini... Votre demande est prise en compte</p>", 200),
        ("<h1 hidden>Presque fini...</h1>", 200),
        ("<title>Presque fini...</title><h1>Erreur</h1>", 200),
        (TAKEN, 500),
        (TAKEN, 503),
        ("", 200),
    ],
)
def test_another_page_is_not_at_the_stage(
    page: MakePage, markup: str, status: int
) -> None:
    """Another heading, a hidden one or a breakdown is not the page wanted."""
    with pytest.raises(CheckFailed, match=f"statut {status}"):
        stages.is_at(page(markup, status=status), Stage.TAKEN)


@pytest.mark.parametrize("status", [200, 302, 400, 404, 422, 499])
def test_another_heading_is_not_at_the_stage(page: MakePage, status: int) -> None:
    """A page with another heading is elsewhere, whatever its status below 500."""
    stages.is_not_at(page("<h1>Erreur</h1>", status=status), Stage.TAKEN)


@pytest.mark.parametrize(
    ("markup", "status", "why"),
    [
        (TAKEN, 200, "La page « Presque fini... » s'affiche, et ne devrait pas"),
        ("<h1>Erreur</h1>", 500, "Le portail est en panne"),
        ("", 502, r"Le portail est en panne.*statut 502\) : aucun titre"),
    ],
)
def test_the_stage_or_a_breakdown_is_not_elsewhere(
    page: MakePage, markup: str, status: int, why: str
) -> None:
    """Defect 81: the stage itself and an error of the server both fail."""
    with pytest.raises(CheckFailed, match=why):
        stages.is_not_at(page(markup, status=status), Stage.TAKEN)


def test_the_same_words_pass(page: MakePage) -> None:
    """Only the last two pages are compared, and only what is read of them."""
    first = page("<p>Autre</p>")
    one = page("<p>Dossier ou lien incorrect</p><input type=hidden value=1>")
    other = page("<div>Dossier <b>ou</b> lien incorrect</div>", status=400)

    stages.same_words([first, one, other])


def test_other_words_fail(page: MakePage) -> None:
    """Defect 15: two refusals that tell which half was wrong are quoted."""
    with pytest.raises(CheckFailed, match="« Dossier inconnu » et « Lien inconnu »"):
        stages.same_words([page("<p>Dossier inconnu</p>"), page("<p>Lien inconnu</p>")])


def test_one_change_among_answers_passes(page: MakePage) -> None:
    """Of several answers at once one tells of the change, the others refuse."""
    stages.one_changed((page("<h1>Lien déjà utilisé</h1>"), page(CHANGED)))


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ([(CHANGED, 200), (CHANGED, 200)], "2 réponses annoncent le changement"),
        ([("<h1>Non</h1>", 200), ("<h1>Non</h1>", 400)], "0 réponses"),
        ([(CHANGED, 200), ("<h1>Erreur</h1>", 500)], "Le portail est en panne"),
        ([], "0 réponses"),
    ],
)
def test_no_change_or_two_fail(
    page: MakePage, answers: list[tuple[str, int]], why: str
) -> None:
    """Defect 65: two changes, none, or a breakdown on the way."""
    with pytest.raises(CheckFailed, match=why):
        stages.one_changed(
            tuple(page(markup, status=status) for markup, status in answers)
        )
