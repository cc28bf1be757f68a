# language: fr
Fonctionnalité: Redonner son numéro de dossier à l'étape 8
  « Saisissez votre numéro de dossier à sept chiffres ».

  Contexte:
    Étant donné Camille, affiliée au dossier 0123456
    Et Dominique, affilié au dossier 7654321
    Et que Camille a reçu le mail de réinitialisation
    Et que Camille a suivi le lien du mail

  @exigence:P8.1
  Règle: Le numéro saisi est celui du dossier qui a demandé le lien

    Scénario: La page demande le numéro et deux fois le mot de passe
      Quand Camille recharge la page
      Alors Camille lit « Réinitialisation du mot de passe »
      Et Camille peut choisir un mot de passe

    Plan du Scénario: Impossible de changer le mot de passe avec un autre numéro
      Quand Camille choisit « Soleil2026 » pour le dossier « <dossier> »
      Alors le mot de passe de Camille est refusé

      Exemples:
        | pourquoi              | dossier     |
        | celui de Dominique    | 7654321     |
        | celui de personne     | 1111111     |
        | sans le zéro          | 123456      |
        | huit chiffres         | 00123456    |
        | une espace derrière   | 0123456\s   |
        | une espace au milieu  | 012 3456    |
        | un retour à la ligne  | 0123456\n   |
        | vide                  |             |
        | pleine chasse         | \uff10\uff11\uff12\uff13\uff14\uff15\uff16 |

    @exigence:B07
    Scénario: Taper le numéro de Dominique ne change pas le mot de passe de Dominique
      Étant donné que Camille a choisi « Soleil2026 » pour le dossier « 7654321 »
      Quand Dominique se connecte avec le mot de passe « Soleil2026 »
      Alors Dominique n'accède pas à l'espace personnel

    @exigence:B07
    Scénario: Taper le numéro de Dominique ne change pas le mot de passe de Camille
      Étant donné que Camille a choisi « Soleil2026 » pour le dossier « 7654321 »
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel

    @exigence:B07
    Scénario: Le lien de Camille ne change pas le mot de passe de Dominique
      Étant donné que Dominique a suivi le lien de Camille
      Quand Dominique choisit « Soleil2026 » pour le dossier « 7654321 »
      Alors le mot de passe de Dominique est refusé

    @exigence:B01
    Scénario: Le refus ne dit pas si le numéro saisi existe
      Étant donné que Camille a choisi « Soleil2026 » pour le dossier « 7654321 »
      Quand Camille choisit « Soleil2026 » pour le dossier « 1111111 »
      Alors les deux refus disent la même chose

    @exigence:B47
    Scénario: Après une erreur de numéro, le même lien sert encore
      Étant donné que Camille a choisi « Soleil2026 » pour le dossier « 1111111 »
      Quand Camille choisit le mot de passe « Soleil2026 »
      Alors Camille lit « Changement de mot de passe effectué ! »

  @exigence:P8.5
  Règle: Se Connecter ?

    Scénario: « Se Connecter ? » mène à la connexion
      Quand Camille suit « Se Connecter ? »
      Alors Camille arrive à la page de connexion

    Scénario: « Se Connecter ? » n'emporte pas le jeton
      Quand Camille recharge la page
      Alors « Se Connecter ? » n'emporte pas le jeton de Camille
