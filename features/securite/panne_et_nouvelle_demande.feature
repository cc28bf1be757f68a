# language: fr
Fonctionnalité: Une nouvelle demande pendant une panne du serveur de mail
  Qui ne reçoit rien redemande : la panne finie, il lui faut un lien, et un qui serve.

  @exigence:B41 @capacite:routes
  Règle: Une panne du serveur de mail ne perd pas la demande, et se dit

    Contexte:
      Étant donné Camille, affiliée au dossier 1234567
      Et que le serveur de mail reste occupé
      Et que Camille a demandé un nouveau mot de passe par mail

    @horloge @capacite:outbox
    Scénario: Après deux demandes pendant la panne, le dernier mail arrivé sert
      Étant donné que 2 min se sont écoulées
      Et que Camille a demandé un nouveau mot de passe par mail
      Et que le serveur de mail et le vérificateur du CAPTCHA répondent de nouveau
      Et que 6 h se sont écoulées
      Et que Camille a ouvert chaque copie de son mail
      Quand Camille suit le lien du mail
      Alors Camille peut choisir un mot de passe
