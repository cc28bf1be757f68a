# language: fr
Fonctionnalité: Choisir comment recevoir son nouveau mot de passe
  Étape 5 : par mail ou par courrier postal.

  @exigence:P5.1
  Règle: Cochez l'option Par mail à l'adresse [...]

    Contexte:
      Étant donné Camille, affiliée au dossier 1234567

    Scénario: Les deux options s'excluent
      Quand Camille remplit la demande
      Alors Camille lit « Vous souhaitez recevoir votre nouveau mot de passe : »
      Et Camille peut choisir entre « Par mail à l'adresse » et « Par courrier postal à votre adresse »

    Scénario: Aucune option n'est cochée d'avance
      Quand Camille remplit la demande
      Alors rien n'est coché d'avance pour Camille

    Scénario: Impossible de valider sans rien cocher
      Étant donné que Camille a rempli la demande
      Quand Camille valide sans rien cocher
      Alors Camille n'arrive pas à la page « Presque fini... »
      Et aucun mail n'est envoyé

    Plan du Scénario: Impossible de valider un choix inconnu
      Étant donné que Camille a rempli la demande
      Quand Camille valide avec le choix « <choix> »
      Alors Camille n'arrive pas à la page « Presque fini... »
      Et aucun mail n'est envoyé

      Exemples:
        | pourquoi   | choix  |
        | inventé    | pigeon |
        | vide       |        |
        | un nombre  | 99     |

    Scénario: Impossible de recevoir à la fois le mail et le courrier
      Seul un programme envoie les deux options : le portail les refuse, ou en suit une.
      Étant donné que Camille a rempli la demande
      Quand Camille valide les deux options à la fois
      Alors une option au plus est suivie pour Camille

    Scénario: Après un refus, le choix peut être validé
      Étant donné que Camille a rempli la demande
      Et que Camille a validé sans rien cocher
      Quand Camille valide son choix par mail
      Alors Camille arrive à la page « Presque fini... »
      Et Camille reçoit un seul mail de réinitialisation

  @exigence:P5.4
  Règle: Vérifier qu'il ne s'agit pas de l'adresse de votre comptable

    Scénario: L'avertissement se lit avant de valider
      Étant donné Camille, affiliée au dossier 1234567
      Quand Camille remplit la demande
      Alors Camille lit « Vérifier qu'il ne s'agit pas de l'adresse de votre comptable ou d'un tiers déclarant à qui vous auriez confié vos identifiants »
      Et Camille peut choisir « Par mail à l'adresse »

  @exigence:P5.7
  Règle: Une option n'est offerte que si l'adresse existe

    @exigence:B44
    Scénario: Sans adresse mail, il reste le courrier
      Étant donné Camille, affiliée au dossier 1234567
      Et que Camille n'a pas d'adresse mail
      Quand Camille remplit la demande
      Alors Camille ne peut pas choisir « Par mail à l'adresse »
      Et Camille peut choisir « Par courrier postal à votre adresse »

    @exigence:B44
    Plan du Scénario: Avec une adresse mail inutilisable, il reste le courrier
      Étant donné Camille, affiliée au dossier 1234567
      Et que Camille a pour adresse mail « <adresse> »
      Quand Camille remplit la demande
      Alors Camille ne peut pas choisir « Par mail à l'adresse »
      Et Camille peut choisir « Par courrier postal à votre adresse »

      Exemples:
        | pourquoi        | adresse             |
        | vide            |                     |
        | sans arobase    | camille.example.org |
        | sans domaine    | camille@            |
        | sans nom        | @example.org        |
        | une espace      | \s                  |
        | en deux mots    | camille moreau@example.org |

    Scénario: Sans adresse postale, il reste le mail
      Étant donné Camille, affiliée au dossier 1234567
      Et que Camille n'a pas d'adresse postale
      Quand Camille remplit la demande
      Alors Camille ne peut pas choisir « Par courrier postal à votre adresse »
      Et Camille peut choisir « Par mail à l'adresse »

    Scénario: Sans aucune adresse, aucun choix n'est offert
      Étant donné Camille, affiliée au dossier 1234567
      Et que Camille n'a pas d'adresse mail
      Et que Camille n'a pas d'adresse postale
      Quand Camille remplit la demande
      Alors Camille ne peut pas choisir « Par mail à l'adresse »
      Et Camille ne peut pas choisir « Par courrier postal à votre adresse »
