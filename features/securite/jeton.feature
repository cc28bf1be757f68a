# language: fr
Fonctionnalité: Le jeton du lien
  À quoi il sert, ce qui le signe, et qu'il n'y en a pas deux pareils.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  @exigence:B08
  Règle: Le jeton ne sert qu'à réinitialiser, et rien d'autre n'en tient lieu

    Scénario: Impossible d'ouvrir l'étape 8 avec un autre secret du portail
      Étant donné que Camille a ouvert son espace personnel dans un premier navigateur
      Et que Camille a reçu le mail de réinitialisation
      Quand Camille prend pour jeton chacun des secrets que le portail lui a donnés
      Alors aucun d'eux n'ouvre l'étape 8 à Camille

    Plan du Scénario: Impossible d'ouvrir l'espace personnel avec le jeton <comment>
      Étant donné que Camille a ouvert son espace personnel dans un premier navigateur
      Et que Camille a reçu le mail de réinitialisation
      Quand Camille présente le jeton du mail <comment>
      Alors Camille voit ce que voit n'importe qui

      Exemples:
        | comment                                        |
        | à la place de ce que son navigateur retient    |
        | comme preuve d'identité                        |
        | dans l'adresse de son espace                   |

    Scénario: Suivre le lien n'ouvre pas l'espace personnel
      Étant donné que Camille a ouvert son espace personnel dans un premier navigateur
      Et que Camille a reçu le mail de réinitialisation
      Et que Camille a copié le lien dans un autre navigateur
      Quand Camille ouvre l'adresse de son espace personnel
      Alors Camille n'accède pas à l'espace personnel

  @exigence:B10
  Règle: La clé qui signe le jeton ne se devine pas

    Scénario: Aucune clé courante ne signe le jeton
      Quand Camille demande puis ouvre le mail de réinitialisation
      Alors aucune clé courante ne signe le jeton de Camille

  @exigence:B51 @horloge
  Règle: Deux demandes ne reçoivent jamais le même jeton
    L'horloge est arrêtée : les demandes sont du même instant.

    Scénario: Deux dossiers ont deux jetons
      Étant donné Dominique, affilié au dossier 7654321
      Et que Camille a reçu le mail de réinitialisation
      Quand Dominique demande puis ouvre le mail de réinitialisation
      Alors chaque mail porte un jeton différent

    Scénario: Un même numéro dans les deux situations a deux jetons
      Étant donné Dominique, ayant droit au dossier 1234567
      Et que Camille a reçu le mail de réinitialisation
      Quand Dominique demande puis ouvre le mail de réinitialisation
      Alors chaque mail porte un jeton différent

    Scénario: Les jetons de deux demandes d'un dossier à la même seconde sont consignés
      Un même jeton deux fois ne nuit pas : il ne sert qu'une fois (B03).
      Étant donné que Camille a demandé 2 fois un nouveau lien
      Quand Camille ouvre tous les liens reçus
      Alors le portail répond à Camille
      Et ce que les jetons ont de commun est consigné
