# language: fr
Fonctionnalité: Des adresses mail partagées, ou qui se ressemblent
  Un couple, un comptable, deux situations d'une même personne ; deux lettres voisines.

  @exigence:B45
  Règle: Deux dossiers à la même adresse ne se confondent pas

    Plan du Scénario: <pourquoi> : le changement de l'un ne change rien pour l'autre
      Étant donné Camille, affiliée au dossier 0123456
      Et Dominique, <situation> au dossier <dossier>
      Et que Camille a pour adresse mail « bureau@cabinet.example »
      Et que Dominique a pour adresse mail « bureau@cabinet.example »
      Et que Dominique a changé son mot de passe pour « Grenade-7-Vive »
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel

      Exemples:
        | pourquoi                          | situation   | dossier |
        | Un couple ou un comptable         | affilié     | 7654321 |
        | Le même numéro, autre situation   | ayant droit | 0123456 |

    Plan du Scénario: <pourquoi> : le bon dossier est réinitialisé
      Étant donné Camille, affiliée au dossier 0123456
      Et Dominique, <situation> au dossier <dossier>
      Et que Camille a pour adresse mail « bureau@cabinet.example »
      Et que Dominique a pour adresse mail « bureau@cabinet.example »
      Et que Dominique a changé son mot de passe pour « Grenade-7-Vive »
      Quand Dominique se connecte avec le mot de passe « Grenade-7-Vive »
      Alors Dominique accède à son espace personnel

      Exemples:
        | pourquoi                          | situation   | dossier |
        | Un couple ou un comptable         | affilié     | 7654321 |
        | Le même numéro, autre situation   | ayant droit | 0123456 |

    Plan du Scénario: <pourquoi> : le nouveau mot de passe de l'un n'ouvre pas l'espace de l'autre
      Étant donné Camille, affiliée au dossier 0123456
      Et Dominique, <situation> au dossier <dossier>
      Et que Camille a pour adresse mail « bureau@cabinet.example »
      Et que Dominique a pour adresse mail « bureau@cabinet.example »
      Et que Dominique a changé son mot de passe pour « Grenade-7-Vive »
      Quand Camille se connecte avec le mot de passe « Grenade-7-Vive »
      Alors Camille n'accède pas à l'espace personnel

      Exemples:
        | pourquoi                          | situation   | dossier |
        | Un couple ou un comptable         | affilié     | 7654321 |
        | Le même numéro, autre situation   | ayant droit | 0123456 |

  @exigence:B45
  Règle: Le mail de chacun ne sert qu'à son dossier

    Contexte:
      Étant donné Camille, affiliée au dossier 0123456
      Et Dominique, affilié au dossier 7654321
      Et que Camille a pour adresse mail « bureau@cabinet.example »
      Et que Dominique a pour adresse mail « bureau@cabinet.example »
      Et que Camille a reçu le mail de réinitialisation
      Et que Dominique a reçu le mail de réinitialisation

    Scénario: La demande de l'un laisse vivre le lien de l'autre
      Quand Camille suit le lien du mail
      Alors Camille peut choisir un mot de passe

    Scénario: Chacun finit avec son propre mail
      Étant donné que Camille a suivi le lien du mail
      Quand Camille choisit le mot de passe « Grenade-7-Vive »
      Alors Camille lit « Changement de mot de passe effectué ! »

    Scénario: Impossible de finir avec le mail de l'autre, arrivé à la même adresse
      Étant donné que Dominique a suivi le lien de Camille
      Quand Dominique choisit le mot de passe « Grenade-7-Vive »
      Alors le mot de passe de Dominique est refusé

    Scénario: Le lien de l'un sert encore après le changement de l'autre
      Étant donné que Dominique a suivi le lien du mail
      Et que Dominique a choisi le mot de passe « Orage-8-Calme »
      Et que Camille a suivi le lien du mail
      Quand Camille choisit le mot de passe « Grenade-7-Vive »
      Alors Camille lit « Changement de mot de passe effectué ! »

  @exigence:B45
  Règle: Le même numéro dans les deux situations, ce sont deux dossiers

    Contexte:
      Étant donné Camille, affiliée au dossier 0123456
      Et Dominique, ayant droit au dossier 0123456
      Et que Camille a pour adresse mail « bureau@cabinet.example »
      Et que Dominique a pour adresse mail « bureau@cabinet.example »

    Scénario: La demande de l'ayant droit laisse vivre le lien de l'affiliée de même numéro
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Dominique a reçu le mail de réinitialisation
      Quand Camille suit le lien du mail
      Alors Camille peut choisir un mot de passe

  @exigence:B46
  Règle: Le mail part à l'adresse enregistrée, pas à une adresse qui lui ressemble

    Contexte:
      Étant donné Camille, affiliée au dossier 0123456
      Et Dominique, affilié au dossier 7654321

    Plan du Scénario: Entre <une> et <autre>, le mail va à celle du dossier
      Étant donné que Camille a pour adresse mail « <une> »
      Et que Dominique a pour adresse mail « <autre> »
      Quand Dominique demande puis ouvre le mail de réinitialisation
      Alors tout mail part à l'adresse de Dominique, à la lettre près

      Exemples:
        | pourquoi               | une                  | autre                       |
        | des majuscules         | moreau@example.org   | Moreau@example.org          |
        | tout en majuscules     | moreau@example.org   | MOREAU@example.org          |
        | une étiquette          | moreau@example.org   | moreau+retraite@example.org |
        | un point               | c.moreau@example.org | cmoreau@example.org         |
        | une lettre voisine     | rnoreau@example.org  | moreau@example.org          |
        | un sous-domaine        | moreau@example.org   | moreau@mail.example.org     |

    Plan du Scénario: Entre deux adresses qui diffèrent par <pourquoi>, le mail va à celle du dossier
      Une adresse hors de l'alphabet courant peut ne pas être proposée.
      Étant donné que Camille a pour adresse mail « <une> »
      Et que Dominique a pour adresse mail « <autre> »
      Et que Dominique a rempli la demande
      Quand Dominique valide son choix par mail si on le lui propose
      Alors tout mail part à l'adresse de Dominique, à la lettre près

      Exemples:
        | pourquoi                | une                   | autre                         |
        | un i sans point         | camille@example.org   | cam\u0131lle@example.org      |
        | le signe kelvin         | karim@example.org     | \u212aarim@example.org        |
        | un a cyrillique         | camille@example.org   | c\u0430mille@example.org      |
        | une ligature            | fiona@example.org     | \ufb01ona@example.org         |
        | un s long               | simon@example.org     | \u017fimon@example.org        |
        | la pleine chasse        | camille@example.org   | \uff43amille@example.org      |
        | un accent décomposé     | h\u00e9lene@example.org | he\u0301lene@example.org    |
        | le domaine              | camille@example.org   | camille@ex\u0430mple.org      |
