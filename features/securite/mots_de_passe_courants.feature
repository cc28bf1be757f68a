# language: fr
Fonctionnalité: Les mots de passe trop courants, et la même règle partout
  Huit caractères de trois classes ne suffisent pas quand tout le monde les choisit.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  @exigence:B31
  Règle: Un mot de passe trop courant est refusé

    Contexte:
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail

    Plan du Scénario: Impossible de choisir <pourquoi>
      Quand Camille choisit le mot de passe « <mot de passe> »
      Alors le mot de passe de Camille est refusé

      Exemples:
        | pourquoi                                  | mot de passe |
        | les premières touches du clavier          | Azerty12     |
        | le plus courant de tous                   | Password1    |
        | le nom de la caisse                       | Carpimko1    |
        | son propre numéro de dossier              | Ca1234567    |

    Scénario: Après un mot de passe trop courant, le même lien sert encore
      Étant donné que Camille a choisi le mot de passe « Password1 »
      Quand Camille choisit le mot de passe « Grenade-7-Vive »
      Alors Camille lit « Changement de mot de passe effectué ! »

    Scénario: Un mot de passe trop courant ne remplace pas l'ancien
      Étant donné que Camille a choisi le mot de passe « Password1 »
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel

  @exigence:B36
  Règle: La règle du mot de passe est la même dans l'espace personnel

    Plan du Scénario: Impossible d'entrer avec un mot de passe auquel il manque <il manque>
      Étant donné que Camille a choisi « <mot de passe> » depuis son espace personnel
      Quand Camille se connecte avec le mot de passe « <mot de passe> »
      Alors Camille n'accède pas à l'espace personnel

      Exemples:
        | il manque      | mot de passe |
        | un caractère   | Wq7rtzb      |
        | une minuscule  | WQ7RTZBK     |
        | une majuscule  | wq7rtzbk     |
        | un chiffre     | Wqhrtzbk     |

    Plan du Scénario: Impossible d'entrer avec un mot de passe courant, <pourquoi>
      Étant donné que Camille a choisi « <mot de passe> » depuis son espace personnel
      Quand Camille se connecte avec le mot de passe « <mot de passe> »
      Alors Camille n'accède pas à l'espace personnel

      Exemples:
        | pourquoi                     | mot de passe |
        | le plus courant de tous      | Password1    |
        | son propre numéro de dossier | Ca1234567    |

    Scénario: Un mot de passe refusé dans l'espace personnel laisse l'ancien en place
      Étant donné que Camille a choisi « soleil » depuis son espace personnel
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel

    Plan du Scénario: Choisi dans l'espace personnel, « <mot de passe> » ouvre
      Étant donné que Camille a choisi « <mot de passe> » depuis son espace personnel
      Quand Camille se connecte avec le mot de passe « <mot de passe> »
      Alors Camille accède à son espace personnel

      Exemples:
        | pourquoi                    | mot de passe                        |
        | huit caractères             | Wq7rtzbk                            |
        | des signes                  | Grenade-7-Vive                      |
        | une phrase                  | Le rouge-gorge boit 3 fois au puits |
        | des accents                 | Été à Nîmes 26                      |

  @exigence:B36 @capacite:letters @horloge
  Règle: La règle est la même pour le mot de passe qui remplace celui du courrier

    Plan du Scénario: Impossible d'entrer avec un mot de passe auquel il manque <il manque>
      Étant donné que Camille a reçu le courrier
      Et que Camille a choisi « <mot de passe> » à la place de celui du courrier
      Quand Camille se connecte avec le mot de passe « <mot de passe> »
      Alors Camille n'accède pas à l'espace personnel

      Exemples:
        | il manque                  | mot de passe |
        | un caractère               | Wq7rtzb      |
        | une minuscule              | WQ7RTZBK     |
        | un chiffre                 | Wqhrtzbk     |
        | de n'être pas si courant   | Password1    |

    Scénario: Choisi à la place de celui du courrier, un bon mot de passe ouvre
      Étant donné que Camille a reçu le courrier
      Et que Camille a choisi « Wq7rtzbk » à la place de celui du courrier
      Quand Camille se connecte avec le mot de passe « Wq7rtzbk »
      Alors Camille accède à son espace personnel
