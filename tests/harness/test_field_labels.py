"""How fields and choices are found by what is written beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.errors import NotOffered
from harness.forms import Form

MakeForm = Callable[[str], Form]


@pytest.mark.parametrize(
    "markup",
    [
        "<label for=x>Numéro de dossier</label><input id=x name=n>",
        "<label>Numéro de dossier <input name=n></label>",
        "<label><span>Numéro de dossier</span><input name=n></label>",
        "<label>Numéro de dossier : <input name=n></label>",
        "<label for=x>\n Numéro\u00a0de dossier\t* </label><p><input id=x name=n></p>",
        "<input name=n aria-label='Numéro de dossier'>",
        "<p id=l>Numéro de dossier</p><input name=n aria-labelledby=l>",
        "<b id=a>Numéro</b><b id=b>de dossier</b><input name=n aria-labelledby='a b'>",
        "<input name=n title='Numéro de dossier'>",
        "<input name=n placeholder='Numéro de dossier'>",
        "<label for=x>Numéro de dossier</label><input id=x name=n title='7 chiffres'>",
        "<label for=x>Numéro de dossier</label><textarea id=x name=n></textarea>",
        "<label for=x>Numéro de dossier</label><input id=x name=n type=tel>",
        "<label for=x>Numéro de dossier<b hidden>!</b></label><input id=x name=n>",
        (
            "<label for=y>B</label><label for=x>Numéro de dossier</label><input id=x"
            " name=n><input id=y name=b>"
        ),
    ],
)
def test_a_field_is_found_by_its_label(form: MakeForm, markup: str) -> None:
    """However the label is tied to the field, what is read finds it."""
    assert "n" == form(markup).field("Numéro de dossier").name


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Numéro de dossier</p><input name=n>",
        "<label for=z>Numéro de dossier</label><input id=x name=n>",
        "<label>Numéro de dossier <input type=hidden name=n></label>",
        "<label>Numéro de dossier <input name=n hidden></label>",
        "<label>Numéro de dossier <input type=radio name=n></label>",
        "<label>numéro de dossier <input name=n></label>",
    ],
)
def test_a_field_without_its_label_is_not_found(form: MakeForm, markup: str) -> None:
    """Text nearby is no label; hidden fields and choices are not typed in."""
    with pytest.raises(NotOffered, match="pas de champ « Numéro de dossier »"):
        form(markup).field("Numéro de dossier")


def test_two_passwords_are_told_apart(form: MakeForm) -> None:
    """« Mot de passe » is not « Confirmer mot de passe »."""
    both = form(
        "<label>Confirmer mot de passe <input type=password name=b></label>"
        "<label>Mot de passe <input type=password name=a></label>"
    )

    assert "a" == both.field("Mot de passe").name
    assert "b" == both.field("Confirmer mot de passe").name


RADIO = "<label><input type=radio name=s value=1> Affilié ?</label>"


@pytest.mark.parametrize(
    "markup",
    [
        f"<fieldset><legend>Vous êtes un</legend>{RADIO}</fieldset>",
        f"<fieldset><legend>Vous êtes un :</legend><p>{RADIO}</p></fieldset>",
        f"<div role=radiogroup aria-label='Vous êtes un'>{RADIO}</div>",
        f"<b id=l>Vous êtes un</b><div role=group aria-labelledby=l>{RADIO}</div>",
        (
            f"<fieldset><div role=radiogroup aria-label='Vous êtes un'>{RADIO}</div>"
            "</fieldset>"
        ),
    ],
)
def test_a_choice_belongs_to_a_group(form: MakeForm, markup: str) -> None:
    """A legend, or the name of a radiogroup, is the group of a choice."""
    assert "1" == form(markup).choice("Affilié", "Vous êtes un").value


def test_a_group_tells_equal_choices_apart(form: MakeForm) -> None:
    """The same words in two groups are two choices."""
    two = form(
        "<fieldset><legend>Un</legend><label><input type=radio name=a> Oui</label>"
        "</fieldset><fieldset><legend>Deux</legend><label><input type=radio name=b>"
        " Oui</label></fieldset>"
    )

    assert ("a", "b") == (two.choice("Oui", "Un").name, two.choice("Oui", "Deux").name)
    assert 2 == len(two.choices("Oui"))


def test_a_choice_is_found_by_how_it_begins(form: MakeForm) -> None:
    """« Par mail à l'adresse » finds the choice that goes on with the address."""
    label = "Par mail à l’adresse c***@e***.org (renouvellement immédiat)"
    choice = form(f"<label><input type=radio name=e value=m> {label}</label>")

    assert "m" == choice.choice("Par mail à l'adresse").value


@pytest.mark.parametrize(
    "markup",
    [
        "<label><input type=radio name=e disabled> Par mail</label>",
        "<fieldset disabled><label><input type=radio> Par mail</label></fieldset>",
        "<label hidden><input type=radio name=e> Par mail</label>",
        "<label>Par mail <input type=text name=e></label>",
        "",
    ],
)
def test_what_cannot_be_ticked_is_no_choice(form: MakeForm, markup: str) -> None:
    """Disabled and hidden choices are not offered, and the message says so."""
    assert () == form(markup).choices("Par mail")
    with pytest.raises(NotOffered, match="pas le choix « Par mail »"):
        form(markup).choice("Par mail")


def test_the_choices_offered_are_named(form: MakeForm) -> None:
    """When a choice is missing, those that are there are told."""
    with pytest.raises(NotOffered, match=r"Il offre : « Par fax »\."):
        form("<label><input type=radio> Par fax</label>").choice("Par mail")


@pytest.mark.parametrize(
    "markup",
    [
        (
            "<label for=x>Numéro de dossier <span class=hint>Sept chiffres</span>"
            "</label><input id=x name=n>"
        ),
        "<label>Numéro de dossier <input name=n><em>Champ obligatoire</em></label>",
        (
            "<label for=x>Numéro de dossier</label>"
            "<input id=x name=n aria-label='Numéro de dossier à sept chiffres'>"
        ),
        "<label for=x></label><input id=x name=n placeholder='Numéro de dossier'>",
        (
            "<label for=x>Numéro de dossier</label>"
            "<input id=x name=n aria-labelledby=absent>"
        ),
        "<label>Numéro de dossier <select name=n><option>1<option>2</select></label>",
    ],
)
def test_a_field_is_found_by_what_is_read_beside_it(
    form: MakeForm, markup: str
) -> None:
    """Hints and errors in the label, or a longer name for screen readers, hide none."""
    assert "n" == form(markup).field("Numéro de dossier").name


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>Vous êtes un</p>{RADIO}",
        (
            f"<fieldset><legend>Votre demande</legend><div role=radiogroup "
            f"aria-label='Vous êtes un'>{RADIO}</div></fieldset>"
        ),
        f"<fieldset><legend>Vous êtes un</legend><fieldset>{RADIO}</fieldset>",
    ],
)
def test_the_only_choice_is_found_without_its_legend(
    form: MakeForm, markup: str
) -> None:
    """« Vous êtes un » may be plain text, or the name of the nearest group."""
    assert "1" == form(markup).choice("Affilié", "Vous êtes un").value
