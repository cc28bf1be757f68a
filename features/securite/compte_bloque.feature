# language: fr
Fonctionnalité: Comptes bloqués, comptes radiés, comptes sans adresse mail
  La réinitialisation ne rend pas un accès que la caisse a retiré.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567
    Et Dominique, affilié au dossier 7654321

  @exigence:B42
  Règle: Un compte bloqué ou radié ne se réinitialise pas

    Plan du Scénario: Demander pour un compte <état> ne fait partir aucun mail
      Étant donné que le compte de Camille a été <état>
      Et que Camille a rempli la demande
      Quand Camille valide son choix par mail si on le lui propose
      Alors le portail répond à Camille
      Et aucun mail n'est envoyé

      Exemples:
        | état   |
        | bloqué |
        | radié  |

    Plan du Scénario: Impossible d'ouvrir le lien d'un compte <état> depuis
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que le compte de Camille a été <état>
      Quand Camille suit le lien du mail
      Alors le lien de Camille est refusé

      Exemples:
        | état   |
        | bloqué |
        | radié  |

    Plan du Scénario: Impossible de finir si le compte est <état> une fois le lien ouvert
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Et que le compte de Camille a été <état>
      Quand Camille choisit le mot de passe « Grenade-7-Vive »
      Alors le lien de Camille est refusé

      Exemples:
        | état   |
        | bloqué |
        | radié  |

    Plan du Scénario: Un compte <état> entre les étapes 4 et 5 ne reçoit pas de mail
      Étant donné que Camille a rempli la demande
      Et que le compte de Camille a été <état>
      Quand Camille valide son choix par mail si on le lui propose
      Alors le portail répond à Camille
      Et aucun mail n'est envoyé

      Exemples:
        | état   |
        | bloqué |
        | radié  |

    Plan du Scénario: Les sessions d'un compte <état> sont fermées
      Étant donné que Camille a ouvert une session dans 2 navigateurs
      Et que le compte de Camille a été <état>
      Quand Camille revient à son espace personnel dans chacun d'eux
      Alors toutes les sessions de Camille sont fermées

      Exemples:
        | état   |
        | bloqué |
        | radié  |

    Plan du Scénario: Impossible de se connecter à un compte <état>
      Étant donné que le compte de Camille a été <état>
      Quand Camille se connecte avec son ancien mot de passe
      Alors le compte de Camille ne s'ouvre pas

      Exemples:
        | état   |
        | bloqué |
        | radié  |

    @a-confirmer
    Scénario: Impossible d'ouvrir le lien d'avant même si le compte bloqué est rétabli
      Question à la CARPIMKO : un compte rétabli rend-il vie aux liens d'avant ? Hypothèse : non.
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que le compte de Camille a été bloqué
      Et que le compte de Camille a été rétabli
      Quand Camille suit le lien du mail
      Alors le lien de Camille est refusé

    Scénario: Un compte rétabli se réinitialise avec une nouvelle demande
      Étant donné que le compte de Camille a été bloqué
      Et que le compte de Camille a été rétabli
      Et que Camille a changé son mot de passe pour « Grenade-7-Vive »
      Quand Camille se connecte avec le mot de passe « Grenade-7-Vive »
      Alors Camille accède à son espace personnel

  @exigence:B01
  Règle: La réponse ne dit pas qu'un compte est bloqué ou radié

    Plan du Scénario: La réponse à un compte <état> est celle de tout le monde, et aucun mail ne part
      Étant donné que le compte de Camille a été <état>
      Et que Dominique a rempli la demande
      Quand Camille remplit la demande
      Alors Camille et Dominique lisent la même réponse
      Et aucun mail n'est envoyé

      Exemples:
        | état   |
        | bloqué |
        | radié  |

    Plan du Scénario: Valider l'envoi pour un compte <état> n'envoie rien et n'apprend rien
      Étant donné que le compte de Camille a été <état>
      Et que Dominique a demandé un nouveau mot de passe par mail
      Et que Camille a rempli la demande
      Quand Camille valide son choix par mail si on le lui propose
      Alors Camille et Dominique lisent la même réponse
      Et aucun mail n'est envoyé à Camille
      Et Dominique reçoit un seul mail de réinitialisation

      Exemples:
        | état   |
        | bloqué |
        | radié  |

  @exigence:B44
  Règle: Sans adresse mail, aucun mail ne part et le courrier reste offert

    Scénario: L'adresse retirée entre les étapes 4 et 5 ne reçoit rien, et rien n'est annoncé
      Étant donné que Camille a rempli la demande
      Et que l'adresse mail de Camille a été retirée de son dossier
      Quand Camille valide son choix par mail si on le lui propose
      Alors Camille ne lit pas « Un e-mail vous a été envoyé »
      Et aucun mail n'est envoyé

    Scénario: Sans adresse mail, le courrier se demande et aucun mail ne part
      Étant donné que l'adresse mail de Camille a été retirée de son dossier
      Quand Camille demande un nouveau mot de passe par courrier
      Alors le portail répond à Camille
      Et Camille n'arrive pas à la page « Demande de réinitialisation de votre mot de passe »
      Et aucun mail n'est envoyé
