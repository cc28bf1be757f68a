"""What a person does with the keyboard alone (B55, B56). It takes a drawn page."""

from __future__ import annotations

from fixtures.person import Situation
from harness.drawing import Inspected
from harness.journeys.affiliate import Affiliate


def walk_page(affiliate: Affiliate) -> None:
    """Press Tab from the top of the page until the focus leaves it, then go back.

    Raises:
        NotObservable: this browser draws nothing.
    """
    walk = affiliate.browser.inspector().walk()
    affiliate.inspections = (Inspected(affiliate.page, walk=walk),)


def reach_captcha(affiliate: Affiliate) -> None:
    """Press Tab until the focus is on « Je ne suis pas un robot ».

    Raises:
        NotObservable: this browser draws nothing, or the page shows no CAPTCHA.
    """
    captcha = affiliate.browser.inspector().captcha()
    affiliate.inspections = (Inspected(affiliate.page, captcha=captcha),)


def solve_captcha(affiliate: Affiliate) -> None:
    """Fill step 4 in, tick the CAPTCHA and send the form, all with the keys.

    Raises:
        NotObservable: this browser draws nothing.
        NotOffered: the keyboard does not reach all it takes.
    """
    labels, person = affiliate.world.labels, affiliate.person
    chosen = {
        Situation.AFFILIE: labels.affilie,
        Situation.AYANT_DROIT: labels.ayant_droit,
    }
    answers = {
        labels.situation: chosen[person.situation],
        labels.dossier: person.dossier,
    }
    inspector = affiliate.browser.inspector()
    affiliate.show(inspector.send_by_keyboard(answers, labels.reset))


def listen_to_page(affiliate: Affiliate) -> None:
    """Have read out what the browser tells assistive technologies of the page.

    Raises:
        NotObservable: this browser draws nothing.
    """
    voiced = affiliate.browser.inspector().voiced()
    affiliate.inspections = (Inspected(affiliate.page, voiced=voiced),)
