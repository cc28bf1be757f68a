# language: fr
Fonctionnalité: Où le portail renvoie

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  @exigence:B52
  Règle: Aucune redirection ne mène hors du site

    Plan du Scénario: La connexion avec « <nom> » reste sur le site
      Quand Camille se connecte en demandant par « <nom> » à aller à « <adresse> »
      Alors le portail répond à Camille
      Et rien ne mène Camille à « <adresse> »

      Exemples:
        | pourquoi                  | nom         | adresse                          |
        | ASP.NET                   | ReturnUrl   | https://ailleurs.example/        |
        | la même, en minuscules    | returnUrl   | https://ailleurs.example/        |
        | Django, Flask             | next        | https://ailleurs.example/        |
        | sans protocole            | next        | //ailleurs.example/              |
        | une barre inverse         | next        | /\\ailleurs.example/             |
        | trois barres              | next        | ///ailleurs.example/             |
        | un hôte qui ressemble     | next        | https://www2.carpimko.com.ailleurs.example/ |
        | un nom devant l'hôte      | next        | https://www2.carpimko.com@ailleurs.example/ |
        | une tabulation            | next        | /\t/ailleurs.example/            |
        | un script                 | next        | javascript:alert(1)              |
        | des données               | next        | data:text/html,x                 |
        | Spring                    | redirect    | https://ailleurs.example/        |
        | Rails                     | return_to   | https://ailleurs.example/        |
        | Keycloak                  | redirect_uri | https://ailleurs.example/       |
        | SAML                      | RelayState  | https://ailleurs.example/        |
        | PHP                       | url         | https://ailleurs.example/        |
        | Google                    | continue    | https://ailleurs.example/        |
        | en français               | retour      | https://ailleurs.example/        |

    Plan du Scénario: La demande avec « <nom> » reste sur le site
      Quand Camille fait sa demande en voulant par « <nom> » aller à « https://ailleurs.example/ »
      Alors le portail répond à Camille
      Et rien ne mène Camille à « https://ailleurs.example/ »
      Et aucun mail n'est envoyé à un autre que Camille

      Exemples:
        | nom       |
        | ReturnUrl |
        | next      |
        | redirect  |

    Plan du Scénario: Le lien suivi avec « <nom> » reste sur le site
      Étant donné que Camille a reçu le mail de réinitialisation
      Quand Camille choisit « Soleil2026 » en voulant par « <nom> » aller à « https://ailleurs.example/ »
      Alors le portail répond à Camille
      Et rien ne mène Camille à « https://ailleurs.example/ »

      Exemples:
        | nom       |
        | ReturnUrl |
        | next      |
        | redirect  |

  @exigence:B59
  Règle: Les gestionnaires de mots de passe trouvent la page

    Scénario: L'adresse convenue mène à la page du mot de passe
      Quand Camille ouvre l'adresse convenue des gestionnaires de mots de passe
      Alors la page de Camille permet de changer de mot de passe

    Scénario: Une adresse qui n'existe pas se reconnaît
      Quand Camille ouvre une adresse qui n'existe pas
      Alors le portail dit à Camille que cette adresse n'existe pas
