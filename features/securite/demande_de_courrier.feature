# language: fr
@capacite:letters
Fonctionnalité: Demander un courrier ne change rien
  Qui connaît un numéro de dossier peut demander un courrier : la personne doit
  pouvoir l'ignorer.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  @exigence:B23
  Règle: Demander un courrier ne change rien

    Scénario: Demander un courrier ne fait partir qu'un courrier
      Quand Camille demande un nouveau mot de passe par courrier
      Alors un seul courrier part pour Camille
      Et aucun mail n'est envoyé

    Scénario: L'ancien mot de passe sert encore après la demande d'un courrier
      Étant donné que Camille a demandé un nouveau mot de passe par courrier
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel

    Scénario: Sans adresse mail non plus, l'ancien mot de passe ne change pas
      Étant donné que Camille n'a pas d'adresse mail
      Et que Camille a demandé un nouveau mot de passe par courrier
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel

    @horloge
    Scénario: L'ancien mot de passe sert encore après l'arrivée du courrier
      Étant donné que Camille a reçu le courrier
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel

    @horloge
    Scénario: L'ancien mot de passe sert encore quand le courrier a vieilli sans servir
      Étant donné que Camille a reçu le courrier
      Et que 30 jours se sont écoulés
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel

    Scénario: Une session ouverte le reste quand un courrier est demandé
      Étant donné que Camille a ouvert son espace personnel dans un premier navigateur
      Et que Camille a demandé un nouveau mot de passe par courrier
      Quand Camille revient à son espace personnel dans le premier navigateur
      Alors Camille accède à son espace personnel

  @exigence:B05 @horloge
  Règle: Changer son mot de passe grâce au courrier éteint le lien d'un mail

    Scénario: Impossible de suivre le lien d'un mail une fois le mot de passe changé grâce au courrier
      Étant donné que Camille a demandé un nouveau mot de passe par courrier
      Et que Camille a reçu le courrier attendu, et un mail demandé le jour venu
      Et que Camille a choisi « Grenade-7-Vive » à la place de celui du courrier
      Quand Camille suit le lien du mail
      Alors le lien de Camille est refusé

  @exigence:B04 @a-confirmer
  Règle: Demander par l'autre voie : ce que devient la première

    Scénario: Le lien d'un mail, après une demande de courrier
      Question à la CARPIMKO : la demande d'un courrier éteint-elle le lien déjà envoyé ? Hypothèse H22 : oui.
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a demandé un nouveau mot de passe par courrier
      Quand Camille suit le lien du mail
      Alors le portail répond à Camille
      Et la réponse du portail à Camille est consignée

    @horloge
    Scénario: Le courrier en route, après une demande par mail
      Question à la CARPIMKO : une demande par mail annule-t-elle le courrier en route ? Hypothèse H23 : non.
      Étant donné que Camille a demandé un nouveau mot de passe par courrier
      Et que Camille a reçu le courrier attendu, et un mail demandé le jour venu
      Quand Camille tente d'entrer avec le mot de passe du courrier
      Alors le portail répond à Camille
      Et la réponse du portail à Camille est consignée
