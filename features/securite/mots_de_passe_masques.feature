# language: fr
Fonctionnalité: Saisir un mot de passe

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  @exigence:B35
  Règle: Les champs du mot de passe sont masqués, et aident le gestionnaire de mots de passe

    Scénario: Le nouveau mot de passe est masqué, proposé et peut être collé
      Étant donné que Camille a reçu le mail de réinitialisation
      Quand Camille suit le lien du mail
      Alors Camille choisit un mot de passe sans qu'il se lise
      Et un gestionnaire de mots de passe en propose un nouveau à Camille
      Et Camille peut coller un mot de passe

    Scénario: Après un refus, le nouveau mot de passe reste masqué, proposé et peut être collé
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Quand Camille choisit le mot de passe « trop court »
      Alors Camille choisit un mot de passe sans qu'il se lise
      Et un gestionnaire de mots de passe en propose un nouveau à Camille
      Et Camille peut coller un mot de passe

    Scénario: Le mot de passe de la connexion est masqué, reconnu et peut être collé
      Quand Camille va à son espace personnel
      Alors Camille se connecte sans que son mot de passe se lise
      Et un gestionnaire de mots de passe retrouve celui de Camille
      Et Camille peut coller un mot de passe

    Scénario: Le mot de passe refusé ne se relit nulle part
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Quand Camille choisit le mot de passe « grenade-vive »
      Alors le mot de passe de Camille est refusé
      Et aucune page ni aucune adresse ne redit un mot de passe de Camille

    Scénario: Le mot de passe choisi ne se relit nulle part
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Quand Camille choisit le mot de passe « Grenade-7-Vive »
      Alors aucune page ni aucune adresse ne redit un mot de passe de Camille

    Scénario: Le mot de passe modifié dans l'espace personnel ne se relit nulle part
      Quand Camille choisit « Grenade-7-Vive » depuis son espace personnel
      Alors aucune page ni aucune adresse ne redit un mot de passe de Camille
