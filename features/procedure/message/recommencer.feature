# language: fr
@horloge
Fonctionnalité: Passé 24 heures, il faut recommencer
  Étape 7 : « si vous n'effectuez pas cette action sous 24 heures, vous devrez
  recommencer toute la procédure ».

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  @exigence:P7.7
  Règle: Passé 24 heures, vous devrez recommencer toute la procédure

    @exigence:B12
    Scénario: Impossible de finir à 24 h 1 min avec un formulaire ouvert à 23 h 59 min
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que 23 h 59 min se sont écoulées
      Et que Camille a suivi le lien du mail
      Et que 2 min se sont écoulées
      Quand Camille choisit le mot de passe « Soleil2026 »
      Alors le lien de Camille est refusé

    Scénario: Une nouvelle demande après l'échéance donne un lien qui s'ouvre
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que 25 h se sont écoulées
      Et que Camille a refait la demande et reçu un nouveau mail
      Quand Camille suit le lien du mail
      Alors Camille peut choisir un mot de passe

    Scénario: Une nouvelle demande après l'échéance mène jusqu'au bout
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que 25 h se sont écoulées
      Et que Camille a refait toute la procédure et choisi « Soleil2026 »
      Quand Camille se connecte avec le mot de passe « Soleil2026 »
      Alors Camille accède à son espace personnel

    @exigence:B13
    Scénario: Une nouvelle demande ne ranime pas le lien périmé
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que 25 h se sont écoulées
      Et que Camille a refait la demande et reçu un nouveau mail
      Quand Camille suit le lien de sa première demande
      Alors le lien de Camille est refusé

  @exigence:B04
  Règle: Une nouvelle demande annule la précédente
    La procédure ne le dit pas : un portail qui ne le fait pas lui obéit encore.

    @a-confirmer
    Scénario: Impossible de suivre le premier lien après une seconde demande
      Question à la CARPIMKO : une demande annule-t-elle la précédente ? Hypothèse H02 : oui.
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que 60 min se sont écoulées
      Et que Camille a refait la demande et reçu un nouveau mail
      Quand Camille suit le lien de sa première demande
      Alors le lien de Camille est refusé
