# language: fr
@exigence:B60 @horloge
Fonctionnalité: Retrouver l'accès après trop d'erreurs
  Un verrou, s'il y en a un, cède au changement de mot de passe, et à lui seul.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567
    Et que Camille s'est trompée 15 fois de mot de passe
    Et que 1 min 1 s se sont écoulées

  Règle: Un changement réussi rouvre la connexion

    Scénario: Le nouveau mot de passe ouvre aussitôt
      Étant donné que Camille a changé son mot de passe pour « Grenade-7-Vive »
      Quand Camille se connecte avec le mot de passe « Grenade-7-Vive »
      Alors Camille accède à son espace personnel

  Règle: Rien d'autre ne rouvre la connexion

    Scénario: Une demande ne rouvre pas la connexion
      Étant donné que Camille a reçu le mail de réinitialisation
      Quand Camille essaie de se connecter avec son ancien mot de passe
      Alors la connexion de Camille reste comme elle était

    Scénario: Ouvrir le lien ne rouvre pas la connexion
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Quand Camille essaie de se connecter avec son ancien mot de passe
      Alors la connexion de Camille reste comme elle était

    Scénario: Un mot de passe refusé ne rouvre pas la connexion
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Et que Camille a choisi le mot de passe « soleil »
      Quand Camille essaie de se connecter avec son ancien mot de passe
      Alors la connexion de Camille reste comme elle était
