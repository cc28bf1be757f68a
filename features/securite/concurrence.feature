# language: fr
@concurrence @exigence:B50
Fonctionnalité: Un lien, plusieurs validations au même instant

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567
    Et que Camille a reçu le mail de réinitialisation
    Et que Camille a suivi le lien du mail

  Règle: Plusieurs validations au même instant ne comptent qu'une fois

    Plan du Scénario: De <combien> mots de passe choisis au même instant, un seul est annoncé
      Quand Camille choisit <combien> mots de passe au même instant
      Alors une seule réponse annonce le changement à Camille

      Exemples:
        | combien |
        | 2       |
        | 10      |

    Plan du Scénario: De <combien> mots de passe choisis au même instant, celui qui est annoncé ouvre seul
      Étant donné que Camille a choisi <combien> mots de passe au même instant
      Quand Camille essaie chacun d'eux, à commencer par celui qui est annoncé
      Alors seul celui-là ouvre l'espace personnel de Camille

      Exemples:
        | combien |
        | 2       |
        | 10      |
