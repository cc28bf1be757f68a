# language: fr
@capacite:letters
Fonctionnalité: Le mot de passe du courrier est provisoire
  Un courrier se perd, se vole, s'ouvre par mégarde : ce qu'il porte ne doit servir
  qu'à choisir son propre mot de passe, une fois et pendant peu de temps.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  @exigence:B54 @horloge
  Règle: Il oblige à choisir le sien

    Scénario: Se connecter avec le mot de passe du courrier oblige à en choisir un autre
      Étant donné que Camille connaît son espace personnel
      Et que Camille a reçu le courrier
      Quand Camille se connecte avec le mot de passe du courrier
      Alors un nouveau mot de passe est exigé de Camille

    Scénario: Impossible d'ouvrir l'espace personnel si aucun mot de passe n'a été choisi
      Étant donné que Camille connaît son espace personnel
      Et que Camille a reçu le courrier
      Et que Camille s'est connectée avec le mot de passe du courrier
      Quand Camille revient à son espace personnel sans rien choisir
      Alors l'espace personnel de Camille reste fermé

    Scénario: Le mot de passe choisi ouvre l'espace personnel
      Étant donné que Camille a reçu le courrier
      Et que Camille a choisi « Grenade-7-Vive » à la place de celui du courrier
      Quand Camille se connecte avec son nouveau mot de passe
      Alors Camille accède à son espace personnel

    Scénario: Impossible de se connecter avec l'ancien mot de passe une fois le nouveau choisi
      Étant donné que Camille a reçu le courrier
      Et que Camille a choisi « Grenade-7-Vive » à la place de celui du courrier
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille n'accède pas à l'espace personnel

    Scénario: Impossible de garder le mot de passe du courrier
      Étant donné que Camille connaît son espace personnel
      Et que Camille a reçu le courrier
      Et que Camille a voulu garder le mot de passe du courrier
      Quand Camille se connecte avec son nouveau mot de passe
      Alors l'espace personnel de Camille reste fermé

    Plan du Scénario: Impossible de choisir un mot de passe où <pourquoi> manque
      Étant donné que Camille a reçu le courrier
      Et que Camille a choisi « <mot de passe> » à la place de celui du courrier
      Quand Camille se connecte avec son nouveau mot de passe
      Alors Camille n'accède pas à l'espace personnel

      Exemples:
        | pourquoi           | mot de passe   |
        | une majuscule      | grenade-7-vive |
        | un chiffre         | Grenade-x-Vive |
        | un huitième signe  | Vive-7x        |

  @exigence:B54 @horloge
  Règle: Il ne dure pas

    Scénario: Impossible de se servir du mot de passe du courrier après en avoir choisi un autre
      Étant donné que Camille a reçu le courrier
      Et que Camille a choisi « Grenade-7-Vive » à la place de celui du courrier
      Quand Camille tente d'entrer avec le mot de passe du courrier
      Alors Camille n'accède pas à l'espace personnel

    Plan du Scénario: Impossible de se servir du mot de passe du courrier <délai> plus tard
      NIST SP 800-63B-4 donne 21 jours à un code envoyé par la poste, 30 hors du pays.
      Étant donné que Camille a reçu le courrier
      Et que <délai> se sont écoulés
      Quand Camille tente d'entrer avec le mot de passe du courrier
      Alors Camille n'accède pas à l'espace personnel

      Exemples:
        | délai     |
        | 30 jours  |
        | 400 jours |

    Plan du Scénario: Demandé le <demande>, le courrier sert encore trois jours après l'arrivée
      Étant donné que l'horloge indique le <demande>
      Et que Camille a reçu le courrier
      Et que 3 jours se sont écoulés
      Et que Camille a choisi « Grenade-7-Vive » à la place de celui du courrier
      Quand Camille se connecte avec son nouveau mot de passe
      Alors Camille accède à son espace personnel

      Exemples:
        | pourquoi               | demande                    |
        | un jour ordinaire      | 10 mars 2026 à 10 h 00     |
        | la fin du mois         | 31 mars 2026 à 10 h 00     |
        | un long week-end       | 30 avril 2026 à 10 h 00    |
        | la fin de l'année      | 30 décembre 2026 à 10 h 00 |

    Scénario: Impossible de se servir du courrier après une réinitialisation par mail
      Étant donné que Camille a reçu le courrier
      Et que Camille a changé son mot de passe pour « Grenade-7-Vive »
      Quand Camille tente d'entrer avec le mot de passe du courrier
      Alors Camille n'accède pas à l'espace personnel

    @a-confirmer
    Scénario: Impossible de se servir du premier courrier après en avoir reçu un second
      Question à la CARPIMKO : un second courrier remplace-t-il le premier ? Hypothèse : oui.
      Étant donné que Camille a reçu le courrier
      Et que Camille a refait la demande et reçu un second courrier
      Quand Camille tente d'entrer avec le mot de passe du premier courrier
      Alors Camille n'accède pas à l'espace personnel

    @exigence:B42
    Scénario: Impossible de se servir du courrier d'un compte bloqué depuis
      Étant donné que Camille a reçu le courrier
      Et que le compte de Camille a été bloqué
      Quand Camille tente d'entrer avec le mot de passe du courrier
      Alors Camille n'accède pas à l'espace personnel

  @exigence:B54 @horloge
  Règle: Il ne se devine pas et ne se lit que sur le papier

    Scénario: Le mot de passe du courrier ne dit rien de la personne
      Étant donné que Camille a demandé un nouveau mot de passe par courrier
      Quand Camille reçoit le courrier attendu
      Alors le mot de passe du courrier de Camille ne se devine pas

    Scénario: Deux courriers d'une même personne portent des mots de passe sans rapport
      Étant donné que Camille a reçu le courrier
      Quand Camille refait la demande et reçoit un second courrier
      Alors les deux courriers de Camille portent des mots de passe sans rapport

    Scénario: Les courriers de deux personnes portent des mots de passe sans rapport
      Étant donné Dominique, affilié au dossier 7654321
      Et que Dominique a reçu le courrier
      Et que Camille a demandé un nouveau mot de passe par courrier
      Quand Camille reçoit le courrier attendu
      Alors les courriers de Camille et de Dominique sont sans rapport

    Scénario: Le mot de passe du courrier ne se lit dans aucune page ni aucun mail
      Étant donné que Camille a reçu le courrier
      Quand Camille choisit « Grenade-7-Vive » à la place de celui du courrier
      Alors le mot de passe du courrier de Camille ne se lit que sur le papier

    @capacite:log @exigence:B53
    Scénario: Le mot de passe du courrier ne se trouve pas dans le journal
      Étant donné que Camille a reçu le courrier
      Quand Camille choisit « Grenade-7-Vive » à la place de celui du courrier
      Alors le mot de passe du courrier de Camille n'est pas dans le journal
