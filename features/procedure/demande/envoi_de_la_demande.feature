# language: fr
Fonctionnalité: Envoyer sa demande
  Étape 4 : « puis cliquez sur le bouton Réinitialiser le mot de passe ».

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  @exigence:P4.4
  Règle: Réinitialiser le mot de passe mène à l'étape 5

    Scénario: La page de la demande porte son titre
      Quand Camille va à la page du mot de passe oublié
      Alors Camille arrive à la page « Avez vous oublié votre mot de passe? »
      Et Camille peut choisir entre « Affilié » et « Ayant droit »

    Scénario: Une demande bien remplie mène au choix de l'envoi
      Quand Camille remplit la demande
      Alors Camille arrive à la page « Demande de réinitialisation de votre mot de passe »
      Et aucun mail n'est envoyé

    Scénario: La touche Entrée envoie aussi la demande
      Quand Camille remplit la demande et appuie sur Entrée
      Alors Camille arrive à la page « Demande de réinitialisation de votre mot de passe »

    Scénario: La même demande envoyée deux fois n'envoie pas de mail
      Quand Camille envoie 2 fois la même demande
      Alors le portail répond à Camille
      Et aucun mail n'est envoyé

    Scénario: Revenir en arrière et recommencer mène encore à l'étape 5
      Étant donné que Camille a rempli la demande
      Quand Camille revient en arrière et remplit de nouveau la demande
      Alors Camille arrive à la page « Demande de réinitialisation de votre mot de passe »

  @exigence:P4.5
  Règle: Aller à la page de connexion

    Scénario: De l'étape 4, on retourne à la connexion
      Étant donné que Camille est sur la page du mot de passe oublié
      Quand Camille suit « Aller à la page de connexion »
      Alors Camille arrive à la page de connexion
      Et aucun mail n'est envoyé

    Scénario: De l'étape 5, on retourne à la connexion sans rien demander
      Étant donné que Camille a rempli la demande
      Quand Camille suit « Aller à la page de connexion »
      Alors Camille arrive à la page de connexion
      Et aucun mail n'est envoyé

    @exigence:B23
    Scénario: Quitter l'étape 5 laisse le mot de passe en place
      Étant donné que Camille a rempli la demande
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel

  @exigence:P4.6 @informatif
  Règle: © 2021 - Carpimko.com - EP_1 1.10

    Scénario: La version affichée au pied de page est consignée
      Quand Camille va à la page du mot de passe oublié
      Alors le pied de page de Camille est consigné
