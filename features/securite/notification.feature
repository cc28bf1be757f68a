# language: fr
@exigence:B24
Fonctionnalité: Un changement de mot de passe est annoncé par mail
  Qui n'a rien changé apprend ainsi qu'un autre l'a fait.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  Règle: Un mail annonce le changement, sans lien ni mot de passe

    Scénario: Un seul mail annonce le changement fait avec le lien
      Quand Camille refait toute la procédure et choisit « Grenade-7-Vive »
      Alors un seul mail annonce le changement à Camille

    Scénario: Le mail ne contient ni mot de passe ni lien à suivre
      Quand Camille refait toute la procédure et choisit « Grenade-7-Vive »
      Alors le mail qui annonce le changement à Camille ne contient aucun secret

    Scénario: Le mail se lit bien, et le lire ne le dit à personne
      Quand Camille refait toute la procédure et choisit « Grenade-7-Vive »
      Alors le mail qui annonce le changement à Camille se lit bien, et en secret

    @horloge @capacite:letters
    Scénario: Un seul mail annonce le changement fait grâce au courrier
      Étant donné que Camille a reçu le courrier
      Quand Camille choisit « Grenade-7-Vive » à la place de celui du courrier
      Alors un seul mail annonce le changement à Camille

    Scénario: Un seul mail annonce le changement fait dans l'espace personnel
      Quand Camille choisit « Grenade-7-Vive » depuis son espace personnel
      Alors le mail qui annonce le changement à Camille ne contient aucun secret

    Scénario: Le mail part à l'adresse du dossier au moment du changement
      Étant donné que l'adresse mail de Camille est devenue « nouvelle@example.org »
      Quand Camille refait toute la procédure et choisit « Grenade-7-Vive »
      Alors un seul mail annonce le changement à Camille

    Scénario: Sans adresse mail, le changement se fait sans être annoncé par mail
      Étant donné que Camille n'a pas d'adresse mail
      Quand Camille choisit « Grenade-7-Vive » depuis son espace personnel
      Alors le portail répond à Camille
      Et aucun mail n'est envoyé

  @horloge
  Règle: Rien n'est annoncé avant le changement

    Contexte:
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que 5 min se sont écoulées

    Scénario: Ouvrir le lien n'annonce rien
      Quand Camille suit le lien du mail
      Alors aucun mail n'annonce de changement à Camille

    Scénario: Un mot de passe refusé n'annonce rien
      Étant donné que Camille a suivi le lien du mail
      Quand Camille choisit le mot de passe « soleil »
      Alors le mot de passe de Camille est refusé
      Et aucun mail n'annonce de changement à Camille
