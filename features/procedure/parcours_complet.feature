# language: fr
@parcours @fumee @exigence:P9.2 @exigence:P7.8
Fonctionnalité: La réinitialisation par mail, de bout en bout
  Les neuf étapes de la procédure, dans l'ordre, pour chaque situation.

  Plan du Scénario: Une personne de chaque situation retrouve l'accès à son espace
    Étant donné Camille, <situation> au dossier 0123456
    Quand Camille va à la page du mot de passe oublié
    Alors Camille lit « Avez vous oublié votre mot de passe? »
    Quand Camille remplit la demande
    Alors Camille lit « Demande de réinitialisation de votre mot de passe »
    Quand Camille valide son choix par mail
    Alors Camille lit « Presque fini... »
    Quand Camille ouvre le mail de réinitialisation
    Alors le mail de Camille dit « vous pouvez cliquer ici »
    Quand Camille suit le lien du mail
    Alors Camille peut choisir un mot de passe
    Quand Camille choisit le mot de passe « Soleil2026 »
    Alors Camille lit « Changement de mot de passe effectué ! »
    Quand Camille se connecte sur cette page avec « Soleil2026 »
    Alors Camille accède à son espace personnel

    Exemples:
      | situation  |
      | affiliée   |
      | ayant droit |
