# language: fr
Fonctionnalité: Les règles du mot de passe
  Étape 8 : « Le mot de passe doit contenir au moins une lettre minuscule, une lettre
  majuscule, un chiffre et avoir a minima 8 caractères. »

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567
    Et que Camille a reçu le mail de réinitialisation
    Et que Camille a suivi le lien du mail

  @exigence:P8.2
  Règle: Une minuscule, une majuscule, un chiffre, 8 caractères ; aucune autre exigence

    Scénario: La règle se lit sur la page
      Quand Camille recharge la page
      Alors Camille lit « Le mot de passe doit contenir au moins une lettre minuscule, une lettre majuscule, un chiffre et avoir a minima 8 caractères. »

    @exigence:B29
    Plan du Scénario: Le mot de passe « <mot de passe> » est accepté
      Quand Camille choisit le mot de passe « <mot de passe> »
      Alors Camille lit « Changement de mot de passe effectué ! »

      Exemples:
        | pourquoi                 | mot de passe             |
        | huit caractères          | Soleil26                 |
        | neuf caractères          | Soleil026                |
        | des caractères spéciaux  | Aa1!@#$%^&*()            |
        | tous les spéciaux        | aA1 ~`_-+={}[]:;"'<>,.?/ |
        | des espaces au milieu    | Le soleil 26             |
        | des accents              | Été à Nîmes 26           |
        | le chiffre devant        | 2026Soleil               |
        | un emoji en plus         | Soleil26\U0001f31e       |
        | une forme décomposée     | Soleil26e\u0301          |

    Plan du Scénario: Impossible de choisir un mot de passe auquel il manque <il manque>
      Quand Camille choisit le mot de passe « <mot de passe> »
      Alors le mot de passe de Camille est refusé

      Exemples:
        | il manque                       | mot de passe             |
        | un caractère                    | Soleil6                  |
        | cinq caractères                 | S1o                      |
        | une minuscule                   | SOLEIL2026               |
        | une majuscule                   | soleil2026               |
        | un chiffre                      | SoleilDeMai              |
        | un chiffre, fût-il romain       | SoleilXIV                |
        | une majuscule et un chiffre     | soleildemai              |
        | une minuscule et un chiffre     | SOLEILDEMAI              |
        | les deux lettres                | 20262026                 |
        | tout                            | ........                 |

    Plan du Scénario: Un mot de passe de <longueur> caractères est accepté
      Quand Camille choisit un mot de passe de <longueur> caractères
      Alors Camille lit « Changement de mot de passe effectué ! »

      Exemples:
        | longueur |
        | 64       |
        | 72       |
        | 73       |
        | 128      |

    Plan du Scénario: Un mot de passe de <longueur> caractères ouvre l'espace personnel
      Étant donné que Camille a choisi un mot de passe de <longueur> caractères
      Quand Camille se connecte avec son nouveau mot de passe
      Alors Camille accède à son espace personnel

      Exemples:
        | longueur |
        | 8        |
        | 73       |
        | 128      |

    @exigence:B30
    Plan du Scénario: Le début d'un mot de passe de <longueur> caractères n'ouvre rien
      Étant donné que Camille a choisi un mot de passe de <longueur> caractères
      Quand Camille se connecte avec les <début> premiers caractères
      Alors Camille n'accède pas à l'espace personnel

      Exemples:
        | longueur | début |
        | 21       | 20    |
        | 73       | 72    |
        | 128      | 100   |
        | 128      | 127   |

    @a-confirmer
    Plan du Scénario: Le mot de passe « <mot de passe> » est laissé à l'appréciation du portail
      Question à la CARPIMKO : ce caractère compte-t-il ? Hypothèses H05 à H07.
      Quand Camille choisit le mot de passe « <mot de passe> »
      Alors le portail répond à Camille
      Et la réponse du portail à Camille est consignée

      Exemples:
        | pourquoi                           | mot de passe                       |
        | des lettres accentuées seulement | É1ÀÉÀÉÀé                          |
        | des chiffres d'un autre alphabet   | Soleil\u0662\u0660\u0662\u0666     |
        | huit signes décomposés, sept caractères | Sole1le\u0301                    |
        | une espace au bout                 | Soleil26\s                         |
        | six caractères dont deux emojis | Aa1\U0001f31e\U0001f31ex           |

    @a-confirmer
    Scénario: Un mot de passe de mille caractères
      Question à la CARPIMKO : y a-t-il une longueur maximale ? Hypothèse H14.
      Quand Camille choisit un mot de passe de 1000 caractères
      Alors le portail répond à Camille
      Et la réponse du portail à Camille est consignée

    @exigence:B47
    Scénario: Après un mot de passe refusé, le même lien sert encore
      Étant donné que Camille a choisi le mot de passe « soleil »
      Quand Camille choisit le mot de passe « Soleil2026 »
      Alors Camille lit « Changement de mot de passe effectué ! »

    Scénario: Un mot de passe refusé ne remplace pas l'ancien
      Étant donné que Camille a choisi le mot de passe « soleil »
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel
