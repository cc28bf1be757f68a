# language: fr
@exigence:P4.2
Fonctionnalité: Renseigner son numéro de dossier
  Étape 4 : « renseignez votre numéro de dossier à sept chiffres ».

  Contexte:
    Étant donné Camille, affiliée au dossier 0123456

  Règle: Le numéro a exactement sept chiffres

    Scénario: Un numéro qui commence par zéro est pris tel quel
      Quand Camille demande un nouveau mot de passe par mail
      Alors Camille reçoit un seul mail de réinitialisation

    Scénario: Impossible de demander sans numéro de dossier
      Quand Camille remplit la demande sans donner de dossier
      Alors la demande de Camille est refusée
      Et aucun mail n'est envoyé

    Plan du Scénario: Impossible de demander avec un numéro mal formé
      Quand Camille remplit la demande avec le dossier « <dossier> »
      Alors la demande de Camille est refusée
      Et aucun mail n'est envoyé

      Exemples:
        | pourquoi                          | dossier                                    |
        | six chiffres, sans le zéro        | 123456                                     |
        | huit chiffres                     | 00123456                                   |
        | des lettres                       | 01234S6                                    |
        | que des lettres                   | camille                                    |
        | un signe plus                     | +123456                                    |
        | un signe moins                    | -123456                                    |
        | un signe plus et sept chiffres    | +0123456                                   |
        | un point et un zéro               | 123456.0                                   |
        | sept chiffres et .0               | 0123456.0                                  |
        | une puissance de dix              | 1e6                                        |
        | une espace au milieu              | 012 3456                                   |
        | une espace devant                 | \s0123456                                  |
        | une espace derrière               | 0123456\s                                  |
        | une tabulation derrière           | 0123456\t                                  |
        | une espace insécable              | 012\u00a03456                              |
        | une espace fine insécable         | 012\u202f3456                              |
        | un retour à la ligne derrière     | 0123456\n                                  |
        | des chiffres pleine chasse        | \uff10\uff11\uff12\uff13\uff14\uff15\uff16 |
        | des chiffres arabes-indiens       | \u0660\u0661\u0662\u0663\u0664\u0665\u0666 |
        | un seul chiffre d'un autre alphabet | 012345\u0666                             |
        | des points                        | 0.123.456                                  |
        | du code SQL                       | 0123456' OR '1'='1                         |

  Règle: Tout numéro de sept chiffres est bien formé

    Scénario: Le numéro fait de zéros est un numéro comme un autre
      Étant donné Dominique, affilié au dossier 0000000
      Quand Dominique demande un nouveau mot de passe par mail
      Alors Dominique reçoit un seul mail de réinitialisation

    Scénario: Le plus grand numéro est un numéro comme un autre
      Étant donné Dominique, affilié au dossier 9999999
      Quand Dominique demande un nouveau mot de passe par mail
      Alors Dominique reçoit un seul mail de réinitialisation

    Scénario: Un numéro bien formé mais inconnu n'envoie rien
      Quand Camille remplit la demande avec le dossier « 7654321 »
      Alors le portail répond à Camille
      Et aucun mail n'est envoyé

    Scénario: Un numéro connu sous l'autre situation n'envoie rien
      Quand Camille remplit la demande comme ayant droit
      Alors le portail répond à Camille
      Et aucun mail n'est envoyé

    Scénario: Valider le choix pour un numéro inconnu n'envoie rien
      Étant donné que Camille a rempli la demande avec le dossier « 7654321 »
      Quand Camille valide son choix par mail si on le lui propose
      Alors le portail répond à Camille
      Et aucun mail n'est envoyé
