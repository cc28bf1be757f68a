# language: fr
Fonctionnalité: Confirmer le mot de passe et valider
  Étape 8 : les champs « Mot de passe » et « Confirmer mot de passe », puis « Valider ».

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567
    Et que Camille a reçu le mail de réinitialisation
    Et que Camille a suivi le lien du mail

  @exigence:P8.3
  Règle: Les deux saisies sont identiques, caractère par caractère

    Plan du Scénario: Impossible de changer le mot de passe si la confirmation diffère par <écart>
      Quand Camille choisit « <mot de passe> » et confirme « <confirmation> »
      Alors le mot de passe de Camille est refusé

      Exemples:
        | écart                    | mot de passe | confirmation        |
        | une lettre               | Soleil2026   | Soleil2027          |
        | la casse                 | Soleil2026   | soleil2026          |
        | une espace au bout       | Soleil2026   | Soleil2026\s        |
        | une espace devant        | Soleil2026   | \sSoleil2026        |
        | tout, car elle est vide  | Soleil2026   |                     |
        | un début seulement       | Soleil2026   | Soleil              |
        | la forme décomposée      | Soléil2026   | Sole\u0301il2026    |

    Scénario: Impossible de changer le mot de passe sans confirmation
      Quand Camille choisit « Soleil2026 » sans rien confirmer
      Alors le mot de passe de Camille est refusé

    @exigence:B47
    Scénario: Après une confirmation différente, le même lien sert encore
      Étant donné que Camille a choisi « Soleil2026 » et confirmé « Soleil2027 »
      Quand Camille choisit le mot de passe « Soleil2026 »
      Alors Camille lit « Changement de mot de passe effectué ! »

    Scénario: Une confirmation différente laisse l'ancien mot de passe en place
      Étant donné que Camille a choisi « Soleil2026 » et confirmé « Soleil2027 »
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel

  @exigence:P8.4
  Règle: Valider applique le changement une seule fois

    @concurrence @exigence:B50
    Plan du Scénario: Valider <fois> fois au même instant ne change le mot de passe qu'une fois
      Quand Camille choisit un mot de passe <fois> fois au même instant
      Alors une seule réponse annonce le changement à Camille

      Exemples:
        | fois |
        | 2    |
        | 6    |

    @exigence:B03
    Scénario: Renvoyer le formulaire avec un autre mot de passe est refusé
      Quand Camille choisit « Soleil2026 » puis renvoie « Orage2027 »
      Alors le lien de Camille est refusé

    @exigence:B03
    Scénario: Le formulaire renvoyé ne remplace pas le mot de passe choisi
      Étant donné que Camille a choisi « Soleil2026 » puis renvoyé « Orage2027 »
      Quand Camille se connecte avec le mot de passe « Soleil2026 »
      Alors Camille accède à son espace personnel

    Scénario: Recharger la confirmation ne change rien
      Étant donné que Camille a choisi le mot de passe « Soleil2026 »
      Et que Camille a rechargé la page
      Quand Camille se connecte avec le mot de passe « Soleil2026 »
      Alors Camille accède à son espace personnel
