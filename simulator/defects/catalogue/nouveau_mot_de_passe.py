"""Step 8: dossier, password rule and confirmation."""

from __future__ import annotations

from collections.abc import Callable

from simulator.defects.catalogue import changement
from simulator.defects.making import (
    Change,
    Defect,
    Where,
    always,
    function,
    page_text,
    rule,
)
from simulator.portal.rules.password import MINIMUM_LENGTH, Violation
from simulator.portal.service import own_password

_CLASSES = {Violation.NO_LOWER_CASE, Violation.NO_UPPER_CASE, Violation.NO_DIGIT}


_RULE = (
    "Le mot de passe doit contenir au moins une lettre minuscule, une lettre "
    "majuscule, un chiffre et avoir a minima 8 caractères."
)


_FIELD = (
    '<input id="mot_de_passe" name="mot_de_passe" type="password" '
    'autocomplete="new-password"'
)


Violations = tuple[Violation, ...]


def _violations(change: Callable[[str, Violations], Violations]) -> Change:
    """Have *change* judge a password, given what the sound rule says of it."""
    return rule(
        "password_violations",
        lambda sound: lambda password: change(password, sound(password)),
    )


def _also_refused(unless: Callable[[str], bool]) -> Change:
    return _violations(
        lambda password, broken: broken or (() if unless(password) else _OTHER)
    )


_FEW = 20


_OTHER = (Violation.COMMON,)


def _two_of_three(_password: str, broken: Violations) -> Violations:
    missing = [one for one in broken if one in _CLASSES]
    return tuple(one for one in broken if one not in _CLASSES or len(missing) > 1)


def _by_another_length(measure: Callable[[str], int]) -> Change:
    def judged(password: str, broken: Violations) -> Violations:
        long_enough = measure(password) >= MINIMUM_LENGTH
        return tuple(
            one for one in broken if one is not Violation.TOO_SHORT or not long_enough
        )

    return _violations(judged)


DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="confirmation_ignoree",
        summary="Une confirmation différente du mot de passe est acceptée.",
        where=Where.PAGE,
        expected=("P8.3",),
        change=rule("same_password", always(True)),
    ),
    Defect(
        name="confirmation_facultative",
        summary="Une confirmation vide ou absente est acceptée.",
        where=Where.PAGE,
        expected=("P8.3",),
        change=rule(
            "same_password",
            lambda same: lambda password, again: not again or same(password, again),
        ),
    ),
    Defect(
        name="confirmation_sans_casse",
        summary="La confirmation est comparée sans égard aux majuscules.",
        where=Where.PAGE,
        expected=("P8.3",),
        change=rule(
            "same_password",
            lambda same: lambda *both: same(*(one.casefold() for one in both)),
        ),
    ),
    Defect(
        name="confirmation_elaguee",
        summary="La confirmation est comparée sans les espaces des bouts.",
        where=Where.PAGE,
        expected=("P8.3",),
        change=rule(
            "same_password",
            lambda same: lambda *both: same(*(one.strip() for one in both)),
        ),
    ),
    Defect(
        name="regle_client_seule",
        summary="La règle du mot de passe n'est qu'affichée : le serveur accepte tout.",
        where=Where.PAGE,
        expected=("P8.2",),
        change=_violations(lambda _password, _broken: ()),
    ),
    Defect(
        name="regle_deux_sur_trois",
        summary="Il peut manquer une minuscule, une majuscule ou un chiffre.",
        where=Where.PAGE,
        expected=("P8.2",),
        change=_violations(_two_of_three),
    ),
    Defect(
        name="sept_caracteres",
        summary="Sept caractères suffisent.",
        where=Where.PAGE,
        expected=("P8.2", "B28"),
        change=_by_another_length(lambda password: len(password) + 1),
    ),
    Defect(
        name="longueur_en_octets",
        summary="La longueur se compte en octets : six caractères accentués suffisent.",
        where=Where.PAGE,
        expected=("B33",),
        change=_by_another_length(lambda password: len(password.encode())),
    ),
    Defect(
        name="regle_non_affichee",
        summary="La règle du mot de passe ne se lit pas sur la page.",
        where=Where.PAGE,
        expected=("P8.2",),
        change=page_text(_RULE, "", only="parts.html"),
    ),
    Defect(
        name="speciaux_refuses",
        summary="Les caractères spéciaux sont refusés.",
        where=Where.PAGE,
        expected=("P8.2", "B29"),
        change=_also_refused(
            lambda password: all(one.isalnum() or one == " " for one in password)
        ),
    ),
    Defect(
        name="special_exige",
        summary="Un caractère spécial est exigé, ce que la règle ne dit pas.",
        where=Where.PAGE,
        expected=("P8.2", "B29"),
        change=_also_refused(lambda password: not password.isalnum()),
    ),
    Defect(
        name="espaces_refuses",
        summary="Les espaces sont refusées dans un mot de passe.",
        where=Where.PAGE,
        expected=("P8.2", "B29"),
        change=_also_refused(lambda password: " " not in password),
    ),
    Defect(
        name="accents_refuses",
        summary="Les lettres accentuées sont refusées dans un mot de passe.",
        where=Where.PAGE,
        expected=("P8.2", "B29"),
        change=_also_refused(str.isascii),
    ),
    Defect(
        name="vingt_caracteres_au_plus",
        summary="Un mot de passe de plus de vingt caractères est refusé.",
        where=Where.PAGE,
        expected=("P8.2", "B30"),
        change=_also_refused(lambda password: len(password) <= _FEW),
    ),
    Defect(
        name="mdp_courant_accepte",
        summary="Un mot de passe des plus courants est accepté.",
        where=Where.PAGE,
        expected=("B31",),
        change=rule("guessable", always(())),
    ),
    Defect(
        name="regle_absente_de_l_espace",
        summary="La règle ne vaut pas dans l'espace personnel.",
        where=Where.PAGE,
        expected=("B36",),
        change=function(own_password, "objections", always(())),
    ),
    Defect(
        name="mdp_reaffiche",
        summary="Après un refus, le mot de passe saisi est réécrit dans la page.",
        where=Where.PAGE,
        expected=("B35",),
        change=page_text(
            _FIELD,
            _FIELD + " value=\"{{ request.form.get('mot_de_passe', '') }}\"",
            only="parts.html",
        ),
    ),
    Defect(
        name="mdp_lisible",
        summary="Le nouveau mot de passe se lit à l'écran pendant la frappe.",
        where=Where.PAGE,
        expected=("B35",),
        change=page_text(
            _FIELD, _FIELD.replace('type="password"', 'type="text"'), only="parts.html"
        ),
    ),
    Defect(
        name="collage_interdit",
        summary="Coller un mot de passe est empêché.",
        where=Where.PAGE,
        expected=("B35",),
        change=page_text(_FIELD, f'{_FIELD} onpaste="return false"', only="parts.html"),
    ),
    Defect(
        name="se_connecter_avec_jeton",
        summary="Le lien « Se Connecter ? » emporte le jeton dans son adresse.",
        where=Where.PAGE,
        expected=("P8.5",),
        change=page_text(
            "url_for('login.form')",
            "url_for('login.form', token=token)",
            only="reset.html",
        ),
    ),
    Defect(
        name="se_connecter_absent",
        summary="La page de l'étape 8 n'offre plus « Se Connecter ? ».",
        where=Where.PAGE,
        expected=("P8.5",),
        change=page_text("Se Connecter ?", "Retour", only="reset.html"),
    ),
    *changement.DEFECTS,
)
