# language: fr
@capacite:franceconnect
Fonctionnalité: Deux dossiers, une seule identité
  FranceConnect désigne une personne ; qui a deux dossiers ouvre l'un des siens, et aucun autre.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567
    Et Dominique, affiliée au dossier 7654321
    Et que Camille est aussi ayant droit au dossier 1112223

  @exigence:B57
  Règle: La personne choisit parmi ses dossiers

    @a-confirmer
    Scénario: Une personne qui a deux dossiers choisit celui qu'elle ouvre
      Question à la CARPIMKO : l'affiliée qui est aussi ayant droit choisit-elle, après
      FranceConnect, le dossier qu'elle ouvre ?

      Quand Camille s'identifie avec FranceConnect
      Alors Camille lit « 1234567 »
      Et Camille lit « 1112223 »
      Mais Camille ne lit pas « 7654321 »

    Plan du Scénario: Le dossier choisi, <dossier>, est celui qui s'ouvre
      Étant donné que FranceConnect a identifié Camille
      Quand Camille choisit d'ouvrir le dossier <dossier>
      Alors Camille entre dans l'espace personnel du dossier <dossier>, et dans aucun autre

      Exemples:
        | dossier |
        | 1234567 |
        | 1112223 |

    Scénario: Impossible d'ouvrir le dossier d'une autre en changeant ce qu'on choisit
      Étant donné que FranceConnect a identifié Camille
      Quand Camille glisse dans son choix le dossier de Dominique
      Alors Camille n'entre dans aucun espace personnel

