# language: fr
Fonctionnalité: Les sessions ouvertes, avant et après le changement
  Qui réinitialise son mot de passe craint souvent qu'un autre soit entré.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  @exigence:B25
  Règle: Les sessions ouvertes avant le changement sont fermées

    Scénario: Les sessions ouvertes dans trois navigateurs sont toutes fermées
      Étant donné que Camille a ouvert une session dans 3 navigateurs
      Et que Camille a changé son mot de passe pour « Grenade-7-Vive »
      Quand Camille revient à son espace personnel dans chacun d'eux
      Alors toutes les sessions de Camille sont fermées

    Scénario: Un changement fait dans l'espace personnel ferme les autres sessions
      Étant donné que Camille a ouvert une session dans 2 navigateurs
      Et que Camille a choisi « Grenade-7-Vive » depuis son espace personnel
      Quand Camille revient à son espace personnel dans chacun d'eux
      Alors toutes les sessions de Camille sont fermées

    Scénario: La session du navigateur qui fait le changement est fermée elle aussi
      Étant donné que Camille a ouvert une session dans 2 navigateurs
      Et que Camille a reçu le mail de réinitialisation
      Et que Camille a repris le navigateur d'avant
      Et que Camille a suivi le lien du mail
      Et que Camille a choisi le mot de passe « Grenade-7-Vive »
      Quand Camille revient à son espace personnel dans chacun d'eux
      Alors toutes les sessions de Camille sont fermées

  @exigence:B23
  Règle: Une demande laisse ouvertes les sessions et valable le mot de passe

    Contexte:
      Étant donné que Camille a ouvert une session dans 2 navigateurs

    Scénario: Remplir la demande ne ferme aucune session
      Étant donné que Camille a rempli la demande
      Quand Camille revient à son espace personnel dans chacun d'eux
      Alors toutes les sessions de Camille sont encore ouvertes

    Scénario: Recevoir le mail et ouvrir le lien ne ferme aucune session
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Quand Camille revient à son espace personnel dans chacun d'eux
      Alors toutes les sessions de Camille sont encore ouvertes

    Scénario: Un mot de passe refusé ne ferme aucune session
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Et que Camille a choisi le mot de passe « soleil »
      Quand Camille revient à son espace personnel dans chacun d'eux
      Alors toutes les sessions de Camille sont encore ouvertes

    Scénario: Un mail qui n'est pas lu laisse valable l'ancien mot de passe
      Étant donné que Camille a demandé un nouveau mot de passe par mail
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel
      Et Camille reçoit un seul mail de réinitialisation

    Scénario: Dix demandes d'un autre ne privent personne de son mot de passe
      Étant donné que Camille a envoyé 10 demandes complètes
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel
      Et Camille reçoit de 1 à 10 mails de réinitialisation
