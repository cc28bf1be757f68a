# language: fr
Fonctionnalité: Le temps de réponse
  Deux séries, mesurées en temps réel, dans un ordre tiré au sort, pendant que le serveur de mail
  prend son temps. Pour échouer il faut un écart net, d'au moins 3 ms, et confirmé par la seconde
  série : le hasard seul n'y mène qu'une fois sur 7 millions.

  @exigence:B02 @temps-reel
  Règle: Le temps de réponse ne dit pas si le numéro de dossier existe

    Plan du Scénario: La durée ne dit pas si le dossier existe : <moment>
      Quand 40 affiliés et autant d'inconnus vont jusqu'à <moment>, mêlés
      Alors la durée des réponses ne dit pas qui est affilié

      Exemples:
        | moment                      |
        | l'étape 4                   |
        | la validation de l'étape 5  |
        | une connexion refusée       |
