# language: fr
Fonctionnalité: Un jeton forgé n'ouvre rien
  Qui a reçu un lien peut en fabriquer d'autres : un JWT se lit et se réécrit.
  Un jeton d'une autre forme est abîmé de façon équivalente.

  Contexte:
    Étant donné Camille, affiliée au dossier 0123456
    Et Dominique, affilié au dossier 7654321
    Et que Camille a reçu le mail de réinitialisation

  @exigence:B09
  Règle: Un jeton forgé ou modifié est refusé

    Scénario: Le jeton porte une signature
      Quand Camille suit le lien du mail
      Alors le jeton de Camille est signé

    Plan du Scénario: Impossible d'ouvrir un lien au jeton <jeton>
      Quand Camille ouvre son lien avec un jeton <jeton>
      Alors le lien de Camille est refusé sans rien casser

      Exemples:
        | pourquoi                         | jeton                                  |
        | l'algorithme « aucun »           | non signé (none)                       |
        | la même chose, autre casse       | non signé (None)                       |
        | la même chose, en capitales      | non signé (NONE)                       |
        | la même chose, casse mêlée       | non signé (NoNe)                       |
        | la même chose, casse inversée    | non signé (nOnE)                       |
        | une signature que nul ne lit     | non signé, l'ancienne signature gardée |
        | pas même un point                | non signé, en deux parties             |
        | une signature vide               | à la signature vidée                   |
        | plus de signature                | à la signature ôtée                    |
        | une lettre changée               | à la signature altérée                 |
        | la fin coupée                    | à la signature tronquée                |
        | des octets nuls                  | à la signature de zéros                |
        | un autre affilié                 | au dossier d'un autre                  |
        | dix ans de plus                  | à l'échéance repoussée                 |
        | un autre usage                   | au type changé                         |
        | un autre algorithme              | annoncé HS384                          |
        | un autre encore                  | annoncé HS512                          |
        | un algorithme à clé publique     | annoncé RS256                          |
        | la clé publique prise pour clé   | annoncé RS256, signé par un HMAC       |
        | une clé vide                     | signé d'une clé vide                   |
        | une clé quelconque               | signé d'une clé à lui                  |
        | « kid » qui remonte les dossiers | dont la clé est un fichier vide        |
        | « kid » qui interroge la base    | dont la clé sort d'une requête         |
        | « jwk » symétrique               | qui apporte sa clé                     |
        | « jwk » à clé publique           | qui apporte sa clé publique            |
        | « jku »                          | qui dit où est sa clé                  |
        | un ordre changé                  | aux parties échangées                  |

    Plan du Scénario: Impossible de changer le mot de passe avec un jeton <jeton>
      Étant donné que Camille a suivi le lien du mail
      Quand Camille choisit un mot de passe avec un jeton <jeton>
      Alors aucun changement n'est annoncé à Camille

      Exemples:
        | pourquoi                     | jeton                       |
        | l'algorithme « aucun »       | non signé (none)            |
        | plus de signature            | à la signature ôtée         |
        | une lettre changée           | à la signature altérée      |
        | un autre affilié             | au dossier d'un autre       |
        | dix ans de plus              | à l'échéance repoussée      |
        | un autre algorithme          | annoncé HS384               |
        | « jwk » symétrique           | qui apporte sa clé          |

    Plan du Scénario: Un mot de passe choisi avec un jeton <jeton> n'ouvre rien
      Étant donné que Camille a suivi le lien du mail
      Et que Camille a choisi un mot de passe avec un jeton <jeton>
      Quand Camille se connecte avec son nouveau mot de passe
      Alors Camille n'accède pas à l'espace personnel

      Exemples:
        | pourquoi                     | jeton                       |
        | l'algorithme « aucun »       | non signé (none)            |
        | une lettre changée           | à la signature altérée      |
        | dix ans de plus              | à l'échéance repoussée      |

  @exigence:B11
  Règle: L'échéance du jeton est obligatoire et lue strictement
    La clé du portail est inconnue à qui reçoit un lien : il voit l'échéance écrite dans
    son jeton, et que toute autre est refusée. Si la clé se devine, les jetons
    ci-dessous en portent la signature.

    @horloge
    Scénario: L'échéance écrite dans le jeton est celle que le message annonce
      Quand Camille suit le lien du mail
      Alors l'échéance du jeton de Camille est en secondes, dans 24 heures au plus

    Plan du Scénario: Impossible d'ouvrir un lien au jeton <jeton>
      Quand Camille ouvre son lien avec un jeton <jeton>
      Alors le lien de Camille est refusé sans rien casser

      Exemples:
        | pourquoi              | jeton                                |
        | elle manque           | sans échéance                        |
        | du texte              | à l'échéance en toutes lettres       |
        | mille fois trop loin  | à l'échéance en millisecondes        |
        | avant 1970            | à l'échéance négative                |
        | NaN                   | à l'échéance qui n'est pas un nombre |
        | Infinity              | à l'échéance infinie                 |
        | un booléen            | à l'échéance vraie                   |
        | une liste             | à l'échéance donnée en liste         |
