# language: fr
@capacite:log
Fonctionnalité: Le journal du portail

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  @exigence:B53
  Règle: Le journal garde demande, envoi, usage et échec, jamais un jeton ni un mot de passe

    Scénario: Le journal garde la demande
      Étant donné que le journal est lu
      Quand Camille remplit la demande
      Alors le journal a gardé ce qu'a fait Camille

    Scénario: Le journal garde l'envoi du mail
      Étant donné que Camille a rempli la demande
      Et que le journal est lu
      Quand Camille valide son choix par mail
      Alors le journal a gardé ce qu'a fait Camille
      Et Camille reçoit un seul mail de réinitialisation

    Scénario: Le journal garde l'envoi du courrier
      Étant donné que Camille a rempli la demande
      Et que le journal est lu
      Quand Camille valide son choix par courrier
      Alors le journal a gardé ce qu'a fait Camille

    Scénario: Le journal garde l'usage du lien
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Et que le journal est lu
      Quand Camille choisit le mot de passe « Soleil2026 »
      Alors le journal a gardé ce qu'a fait Camille

    Scénario: Le journal garde une connexion refusée
      Étant donné que le journal est lu
      Quand Camille se connecte avec le mot de passe « Inconnu2026 »
      Alors le journal a gardé ce qu'a fait Camille

    Scénario: Le journal garde un numéro de dossier refusé à l'étape 8
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Et que le journal est lu
      Quand Camille choisit « Soleil2026 » pour le dossier « 7654321 »
      Alors le journal a gardé ce qu'a fait Camille

    Scénario: Le journal ne garde ni jeton ni mot de passe
      Quand Camille tape tous ses secrets, à leur place et ailleurs
      Alors le journal ne garde aucun secret de Camille
