# language: fr
Fonctionnalité: Accents et espaces du mot de passe
  Un clavier donne « é » d'un seul tenant, un autre en deux signes ; la même personne
  tape les deux. Ce qui a été choisi doit ouvrir.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  @exigence:B33
  Règle: Un mot de passe accentué ouvre l'espace depuis tout clavier

    Plan du Scénario: Choisi <choisi>, tapé <tapé>, il ouvre l'espace personnel
      Étant donné que Camille a pu changer son mot de passe pour « <mot de passe> »
      Quand Camille se connecte avec le mot de passe « <saisie> »
      Alors Camille accède à son espace personnel

      Exemples:
        | choisi                   | tapé                     | mot de passe                  | saisie                        |
        | composé                  | composé                  | Sol\u00e9il2026               | Sol\u00e9il2026               |
        | composé                  | décomposé                | Sol\u00e9il2026               | Sole\u0301il2026              |
        | décomposé                | composé                  | Sole\u0301il2026              | Sol\u00e9il2026               |
        | décomposé                | décomposé                | Sole\u0301il2026              | Sole\u0301il2026              |
        | à l'allemande            | décomposé                | H\u00f6heH\u00f6he1           | Ho\u0308heHo\u0308he1         |
        | avec deux signes         | dans l'autre ordre       | Soleila\u0323\u0302 26        | Soleila\u0302\u0323 26        |
        | avec le signe ångström   | avec la lettre Å         | Soleil26\u212b                | Soleil26\u00c5                |
        | avec un emoji composé    | de même                  | Soleil26\U0001f468\u200d\U0001f33e | Soleil26\U0001f468\u200d\U0001f33e |
        | avec une ligature        | de même                  | Soleil26\ufb01n               | Soleil26\ufb01n               |

    Plan du Scénario: Choisi <choisi> dans l'espace personnel, tapé <tapé>, il l'ouvre
      Étant donné que Camille a pu choisir « <mot de passe> » depuis son espace personnel
      Quand Camille se connecte avec le mot de passe « <saisie> »
      Alors Camille accède à son espace personnel

      Exemples:
        | choisi     | tapé       | mot de passe    | saisie          |
        | composé    | décomposé  | Sol\u00e9il2026 | Sole\u0301il2026 |
        | décomposé  | composé    | Sole\u0301il2026 | Sol\u00e9il2026 |

    @capacite:letters @horloge
    Plan du Scénario: Choisi <choisi> à la place de celui du courrier, tapé <tapé>, il ouvre
      Étant donné que Camille a reçu le courrier
      Et que Camille a pu choisir « <mot de passe> » à la place de celui du courrier
      Quand Camille se connecte avec le mot de passe « <saisie> »
      Alors Camille accède à son espace personnel

      Exemples:
        | choisi     | tapé       | mot de passe    | saisie          |
        | composé    | décomposé  | Sol\u00e9il2026 | Sole\u0301il2026 |
        | décomposé  | composé    | Sole\u0301il2026 | Sol\u00e9il2026 |

    Scénario: Impossible de choisir six caractères, même s'ils pèsent neuf octets
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Quand Camille choisit le mot de passe « Wq7\u00e9\u00e0\u00fc »
      Alors le mot de passe de Camille est refusé

  @exigence:B34
  Règle: Les espaces comptent de même au changement et à la connexion

    Plan du Scénario: Un mot de passe avec <espace> ouvre tel quel
      Étant donné que Camille a pu changer son mot de passe pour « <mot de passe> »
      Quand Camille se connecte avec le mot de passe « <mot de passe> »
      Alors Camille accède à son espace personnel

      Exemples:
        | espace                         | mot de passe              |
        | une espace devant              | \sGrenade-7               |
        | une espace derrière            | Grenade-7\s               |
        | des espaces des deux côtés     | \s\sGrenade-7\s\s         |
        | une espace au milieu           | Grenade 7 vive            |
        | deux espaces au milieu         | Grenade\s\s7 vive         |
        | une espace insécable au milieu | Grenade\u00a07 vive       |
        | une espace insécable derrière  | Grenade-7\u00a0           |
        | une espace fine devant         | \u202fGrenade-7           |

    Plan du Scénario: Choisi dans l'espace personnel avec <espace>, il ouvre tel quel
      Étant donné que Camille a pu choisir « <mot de passe> » depuis son espace personnel
      Quand Camille se connecte avec le mot de passe « <mot de passe> »
      Alors Camille accède à son espace personnel

      Exemples:
        | espace                         | mot de passe              |
        | une espace devant              | \sGrenade-7               |
        | une espace derrière            | Grenade-7\s               |
        | deux espaces au milieu         | Grenade\s\s7 vive         |

    @capacite:letters @horloge
    Plan du Scénario: Choisi à la place de celui du courrier avec <espace>, il ouvre tel quel
      Étant donné que Camille a reçu le courrier
      Et que Camille a pu choisir « <mot de passe> » à la place de celui du courrier
      Quand Camille se connecte avec le mot de passe « <mot de passe> »
      Alors Camille accède à son espace personnel

      Exemples:
        | espace                         | mot de passe              |
        | une espace devant              | \sGrenade-7               |
        | une espace derrière            | Grenade-7\s               |
        | deux espaces au milieu         | Grenade\s\s7 vive         |

    Plan du Scénario: Choisi <choisi>, tapé <tapé>, la réponse est consignée
      Étant donné que Camille a pu changer son mot de passe pour « <mot de passe> »
      Quand Camille se connecte avec le mot de passe « <saisie> »
      Alors le portail répond à Camille
      Et la réponse du portail à Camille est consignée

      Exemples:
        | choisi               | tapé                | mot de passe | saisie      |
        | avec une espace      | sans                | Grenade-7\s  | Grenade-7   |
        | sans espace          | avec une            | Grenade-7    | Grenade-7\s |
