# language: fr
@capacite:franceconnect
Fonctionnalité: Ce que le portail croit de FranceConnect
  Un retour, un jeton ou une identité que FranceConnect n'a pas voulu n'ouvre rien.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567
    Et Dominique, affiliée au dossier 7654321

  @exigence:B57
  Règle: Rien n'est cru que FranceConnect n'ait signé pour ce portail et cette demande

    Plan du Scénario: Impossible d'entrer si FranceConnect <panne>
      Étant donné que FranceConnect <panne>
      Quand Camille s'identifie avec FranceConnect
      Alors Camille n'entre dans aucun espace personnel

      Exemples:
        | pourquoi                      | panne                                              |
        | retour d'une autre demande    | rend un autre état                                 |
        | retour que rien ne rattache   | ne rend pas l'état                                 |
        | rien à échanger               | ne rend pas de code                                |
        | code jamais donné             | rend un code inventé                               |
        | jeton d'une autre demande     | signe un autre nonce                               |
        | jeton que rien ne rattache    | ne signe aucun nonce                               |
        | contenu changé                | rend un jeton retouché après la signature          |
        | algorithme « none »           | rend un jeton sans signature                       |
        | algorithme symétrique, HS256  | signe avec le secret partagé                       |
        | confusion d'algorithmes       | signe avec sa clé publique prise pour un secret    |
        | clé absente de la liste       | signe avec une clé qu'il ne publie pas             |
        | clé de l'attaquant            | signe avec une clé que le jeton apporte            |
        | audience                      | rend un jeton destiné à un autre service           |
        | émetteur                      | rend un jeton émis par un autre                    |
        | échéance                      | rend un jeton périmé depuis une heure              |
        | jeton de personne             | rend un jeton qui ne dit pas de qui                |
        | jeton valable à jamais        | rend un jeton sans échéance                        |
        | deux personnes en une         | donne l'identité d'une autre personne que le jeton |
        | identité que chacun peut dire | donne l'identité sans la signer                    |
        | signature vide                | donne l'identité avec une signature vide           |
        | identité changée              | donne une identité retouchée après la signature    |
        | audience de l'identité        | donne une identité destinée à un autre service     |
        | émetteur de l'identité        | donne une identité émise par un autre              |
        | identité d'un inconnu         | donne une identité signée d'une clé inconnue       |

    @capacite:routes
    Plan du Scénario: Impossible d'entrer si FranceConnect <panne>, et cela se dit
      Étant donné que FranceConnect <panne>
      Quand Camille s'identifie avec FranceConnect
      Alors Camille n'entre dans aucun espace personnel

      Exemples:
        | pourquoi               | panne                           |
        | échange du code        | est en panne                    |
        | réponse illisible      | répond n'importe quoi           |
        | délai d'attente        | ne répond plus                  |
        | identité indisponible  | ne sait plus donner l'identité  |
        | clés indisponibles     | ne publie plus ses clés         |

  @exigence:B57
  Règle: Un retour ne sert qu'une fois, et dans le navigateur de la demande

    Scénario: Impossible d'entrer si le retour a été préparé par quelqu'un d'autre
      Qui suit le lien d'un malveillant ne doit pas se retrouver chez lui sans le savoir.

      Étant donné que FranceConnect a préparé un retour pour Dominique
      Quand Camille prend le retour préparé pour Dominique
      Alors Camille n'entre dans aucun espace personnel

    Scénario: Impossible d'entrer si le code est celui d'une autre personne
      Étant donné que FranceConnect a préparé un retour pour Camille
      Quand Dominique glisse dans son retour le code de Camille
      Alors Dominique n'entre dans aucun espace personnel

    Scénario: Impossible d'entrer si le retour a déjà servi
      Étant donné que FranceConnect a identifié Camille
      Et que Camille a mis fin à sa session
      Quand Camille prend une seconde fois son retour de FranceConnect
      Alors Camille n'entre dans aucun espace personnel
