# language: fr
Fonctionnalité: Les étapes, dans l'ordre et chacun pour soi

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567
    Et Dominique, affilié au dossier 7654321

  @exigence:B20
  Règle: Les étapes ne se sautent pas

    Scénario: Impossible de voir l'étape 5 d'un autre sans avoir fait la demande
      Étant donné que Camille a rempli la demande
      Quand Dominique ouvre la page où est Camille
      Alors Dominique n'arrive pas à la page « Demande de réinitialisation de votre mot de passe »

    Scénario: Impossible de passer de l'étape 4 à l'étape 6
      Étant donné que Dominique a reçu le mail de réinitialisation
      Et que Camille a rempli la demande
      Quand Camille ouvre la page où est Dominique
      Alors Camille n'arrive pas à la page « Presque fini... »
      Et aucun mail n'est envoyé à Camille

    Scénario: Impossible de passer de l'étape 7 à l'étape 9
      Étant donné que Dominique a changé son mot de passe pour « Soleil2026 »
      Et que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Quand Camille ouvre la page où est Dominique
      Alors Camille n'arrive pas à la page « Changement de mot de passe effectué ! »

    Scénario: Voir l'étape 9 d'un autre ne change rien
      Étant donné que Dominique a changé son mot de passe pour « Soleil2026 »
      Et que Camille a reçu le mail de réinitialisation
      Et que Camille a ouvert la page où est Dominique
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel

    Scénario: Impossible de rejouer un choix dans la session d'un autre
      Étant donné que Dominique a rempli la demande
      Et que Camille a rempli la demande
      Quand Dominique valide le choix de Camille par mail
      Alors aucun mail n'est envoyé à Camille

  @exigence:B48
  Règle: Le lien de l'un ouvert par l'autre ne mélange pas leurs comptes

    Scénario: Suivre le lien de Camille ne fait pas entrer Dominique chez elle
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille s'est connectée
      Et que Dominique s'est connecté
      Et que Dominique a suivi le lien de Camille
      Quand Dominique ouvre l'adresse de son espace personnel
      Alors Dominique n'est pas dans l'espace de Camille

    Scénario: Changer le mot de passe de Camille ne fait pas entrer Dominique chez elle
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Dominique s'est connecté
      Et que Dominique a suivi le lien de Camille
      Et que Dominique a choisi « Soleil2026 » pour le dossier « 1234567 »
      Et que Camille s'est connectée avec le mot de passe « Soleil2026 »
      Quand Dominique ouvre l'adresse de son espace personnel
      Alors Dominique n'est pas dans l'espace de Camille

    Scénario: Le lien de Camille change le mot de passe de Camille
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Dominique s'est connecté
      Et que Dominique a suivi le lien de Camille
      Et que Dominique a choisi « Soleil2026 » pour le dossier « 1234567 »
      Quand Camille se connecte avec le mot de passe « Soleil2026 »
      Alors Camille accède à son espace personnel

    Scénario: Le lien de Camille ne change pas le mot de passe de Dominique
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Dominique s'est connecté
      Et que Dominique a suivi le lien de Camille
      Et que Dominique a choisi « Soleil2026 » pour le dossier « 1234567 »
      Et que Dominique est passé dans un autre navigateur
      Quand Dominique se connecte avec son ancien mot de passe
      Alors Dominique accède à son espace personnel
