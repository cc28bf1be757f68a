# language: fr
@exigence:P5.5 @capacite:letters
Fonctionnalité: Recevoir son mot de passe par courrier postal
  Étape 5 : « Par courrier postal à votre adresse (Vous le recevrez généralement
  sous 72h, hors week-end et jours fériés) ».

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  Règle: Choisir le courrier fait partir un courrier et aucun mail

    Scénario: L'option est offerte avec son délai
      Quand Camille remplit la demande
      Alors Camille lit « Par courrier postal à votre adresse (Vous le recevrez généralement sous 72h, hors week-end et jours fériés) »

    Scénario: Un seul courrier part, et aucun mail
      Quand Camille demande un nouveau mot de passe par courrier
      Alors un seul courrier part pour Camille
      Et aucun mail n'est envoyé

    @horloge
    Scénario: Douze heures plus tard, aucun mail n'a suivi la demande d'un courrier
      Étant donné que Camille a demandé un nouveau mot de passe par courrier
      Et que 12 h se sont écoulées
      Quand Camille recharge la page
      Alors un seul courrier part pour Camille
      Et aucun mail n'est envoyé

    Scénario: Le courrier part à l'adresse postale du dossier
      Quand Camille demande un nouveau mot de passe par courrier
      Alors le courrier part à l'adresse postale de Camille

    Scénario: Valider deux fois au même instant fait partir un seul courrier
      Étant donné que Camille a rempli la demande
      Quand Camille valide 2 fois au même instant par courrier
      Alors un seul courrier part pour Camille

    Scénario: Choisir le mail ne fait partir aucun courrier
      Quand Camille demande un nouveau mot de passe par mail
      Alors Camille reçoit un seul mail de réinitialisation
      Et aucun courrier ne part pour Camille

    Scénario: Impossible de faire partir un courrier si l'adresse postale a disparu entre-temps
      Étant donné que Camille a rempli la demande
      Et que Camille n'a plus d'adresse postale
      Quand Camille valide son choix par courrier
      Alors aucun courrier ne part pour Camille
      Et aucun mail n'est envoyé

    Scénario: Le courrier part à l'adresse du jour, même changée après la demande
      Étant donné que Camille a rempli la demande
      Et que Camille a déménagé dans le département 974
      Quand Camille valide son choix par courrier
      Alors le courrier part à l'adresse postale de Camille

    Scénario: Un ayant droit du même numéro ne reçoit pas le courrier de l'affiliée
      Étant donné Dominique, ayant droit au dossier 1234567
      Quand Camille demande un nouveau mot de passe par courrier
      Alors un seul courrier part pour Camille
      Et le courrier part à l'adresse postale de Camille

    Plan du Scénario: Impossible de faire partir un courrier si le compte est <état>
      Étant donné que le compte de Camille a été <état>
      Et que Camille a rempli la demande
      Quand Camille valide son choix par courrier si on le lui propose
      Alors aucun courrier ne part pour Camille
      Et aucun mail n'est envoyé

      Exemples:
        | état   |
        | bloqué |
        | radié  |

    Scénario: Le mot de passe en place reste valable
      Étant donné que Camille a demandé un nouveau mot de passe par courrier
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel

  @horloge
  Règle: Sous 72 h, hors week-end et jours fériés

    Plan du Scénario: Un courrier demandé le <demande> est attendu le <attendu> dans le <département>
      Étant donné que Camille habite le département <département>
      Et que l'horloge indique le <demande>
      Quand Camille demande un nouveau mot de passe par courrier
      Alors le courrier est attendu le <attendu>

      Exemples: Week-ends et jours fériés de toute la France
        | pourquoi                  | département | demande                      | attendu          |
        | une semaine ordinaire     | 75          | 9 mars 2026 à 10 h 00        | 12 mars 2026     |
        | un vendredi soir          | 75          | 13 mars 2026 à 17 h 00       | 18 mars 2026     |
        | veille du 1er mai         | 75          | 30 avril 2026 à 10 h 00      | 6 mai 2026       |
        | jour de l'An              | 75          | 31 décembre 2026 à 10 h 00   | 6 janvier 2027   |
        | une nuit de changement d'heure | 75     | 27 mars 2026 à 23 h 00       | 1er avril 2026   |
        | avant l'Ascension         | 75          | 13 mai 2026 à 10 h 00        | 19 mai 2026      |
        | veille du 14 juillet      | 75          | 13 juillet 2026 à 10 h 00    | 17 juillet 2026  |
        | veille de Noël            | 75          | 24 décembre 2026 à 10 h 00   | 30 décembre 2026 |
        | avant le Vendredi saint   | 75          | 2 avril 2026 à 10 h 00       | 8 avril 2026     |
        | avant le 26 décembre      | 75          | 22 décembre 2028 à 10 h 00   | 28 décembre 2028 |
        | Pâques une autre année    | 75          | 26 mars 2027 à 10 h 00       | 1er avril 2027   |
        | l'Ascension une autre année | 75        | 5 mai 2027 à 10 h 00         | 11 mai 2027      |
        | la Pentecôte une autre année | 75       | 14 mai 2027 à 10 h 00        | 20 mai 2027      |
        | peu après minuit, l'hiver | 75          | 11 mars 2026 à 0 h 30        | 16 mars 2026     |
        | peu après minuit, l'été   | 75          | 8 juillet 2026 à 0 h 30      | 13 juillet 2026  |

      Exemples: Jours fériés d'un seul territoire
        | pourquoi                          | département | demande                      | attendu          |
        | le Vendredi saint en Moselle      | 57          | 2 avril 2026 à 10 h 00       | 9 avril 2026     |
        | le Vendredi saint dans le Bas-Rhin | 67         | 2 avril 2026 à 10 h 00       | 9 avril 2026     |
        | le Vendredi saint dans le Haut-Rhin | 68        | 2 avril 2026 à 10 h 00       | 9 avril 2026     |
        | le 26 décembre dans le Bas-Rhin   | 67          | 22 décembre 2028 à 10 h 00   | 29 décembre 2028 |
        | le 27 avril à Mayotte             | 976         | 24 avril 2026 à 10 h 00      | 30 avril 2026    |
        | le 27 avril ailleurs              | 75          | 24 avril 2026 à 10 h 00      | 29 avril 2026    |
        | le 22 mai en Martinique           | 972         | 20 mai 2026 à 16 h 00        | 27 mai 2026      |
        | le 27 mai en Guadeloupe           | 971         | 26 mai 2026 à 16 h 00        | 1er juin 2026    |
        | le 22 mai ailleurs                | 75          | 20 mai 2026 à 16 h 00        | 26 mai 2026      |
        | le Vendredi saint en Guyane       | 973         | 2 avril 2026 à 16 h 00       | 8 avril 2026     |
        | encore jeudi en Martinique        | 972         | 13 mars 2026 à 4 h 00        | 17 mars 2026     |
        | déjà vendredi à La Réunion        | 974         | 12 mars 2026 à 22 h 00       | 18 mars 2026     |
        | le 10 juin en Guyane              | 973         | 9 juin 2026 à 15 h 00        | 15 juin 2026     |
        | le 20 décembre à La Réunion       | 974         | 17 décembre 2027 à 7 h 00    | 23 décembre 2027 |

    @a-confirmer
    Scénario: Un courrier demandé un samedi
      Question à la CARPIMKO : les 72 h partent-elles du lundi à 0 h ? Hypothèse : oui, il est attendu le jeudi.
      Étant donné que Camille habite le département 75
      Et que l'horloge indique le 14 mars 2026 à 11 h 00
      Quand Camille demande un nouveau mot de passe par courrier
      Alors la date où le courrier est attendu est consignée

    @a-confirmer
    Scénario: Un courrier attendu un jour de coutume
      Question à la CARPIMKO : le Vendredi saint, chômé par coutume en Guadeloupe, retarde-t-il le courrier ? Hypothèse : non.
      Étant donné que Camille habite le département 971
      Et que l'horloge indique le 2 avril 2026 à 16 h 00
      Quand Camille demande un nouveau mot de passe par courrier
      Alors la date où le courrier est attendu est consignée
