# language: fr
Fonctionnalité: La force des mots de passe acceptés
  Ce que la procédure ordonne, et ce que les référentiels demandent.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567
    Et que Camille a reçu le mail de réinitialisation

  @exigence:B27 @horloge
  Règle: La règle du mot de passe atteint l'entropie que demande la CNIL

    Scénario: Rien de plus faible que huit caractères de trois classes n'est accepté
      Quand Camille essaie des mots de passe de plus en plus forts
      Alors le plus faible mot de passe accepté de Camille vaut la procédure

  @exigence:B28 @horloge
  Règle: La longueur minimale est celle que demandent les référentiels

    Scénario: Rien de plus court que huit caractères n'est accepté
      Quand Camille essaie des mots de passe de plus en plus longs
      Alors le plus court mot de passe accepté de Camille est assez long

  @exigence:B29
  Règle: La règle du mot de passe n'impose pas d'autre composition

    Plan du Scénario: Le mot de passe « <mot de passe> » suffit
      Étant donné que Camille a suivi le lien du mail
      Quand Camille choisit le mot de passe « <mot de passe> »
      Alors Camille lit « Changement de mot de passe effectué ! »

      Exemples:
        | pourquoi                       | mot de passe                        |
        | une phrase, sans rien d'autre  | Le rouge-gorge boit 3 fois au puits |
        | ni espace ni signe             | GrenadeViveSous3Ponts               |
        | les quatre classes             | Wq7-rtzb!kM                         |
        | deux lettres et neuf chiffres  | Wq470913826                         |
        | des lettres grecques           | Wq7 \u03b1\u03b2\u03b3 rtzb         |
        | des lettres cyrilliques        | Wq7 \u0434\u043e\u043c rtzb         |

  @exigence:B30
  Règle: Un long mot de passe est pris en entier

    Contexte:
      Étant donné que Camille a suivi le lien du mail

    Scénario: Soixante-quatre lettres accentuées sont acceptées
      Quand Camille choisit un mot de passe de 64 lettres accentuées
      Alors Camille lit « Changement de mot de passe effectué ! »

    Plan du Scénario: Un mot de passe de <longueur> lettres accentuées ouvre l'espace personnel
      Étant donné que Camille a choisi un mot de passe de <longueur> lettres accentuées
      Quand Camille se connecte avec son nouveau mot de passe
      Alors Camille accède à son espace personnel

      Exemples:
        | longueur |
        | 36       |
        | 64       |

    Plan du Scénario: Le début de <longueur> lettres accentuées n'ouvre rien
      Étant donné que Camille a choisi un mot de passe de <longueur> lettres accentuées
      Quand Camille se connecte avec les <début> premiers caractères
      Alors Camille n'accède pas à l'espace personnel

      Exemples:
        | pourquoi                   | longueur | début |
        | 73 octets sur 125          | 64       | 38    |
        | tout sauf un caractère     | 64       | 63    |

    Plan du Scénario: Un dernier caractère différent sur <longueur> n'ouvre rien
      Étant donné que Camille a choisi un mot de passe de <longueur> caractères
      Quand Camille se connecte en changeant le dernier caractère
      Alors Camille n'accède pas à l'espace personnel

      Exemples:
        | longueur |
        | 64       |
        | 73       |

  @exigence:B32 @informatif
  Règle: Reprendre son ancien mot de passe : la réponse est consignée

    Scénario: L'ancien mot de passe choisi de nouveau
      Étant donné que Camille a suivi le lien du mail
      Quand Camille choisit son ancien mot de passe
      Alors le portail répond à Camille
      Et la réponse du portail à Camille est consignée
