# language: fr
@exigence:B49
Fonctionnalité: Un jeton mal formé
  À la place du jeton, un texte qui n'en est pas un.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567
    Et que Camille a reçu le mail de réinitialisation

  Règle: Un jeton mal formé donne une page d'erreur, jamais une panne

    Plan du Scénario: Impossible d'ouvrir un lien dont le jeton est un texte <jeton>
      Quand Camille ouvre son lien avec, pour jeton, un texte <jeton>
      Alors le lien de Camille est refusé sans rien casser

      Exemples:
        | jeton                     |
        | d'une seule partie        |
        | de deux parties           |
        | de quatre parties         |
        | de trois lettres          |
        | de trois parties qui ne sont pas du texte |
        | de trois listes           |
        | de trois nombres          |
        | d'un en-tête mille fois emboîté |
        | null                      |
        | undefined                 |
        | 0                         |
        | en lettres accentuées     |
        | en émojis                 |
        | de deux mille caractères  |
        | d'une espace              |

    Plan du Scénario: Un texte <jeton> n'ouvre rien
      Un filtre placé devant le portail peut refuser à sa façon.
      Quand Camille ouvre son lien avec, pour jeton, un texte <jeton>
      Alors Camille ne peut rien ouvrir, et rien ne casse

      Exemples:
        | jeton                              |
        | de trois parties vides             |
        | coupé par un octet nul             |
        | qui remonte les dossiers           |
        | fait de balises                    |
        | fait de SQL                        |
        | fait d'un gabarit                  |
        | fait d'un en-tête                  |
        | fait d'un objet                    |
        | de cent mille caractères           |
        | donné sans valeur                  |
        | en octets qui ne sont pas du texte |
        | à l'encodage cassé                 |

    Plan du Scénario: Un jeton <jeton> ne casse rien
      Le bon jeton s'y lit encore : l'accepter ou le refuser sont deux choix sûrs.
      Quand Camille ouvre son lien avec, pour jeton, un texte <jeton>
      Alors rien ne casse pour Camille

      Exemples:
        | jeton                              |
        | suivi d'une espace                 |
        | suivi d'un retour à la ligne       |
        | suivi d'un signe égal              |
        | coupé par un retour à la ligne     |
        | entre guillemets                   |
        | donné en liste                     |
        | donné en objet                     |
        | donné deux fois                    |
        | donné deux fois, le bon en second  |
        | nommé en majuscules                |

    Plan du Scénario: Impossible de changer le mot de passe avec un texte <jeton>
      Étant donné que Camille a suivi le lien du mail
      Quand Camille choisit un mot de passe avec, pour jeton, un texte <jeton>
      Alors aucun changement n'est annoncé à Camille

      Exemples:
        | jeton                     |
        | d'une seule partie        |
        | de deux parties           |
        | de quatre parties         |
        | de trois parties vides    |
        | null                      |
        | d'une espace              |
        | en lettres accentuées     |
        | en émojis                 |
        | coupé par un octet nul    |
        | qui remonte les dossiers  |
        | fait de balises           |
        | fait d'un objet           |
        | de cent mille caractères  |
