"""What a page says and offers."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

from harness.checks.failure import CheckFailed, require
from harness.errors import NotOffered
from harness.forms import Field
from harness.labels import bare_label, normalised
from harness.pages import Box, Page
from harness.tokens.reading import token_of

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


def require_answered(page: Page) -> None:
    """Check that the portal answered, and did not break down."""
    require(page.status < SERVER_ERROR, f"Le portail est en panne. {seen(page)}")


def reads(page: Page, text: str) -> None:
    """Check that *text* stands on the page, letter for letter."""
    require(
        normalised(text) in page.text,
        f"« {text} » ne se lit pas. {seen(page)}. Texte : « {page.text[:600]} »",
    )


def does_not_read(page: Page, text: str) -> None:
    """Check that *text* does not stand on the page."""
    require_answered(page)
    require(
        not any(normalised(one) in page.text for one in page.labels.readings(text)),
        f"« {text} » se lit, et ne devrait pas. {seen(page)}",
    )


def offers_link(page: Page, text: str) -> None:
    """Check that a link reads *text*."""
    _offered(lambda: page.link(text))


def offers_button(page: Page, text: str) -> None:
    """Check that a button reads *text*."""
    _offered(lambda: page.form_with(text))


def offers_link_or_button(page: Page, text: str) -> None:
    """Check that a link or a button reads *text* (a picture's words count)."""
    buttons = {button.text for form in page.forms for button in form.buttons}
    if normalised(text) not in buttons:
        offers_link(page, text)


def offers_one_link(page: Page, text: str) -> None:
    """Check that what reads *text*, links or buttons, leads to one place only."""
    wanted = normalised(text)
    addresses = [link.url for link in page.links if link.text == wanted]
    addresses += [
        button.action or form.action
        for form in page.forms
        for button in form.buttons
        if button.text == wanted
    ]
    targets = {address.partition("#")[0].rstrip("/") for address in addresses}
    require(
        len(targets) == 1,
        f"« {text} » mène à {len(targets)} endroits au lieu d'un. {seen(page)}",
    )


def is_no_submit(page: Page, text: str) -> None:
    """Check that *text* is a link and no button that submits a form (P3.1)."""
    offers_link(page, text)
    link = page.link(text)
    here = page.url.partition("#")[0]
    # A link to the very page it stands on is there for a script.
    scripted = link.url.startswith("javascript:") or link.url.partition("#")[0] == here
    require(not scripted, f"« {text} » lance un script : {link.url}. {seen(page)}")
    buttons = {button.text for form in page.forms for button in form.buttons}
    require(
        normalised(text) not in buttons,
        f"« {text} » envoie un formulaire. {seen(page)}",
    )


def asks_for(page: Page, *labels: str) -> None:
    """Check that one form of the page has these fields, each labelled."""
    missing = list(labels)
    for form in page.forms:
        absent = [label for label in labels if not form.has_field(label)]
        if len(absent) < len(missing):
            missing = absent
    named = ", ".join(f"« {label} »" for label in missing)
    require(not missing, f"Aucun formulaire ne demande {named}. {seen(page)}")


def offers_choices(page: Page, *labels: str) -> None:
    """Check that exactly these choices are offered together, and exclude each other."""
    groups = _exclusive_groups(page)
    wanted = [bare_label(label) for label in labels]
    for group in groups:
        offered = [bare_label(item.label) for item in group if item.label]
        known = [next((w for w in wanted if o.startswith(w)), o) for o in offered]
        if sorted(known) == sorted(wanted):
            return
    found = [[item.label for item in group] for group in groups]
    raise CheckFailed(
        f"Les choix {', '.join(labels)} ne sont pas offerts ensemble, et eux seuls. "
        f"Choix de la page : {found or 'aucun'}. {seen(page)}"
    )


def _exclusive_groups(page: Page) -> list[list[Field]]:
    """Return the choices of the page that exclude each other, group by group."""
    groups: dict[tuple[int, str], list[Field]] = {}
    for number, form in enumerate(page.forms):
        for item in form.choices(""):
            if item.kind in {"radio", "option"}:
                groups.setdefault((number, item.name), []).append(item)
    return list(groups.values())


def ticked(page: Page) -> str:
    """Return what is chosen beforehand on the page, in a sentence."""
    choices = (item for form in page.forms for item in form.choices(""))
    chosen = [item.label for item in choices if item.checked]
    return f"Coché d'avance : {', '.join(chosen)}." if chosen else "Rien n'est coché."


def offers_choice(page: Page, label: str) -> None:
    """Check that a choice starting with *label* can be made."""
    offered = any(form.choices(label) for form in page.forms)
    require(offered, f"Le choix « {label} » n'est pas offert. {seen(page)}")


def does_not_offer_choice(page: Page, label: str) -> None:
    """Check that no choice starting with *label* can be made."""
    require_answered(page)
    readings = page.labels.readings(label)
    offered = any(form.choices(one) for form in page.forms for one in readings)
    require(not offered, f"Le choix « {label} » est offert. {seen(page)}")


def nothing_is_chosen(page: Page) -> None:
    """Check that both ways to receive the password are offered, and neither ticked."""
    for label in (page.labels.by_mail, page.labels.by_post):
        offers_choice(page, label)
        ticked = [
            item.label
            for form in page.forms
            for item in form.choices(label)
            if item.checked
        ]
        require(not ticked, f"Un choix est fait d'avance : {ticked}. {seen(page)}")


def has_captcha(page: Page) -> None:
    """Check that a form of the page holds the CAPTCHA."""
    present = any(form.captcha_site_key for form in page.forms)
    require(present, f"La page ne montre pas de CAPTCHA. {seen(page)}")


def leads_to(page: Page, address: str) -> None:
    """Check that the browser ended up at *address* (scheme and host)."""
    require_answered(page)
    landed = urlsplit(page.url)
    require(
        f"{landed.scheme}://{landed.netloc}" == address,
        f"Le navigateur arrive à {landed.scheme}://{landed.netloc}, "
        f"et non à {address}. {seen(page)}",
    )


def link_has_no_token(page: Page, text: str) -> None:
    """Check that the link *text* takes along nothing that the page's address has."""
    offers_link(page, text)
    carried = {value for _, value in parse_qsl(urlsplit(page.url).query)}
    carried |= {token_of(page.url)} - {""}
    address = page.link(text).url
    require(
        not any(value in address for value in carried) and "token=" not in address,
        f"Le lien « {text} » emporte le jeton : {address}. {seen(page)}",
    )


def stands_upper_right(box: Box) -> None:
    """Check that a box is in the upper right part of the window (P2.1)."""
    middle = box.left + box.width / 2
    require(
        middle > box.window_width / 2 and box.top < box.window_height / 2,
        f"L'élément est à {middle:.0f} px de la gauche et {box.top:.0f} px du haut, "
        f"dans une fenêtre de {box.window_width:.0f} sur {box.window_height:.0f}.",
    )


def _offered(look: Callable[[], object]) -> None:
    try:
        look()
    except NotOffered as missing:
        raise CheckFailed(str(missing)) from None
