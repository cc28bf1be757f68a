# language: fr
Fonctionnalité: La page de connexion et le lien « Mot de passe oublié ? »
  Étape 3 de la procédure.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  @exigence:P3.1
  Règle: Cliquez sur le lien Mot de passe oublié ?

    Scénario: Le lien mène à la demande sans qu'il faille se connecter
      Étant donné que Camille est sur la page de connexion
      Quand Camille suit « Mot de passe oublié ? »
      Alors Camille arrive à la page « Avez vous oublié votre mot de passe? »

    Scénario: Le lien n'envoie pas le formulaire de connexion
      Quand Camille va à son espace personnel
      Alors « Mot de passe oublié ? » est un lien qui n'envoie rien pour Camille
      Et Camille lit « En utilisant mon numéro de dossier »

    Scénario: Le lien sert encore après une connexion refusée
      Étant donné que Camille n'a pas réussi à se connecter
      Quand Camille suit « Mot de passe oublié ? »
      Alors Camille arrive à la page « Avez vous oublié votre mot de passe? »

  @exigence:P3.2
  Règle: Vous êtes un Affilié ? Ayant droit ? Numéro de dossier, Mot de passe

    Scénario: La page de connexion demande la situation
      Quand Camille va à son espace personnel
      Alors Camille peut choisir entre « Affilié » et « Ayant droit »

    Scénario: La page de connexion demande le numéro de dossier et le mot de passe
      Quand Camille va à son espace personnel
      Alors Camille peut renseigner « Numéro de dossier » et « Mot de passe »

    Scénario: Un mauvais mot de passe n'ouvre pas l'espace personnel
      Quand Camille se connecte avec le mot de passe « Inconnu2026 »
      Alors Camille n'accède pas à l'espace personnel

    Plan du Scénario: Un numéro de dossier <pourquoi> n'ouvre pas l'espace personnel
      Quand Camille se connecte avec le dossier « <dossier> »
      Alors Camille n'accède pas à l'espace personnel

      Exemples:
        | pourquoi        | dossier |
        | de six chiffres | 123456  |
        | avec une lettre | 12A4567 |
        | inconnu         | 7654321 |

    Scénario: Le mot de passe du dossier ouvre l'espace personnel
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel

    Scénario: Un numéro de dossier qui commence par zéro ouvre l'espace personnel
      Étant donné Dominique, affilié au dossier 0123456
      Quand Dominique se connecte avec son ancien mot de passe
      Alors Dominique accède à son espace personnel
