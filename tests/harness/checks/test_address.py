"""The address as steps 5 and 6 show it, masked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.checks.address import is_masked, masked_address, same_mask
from harness.checks.failure import CheckFailed
from harness.pages import Page

MakePage = Callable[..., Page]
ADDRESS = "camille.moreau@example.org"


def step_5(shown: str) -> str:
    """Return step 5, showing the address as given."""
    return (
        "<h1>Demande de réinitialisation de votre mot de passe</h1><form><label>"
        f"<input type=radio name=e> Par mail à l'adresse {shown} (renouvellement "
        "immédiat)</label><button>Valider votre choix</button></form>"
    )


def step_6(shown: str) -> str:
    """Return step 6, showing the address as given, the guide's space included."""
    return (
        "<h1>Presque fini...</h1><p>Votre demande a bien été prise en compte. Un e-mail"
        f" vous a été envoyé à l'adresse {shown} .</p><p>Veillez cliquer</p>"
    )


@pytest.mark.parametrize(
    "shown",
    [
        "c*****@e*****.org",
        "C*****@E*****.ORG",
        "c•••@e•••.org",
        "c···@e···.org",
        "c&bull;&bull;@e&bull;&bull;.org",
        "c…@e…",
        "c...@e...org",
        "cxxxxx@exxxx.org",
        "cXXXXX@eXXXX.org",
        "c#####@e####.org",
        "ca**********au@ex*****.org",
        "camille.moreau@*****",
        "*****@example.org",
        "*****@*****",
        "<b>c*****</b>@<i>e*****</i>.org",
    ],
)
def test_any_mask_will_do(page: MakePage, shown: str) -> None:
    """The rule of the mask is the portal's own: only its properties count."""
    is_masked(page(step_5(shown)), ADDRESS)
    is_masked(page(step_6(shown)), ADDRESS)


@pytest.mark.parametrize(
    ("shown", "address"),
    [
        ("mon**adresse@email*****.com", "mon_adresse@email_de_contact.com"),
        ("*@x***.fr", "a@xy.fr"),
        ("*****@x*****.fr", "ab@x.fr"),
        ("c*****@e*****.org", "camille+carpimko@example.org"),
        ("h*****@e*****.org", "hélène@example.org"),
        ("c*****@s*****.example", "camille@santé.example"),
        ("o*****@e*****.org", "o'camille@example.org"),
    ],
)
def test_odd_addresses_are_masked_too(page: MakePage, shown: str, address: str) -> None:
    """The guide's own example, short addresses and accents are masked soundly."""
    is_masked(page(step_5(shown)), address)


@pytest.mark.parametrize(
    ("shown", "address", "why"),
    [
        (ADDRESS, ADDRESS, "n'est pas une adresse masquée"),
        ("CAMILLE.MOREAU@EXAMPLE.ORG", ADDRESS, "n'est pas une adresse masquée"),
        ("a@x.fr", "a@x.fr", "n'est pas une adresse masquée"),
        ("ab@x.fr", "ab@x.fr", "n'est pas une adresse masquée"),
        ("c*a*m@e*x*.fr", "cam@ex.fr", "laisse lire presque toute l'adresse"),
        ("d*****@e*****.org", ADDRESS, "ne sont pas celles de l'adresse"),
        ("c*****@z*****.com", ADDRESS, "ne sont pas celles de l'adresse"),
        ("mor***@example.org", "camille.jeanne@example.org", "ne sont pas celles"),
    ],
)
def test_a_mask_that_hides_nothing_or_misleads_fails(
    page: MakePage, shown: str, address: str, why: str
) -> None:
    """Defects 22 and 39: an address shown whole, or letters of another address."""
    with pytest.raises(CheckFailed, match=why) as failed:
        is_masked(page(step_5(shown)), address)

    assert f"« {shown} »" in str(failed.value)


@pytest.mark.parametrize("shown", ["camille", "*****", ""])
def test_a_page_without_address_fails(page: MakePage, shown: str) -> None:
    """Where no address is shown the page is named."""
    with pytest.raises(CheckFailed, match=r"ne montre pas d'adresse.*« Demande de"):
        masked_address(page(step_5(shown)))


@pytest.mark.parametrize(
    ("shown", "address"),
    [
        ("*@example.org", "c@example.org"),
        ("c*@example.org", "cm@example.org"),
        ("c**@example.org", "cam@example.org"),
        ("c***@messagerie.example", "camy@messagerie.example"),
    ],
)
def test_hiding_the_local_part_alone_is_a_mask(
    page: MakePage, shown: str, address: str
) -> None:
    """Most portals show the domain: a short name is hidden all the same."""
    is_masked(page(step_5(shown)), address)


def test_another_address_of_the_page_is_not_hers(page: MakePage) -> None:
    """« Écrivez-nous à l'adresse … » above the form is no mask."""
    contact = "<p>Écrivez-nous à l'adresse contact@carpimko.com</p>"

    assert "c***@e***.org" == masked_address(page(contact + step_5("c***@e***.org")))


@pytest.mark.parametrize(
    "after", [" .</p>", ".</p>", "</p>", " !</p>", "</p><p>Veillez"]
)
def test_the_address_of_step_6_is_read_without_its_full_stop(
    page: MakePage, after: str
) -> None:
    """The guide's « .com . » or a plain full stop is no part of the address."""
    sentence = f"<p>Un e-mail vous a été envoyé à l'adresse c***@e***.org{after}"

    assert "c***@e***.org" == masked_address(page(sentence))


def test_steps_5_and_6_show_the_same_mask(page: MakePage) -> None:
    """The mask of step 6 is that of step 5; other pages do not matter."""
    same_mask(
        [
            page("<h1>Accueil</h1>"),
            page(step_5("c***@e***.org")),
            page(step_6("c***@e***.org")),
        ]
    )


def test_two_masks_fail(page: MakePage) -> None:
    """Two masks tell more than one: both are named."""
    with pytest.raises(CheckFailed, match=r"'\*\*\*e@e\*\*\*\.org', 'c\*\*\*@e"):
        same_mask([page(step_5("c***@e***.org")), page(step_6("***e@e***.org"))])


def test_no_mask_at_all_fails(page: MakePage) -> None:
    """When no page shows the address the check fails."""
    with pytest.raises(CheckFailed, match=r"\[\]"):
        same_mask([page("<h1>Accueil</h1>")])


@pytest.mark.parametrize(
    "shown", ["camille.moreau@example…org", "camille.morea*@example.org"]
)
def test_hiding_one_character_is_no_mask(page: MakePage, shown: str) -> None:
    """A mask from which anybody guesses the address at once hides nothing."""
    with pytest.raises(CheckFailed):
        is_masked(page(step_5(shown)), ADDRESS)


@pytest.mark.parametrize("shown", ["e***@o***.g", "l***@xam***.g"])
def test_letters_stand_on_their_own_side_of_the_at_sign(
    page: MakePage, shown: str
) -> None:
    """Letters of the domain do not make a local part."""
    with pytest.raises(CheckFailed):
        is_masked(page(step_5(shown)), "cami@le.mo-reau-xample.org")


@pytest.mark.parametrize(
    ("shown", "address"),
    [
        ("c-----@e-----.org", ADDRESS),
        ("c[...]@e[...].org", ADDRESS),
        ("c∗∗∗@e∗∗∗.org", ADDRESS),
        ("c○○○@e○○○.org", ADDRESS),
        ("« c***@e***.org »", ADDRESS),
        (": c***@e***.org", ADDRESS),
        ("c***@xn--c***.example", "camille@cabinet-santé.example"),
    ],
)
def test_other_signs_mask_as_well(page: MakePage, shown: str, address: str) -> None:
    """Dashes, brackets, other stars, quotes and punycode accuse no sound portal."""
    is_masked(page(step_5(shown)), address)


@pytest.mark.parametrize(
    "markup",
    [
        (
            "<form><label>Par mail à l'adresse c***@e***.org, renouvellement immédiat"
            "<input type=radio></label></form>"
        ),
        (
            "<form><label>Par mail à l'adresse c***@e***.org<br>Vérifier qu'il ne "
            "s'agit pas de l'adresse de votre comptable<input type=radio></label>"
        ),
        (
            "<form><input type=radio id=r><label for=r>Par mail à l'adresse</label> "
            "<b>c***@e***.org</b> (renouvellement immédiat)</form>"
        ),
        "<p>Un e-mail vous a été envoyé à l'adresse c***@e***.org, cliquez</p>",
        "<p>Un e-mail vous a été envoyé à l'adresse : c***@e***.org .</p>",
        "<p>Un e-mail vous a été envoyé à l'adresse « c***@e***.org ».</p>",
        "<p>Un e-mail vous a été envoyé à l'adresse c***<wbr>@e***.org .</p>",
    ],
)
def test_the_address_is_read_out_of_any_sentence(page: MakePage, markup: str) -> None:
    """What stands around the address is no part of it."""
    assert "c***@e***.org" == masked_address(page(markup))


@pytest.mark.parametrize("step", [step_5, step_6])
def test_one_page_alone_is_not_masked_alike(
    page: MakePage, step: Callable[[str], str]
) -> None:
    """To compare, both step 5 and step 6 must have shown the address."""
    with pytest.raises(CheckFailed):
        same_mask([page(step("c***@e***.org"))])
