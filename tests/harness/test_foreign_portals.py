"""Step 4 as other sound portals could write it: the reader is fair to them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.labels import LABELS
from harness.pages import Page

DJANGO = """<!DOCTYPE html><html><body>
<h1>Avez vous oublié votre mot de passe?</h1>
<form action="" method="post"><input type="hidden" name="csrfmiddlewaretoken" value="T">
<div><fieldset><legend>Vous êtes un :</legend><div id="id_situation">
<div><label for="id_situation_0"><input type="radio" name="situation" value="1"
 required id="id_situation_0"> Affilié</label></div>
<div><label for="id_situation_1"><input type="radio" name="situation" value="2"
 required id="id_situation_1"> Ayant droit</label></div></div></fieldset></div>
<p><label for="id_dossier">Numéro de dossier :</label>
<input type="text" name="dossier" maxlength="7" required id="id_dossier"></p>
<div class="g-recaptcha" data-sitekey="K"></div>
<input type="submit" value="Réinitialiser le mot de passe"></form></body></html>"""

ASP_NET = """<html><body><form method="post" action="./MotDePasse.aspx" id="form1">
<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEP=" />
<h2>Avez&nbsp;vous oubli&eacute; votre mot de passe?</h2>
<fieldset><legend>Vous &ecirc;tes un</legend><table id="ctl00_rbl"><tr>
<td><input id="ctl00_rbl_0" type="radio" name="ctl00$rbl" value="AFF" />
<label for="ctl00_rbl_0">Affili&eacute;</label></td>
<td><input id="ctl00_rbl_1" type="radio" name="ctl00$rbl" value="AYD" />
<label for="ctl00_rbl_1">Ayant droit</label></td></tr></table></fieldset>
<span id="lbl">Num&eacute;ro de dossier</span>
<input name="ctl00$txtDossier" type="text" aria-labelledby="lbl" />
<div data-sitekey="K"></div>
<input type="submit" name="ctl00$btn" value="R&eacute;initialiser le mot de passe" />
</form></body></html>"""

REACT = """<!DOCTYPE html><html><body><div id="root"><main>
<h1>Avez vous oublié<!-- --> votre mot de passe?</h1>
<form method="post" action="/api/demande"><div role="radiogroup" aria-labelledby=":r1:">
<span id=":r1:">Vous êtes un</span>
<label><span class="sc"><input type="radio" name="s" value="affilie"/><i></i></span>
<span>Affilié</span></label>
<label><span class="sc"><input type="radio" name="s" value="ayant_droit"/></span>
<span>Ayant<!-- --> droit</span></label></div>
<label for=":r2:">Numéro de dossier<span aria-hidden="true"> *</span></label>
<input id=":r2:" name="d" required="" inputMode="numeric" value=""/>
<div class="g-recaptcha" data-sitekey="K"></div>
<button type="submit"><span>Réinitialiser le mot de passe</span><span></span></button>
</form></main></div><script>self.__next_f=[]</script></body></html>"""

RAILS = """<main><h1>Avez vous oublié votre mot de passe?</h1>
<form class="new_demande" action="/demandes" accept-charset="UTF-8" method="post">
<input name="utf8" type="hidden" value="&#x2713;" autocomplete="off" />
<input type="hidden" name="demande[situation]" value="" autocomplete="off" />
<fieldset><legend>Vous êtes un</legend>
<input type="radio" value="a" name="demande[situation]" id="s_a" />
<label for="s_a">Affilié</label>
<input type="radio" value="b" name="demande[situation]" id="s_b" />
<label for="s_b">Ayant droit</label></fieldset>
<label for="d">Numéro de dossier</label>
<input type="text" name="demande[numero]" id="d" />
<div data-sitekey="K"></div>
<input type="submit" name="commit" value="Réinitialiser le mot de passe" />
</form></main>"""

ANGULAR = DJANGO.replace("<body>", '<base href="/"><body>').replace(
    'action=""', 'action="demande"'
)
STATE_DESIGN = DJANGO.replace(
    "Numéro de dossier :",
    'Numéro de dossier <span class="fr-hint-text">Sept chiffres</span>',
)
PLAIN = DJANGO.replace("<fieldset><legend>", "<p>").replace("</legend>", "</p>")
TITLE_IN_TEXT = DJANGO.replace("<h1>", '<p class="titre">').replace("</h1>", "</p>")
ROLE = DJANGO.replace("<h1>", '<div role="heading">').replace("</h1>", "</div>")


def filled(page: Page) -> tuple[str, dict[str, str]]:
    """Fill step 4 in as the tasks do; return where it goes and what is sent."""
    form = page.form_with(LABELS.reset)
    sent = (
        form.press(LABELS.reset)
        .typing(LABELS.dossier, "0012345")
        .choosing(LABELS.ayant_droit, LABELS.situation)
    )
    return form.action, dict(sent.pairs)


@pytest.mark.parametrize(
    ("markup", "address", "sent"),
    [
        (
            DJANGO,
            "/comptes/oubli",
            {"csrfmiddlewaretoken": "T", "situation": "2", "dossier": "0012345"},
        ),
        (
            ASP_NET,
            "/comptes/MotDePasse.aspx",
            {
                "__VIEWSTATE": "/wEP=",
                "ctl00$rbl": "AYD",
                "ctl00$txtDossier": "0012345",
                "ctl00$btn": "Réinitialiser le mot de passe",
            },
        ),
        (REACT, "/api/demande", {"s": "ayant_droit", "d": "0012345"}),
        (
            RAILS,
            "/demandes",
            {
                "utf8": "✓",
                "demande[situation]": "b",
                "demande[numero]": "0012345",
                "commit": "Réinitialiser le mot de passe",
            },
        ),
    ],
    ids=["django", "asp.net", "react", "rails"],
)
def test_step_4_is_filled_in_on_any_sound_portal(
    page: Callable[..., Page], markup: str, address: str, sent: dict[str, str]
) -> None:
    """Django, ASP.NET, React and Rails markups are read, filled in and sent."""
    read = page(markup, url="https://portail.test/comptes/oubli")

    assert (f"https://portail.test{address}", sent) == filled(read)
    assert ("Avez vous oublié votre mot de passe?",) == read.headings
    assert "K" == read.form_with(LABELS.reset).captcha_site_key


@pytest.mark.parametrize(
    ("markup", "address"),
    [
        (ANGULAR, "/demande"),
        (STATE_DESIGN, "/comptes/oubli"),
        (PLAIN, "/comptes/oubli"),
    ],
    ids=["angular-base", "dsfr-hint", "no-legend"],
)
def test_step_4_is_filled_in_on_more_portals(
    page: Callable[..., Page], markup: str, address: str
) -> None:
    """A base address, a hint in a label or a plain-text legend stop nobody."""
    read = page(markup, url="https://portail.test/comptes/oubli")
    action, sent = filled(read)

    assert f"https://portail.test{address}" == action
    assert ("2", "0012345") == (sent["situation"], sent["dossier"])


@pytest.mark.parametrize("markup", [TITLE_IN_TEXT, ROLE], ids=["paragraph", "role"])
def test_a_title_need_not_be_a_heading_element(
    page: Callable[..., Page], markup: str
) -> None:
    """A title shown in a paragraph or a role=heading is a title to the reader."""
    assert page(markup).shows_alone("Avez vous oublié votre mot de passe?")
