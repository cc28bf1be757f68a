# language: fr
@exigence:P4.1
Fonctionnalité: Préciser sa situation
  Étape 4 : « Précisez votre situation (Affilié ou Ayant droit) ».

  Règle: Deux situations, qui s'excluent, et il en faut une

    Contexte:
      Étant donné Camille, affiliée au dossier 0123456

    Scénario: La demande offre le choix entre deux situations
      Quand Camille va à la page du mot de passe oublié
      Alors Camille peut choisir entre « Affilié » et « Ayant droit »

    Scénario: Impossible de demander sans préciser sa situation
      Quand Camille remplit la demande sans préciser sa situation
      Alors la demande de Camille est refusée
      Et aucun mail n'est envoyé

    Plan du Scénario: Impossible de demander avec une situation inconnue
      Quand Camille remplit la demande avec la situation « <situation> »
      Alors la demande de Camille est refusée
      Et aucun mail n'est envoyé

      Exemples:
        | pourquoi          | situation |
        | inventée          | admin     |
        | vide              |           |
        | un autre statut   | retraité  |

    Scénario: Impossible de demander si la situation est écrite dans une autre casse
      Quand Camille remplit la demande avec sa situation dans une autre casse
      Alors la demande de Camille est refusée
      Et aucun mail n'est envoyé

    Scénario: Impossible de demander avec les deux situations à la fois
      Quand Camille remplit la demande avec les deux situations à la fois
      Alors la demande de Camille est refusée
      Et aucun mail n'est envoyé

    @a-confirmer
    Scénario: La situation proposée d'avance
      Question à la CARPIMKO : une situation est-elle cochée d'avance ?
      Quand Camille va à la page du mot de passe oublié
      Alors ce qui est coché d'avance pour Camille est consigné

  Règle: La situation désigne le dossier, avec le numéro

    Contexte:
      Étant donné Camille, affiliée au dossier 0123456
      Et Dominique, ayant droit au dossier 0123456

    Scénario: L'ayant droit qui demande reçoit le mail, pas l'affilié du même numéro
      Quand Dominique demande un nouveau mot de passe par mail
      Alors Dominique reçoit un seul mail de réinitialisation
      Et aucun mail n'est envoyé à Camille

    Scénario: L'affilié qui demande reçoit le mail, pas l'ayant droit du même numéro
      Quand Camille demande un nouveau mot de passe par mail
      Alors Camille reçoit un seul mail de réinitialisation
      Et aucun mail n'est envoyé à Dominique

    @exigence:P5.2
    Plan du Scénario: <demandeur> lit sa propre adresse, masquée, et non celle de l'autre
      Étant donné que Camille a pour adresse mail « camille@example.org »
      Et que Dominique a pour adresse mail « bruno@jugus.fr »
      Quand <demandeur> remplit la demande
      Alors l'adresse de <demandeur> est masquée

      Exemples:
        | demandeur |
        | Camille   |
        | Dominique |

    Scénario: Le changement de l'un laisse inchangé le mot de passe de l'autre
      Étant donné que Dominique a changé son mot de passe pour « Soleil2026 »
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel

    Scénario: Le nouveau mot de passe de l'un n'ouvre pas l'espace de l'autre
      Étant donné que Dominique a changé son mot de passe pour « Soleil2026 »
      Quand Camille se connecte avec le mot de passe « Soleil2026 »
      Alors Camille n'accède pas à l'espace personnel
