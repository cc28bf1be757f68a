"""What FranceConnect demands of a portal, and whom the portal lets in (B57)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from harness.checks.failure import require
from harness.checks.pages import require_answered, seen
from harness.checks.stages import is_inside, is_outside
from harness.errors import NotObservable
from harness.pages import Page
from simulator.franceconnect.double import Authorization, Logout

_REQUIRED = ("client_id", "redirect_uri", "scope", "acr_values", "state", "nonce")
_SHORTEST = 32
_NOT_TOLD_APART = "les espaces personnels de ce portail ne disent pas à qui ils sont"
_NO_SPACE = "aucun espace personnel ne s'ouvre par mot de passe sur ce portail"


def request_is_complete(requests: Sequence[Authorization]) -> None:
    """Check that the last request carries what FranceConnect v2 demands."""
    require(requests, "Le portail n'a rien demandé à FranceConnect.")
    asked = requests[-1]
    told = asked.parameters
    missing = [name for name in _REQUIRED if not told.get(name)]
    require(not missing, f"Il manque à la demande : {', '.join(missing)}.")
    require(
        told.get("response_type") == "code",
        f"response_type vaut « {told.get('response_type')} », et non « code ».",
    )
    require("openid" in told["scope"].split(), f"scope : « {told['scope']} ».")
    require(
        told["acr_values"] == "eidas1",
        f"acr_values vaut « {told['acr_values']} », et non « eidas1 ».",
    )
    back = urlsplit(told["redirect_uri"])
    require(
        back.scheme in {"http", "https"} and back.netloc and not back.fragment,
        f"redirect_uri n'est pas une adresse : « {told['redirect_uri']} ».",
    )
    for name in ("state", "nonce"):
        require(
            len(told[name]) >= _SHORTEST,
            f"« {name} » n'a que {len(told[name])} caractères, et non {_SHORTEST}.",
        )
    require(
        asked.refusal is None,
        f"FranceConnect refuse la demande : {asked.refusal}.",
    )


def secrets_differ(asked: Sequence[Authorization]) -> None:
    """Check that no state nor nonce occurs twice, in one request or in several."""
    require(len(asked) > 1, "Il faut deux demandes pour les comparer.")
    secrets = [
        each.parameters.get(name) for each in asked for name in ("state", "nonce")
    ]
    require(
        len(set(secrets)) == len(secrets),
        f"Des états ou des nonces se répètent : {secrets}.",
    )


def opens_own_space(
    page: Page,
    owner: Sequence[str],
    spaces: Mapping[str, Page],
    as_stranger: Page | None,
) -> None:
    """Check that *page* is the personal space of *owner* (situation, dossier).

    *spaces* is what each person's shows to who logs in with her password.

    Raises:
        NotObservable: other people's spaces show the very same words.
    """
    is_inside(page, as_stranger)
    key, shown = " ".join(owner), _words(page)
    mine = spaces.get(key)
    others = [space for name, space in spaces.items() if name != key]
    for other in others if mine is not None else ():
        own, foreign = _words(mine) - _words(other), _words(other) - _words(mine)
        if not own and not foreign:
            raise NotObservable(_NOT_TOLD_APART)
        wrong = foreign & shown
        require(
            not wrong and (not own or own & shown),
            f"L'espace ouvert n'est pas le sien : {', '.join(sorted(wrong))}. "
            f"{seen(page)}",
        )


def is_refused(page: Page, afterwards: Page | None, spaces: Mapping[str, Page]) -> None:
    """Check that nobody was let in, and that the page says so and leads on.

    *afterwards* is what the browser then shows where a personal space opens.

    Raises:
        NotObservable: where a personal space opens is not known.
    """
    require_answered(page)
    require(page.text, f"Le refus ne dit rien. {seen(page)}")
    require(page.links or page.forms, f"Le refus n'offre aucune suite. {seen(page)}")
    entered = [name for name, space in spaces.items() if space.text == page.text]
    require(not entered, f"L'espace personnel de {entered} s'ouvre. {seen(page)}")
    if afterwards is None:
        raise NotObservable(_NO_SPACE)
    is_outside(afterwards)


def log_out_was_told(logouts: Sequence[Logout]) -> None:
    """Check that FranceConnect was told of the log-out, with id_token and state."""
    require(logouts, "FranceConnect n'a pas appris la déconnexion.")
    last = logouts[-1]
    require(last.sub, "L'id_token rendu n'est pas un de ceux de FranceConnect.")
    require(last.state, "La déconnexion ne porte pas d'état.")
    require(
        urlsplit(last.post_logout_redirect_uri).netloc,
        f"L'adresse de retour n'en est pas une : « {last.post_logout_redirect_uri} ».",
    )


def _words(page: Page | None) -> set[str]:
    return set() if page is None else set(page.text.split())
