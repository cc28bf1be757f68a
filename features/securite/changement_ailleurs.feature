# language: fr
Fonctionnalité: Un lien en attente meurt quand le compte change ailleurs
  Un mail de réinitialisation reste dans une boîte ; le mot de passe, lui, change
  parfois par un autre chemin, et l'adresse du dossier aussi.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  @exigence:B05
  Règle: Changer de mot de passe autrement tue le lien en attente

    Contexte:
      Étant donné que Camille a reçu le mail de réinitialisation

    Scénario: Impossible d'ouvrir le lien si le mot de passe a été changé dans l'espace personnel
      Étant donné que Camille a choisi « Grenade-7-Vive » depuis son espace personnel
      Quand Camille suit le lien du mail
      Alors le lien de Camille est refusé

    Scénario: Impossible d'ouvrir le lien si un agent a changé le mot de passe
      Étant donné que le mot de passe de Camille est devenu « Grenade-7-Vive », changé par un agent
      Quand Camille suit le lien du mail
      Alors le lien de Camille est refusé

    Scénario: Impossible de finir avec un lien ouvert avant le changement
      Étant donné que Camille a suivi le lien du mail
      Et que le mot de passe de Camille est devenu « Grenade-7-Vive », changé par un agent
      Quand Camille choisit le mot de passe « Soleil2026 »
      Alors le lien de Camille est refusé

    Scénario: Le lien mort laisse en place le mot de passe choisi ailleurs
      Étant donné que Camille a suivi le lien du mail
      Et que le mot de passe de Camille est devenu « Grenade-7-Vive », changé par un agent
      Et que Camille a choisi le mot de passe « Soleil2026 »
      Quand Camille se connecte avec le mot de passe « Grenade-7-Vive »
      Alors Camille accède à son espace personnel

    Scénario: Un lien demandé après le changement sert
      Étant donné que le mot de passe de Camille est devenu « Grenade-7-Vive », changé par un agent
      Et que Camille a refait la demande et reçu un nouveau mail
      Et que Camille a suivi le lien du mail
      Quand Camille choisit le mot de passe « Soleil2026 »
      Alors Camille lit « Changement de mot de passe effectué ! »

  @exigence:B06
  Règle: Changer d'adresse mail tue le lien en attente

    Contexte:
      Étant donné que Camille a reçu le mail de réinitialisation

    Scénario: Impossible d'ouvrir le lien si l'adresse du dossier a changé
      Étant donné que l'adresse mail de Camille est devenue « nouvelle@example.org »
      Quand Camille suit le lien du mail
      Alors le lien de Camille est refusé

    Scénario: Impossible d'ouvrir le lien si l'adresse a été retirée du dossier
      Étant donné que l'adresse mail de Camille a été retirée de son dossier
      Quand Camille suit le lien du mail
      Alors le lien de Camille est refusé

    Scénario: Impossible de finir avec un lien ouvert avant le changement d'adresse
      Étant donné que Camille a suivi le lien du mail
      Et que l'adresse mail de Camille est devenue « nouvelle@example.org »
      Quand Camille choisit le mot de passe « Soleil2026 »
      Alors le lien de Camille est refusé

    Scénario: Le lien envoyé à la nouvelle adresse sert
      Étant donné que l'adresse mail de Camille est devenue « nouvelle@example.org »
      Et que Camille a refait la demande et reçu un nouveau mail
      Et que Camille a suivi le lien du mail
      Quand Camille choisit le mot de passe « Soleil2026 »
      Alors Camille lit « Changement de mot de passe effectué ! »

  @exigence:B06
  Règle: Une adresse qui ressemble à la première en est une autre

    Plan du Scénario: Impossible d'ouvrir le lien si l'adresse a changé par <pourquoi>
      Étant donné que Camille a pour adresse mail « camille@example.org »
      Et que Camille a reçu le mail de réinitialisation
      Et que l'adresse mail de Camille est devenue « <adresse> »
      Quand Camille suit le lien du mail
      Alors le lien de Camille est refusé

      Exemples:
        | pourquoi           | adresse                     |
        | une seule lettre   | camilla@example.org         |
        | le fournisseur     | camille@exemple.org         |
        | la terminaison     | camille@example.net         |
        | une étiquette      | camille+retraite@example.org |

  @exigence:B06
  Règle: Pour de bon

    @a-confirmer
    Scénario: Impossible d'ouvrir le lien même si l'adresse est redevenue la première
      Question à la CARPIMKO : une adresse rétablie rend-elle vie aux liens d'avant ? Hypothèse : non.
      Étant donné que Camille a pour adresse mail « premiere@example.org »
      Et que Camille a reçu le mail de réinitialisation
      Et que l'adresse mail de Camille est devenue « nouvelle@example.org »
      Et que l'adresse mail de Camille est devenue « premiere@example.org »
      Quand Camille suit le lien du mail
      Alors le lien de Camille est refusé
