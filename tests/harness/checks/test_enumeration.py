"""Answers that tell a known dossier from an unknown one, and those that do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.checks import enumeration
from harness.checks.failure import CheckFailed
from harness.pages import Page

MakePage = Callable[..., Page]
STEP_5 = """<title>Demande</title><h1>Demande de réinitialisation</h1>
<p>Dossier {dossier}</p><form method=post action="/choix/{drawn}">
<input type=hidden name=csrf value="{drawn}">
<label><input type=radio name=envoi value=m> Par mail à l'adresse {mask}
(renouvellement immédiat)</label><button>Valider votre choix</button></form>"""
KNOWN = STEP_5.format(
    dossier="1234567", drawn="5e9d1f7ab2c34d5e6f70", mask="c*****@e*****.org"
)
UNKNOWN = STEP_5.format(
    dossier="7654321", drawn="ImFhYSI.Z0x9-bbb_ccc1~dd", mask="d*****@w*******.fr"
)
HEADERS = (("content-type", "text/html"), ("cache-control", "no-store"))
VIA = ("https://www2.carpimko.com/oubli",)


def at(drawn: str) -> str:
    """Return the address of step 5 for a drawn identifier."""
    return f"https://www2.carpimko.com/choix/{drawn}"


def test_only_what_is_drawn_or_masked_differs(page: MakePage) -> None:
    """Numbers, identifiers, the mask, a cookie's value: no sound portal fails."""
    enumeration.tell_the_same(
        page(
            KNOWN,
            url=at("5e9d1f7ab2c34d5e6f70"),
            via=VIA,
            headers=(*HEADERS, ("set-cookie", "s=abc; Path=/"), ("date", "a")),
        ),
        page(
            UNKNOWN,
            url=at("0a1b2c3d4e5f60718293"),
            via=VIA,
            headers=(*HEADERS, ("set-cookie", "s=zzzz; Path=/"), ("etag", "b")),
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("<title>Demande", "<title>Erreur", "le titre"),
        ("Dossier 7654321", "Dossier inconnu", "le texte"),
        ("immédiat", "impossible", "le texte"),
        ("name=envoi", "name=envoi checked", "ce qui peut être rempli"),
        ("<form", "<!-- dossier introuvable --><form", "leur taille"),
        ("<h1>", '<h1 class="dossier-inconnu">', "leur taille"),
    ],
)
def test_a_page_that_tells_fails(page: MakePage, old: str, new: str, why: str) -> None:
    """Defects 15 and 16: in words, in a form, or in the source alone."""
    assert old in UNKNOWN
    with pytest.raises(CheckFailed, match=f"diffèrent par {why}"):
        enumeration.tell_the_same(page(KNOWN), page(UNKNOWN.replace(old, new)))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"status": 404}, "le statut"),
        ({"url": "https://www2.carpimko.com/oubli"}, "le chemin suivi"),
        ({"url": "https://autre.example/Comptes/Page?vue=1"}, "le chemin suivi"),
        ({"via": VIA}, "le chemin suivi"),
        ({"headers": (("set-cookie", "connu=1"),)}, "les noms des cookies"),
        ({"via_headers": (("Set-Cookie", "connu=1"),)}, "les noms des cookies"),
        ({"headers": (("x-compte", "1"),)}, "les noms des en-têtes"),
    ],
)
def test_an_answer_that_tells_fails(
    page: MakePage, change: dict[str, object], why: str
) -> None:
    """Defect 16: another status, way, cookie or header."""
    with pytest.raises(CheckFailed, match=f"diffèrent par {why}"):
        enumeration.tell_the_same(page(KNOWN), page(UNKNOWN, **change))


def test_a_breakdown_fails(page: MakePage) -> None:
    """Two breakdowns alike are no answer."""
    with pytest.raises(CheckFailed, match="en panne"):
        enumeration.tell_the_same(page(KNOWN, status=500), page(KNOWN, status=500))


def test_decoys_differ_or_are_shown_for_all(page: MakePage) -> None:
    """Various decoys pass, and so does a mask that hides everything for everybody."""
    other = page(UNKNOWN.replace("d*****", "e*****"))
    enumeration.decoys_look_real([page(KNOWN)], [page(UNKNOWN), other])
    enumeration.decoys_look_real([page(KNOWN)], [page(KNOWN), page(KNOWN)])


def test_one_decoy_for_all_fails(page: MakePage) -> None:
    """Whoever sees it twice knows that the dossier does not exist."""
    with pytest.raises(CheckFailed, match="montre la même adresse"):
        enumeration.decoys_look_real([page(KNOWN)], [page(UNKNOWN), page(UNKNOWN)])


def test_one_initial_for_all_fails(page: MakePage) -> None:
    """Whatever comes after it: nobody's address begins with it but those of nobody."""
    other = page(UNKNOWN.replace("d*****@", "d***@"))
    with pytest.raises(CheckFailed, match="montre la même initiale : d"):
        enumeration.decoys_look_real([page(KNOWN)], [page(UNKNOWN), other])


def test_a_decoy_stays(page: MakePage) -> None:
    """The same twice passes; one that is drawn anew fails."""
    enumeration.decoy_stays([page(UNKNOWN), page(UNKNOWN)])
    with pytest.raises(CheckFailed, match="change d'une demande à l'autre"):
        enumeration.decoy_stays(
            [page(UNKNOWN), page(UNKNOWN.replace("d*****", "e*****"))]
        )


def test_what_was_ticked_may_come_back(page: MakePage) -> None:
    """A form that comes back filled in shows each her own choice, and tells nothing."""
    radios = "<form><input type=radio name=s value=a {}><input type=radio name=s {}>"
    first, second = radios.format("checked", ""), radios.format("", "checked")
    enumeration.tell_the_same(page(first), page(second))

    with pytest.raises(CheckFailed, match="ce qui peut être rempli"):
        enumeration.tell_the_same(page(first), page(radios.format("", "")))
