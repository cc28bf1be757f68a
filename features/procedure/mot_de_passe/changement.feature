# language: fr
Fonctionnalité: Le changement est effectué
  Étape 9 : le message, puis la connexion avec le nouveau mot de passe.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  @exigence:P9.1
  Règle: Changement de mot de passe effectué !

    Plan du Scénario: La page dit « <texte> »
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Quand Camille choisit le mot de passe « Soleil2026 »
      Alors Camille arrive à la page « Changement de mot de passe effectué ! »
      Et Camille lit « <texte> »

      Exemples:
        | texte                                                          |
        | La modification de votre mot de passe a été prise en compte.   |
        | Veuillez utiliser votre nouveau mot de passe pour vous connecter |

    Scénario: Ce que la page annonce est vrai
      Étant donné que Camille a changé son mot de passe pour « Soleil2026 »
      Quand Camille se connecte avec le mot de passe « Soleil2026 »
      Alors Camille accède à son espace personnel

    @exigence:B20
    Scénario: Impossible de lire la confirmation sans avoir rien changé
      Étant donné que Camille a changé son mot de passe pour « Soleil2026 »
      Quand Camille ouvre la page de confirmation dans un autre navigateur
      Alors Camille ne lit pas « La modification de votre mot de passe a été prise en compte. »

  @exigence:P9.2
  Règle: Veuillez utiliser votre nouveau mot de passe pour vous connecter

    Plan du Scénario: Le nouveau mot de passe « <mot de passe> » ouvre l'espace personnel
      Étant donné que Camille a changé son mot de passe pour « <mot de passe> »
      Quand Camille se connecte avec le mot de passe « <mot de passe> »
      Alors Camille accède à son espace personnel

      Exemples:
        | pourquoi                | mot de passe     |
        | ordinaire               | Soleil2026       |
        | des accents             | Été à Nîmes 26   |
        | des signes de balisage  | <b>Soleil&26</b> |
        | un pour cent            | Soleil%2026+%41  |

    Scénario: Le nouveau mot de passe dans une autre casse n'ouvre rien
      Étant donné que Camille a changé son mot de passe pour « Soleil2026 »
      Quand Camille se connecte avec le mot de passe « sOLEIL2026 »
      Alors Camille n'accède pas à l'espace personnel

    Scénario: L'ancien mot de passe n'ouvre plus rien
      Étant donné que Camille a changé son mot de passe pour « Soleil2026 »
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille n'accède pas à l'espace personnel

    Scénario: L'ancien mot de passe n'ouvre plus rien, même s'il vient de servir
      Étant donné que Camille a ouvert son espace personnel dans un premier navigateur
      Et que Camille a changé son mot de passe pour « Soleil2026 »
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille n'accède pas à l'espace personnel

    Scénario: Le nouveau mot de passe ne sert pas sous l'autre situation
      Étant donné que Camille a changé son mot de passe pour « Soleil2026 »
      Quand Camille se connecte comme ayant droit avec « Soleil2026 »
      Alors Camille n'accède pas à l'espace personnel

    @exigence:B26
    Scénario: Changer de mot de passe ne connecte personne
      Étant donné que Camille a ouvert son espace personnel dans un premier navigateur
      Et que Camille a changé son mot de passe pour « Soleil2026 »
      Quand Camille ouvre l'adresse de son espace personnel
      Alors Camille n'accède pas à l'espace personnel

    @a-confirmer @exigence:B25
    Scénario: Une session ouverte avant le changement est fermée
      Question à la CARPIMKO : les sessions ouvertes sont-elles fermées ? Hypothèse H03 : oui.
      Étant donné que Camille a ouvert son espace personnel dans un premier navigateur
      Et que Camille a changé son mot de passe pour « Soleil2026 »
      Quand Camille revient à son espace personnel dans le premier navigateur
      Alors Camille n'accède pas à l'espace personnel

  @exigence:P9.3
  Règle: La page offre de se connecter

    Plan du Scénario: La page offre « <texte> »
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Quand Camille choisit le mot de passe « Soleil2026 »
      Alors Camille lit « <texte> »

      Exemples:
        | texte                                 |
        | Je me connecte à mon espace personnel |
        | En utilisant mon numéro de dossier    |

    Plan du Scénario: « <texte> » peut être suivi
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Quand Camille choisit le mot de passe « Soleil2026 »
      Alors Camille peut suivre ou presser « <texte> »

      Exemples:
        | texte                           |
        | S'identifier avec FranceConnect |
        | Qu'est-ce que FranceConnect ?   |
        | Mot de passe oublié ?           |

    Scénario: La page demande la situation, le dossier et le mot de passe
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Quand Camille choisit le mot de passe « Soleil2026 »
      Alors Camille peut choisir entre « Affilié » et « Ayant droit »
      Et Camille peut renseigner « Numéro de dossier » et « Mot de passe »

    Scénario: On se connecte depuis cette page avec le nouveau mot de passe
      Étant donné que Camille a changé son mot de passe pour « Soleil2026 »
      Quand Camille se connecte sur cette page avec « Soleil2026 »
      Alors Camille accède à son espace personnel
