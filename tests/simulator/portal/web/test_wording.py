"""What the pages say, letter for letter as the procedure prints it."""

from __future__ import annotations

from typing import Any

import pytest

from simulator.mail.server import MailServer

LINK = "https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token="
FOOTER = "© 2021 - Carpimko.com - EP_1 1.10"
HEADER = "Carpimko - La Retraite des Auxiliaires Médicaux"
LOGIN_BLOCK = (
    "Je me connecte à mon espace personnel "
    "FranceConnect est la solution proposée par l'État pour sécuriser et simplifier "
    "la connexion à vos services en ligne. "
    "S'identifier avec FranceConnect Qu'est-ce que FranceConnect ? Ou "
    "En utilisant mon numéro de dossier "
    "{} Numéro de dossier Mot de passe Mot de passe oublié ?"
)
WITH_MARKS = LOGIN_BLOCK.format("Vous êtes un Affilié ? Ayant droit ?")
WITHOUT_MARKS = LOGIN_BLOCK.format("Vous êtes un Affilié Ayant droit")
MASK = "c*****@m*****.test"
RULE = (
    "Le mot de passe doit contenir au moins une lettre minuscule, une lettre "
    "majuscule, un chiffre et avoir a minima 8 caractères."
)


def test_step_1_and_2_home(visitor: Any) -> None:
    """One control « Espace personnel », in the header, that leads to the log-in."""
    home = visitor.get("/", base_url="https://www.carpimko.com")
    page = visitor.page(home)

    assert 200 == home.status_code
    (control,) = page.xpath("//*[normalize-space()='Espace personnel'][self::a]")
    assert "https://www2.carpimko.com/Comptes/Connexion" == control.get("href")
    assert control.xpath("ancestor::header")
    assert FOOTER in visitor.read(home)


def test_home_elsewhere_leads_to_the_log_in_of_the_same_host(visitor: Any) -> None:
    """A bench served on another host stays there."""
    page = visitor.page(visitor.get("/", base_url="http://127.0.0.1:8080"))

    assert ["/Comptes/Connexion"] == page.xpath("//a[.='Espace personnel']/@href")


def test_step_3_log_in(visitor: Any) -> None:
    """The block of the guide, its question marks included (P3.1, P3.2)."""
    answer = visitor.get("/Comptes/Connexion")

    assert WITH_MARKS in visitor.read(answer)
    page = visitor.page(answer)
    (forgotten,) = page.xpath("//a[normalize-space()='Mot de passe oublié ?']")
    assert "/Comptes/MotDePasseOublie" == forgotten.get("href")
    assert forgotten.xpath("ancestor::form")


def test_step_4_forgotten(visitor: Any) -> None:
    """« Avez vous », without hyphen, as in the guide (P4)."""
    answer = visitor.get("/Comptes/MotDePasseOublie")
    text = visitor.read(answer)
    page = visitor.page(answer)

    assert "Avez vous oublié votre mot de passe?" == page.xpath("string(//h1)")
    assert "Vous êtes un Affilié Ayant droit Numéro de dossier" in text
    assert ["Réinitialiser le mot de passe"] == page.xpath("//main//button/text()")
    assert text.endswith(f"Aller à la page de connexion {FOOTER}")
    assert HEADER in text
    (widget,) = page.xpath("//*[@class='g-recaptcha']")
    assert "6LcSesameBenchSiteKey00000000000000000000" == widget.get("data-sitekey")
    assert [] == page.xpath("//input[@checked]")


def test_step_5_choice(visitor: Any) -> None:
    """Both options, the warning with the first, neither one chosen (P5)."""
    answer = visitor.get(visitor.identify().location)
    text = visitor.read(answer)
    page = visitor.page(answer)

    assert (
        "Demande de réinitialisation de votre mot de passe "
        "Vous souhaitez recevoir votre nouveau mot de passe : "
        f"Par mail à l'adresse {MASK} (renouvellement immédiat) "
        "Vérifier qu'il ne s'agit pas de l'adresse de votre comptable ou d'un tiers "
        "déclarant à qui vous auriez confié vos identifiants "
        "Par courrier postal à votre adresse (Vous le recevrez généralement sous 72h, "
        "hors week-end et jours fériés) "
        f"Valider votre choix Aller à la page de connexion {FOOTER}"
    ) in text
    assert [] == page.xpath("//input[@checked]")
    assert ["mail", "courrier"] == page.xpath("//input[@name='envoi']/@value")


def test_step_6_taken_into_account(visitor: Any) -> None:
    """« Veillez cliquer » is what the guide prints; the log-in block follows (P6)."""
    answer = visitor.ask()
    text = visitor.read(answer)

    assert "Presque fini..." == visitor.page(answer).xpath("string(//h1)")
    assert (
        "Votre demande a bien été prise en compte. Un e-mail vous a été envoyé à "
        f"l'adresse {MASK} . "
        "Veillez cliquer sur le lien présent dans l'E-mail pour valider l'opération! "
    ) in text
    assert WITHOUT_MARKS in text


def test_step_6_by_post(visitor: Any) -> None:
    """A letter is announced, no e-mail, no date promised."""
    text = visitor.read(visitor.ask("courrier"))

    assert "Votre demande a bien été prise en compte." in text
    assert "généralement sous 72h, hors week-end et jours fériés" in text
    assert "votre mot de passe actuel reste valable" in text
    assert "e-mail" not in text


def test_step_6_when_the_address_refused_the_mail(
    visitor: Any, mail_server: MailServer
) -> None:
    """The page never says that a mail was sent (P6.1, B41)."""
    mail_server.faults.refuse("550 5.1.1 Unknown")
    answer = visitor.ask()
    text = visitor.read(answer)

    assert "Votre message n'a pas pu partir" in text
    assert "Rien n'a été modifié." in text
    assert "envoyé à l'adresse" not in text
    assert visitor.page(answer).xpath("//a[.='Faire une nouvelle demande']")


def test_step_8_new_password(visitor: Any) -> None:
    """Three fields, the rule, one button, and the way to the log-in (P8)."""
    visitor.ask()
    answer = visitor.get(LINK + visitor.token())
    page = visitor.page(answer)

    assert (
        "Réinitialisation du mot de passe Numéro de dossier Mot de passe "
        f"Confirmer mot de passe {RULE} Valider Se Connecter ? {FOOTER}"
    ) in visitor.read(answer)
    (away,) = page.xpath("//a[.='Se Connecter ?']/@href")
    assert "/Comptes/Connexion" == away
    assert [""] == page.xpath("//input[@name='dossier']/@value")


def test_step_9_changed(visitor: Any) -> None:
    """The two sentences, then the log-in block (P9)."""
    visitor.ask()
    answer = visitor.get(visitor.reset(visitor.token()).location)
    text = visitor.read(answer)

    expected = "Changement de mot de passe effectué !"
    assert expected == visitor.page(answer).xpath("string(//h1)")
    assert (
        "La modification de votre mot de passe a été prise en compte. Veuillez "
        "utiliser votre nouveau mot de passe pour vous connecter "
    ) in text
    assert WITHOUT_MARKS in text


@pytest.mark.parametrize(
    ("situation", "shown"), [("affilie", "Affilié"), ("ayant_droit", "Ayant droit")]
)
def test_the_personal_space(
    visitor: Any, portal: Any, camille: dict[str, Any], situation: str, shown: str
) -> None:
    """Whose it is, and the way out."""
    portal.app.test_client().put(
        "/_bench/accounts", json=[camille | {"situation": situation}]
    )
    fields = {
        "situation": situation,
        "dossier": "0012345",
        "mot_de_passe": "Ancien2025",
    }
    text = visitor.read(
        visitor.get(visitor.post("/Comptes/Connexion", fields).location)
    )

    assert f"Bonjour Camille Durand {shown}, dossier 0012345" in text
    assert "Se déconnecter" in text


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/FranceConnect/Presentation", "Qu'est-ce que FranceConnect ?"),
        ("/FranceConnect/Connexion", "S'identifier avec FranceConnect"),
    ],
)
def test_france_connect(visitor: Any, path: str, heading: str) -> None:
    """Both links of the log-in block lead to a page that says so (P6.3)."""
    page = visitor.page(visitor.get("/Comptes/Connexion"))

    assert [path] == page.xpath(f'//a[.="{heading}"]/@href')
    assert heading == visitor.page(visitor.get(path)).xpath("string(//h1)")
