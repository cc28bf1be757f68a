# language: fr
@navigateur
Fonctionnalité: Les erreurs, telles que le navigateur les restitue
  Ce que reçoivent les technologies d'assistance : la saisie invalide, sa description, l'annonce.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  @exigence:B56
  Règle: Les formulaires respectent le RGAA

    Scénario: RGAA 7.5 et 11.10 : le dossier mal formé de la demande se restitue
      Étant donné que Camille a rempli la demande avec le dossier « 12A4567 »
      Quand Camille écoute la page
      Alors le navigateur relie l'erreur de Camille à « Numéro de dossier »

    Scénario: RGAA 7.5 et 11.10 : l'absence de choix se restitue
      Étant donné que Camille a rempli la demande
      Et que Camille a validé sans rien cocher
      Quand Camille écoute la page
      Alors le navigateur relie l'erreur de Camille à « Vous souhaitez recevoir votre nouveau mot de passe »

    Scénario: RGAA 7.5 et 11.10 : le mot de passe refusé se restitue
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Et que Camille a choisi le mot de passe « soleil »
      Quand Camille écoute la page
      Alors le navigateur relie l'erreur de Camille à « Mot de passe »

    Scénario: RGAA 7.5 et 11.10 : la confirmation différente se restitue
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Et que Camille a choisi « Soleil2026 » et confirmé « Soleil2027 »
      Quand Camille écoute la page
      Alors le navigateur relie l'erreur de Camille à « Confirmer mot de passe »
