# language: fr
@horloge
Fonctionnalité: Le lien n'est actif que pour 24 heures
  Étape 7 : la durée du lien, à une seconde près.
  Les durées sont du temps écoulé ; les heures sont celles de Paris.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  @exigence:P7.6
  Règle: Ce lien n'est actif que pour 24 heures

    Plan du Scénario: Le lien s'ouvre encore au bout de <durée>
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que <durée> se sont écoulées
      Quand Camille suit le lien du mail
      Alors Camille peut choisir un mot de passe

      Exemples:
        | durée           |
        | 2 s             |
        | 12 h            |
        | 23 h 59 min     |
        | 24 h moins 1 s  |

    @exigence:B12 @exigence:B13
    Plan du Scénario: Impossible d'ouvrir le lien au bout de <durée>
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que <durée> se sont écoulées
      Quand Camille suit le lien du mail
      Alors le lien de Camille est refusé

      Exemples:
        | durée          |
        | 24 h plus 1 s  |
        | 24 h 1 min     |
        | 25 h           |
        | 48 h           |
        | 8784 h         |

    Scénario: Le mot de passe se choisit une seconde avant l'échéance
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Et que 24 h moins 1 s se sont écoulées
      Quand Camille choisit le mot de passe « Soleil2026 »
      Alors Camille lit « Changement de mot de passe effectué ! »

    @exigence:B12 @exigence:B13
    Plan du Scénario: Impossible de choisir un mot de passe au bout de <durée>, le lien ouvert à temps
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Et que <durée> se sont écoulées
      Quand Camille choisit le mot de passe « Soleil2026 »
      Alors le lien de Camille est refusé

      Exemples:
        | durée          |
        | 24 h plus 1 s  |
        | 30 h           |

    @exigence:B12
    Scénario: Un lien périmé laisse l'ancien mot de passe valable
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Et que 25 h se sont écoulées
      Et que Camille a choisi le mot de passe « Soleil2026 »
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel

    @a-confirmer
    Scénario: Le lien à la seconde exacte de l'échéance
      Question à la CARPIMKO : la vingt-quatrième heure est-elle comprise ?
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que 24 h se sont écoulées
      Quand Camille suit le lien du mail
      Alors le portail répond à Camille
      Et la réponse du portail à Camille est consignée

    Scénario: L'horloge du portail remise en arrière d'une minute
      Étant donné que Camille a reçu le mail de réinitialisation le 10 mars 2026 à 12 h 00
      Et que l'horloge indique le 10 mars 2026 à 11 h 59
      Quand Camille suit le lien du mail
      Alors le portail répond à Camille
      Et la réponse du portail à Camille est consignée

    Plan du Scénario: Demandé le <demande>, le lien s'ouvre le <ouverture>
      Étant donné que Camille habite le département <département>
      Et que Camille a reçu le mail de réinitialisation le <demande>
      Et que l'horloge indique le <ouverture>
      Quand Camille suit le lien du mail
      Alors Camille peut choisir un mot de passe

      Exemples:
        | pourquoi                      | département | demande                      | ouverture                            |
        | un jour de 23 heures         | 75          | 28 mars 2026 à 12 h 00       | 29 mars 2026 à 12 h 59 min 59 s      |
        | un jour de 25 heures         | 75          | 24 octobre 2026 à 12 h 00    | 25 octobre 2026 à 10 h 59 min 59 s   |
        | avant le 29 février           | 75          | 28 février 2028 à 12 h 00    | 29 février 2028 à 11 h 59 min 59 s   |
        | le 29 février                 | 75          | 29 février 2028 à 12 h 00    | 1er mars 2028 à 11 h 59 min 59 s     |
        | la nuit du Nouvel An          | 75          | 31 décembre 2026 à 23 h 00   | 1er janvier 2027 à 22 h 59 min 59 s  |
        | outre-mer, jour de 23 heures  | 974         | 28 mars 2026 à 22 h 30       | 29 mars 2026 à 23 h 29 min 59 s      |
        | outre-mer, jour de 25 heures  | 972         | 24 octobre 2026 à 22 h 30    | 25 octobre 2026 à 21 h 29 min 59 s   |
        | à une fraction de seconde | 75        | 10 mars 2026 à 12 h 00 min 0,7 s | 11 mars 2026 à 11 h 59 min 59 s  |
        | au milieu d'une minute    | 75        | 10 mars 2026 à 12 h 00 min 20 s  | 11 mars 2026 à 12 h 00 min 19 s  |

    @exigence:B13
    Plan du Scénario: Demandé le <demande>, le lien ne s'ouvre plus le <ouverture>
      Étant donné que Camille habite le département <département>
      Et que Camille a reçu le mail de réinitialisation le <demande>
      Et que l'horloge indique le <ouverture>
      Quand Camille suit le lien du mail
      Alors le lien de Camille est refusé

      Exemples:
        | pourquoi                      | département | demande                      | ouverture                            |
        | un jour de 23 heures         | 75          | 28 mars 2026 à 12 h 00       | 29 mars 2026 à 13 h 00 min 01 s      |
        | un jour de 25 heures         | 75          | 24 octobre 2026 à 12 h 00    | 25 octobre 2026 à 11 h 00 min 01 s   |
        | avant le 29 février           | 75          | 28 février 2028 à 12 h 00    | 29 février 2028 à 12 h 00 min 01 s   |
        | le 29 février                 | 75          | 29 février 2028 à 12 h 00    | 1er mars 2028 à 12 h 00 min 01 s     |
        | la nuit du Nouvel An          | 75          | 31 décembre 2026 à 23 h 00   | 1er janvier 2027 à 23 h 00 min 01 s  |
        | outre-mer, jour de 23 heures  | 974         | 28 mars 2026 à 22 h 30       | 29 mars 2026 à 23 h 30 min 01 s      |
        | outre-mer, jour de 25 heures  | 972         | 24 octobre 2026 à 22 h 30    | 25 octobre 2026 à 21 h 30 min 01 s   |
        | à une fraction de seconde | 75        | 10 mars 2026 à 12 h 00 min 0,7 s | 11 mars 2026 à 12 h 00 min 02 s  |
        | au milieu d'une minute    | 75        | 10 mars 2026 à 12 h 00 min 40 s  | 11 mars 2026 à 12 h 00 min 41 s  |

    Scénario: Les 24 heures partent de l'envoi du mail, et non du début de la demande
      Étant donné que Camille a rempli la demande
      Et que 5 min se sont écoulées
      Et que Camille a validé son choix par mail
      Et que Camille a ouvert chaque copie de son mail
      Et que 23 h 57 min se sont écoulées
      Quand Camille suit le lien du mail
      Alors Camille peut choisir un mot de passe
