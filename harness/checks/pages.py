"""What a page says and offers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from urllib.parse import parse_qs, urlsplit

from harness.checks.failure import CheckFailed, require
from harness.errors import NotOffered
from harness.forms import Form
from harness.labels import LABELS, Stage, bare_label, normalised
from harness.pages import Box, Page

SERVER_ERROR = 500


def seen(page: Page) -> str:
    """Return how the page before the person reads, in short."""
    headings = ", ".join(f"« {heading} »" for heading in page.headings) or "aucun titre"
    return f"Page {page.url} (statut {page.status}) : {headings}"


def footer(page: Page) -> str:
    """Return the line of the page that tells its version, if there is one (P4.6)."""
    found = re.search(r"© ?\d{4}.{0,60}$", page.text)
    return (
        f"Pied de page : « {found[0]} »." if found else "Pas de pied de page reconnu."
    )


def reads(page: Page, text: str) -> None:
    """Check that *text* stands on the page, letter for letter."""
    require(
        normalised(text) in page.text,
        f"« {text} » ne se lit pas. {seen(page)}. Texte : « {page.text[:600]} »",
    )


def does_not_read(page: Page, text: str) -> None:
    """Check that *text* does not stand on the page."""
    require(
        normalised(text) not in page.text,
        f"« {text} » se lit, et ne devrait pas. {seen(page)}",
    )


def is_at(page: Page, stage: Stage) -> None:
    """Check that the page is the one of *stage*, by its heading."""
    require(
        normalised(stage.value) in page.headings,
        f"Le titre « {stage.value} » ne se lit pas. {seen(page)}",
    )
    require_answered(page)


def is_not_at(page: Page, stage: Stage) -> None:
    """Check that the page is not the one of *stage*."""
    require(
        normalised(stage.value) not in page.headings,
        f"La page « {stage.value} » s'affiche, et ne devrait pas. {seen(page)}",
    )
    require_answered(page)


def require_answered(page: Page) -> None:
    """Check that the portal answered, and did not break down."""
    require(page.status < SERVER_ERROR, f"Le portail est en panne. {seen(page)}")


def request_is_refused(page: Page) -> None:
    """Check that neither step 5 nor step 6 was reached, and that a way on is there."""
    is_not_at(page, Stage.CHOICE)
    is_not_at(page, Stage.TAKEN)
    require(page.links or page.forms, f"Le refus n'offre aucune suite. {seen(page)}")


def offers_link(page: Page, text: str) -> None:
    """Check that a link reads *text*."""
    _offered(lambda: page.link(text))


def offers_button(page: Page, text: str) -> None:
    """Check that a button reads *text*."""
    _offered(lambda: page.form_with(text))


def offers_one_link(page: Page, text: str) -> None:
    """Check that links which read *text* exist and all lead to the same place."""
    targets = {link.url for link in page.links if link.text == normalised(text)}
    require(
        len(targets) == 1,
        f"« {text} » mène à {len(targets)} endroits au lieu d'un. {seen(page)}",
    )


def is_no_submit(page: Page, text: str) -> None:
    """Check that *text* is a link and no button that submits a form (P3.1)."""
    offers_link(page, text)
    wanted = normalised(text)
    buttons = {button.text for form in page.forms for button in form.buttons}
    require(wanted not in buttons, f"« {text} » envoie un formulaire. {seen(page)}")


def asks_for(page: Page, *labels: str) -> None:
    """Check that one form of the page has these fields, each labelled."""
    missing = list(labels)
    for form in page.forms:
        absent = [label for label in labels if not _has(form, label)]
        if len(absent) < len(missing):
            missing = absent
    named = ", ".join(f"« {label} »" for label in missing)
    require(not missing, f"Aucun formulaire ne demande {named}. {seen(page)}")


def _has(form: Form, label: str) -> bool:
    return any(bare_label(item.label) == bare_label(label) for item in form.fields)


def offers_choices(page: Page, *labels: str) -> None:
    """Check that exactly these choices are offered, and exclude each other."""
    for form in page.forms:
        radios = [item for item in form.fields if item.kind == "radio"]
        if not radios:
            continue
        wanted = {bare_label(label) for label in labels}
        offered = [bare_label(item.label) for item in radios]
        starts = [next((w for w in wanted if o.startswith(w)), o) for o in offered]
        require(
            set(starts) == wanted and len(starts) == len(wanted),
            f"Les choix offerts sont {offered}. {seen(page)}",
        )
        names = {item.name for item in radios}
        require(len(names) == 1, f"Les choix ne s'excluent pas. {seen(page)}")
        return
    raise CheckFailed(f"Aucun choix n'est offert. {seen(page)}")


def offers_choice(page: Page, label: str) -> None:
    """Check that a choice starting with *label* can be made."""
    offered = any(form.choices(label) for form in page.forms)
    require(offered, f"Le choix « {label} » n'est pas offert. {seen(page)}")


def does_not_offer_choice(page: Page, label: str) -> None:
    """Check that no choice starting with *label* can be made."""
    offered = any(form.choices(label) for form in page.forms)
    require(not offered, f"Le choix « {label} » est offert. {seen(page)}")


def nothing_is_chosen(page: Page) -> None:
    """Check that no choice is made beforehand."""
    checked = [
        item.label
        for form in page.forms
        for item in form.fields
        if item.kind == "radio" and item.checked
    ]
    require(not checked, f"Un choix est fait d'avance : {checked}. {seen(page)}")


def has_captcha(page: Page) -> None:
    """Check that a form of the page holds the CAPTCHA."""
    present = any(form.captcha_site_key for form in page.forms)
    require(present, f"La page ne montre pas de CAPTCHA. {seen(page)}")


def can_choose_password(page: Page) -> None:
    """Check that step 8 is open: its heading, its fields, its button."""
    is_at(page, Stage.NEW_PASSWORD)
    asks_for(page, LABELS.dossier, LABELS.password, LABELS.confirmation)
    offers_button(page, LABELS.validate)


def link_is_refused(page: Page) -> None:
    """Check that no password can be chosen here, and that a way on is shown."""
    require_answered(page)
    for form in page.forms:
        require(
            not _has(form, LABELS.confirmation),
            "Le lien devait être refusé, et un mot de passe peut encore être choisi. "
            f"{seen(page)}",
        )
    is_not_at(page, Stage.CHANGED)
    require(page.headings, f"Le refus n'est pas expliqué. {seen(page)}")
    require(page.links, f"Le refus n'offre pas de retour. {seen(page)}")


def password_is_refused(page: Page) -> None:
    """Check that the change is refused and the form is there for another try."""
    is_not_at(page, Stage.CHANGED)
    can_choose_password(page)


def is_inside(page: Page) -> None:
    """Check that the page is behind the log-in."""
    require_answered(page)
    require(
        not page.has_password_field,
        "L'espace personnel ne s'ouvre pas : un mot de passe est demandé. "
        f"{seen(page)}",
    )


def is_outside(page: Page) -> None:
    """Check that the page asks to log in: a number and one password, nothing more.

    A page that asks for a new password has let the person in.
    """
    require_answered(page)
    require(
        any(_is_login(form) for form in page.forms),
        f"L'espace personnel s'ouvre, et ne devrait pas. {seen(page)}",
    )


def _is_login(form: Form) -> bool:
    passwords = [item for item in form.fields if item.kind == "password"]
    return len(passwords) == 1 and _has(form, LABELS.dossier)


def leads_to(page: Page, address: str) -> None:
    """Check that the browser ended up at *address* (scheme and host)."""
    landed = urlsplit(page.url)
    require(
        f"{landed.scheme}://{landed.netloc}" == address,
        f"Le navigateur arrive à {landed.scheme}://{landed.netloc}, "
        f"et non à {address}. {seen(page)}",
    )


def link_has_no_token(page: Page, text: str) -> None:
    """Check that the link *text* carries no token (P8.5)."""
    offers_link(page, text)
    query = parse_qs(urlsplit(page.link(text).url).query)
    require(not query, f"Le lien « {text} » emporte {sorted(query)}. {seen(page)}")


def same_words(pages: Sequence[Page]) -> None:
    """Check that the last two pages say the same, word for word (P8.1)."""
    before, after = pages[-2].text, pages[-1].text
    require(before == after, f"Les refus diffèrent : « {before} » et « {after} ».")


def stands_upper_right(box: Box) -> None:
    """Check that a box is in the upper right part of the window (P2.1)."""
    middle = box.left + box.width / 2
    require(
        middle > box.window_width / 2 and box.top < box.window_height / 2,
        f"L'élément est à {middle:.0f} px de la gauche et {box.top:.0f} px du haut, "
        f"dans une fenêtre de {box.window_width:.0f} sur {box.window_height:.0f}.",
    )


def one_changed(pages: tuple[Page, ...]) -> None:
    """Check that of several simultaneous answers exactly one tells of a change."""
    stage = normalised(Stage.CHANGED.value)
    for page in pages:
        require_answered(page)
    done = sum(stage in page.headings for page in pages)
    require(done == 1, f"{done} réponses annoncent le changement, au lieu d'une.")


def _offered(look: Callable[[], object]) -> None:
    try:
        look()
    except NotOffered as missing:
        raise CheckFailed(str(missing)) from None
