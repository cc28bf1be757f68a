"""What must become of links, each check with a page that passes and ones that fail."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.checks import links
from harness.checks.failure import CheckFailed
from harness.pages import Page

MakePage = Callable[..., Page]
REFUSED = "<h1>Ce lien n'est pas valable</h1><a href=/>Accueil</a>"
STEP_8 = (
    "<h1>Réinitialisation du mot de passe</h1><form method=post>"
    "<label>Numéro de dossier <input name=d></label>"
    "<label>Mot de passe <input type=password name=p></label>"
    "<label>Confirmer mot de passe <input type=password name=q></label>"
    "<button>Valider</button></form>"
)
CHANGED = "<h1>Changement de mot de passe effectué !</h1><a href=/>Accueil</a>"
LOGIN = (
    "<form method=post><label>Numéro de dossier <input name=d></label>"
    "<label>Mot de passe <input type=password name=p></label>"
    "<button>Valider</button></form>"
)
INSIDE = "<h1>Bonjour Camille</h1>"
TRACES = [
    "Traceback (most recent call last): File",
    'File "/srv/app/views.py", line 12, in reset',
    "ValueError: invalid literal",
    "System.FormatException: Input string",
    "java.lang.NullPointerException",
    "at fr.carpimko.Reset.open(Reset.java:42)",
    "at Object.&lt;anonymous&gt; (/app/reset.js:3:7)",
    "Fatal error: Uncaught in /var/www/reset.php on line 3",
    "SQLSTATE[42000]",
    "ORA-00933",
    "You have an error in your SQL syntax",
    "Werkzeug Debugger",
    "Stack trace:",
    "app/models/user.rb:12:in `find'",
]


@pytest.mark.parametrize("trace", TRACES)
@pytest.mark.parametrize("shape", ["<p>{}</p>", "<!-- {} -->"], ids=["text", "comment"])
def test_a_portal_that_shows_its_inside_fails(
    page: MakePage, trace: str, shape: str
) -> None:
    """B49: on the page or in a comment, in the words of several languages."""
    if shape.startswith("<!--"):
        trace = trace.replace("&lt;", "<").replace("&gt;", ">")
    with pytest.raises(CheckFailed, match="dit comment le portail est fait"):
        links.is_refused_cleanly(page(REFUSED + shape.format(trace), status=404))


@pytest.mark.parametrize("status", [200, 400, 404, 410])
@pytest.mark.parametrize(
    "text",
    [
        "Une erreur est survenue : ce lien n'est pas valable.",
        "Erreur : le jeton est invalide, voir la ligne 12 du message.",
        "Le délai est dépassé. Contactez-nous à carpimko@example.org.",
    ],
)
def test_a_plain_refusal_passes(page: MakePage, text: str, status: int) -> None:
    """Whatever its code and its words; a script of the page is not its text."""
    markup = f"<p>{text}</p><a href=/>Retour</a><script>throw TypeError: x</script>"

    links.is_refused_cleanly(page(markup, status=status))
    links.opens_nothing(page(markup, status=status))
    links.changed_nothing(page(markup, status=status))


@pytest.mark.parametrize(
    "check",
    [links.is_refused_cleanly, links.opens_nothing, links.changed_nothing],
)
def test_a_breakdown_fails_each_check(
    page: MakePage, check: Callable[[Page], None]
) -> None:
    """B49: whatever else the page says."""
    with pytest.raises(CheckFailed, match="en panne"):
        check(page(REFUSED, status=500))


def test_a_form_that_opens_all_the_same_fails(page: MakePage) -> None:
    """B09: a forged link that shows step 8 was taken for a sound one."""
    with pytest.raises(CheckFailed, match="peut encore être choisi"):
        links.is_refused_cleanly(page(STEP_8))
    with pytest.raises(CheckFailed, match="avec ce jeton"):
        links.opens_nothing(page(STEP_8))


def test_a_filter_may_refuse_in_its_own_way(page: MakePage) -> None:
    """B49: a bare 403 opens nothing, and tells nothing of a link."""
    bare = page("Forbidden", status=403)

    links.opens_nothing(bare)
    with pytest.raises(CheckFailed):
        links.is_refused_cleanly(bare)


def test_a_change_announced_fails(page: MakePage) -> None:
    """B09: the form with a forged token changed the password."""
    with pytest.raises(CheckFailed, match="Changement de mot de passe"):
        links.changed_nothing(page(CHANGED))
    links.changed_nothing(page(STEP_8))


def test_a_header_added_by_the_address_fails(page: MakePage) -> None:
    """B49: a line break in the token ended up in the answer's headers."""
    with pytest.raises(CheckFailed, match="ajoute un en-tête"):
        links.opens_nothing(page(REFUSED, headers=(("X-Injecte", "oui"),)))


def test_secrets_tried_as_tokens(page: MakePage) -> None:
    """B08: each must be refused; a portal that gave none has nothing to fear."""
    links.all_refused([])
    links.all_refused([page(REFUSED), page("", status=400)])
    with pytest.raises(CheckFailed, match="avec ce jeton"):
        links.all_refused([page(REFUSED), page(STEP_8)])


def test_of_several_links_the_last_opens(page: MakePage) -> None:
    """B04: one link, the last of three; not two, not the first, not none."""
    refused, opened = page(REFUSED), page(STEP_8)

    links.only_last_opens([opened])
    links.only_last_opens([refused, refused, opened])
    for wrong in ([], [opened, opened], [opened, refused], [refused]):
        with pytest.raises(CheckFailed):
            links.only_last_opens(wrong)


def test_of_several_passwords_the_announced_one_opens(page: MakePage) -> None:
    """B50: the first alone."""
    inside, outside = page(INSIDE), page(LOGIN)

    links.only_first_opens([inside, outside, outside])
    for wrong, why in (
        ([outside, inside], "annoncé n'ouvre pas"),
        ([outside, outside], "annoncé n'ouvre pas"),
        ([inside, outside, inside], "ne devrait pas"),
        ([inside], "plusieurs connexions"),
    ):
        with pytest.raises(CheckFailed, match=why):
            links.only_first_opens(wrong)


def test_the_space_stays_shut(page: MakePage) -> None:
    """B08: a log-in, a refusal, or the page that anybody sees there."""
    public = page("<h1>Bienvenue</h1>")

    links.sees_what_anybody_sees(page(LOGIN), None)
    links.sees_what_anybody_sees(page("", status=401), None)
    links.sees_what_anybody_sees(page("<h1>Bienvenue</h1>"), public)
    for stranger in (None, public, page(LOGIN)):
        with pytest.raises(CheckFailed, match="ne devrait pas"):
            links.sees_what_anybody_sees(page(INSIDE), stranger)
