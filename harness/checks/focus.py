"""What the keyboard meets: order, traps, looks, the CAPTCHA, the errors (B55, B56).

Each check takes the pages that were walked, and names criterion, page, element and
measure. A page that was not walked is never green.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from harness.checks.failure import CheckFailed, require
from harness.drawing import Captcha, FocusStop, Inspected, Walk
from harness.errors import NotObservable
from harness.labels import bare_label
from harness.pages import Page

_VISIBLE = 3.0
"""Contrast between an element with and without the focus (RGAA 3.3)."""
_SAME_LINE = 0.5
_FIELDS = frozenset(
    {"textbox", "searchbox", "spinbutton", "combobox", "listbox", "checkbox", "radio"}
)
_GROUPS = frozenset({"group", "radiogroup"})
_ALERTS = frozenset({"alert", "status"})


def every_control_is_reached(inspections: Iterable[Inspected]) -> None:
    """RGAA 7.3, 12.8: Tab reaches all that acts, in the order in which it reads.

    Raises:
        NotObservable: no page was walked.
    """
    for page, walk in _walked(inspections):
        # Behind a trap nothing is reached: the trap is what is wrong.
        missed = walk.unreached if walk.left else ()
        named = " ; ".join(f"« {each.name} » {each.element}" for each in missed)
        require(
            not missed,
            f"RGAA 7.3 : {_of(page)}, la tabulation n'atteint pas ce qui s'active : "
            f"{named}",
        )
        for before, after in pairwise(walk.stops):
            require(
                not _goes_back(before, after),
                f"RGAA 12.8 : {_of(page)}, après {_stop(before)} la tabulation remonte "
                f"à {_stop(after)}.",
            )


def focus_gets_out(inspections: Iterable[Inspected]) -> None:
    """RGAA 12.9: after the last element Tab leaves the page, the CAPTCHA included.

    Shift+Tab takes the same way back.

    Raises:
        NotObservable: no page was walked.
    """
    for page, walk in _walked(inspections):
        last = _stop(walk.stops[-1]) if walk.stops else "rien"
        require(
            walk.left,
            f"RGAA 12.9 : {_of(page)}, la tabulation ne quitte plus la page : "
            f"prise au piège à {last}.",
        )
        last = _stop(walk.back[-1]) if walk.back else "rien"
        require(
            walk.left_back,
            f"RGAA 12.9 : {_of(page)}, Maj+Tab ne remonte plus jusqu'en haut : "
            f"pris au piège à {last}.",
        )
        met = {stop.key for stop in walk.back}
        missed = [_stop(stop) for stop in walk.stops if stop.key not in met]
        require(
            not missed,
            f"RGAA 12.8 : {_of(page)}, Maj+Tab ne repasse pas par {', '.join(missed)}.",
        )


def focus_is_visible(inspections: Iterable[Inspected]) -> None:
    """RGAA 10.7: what has the focus looks unlike itself without it, 3 to 1.

    On as many pixels as the element is long, at least: a line under it is enough.

    Raises:
        NotObservable: no page was walked.
    """
    faults = [
        f"RGAA 10.7 : {_of(page)}, la prise de focus de {_stop(stop)} ne se voit pas : "
        f"contraste de {stop.contrast:.2f} avec l'élément sans focus, au lieu de "
        f"{_VISIBLE:.0f}."
        for page, walk in _walked(inspections)
        for stop in walk.stops
        if stop.contrast < _VISIBLE
    ]
    require(not faults, "\n".join(faults))


def error_is_tied(inspections: Iterable[Inspected], label: str) -> None:
    """RGAA 11.10, 7.5: the browser ties the error to the field *label*, and tells it.

    Tied: assistive technologies get the field, or its group, as invalid and described.
    Told: an alert has words, or the focus was moved to the field.

    Raises:
        NotObservable: nobody listened to the page.
    """
    pages = [each for each in inspections if each.voiced]
    _require(pages, "la restitution des champs")
    for each in pages:
        wanted = bare_label(label).casefold()
        mine = [
            voice
            for voice in each.voiced
            if voice.role in _FIELDS | _GROUPS
            and bare_label(voice.name).casefold().startswith(wanted)
        ]
        names = ", ".join(f"« {voice.name} »" for voice in each.voiced if voice.name)
        require(
            mine,
            f"RGAA 11.1 : {_of(each.page)}, aucun champ n'est restitué comme "
            f"« {label} ». Restitué : {names or 'rien'}.",
        )
        require(
            any(voice.invalid and voice.description for voice in mine),
            f"RGAA 11.10 : {_of(each.page)}, « {label} » n'est pas restitué comme "
            f"invalide et décrit : {_heard(mine[0].invalid, mine[0].description)}.",
        )
        told = any(v.role in _ALERTS and v.name for v in each.voiced)
        require(
            told or any(voice.focused for voice in mine),
            f"RGAA 7.5 : {_of(each.page)}, l'erreur de « {label} » n'est pas annoncée "
            ": ni alerte, ni focus sur le champ.",
        )


def captcha_is_named(inspections: Iterable[Inspected]) -> None:
    """RGAA 2.1, 7.1: the frame of the CAPTCHA has a title, its box a role and a name.

    Raises:
        NotObservable: nobody went to the CAPTCHA.
    """
    for page, captcha in _captchas(inspections):
        require(
            captcha.frame_title,
            f"RGAA 2.1 : {_of(page)}, le cadre du CAPTCHA n'a pas de titre.",
        )
        require(
            captcha.reached,
            f"RGAA 7.3 : {_of(page)}, la tabulation n'atteint pas le CAPTCHA "
            f"« {captcha.frame_title} ».",
        )
        require(
            captcha.role in _FIELDS | {"button"} and captcha.name,
            f"RGAA 7.1, 11.1 : {_of(page)}, le CAPTCHA n'est pas restitué comme ce "
            f"qu'il est : rôle « {captcha.role} », nom « {captcha.name} ».",
        )


def captcha_has_alternative(inspections: Iterable[Inspected]) -> None:
    """RGAA 1.5: beside the pictures there is another form, such as sound.

    Or another way than the CAPTCHA, told beside it.

    Raises:
        NotObservable: nobody went to the CAPTCHA, or it showed no challenge.
    """
    for page, captcha in _captchas(inspections):
        if captcha.sounds or captcha.other_way:
            continue
        if not captcha.pictures:
            raise NotObservable(
                f"le CAPTCHA de {_of(page)} n'a montré aucun défi : ni image, ni son, "
                "ni autre moyen dit à côté de lui"
            )
        raise CheckFailed(
            f"RGAA 1.5 : {_of(page)}, le CAPTCHA montre {captcha.pictures} image(s) à "
            "reconnaître, et n'offre rien à entendre ni d'autre moyen."
        )


def _walked(inspections: Iterable[Inspected]) -> list[tuple[Page, Walk]]:
    pages = [(each.page, each.walk) for each in inspections if each.walk]
    _require(pages, "le parcours au clavier")
    return pages


def _captchas(inspections: Iterable[Inspected]) -> Iterator[tuple[Page, Captcha]]:
    pages = [(each.page, each.captcha) for each in inspections if each.captcha]
    _require(pages, "le CAPTCHA")
    yield from pages


def _require(pages: Sequence[object], what: str) -> None:
    if not pages:
        raise NotObservable(f"{what} : aucune page n'a été parcourue au clavier")


def _goes_back(before: FocusStop, after: FocusStop) -> bool:
    """Tell whether *after* reads before *before*.

    Above it, in the same column; or to its left on the same line, where the source
    says otherwise. A second column begins higher than the first one ends: that is no
    fault. What stays put when the page scrolls stands beside the text.
    """
    if before.pinned or after.pinned:
        return False
    one, two = before.place, after.place
    beside = min(one.right, two.right) <= max(one.left, two.left)
    if two.bottom <= one.top:
        return not beside or _forced(before, after)
    height = min(one.bottom, two.bottom) - max(one.top, two.top)
    same_line = height >= _SAME_LINE * min(one.height, two.height)
    return same_line and two.right <= one.left and _forced(before, after)


def _forced(before: FocusStop, after: FocusStop) -> bool:
    """Tell whether the order of the keys is not that of the source."""
    return before.frame == after.frame and after.rank < before.rank


def _stop(stop: FocusStop) -> str:
    frame = f" (cadre « {stop.frame} »)" if stop.frame else ""
    return f"« {stop.name or stop.role} »{frame} {stop.element}"


def _heard(invalid: bool, description: str) -> str:  # noqa: FBT001 - said, not switched
    said = f"décrit par « {description} »" if description else "sans description"
    return f"{'invalide' if invalid else 'valide'}, {said}"


def _of(page: Page) -> str:
    return f"« {page.title} »"
